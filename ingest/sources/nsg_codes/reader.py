"""Each row is one code of the NSG's lists, without its wording: N… is the dual-use list, T… the trigger list."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.lists import codes
from ingest.lists.codes import tree
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = (codes,)
LISTS = {"N": ("nsg_part_2", "dual-use list"), "T": ("nsg_part_1", "trigger list")}
"""INFCIRC/254 Part 1 is the trigger list, Part 2 the dual-use list."""


def series(text: str) -> str:
    """The two lists are two files and each states its own in full."""
    return text.lstrip()[:1]


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """N1A3 is entry 1.A.3 of INFCIRC/254 Part 2."""
    say = Saying(doc)
    seen: set[str] = set()
    for row in doc.rows():
        if row["Code"].clean in LISTS:
            doc.header(row.locator)  # the list itself
            continue
        regime, name = LISTS.get(row["Code"].clean[:1], ("", ""))
        code = tree(say, row["Code"], regime, r"[NT][0-9A]\w*(\.\w+)*", seen)
        if not regime or code is None:
            doc.refuse(row["Code"], "this is not a code of the NSG's lists (N1A3, T5.7.11a)")
            continue
        code.fixed("arrangement", f"Nuclear Suppliers Group, {name}", row["Code"])
        row["State"]
        yield from say.said()
