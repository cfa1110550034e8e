"""Customs declarations in our own trade layout, one file a year; ordinary ones carry the blemishes of daily work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.simulate.blemish import spoil
from ingest.simulate.ordinary import with_country
from ingest.simulate.table import Written, write_table
from ingest.simulate.world import Firm, Shipment, World

HEADER = (
    "declaration_id", "flow", "date", "reporter", "origin", "departure", "transit", "destination", "exporter",
    "exporter_address", "consignee", "consignee_address", "notify", "forwarder", "end_user", "payer",
    "description", "part_number", "hs_code", "control_code", "licence_id", "quantity", "unit", "net_kg",
    "value", "currency", "port_from", "port_to", "carrier", "amended_on", "amended_field", "amended_from",
    "status",
)  # fmt: skip
CARRIERS = ("Blue Heron Line", "Meridian Roro", "Skylark Air Cargo", "Continental Road Haulage")


def write(world: World, folder: Path) -> Iterator[Written]:
    """One file a year, in order of the day."""
    rng = world.rng("declarations")
    declared = sorted((s for s in world.shipments if s.layout == "declaration"), key=lambda s: (s.day, s.reference))
    for year in sorted({shipment.day.year for shipment in declared}):
        rows = []
        for shipment in (s for s in declared if s.day.year == year):
            cells = _cells(shipment, rng.choice(CARRIERS))
            if not shipment.unblemished:
                spoil(rng, cells)
            rows.append(((shipment.reference,), [cells[column] for column in HEADER]))
        published = date(year + 1, 1, 15)
        yield write_table(
            folder / "trade" / f"declarations_{year}.csv",
            f"Customs declarations of {year}, one row a consignment.", published, HEADER, rows,
        )  # fmt: skip


def _cells(one: Shipment, carrier: str) -> dict[str, object]:
    goods = one.goods
    named: dict[str, Firm | None] = {
        "notify": one.notify, "forwarder": one.forwarder, "end_user": one.end_user, "payer": one.payer,
    }  # fmt: skip
    return {
        "declaration_id": one.reference, "flow": "export", "date": one.day, "reporter": one.departure,
        "origin": one.origin, "departure": one.departure, "transit": one.transit, "destination": one.destination,
        "exporter": one.exporter_as or one.exporter.name, "exporter_address": with_country(one.exporter),
        "consignee": one.consignee_as or one.consignee.name, "consignee_address": with_country(one.consignee),
        **{role: firm.name if firm else None for role, firm in named.items()},
        "description": goods.description, "part_number": goods.part_number, "hs_code": goods.hs_code,
        "control_code": goods.control_code, "licence_id": one.licence_id, "quantity": one.quantity, "unit": goods.unit,
        "net_kg": round(one.quantity * goods.kg, 2), "value": round(one.quantity * goods.price, 2), "currency": "USD",
        "port_from": one.exporter.city, "port_to": one.consignee.city, "carrier": carrier,
        "amended_on": one.amended_on, "amended_field": one.amended_field, "amended_from": one.amended_from,
        "status": one.status,
    }  # fmt: skip
