"""Each row is one enforcement action: whom OFAC penalised, on which day, in how many cases, for how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ingest import figures
from ingest.cells import Cell
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures,)

_NAMELESS = re.compile(
    r"(an?\s+)?(\w+\s+)?(individuals?|persons?|entit(y|ies)|compan(y|ies))(\s*\(.*\))?", re.IGNORECASE
)
"""Rows that penalise somebody without naming them: "Individual", "Individuals", "An individual"."""


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A row without an id is known by day, name and amount."""
    say = Saying(doc)
    for row in doc.rows():
        name = row["name"].trimmed
        if not name and not row["usd"]:
            doc.refuse(row, "the row says neither whom nor how much")
            continue
        day = doc.date(row["date"])
        key = row["id"].clean or say.key(row["date"], name, row["usd"])
        penalty = say.thing("Penalty", key, valid_from=day, known_from=day)
        penalty.put("title", name, f"OFAC enforcement action: {name.clean}" + _cases(row["n_cases"]))
        penalty.fixed("authority", "US-OFAC", row)
        figures.put(penalty, "date", row["date"], day)
        amount = figures.amount(doc, row["usd"])
        if amount is not None:
            penalty.put("amount", row["usd"], amount)
            penalty.fixed("currency", "USD", row["usd"])
        penalty.put("reference", row["id"])
        if row["revision_date"]:
            doc.date(row["revision_date"])
        if name and not _NAMELESS.fullmatch(name.clean):
            party = say.thing("Party", f"party:{say.key(name)}", known_from=day)
            party.name(name)
            say.link("NAMED_IN", party, penalty, name, valid_from=day, known_from=day, name_given=name)
        yield from say.said()


def _cases(cell: Cell) -> str:
    return f" ({cell.clean} cases)" if cell.clean not in ("", "1") else ""
