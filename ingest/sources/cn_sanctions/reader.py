"""Each row is one party in one announcement of a Chinese authority, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import listed, names_in, party_kind, say_countries
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = lists.USES

AUTHORITIES = {
    "Ministry of Foreign Affairs": "CN-MFA",
    "Ministry of Commerce": "CN-MOFCOM",
    "Taiwan Affairs Office of the State Council": "CN-TAO",
    "Taiwan Work Office of the CPC Central Committee": "CN-TAO",
}
MEASURES = {"sanction.counter": "countermeasures", "export.control": "export ban on dual-use items"}


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The list has no ids: a name stands for one party, a name, list and day for one listing."""
    say = Saying(doc)
    for row in doc.rows():
        name, chinese = row["Name"].trimmed, row["Chinese name"].trimmed
        if not name and not chinese:
            doc.refuse(row, "the row names nobody")
            continue
        party = say.thing("Party", say.key(name or chinese))
        party.name(name or chinese)
        party.alias(chinese)
        for alias in names_in(row["Alias"]):
            party.alias(alias)
        party.put("kind", row["Type"], party_kind(row["Type"].clean))
        say_countries(party, row["Country"])
        party.at(row["Address"].trimmed)
        if row["QID"]:
            party.identifier("wikidata", row["QID"])
        party.put("note", row["Summary"])
        party.put("note", row["Chinese summary"])
        body, kind = row["Body"].clean, row["Topics"].clean
        begins = doc.date(row["Date"])
        listed(
            say, party, name or chinese, row,
            key=say.key(name or chinese, row["List"], body, row["Date"]), title=row["List"].clean or "Chinese measures",
            authority=AUTHORITIES.get(body, "CN"), programme=row["List"], reason=row["Summary"],
            measure=MEASURES.get(kind, kind), valid_from=begins, valid_to=doc.date(row["End date"]),
        )  # fmt: skip
        yield from say.said()
