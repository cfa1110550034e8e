"""Each row is another name of a designated party, by its entity number: also, formerly or now known as."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import ofac
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (*lists.USES, ofac)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Every kind of other name is kept alike; searching must find all of them."""
    say = Saying(doc, ofac.PREFIX)
    for row in doc.rows():
        number, name = row["ent_num"], row["alt_name"].trimmed
        if not number.clean.isdigit() or not name:
            doc.refuse(row, "the row has no entity number and name")
            continue
        row["alt_type"]  # its values are checked against known.alt_type
        party = ofac.entity(say, number)
        party.alias(name)
        party.put("note", row["alt_remarks"])
        yield from say.said()
