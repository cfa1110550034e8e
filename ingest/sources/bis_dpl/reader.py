"""Each row is one denied party at one address, and the order that denies it; a party appears once per address."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying, country_code
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The list has no ids: a name stands for one party, a name and an effective date for one order."""
    say = Saying(doc)
    for row in doc.rows():
        name = row["Name"].trimmed
        if not name:
            doc.refuse(row, "the row names nobody")
            continue
        begins, ends = doc.date(row["Effective_Date"]), doc.date(row["Expiration_Date"])
        doc.date(row["Last_Update"])  # read so that an impossible day is reported; the list's own day is its latest
        party = say.thing("Party", say.key(name))
        party.name(name)
        country = country_code(row["Country"].clean)
        if row["Country"]:
            country = party.country(row["Country"])
        address = row.whole("Street_Address", "City", "State", "Postal_Code", "Country")
        party.at(address, country, city=row["City"], postcode=row["Postal_Code"])
        order = say.thing("Denial", f"order:{say.key(name, row['Effective_Date'])}", valid_from=begins, valid_to=ends)
        order.fixed("kind", "denial_order", row)
        order.put("title", name, f"BIS order denying export privileges of {name}")
        order.fixed("authority", "US-BIS", row)
        order.fixed("list_id", "bis_dpl", row)
        order.put("reference", row["FR_Citation"])
        order.put("measure", row["Standard_Order"], _measure(row["Standard_Order"].clean))
        order.put("reason", row["Action"])
        say.link("NAMED_IN", party, order, name, valid_from=begins, valid_to=ends, name_given=name)
        yield from say.said()


def _measure(standard: str) -> str:
    if standard.upper() == "Y":
        return "denial of export privileges (standard terms)"
    return "denial of export privileges" + (" (terms of its own)" if standard.upper() == "N" else "")
