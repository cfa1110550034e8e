"""What the workspace holds: documents, what was read of them, and what was not; read from the records only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from graph.evidence import DocumentEntry
from graph.snapshot import Manifest, Snapshot
from graph.workspace import Workspace
from ingest.records import Report, connect, finished
from ingest.source import sources

ISSUES_SHOWN = 2_000
"""Issues sent to the browser at once."""
FRESH_SECONDS = 15
"""How old an answer about files may be: they change only when somebody ingests."""


_WANTED = """
    WHERE ($document = '' OR i.document = $document) AND ($source = '' OR i.source = $source)
      AND ($severity = '' OR i.severity = $severity)
"""
_COUNT = f"SELECT count(*) FROM issues i {_WANTED}"  # noqa: S608  (our own words only)
_ISSUES = f"""
    SELECT d.file_name, i.source, i.severity, i.locator, i."column", i.value, i.problem, i.kept, i.next_step
    FROM issues i JOIN documents d USING (document) {_WANTED}
    ORDER BY list_position(['error', 'warning', 'note'], i.severity), d.file_name, i.locator LIMIT $most
"""  # noqa: S608  (our own words only)


@dataclass(frozen=True)
class Holding:
    """One document and the report of its reading."""

    entry: DocumentEntry
    report: Report


@st.cache_data(ttl=FRESH_SECONDS, show_spinner="Looking through the documents…")
def holdings(folder: str) -> list[Holding]:
    """Every document that was read whole."""
    return [Holding(entry, report) for entry, report in finished(Workspace(Path(folder)))]


@st.cache_data(max_entries=32, show_spinner=False)
def manifest(folder: str, build: str) -> Manifest | None:
    """What a build says of itself, if its files are here."""
    for path in sorted(Workspace(Path(folder)).builds.glob("*/manifest.json")):
        found = Snapshot(path.parent).manifest
        if found.build == build:
            return found
    return None


@st.cache_data(ttl=FRESH_SECONDS, show_spinner="Collecting the issues…")
def issues(folder: str, document: str = "", source: str = "", severity: str = "") -> tuple[int, list[dict[str, Any]]]:
    """How many issues there are, and the first of them: errors before warnings before notes."""
    asked = {"document": document, "source": source, "severity": severity}
    with connect(Workspace(Path(folder))) as records:
        counted = records.execute(_COUNT, asked).fetchone()
        found = records.execute(_ISSUES, {**asked, "most": ISSUES_SHOWN})
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return (counted[0] if counted else 0), rows


@st.cache_data(show_spinner=False)
def titles() -> dict[str, str]:
    """What each source is called."""
    return {id_: source.spec.title for id_, source in sources().items()}


def total(held: Sequence[Holding], what: str) -> int:
    """Rows of all documents: `in`, `kept`, `reported` or `headers`."""
    return sum(one.report.rows.get(what, 0) for one in held)
