"""A mapping says which column gives which field of the trade table; it can be shown, saved, edited and given again."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.errors import InputRefused
from ingest.trade.table import FIELDS
from ingest.trade.words import normal

PARTS = ("name", "address", "country", "unit", "currency")
"""What of a cell a field can take: its first line, the lines after it, the country or unit or currency it names."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where one field comes from, how surely, and why."""

    column: str = ""
    confidence: float = 1.0
    why: str = ""
    part: str = ""
    """Empty: the whole cell; else one of `PARTS`."""
    constant: str = ""
    """The same for every row: what the header says of all of them ("FOB (USD)"), or what a person wrote."""
    order: str = ""
    """Order of day, month and year (`dmy`, `mdy`, `ymd`), where a person or the whole column decided it."""
    decimal: str = ""
    """Decimal sign of the numbers, where a person decided it."""
    kilograms: float = 1.0
    """Kilograms in one of the column's unit (fields of mass)."""
    unit_column: str = ""
    """Column that names the unit of each row's mass."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A column that could mean several things, or not surely enough one: left unmapped and named."""

    column: str
    candidates: tuple[tuple[str, float], ...]
    why: str

    def words(self) -> str:
        """In words for a person."""
        could = " or ".join(f"{name} ({confidence:.2f})" for name, confidence in self.candidates)
        return f"“{self.column}” could be {could}: {self.why}"


@dataclass(frozen=True)
class ColumnMapping:
    """Which column gives which field, what is unsure, and what is known but has no place in the table."""

    headers: tuple[str, ...]
    fields: Mapping[str, Use]
    unsure: tuple[Unsure, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)
    """Columns whose meaning is known and that no field takes: column → meaning."""
    origin: str = ""
    """Where it comes from, if a person gave it."""
    language: str = ""
    """Language most of its headers are in."""

    @property
    def columns(self) -> list[str]:
        """Columns that some field takes, in the file's order."""
        used = {name for use in self.fields.values() for name in (use.column, use.unit_column) if name}
        return [header for header in self.headers if header in used]

    @property
    def unread(self) -> list[str]:
        """Columns that no field takes."""
        used = set(self.columns)
        return [header for header in self.headers if header not in used]

    def report(self) -> dict[str, Any]:
        """As the report of a document holds it: field → column, confidence, why."""
        return {name: _told(self.fields[name]) for name in FIELDS if name in self.fields}

    def to_toml(self) -> str:
        """As a file that a person can edit and give back."""
        lines = [
            "# Which column gives which field of the trade table. Edit it and give it back:",
            "#   thirdport ingest --map THIS.toml FILE…",
            "# or keep it in the workspace's folder mappings/: it is then used for every file with these headers.",
            "# A field takes one `column`; `part` takes of its cells only the name (first line), the address (lines",
            "# after it), the country, the unit or the currency; `constant` says the same for every row.",
            '# Dates: order = "dmy", "mdy" or "ymd". Numbers: decimal = "." or ",". Masses: kilograms in one unit.',
            "",
            f"recognise = {_value(list(self.headers))}",
        ]
        for name, said in self.report().items():
            lines += ["", f"[fields.{name}]", *(f"{key} = {_value(value)}" for key, value in said.items())]
        if self.unsure:
            lines += ["", "# Unsure, left unmapped. To map one, take the # from its two lines and choose the field:"]
            for unsure in self.unsure:
                lines += [f"# {_comment(unsure.words())}", f"# [fields.{unsure.candidates[0][0]}]",
                          f"# column = {_comment(_value(unsure.column))}"]  # fmt: skip
        return "\n".join(lines) + "\n"


def _told(use: Use) -> dict[str, Any]:
    said: dict[str, Any] = {"column": use.column} if use.column else {}
    for key in ("part", "constant", "order", "decimal", "unit_column"):
        if getattr(use, key):
            said[key] = getattr(use, key)
    if use.kilograms != 1.0:
        said["kilograms"] = use.kilograms
    return said | {"confidence": round(use.confidence, 2), "why": use.why}


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def _comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def from_toml(text: str, origin: str) -> ColumnMapping:
    """Read a mapping file. Raises `InputRefused` naming the key that cannot be used."""

    def refuse(what: str) -> InputRefused:
        step = "Write a fresh one: thirdport mapping save FILE --to MAP.toml"
        return InputRefused(f"The mapping {origin} cannot be used: {what}.", step)

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(f"it is not TOML: {error}") from error
    headers, given = said.get("recognise", []), said.get("fields", {})
    if not isinstance(headers, list) or not isinstance(given, dict) or not given:
        raise refuse("it needs a list `recognise` and tables [fields.<name>]")
    uses = {}
    for name, table in given.items():
        if name not in FIELDS:
            raise refuse(f"there is no field {name!r}; fields: {', '.join(FIELDS)}")
        if not isinstance(table, dict) or not (table.get("column") or table.get("constant")):
            raise refuse(f"field {name} needs a column or a constant")
        strange = set(table) - set(Use.__slots__)
        if strange:
            raise refuse(f"field {name} has the unknown key {sorted(strange)[0]!r}")
        if table.get("part", "") not in ("", *PARTS):
            raise refuse(f"field {name}: part is one of {', '.join(PARTS)}")
        if table.get("order", "") not in ("", "dmy", "mdy", "ymd"):
            raise refuse(f"field {name}: order is one of dmy, mdy, ymd")
        if table.get("decimal", "") not in ("", ".", ","):
            raise refuse(f'field {name}: decimal is "." or ","')
        try:
            keys = ("column", "part", "constant", "order", "decimal", "unit_column", "why")
            texts = {key: str(table[key]) for key in keys if key in table}
            uses[name] = Use(
                **texts, confidence=float(table.get("confidence", 1.0)), kilograms=float(table.get("kilograms", 1.0))
            )
        except (TypeError, ValueError) as error:
            raise refuse(f"field {name}: {error}") from error
    return ColumnMapping(tuple(map(str, headers)), uses, origin=origin)


def read_mapping(path: Path) -> ColumnMapping:
    """The mapping in a file. Raises `InputRefused`."""
    try:
        return from_toml(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused(f"The mapping {path} cannot be read: {error}", "Check the path.") from error


def saved(folder: Path) -> Iterator[ColumnMapping]:
    """The mappings kept in a workspace, by name."""
    for path in sorted(folder.glob("*.toml")):
        yield read_mapping(path)


def fitted(mapping: ColumnMapping, headers: Sequence[str]) -> tuple[ColumnMapping | None, list[str]]:
    """A saved mapping with the columns of this file, or None and the columns that the file does not have."""
    by_name = {normal(header): header for header in reversed(headers)} | {header: header for header in headers}
    by_name[""] = ""
    missing: list[str] = []
    uses = {}
    for name, use in mapping.fields.items():
        here = [by_name.get(column, by_name.get(normal(column), "")) for column in (use.column, use.unit_column)]
        missing += [
            asked for asked, column in zip((use.column, use.unit_column), here, strict=True) if asked and not column
        ]
        uses[name] = replace(use, column=here[0], unit_column=here[1])
    if missing:
        return None, missing
    return ColumnMapping(tuple(headers), uses, origin=mapping.origin), []


def for_headers(folder: Path, headers: Sequence[str]) -> ColumnMapping | None:
    """The mapping kept in a workspace whose `recognise` says: these headers."""
    wanted = {normal(header) for header in headers}
    for mapping in saved(folder):
        if mapping.headers and {normal(header) for header in mapping.headers} == wanted:
            return fitted(mapping, headers)[0]
    return None
