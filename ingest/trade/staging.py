# ruff: noqa: S608  (the SQL is made of columns that this module names itself and of quoted literals)
"""Brings the rows of a table into DuckDB as text, each with its row number: in bulk where that is safe, else with care.

In bulk means DuckDB's own CSV reader. It is safe only if it sees exactly the records that `graph.tabular` sees, for
every quote is found again by row number: plain UTF-8, no blank line, no stray line end, every quote closed, the same
number of records. Anything else is read record by record by `graph.files`, which also reports what is odd.
"""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from graph import files
from graph.tabular import RUNAWAY_LINES, shown

CELL_MOST = 1_000_000
"""Characters of a cell that are read; a longer one is cut and reported."""

BATCH = 20_000
BLOCK = 1 << 24


@dataclass
class Staged:
    """The rows now in table `raw` of DuckDB, and what became of those that are not."""

    row: str
    """SQL expression for the row number."""
    bulk: bool
    headers: int = 0
    """Header lines."""
    refused: int = 0
    """Rows reported and not brought in."""
    sheet: str = ""
    other_sheets: Counter[str] = field(default_factory=Counter)
    """Rows of a workbook's further sheets, which are not read."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header → column of `raw`."""


Report = Callable[[int, str, str, str, str, bool], None]
"""row, header, value, problem, what is kept, whether the row is lost"""


def stage(
    database: duckdb.DuckDBPyConnection, path: Path, how: Mapping[str, Any], headers: Sequence[str],
    wanted: Sequence[str], sheet: str, report: Report,
) -> Staged:  # fmt: skip
    """Bring the wanted columns into table `raw`."""
    columns = {header: f"c{headers.index(header)}" for header in wanted}
    if how["kind"] in ("csv", "tsv") and files.encoding_of(how).replace("_", "-").lower() in ("utf-8", "ascii"):
        staged = _bulk(database, path, how, headers, columns)
        if staged is not None:
            return staged
    return _careful(database, path, how, headers, columns, sheet, report)


def _bulk(
    database: duckdb.DuckDBPyConnection, path: Path, how: Mapping[str, Any], headers: Sequence[str],
    columns: Mapping[str, str],
) -> Staged | None:  # fmt: skip
    expected = plain_records(path)
    if expected is None:
        return None
    options = {
        "delim": str(how.get("delimiter") or ","), "quote": '"', "escape": '"', "header": False, "auto_detect": False,
        "columns": {f"c{at}": "VARCHAR" for at in range(len(headers))}, "strict_mode": True, "null_padding": False,
    }  # fmt: skip
    said = ", ".join(f"{key}={_literal(value)}" for key, value in options.items())
    try:
        database.execute(
            f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {', '.join(columns.values())} "
            f"FROM read_csv({_literal(str(path))}, {said})"
        )
    except duckdb.Error:
        database.execute("DROP TABLE IF EXISTS raw")
        return None
    count = database.execute("SELECT count(*) FROM raw").fetchone()
    first = database.execute("SELECT * FROM raw WHERE rowid = 0").fetchone()
    if count is None or count[0] != expected or first is None:
        return None
    same = " AND ".join(
        f"{c} IS NULL" if cell is None else f"{c} = {_literal(cell)}"
        for c, cell in zip(columns.values(), first, strict=True)
    )
    blank = " AND ".join(f"coalesce(trim({c}), '') = ''" for c in columns.values())
    some = database.execute(f"SELECT count(*) FROM raw WHERE {blank}").fetchone()
    if some is None or some[0]:
        return None  # rows with nothing in a mapped column need looking at one by one
    repeats = database.execute(f"SELECT rowid FROM raw WHERE {same}").fetchall()
    database.execute(f"DELETE FROM raw WHERE rowid IN ({', '.join(str(r[0]) for r in repeats)})")
    return Staged("rowid + 1", True, len(repeats), columns=columns)


def plain_records(path: Path) -> int | None:
    """The number of records of a delimited file; None if it is not plain enough to be read in bulk."""
    if path.stat().st_size == 0:
        return None
    records = inside = quotes = 0
    last = 10
    before = -1
    """Place of the last line end outside quotes, in the whole file."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        if whole.find(b"\x00") >= 0:
            return None
        for start in range(0, len(whole), BLOCK):
            block = np.frombuffer(whole[start : start + BLOCK], dtype=np.uint8)
            returns = np.flatnonzero(block == 13)
            if returns.size:
                following = returns + 1
                after = block[following[following < block.size]]
                if (after != 10).any() or (
                    following[-1] == block.size and whole[start + BLOCK : start + BLOCK + 1] != b"\n"
                ):
                    return None
            ends = np.flatnonzero(block == 10)
            marks = np.flatnonzero(block == 34)
            if marks.size:
                outside = ((np.searchsorted(marks, ends) + quotes) & 1) == 0
                held = ends.size - int(outside.sum())
                if held:
                    runs = np.diff(np.flatnonzero(np.concatenate(([True], outside, [True]))))
                    if int(runs.max()) > RUNAWAY_LINES // 2 or inside > RUNAWAY_LINES // 2:
                        return None
                    inside = 0
                ends = ends[outside]
                quotes += marks.size
            elif quotes & 1:
                inside += ends.size
                ends = ends[:0]
            if ends.size:
                places = np.concatenate(([before], ends + start))
                gaps = np.diff(places)
                if (gaps == 1).any():
                    return None
                short = places[1:][gaps == 2]
                if any(whole[int(place) - 1] == 13 for place in short):
                    return None
                before = int(places[-1])
            records += ends.size
            last = int(block[-1])
    if quotes & 1:
        return None
    return records + (last != 10)


def _careful(
    database: duckdb.DuckDBPyConnection, path: Path, how: Mapping[str, Any], headers: Sequence[str],
    columns: Mapping[str, str], sheet: str, report: Report,
) -> Staged:  # fmt: skip
    staged = Staged("row", False, sheet=sheet, columns=columns)
    names = list(columns.values())
    places = [headers.index(header) for header in columns]
    schema = pa.schema([("row", pa.int64()), *((name, pa.string()) for name in names)])
    database.execute(f"CREATE OR REPLACE TEMP TABLE raw (row BIGINT, {', '.join(f'{n} VARCHAR' for n in names)})")
    held: list[tuple[Any, ...]] = []
    top: list[str] = []

    def flush() -> None:
        if held:
            columns_now = list(zip(*held, strict=True))
            batch = pa.table([pa.array(c, t) for c, t in zip(columns_now, schema.types, strict=True)], schema=schema)
            database.register("batch", batch)
            database.execute("INSERT INTO raw SELECT * FROM batch")
            database.unregister("batch")
            held.clear()

    for row in files.table_rows(path, how):
        cells = row.cells
        if not any(cell.strip("\x00 \t\r\n") for cell in cells):
            continue
        if row.sheet != sheet:
            staged.other_sheets[row.sheet] += 1
            continue
        stripped = [cell.strip() for cell in cells]
        if not top or stripped == top:
            top = top or stripped
            staged.headers += 1
            continue
        if row.problem:
            report(row.number, "", "", row.problem, "the line as it stands", False)
        if not _fits(cells, headers, row.number, report):
            staged.refused += 1
            continue
        cells = _clean(cells, headers, row.number, report)
        taken = [cells[at] if at < len(cells) and cells[at] else None for at in places]
        if not any(cell and cell.strip() for cell in taken):
            report(row.number, "", " | ".join(cells)[:200], "no mapped column has anything in this row", "", True)
            staged.refused += 1
            continue
        held.append((row.number, *taken))
        if len(held) >= BATCH:
            flush()
    flush()
    return staged


def _fits(cells: Sequence[str], headers: Sequence[str], number: int, report: Report) -> bool:
    """Whether a row's cells stand under their headers; what is odd is reported."""
    wide, expected = len(cells), len(headers)
    if wide < expected:
        problem = f"the row has {wide} cells where the header has {expected}; it may be cut off"
        report(number, "", "", problem, "the cells that are there", False)
    elif any(cell.strip() for cell in cells[expected:]):
        problem = f"the row has {wide} cells where the header has {expected}; which cell belongs where cannot be told"
        report(number, "", " | ".join(cells)[:200], problem, "", True)
        return False
    return True


def _clean(cells: list[str], headers: Sequence[str], number: int, report: Report) -> list[str]:
    for at, cell in enumerate(cells[: len(headers)]):
        if not cell.isascii():
            cells[at] = shown(cell)
            if cells[at] != cell:
                report(
                    number, headers[at], cells[at], "some bytes are not text in this encoding; shown as �", "", False
                )
        if "\x00" in cell:
            cells[at] = cells[at].replace("\x00", "")
            report(number, headers[at], cells[at], "the cell holds NUL characters", "the value without them", False)
        if len(cell) > CELL_MOST:
            cells[at] = cells[at][:CELL_MOST]
            problem = f"the cell has {len(cell):,} characters"
            report(number, headers[at], cell[:200], problem, f"its first {CELL_MOST:,}", False)
    return cells


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(k)}: {_literal(v)}" for k, v in value.items()) + "}"
    return "'" + str(value).replace("'", "''") + "'"
