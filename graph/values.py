"""What a query gives back, the same from both servers: plain values, nodes, relationships and paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class NodeValue:
    """A node; `id` is its stable id, not the server's."""

    label: str
    id: str
    props: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class RelValue:
    """A relationship; `start` and `end` are the stable ids of the nodes it joins."""

    type: str
    id: str
    start: str
    end: str
    props: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class PathValue:
    """A path: its nodes from start to end, and the relationships between them (each in its own direction)."""

    nodes: tuple[NodeValue, ...]
    rels: tuple[RelValue, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a query; `truncated` says that the row cap cut it."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    truncated: bool = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class BuildState:
    """Which build the graph holds; not `whole` while it is being loaded or after a load was interrupted."""

    id: str
    as_of: date
    whole: bool


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did. `how` is "nothing" (already there), "changes" (from the build before) or "everything"."""

    build: str
    how: str
    nodes: int
    """Nodes written or deleted."""
    rels: int
    """Relationships written or deleted."""
    seconds: float
    resumed: bool = False
    """True if it went on with a load that had been interrupted."""
