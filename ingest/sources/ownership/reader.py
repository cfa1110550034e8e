"""Each row is one stake, in percent: a share may be a range or unknown, and unknown is not zero."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ingest import figures
from ingest.cells import Cell
from ingest.opening import Opened
from ingest.saying import Saying, Thing
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures,)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A name in one country stands for one party; a stake holds from `from` until `to`."""
    say = Saying(doc)
    for row in doc.rows():
        if not row["owner"] or not row["owned"]:
            doc.refuse(row, f"the row does not say {'who owns' if not row['owner'] else 'what is owned'}")
            continue
        begins, ends = doc.date(row["from"]), doc.date(row["to"])
        if begins and ends and ends < begins:
            doc.issue(row["to"], f"it lies before the stake's first day ({begins})", "the stake, its end unknown")
            ends = None
        owner = _party(say, row["owner"], row["owner_country"])
        owned = _party(say, row["owned"], row["owned_country"])
        low, high = figures.shares(doc, row["share_min"], row["share_max"])
        owns = say.link("OWNS", owner, owned, row, valid_from=begins, valid_to=ends)
        figures.put(owns, "share_min", row["share_min"], low)
        figures.put(owns, "share_max", row["share_max"], high)
        owns.put("basis", row["source"])
        yield from say.said()


def _party(say: Saying, name: Cell, country: Cell) -> Thing:
    party = say.thing("Party", say.key(name, country))
    party.name(name.trimmed)
    party.country(country)
    return party
