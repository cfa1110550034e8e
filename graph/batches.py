"""Loading a Neo4j server: what changed since the build before, batch by batch, each with the cursor that counts it.

The Build node says which build is being loaded and how many batches are in. A batch and its count are written in one
transaction, so a load killed at any moment goes on where it was, and nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from graph import ddl, rows
from graph.driver import Link, Transaction
from graph.errors import ServerRefused
from graph.schema import Node
from graph.snapshot import Manifest, Snapshot

PLAN = f"1/{rows.BATCH}"
"""Version of how a load is cut into batches; a load cut off under another one starts again from nothing."""

_WIPE = 10_000

Find = Callable[[str], Snapshot | None]
"""Finds the snapshot of a build by its id, if its files are still there."""
Progress = Callable[[int, int], None]


class Batches:
    """Loads one Neo4j database."""

    def __init__(self, link: Link, database: str) -> None:
        self.link = link
        self.database = database

    def prepare(self) -> None:
        """Make constraints and indexes that are not there yet."""
        there = {row["name"] for row in self.link.command(self.database, "SHOW INDEXES YIELD name")}
        missing = [statement for name, statement in ddl.neo4j_statements() if name not in there]
        for statement in missing:
            self.link.command(self.database, statement)
        if missing:
            self.link.command(self.database, "CALL db.awaitIndexes(300)")

    def state(self) -> dict[str, Any]:
        """Properties of the Build node; empty if there is none."""
        found = self.link.command(self.database, f"MATCH (b:`{ddl.BUILD}` {{slot: $slot}}) RETURN b {{.*}} AS b",
                                  slot=ddl.SLOT)  # fmt: skip
        return dict(found[0]["b"]) if found else {}

    def load(
        self, snapshot: Snapshot, manifest: Manifest, find: Find, progress: Progress | None = None
    ) -> tuple[str, int, int, bool]:
        """Bring the graph to this build; how, how many nodes and relationships were written, and if resumed."""
        state = self.state()
        if state.get("id") == manifest.build and state.get("whole"):
            return "nothing", 0, 0, False
        self.prepare()
        finished = None if state.get("whole", True) else self._finish(state, find, progress)
        if finished:
            state = self.state()
            if state.get("id") == manifest.build:
                return "changes", *finished, True
        before = find(str(state["id"])) if state.get("whole") else None
        if before and not rows.comparable(before, snapshot):
            before = None
        self._begin(manifest.build, manifest.as_of, str(state["id"]) if before else "")
        if before is None:
            self.wipe()
        nodes, rels = self._carry_out(before, snapshot, manifest.build, 0, progress)
        return ("changes" if before else "everything"), nodes, rels, finished is not None

    def wipe(self) -> None:
        """Delete every node and relationship of the schema."""
        for kind in ddl.stored_nodes():
            query = f"MATCH (n:`{kind.label}`) WITH n LIMIT {_WIPE} DETACH DELETE n RETURN count(*) AS n"
            while self.link.command(self.database, query)[0]["n"]:
                pass

    def _finish(self, state: dict[str, Any], find: Find, progress: Progress | None) -> tuple[int, int] | None:
        """Go on with a load that was cut off, if the files it was made from are still there."""
        after, before = find(str(state["id"])), find(str(state["previous"])) if state.get("previous") else None
        if after is None or state.get("plan") != PLAN or (state.get("previous") and before is None):
            return None
        if before and not rows.comparable(before, after):
            return None
        if before is None and not state["next_batch"]:
            self.wipe()
        return self._carry_out(before, after, str(state["id"]), int(state["next_batch"]), progress)

    def _begin(self, build: str, as_of: date, previous: str) -> None:
        self.link.write(
            self.database,
            lambda transaction: transaction.run(
                f"MERGE (b:`{ddl.BUILD}` {{slot: $slot}}) SET b.id = $build, b.as_of = $as_of, b.whole = false, "
                "b.next_batch = 0, b.previous = $previous, b.plan = $plan",
                slot=ddl.SLOT, build=build, as_of=as_of, previous=previous, plan=PLAN,
            ),
        )  # fmt: skip

    def _carry_out(
        self, before: Snapshot | None, after: Snapshot, build: str, done: int, progress: Progress | None
    ) -> tuple[int, int]:
        nodes, rels = rows.count(before, after)
        written = 0
        number = -1
        for number, batch in enumerate(rows.changes(before, after)):
            if number >= done:
                self.link.write(self.database, partial(self._apply, build=build, number=number, batch=batch))
            written += len(batch.rows)
            if progress:
                progress(written, nodes + rels)
        self.link.write(self.database, lambda transaction: _count(transaction, build, number + 1, last=True))
        return nodes, rels

    def _apply(self, transaction: Transaction, build: str, number: int, batch: rows.Batch) -> None:
        _count(transaction, build, number)
        found = transaction.run(_cypher(batch), rows=batch.rows)
        if found[0]["n"] != len(batch.rows):
            raise ServerRefused(
                f"Build {build}: {len(batch.rows) - found[0]['n']} rows of {batch.kind.name_in_graph} could not be "
                f"{batch.do}d: what they join or change is not in the graph.",
                "The graph was changed by hand; load it anew: thirdport build",
            )


def _count(transaction: Transaction, build: str, number: int, *, last: bool = False) -> None:
    """Move the cursor past this batch; it also keeps two programs from loading at once."""
    whole = ", b.whole = true" if last else ""
    found = transaction.run(
        f"MATCH (b:`{ddl.BUILD}` {{slot: $slot}}) SET b.next_batch = b.next_batch WITH b "
        "WHERE b.id = $build AND b.next_batch = $number AND NOT b.whole "
        f"SET b.next_batch = b.next_batch + 1{whole} RETURN count(b) AS n",
        slot=ddl.SLOT, build=build, number=number,
    )  # fmt: skip
    if found[0]["n"] != 1:
        raise ServerRefused(
            "Another program is loading this graph.", "Wait until it is done (thirdport status), then run this again."
        )


def _cypher(batch: rows.Batch) -> str:
    name = batch.kind.name_in_graph
    if issubclass(batch.kind, Node):
        return {
            "create": f"UNWIND $rows AS row CREATE (n:`{name}`) SET n = row RETURN count(n) AS n",
            "update": f"UNWIND $rows AS row MATCH (n:`{name}` {{id: row.id}}) SET n = row RETURN count(n) AS n",
            "delete": f"UNWIND $rows AS row MATCH (n:`{name}` {{id: row.id}}) DETACH DELETE n RETURN count(*) AS n",
        }[batch.do]
    start, end = f"(a:`{batch.start_label}` {{id: row.start}})", f"(b:`{batch.end_label}` {{id: row.end}})"
    there = f"UNWIND $rows AS row MATCH {start}-[r:`{name}`]->{end} WHERE r.id = row.props.id"
    return {
        "create": f"UNWIND $rows AS row MATCH {start} MATCH {end} CREATE (a)-[r:`{name}`]->(b) SET r = row.props "
        "RETURN count(r) AS n",
        "update": f"{there} SET r = row.props RETURN count(r) AS n",
        "delete": f"{there} DELETE r RETURN count(*) AS n",
    }[batch.do]
