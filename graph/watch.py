"""Stopping a query on the local server that overstays: asked to end, and if it does not, left behind.

The database's own time limit stops nearly every query first. What remains is a limit shorter than that, and the rare
query that computes without touching the graph and does not hear that it should end.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph.errors import QueryStopped, Refusal, ServerRefused
from graph.local_server import Running

_GRACE_SECONDS = 0.5


@contextmanager
def watching(running: Running, cypher: str, seconds: float, *, give_up: Callable[[], None]) -> Iterator[str]:
    """The query to send, with a mark by which the server's list of running queries shows it."""
    mark = f"// thirdport {uuid.uuid4().hex}"
    over = threading.Event()

    def stop() -> None:
        over.set()
        with contextlib.suppress(ServerRefused):
            for query in running.server("list queries").get("result", []):
                if mark in query.get("text", ""):
                    answer = running.order("/api/v1/server", {"command": f"terminate query {query['id']}"}, seconds=15)
                    if answer.get("result", {}).get("status") == "terminated":
                        return
                    give_up()

    timer = threading.Timer(seconds + _GRACE_SECONDS, stop)
    timer.daemon = True
    timer.start()
    try:
        yield f"{cypher}\n{mark}"
    except Refusal as refusal:
        if over.is_set() and not isinstance(refusal, QueryStopped):
            raise QueryStopped(
                f"The query was stopped at its limit of {seconds:g} s.",
                "Narrow it (a date, a country, fewer hops), or raise query_seconds in thirdport.toml.",
            ) from refusal
        refusal.message = refusal.message.replace(f"\n{mark}", "")
        refusal.args = (refusal.message,)
        raise
    finally:
        timer.cancel()
