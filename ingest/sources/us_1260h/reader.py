"""Each row is one company in one yearly publication under Section 1260H, some with the parent they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import listed, names_in
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = lists.USES


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The clean name stands for one company, with its first day for one publication."""
    say = Saying(doc)
    for row in doc.rows():
        name = row["Clean Name"].trimmed or row["Name"].trimmed
        if not name:
            doc.refuse(row, "the row names nobody")
            continue
        party = say.thing("Party", say.key(name))
        party.name(name)
        party.fixed("kind", "company", row)
        if row["Name"].clean.rstrip("*") != name.clean:
            party.put("names", row["Name"], row["Name"].clean.rstrip("*"))
        for column in ("Alias", "Previous Name"):
            for alias in names_in(row[column]):
                party.alias(alias)
        party.put("note", row["Note"])
        begins, ends = doc.date(row["Start date"]), doc.date(row["End date"])
        parent = row["Parent Name"].trimmed
        if parent and say.key(parent) != say.key(name):
            owner = say.thing("Party", say.key(parent))
            owner.name(parent)
            say.link("OWNS", owner, party, parent)
        listed(
            say, party, name, row,
            key=f"{say.key(name)}-{begins}", title="US Chinese military companies (Section 1260H)",
            authority="US-DOD", measure="procurement restrictions", reason=row["Note"],
            valid_from=begins, valid_to=ends,
        )  # fmt: skip
        yield from say.said()
