"""The graph while it is being built: a DuckDB table for each label and type, as the schema declares them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import duckdb

from graph.schema import EVIDENCE_KEPT, Element, Relationship, element, nodes, relationships
from graph.snapshot import ENDS
from ingest.tables import literal, quoted

SQL_TYPES = {
    "text": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "date": "DATE", "texts": "VARCHAR[]",
}  # fmt: skip
"""DuckDB type of each property kind."""


def node_types() -> list[type[Element]]:
    """Node types that the graph holds."""
    return [kind for kind in nodes() if kind.in_graph]


def relationship_types() -> list[type[Relationship]]:
    """Relationship types that the graph holds."""
    return [kind for kind in relationships() if kind.in_graph]


def columns(kind: type[Element]) -> dict[str, str]:
    """Columns of a table and their SQL types, in the order of the snapshot."""
    props = {name: SQL_TYPES[prop.kind] for name, prop in kind.all_props().items()}
    if issubclass(kind, Relationship):
        return {"id": props.pop("id"), **dict.fromkeys(ENDS, "VARCHAR"), **props}
    return props


class Draft:
    """The tables of one build. A table is named as its label or type: `draft.table("Party")`."""

    def __init__(self, db: duckdb.DuckDBPyConnection, as_of: date) -> None:
        self.db = db
        self.as_of = as_of
        for kind in [*node_types(), *relationship_types()]:
            made = ", ".join(f"{quoted(name)} {type_}" for name, type_ in columns(kind).items())
            db.execute(f"CREATE TABLE {self.table(kind.name_in_graph)} ({made})")

    @staticmethod
    def table(name: str) -> str:
        """The SQL name of the table of this label or relationship type. Raises `KeyError` if it is not declared."""
        return quoted(f"graph_{element(name).name_in_graph}")

    def counts(self) -> dict[str, int]:
        """How many elements of each label and type there are, empty ones left out."""
        names = [kind.name_in_graph for kind in [*node_types(), *relationship_types()]]
        select = " UNION ALL ".join(f"SELECT {literal(name)}, count(*) FROM {self.table(name)}" for name in names)
        return {name: count for name, count in self.db.execute(select).fetchall() if count}

    def one(self, sql: str) -> int:
        """A single number."""
        row = self.db.execute(sql).fetchone()
        return 0 if row is None else int(row[0] or 0)

    def add(self, name: str, select: str, parameters: Iterable[object] = ()) -> None:
        """Add elements: a SELECT whose columns are named as the properties; what it leaves out is absent."""
        self.db.execute(f"INSERT INTO {self.table(name)} BY NAME ({select})", list(parameters))

    def set(self, label: str, prop: str, select: str) -> None:
        """Set a property: a SELECT of `id` and `value`."""
        self.db.execute(
            f"UPDATE {self.table(label)} AS t SET {quoted(prop)} = v.value FROM ({select}) AS v WHERE t.id = v.id"
        )

    @staticmethod
    def link_id(type_: str, start: str, end: str, *others: str) -> str:
        """SQL of a relationship's id, from SQL of its ends and of what else tells it from others."""
        parts = ", ".join(f"coalesce(CAST({part} AS VARCHAR), '')" for part in (start, end, *others))
        return f"{literal(type_ + ':')} || substr(sha1(concat_ws(chr(31), {literal(type_)}, {parts})), 1, 16)"


def first_places(key: str) -> str:
    """SQL that keeps the first evidence references, from keys of the form `YYYY-MM-DD<reference>`."""
    return f"list_transform(min({key}, {EVIDENCE_KEPT}), lambda k: k[11:])"


def place_key(known_from: str, ref: str) -> str:
    """SQL of a key that sorts evidence references: the earliest known first, then document and locator."""
    return f"strftime({known_from}, '%Y-%m-%d') || {ref}"
