"""The sanctions list in the 45 columns of the EU consolidated list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.simulate.ordinary import read_countries
from ingest.simulate.table import Written, write_table
from ingest.simulate.world import Listing, World

PUBLISHED = date(2023, 2, 25)
HEADER = (
    "celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name", "alias",
    "weakAlias", "previousName", "country", "nationality", "jurisdiction", "birthDate", "birthPlace",
    "position", "passportNumber", "gender", "appearance", "ethnicity", "fatherName", "motherName",
    "incorporationDate", "legalForm", "sector", "registrationNumber", "taxNumber", "idNumber", "innCode",
    "ogrnCode", "kppCode", "okpoCode", "leiCode", "swiftBic", "ticker", "imoNumber", "mmsi", "flag", "address",
    "phone", "email", "website", "notes",
)  # fmt: skip


def write(world: World, folder: Path) -> Iterator[Written]:
    """One file with every freeze of assets."""
    listings = [listing for listing in world.listings if listing.kind == "asset_freeze"]
    rows = (((one.firm.name,), _cells(number, one)) for number, one in enumerate(listings, start=1))
    yield write_table(
        folder / "lists" / "sanctions_32023R9901.csv",
        "Sanctions list (asset freezes) in the columns of the EU consolidated list.",
        PUBLISHED, HEADER, rows,
    )  # fmt: skip


def _cells(number: int, one: Listing) -> list[object]:
    firm = one.firm
    day = one.since
    said: dict[str, object] = {
        "celex": "32023R9901",
        "recordId": number,
        "programKey": one.reference,
        "annex": "I",
        "measure": "Asset freeze",
        "startDate": f"{day.day}.{day.month}.{day.year}",
        "reason": one.reason,
        "schema": "Person" if firm.person else "LegalEntity",
        "name": firm.name,
        "alias": one.alias,
        "country": "" if firm.person else read_countries()[firm.country]["name"],
        "nationality": "Russian" if firm.person else "",
        "registrationNumber": firm.registration_no,
        "address": firm.address,
        "phone": firm.phone,
        "email": firm.email,
    }
    return [said.get(column) for column in HEADER]
