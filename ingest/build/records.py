"""Opens the records of a workspace for a build: the same tables whatever was ingested, with trade cells' headers."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from graph.workspace import Workspace
from ingest import records
from ingest.tables import insert, quoted
from ingest.trade.table import TRADE_SCHEMA, sql_type


def connect(workspace: Workspace) -> duckdb.DuckDBPyConnection:
    """The connection of `ingest.records`, with `trade` complete and `trade_columns` (document, field, header)."""
    db = records.connect(workspace)
    complete_trade(db)
    db.execute("CREATE TABLE trade_columns (document VARCHAR, field VARCHAR, header VARCHAR)")
    rows = [
        (entry.document, name, str(mapped["column"]))
        for entry, report in records.finished(workspace)
        for name, mapped in sorted((report.mapping or {}).items())
        if isinstance(mapped, dict) and mapped.get("column")
    ]
    if rows:
        document, name, header = (list(column) for column in zip(*rows, strict=True))
        insert(db, "trade_columns", pa.table({"document": document, "field": name, "header": header}))
    return db


def complete_trade(db: duckdb.DuckDBPyConnection) -> None:
    """Replace the view `trade` by one that has every column, null where no table of the workspace has it."""
    there = {str(row[0]) for row in db.execute("DESCRIBE trade").fetchall()}
    missing = [name for name in TRADE_SCHEMA.names if name not in there]
    if missing:
        added = ", ".join(
            f"CAST(NULL AS {'BIGINT' if name == 'row' else 'VARCHAR' if name == 'subject' else sql_type(name)})"
            f" AS {quoted(name)}"
            for name in missing
        )
        kind = db.execute("SELECT table_type FROM information_schema.tables WHERE table_name = 'trade'").fetchone()
        noun = "VIEW" if kind and kind[0] == "VIEW" else "TABLE"
        db.execute(f"ALTER {noun} trade RENAME TO trade_as_read")
        db.execute(f"CREATE VIEW trade AS SELECT *, {added} FROM trade_as_read")
