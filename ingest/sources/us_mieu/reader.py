"""Each row is one military-intelligence end user that BIS names."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import listed, names_in, party_kind, say_countries
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = lists.USES


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The list has no ids: a name and a country stand for one end user."""
    say = Saying(doc)
    for row in doc.rows():
        name = row["Name"].trimmed
        if not name:
            doc.refuse(row, "the row names nobody")
            continue
        key = say.key(name, row["Country"])
        party = say.thing("Party", key)
        party.name(name)
        for alias in names_in(row["Alias"]):
            party.alias(alias)
        party.put("kind", row["Type"], party_kind(row["Type"].clean))
        say_countries(party, row["Country"])
        listed(
            say, party, name, row,
            key=key, title="US military-intelligence end users", authority="US-BIS", programme=row["Program"],
            measure="licence required for all items subject to the EAR (15 CFR 744.22)",
            valid_from=doc.date(row["Date"]), valid_to=doc.date(row["End date"]),
        )  # fmt: skip
        yield from say.said()
