"""The words at a place: opens the kept bytes again and gives what stands there, verbatim.

A table of any size is quoted in milliseconds: the first quote of a big file leaves a sparse index of its rows beside
the records (`<hash>.rows`), which can be deleted at any time.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from graph import files
from graph.errors import Refusal
from graph.evidence import Catalogue, DocumentEntry, Locator, Ref
from graph.tabular import Record, blank, shown
from graph.types import Tlp
from graph.workspace import Workspace

EVERY = 128
"""Rows between two offsets of an index."""
INDEXED_FROM = 200_000
"""Bytes from which a file gets an index."""
CONTEXT = 160
"""Characters shown on each side of quoted words."""

T = TypeVar("T")


class QuoteRefused(Refusal):
    """There is no such document, or nothing at that place in it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words at a place in a document, as they stand there."""

    document: str
    """SHA-256 of the document, whole."""
    file_name: str
    locator: str
    words: str
    tlp: Tlp
    published: date | None
    context: str
    """What stands around the words: the record, or the sentence's neighbourhood."""
    before: int = -1
    """Characters of `context` before the words; -1 where the context leaves them out."""


class Quotes:
    """Quotes from the evidence of one workspace; keeps the last documents open in memory."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._catalogue = Catalogue(workspace.evidence)
        self._entries: dict[str, DocumentEntry] = {}
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict()

    def at(self, ref: Ref | str) -> Quoted:
        """The words at an evidence reference. Raises `QuoteRefused` if the document or the place is not there."""
        ref = Ref.parse(ref) if isinstance(ref, str) else ref
        entry = self._entry(ref.document)
        try:
            whole, words, at = self._words(entry, ref.locator)
        except files.Unreadable as error:
            raise QuoteRefused(f"{entry.file_name} cannot be opened again: {error}") from error
        except (KeyError, IndexError, ValueError, StopIteration) as error:
            raise QuoteRefused(
                f"{entry.file_name} has nothing at {ref.locator.words()}.",
                "Its reader has changed since: thirdport ingest the file again, then thirdport build.",
            ) from error
        return Quoted(
            entry.document,
            entry.file_name,
            str(ref.locator),
            words,
            entry.tlp,
            entry.published,
            *_around(whole, words, at),
        )

    def _entry(self, document: str) -> DocumentEntry:
        if document not in self._entries:
            try:
                self._entries[document] = self._catalogue.get(document)
            except KeyError:
                raise QuoteRefused(
                    f"Document {document} is not in the evidence of {self._workspace.folder}.",
                    "Ingest the file it came from.",
                ) from None
        return self._entries[document]

    def _words(self, entry: DocumentEntry, place: Locator) -> tuple[str, str, int]:
        """What stands at the outer place (for context), the words asked for, and where in it they begin."""
        kind = entry.format.get("kind")
        if place.get("row") is not None:
            return self._row(entry, place)
        if place.get("line") is not None:
            raw = self._line(entry, int(place.get("line") or 0))
            pointer = place.get("field")
            text = raw if pointer is None else files.json_text(files.pointed(json.loads(raw), pointer))
            return text, *_cut(text, place)
        if place.get("element") is not None:
            found = files.element_at(self._keep(entry, "root", files.xml_root), str(place.get("element")))
            if found is None:
                raise KeyError(str(place))
            text = files.element_text(found)
            return text, *_cut(text, place)
        if place.get("page") is not None:
            text = self._keep(entry, "pages", files.pdf_pages)[int(place.get("page") or 0) - 1]
            return text, *_cut(text, place)
        if kind == "json" and place.get("field") is not None:
            text = files.json_text(files.pointed(self._keep(entry, "json", _json(entry)), str(place.get("field"))))
            return text, *_cut(text, place)
        if kind in ("text", "html", "pdf", "csv", "tsv", "json", "json_lines", "xml"):
            text = self._keep(entry, "text", lambda path: files.read_text(path, entry.format))
            return text, *_cut(text, place)
        raise KeyError(str(place))

    # ---- tables -------------------------------------------------------------------------------------------------

    def _row(self, entry: DocumentEntry, place: Locator) -> tuple[str, str, int]:
        number, sheet, column = int(place.get("row") or 0), place.get("sheet") or "", place.get("col")
        if (
            not sheet and entry.format.get("kind") == "excel"
        ):  # trade records name no sheet: they are the first filled one
            sheets = self._keep(entry, "sheets", _sheets)
            sheet = next(name for name, rows in sheets.items() if not all(blank(cells) for cells in rows.values()))
        raw, cells = self._record(entry, sheet, number)
        if column is None:
            return raw, *_cut(raw, place)
        names = self._keep(entry, f"header {sheet}", lambda _: self._header(entry, sheet))
        at = names.index(column)
        words, inside = _cut(shown(cells[at]), place)
        return raw, words, raw.find(words, _cell_start(raw, at, entry.format) + inside)

    def _record(self, entry: DocumentEntry, sheet: str, number: int) -> tuple[str, list[str]]:
        kind = entry.format.get("kind")
        if kind == "excel":
            rows = self._keep(entry, "sheets", _sheets)
            cells = rows[sheet][number]
            return "\t".join(cells), cells
        if kind == "parquet":
            cells = _parquet_row(self._path(entry), number)
            return "\t".join(cells), cells
        for record in self._records(entry, number):
            if record.number == number:
                with self._path(entry).open("rb") as stream:
                    stream.seek(record.start)
                    raw = stream.read(record.end - record.start)
                text = raw.decode(files.encoding_of(entry.format), "surrogateescape")
                return shown(text).rstrip("\r\n"), record.cells
        raise KeyError(number)

    def _records(self, entry: DocumentEntry, number: int) -> Iterator[Record]:
        if entry.size < INDEXED_FROM:
            kept = self._keep(entry, "records", lambda path: list(files.delimited(path, entry.format)))
            return iter(kept[number - 1 : number])
        return files.delimited(self._path(entry), entry.format, *self._offset(entry, number))

    def _header(self, entry: DocumentEntry, sheet: str) -> list[str]:
        """Names of the columns, from the first row that is not blank: the one readers take the header from."""
        for row in files.table_rows(self._path(entry), entry.format):
            if row.sheet == sheet and not blank(row.cells):
                return files.header_of(entry.format, row.cells)
        raise KeyError(sheet)

    def _line(self, entry: DocumentEntry, number: int) -> str:
        if entry.size < INDEXED_FROM or files.encoding_of(entry.format).startswith("utf-16"):
            return next(text for line, text in files.json_lines(self._path(entry), entry.format) if line == number)
        start, first = self._offset(entry, number)
        with self._path(entry).open("rb") as stream:
            stream.seek(start)
            raw = next(islice(stream, number - first, None))
        return (
            shown(raw.decode(files.encoding_of(entry.format), "surrogateescape")).removeprefix("\ufeff").rstrip("\r\n")
        )

    # ---- the index of rows --------------------------------------------------------------------------------------

    def _offset(self, entry: DocumentEntry, number: int) -> tuple[int, int]:
        """Byte offset of an indexed row at or before `number`, and which row that is."""
        offsets = self._keep(entry, "index", lambda _: self._index(entry))
        place = min((number - 1) // EVERY, len(offsets) - 1)
        return offsets[place], place * EVERY + 1

    def _index(self, entry: DocumentEntry) -> array[int]:
        kept = self._workspace.records / f"{entry.document}.rows"
        offsets: array[int] = array("Q")
        if kept.exists():
            offsets.frombytes(kept.read_bytes())
            return offsets
        offsets.extend(self._starts(entry))
        aside = kept.with_suffix(".rows.aside")
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(offsets.tobytes())
        aside.rename(kept)
        return offsets

    def _starts(self, entry: DocumentEntry) -> Iterator[int]:
        path = self._path(entry)
        if entry.format.get("kind") == "json_lines":
            place = 0
            with path.open("rb") as stream:
                for number, line in enumerate(stream):
                    if number % EVERY == 0:
                        yield place
                    place += len(line)
            return
        for record in files.delimited(path, entry.format):
            if (record.number - 1) % EVERY == 0:
                yield record.start

    # ---- what is kept open --------------------------------------------------------------------------------------

    def _path(self, entry: DocumentEntry) -> Path:
        return self._catalogue.bytes_path(entry.document)

    def _keep(self, entry: DocumentEntry, what: str, make: Callable[[Path], T]) -> T:
        key = (entry.document, what)
        if key not in self._kept:
            path = self._path(entry)
            if not path.exists():
                raise QuoteRefused(f"The bytes of {entry.file_name} are gone from the evidence.", "Ingest it again.")
            self._kept[key] = make(path)
            while len(self._kept) > 24:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        value: T = self._kept[key]
        return value


def _json(entry: DocumentEntry) -> Callable[[Path], Any]:
    encoding = files.encoding_of(entry.format)
    return lambda path: json.loads(shown(path.read_bytes().decode(encoding, "surrogateescape")).removeprefix("\ufeff"))


def _sheets(path: Path) -> dict[str, dict[int, list[str]]]:
    found: dict[str, dict[int, list[str]]] = {}
    for row in files.table_rows(path, {"kind": "excel"}):
        found.setdefault(row.sheet, {})[row.number] = row.cells
    return found


def _parquet_row(path: Path, number: int) -> list[str]:
    import pyarrow.parquet as pq  # noqa: PLC0415  (slow to import, and few files need it)

    with pq.ParquetFile(path) as table:
        if number == 1:
            return list(table.schema_arrow.names)
        left = number - 2
        for group in range(table.num_row_groups):
            size = table.metadata.row_group(group).num_rows
            if left < size:
                row = table.read_row_group(group).slice(left, 1)
                return [files.as_text(column[0].as_py()) for column in row.columns]
            left -= size
    raise KeyError(number)


def _cell_start(raw: str, at: int, how: Mapping[str, Any]) -> int:
    """Where in a record as it stands in the file its cell number `at` begins; 0 if that cannot be told."""
    delimiter = how.get("delimiter") or ("," if how.get("kind") == "csv" else "\t")
    quoted, passed = False, 0
    for place, character in enumerate(raw):
        if passed == at and not quoted:
            return place
        if character == '"' and how.get("kind") in ("csv", "tsv"):
            quoted = not quoted
        passed += character == delimiter and not quoted
    return 0


def _cut(text: str, place: Locator) -> tuple[str, int]:
    """The characters a locator asks for, and where they begin."""
    span = place.chars
    if span is None:
        return text, 0
    if not 0 <= span[0] <= span[1] <= len(text):
        raise IndexError(span)
    return text[span[0] : span[1]], span[0]


def _around(whole: str, words: str, at: int) -> tuple[str, int]:
    """What stands around the words, and where in it they begin."""
    if words == whole or at < 0:
        return whole[: 4 * CONTEXT] + ("…" if len(whole) > 4 * CONTEXT else ""), 0 if words == whole else -1
    start, end = max(0, at - 2 * CONTEXT), min(len(whole), at + len(words) + 2 * CONTEXT)
    lead = "…" if start else ""
    return lead + whole[start:end] + ("…" if end < len(whole) else ""), at - start + len(lead)
