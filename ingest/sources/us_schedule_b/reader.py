"""Each row is one ten-digit line below its six-digit heading: what the heading covers, in more words."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The first six digits are the same in the whole world, the last four are the United States' own."""
    say = Saying(doc)
    for row in doc.rows():
        code = say.hs_code(row["Code"].clean, row["Code"])
        if code is None or len(row["Code"].clean) != 10:
            doc.refuse(row["Code"], "this is not a Schedule B number (ten digits)")
            continue
        code.put("text", row["Description_Long"])
        heading = say.hs_code(row["Code"].clean[:6], row["Code"])
        if heading is not None:
            say.link("PART_OF", code, heading, row["Code"])
        yield from say.said()
