"""The rows of a snapshot, and the rows that changed between two, in batches and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from graph import duck
from graph.ddl import INDEXED_CHARACTERS
from graph.schema import Element, Node, Relationship, nodes, relationships
from graph.snapshot import ENDS, Snapshot, arrow_schema

BATCH = 5_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one type for one thing to do: delete, create or update."""

    do: str
    kind: type[Element]
    rows: list[Row]
    start_label: str = ""
    end_label: str = ""


def table(snapshot: Snapshot, kind: type[Element]) -> Path:
    """The table of this type; absent if there are none."""
    name = kind.name_in_graph
    return snapshot.nodes(name) if issubclass(kind, Node) else snapshot.rels(name)


def kinds() -> tuple[list[type[Element]], list[type[Element]]]:
    """Node types and relationship types that the graph holds."""
    return [k for k in nodes() if k.in_graph], [k for k in relationships() if k.in_graph]


def comparable(before: Snapshot, after: Snapshot) -> bool:
    """Whether both were written with the same schema, so that their rows can be compared."""
    there = [path.relative_to(before.folder) for path in before.folder.glob("*/*.parquet")]
    known = {table(before, kind).relative_to(before.folder): kind for some in kinds() for kind in some}
    return all(
        place in known and pq.read_schema(folder / place).names == arrow_schema(known[place]).names
        for folder in (before.folder, after.folder)
        for place in there
        if (folder / place).exists()
    )


def everything(snapshot: Snapshot) -> Iterator[Batch]:
    """Every row of a snapshot to create, nodes first."""
    yield from changes(None, snapshot)


def changes(before: Snapshot | None, after: Snapshot) -> Iterator[Batch]:
    """What turns one snapshot's graph into another's, in an order that can be carried out batch by batch.

    The same two snapshots always give the same batches, so that a load that was cut off can count on.
    """
    node_kinds, rel_kinds = kinds()
    for kinds_here, do in (
        (rel_kinds, "delete"), (node_kinds, "delete"), (node_kinds, "create"), (node_kinds, "update"),
        (rel_kinds, "create"), (rel_kinds, "update"),
    ):  # fmt: skip
        for kind in kinds_here:
            query = _query(do, kind, before, after)
            if query:
                yield from _batches(do, kind, query)


def count(before: Snapshot | None, after: Snapshot) -> tuple[int, int]:
    """How many nodes and how many relationships `changes` writes or deletes."""
    totals = []
    for some in kinds():
        queries = [query for kind in some for do in ("delete", "create", "update")
                   if (query := _query(do, kind, before, after))]  # fmt: skip
        with duck.connect() as db:
            found = (db.execute(f"SELECT count(*) FROM ({query})").fetchone() for query in queries)  # noqa: S608
            totals.append(sum(row[0] for row in found if row))
    return totals[0], totals[1]


def _query(do: str, kind: type[Element], before: Snapshot | None, after: Snapshot) -> str:
    """SQL for the rows of one type to delete, create or update; empty if there cannot be any.

    A relationship whose ends changed is another relationship: deleted and created.
    """
    old = table(before, kind) if before else None
    new = table(after, kind)
    has_old, has_new = old is not None and old.exists(), new.exists()
    same = "a.id = b.id"
    if issubclass(kind, Relationship):
        same += ' AND a."start" = b."start" AND a."end" = b."end"'
    old_rows, new_rows = f"read_parquet({_quoted(old)})", f"read_parquet({_quoted(new)})"
    if do == "delete" and has_old:
        kept = f"WHERE NOT EXISTS (SELECT 1 FROM {new_rows} b WHERE {same})" if has_new else ""  # noqa: S608
        return f"SELECT a.* FROM {old_rows} a {kept}"  # noqa: S608
    if do == "create" and has_new:
        there = f"WHERE NOT EXISTS (SELECT 1 FROM {old_rows} b WHERE {same})" if has_old else ""  # noqa: S608
        return f"SELECT a.* FROM {new_rows} a {there}"  # noqa: S608
    if do == "update" and has_old and has_new:
        return f"SELECT a.* FROM {new_rows} a JOIN {old_rows} b ON {same} WHERE a IS DISTINCT FROM b"  # noqa: S608
    return ""


def _quoted(path: Path | None) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _batches(do: str, kind: type[Element], query: str) -> Iterator[Batch]:
    ends = ("start_label", "end_label") if issubclass(kind, Relationship) else ()
    order = ", ".join((*(f'"{end}"' for end in ends), "id"))
    clean = _Cleaner(kind)
    with duck.connect() as db:
        cursor = db.execute(f"SELECT * FROM ({query}) ORDER BY {order}")  # noqa: S608
        columns = [column[0] for column in cursor.description or ()]
        held: list[Row] = []
        labels = ("", "")
        while chunk := cursor.fetchmany(BATCH):
            for values in chunk:
                row = dict(zip(columns, values, strict=True))
                here = (row["start_label"], row["end_label"]) if ends else labels
                if held and (here != labels or len(held) == BATCH):
                    yield Batch(do, kind, held, *labels)
                    held = []
                labels = here
                held.append(clean(row))
        if held:
            yield Batch(do, kind, held, *labels)


class _Cleaner:
    """Turns a table's row into properties: what is absent or empty is left out, on every server alike."""

    def __init__(self, kind: type[Element]) -> None:
        self.cut = {name for name, prop in kind.all_props().items() if prop.index and prop.kind == "text"}
        self.link = issubclass(kind, Relationship)

    def __call__(self, row: Row) -> Row:
        props = {key: value for key, value in row.items() if value not in (None, []) and key not in ENDS}
        for name in self.cut:
            if len(props.get(name, "")) > INDEXED_CHARACTERS:
                props[name] = props[name][: INDEXED_CHARACTERS - 1] + "…"
        return {"start": row["start"], "end": row["end"], "props": props} if self.link else props
