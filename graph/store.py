"""The graph of a workspace: loading a build, saying which build is there, and reading it, on either server."""

from __future__ import annotations

import fcntl
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from typing_extensions import override

from graph import ddl
from graph.batches import Batches
from graph.bulk import Databases, Progress
from graph.driver import Address, Link
from graph.errors import ServerRefused
from graph.local_server import LocalServer, Running
from graph.reader import Reader, build_state
from graph.snapshot import Manifest, Snapshot
from graph.values import BuildState, LoadReport, Rows
from graph.watch import watching
from graph.workspace import Workspace

_STATE = f"MATCH (b:`{ddl.BUILD}` {{slot: $slot}}) RETURN b.id AS id, b.as_of AS as_of, b.whole AS whole"

_ADMISSION = "Set THIRDPORT_GRAPH_PASSWORD, and graph_user in thirdport.toml."


class Store(ABC):
    """The graph of one workspace. Open it with `Store.open`; `LocalStore` and `Neo4jStore` are what it gives."""

    name: str
    """"local" or "neo4j"."""
    agent: str
    """What the server calls itself."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._locked = False

    @classmethod
    def open(cls, workspace: Workspace) -> Store:
        """The graph of this workspace, its local server started if need be. Raises `ServerRefused`."""
        return Neo4jStore(workspace) if workspace.settings.graph_uri else LocalStore(workspace)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Close the connections; the server goes on."""

    @abstractmethod
    def load(self, snapshot: Snapshot, on_progress: Progress | None = None) -> LoadReport:
        """Bring the graph to this build; one program at a time. Killed at any moment, it can be run again."""

    @abstractmethod
    def reader(self, seconds: float | None = None, rows: int | None = None) -> Reader:
        """A reader with its limits; those of the settings where none are given, and never longer."""

    @abstractmethod
    def write(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """Run one writing statement of our own (tests, tools); never anything a person typed for a query."""

    def build(self) -> BuildState | None:
        """Which build the graph holds and whether it is whole; nothing if none was loaded."""
        return self.reader().build()

    def find_snapshot(self, build: str) -> Snapshot | None:
        """The snapshot of a build, if its files are still there and whole."""
        snapshot = Snapshot(self.workspace.builds / build)
        try:
            return snapshot if build and snapshot.manifest.build == build else None
        except (OSError, ValueError):
            return None

    def _limits(self, seconds: float | None, rows: int | None) -> tuple[float, int]:
        settings = self.workspace.settings
        return min(seconds or settings.query_seconds, settings.query_seconds), rows or settings.query_rows

    @contextmanager
    def _loading(self) -> Iterator[None]:
        """Held while this workspace loads its graph, so that a second program waits for the first."""
        if self._locked:
            yield
            return
        self.workspace.builds.mkdir(parents=True, exist_ok=True)
        with (self.workspace.builds / "load.lock").open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self._locked = True
            try:
                yield
            finally:
                self._locked = False


class LocalStore(Store):
    """The graph on the workspace's own server."""

    name = "local"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.server = LocalServer(workspace.server, workspace.settings.server_memory_mb)
        self._reading: Link | None = None
        self._connect(self.server.start())

    def _connect(self, running: Running) -> None:
        self.running = running
        self._databases = Databases(running, self.workspace.server, self.workspace.settings.query_seconds)
        with self._loading():
            self._databases.open()
        self._writing = Link(running.address(reading=False))
        self.agent = self._writing.check()

    def _see_to_server(self) -> None:
        """Start the server again, or follow it to its new port, if it was stopped since we opened."""
        if self.server.running() != self.running:
            self.close()
            self._connect(self.server.start())

    @override
    def close(self) -> None:
        self._writing.close()
        self._forget_reading()

    @override
    def load(self, snapshot: Snapshot, on_progress: Progress | None = None) -> LoadReport:
        started = time.monotonic()
        manifest = snapshot.manifest
        self._see_to_server()
        with self._loading():
            state = self.build()
            if state and state.whole and state.id == manifest.build:
                return LoadReport(manifest.build, "nothing", 0, 0, time.monotonic() - started)
            nodes, rels = self._databases.load(snapshot, manifest, on_progress)
        return LoadReport(manifest.build, "everything", nodes, rels, time.monotonic() - started)

    @override
    def reader(self, seconds: float | None = None, rows: int | None = None) -> Reader:
        self._see_to_server()
        limit, most = self._limits(seconds, rows)
        link = self._reading = self._reading or Link(self.running.address(reading=True))

        def watch(cypher: str, allowed: float) -> Any:
            return watching(self.running, cypher, allowed, give_up=self._forget_reading)

        return Reader(link, self._databases.current(), seconds=limit, rows=most, plans=False, watch=watch)

    @override
    def write(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        database = self._databases.current()
        written: list[dict[str, Any]] = self._writing.write(database, lambda t: t.run(cypher, **params))
        return written

    def _forget_reading(self) -> None:
        """Close the reading connections, and with them whatever still waits on one."""
        link, self._reading = self._reading, None
        if link:
            link.close()


class Neo4jStore(Store):
    """The graph on a team's Neo4j server."""

    name = "neo4j"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        settings = workspace.settings
        self._database = settings.graph_database
        self._link = Link(
            Address(
                settings.graph_uri, settings.graph_user, settings.graph_password.get_secret_value(),
                next_step="Check that it runs and that graph_uri in thirdport.toml is right, "
                "or remove graph_uri to use the local server.",
                whose_password=_ADMISSION,
            )
        )  # fmt: skip
        try:
            self.agent = self._link.check()
        except ServerRefused:
            self._link.close()
            raise
        self._batches = Batches(self._link, self._database)

    @override
    def close(self) -> None:
        self._link.close()

    @override
    def load(self, snapshot: Snapshot, on_progress: Progress | None = None) -> LoadReport:
        started = time.monotonic()
        manifest: Manifest = snapshot.manifest
        with self._loading():
            how, nodes, rels, resumed = self._batches.load(snapshot, manifest, self.find_snapshot, on_progress)
        return LoadReport(manifest.build, how, nodes, rels, time.monotonic() - started, resumed)

    @override
    def reader(self, seconds: float | None = None, rows: int | None = None) -> Reader:
        limit, most = self._limits(seconds, rows)
        return Reader(self._link, self._database, seconds=limit, rows=most, plans=True)

    @override
    def write(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        written: list[dict[str, Any]] = self._link.write(self._database, lambda t: t.run(cypher, **params))
        return written

    @override
    def build(self) -> BuildState | None:
        rows = self._link.read(self._database, _STATE, {"slot": ddl.SLOT}, seconds=30, most=1)
        return build_state(Rows(rows.columns, rows.rows))

    def prepare(self) -> None:
        """Make the constraints and indexes of the schema; a load does this by itself."""
        self._batches.prepare()

    def wipe(self) -> None:
        """Delete every node and relationship of the schema."""
        self._batches.wipe()
