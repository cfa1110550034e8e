"""Each row is one six-digit heading of the Harmonised System."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The code is text: 0304 keeps its zero."""
    say = Saying(doc)
    for row in doc.rows():
        code = say.hs_code(row["HS6"].clean, row["HS6"])
        if code is None:
            doc.refuse(row["HS6"], "this is not an HS code (digits, two at a time)")
            continue
        code.put("text", row["Description"])
        yield from say.said()
