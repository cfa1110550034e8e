"""A document of prose is one notice; a PDF is read page by page, its parties the same on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ingest.cells import Cell
from ingest.head import Head
from ingest.notices import Notice, NoticeSaying, reading_modules, say_notice
from ingest.opening import Opened
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = reading_modules()
_SPEAKS = re.compile(
    r"\b(?:sanction|export|licen[cs]|denial|denied|penalt|embargo|enforcement|designat|prohibit|dual-use|settle|convict"
    r"|end[- ]use|ship(?:ped|ment)|In the Matter of|restrictive measures)|санкц|экспорт|制裁|出口|輸出",
    re.IGNORECASE,
)
_FITS = 0.52
"""Just enough to be recognised, so that a source that knows its own layout comes first."""


def recognise(head: Head) -> tuple[float, str]:
    """Prose that speaks of what notices speak of."""
    found = {m[0].casefold() for m in _SPEAKS.finditer(head.text[:20_000])}
    if not found:
        return 0.1, "it is prose, but speaks of nothing that notices speak of"
    return _FITS, f"it is prose and speaks of {', '.join(sorted(found)[:4])}"


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """One notice a document, its parts units that are counted."""
    say = NoticeSaying(doc)
    parts = doc.pages if doc.entry.format["kind"] == "pdf" else [doc.span(0, len(doc.text))]
    texts: list[Cell] = []
    for part in parts:
        doc.unit(part.locator)
        if part:
            texts.append(part)
        else:
            doc.refuse(part, "there is no text here; a scanned page must be turned into text first")
    if not texts:
        return
    say_notice(doc, say, Notice(doc.entry.document[:16], tuple(texts), texts[0]))
    yield from say.said()
