"""Each row is one consignment as a declaration, bill of lading or data vendor tells it; columns are recognised."""

from __future__ import annotations

from ingest.head import Head
from ingest.intake import BulkOutput
from ingest.opening import Opened
from ingest.trade import (
    assign,
    conventions,
    derive,
    document,
    mapping,
    profile,
    read_cell,
    sql,
    staging,
    table,
    values,
    words,
)
from ingest.trade import bulk as _bulk
from ingest.trade import recognise as _recognise

USES = (
    _bulk, _recognise, assign, conventions, derive, document, mapping, profile, read_cell, sql, staging, table, values,
    words,
)  # fmt: skip


def recognise(head: Head) -> tuple[float, str]:
    """Trade records have a party, goods, and enough of date, quantity, value, number and places."""
    if head.kind not in ("csv", "tsv", "excel", "parquet") or len(head.rows) < 2:
        return 0.0, ""
    return document.recognise(head.columns, head.rows)


def bulk(doc: Opened, out: BulkOutput) -> None:
    """Read the whole document into the wide table."""
    document.read(doc, out)


def version(doc: Opened) -> str:
    """Changes with the words of headers and with the mapping that a person gave."""
    return document.version(doc)
