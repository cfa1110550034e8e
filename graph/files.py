"""How kept bytes are opened by the format their catalogue entry names: the one way that readers and quotes share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from graph.tabular import Record, column_names, records, shown

Format = Mapping[str, Any]
"""`DocumentEntry.format`: `kind`, `encoding`, `delimiter`, `header`, `columns`."""

TABLES = ("csv", "tsv", "excel", "parquet")
"""Kinds that have rows and columns."""


class Unreadable(Exception):  # noqa: N818  (said to a person, as a refusal is)
    """The bytes are not what the format says; the message is for a person."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of any table: its sheet (workbooks), its number as a spreadsheet shows it, its cells as text."""

    sheet: str
    number: int
    cells: list[str]
    problem: str = ""


def encoding_of(how: Format) -> str:
    """The encoding a format names; UTF-8 if it names none."""
    return str(how.get("encoding") or "utf-8")


def delimited(path: Path, how: Format, start: int = 0, number: int = 1) -> Iterator[Record]:
    """Records of a delimited file, from byte `start` (the beginning of row `number`) on."""
    with path.open("rb") as stream:
        yield from records(
            stream, encoding=encoding_of(how), delimiter=str(how.get("delimiter") or ","), start=start, number=number
        )


def table_rows(path: Path, how: Format) -> Iterator[TableRow]:
    """Rows of any table, header included, blank rows too (with no cells)."""
    kind = how["kind"]
    if kind == "excel":
        yield from _excel(path)
    elif kind == "parquet":
        yield from _parquet(path)
    else:
        for record in delimited(path, how):
            yield TableRow("", record.number, record.cells, record.problem)


def _excel(path: Path) -> Iterator[TableRow]:
    import openpyxl  # noqa: PLC0415  (slow to import, and few files need it)

    stream = path.open("rb")  # evidence has no suffix, and by path the library goes by suffix
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except Exception as error:  # the library raises what its parts raise
        stream.close()
        raise Unreadable(f"the workbook cannot be opened: {error}") from error
    try:
        for sheet in book.worksheets:
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield TableRow(sheet.title, number, [as_text(value) for value in row])
    except Exception as error:
        raise Unreadable(f"the workbook breaks off: {error}") from error
    finally:
        book.close()
        stream.close()


def _parquet(path: Path) -> Iterator[TableRow]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as table:
            yield TableRow("", 1, list(table.schema_arrow.names))
            number = 2
            for batch in table.iter_batches(10_000):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    yield TableRow("", number, [as_text(value) for value in row])
                    number += 1
    except (pa.ArrowInvalid, OSError) as error:
        raise Unreadable(f"the Parquet file cannot be read: {error}") from error


def as_text(value: object) -> str:
    """A typed cell as text: whole numbers without a point, days in ISO form, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00") if re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00", text) else text


def header_of(how: Format, first: list[str]) -> list[str]:
    """Names of the columns: the header's, or the ones the source gives to a table without header."""
    if how.get("header", True):
        return column_names(first)
    given = list(how.get("columns") or [])
    return given + [f"column {place}" for place in range(len(given) + 1, len(first) + 1)]


def read_text(path: Path, how: Format) -> str:
    """The text of a text, HTML or PDF file; characters in a locator count in this text (for PDF: in its page)."""
    if how["kind"] == "pdf":
        return "\f".join(pdf_pages(path))
    raw = path.read_bytes()
    text = shown(raw.decode(encoding_of(how), "surrogateescape")).removeprefix("\ufeff")
    return html_text(text) if how["kind"] == "html" else text


_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
     "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
     "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "title")
)  # fmt: skip
_UNSEEN = frozenset(("script", "style", "noscript", "template"))


def html_text(markup: str) -> str:
    """Visible text of a page, a line a block, white space collapsed; the same markup always gives the same text."""
    if not markup.strip():
        return ""
    parser = html.HTMLParser(no_network=True, huge_tree=True, encoding="utf-8")
    root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(node.tail or "")
            continue
        tag = str(node.tag)
        if event == "start":
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append("" if tag in _UNSEEN else node.text or "")
        else:
            parts.append(("\n" if tag in _BLOCKS else "") + (node.tail or ""))
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def pdf_pages(path: Path) -> list[str]:
    """Text of each page. Raises `Unreadable` if the file is no PDF, is encrypted or breaks off."""
    import pypdf  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF is encrypted")
        return [shown(page.extract_text()) for page in reader.pages]
    except Unreadable:
        raise
    except Exception as error:  # a damaged PDF fails in many ways
        raise Unreadable(f"the PDF cannot be read: {type(error).__name__}: {error}") from error


def xml_root(path: Path) -> etree._Element:
    """Root of an XML file: no entity is expanded, nothing is fetched, and a huge text node does not stop it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False)
    try:
        return etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise Unreadable(f"the XML cannot be read: {error}") from error


def element_path(element: etree._Element) -> str:
    """Path of an element that `element_at` follows back: `/ROOT/CHILD[3]`."""
    tree = element.getroottree()
    inner = tree.getelementpath(element)
    root = etree.QName(tree.getroot()).localname
    return f"/{root}" if inner == "." else f"/{root}/{inner}"


def element_at(root: etree._Element, path: str) -> etree._Element | None:
    """The element at a path that `element_path` gave."""
    inner = path.lstrip("/").partition("/")[2]
    return root if not inner else root.find(inner)


def element_text(element: etree._Element) -> str:
    """All text of an element, as it stands."""
    return "".join(str(part) for part in element.itertext())


def json_lines(path: Path, how: Format) -> Iterator[tuple[int, str]]:
    """Numbered lines of a JSON-lines file, from 1, blank ones left out."""
    with path.open(encoding=encoding_of(how), errors="surrogateescape", newline="\n") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield number, shown(line).removeprefix("\ufeff").rstrip("\r\n")


def pointed(value: Any, pointer: str) -> Any:
    """What a JSON pointer (RFC 6901) leads to. Raises `KeyError` if it leads nowhere."""
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            raise KeyError(pointer) from None
    return value


def json_text(value: Any) -> str:
    """A JSON value as the words a person reads: text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
