"""Each row is a notice known by its title, which often names party and address; the rest of the row dates it."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ingest.notices import Notice, NoticeSaying, reading_modules, say_notice, texts_of
from ingest.opening import Opened
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = reading_modules()


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A document number is the same in every index of the Federal Register, so its parties are the same subjects."""
    say = NoticeSaying(doc, prefix="federal_register")
    for row in doc.rows():
        title, number = row["title"], row["document_number"]
        if not title:
            doc.refuse(row, "the row has no title")
            continue
        identity = number.clean or say.key(title, row["date"])
        texts = texts_of(row, "title", "abstract") if row.has("abstract") else (title,)
        say_notice(doc, say, Notice(identity, texts, row, title, doc.date(row["date"]), number or None))
        yield from say.said()
