from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.driver import Address, Link
from graph.errors import ServerRefused
from graph.local_server import LocalServer
from graph.store import LocalStore, Store
from graph.workspace import Workspace, create

REPO = Path(__file__).parents[2]
STARTER = """
    import sys
    from pathlib import Path
    from graph.local_server import LocalServer
    print(LocalServer(Path(sys.argv[1]), 512).start().pid, flush=True)
"""


def start_elsewhere(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(STARTER), str(home)], cwd=REPO, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "a workspace" / "server"
    yield place
    LocalServer(place, 512).stop()


def processes(home: Path) -> list[str]:
    """Command lines of the processes that serve this home."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if f"rootPath={home}" in line and "ArcadeDBServer" in line and "/bin/sh" not in line:
            found.append(line)
    return found


def test_two_programs_that_start_it_at_once_end_with_one_server_which_outlives_them(home: Path) -> None:
    starters = [start_elsewhere(home) for _ in range(2)]
    said = [starter.communicate(timeout=120)[0].strip() for starter in starters]
    assert said[0] == said[1] != ""
    assert len(processes(home)) == 1
    running = LocalServer(home, 512).running()
    assert running is not None
    assert str(running.pid) == said[0]
    secrets = json.loads((home / "passwords.json").read_text())
    assert not any(secret in line for secret in secrets.values() for line in processes(home)), "passwords in `ps`"
    for name in ("passwords.json", "root.password"):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600
    assert LocalServer(home, 512).stop()
    assert not LocalServer(home, 512).stop()
    assert processes(home) == []


def test_a_starter_killed_half_way_leaves_nothing_that_stops_the_next(home: Path) -> None:
    for seconds in (0.6, 1.6):
        starter = start_elsewhere(home)
        until = time.monotonic() + 30
        while not (home / "pid").exists() and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(seconds / 4)
        starter.send_signal(signal.SIGKILL)
        starter.communicate()
    running = LocalServer(home, 512).start()
    assert len(processes(home)) == 1
    running.server("list databases")


def test_a_server_that_was_killed_is_seen_to_be_gone_and_started_anew(home: Path) -> None:
    server = LocalServer(home, 512)
    first = server.start()
    os.kill(first.pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while server.running() and time.monotonic() < until:
        time.sleep(0.05)
    assert server.running() is None
    (home / "pid").write_text(f"{os.getpid()}\n")  # a process id that has been given to someone else since
    assert not server.stop()
    assert server.start().pid != first.pid


def test_a_wrong_password_is_said_with_what_to_do(local_store: LocalStore) -> None:
    address = local_store.running.address(reading=True)
    wrong = Address(address.uri, address.user, "wrong-password", "start it", "give the right one")
    with pytest.raises(ServerRefused, match="does not accept the password of reader") as refused:
        Link(wrong).check()
    assert refused.value.next_step == "give the right one"


def test_a_wrong_password_of_neo4j_is_said_with_what_to_do(workspace: Workspace, neo4j_server: object) -> None:
    uri = getattr(neo4j_server, "uri", "")
    (workspace.folder / "thirdport.toml").write_text(f'graph_uri = "{uri}"\ngraph_password = "wrong"\n')
    with pytest.raises(ServerRefused, match="does not accept the password of neo4j") as refused:
        Store.open(Workspace(workspace.folder))
    assert "THIRDPORT_GRAPH_PASSWORD" in refused.value.next_step


def test_a_server_that_is_down_is_said_to_be_within_seconds(workspace: Workspace) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (workspace.folder / "thirdport.toml").write_text(f'graph_uri = "bolt://127.0.0.1:{port}"\n')
    began = time.monotonic()
    with pytest.raises(ServerRefused, match="does not answer") as refused:
        Store.open(Workspace(workspace.folder))
    assert time.monotonic() - began < 30
    assert "graph_uri" in refused.value.next_step


@pytest.mark.parametrize("uri", ["http://example.org", "graph.example:7687", "bolt://", "bolt://a b"])
def test_an_address_that_is_none_is_said_to_be(workspace: Workspace, uri: str) -> None:
    (workspace.folder / "thirdport.toml").write_text(f'graph_uri = "{uri}"\n')
    with pytest.raises(ServerRefused):
        Store.open(Workspace(workspace.folder))


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """A server that gives these answers, one to each message of the first who connects."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            try:
                connection, _ = listening.accept()
                with connection:
                    for answer in answers:
                        connection.recv(4096)
                        connection.sendall(answer)
                    connection.recv(4096)
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}"


def test_an_old_neo4j_is_refused_by_its_version() -> None:
    told = b"\xb1\x70\xa2\x86server\x8cNeo4j/4.4.12\x8dconnection_id\x86bolt-1"
    hello = len(told).to_bytes(2, "big") + told + b"\0\0"
    with answering(b"\0\0\x04\x04", hello) as uri:
        link = Link(Address(uri, "neo4j", "x", "", ""))
        with pytest.raises(ServerRefused, match=r"Neo4j/4\.4\.12.*needs Neo4j 5") as refused:
            link.check()
        assert "Upgrade" in refused.value.next_step
        link.close()


def test_what_is_not_a_graph_server_is_said_to_be_none() -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as uri:
        link = Link(Address(uri, "neo4j", "x", "", ""))
        with pytest.raises(ServerRefused, match="not a graph server"):
            link.check()
        link.close()


def test_status_tells_of_a_server_that_does_not_run_without_starting_it(tmp_path: Path) -> None:
    folder = create(tmp_path / "ws").folder
    said = subprocess.run(
        [sys.executable, "-m", "thirdport", "server", "status", "--json", "--workspace", str(folder)],
        cwd=REPO, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(said.stdout)
    assert (answer["running"], answer["next_step"]) == (False, "thirdport server start")
    assert not (folder / "server").exists()


def test_an_open_store_follows_its_server_through_a_restart(tmp_path: Path) -> None:
    workspace = create(tmp_path / "ws")
    (workspace.folder / "thirdport.toml").write_text("server_memory_mb = 512\n")
    with Store.open(workspace) as store:
        assert isinstance(store, LocalStore)
        store.write("CREATE (:Party {id: 'P1'})")
        first = store.running
        store.server.stop()
        assert store.reader().run("MATCH (n:Party) RETURN n.id AS id").rows == [{"id": "P1"}]
        assert store.running != first
        store.server.stop()
