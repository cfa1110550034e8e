"""What can be seen of a file before anyone reads it: its kind, encoding, columns, root element, first words."""

from __future__ import annotations

import codecs
import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from graph.files import Unreadable, html_text, pdf_pages, table_rows
from graph.tabular import byte_order_mark, column_names, shown

SAMPLE = 1 << 17
"""Bytes looked at to tell what a file is."""

ROWS = 50
"""Rows of a table shown to a recogniser."""


_XML_ROOT = re.compile(
    r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>|\s)*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, as a recogniser sees it."""

    file_name: str
    path: Path
    kind: str
    """csv, tsv, excel, parquet, xml, json, json_lines, text, markdown, html, pdf, zip, empty, or unknown."""
    format: dict[str, Any] = field(default_factory=dict)
    """How it opens: `kind`, `encoding`, `delimiter` …"""
    columns: Sequence[str] = ()
    """Cells of the first row, as column names."""
    rows: Sequence[Sequence[str]] = ()
    """The first rows, the header among them."""
    keys: Sequence[str] = ()
    """Keys of the first JSON object."""
    root: str = ""
    """Local name of the XML root element."""
    text: str = ""
    """The first characters (of the visible text, for HTML and PDF)."""
    problem: str = ""
    """Why nothing more can be seen."""


def look(path: Path, file_name: str) -> Head:
    """Look at a file. Never raises: what cannot be opened is said in `problem`."""
    with path.open("rb") as stream:
        raw = stream.read(SAMPLE)
    if not raw.strip(b"\x00 \t\r\n"):
        return Head(file_name, path, "empty", {"kind": "empty"}, problem="the file is empty")
    try:
        return _look(path, file_name, raw)
    except Unreadable as error:
        return Head(file_name, path, "unknown", {"kind": "unknown"}, problem=str(error))


def _look(path: Path, file_name: str, raw: bytes) -> Head:
    suffix = Path(file_name).suffix.lower()
    if raw.startswith(b"PAR1"):
        return _table(path, file_name, {"kind": "parquet"})
    if raw.startswith(b"%PDF") or b"%PDF-" in raw[:1024]:
        pages = pdf_pages(path)
        return Head(file_name, path, "pdf", {"kind": "pdf"}, text="\n".join(pages[:3])[:20_000])
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(path, file_name)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("it is an old Office file (.xls, .doc); save it as .xlsx, CSV or text")
    encoding = encoding_of(path, raw)
    if not encoding:
        raise Unreadable("it is not text, a workbook, XML, PDF or Parquet")
    text = shown(codecs.getincrementaldecoder(encoding)("surrogateescape").decode(raw)).removeprefix("\ufeff")
    start = text.lstrip()[:4000]
    if re.match(r"<!doctype html|<html", start, re.IGNORECASE) or (
        suffix in (".html", ".htm") and re.search(r"<(p|div|body|head|table|span|h\d)\b", start, re.IGNORECASE)
    ):
        how = {"kind": "html", "encoding": encoding}
        return Head(file_name, path, "html", how, text=html_text(text)[:20_000])
    root = _XML_ROOT.match(start)
    if root:
        return Head(file_name, path, "xml", {"kind": "xml"}, root=root[1], text=text[:20_000])
    if start.startswith(("{", "[")):
        found = _json(path, file_name, text, encoding)
        if found:
            return found
    delimiter = _delimiter(text, suffix)
    if suffix in (".md", ".markdown", ".rst"):
        return Head(file_name, path, "markdown", {"kind": "text", "encoding": encoding}, text=text[:20_000])
    if delimiter:
        kind = "tsv" if delimiter == "\t" else "csv"
        return _table(path, file_name, {"kind": kind, "encoding": encoding, "delimiter": delimiter}, text)
    return Head(file_name, path, "text", {"kind": "text", "encoding": encoding}, text=text[:20_000])


_SINGLE_BYTE = ("cp1251", "koi8_r", "mac_cyrillic", "iso8859_5", "cp1253", "iso8859_7", "cp866", "latin_1")


def encoding_of(path: Path, raw: bytes) -> str:
    """The encoding of a text file: its byte order mark, else UTF-8 if the whole file can be, else the likeliest.

    Empty if the bytes are no text. Stray wrong bytes in a file that is plainly UTF-8 do not change the answer.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if raw.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8"
    nuls = raw.count(0)
    if nuls > len(raw) / 5:
        even, odd = raw[::2].count(0), raw[1::2].count(0)
        if max(even, odd) > 0.3 * len(raw) / 2:
            return "utf-16-le" if odd > even else "utf-16-be"
        return ""
    bad, high = _utf8_errors(path)
    if not bad or bad * 20 < high:
        return "utf-8"
    control = sum(raw.count(byte) for byte in range(32) if byte not in (0, 9, 10, 12, 13, 26, 27))
    if control > len(raw) / 50:
        return ""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, and few files need it)

    busy = b"".join(line for line in raw.split(b"\n") if not line.isascii())[:32_768] or raw[:32_768]
    found = from_bytes(busy, cp_isolation=["cp1252", "cp932", "gb18030", "cp1251", "euc_kr", "big5", "cp1250"]).best()
    best = found.encoding if found else "cp1252"
    letters, high = sum(byte > 64 for byte in busy), sum(byte > 127 for byte in busy)
    # Few accented letters among plain ones are Western or Central European; Cyrillic text is mostly high bytes.
    return "cp1252" if best in _SINGLE_BYTE and high < letters / 4 else best


def _utf8_errors(path: Path) -> tuple[int, int]:
    """How many places of a file are not UTF-8, and how many characters outside ASCII it has."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    bad = high = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 22):
            text = decoder.decode(block)
            if text.isascii():
                continue
            bad += len(re.findall(r"[\udc80-\udcff]+", text))
            high += len(re.findall(r"[^\x00-\x7f\udc80-\udcff]+", text))
    return bad, high


def _zipped(path: Path, file_name: str) -> Head:
    try:
        names = set(zipfile.ZipFile(path).namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(f"it begins like a zip or a workbook but cannot be opened: {error}") from error
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return _table(path, file_name, {"kind": "excel"})
    return Head(file_name, path, "zip", {"kind": "zip"})


def _table(path: Path, file_name: str, how: dict[str, Any], text: str = "") -> Head:
    rows = [row.cells for row in islice(table_rows(path, how), ROWS)]
    first = next((row for row in rows if any(cell.strip() for cell in row)), [])
    shown_rows = [[shown(cell)[:2000] for cell in row] for row in rows]
    return Head(file_name, path, how["kind"], how, column_names(first), shown_rows, text=text[:20_000])


def _json(path: Path, file_name: str, text: str, encoding: str) -> Head | None:
    first = text.lstrip().partition("\n")[0]
    try:
        value = json.loads(first)
    except ValueError:
        value = None
    if isinstance(value, dict):
        how = {"kind": "json_lines", "encoding": encoding}
        return Head(file_name, path, "json_lines", how, keys=tuple(value), text=text[:20_000])
    how = {"kind": "json", "encoding": encoding}
    if path.stat().st_size > 200_000_000:
        return None
    try:
        whole = json.loads(path.read_bytes().decode(encoding, "replace").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        if len(first) >= SAMPLE // 2 and first.startswith("{"):  # one record longer than the sample
            return Head(file_name, path, "json_lines", {"kind": "json_lines", "encoding": encoding}, text=text[:20_000])
        return None
    one = whole[0] if isinstance(whole, list) and whole else whole
    return Head(file_name, path, "json", how, keys=tuple(one) if isinstance(one, dict) else (), text=text[:20_000])


def _delimiter(text: str, suffix: str) -> str:
    """The delimiter of a table, or nothing if the text is no table."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    if len(text) > SAMPLE // 4 and 1 < len(lines) < 200:
        lines.pop()  # the sample ends in the middle of it
    if not lines:
        return ""
    best, best_score = "", 0.0
    for delimiter in (",", "\t", ";", "|"):
        rows = list(csv.reader(lines, delimiter=delimiter))
        widths = [len(row) for row in rows]
        width, times = Counter(widths).most_common(1)[0]
        wide = len(next(csv.reader([lines[0]], delimiter=delimiter)))
        if width < 2 or wide < 2:
            continue
        score = times / len(widths) * (1 if wide == width else 0.7) * (1 + min(width, 40) / 200)
        if any('"' in cell for row in rows for cell in row):
            score *= 0.8  # quotes left inside cells: the cells were cut in the wrong place
        if score > best_score:
            best, best_score = delimiter, score
    needed = 0.3 if suffix in (".csv", ".tsv", ".tab") else 0.75
    needed = 0.5 if best == "\t" else needed
    if best_score < needed or (suffix not in (".csv", ".tsv", ".tab") and best == "," and len(lines) < 2):
        return "," if suffix == ".csv" else ""
    return best


__all__ = ["Head", "byte_order_mark", "encoding_of", "look"]
