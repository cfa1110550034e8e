"""Loading the local server: a build goes into a database of its own in one stream, then becomes the current one.

A reader sees the build before or the new one, never half of one; a load that is killed leaves a database that the
next load throws away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from graph import ddl, rows
from graph.errors import ServerRefused
from graph.local_server import Running
from graph.schema import Node
from graph.snapshot import Manifest, Snapshot

Progress = Callable[[int, int], None]
"""Told how many elements are done, and of how many."""

_PREFIX = "g_"


class Databases:
    """The databases of one local server: one is current, the others are on their way in or out."""

    def __init__(self, running: Running, home: Path, query_seconds: float) -> None:
        self.running = running
        self.pointer = home / "current.json"
        self.query_seconds = query_seconds

    def open(self) -> None:
        """See to it that there is a current database (an empty one at first) and that it keeps our time limit."""
        try:
            said = json.loads(self.pointer.read_text(encoding="utf-8"))
        except FileNotFoundError:
            said = {}
        if said.get("database") not in self._all():
            self._fresh(_PREFIX + "0")
            self.running.sql(_PREFIX + "0", *ddl.local_indexes())
            self._switch(_PREFIX + "0")
        elif said["query_seconds"] != self.query_seconds:
            self._switch(said["database"])

    def current(self) -> str:
        """Name of the database that readers see."""
        return str(json.loads(self.pointer.read_text(encoding="utf-8"))["database"])

    def load(self, snapshot: Snapshot, manifest: Manifest, progress: Progress | None = None) -> tuple[int, int]:
        """Load a build beside the current one and switch to it; numbers of nodes and relationships."""
        before = self.current()
        name = f"{_PREFIX}{int(before.removeprefix(_PREFIX)) + 1}"
        self._fresh(name)
        stream = _Stream(snapshot, manifest, progress)
        answer = self.running.order(f"/api/v1/batch/{name}", stream.lines())
        made = (answer.get("verticesCreated", 0) - 1, answer.get("edgesCreated", 0))
        if made != (stream.nodes, stream.rels):
            raise ServerRefused(
                f"The local graph server took {made[0]:,} of {stream.nodes:,} nodes and {made[1]:,} of "
                f"{stream.rels:,} relationships of build {manifest.build}.",
                f"Its own words: {self.pointer.parent / 'server.out'}",
            )
        self.running.sql(name, *ddl.local_indexes())
        self._switch(name)
        self._drop_all_but({name, before})
        return made

    def _fresh(self, name: str) -> None:
        if name in self._all():
            self.running.server(f"drop database {name}")
        self.running.server(f"create database {name}")
        self.running.sql(name, *ddl.local_types())

    def _switch(self, name: str) -> str:
        limit = max(1, int(self.query_seconds * 1000))
        self.running.sql(name, f"ALTER DATABASE `arcadedb.command.timeout` {limit}")
        aside = self.pointer.with_suffix(".aside")
        aside.write_text(json.dumps({"database": name, "query_seconds": self.query_seconds}), encoding="utf-8")
        aside.rename(self.pointer)
        return name

    def _all(self) -> set[str]:
        return {str(name) for name in self.running.server("list databases").get("result", [])}

    def _drop_all_but(self, kept: set[str]) -> None:
        for name in sorted(self._all() - kept):
            if name.startswith(_PREFIX):
                self.running.server(f"drop database {name}")


class _Stream:
    """A snapshot as the lines of the server's bulk format, counted as they go."""

    def __init__(self, snapshot: Snapshot, manifest: Manifest, progress: Progress | None) -> None:
        self.snapshot = snapshot
        self.manifest = manifest
        self.progress = progress
        self.total = sum(manifest.nodes.values()) + sum(manifest.rels.values())
        self.nodes = self.rels = 0

    def lines(self) -> Iterator[bytes]:
        state = {"slot": ddl.SLOT, "id": self.manifest.build, "as_of": self.manifest.as_of, "whole": True}
        yield _line({"@type": "vertex", "@class": ddl.BUILD, "@id": "build", **state}).encode()
        for batch in rows.everything(self.snapshot):
            name = batch.kind.name_in_graph
            if issubclass(batch.kind, Node):
                self.nodes += len(batch.rows)
                head = {"@type": "vertex", "@class": name}
                text = "".join(_line({**head, "@id": f"{name}/{row['id']}", **row}) for row in batch.rows)
            else:
                self.rels += len(batch.rows)
                head = {"@type": "edge", "@class": name}
                start, end = batch.start_label, batch.end_label
                text = "".join(
                    _line({**head, "@from": f"{start}/{row['start']}", "@to": f"{end}/{row['end']}", **row["props"]})
                    for row in batch.rows
                )
            yield text.encode()
            if self.progress:
                self.progress(self.nodes + self.rels, self.total)


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_day) + "\n"


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not a property")
