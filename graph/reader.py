"""Reading the graph: a query is inspected, sent as one who cannot write, and stopped at its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Self

from graph.ddl import BUILD, SLOT
from graph.driver import Link
from graph.errors import QueryRefused
from graph.guard import PROCEDURES, inspect
from graph.values import BuildState, Rows

Watch = Callable[[str, float], AbstractContextManager[str]]
"""Watches over one query: given it and its seconds, gives the query to send and stops it if it overstays."""


class Reader:
    """Runs queries that only read, on one build of the graph. Get one from `Store.reader`."""

    def __init__(
        self, link: Link, database: str, *, seconds: float, rows: int, plans: bool, watch: Watch | None = None
    ) -> None:
        self.seconds = seconds
        self.rows = rows
        self._link = link
        self._database = database
        self._plans = plans
        """Whether the server's own reading of a query (EXPLAIN) tells what it would do."""
        self._watch = watch
        self._cleared: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to give back: connections belong to the store."""

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> Rows:
        """Rows of a query, at most `rows` of them.

        Raises `QueryRefused` if it may not run or is not understood, `QueryStopped` at the time limit.
        """
        return self._read(self._inspected(cypher, params or {}), params or {}, self.rows)

    def check(self, cypher: str, params: Mapping[str, Any] | None = None) -> None:
        """Have the server understand a query without running it. Raises `QueryRefused` with its words."""
        sendable = self._inspected(cypher, params or {})
        if not self._plans:
            self._link.plan(self._database, sendable, params or {}, seconds=self.seconds)

    def build(self) -> BuildState | None:
        """Which build this reader sees, and whether it is whole; nothing if none was loaded."""
        return build_state(self._read(f"MATCH (b:`{BUILD}` {{slot: $slot}}) RETURN b.id AS id, b.as_of AS as_of, "
                                      "b.whole AS whole", {"slot": SLOT}, 1))  # fmt: skip

    def _read(self, sendable: str, params: Mapping[str, Any], most: int) -> Rows:
        if self._watch is None:
            return self._link.read(self._database, sendable, params, seconds=self.seconds, most=most)
        with self._watch(sendable, self.seconds) as watched:
            return self._link.read(self._database, watched, params, seconds=self.seconds, most=most)

    def _inspected(self, cypher: str, params: Mapping[str, Any]) -> str:
        sendable = inspect(cypher)
        if self._plans and sendable not in self._cleared:
            plan = self._link.plan(self._database, sendable, params, seconds=self.seconds)
            if plan.kind != "r":
                raise QueryRefused("The query would write; a reader may only read.", "Use MATCH and RETURN only.")
            for operator, details in plan.operators:
                called = details.partition("(")[0].strip().lower()
                if operator == "LoadCSV" or (operator == "ProcedureCall" and called not in PROCEDURES):
                    raise QueryRefused(
                        f"The query would use {operator} {details}; a reader may not.", "Use MATCH and RETURN only."
                    )
            self._cleared.add(sendable)
        return sendable


def build_state(answer: Rows) -> BuildState | None:
    """What the Build node says, if there is one."""
    for row in answer:
        return BuildState(row["id"], row["as_of"], bool(row["whole"]))
    return None
