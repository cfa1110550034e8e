"""Each row is one party that one report names."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import state_lists
from ingest.opening import Opened
from ingest.statements import Issue, Statement

USES = (*lists.USES, state_lists)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Foreign institutions that engage in problematic activity, published under Section 1286."""
    yield from state_lists.read(doc, "US institutions of concern (Section 1286)", "US-DOD", "research security review")
