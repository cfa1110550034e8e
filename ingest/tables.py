"""Small words shared by everything that speaks SQL to DuckDB: quoting, and adding the rows of an Arrow table."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa


def quoted(name: str) -> str:
    """A name as SQL writes an identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Texts as SQL writes them, for IN (…)."""
    return ", ".join(literal(text) for text in texts)


def insert(db: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add the rows of an Arrow table to a DuckDB table, by name."""
    db.register("incoming_rows", rows)
    db.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming_rows")
    db.unregister("incoming_rows")
