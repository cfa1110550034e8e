"""What tests stand on: a workspace, the two graph servers (each started once), and the real files."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.local_server import LocalServer
from graph.store import LocalStore, Store
from graph.workspace import Workspace, create

ROOT = Path(__file__).parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
SECONDS = 20.0
"""Time limit of queries in tests."""


def unavailable(why: str) -> None:
    """Skip with a plain reason; in CI nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI may not skip this: {why}", pytrace=False)
    pytest.skip(why)


def pytest_sessionstart() -> None:
    """A run that is told to end (by `timeout`, by CI) still stops its servers."""
    with contextlib.suppress(ValueError):  # only a main thread can be told
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _neo4j_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tests_servers_neo4j", ROOT / "tests" / "servers" / "neo4j.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def local_home() -> Iterator[Path]:
    """Home of the one local server of this run; its path has a space, as a user's may."""
    with tempfile.TemporaryDirectory(prefix="thirdport tests ") as folder:
        home = Path(folder) / "server"
        server = LocalServer(home, 1024)
        server.start()
        yield home
        server.stop()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The one real Neo4j of this run: `uri`, `user`, `password`."""
    module = _neo4j_module()
    try:
        module.jars()
    except module.MissingError as missing:
        unavailable(f"no Neo4j to test on: {missing}")
    with module.running(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A new, empty workspace."""
    return create(tmp_path / "work space")


@pytest.fixture
def shared_data() -> Path:
    """The real files that lie beside the repository."""
    if not SHARED_DATA.is_dir():
        unavailable(f"the real files are not here ({SHARED_DATA})")
    return SHARED_DATA


@pytest.fixture
def open_on(request: pytest.FixtureRequest, workspace: Workspace) -> Iterator[Callable[[str], Store]]:
    """Opens the workspace's store on "local" or "neo4j", emptied first."""
    opened: list[Store] = []

    def open_store(name: str) -> Store:
        if name == "local":
            home: Path = request.getfixturevalue("local_home")
            if not workspace.server.exists():
                workspace.server.symlink_to(home, target_is_directory=True)
            text = f"query_seconds = {SECONDS}\nserver_memory_mb = 1024\n"
        else:
            server = request.getfixturevalue("neo4j_server")
            text = (
                f'query_seconds = {SECONDS}\ngraph_uri = "{server.uri}"\ngraph_user = "{server.user}"\n'
                f'graph_password = "{server.password}"\n'
            )
        (workspace.folder / "thirdport.toml").write_text(text)
        store = Store.open(Workspace(workspace.folder))
        opened.append(store)
        empty(store)
        return store

    yield open_store
    for store in opened:
        store.close()


def empty(store: Store) -> None:
    """Delete every node; schema and server stay."""
    while store.write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
        pass


@pytest.fixture(params=["local", "neo4j"])
def store(request: pytest.FixtureRequest, open_on: Callable[[str], Store]) -> Store:
    """An empty store on each of the two servers in turn."""
    return open_on(request.param)


@pytest.fixture
def local_store(open_on: Callable[[str], Store]) -> LocalStore:
    """An empty store on the local server only."""
    opened = open_on("local")
    assert isinstance(opened, LocalStore)
    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium, one for all tests: the library that drives it cannot be started twice."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "no chromium on PATH (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
