"""One document of trade records: which mapping reads it, and what is said of the columns that stay unread."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as _escape

from graph import files
from graph.errors import InputRefused
from ingest.head import look
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
    account, decided = convert(doc.path, doc.entry.format, mapping, table, doc.entry.document, out.trade, out.issue)
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


@dataclass(frozen=True)
class Preview:
    """What would become of a file: its mapping as its columns decide it, its rows, its problems."""

    mapping: ColumnMapping
    score: float
    why: str
    rows: Mapping[str, int]
    problems: Mapping[str, int]
    """Problem → how often, the most frequent first; values are left out of the words."""
    open_orders: Mapping[str, str]
    """Columns of dates whose order nothing decides → why."""
    table: Table

    def examples(self, column: str, most: int = 5) -> list[str]:
        """Some different values of a column."""
        at = self.table.headers.index(column)
        found = dict.fromkeys(row[at].strip()[:60] for row in self.table.rows if at < len(row) and row[at].strip())
        return list(found)[:most]


def preview(path: Path, given: Path | None = None) -> Preview:
    """Read a file as ingest would, and keep nothing of it. Raises `InputRefused` for what is no table."""
    if not path.is_file():
        raise InputRefused(f"There is no file {path}.", "Check the path.")
    head = look(path, path.name)
    if head.kind not in files.TABLES or head.problem:
        raise InputRefused(
            f"{path} is no table: {head.problem or head.kind}.", "Give a CSV, TSV, Excel or Parquet file."
        )
    table = beginning(path, head.format)
    mapping = map_columns(see(table.headers, table.rows))
    score, why = is_trade(mapping)
    if given is not None:
        fits, missing = fitted(read_mapping(given), table.headers)
        if fits is None:
            raise InputRefused(
                f"{given} does not fit: {path} has no column {', '.join(missing)}.", "Correct its columns."
            )
        mapping = fits
    issues: list[Issue] = []
    rows = {"in": 0, "kept": 0, "reported": 0, "headers": 0}
    if mapping.columns:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "preview.parquet"
            account, mapping = convert(
                path, head.format, mapping, table, "0" * 64, out, issues.append
            )  # fmt: skip
        rows = {"in": account.read, "kept": account.kept, "reported": account.refused, "headers": account.headers}
    problems = Counter(re.sub(r"“[^”]*”", "“…”", f"{i.column}: {i.problem}" if i.column else i.problem) for i in issues)
    opened = {
        i.column: i.problem.partition(": ")[2] for i in issues if " can be " in i.problem and "(dmy)" in i.problem
    }
    return Preview(
        mapping, score, why or "too little of it is known", rows, dict(problems.most_common()), opened, table
    )
