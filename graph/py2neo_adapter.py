"""For notebooks that already hold a `py2neo.Graph`: our reader on the same Neo4j server, with all its limits.

py2neo itself is no longer kept, so nothing is built on it: it is only asked where its server is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graph.driver import Address, Link
from graph.errors import ServerRefused
from graph.reader import Reader


@contextmanager
def reader_of(py2neo_graph: Any, *, seconds: float = 30.0, rows: int = 10_000) -> Iterator[Reader]:
    """A reader on the server and database that this `py2neo.Graph` uses; its connections close with the block."""
    profile = py2neo_graph.service.profile
    secure = "+s" if profile.secure and profile.verify else "+ssc" if profile.secure else ""
    address = Address(
        f"bolt{secure}://{profile.host}:{profile.port}", profile.user, profile.password,
        next_step="Check that the server of this py2neo.Graph runs and that it speaks Bolt.",
        whose_password="Make the py2neo.Graph with the right one.",  # noqa: S106
    )  # fmt: skip
    link = Link(address)
    try:
        if "ArcadeDB" in link.check():
            raise ServerRefused(
                "A py2neo.Graph on the local server logs in as one who may write.", "Use graph.store.Store.open there."
            )
        yield Reader(link, py2neo_graph.name or "neo4j", seconds=seconds, rows=rows, plans=True)
    finally:
        link.close()
