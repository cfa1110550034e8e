"""Writing the files of a world: each aside and then renamed, and a note of which record went to which row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Written:
    """One file that was written, and where in it each record stands."""

    path: Path
    what: str
    """One sentence for the README."""
    published: date
    places: dict[str, list[str]] = field(default_factory=dict)
    """Reference of a record or name of a party → locators, as the evidence writes them."""


def put(path: Path, text: str) -> None:
    """Write a text file aside, then into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".aside")
    aside.write_bytes(text.encode("utf-8"))
    aside.rename(path)


def write_table(
    path: Path,
    what: str,
    published: date,
    header: Sequence[str],
    rows: Iterable[tuple[Iterable[str], Sequence[object]]],
    *,
    delimiter: str = ",",
    quote_all: bool = False,
    line_end: str = "\n",
) -> Written:
    """Write a table. Each row comes with the references of what it records; its number is counted from the header."""
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    )
    writer.writerow(header)
    places: dict[str, list[str]] = {}
    for number, (references, cells) in enumerate(rows, start=2):
        writer.writerow(plain(cell) for cell in cells)
        for reference in references:
            places.setdefault(reference, []).append(f"row={number}")
    put(path, text.getvalue())
    return Written(path, what, published, places)


def plain(value: object) -> str:
    """A cell: nothing for None, ISO for a day, a whole number without its `.0`."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
