"""Each row is one office of a person in a company. Two rows of one name are two mentions: names are not persons."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The country is the company's; an office holds from `from` until `to`."""
    say = Saying(doc)
    for row in doc.rows():
        if not row["person"] or not row["company"]:
            doc.refuse(row, f"the row does not name {'a person' if not row['person'] else 'a company'}")
            continue
        begins, ends = doc.date(row["from"]), doc.date(row["to"])
        if begins and ends and ends < begins:
            doc.issue(row["to"], f"it lies before the office's first day ({begins})", "the office, its end unknown")
            ends = None
        company = say.thing("Party", say.key(row["company"], row["country"]))
        company.name(row["company"].trimmed)
        company.country(row["country"])
        person = say.thing("Party", f"person:{say.key(row['person'], row['company'], row['country'])}")
        person.name(row["person"].trimmed)
        person.put("kind", row["person"], "person")
        office = say.link("OFFICER_OF", person, company, row, valid_from=begins, valid_to=ends)
        office.put("role", row["role"])
        office.put("basis", row["source"])
        yield from say.said()
