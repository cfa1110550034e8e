"""A built graph as files: one Parquet table a node label and relationship type, and a manifest; what the store loads.

`<build>/nodes/<Label>.parquet` has a column for each property of `Element.all_props()`, in that order.
`<build>/rels/<TYPE>.parquet` has `id`, `start`, `start_label`, `end`, `end_label`, then the other properties.
`<build>/manifest.json` comes last: a folder without it is a build that was interrupted.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Self

import pyarrow as pa

from graph.schema import Element, Relationship

ENDS = ("start", "start_label", "end", "end_label")
"""Columns of a relationship table that say what it connects."""

_ARROW = {
    "text": pa.string(), "int": pa.int64(), "float": pa.float64(),
    "bool": pa.bool_(), "date": pa.date32(), "texts": pa.list_(pa.string()),
}  # fmt: skip


def arrow_schema(kind: type[Element]) -> pa.Schema:
    """Columns and types of the table that holds this node or relationship type."""
    columns = [(name, _ARROW[prop.kind]) for name, prop in kind.all_props().items()]
    if issubclass(kind, Relationship):
        columns[1:1] = [(name, pa.string()) for name in ENDS]
    return pa.schema(columns)


@dataclass(frozen=True)
class Manifest:
    """What a finished build says of itself. `build` is a hash of its rows: equal graphs have equal ids."""

    build: str
    as_of: date
    nodes: dict[str, int]
    rels: dict[str, int]
    documents: int

    def write(self, folder: Path) -> None:
        """Write it aside, then into place: from then on the build is whole."""
        aside = folder / "manifest.aside"
        aside.write_text(json.dumps(asdict(self), default=str, indent=1, sort_keys=True), encoding="utf-8")
        aside.rename(folder / "manifest.json")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a finished build. Raises `FileNotFoundError` if the build is not whole."""
        raw = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return cls(**{**raw, "as_of": date.fromisoformat(raw["as_of"])})


@dataclass(frozen=True)
class Snapshot:
    """The files of one finished build."""

    folder: Path

    @property
    def manifest(self) -> Manifest:
        """Its manifest."""
        return Manifest.read(self.folder)

    def nodes(self, label: str) -> Path:
        """Table of the nodes with this label; absent if there are none."""
        return self.folder / "nodes" / f"{label}.parquet"

    def rels(self, type_: str) -> Path:
        """Table of the relationships of this type; absent if there are none."""
        return self.folder / "rels" / f"{type_}.parquet"
