"""One document of trade records: which mapping reads it, and what is said of the columns that stay unread."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote as _escape

from graph import files
from ingest.statements import Issue
from ingest.trade.bulk import Table, beginning, convert
from ingest.trade.mapping import ColumnMapping, fitted, for_headers, read_mapping
from ingest.trade.recognise import is_trade, map_columns, see
from ingest.trade.words import FOLDER

if TYPE_CHECKING:
    from ingest.intake import BulkOutput
    from ingest.opening import Opened


def recognise(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, str]:
    """Whether a table looks like trade records: score 0..1 and why. `rows` begins with the header."""
    if len(columns) < 4:
        return 0.0, ""
    below = [row for row in rows if any(cell.strip() for cell in row)][1:]
    return is_trade(map_columns(see(columns, below)))


def version(doc: Opened) -> str:
    """What besides the code decides how a document is read: the word files and a given or kept mapping."""
    digest = hashlib.sha1(_words_digest().encode(), usedforsecurity=False)
    if doc.mapping is not None:
        digest.update(read_mapping(doc.mapping).to_toml().encode())
    elif doc.workspace is not None and any(doc.workspace.mappings.glob("*.toml")):
        table = beginning(doc.path, doc.entry.format)
        kept = for_headers(doc.workspace.mappings, table.headers)
        digest.update(kept.to_toml().encode() if kept else b"")
    return digest.hexdigest()[:8]


@lru_cache(maxsize=1)
def _words_digest() -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    for file in sorted(FOLDER.glob("*.toml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def read(doc: Opened, out: BulkOutput) -> None:
    """Read a document into the wide table by the mapping given, the one kept for its headers, or its own headers."""
    table = beginning(doc.path, doc.entry.format)
    if not table.headers:
        raise files.Unreadable("the table has no header")
    mapping = _mapping(doc, table, out)
    if not mapping.columns:
        raise files.Unreadable(
            "no column could be recognised; write a mapping: thirdport mapping save FILE --to MAP.toml"
        )
    account, decided = convert(
        doc.path, doc.entry.format, mapping, table, doc.entry.document, out.trade, out.issue, doc.entry.received
    )
    for unsure in decided.unsure:
        place = f"row=1;col={_escape(unsure.column, safe='/[]-. ')}"
        step = "Choose: thirdport mapping save FILE --to MAP.toml, edit, thirdport ingest --map MAP.toml FILE"
        out.issue(Issue(place, unsure.column, "", unsure.words(), "the column as evidence, unmapped", step, "note"))
    out.rows = {
        "in": account.read, "kept": account.kept, "reported": account.refused, "headers": account.headers
    }  # fmt: skip
    out.unread = decided.unread
    out.mapping = decided.report()


def _mapping(doc: Opened, table: Table, out: BulkOutput) -> ColumnMapping:
    if doc.mapping is not None:
        given, missing = fitted(read_mapping(doc.mapping), table.headers)
        if given is not None:
            return given
        problem = f"the mapping {doc.mapping.name} does not fit: the file has no column {', '.join(missing)}"
        out.issue(
            Issue("", "", "", problem, "the file, read by its own headers", "Correct the mapping's columns.", "warning")
        )
    elif doc.workspace is not None:
        kept = for_headers(doc.workspace.mappings, table.headers)
        if kept is not None:
            return kept
    return map_columns(see(table.headers, table.rows))
