"""Each row is one address of a designated party, by its entity number; some give a country alone."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import nation_code, ofac
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (*lists.USES, ofac)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """An address without street and city says only the country."""
    say = Saying(doc, ofac.PREFIX)
    for row in doc.rows():
        number = row["Ent_num"]
        if not number.clean.isdigit():
            doc.refuse(row, "the row has no entity number")
            continue
        party = ofac.entity(say, number)
        code = nation_code(row["Country"].clean)
        if row["Country"]:
            party.country(row["Country"], code)
        if row["Address"] or row["City"]:
            party.at(row.whole("Address", "City", "Country"), code, city=row["City"])
        if row["Add_remarks"].clean.startswith("-0"):
            doc.issue(row["Add_remarks"], "the file breaks off here", "the row")
        else:
            party.put("note", row["Add_remarks"])
        yield from say.said()
