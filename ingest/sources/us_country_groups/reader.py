"""Each group with the countries in it: A for partners, D for concern (D:5 is arms embargoes), E for embargoes."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.cells import Cell
from ingest.lists import keyed as keyed_module
from ingest.lists.keyed import keyed, us_territory
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (keyed_module,)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A country stands in several groups; each is said from the place where the group names it."""
    say = Saying(doc)
    for group, line in keyed(doc, "groups"):
        for place, written in enumerate(line.data):
            name = Cell(str(written), f"{line.locator}/{place}", group)
            code = us_territory(name.clean)
            if not code:
                doc.issue(name, f"“{name.clean}” is not a country we know", kept="the other countries of the group")
                continue
            say.country(code, name).put("groups", name, group)
        yield from say.said()
