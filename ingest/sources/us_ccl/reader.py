"""Each entry is one ECCN with its heading."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Only the heading is kept; what a country needs a licence for is the law's business, not the graph's."""
    say = Saying(doc)
    for entry in doc.lines("/entries"):
        number = entry["eccn"]
        if not number:
            doc.refuse(entry, "the entry has no ECCN")
            continue
        code = say.control_code(number.clean, number)
        code.fixed("regime", "us_ccl", number)
        code.put("text", entry["heading"])
        yield from say.said()
