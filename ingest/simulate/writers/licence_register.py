"""The licence register, published once a year; a later revision shows later decisions and amendments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.simulate.ordinary import with_country
from ingest.simulate.table import Written, write_table
from ingest.simulate.world import LicenceRow, World

REVISIONS = (date(2024, 1, 2), date(2025, 1, 2))
HEADER = (
    "licence_id", "authority", "kind", "status", "applicant", "applicant_address", "exporter", "consignee",
    "consignee_address", "end_user", "end_user_address", "intermediaries", "country", "line", "item",
    "part_number", "control_code", "hs_code", "quantity", "unit", "value", "currency", "applied_on",
    "decided_on", "valid_from", "valid_to", "end_use", "conditions", "reason", "cites",
)  # fmt: skip


def write(world: World, folder: Path) -> Iterator[Written]:
    """One file a revision, in order of licence and line."""
    rows = sorted(world.licences, key=lambda row: (row.licence_id, row.line, row.decided_on or row.applied_on))
    for day in REVISIONS:
        yield write_table(
            folder / "licences" / f"licence_register_{day}.csv",
            f"Register of export licences as of {day}: one row a line, amendments as rows of their own.",
            day, HEADER, (((row.licence_id,), _cells(row)) for row in rows if row.published_from <= day),
        )  # fmt: skip


def _cells(row: LicenceRow) -> list[object]:
    exporter, end_user = row.exporter or row.applicant, row.end_user
    return [
        row.licence_id, row.authority, row.kind, row.status, row.applicant.name,
        with_country(row.applicant), exporter.name,
        row.consignee.name, with_country(row.consignee), end_user and end_user.name,
        end_user and with_country(end_user),
        "; ".join(firm.name for firm in row.intermediaries),
        row.country or (end_user or row.consignee).country, row.line,
        row.goods.description, row.goods.part_number, row.goods.control_code, row.goods.hs_code, row.quantity,
        row.goods.unit, round(row.quantity * row.goods.price), "USD", row.applied_on, row.decided_on, row.valid_from,
        row.valid_to, row.end_use, row.conditions, row.reason, row.cites,
    ]  # fmt: skip
