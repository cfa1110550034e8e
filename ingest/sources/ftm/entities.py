"""One FollowTheMoney entity as a reader sees it, with the library's own model of schemata and properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from followthemoney import model

from graph import files
from ingest.cells import Cell, Line
from ingest.opening import Opened

TECHNICAL = (
    "createdAt",
    "modifiedAt",
    "retrievedAt",
    "sourceUrl",
    "publisherUrl",
    "alephUrl",
    "indexText",
    "programUrl",
)
"""Properties about the record, not about what it describes."""


@dataclass(frozen=True)
class Entity:
    """An entity at its place in the file: `one["name"]` gives the cells of a property."""

    line: Line
    base: str
    """Pointer to the entity in its line."""
    schema: str
    id: str
    properties: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)
    """Properties that were asked for."""

    def __getitem__(self, prop: str) -> list[Cell]:
        self.asked.add(prop)
        if prop not in self.properties:
            return []
        return [cell for cell in self.line.each(f"{self.base}/properties/{prop}") if cell]

    def day(self, doc: Opened, cell: Cell) -> date | None:
        """The day a cell names. One known only to the month or year is told of and left open."""
        text = cell.clean
        if re.fullmatch(r"\d{4}(-\d{2})?", text):
            doc.issue(cell, f"“{text}” is no whole date", f"the rest, without this {cell.column}", severity="note")
            return None
        whole = cell.find(r"^\s*\d{4}-\d{2}-\d{2}")
        return doc.date(whole or cell)

    def first_day(self, doc: Opened, prop: str) -> date | None:
        """The earliest day a property gives."""
        return min((day for cell in self[prop] if (day := self.day(doc, cell))), default=None)

    def last_day(self, doc: Opened, prop: str) -> date | None:
        """The latest day a property gives."""
        return max((day for cell in self[prop] if (day := self.day(doc, cell))), default=None)


def plain(doc: Opened) -> Iterator[dict[str, Any]]:
    """Every entity of a file as plain values; whatever is broken is left to the proper reading."""
    for value in _values(doc):
        entity = value.get("entity", value) if isinstance(value, dict) else None
        if isinstance(entity, dict) and isinstance(entity.get("properties"), dict) and entity.get("id"):
            yield {"schema": "", **entity}


def texts(properties: Mapping[str, Any], prop: str) -> list[str]:
    """The values of a property as text; whatever else stands there is left out."""
    values = properties.get(prop)
    return [value for value in (values if isinstance(values, list) else [values]) if isinstance(value, str) and value]


def _values(doc: Opened) -> Iterator[Any]:
    if doc.entry.format["kind"] == "json":
        whole = doc.json
        yield from whole if isinstance(whole, list) else [whole]
        return
    for _, text in files.json_lines(doc.path, doc.entry.format):
        try:
            yield json.loads(text)
        except (ValueError, RecursionError):
            continue


@cache
def edge(schema: str) -> tuple[str, str]:
    """The properties that hold the two ends of a link schema."""
    found = model.get(schema)
    if found is None or not found.edge_source or not found.edge_target:
        raise KeyError(schema)
    return found.edge_source, found.edge_target


def name_unread(doc: Opened, one: Entity) -> None:
    """Have the report name the properties that nobody asked for."""
    for prop in one.properties:
        name = f"{one.schema}.{prop}"
        if prop not in one.asked and prop not in TECHNICAL and name not in doc.columns:
            doc.columns.append(name)
