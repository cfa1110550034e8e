"""Bills of lading in the columns of a data vendor: names cleaned up, and as printed, in several lines of one cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from ingest.simulate.ordinary import read_countries
from ingest.simulate.table import Written, write_table
from ingest.simulate.world import Firm, Shipment, World, days_after

PUBLISHED = date(2025, 10, 15)
HEADER = (
    "Bill of Lading Number", "Arrival Date", "Consignee", "Consignee (Original Format)", "Shipper",
    "Shipper (Original Format)", "Notify Party", "Carrier", "Port of Discharge (D)", "Port of Loading (F)",
    "Country of Origin (F)", "Place of Receipt (F)", "Vessel", "Voyage", "IMO", "Kilos", "Weight (Original Format)",
    "Value", "HS Code Desc.", "Goods Shipped", "REC_ID", "HS6",
)  # fmt: skip
VESSELS = (
    ("AMBER STORK", "9000027"),
    ("GREY PLOVER", "9000039"),
    ("LADY OF TARN", "9000041"),
    ("NORDSTJERNA II", "9000053"),
)


def write(world: World, folder: Path) -> Iterator[Written]:
    """One file with every bill, in order of arrival."""
    rng = world.rng("bills")
    countries = read_countries()
    bills = sorted((s for s in world.shipments if s.layout == "bill_of_lading"), key=lambda s: (s.day, s.reference))
    rows = (((one.reference,), _cells(rng, countries, number, one)) for number, one in enumerate(bills, start=1))
    yield write_table(
        folder / "trade" / "bills_of_lading.csv",
        "Bills of lading as a data vendor sells them; addresses stand in several lines within one cell.",
        PUBLISHED, HEADER, rows,
    )  # fmt: skip


def _printed(firm: Firm, countries: dict[str, dict[str, object]]) -> str:
    return "\n".join((firm.name, firm.street, firm.city, str(countries[firm.country]["name"]))).upper()


def _cells(rng: Random, countries: dict[str, dict[str, object]], number: int, one: Shipment) -> list[object]:
    goods, arrival = one.goods, days_after(one.day, rng.randrange(12, 40))
    vessel, imo = rng.choice(VESSELS)
    kilos = round(one.quantity * goods.kg, 1)
    origin = str(countries[one.origin]["name"])
    words = f"{one.quantity:g} {goods.unit.upper()} {goods.description.upper()} {goods.part_number}".strip()
    return [
        one.reference, arrival, one.consignee.name, _printed(one.consignee, countries), one.exporter.name,
        _printed(one.exporter, countries), _printed(one.notify, countries) if one.notify else "",
        one.forwarder.name if one.forwarder else "",
        f"{one.consignee.city}, {countries[one.consignee.country]['name']}",
        f"{one.exporter.city}, {origin}", origin, f"{one.exporter.city},{one.exporter.country}".upper(), vessel,
        f"{rng.randrange(1, 60):03d}", imo, kilos, f"{kilos:g} K", round(one.quantity * goods.price),
        f"Classified: {goods.hs_code[:4]}.{goods.hs_code[4:]}", words, f"DEMO_R{number:06d}", goods.hs_code,
    ]  # fmt: skip
