"""Each row is one designated party; its remarks hold births, numbers, other names and whom it is linked to."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import listed, nation_code, ofac, party_kind
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (*lists.USES, ofac)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The entity number names a party in all four files of the list."""
    say = Saying(doc, ofac.PREFIX)
    known = {" ".join(r["SDN_Name"].casefold().split()): f"ofac:{r['ent_num']}" for r in doc.scan() if "SDN_Name" in r}
    for row in doc.rows():
        number, name = row["ent_num"], row["SDN_Name"].trimmed
        if not number.clean.isdigit() or not name:
            doc.refuse(row, "the row has no entity number and name")
            continue
        party = ofac.entity(say, number)
        party.name(name)
        kind = row["SDN_Type"]
        party.put("kind", kind if kind else name, party_kind(kind.clean) or "organisation")
        if row["Vess_flag"]:
            party.country(row["Vess_flag"], nation_code(row["Vess_flag"].clean))
        for column in ("Title", "Call_Sign", "Vess_owner"):
            if row[column]:
                party.put("note", row[column], f"{column.replace('_', ' ').lower()}: {row[column].clean}")
        if row["Remarks"]:
            ofac.say_remarks(say, party, row["Remarks"], known)
        listed(
            say, party, name, row,
            key=number.clean, title="OFAC Specially Designated Nationals List", authority="US-OFAC",
            programme=row["Program"], reference=number, measure="asset freeze",
        )  # fmt: skip
        yield from say.said()
