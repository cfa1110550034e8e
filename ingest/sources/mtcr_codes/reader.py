"""Each row is one code of the MTCR Annex, without its wording; category I is what is hardly ever allowed."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.lists import codes
from ingest.lists.codes import tree
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (codes,)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """M2A1b1 is item 2.A.1.b.1 of the Annex."""
    say = Saying(doc)
    seen: set[str] = set()
    for row in doc.rows():
        code = tree(say, row["Code"], "mtcr", r"M\d{1,2}[A-E]\d{1,2}([a-z]\d{0,2})*", seen)
        if code is None:
            doc.refuse(row["Code"], "this is not a code of the MTCR Annex (M2A1b)")
            continue
        category = row["Category"].clean.removeprefix("Cat ")
        code.put("arrangement", row["Category"], f"Missile Technology Control Regime, category {category}")
        row["State"]
        yield from say.said()
