"""The wide table of trade records, `records/<sha>.trade.parquet`: one row a record, the same columns for every layout.

Shipment properties carry the names of the schema. Every role has four columns: the name as written, its address, its
country and its id. A column that the layout does not have is null throughout. Each filled cell is one statement of the
document at `row=N;col=<header>`; the headers are in the report's `mapping`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from graph.model.b_events import Shipment

ROLES = (
    "exporter", "shipper", "seller", "consignee", "importer", "buyer", "notify_party", "forwarder", "end_user",
    "payer", "carrier", "courier", "declarant", "vessel",
)  # fmt: skip
"""Roles a trade record can name. `carrier` is also a property of the shipment: the same column serves both."""

PARTS: Mapping[str, str] = {"": "name as written", "_address": "address", "_country": "country", "_id": "id"}
"""What is known of a role: suffix of the column → meaning."""

_ARROW: Mapping[str, pa.DataType] = {
    "text": pa.string(), "texts": pa.list_(pa.string()), "date": pa.date32(), "float": pa.float64(),
}  # fmt: skip
_DUCKDB: Mapping[str, str] = {"text": "VARCHAR", "texts": "VARCHAR[]", "date": "DATE", "float": "DOUBLE"}

PROPERTIES = tuple(Shipment.props)
"""Columns that are properties of the shipment."""

_KINDS = {
    **{name: prop.kind for name, prop in Shipment.props.items()},
    **{role + part: "text" for role in ROLES for part in PARTS if role + part not in Shipment.props},
}

FIELDS = tuple(_KINDS)
"""Every column but `row` and `subject`, in the order of the table."""

TRADE_SCHEMA = pa.schema(
    [("row", pa.int64()), ("subject", pa.string())] + [(name, _ARROW[kind]) for name, kind in _KINDS.items()]
)
"""Columns of `records/<sha>.trade.parquet`."""


def sql_type(field: str) -> str:
    """The DuckDB type of a column."""
    return _DUCKDB[_KINDS[field]]


def role_of(field: str) -> str | None:
    """The role a column tells of, or None for a property of the shipment alone."""
    return next((role for role in ROLES for part in PARTS if field == role + part), None)
