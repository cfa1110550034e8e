"""The layout that INKSNA and Section 1286 files share: schema, name, aliases, program, reason, dates, country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.cells import Cell
from ingest.lists.listing import listed, party_kind
from ingest.lists.names import names_in
from ingest.lists.say import say_countries
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened, title: str, authority: str, measure: str) -> Iterator[Statement | Issue]:
    """A name stands for one party, a name and a report for one listing."""
    say = Saying(doc)
    for row in doc.rows():
        name = row["name"].trimmed
        if not name:
            doc.refuse(row, "the row names nobody")
            continue
        party = say.thing("Party", say.key(name))
        party.name(name)
        for alias in names_in(row["aliases"]):
            party.alias(alias)
        party.put("kind", row["schema"], party_kind(row["schema"].clean))
        say_countries(party, row["country"])
        party.put("note", row["notes"])
        begins = day(doc, row["start-date"]) or day(doc, row["report-date"])
        listed(
            say, party, name, row,
            key=say.key(name, row["report-date"], row["start-date"]), title=title, authority=authority,
            programme=row["program"], reference=row["source_url"], reason=row["reason"], measure=measure,
            valid_from=begins, valid_to=day(doc, row["end-date"]),
        )  # fmt: skip
        yield from say.said()


def day(doc: Opened, cell: Cell) -> date | None:
    """A day; a year alone is not one, and nothing is made up for it."""
    return None if re.fullmatch(r"\d{4}", cell.clean) else doc.date(cell)
