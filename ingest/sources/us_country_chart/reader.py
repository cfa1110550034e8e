"""Each country with the columns marked for it: for goods controlled for that reason, a licence is needed to go there.

No mark is no permission: the chart has none for embargoed destinations, and other parts of the law go before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.lists import keyed as keyed_module
from ingest.lists.keyed import keyed, us_territory
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (keyed_module,)
EMBARGOED = "embargoed: see 15 CFR 746"


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The country is the key under which its marks stand."""
    say = Saying(doc)
    for part in ("countries", "embargoed"):
        for name, line in keyed(doc, part):
            code = us_territory(name)
            if not code:
                doc.refuse(line, f"“{name}” is not a country we know")
                continue
            country = say.country(code, line)
            for mark in line.each("marks"):
                country.put("marks", mark)
            if part == "embargoed":
                country.fixed("marks", EMBARGOED, line)
            yield from say.said()
