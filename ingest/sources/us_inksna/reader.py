"""Each row is one party that one report names."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import state_lists
from ingest.opening import Opened
from ingest.statements import Issue, Statement

USES = (*lists.USES, state_lists)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Sanctions under the Iran, North Korea, and Syria Nonproliferation Act."""
    yield from state_lists.read(
        doc, "US nonproliferation sanctions (INKSNA)", "US-STATE", "no licences, no sales, no aid"
    )
