"""Each line is one notice: its title often is the whole order, its abstract tells what a rule does."""

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
    for line in doc.lines():
        title, number = line["title"], line["document_number"]
        texts = texts_of(line, "title", "abstract")
        if not texts:
            doc.refuse(line, "the line has neither title nor abstract")
            continue
        identity = number.clean or say.key(title, line["date"])
        say_notice(doc, say, Notice(identity, texts, line, title or None, doc.date(line["date"]), number or None))
        yield from say.said()
