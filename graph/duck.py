"""The in-memory DuckDB that reads and writes our Parquet files; silent, lest its progress bar mix with results."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def connect(**config: str) -> duckdb.DuckDBPyConnection:
    """A new, empty in-memory database; `config` are DuckDB's own settings."""
    import duckdb  # noqa: PLC0415  (slow to import, and `thirdport --help` needs none)

    database = duckdb.connect(config=dict(config))
    database.execute("SET enable_progress_bar = false")
    return database
