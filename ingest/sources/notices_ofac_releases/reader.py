"""Each line is one release, taken from its PDF, with the rows of OFAC's penalty index that link to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ingest.cells import Line
from ingest.notices import Known, Notice, NoticeSaying, reading_modules, say_notice
from ingest.opening import Opened
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = reading_modules()
_MEDIA = re.compile(r"/media/(\d+)/")
INDEX = "ofac_penalties_index"
"""The source that gives each linked penalty its id, so that text and index speak of one penalty."""


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A release is dated by the index rows that link to it, which all have its day."""
    say = NoticeSaying(doc, prefix="ofac_release")
    for line in doc.lines():
        text = line["text"]
        if not text:
            doc.refuse(line, "the line has no text")
            continue
        media = _MEDIA.search(line["url"].clean)
        identity = media[1] if media else say.key(text)
        linked = line.data.get("linked") if isinstance(line.data, dict) else None
        count = len(linked) if isinstance(linked, list) else 0
        day = doc.date(line["/linked/0/date"]) if count else None
        penalties = tuple(_penalties(line, count))
        say_notice(doc, say, Notice(identity, (text,), line, None, day, None, penalties))
        yield from say.said()


def _penalties(line: Line, count: int) -> Iterator[Known]:
    for at in range(count):
        if number := line[f"/linked/{at}/id"].clean:
            amount = line[f"/linked/{at}/usd"].clean
            said = float(amount) if re.fullmatch(r"\d+(\.\d+)?", amount) else None
            yield Known(f"{INDEX}:{number}", line[f"/linked/{at}/name"].clean, said)
