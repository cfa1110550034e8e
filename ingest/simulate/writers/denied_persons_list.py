"""The denied persons list in the layout of the US BIS Denied Persons List, as published on three days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.simulate.table import Written, write_table
from ingest.simulate.world import World, days_after

REVISIONS = (date(2023, 3, 1), date(2024, 4, 1), date(2024, 9, 2))
HEADER = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date",
    "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip


def write(world: World, folder: Path) -> Iterator[Written]:
    """One file a revision; a listing appears in the revisions from its effective day until it is taken off."""
    listings = [listing for listing in world.listings if listing.kind == "denial_order"]
    for day in REVISIONS:
        shown = [one for one in listings if one.since <= day and (one.removed_on is None or day < one.removed_on)]
        rows = (
            (
                (one.firm.name,),
                (
                    one.firm.name.upper(), one.firm.street.upper(), one.firm.city.upper(), "", one.firm.country, "",
                    f"{one.since:%m/%d/%Y}", f"{one.until:%m/%d/%Y}" if one.until else "", "Y",
                    days_after(one.since, 2), one.reason, one.reference,
                ),
            )
            for one in sorted(shown, key=lambda one: one.firm.name)
        )  # fmt: skip
        yield write_table(
            folder / "lists" / f"denied_persons_{day}.txt",
            f"Denied persons list as published on {day}, in the layout of the US BIS list.",
            day, HEADER, rows, delimiter="\t", quote_all=True, line_end="\r\n",
        )  # fmt: skip
