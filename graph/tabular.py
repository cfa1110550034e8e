"""Rows of a delimited file, numbered as a spreadsheet shows them: the one reading that readers and quotes share.

A row is a record, not a line: a quoted cell may hold line ends. Blank lines take a number too. Bytes that the encoding
cannot mean are kept as surrogate escapes, so that offsets stay exact; `shown` turns them into U+FFFD.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

RUNAWAY_LINES = 5_000
"""A quoted cell of more lines than this is a quote that was never closed."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number, cells, the bytes it lies in and what was odd about it."""

    number: int
    cells: list[str]
    start: int
    end: int
    problem: str = ""


class _Runaway(Exception):  # noqa: N818  (a signal, caught in this module)
    """A quoted cell that does not end."""


class _Lines:
    """Physical lines with their byte length, able to take lines back."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
        self._encoding = encoding
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) > RUNAWAY_LINES:
            raise _Runaway
        line = self._back.popleft() if self._back else self._text.readline()
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line

    def size(self, line: str) -> int:
        return len(line.encode(self._encoding, "surrogateescape"))

    def give_back(self, lines: Sequence[str]) -> None:
        self._back.extendleft(reversed(lines))

    def release(self) -> None:
        self._text.detach()


def records(
    stream: BinaryIO, *, encoding: str, delimiter: str = ",", quote: str = '"', start: int = 0, number: int = 1
) -> Iterator[Record]:
    """Rows from byte `start` (the beginning of row `number`) on.

    A quote that never closes does not swallow the rest of the file: its line is read with the quote as a plain
    character, and the record says so in `problem`.
    """
    start = start or byte_order_mark(stream)
    stream.seek(start)
    lines = _Lines(stream, encoding)
    csv.field_size_limit(sys.maxsize)  # here, not at import: the limit is the process's, and libraries lower it
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    try:
        while True:
            lines.taken = []
            problem = ""
            try:
                cells = next(reader, None)
                if cells is None:
                    return
                if len(lines.taken) > 1 and _unclosed(lines.taken, delimiter, quote):
                    raise _Runaway
            except _Runaway:
                first, *rest = lines.taken
                lines.give_back(rest)
                lines.taken = [first]
                cells = next(csv.reader([first], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
                cells = [cell.removeprefix(quote) for cell in cells]
                problem = "a quote opens here and never closes; the line was read as it stands"
                reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
            size = sum(lines.size(line) for line in lines.taken)
            yield Record(number, cells, start, start + size, problem)
            start += size
            number += 1
    finally:
        lines.release()


def _unclosed(lines: Sequence[str], delimiter: str, quote: str) -> bool:
    """Whether the last cell of these lines is still open at their end; only the end of the file can leave it so."""
    if lines[-1].rstrip("\r\n").endswith(quote):
        return False
    try:
        next(csv.reader(lines, delimiter=delimiter, quotechar=quote, strict=True), None)
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def blank(cells: Sequence[str]) -> bool:
    """Whether a row holds nothing but white space, NULs or an end-of-file mark."""
    return not any(cell.strip("\x00\x1a \t\r\n") for cell in cells)


def byte_order_mark(stream: BinaryIO) -> int:
    """Length of the byte order mark the stream begins with."""
    stream.seek(0)
    head = stream.read(4)
    if head.startswith(b"\xef\xbb\xbf"):
        return 3
    return 2 if head[:2] in (b"\xff\xfe", b"\xfe\xff") else 0


def column_names(header: Sequence[str]) -> list[str]:
    """The names cells are called by: as the header writes them, trimmed; blanks and repeats are told apart."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for place, cell in enumerate(header, start=1):
        name = shown(cell).replace("\x00", "").strip().lstrip("\ufeff") or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} [{seen[name]}]")
    return names


_STRAY = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    """Text without surrogate escapes: a byte that meant nothing in its encoding becomes U+FFFD."""
    return text if text.isascii() else _STRAY.sub("\ufffd", text)
