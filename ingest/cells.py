"""What a reader is handed: cells with their place, and the rows, lines and elements that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _escape

from lxml import etree

from graph import files

if TYPE_CHECKING:
    from ingest.opening import Opened


@dataclass(frozen=True, slots=True)
class Cell:
    """Words at a place: `text` as it stands in the file, `locator` that leads back to it."""

    text: str
    locator: str
    column: str = ""
    offset: int = 0
    """Where `text` begins in the cell it is a part of."""
    whole: str | None = None
    """Locator of that cell, without the characters; None if this is no part."""

    @property
    def clean(self) -> str:
        """The text without NULs and outer white space."""
        return self.text.replace("\x00", "").strip()

    def __bool__(self) -> bool:
        return bool(self.clean)

    def __str__(self) -> str:
        return self.clean

    def part(self, start: int, end: int) -> Cell:
        """Characters `start` to `end` of this cell, as a cell of its own."""
        whole = self.locator if self.whole is None else self.whole
        begin = self.offset + start
        chars = f"chars={begin}-{self.offset + end}"
        return Cell(self.text[start:end], f"{whole};{chars}" if whole else chars, self.column, begin, whole)

    def find(self, pattern: str | re.Pattern[str], group: int | str = 0) -> Cell | None:
        """The first match of a regular expression (or one group of it) as a cell of its own."""
        match = re.search(pattern, self.text)
        return None if match is None or match[group] is None else self.part(*match.span(group))

    def split(self, separator: str) -> list[Cell]:
        """The non-blank parts between matches of a regular expression, trimmed; itself alone if there are none."""
        spans, begin = [], 0
        for match in re.finditer(separator, self.text):
            spans.append((begin, match.start()))
            begin = match.end()
        spans.append((begin, len(self.text)))
        if len(spans) == 1:
            return [self] if self else []
        return [self.part(start, end).trimmed for start, end in spans if self.text[start:end].strip()]

    @property
    def trimmed(self) -> Cell:
        """This cell without outer white space, its place narrowed accordingly."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self if (start, end) == (0, len(self.text)) or end <= start else self.part(start, end)


class Row:
    """One row of a table. `row["Header"]` gives a `Cell`; a column that is not there gives an empty one."""

    __slots__ = ("_cells", "_columns", "_doc", "locator", "number")

    def __init__(self, doc: Opened, columns: Mapping[str, int], cells: Sequence[str], number: int, place: str) -> None:
        self._doc, self._columns, self._cells = doc, columns, cells
        self.number, self.locator = number, place

    def __getitem__(self, column: str) -> Cell:
        place = self._columns.get(column)
        if place is None:
            place = self._doc.column_like(column, self._columns)
        if place is None or place >= len(self._cells):
            return Cell("", f"{self.locator};col={_escape(column, safe='/[]-. ')}", column)
        name = self._doc.columns[place]
        self._doc.used.add(name)
        text = self._cells[place]
        if text.strip() in self._doc.nulls:
            text = ""
        return Cell(text, f"{self.locator};col={self._doc.escaped[place]}", name)

    def __contains__(self, column: str) -> bool:
        return column in self._columns

    def has(self, column: str) -> bool:
        """Whether the table has this column."""
        return column in self._columns

    def cells(self) -> Iterator[Cell]:
        """Every cell of a named column."""
        for column in self._doc.columns:
            yield self[column]

    def whole(self, *columns: str, joined: str = ", ") -> Cell:
        """Several cells as one: their words joined. One filled cell keeps its place, more are at the row."""
        filled = [cell for cell in (self[column] for column in columns) if cell]
        if len(filled) == 1:
            return filled[0]
        return Cell(joined.join(cell.clean for cell in filled), self.locator, " + ".join(columns))


class Line:
    """One object of a JSON-lines file (or of a JSON list). `line["name"]` gives a `Cell` by key or by JSON pointer."""

    __slots__ = ("_doc", "data", "locator", "number")

    def __init__(self, doc: Opened, data: Any, number: int, place: str) -> None:
        self._doc, self.data, self.number, self.locator = doc, data, number, place

    def __getitem__(self, key: str) -> Cell:
        pointer = key if key.startswith("/") else "/" + key.replace("~", "~0").replace("/", "~1")
        self._doc.used.add(pointer.split("/")[1])
        try:
            value = files.pointed(self.data, pointer)
        except KeyError:
            value = None
        text = "" if value is None else files.json_text(value)
        return Cell(text, self._doc.at(self.locator, field=pointer), key)

    def each(self, key: str) -> Iterator[Cell]:
        """A cell for every element of a list (or the one value that stands there alone)."""
        pointer = key if key.startswith("/") else f"/{key}"
        try:
            value = files.pointed(self.data, pointer)
        except KeyError:
            value = None
        self._doc.used.add(pointer.split("/")[1])
        if isinstance(value, list):
            for place in range(len(value)):
                yield self[f"{pointer}/{place}"]
        elif value is not None:
            yield self[pointer]


class Entry:
    """One element of an XML file. `entry["CHILD/GRANDCHILD"]` gives the first such element's text as a `Cell`."""

    __slots__ = ("_doc", "element", "locator")

    def __init__(self, doc: Opened, element: etree._Element, place: str) -> None:
        self._doc, self.element, self.locator = doc, element, place

    def __getitem__(self, path: str) -> Cell:
        found = self.element.find(path)
        self._doc.used.add(path.split("/")[0])
        if found is None:
            return Cell("", self.locator, path)
        return Cell(files.element_text(found), self._doc.element_place(found), path)

    def each(self, path: str) -> Iterator[Entry]:
        """Every element at a path below this one."""
        self._doc.used.add(path.split("/")[0])
        for found in self.element.findall(path):
            yield Entry(self._doc, found, self._doc.element_place(found))

    @property
    def cell(self) -> Cell:
        """Its own text."""
        return Cell(files.element_text(self.element), self.locator, str(self.element.tag))


class ListLine(Line):
    """An object of a JSON list: its cells are found by pointer from the root of the file."""

    __slots__ = ()

    def __getitem__(self, key: str) -> Cell:
        cell = super().__getitem__(key)
        pointer = key if key.startswith("/") else "/" + key.replace("~", "~0").replace("/", "~1")
        return Cell(cell.text, self.locator + _escape(pointer, safe="/[]-. "), key)
