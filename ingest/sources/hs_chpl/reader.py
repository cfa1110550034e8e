"""Each row is one six-digit HS code and its tier."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The tier is text as the list writes it: 1, 2, 3.A, 3.B, 4.A, 4.B."""
    say = Saying(doc)
    for row in doc.rows():
        code = say.hs_code(row["hs6"].clean, row["hs6"])
        if code is None:
            doc.refuse(row["hs6"], "this is not an HS code (digits, two at a time)")
            continue
        code.put("chpl_tier", row["tier"])
        yield from say.said()
