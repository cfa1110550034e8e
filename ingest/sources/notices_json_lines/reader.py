"""Each line is one notice: `text`, and `id`, `date` and `title` where they are there."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ingest.head import Head
from ingest.notices import Notice, NoticeSaying, reading_modules, say_notice, texts_of
from ingest.opening import Opened
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = reading_modules()
_FITS = 0.52
"""Just enough to be recognised, so that a source that knows its own layout comes first."""
_DAYS = ("date", "published", "publication_date", "published_on")


def recognise(head: Head) -> tuple[float, str]:
    """Objects with a text."""
    return (_FITS, "has the key text") if "text" in head.keys else (0.0, "")


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A line without an id is known by its text."""
    say = NoticeSaying(doc)
    for line in doc.lines():
        texts = texts_of(line, "title", "text")
        if not texts or not line["text"]:
            doc.refuse(line, "the line has no text")
            continue
        day = next((doc.date(line[name]) for name in _DAYS if line[name]), None)
        title = line["title"] if line["title"] else None
        say_notice(doc, say, Notice(line["id"].clean or say.key(line["text"]), texts, line, title, day))
        yield from say.said()
