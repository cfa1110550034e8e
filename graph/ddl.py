"""Types, constraints and indexes of the graph on each server, all from the schema."""

from __future__ import annotations

from collections.abc import Iterator

from graph.schema import Element, Node, nodes, relationships

BUILD = "Build"
"""Label of the one node that says which build the graph holds; the store's own, not part of the schema."""

SLOT = "graph"
"""Value of the Build node's `slot`, which is unique: there can be only one."""

INDEXED_CHARACTERS = 1_900
"""Longest text in an indexed property; Neo4j refuses keys of more than about 8,000 bytes. Longer text is cut there."""

_SQL = {"text": "STRING", "int": "LONG", "float": "DOUBLE", "bool": "BOOLEAN", "date": "DATE",
        "texts": "LIST OF STRING"}  # fmt: skip


def indexed(kind: type[Node]) -> list[str]:
    """Properties of this node type that are looked up by value."""
    return [name for name, prop in kind.all_props().items() if prop.index]


def stored_nodes() -> list[type[Node]]:
    """Node types that the graph holds."""
    return [kind for kind in nodes() if kind.in_graph]


def neo4j_statements() -> Iterator[tuple[str, str]]:
    """Constraints and indexes for Neo4j 5, each with its name; each may be sent again."""
    yield _unique("build_slot", BUILD, "slot")
    for kind in stored_nodes():
        name = kind.label.lower()
        yield _unique(f"{name}_id", kind.label, "id")
        for prop in indexed(kind):
            index = f"{name}_{prop}"
            yield index, f"CREATE INDEX {index} IF NOT EXISTS FOR (n:`{kind.label}`) ON (n.`{prop}`)"


def _unique(name: str, label: str, prop: str) -> tuple[str, str]:
    return name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.`{prop}` IS UNIQUE"


def local_types() -> Iterator[str]:
    """Types and property types for the local server; before the first row."""
    yield from _type("VERTEX", BUILD, {"slot": "STRING", "id": "STRING", "as_of": "DATE", "whole": "BOOLEAN"})
    for kind in stored_nodes():
        yield from _type("VERTEX", kind.label, _columns(kind))
    for link in relationships():
        if link.in_graph:
            yield from _type("EDGE", link.type, _columns(link))


def local_indexes() -> Iterator[str]:
    """Unique ids and indexes for the local server; fastest after the last row."""
    yield f"CREATE INDEX IF NOT EXISTS ON `{BUILD}` (`slot`) UNIQUE"
    for kind in stored_nodes():
        yield f"CREATE INDEX IF NOT EXISTS ON `{kind.label}` (`id`) UNIQUE"
        for prop in indexed(kind):
            yield f"CREATE INDEX IF NOT EXISTS ON `{kind.label}` (`{prop}`) NOTUNIQUE"


def _columns(kind: type[Element]) -> dict[str, str]:
    return {name: _SQL[prop.kind] for name, prop in kind.all_props().items()}


def _type(what: str, name: str, columns: dict[str, str]) -> Iterator[str]:
    yield f"CREATE {what} TYPE `{name}` IF NOT EXISTS"
    for column, kind in columns.items():
        yield f"CREATE PROPERTY `{name}`.`{column}` IF NOT EXISTS {kind}"
