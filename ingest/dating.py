"""When a document was published, and which list it is a revision of: found where its source says they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from graph import files
from graph.evidence import DocumentEntry
from graph.types import DocumentId
from ingest.head import Head
from ingest.opening import Opened
from ingest.source import Source


def series_of(doc: Opened) -> str | None:
    """Which list this is a revision of: the source, or what `series` makes of the first row or of the reader's say."""
    spec = doc.source.spec
    if not spec.snapshot:
        return None
    wanted = re.findall(r"{([^}]+)}", spec.series)
    if not wanted:
        return spec.series or doc.source.id
    told = getattr(doc.source.reader, "series", None)
    try:
        values = dict.fromkeys(wanted, told(doc.text)) if told else next(doc.scan(), {})
    except files.Unreadable:
        values = {}
    return re.sub(r"{([^}]+)}", lambda m: values.get(m[1], "").strip(), spec.series)


def published_on(chosen: Source, head: Head, path: Path, how: Mapping[str, Any], shown: str, by: date) -> date | None:
    """The day a document is dated by its publisher, found where its source says; a month means its last day."""
    for rule in chosen.spec.published:
        where, _, what = rule.partition(":")
        found: date | None = None
        if where == "file_name":
            found = _day(re.search(what, head.file_name))
        elif where == "folder":
            found = _day(re.search(what, Path(shown).parent.name))
        elif where == "text":
            found = _day(re.search(what, head.text))
        elif where == "attribute":
            match = re.search(rf'\b{re.escape(what)}\s*=\s*["\'](?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)', head.text)
            found = _day(match)
        elif where == "column_max":
            found = _latest(chosen, path, how, what, by)
        if found:
            return found
    return None


def _latest(chosen: Source, path: Path, how: Mapping[str, Any], column: str, by: date) -> date | None:
    """The latest day of a column, those after the day of receipt left out: nobody publishes in the future."""
    entry = DocumentEntry(DocumentId(""), "", 0, chosen.id, "", None, date.min, date.min, format=how)
    doc = Opened(entry, chosen, path)
    try:
        days = [day for row in doc.rows() if (day := doc.date(row[column])) and day <= by]
    except files.Unreadable:
        return None
    return max(days, default=None)


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    parts = match.groupdict()
    try:
        year, month, day = int(parts["y"]), int(parts.get("m") or 12), parts.get("d")
        if day:
            return date(year, month, int(day))
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, TypeError):
        return None
