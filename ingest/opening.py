"""What a reader sees of a document: rows, lines, entries or text, each cell with its place; and where it reports to.

A reader walks `rows()`, `lines()`, `entries()` or `pieces()`; each thing it is handed is a *unit* that must end as kept
(a statement rests on it), reported (an issue says why not) or set aside as a header. The mechanism counts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote as _escape

from lxml import etree

from graph import files
from graph.evidence import DocumentEntry
from graph.tabular import blank, shown
from graph.workspace import Workspace
from ingest.cells import Cell, Entry, Line, ListLine, Row
from ingest.source import Source
from ingest.statements import Issue

CELL_MOST = 1_000_000
"""Characters of a cell that are read; a longer one is cut and reported."""


@dataclass
class RowCount:
    """How the units of a document ended; `read` = `kept` + `reported` + `headers`."""

    read: int = 0
    kept: int = 0
    reported: int = 0
    headers: int = 0


@dataclass
class Opened:
    """A document, opened as its catalogue entry says. What a reader may use is what is public here."""

    entry: DocumentEntry
    source: Source
    path: Path
    workspace: Workspace | None = None
    mapping: Path | None = None
    """The column mapping asked for with `--map`."""
    issues: list[Issue] = field(default_factory=list)
    """What was reported so far; `issue()` adds to it."""
    used: set[str] = field(default_factory=set)
    """Columns (or keys, or child elements) that the reader asked for."""
    columns: list[str] = field(default_factory=list)
    """Columns of the table being read, by position."""
    escaped: list[str] = field(default_factory=list)
    rows_count: RowCount = field(default_factory=RowCount)
    _open: set[str] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)
    _strange: Counter[tuple[str, str]] = field(default_factory=Counter)
    _strange_at: dict[tuple[str, str], str] = field(default_factory=dict)
    _like: dict[str, int | None] = field(default_factory=dict)

    # ---- tables -------------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """Rows of a table, header left out. Blank rows are passed over; a repeated header is counted as one."""
        how = self.entry.format
        places: dict[str, int] = {}
        header: list[str] = []
        sheet = None
        for row in files.table_rows(self.path, how):
            filled = not blank(row.cells)
            place = (f"sheet={_escape(row.sheet, safe='/[]-. ')};" if row.sheet else "") + f"row={row.number}"
            if row.sheet != sheet:
                if not filled:
                    continue
                sheet = row.sheet
                self.columns = files.header_of(how, row.cells)
                self.escaped = [_escape(name, safe="/[]-. ") for name in self.columns]
                self._like = {}
                places = {name: at for at, name in enumerate(self.columns)}
                if how.get("header", True):
                    self._unit(place)
                    self.header(place)
                    header = [cell.strip() for cell in row.cells]
                    continue
            if not filled:
                continue
            self._unit(place)
            if how.get("header", True) and [cell.strip() for cell in row.cells] == header:
                self.header(place)
                continue
            yield Row(self, places, self._checked(row, place), row.number, place)

    def scan(self) -> Iterator[dict[str, str]]:
        """Rows as plain text by column, for a first look that counts nothing and reports nothing."""
        columns: list[str] = []
        header = bool(self.entry.format.get("header", True))
        for row in files.table_rows(self.path, self.entry.format):
            if blank(row.cells):
                continue
            if not columns:
                columns = files.header_of(self.entry.format, row.cells)
                if header:
                    continue
            yield {name: shown(cell).strip() for name, cell in zip(columns, row.cells, strict=False)}

    def _checked(self, row: files.TableRow, place: str) -> list[str]:
        cells = row.cells
        if row.problem:
            self.issue(place, row.problem, next_step="Correct the quote in the file and ingest it again.")
        if len(cells) != len(self.columns):
            self._width(cells, place)
        for at, cell in enumerate(cells):
            if not cell.isascii():
                cells[at] = shown(cell)
                if cells[at] != cell:
                    where = Cell(cells[at], f"{place};col={self._escaped(at)}", self._column(at))
                    self.issue(where, f"some bytes are not {files.encoding_of(self.entry.format)} text; shown as �")
            if "\x00" in cell:
                where = Cell(cell, f"{place};col={self._escaped(at)}", self._column(at))
                self.issue(where, "the cell holds NUL characters", kept="the value without them")
            if len(cell) > CELL_MOST:
                where = Cell(cell[:200], f"{place};col={self._escaped(at)}", self._column(at))
                self.issue(where, f"the cell has {len(cell):,} characters", kept=f"its first {CELL_MOST:,}")
                cells[at] = cell[:CELL_MOST]
        for column, values in self.source.spec.known.items():
            position = self.columns.index(column) if column in self.columns else -1
            if 0 <= position < len(cells):
                self.known(Cell(cells[position], f"{place};col={self.escaped[position]}", column), values)
        return cells

    def _column(self, at: int) -> str:
        return self.columns[at] if at < len(self.columns) else f"column {at + 1}"

    def _escaped(self, at: int) -> str:
        return _escape(self._column(at), safe="/[]-. ")

    def _width(self, cells: list[str], place: str) -> None:
        wide, expected = len(cells), len(self.columns)
        if wide < expected:
            problem = f"the row has {wide} cells where the header has {expected}; it may be cut off"
            self.issue(place, problem, kept="the cells that are there")
        elif any(cell.strip() for cell in cells[expected:]):
            extra = " | ".join(cell for cell in cells[expected:] if cell.strip())
            self.issue(
                Cell(extra, place, "beyond the last column"),
                f"the row has {wide} cells where the header has {expected}",
                kept="the cells under a header",
            )

    def column_like(self, column: str, places: Mapping[str, int]) -> int | None:
        """Position of a column whose name differs only by case or white space, if there is one."""
        if column not in self._like:
            wanted = re.sub(r"[\s_]+", "", column).casefold()
            same = [at for name, at in places.items() if re.sub(r"[\s_]+", "", name).casefold() == wanted]
            self._like[column] = same[0] if len(same) == 1 else None
        return self._like[column]

    @property
    def nulls(self) -> Sequence[str]:
        """What this source writes for "no value"."""
        return self.source.spec.format.null

    # ---- lines, entries, text -----------------------------------------------------------------------------------

    def lines(self, pointer: str = "") -> Iterator[Line]:
        """Objects of a JSON-lines file, or of the list at `pointer` of a JSON file; a broken line is reported."""
        if self.entry.format["kind"] == "json":
            whole = files.pointed(self.json, pointer)
            for at, value in enumerate(whole if isinstance(whole, list) else [whole]):
                place = self.at("", field=f"{pointer}/{at}" if isinstance(whole, list) else pointer)
                self._unit(place)
                yield ListLine(self, value, at + 1, place)
            return
        for number, text in files.json_lines(self.path, self.entry.format):
            place = f"line={number}"
            self._unit(place)
            try:
                data = json.loads(text)
            except (ValueError, RecursionError) as error:
                step = "Correct the line and ingest the file again."
                self.issue(Cell(text[:200], place), f"the line is not JSON: {error}", "nothing", step, "error")
                continue
            yield Line(self, data, number, place)

    @cached_property
    def json(self) -> Any:
        """The value of a JSON file. Raises `Unreadable`."""
        try:
            return json.loads(
                shown(self.path.read_bytes().decode(files.encoding_of(self.entry.format), "surrogateescape"))
            )
        except (ValueError, RecursionError) as error:
            raise files.Unreadable(f"the JSON cannot be read: {error}") from error

    @cached_property
    def root(self) -> etree._Element:
        """Root element of an XML file. Raises `Unreadable`."""
        return files.xml_root(self.path)

    def entries(self, *paths: str) -> Iterator[Entry]:
        """Elements at ElementPath expressions from the root ("INDIVIDUALS/INDIVIDUAL"), each a unit."""
        for path in paths:
            for element in self.root.findall(path):
                place = self.element_place(element)
                self._unit(place)
                yield Entry(self, element, place)

    def element_place(self, element: etree._Element) -> str:
        """Locator of an element."""
        return self.at("", element=files.element_path(element))

    @cached_property
    def text(self) -> str:
        """Text of a text, HTML or PDF file (pages of a PDF parted by form feeds)."""
        return files.read_text(self.path, self.entry.format)

    @cached_property
    def pages(self) -> list[Cell]:
        """Pages of a PDF, each with its locator; the whole text as one page for other kinds."""
        if self.entry.format["kind"] == "pdf":
            texts = files.pdf_pages(self.path)
            return [Cell(text, f"page={number}", "page") for number, text in enumerate(texts, start=1)]
        return [Cell(self.text, "")]

    def span(self, start: int, end: int) -> Cell:
        """Characters `start` to `end` of `text` (not for PDF: use `pages`)."""
        return Cell(self.text, "").part(start, end)

    def pieces(self, spans: Sequence[tuple[int, int]]) -> Iterator[Cell]:
        """Pieces of `text`, each a unit: a listed party, an article."""
        for start, end in spans:
            piece = self.span(start, end)
            self._unit(piece.locator)
            yield piece

    def unit(self, locator: str) -> None:
        """Declare a unit that the reader walks by itself."""
        self._unit(locator)

    # ---- values -------------------------------------------------------------------------------------------------

    def date(self, cell: Cell, formats: Sequence[str] = ()) -> date | None:
        """The day a cell names, by the source's formats. An impossible one is reported, never guessed."""
        text = cell.clean
        if not text or text in self.nulls:
            return None
        tried = formats or self.source.spec.format.dates
        low, high = self.source.spec.format.years
        for pattern in tried:
            try:
                day = datetime.strptime(text, pattern).date()
            except ValueError:
                continue
            if low <= day.year <= high:
                return day
            break
        meant = ", ".join(re.sub(r"%(.)", lambda m: _MEANT.get(m[1], m[0]), pattern) for pattern in tried)
        problem = f"“{text[:60]}” is not a date this source can mean (expected {meant}, {low}-{high})"
        self.issue(cell, problem, kept=f"the rest, without this {cell.column or 'date'}")
        return None

    def known(self, cell: Cell, values: Sequence[str]) -> None:
        """Note a value that this source has not been seen to use; said once a value, with how often."""
        text = cell.clean
        if text and text not in values:
            key = (cell.column, text)
            self._strange[key] += 1
            self._strange_at.setdefault(key, cell.locator)

    # ---- reporting ----------------------------------------------------------------------------------------------

    def issue(
        self,
        where: Cell | Row | Line | Entry | str,
        problem: str,
        kept: str = "the rest",
        next_step: str = "",
        severity: str = "warning",
    ) -> None:
        """Report something. `severity`: `error` if the unit was not kept, `warning` if it was, `note` if only new."""
        locator = where if isinstance(where, str) else where.locator
        column = where.column if isinstance(where, Cell) else ""
        value = where.text[:200] if isinstance(where, Cell) else ""
        self.issues.append(Issue(locator, column, value, problem, kept, next_step, severity))

    def refuse(self, where: Cell | Row | Line | Entry | str, problem: str, next_step: str = "") -> None:
        """Report a unit that is not kept."""
        self.issue(where, problem, "nothing of it", next_step, "error")

    def header(self, locator: str) -> None:
        """Set a unit aside as a header: no record, and no fault either."""
        if locator in self._open:
            self._open.discard(locator)
            self.rows_count.headers += 1

    def at(self, place: str, **parts: str | int) -> str:
        """A locator narrowed by further parts."""
        inner = ";".join(f"{name}={_escape(str(value), safe='/[]-. ')}" for name, value in parts.items())
        return f"{place};{inner}" if place and inner else place or inner

    # ---- counting, for the mechanism ----------------------------------------------------------------------------

    def _unit(self, locator: str) -> None:
        self.rows_count.read += 1
        self._open.add(locator)

    def keep(self, locator: str) -> None:
        """Count the unit that a statement rests on as kept."""
        unit = self._unit_of(locator)
        if unit is not None:
            self._open.discard(unit)
            self.rows_count.kept += 1

    def _unit_of(self, locator: str) -> str | None:
        place = locator
        while place not in self._open:
            cut = max(place.rfind(";"), place.rfind("/") if place.startswith(("element=", "field=")) else -1)
            if cut < 0:
                return self._piece(locator) if locator.startswith("chars=") else None
            place = place[:cut]
        return place

    def _piece(self, locator: str) -> str | None:
        start, _, end = locator.removeprefix("chars=").partition("-")
        for unit in self._open:
            if unit.startswith("chars="):
                first, _, last = unit.removeprefix("chars=").partition("-")
                if int(first) <= int(start) and int(end) <= int(last):
                    return unit
        return None

    def finish(self) -> None:
        """Close the account: whatever was neither kept nor reported is reported now; strange values are noted."""
        blamed = {self._unit_of(issue.locator) for issue in self.issues if issue.severity == "error"}
        for unit in sorted(self._open, key=_in_order):
            if unit not in blamed:
                self.issue(unit, "the reader found nothing to keep here", "nothing of it", "", "error")
            self.rows_count.reported += 1
        self._open.clear()
        for (column, value), times in self._strange.items():
            times_said = "once" if times == 1 else f"{times} times"
            known = ", ".join(self.source.spec.known.get(column, [])[:12])
            problem = f"“{value[:60]}” was never seen here before ({times_said})" + (
                f"; known: {known}" if known else ""
            )
            step = f"If it is right, add it to known.{column} in the source's source.toml."
            where = Cell(value, self._strange_at[(column, value)], column)
            self.issue(where, problem, "the value as it stands", step, "note")

    def unread(self) -> list[str]:
        """Columns the reader never asked for and the source does not declare as ignored."""
        left = [name for name in self.columns if name not in self.used and name not in self.source.spec.ignored]
        return [name for name in left if not re.fullmatch(r"column \d+", name)]


def _in_order(locator: str) -> tuple[int, str]:
    number = re.search(r"\d+", locator)
    return (int(number[0]) if number else 0, locator)


_MEANT = {"d": "DD", "m": "MM", "Y": "YYYY", "y": "YY", "b": "Mon", "B": "Month", "H": "hh", "M": "mm", "S": "ss"}

__all__ = ["Cell", "Entry", "Line", "Opened", "Row", "RowCount"]
