"""From records to the graph: what was known by a day, who is who, and every node and link with where it rests.

`build` is a pure function of the records, the judgements and the day: the same ones give the same files.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from graph.snapshot import Snapshot
from ingest.build.write import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from graph.casebook import Judgement
    from graph.workspace import Workspace
    from ingest.resolve import Resolved

__all__ = ["Built", "build", "build_from", "newest", "room"]

MEMORY = "3GB"
"""What DuckDB may hold before it spills to disk; Python and Arrow need about as much again at a million shipments."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build and what it came to."""

    snapshot: Snapshot
    resolved: Resolved
    left_out: dict[str, int] = field(default_factory=dict)
    """What did not reach the graph, in words, and how often."""
    seconds: float = 0.0


def build(workspace: Workspace, as_of: date | None = None, on_step: Callable[[str], None] | None = None) -> Built:
    """Build the graph as of a day (today by default) from what was known by then."""
    from graph.casebook import Casebook  # noqa: PLC0415  (slow to import)
    from ingest.build.records import connect  # noqa: PLC0415

    day = as_of or datetime.now(UTC).date()
    with Casebook.open(workspace) as casebook:
        judgements = casebook.judgements(known_by=day)
    with connect(workspace) as db, room(db, workspace):
        return build_from(db, workspace, day, judgements, on_step)


def build_from(
    db: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    as_of: date,
    judgements: Sequence[Judgement],
    on_step: Callable[[str], None] | None = None,
) -> Built:
    """Build from a connection with the views `statements`, `documents`, `trade` and `trade_columns`."""
    from ingest.build import elements, goods, known, trade, write  # noqa: PLC0415
    from ingest.build.draft import Draft  # noqa: PLC0415
    from ingest.resolve import resolve  # noqa: PLC0415

    began = time.monotonic()
    say = on_step or (lambda _: None)
    say("Reading what was known")
    known.prepare(db, as_of, workspace.settings.reading_floor)
    trade.prepare(db, as_of)
    trade.tell(db)
    draft = Draft(db, as_of)
    beyond = goods.tell(draft)
    elements.link_ends(draft)
    say("Telling who is who")
    resolved = resolve(db, judgements)
    say("Putting statements into the graph")
    left_out = elements.fill(draft) | beyond
    elements.documents(draft)
    say("Putting shipments into the graph")
    trade.project(draft)
    goods.link(draft)
    elements.count_mentions(draft)
    for name, derive in derivations():
        say(f"Deriving: {name}")
        left_out |= derive(draft) or {}
    say("Writing")
    documents = draft.one("SELECT count(*) FROM document")
    snapshot = write.write(draft, workspace, documents)
    left_out = {why: count for why, count in left_out.items() if count}
    return Built(snapshot, resolved, left_out, round(time.monotonic() - began, 2))


def derivations() -> Iterator[tuple[str, Callable[..., dict[str, int] | None]]]:
    """What is derived: every `derive_*.py` of this folder, in order of name; one may say what it left out."""
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("derive_")):
        found = importlib.import_module(f"{__name__}.{module}")
        yield module.removeprefix("derive_").replace("_", " "), found.derive


@contextmanager
def room(db: duckdb.DuckDBPyConnection, workspace: Workspace) -> Iterator[None]:
    """Give DuckDB its share of memory and a place to spill to, for the length of a build."""
    spill = workspace.builds / f"spill-{os.getpid()}"
    spill.mkdir(parents=True, exist_ok=True)
    try:
        db.execute(f"SET memory_limit = '{MEMORY}'")
        db.execute("SET temp_directory = ?", [str(spill)])
        db.execute("SET preserve_insertion_order = false")
        yield
    finally:
        shutil.rmtree(spill, ignore_errors=True)
