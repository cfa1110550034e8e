"""Each row goes on with the remarks of a designated party where sdn.csv had no more room."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import ofac
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (*lists.USES, ofac)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The first piece of each row is the end of a piece that sdn.csv begins."""
    say = Saying(doc, ofac.PREFIX)
    for row in doc.rows():
        if not row["ent_num"].clean.isdigit():
            doc.refuse(row, "the row has no entity number")
            continue
        ofac.say_remarks(say, ofac.entity(say, row["ent_num"]), row["Remarks"], {}, continued=True)
        yield from say.said()
