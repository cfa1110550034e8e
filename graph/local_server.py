"""The graph server that a workspace starts for itself: ArcadeDB in a process of its own, on loopback only.

Its home is `<workspace>/server`. The process holds a lock on `alive.lock` for as long as it lives (it inherits the
open file), so whether it runs is asked of the kernel and never guessed from a process id that may have been reused.
"""

from __future__ import annotations

import base64
import fcntl
import http.client
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.driver import Address
from graph.errors import ServerRefused

READER = "reader"
_START_SECONDS = 120.0
_STOP_SECONDS = 30.0
_READ_RECORD = {"*": {"access": ["readRecord"]}}
_EVERY_RECORD = {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}}
_PLAIN = {"resultSetLimit": -1, "readTimeout": -1}
_GROUPS = {
    "admin": {**_PLAIN, "access": ["updateSecurity", "updateSchema"], "types": _EVERY_RECORD},
    READER: {**_PLAIN, "access": [], "types": _READ_RECORD},
    "*": {**_PLAIN, "access": [], "types": {"*": {"access": []}}},
}
"""What each kind of user may do. The time limit is a setting of the database: the group's own stops fewer queries."""


@dataclass(frozen=True, slots=True)
class Running:
    """Where a running local server listens, and its secrets."""

    pid: int
    bolt_port: int
    http_port: int
    root_password: str
    reader_password: str

    def address(self, *, reading: bool) -> Address:
        """How the driver reaches it, as the reader or as the writer."""
        return Address(
            uri=f"bolt://127.0.0.1:{self.bolt_port}",
            user=READER if reading else "root",
            password=self.reader_password if reading else self.root_password,
            next_step="Start it: thirdport server start",
            whose_password="Its password file does not fit its data: thirdport server stop, remove the folder "  # noqa: S106
            "`server` of the workspace, then thirdport build",
        )

    def order(self, path: str, body: dict[str, Any] | Iterable[bytes], *, seconds: float = 600) -> dict[str, Any]:
        """Send one request to its HTTP interface, as root. Raises `ServerRefused` with its words."""
        token = base64.b64encode(f"root:{self.root_password}".encode()).decode()
        plain = isinstance(body, dict)
        headers = {
            "Authorization": f"Basic {token}",
            "Content-Type": "application/json" if plain else "application/x-ndjson",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=seconds)
        try:
            if isinstance(body, dict):
                connection.request("POST", path, json.dumps(body).encode(), headers)
            else:
                connection.request("POST", path, iter(body), headers, encode_chunked=True)
            response = connection.getresponse()
            said = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise ServerRefused(
                f"The local graph server does not answer ({error}).", "Start it: thirdport server start"
            ) from error
        finally:
            connection.close()
        answer: dict[str, Any] = json.loads(said) if said.startswith(b"{") else {}
        if response.status >= 400:
            what = answer.get("detail") or answer.get("error") or response.reason
            raise ServerRefused(f"The local graph server refused a command: {what}", "Its own words: server/server.out")
        return answer

    def server(self, command: str) -> dict[str, Any]:
        """Give the server, not one database, a command."""
        return self.order("/api/v1/server", {"command": command})

    def sql(self, database: str, *statements: str) -> None:
        """Run SQL statements in a database, in one request."""
        self.order(f"/api/v1/command/{database}", {"language": "sqlscript", "command": ";\n".join(statements) + ";"})


class LocalServer:
    """The local server of one workspace: its files, its start and its stop."""

    def __init__(self, home: Path, memory_mb: int) -> None:
        self.home = home
        self.memory_mb = memory_mb

    def running(self) -> Running | None:
        """The server if it runs and is ready, else nothing."""
        if not self._alive():
            return None
        try:
            state = json.loads((self.home / "state.json").read_text(encoding="utf-8"))
            passwords = self._passwords()
            pid = int((self.home / "pid").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        found = Running(pid, state["bolt_port"], state["http_port"], passwords["root"], passwords[READER])
        return found if state.get("ready") else None

    def start(self) -> Running:
        """The running server, started if need be. Raises `ServerRefused` if it cannot be."""
        found = self.running()
        if found:
            return found
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._starting():
            found = self.running()
            if found:
                return found
            if self._alive():  # started by a program that was killed before the server was ready
                self._end()
            for attempt in (1, 2, 3):
                started = self._spawn()
                if started:
                    return started
                if attempt < 3:
                    time.sleep(0.2 * attempt)
        raise ServerRefused(
            f"The local graph server did not start: {self._last_words()}",
            f"Its own words: {self.home / 'server.out'}; then: thirdport server start",
        )

    def stop(self) -> bool:
        """Stop it cleanly; False if it did not run. Raises `ServerRefused` if it does not stop."""
        if not self.home.is_dir():
            return False
        with self._starting():
            return self._end()

    def _end(self) -> bool:
        if not self._alive():
            return False
        try:
            pid = int((self.home / "pid").read_text(encoding="ascii"))
            os.kill(pid, signal.SIGTERM)
        except (OSError, ValueError) as error:
            raise ServerRefused(
                f"The local graph server of {self.home} runs but cannot be stopped ({error}).", "Stop it as its owner."
            ) from error
        until = time.monotonic() + _STOP_SECONDS
        while self._alive():
            if time.monotonic() > until:
                raise ServerRefused(
                    f"The local graph server (process {pid}) did not stop in {_STOP_SECONDS:g} s.",
                    f"A query may still be ending; try again, or: kill -9 {pid}",
                )
            time.sleep(0.05)
        (self.home / "state.json").unlink(missing_ok=True)
        return True

    def _alive(self) -> bool:
        try:
            with (self.home / "alive.lock").open("a") as held:
                try:  # shared, so that two who ask at once do not take each other for the server
                    fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return True
        except OSError:
            return False
        return False

    @contextmanager
    def _starting(self) -> Iterator[None]:
        """Only one program at a time starts or stops the server."""
        with (self.home / "start.lock").open("a") as held:
            until = time.monotonic() + 2 * _START_SECONDS
            while True:
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise ServerRefused(
                            f"Another program has been starting or stopping the server of {self.home} for a while.",
                            f"See who holds it: fuser '{self.home / 'start.lock'}'; then try again.",
                        ) from None
                    time.sleep(0.05)
            yield

    def _passwords(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.home / "passwords.json").read_text(encoding="utf-8"))
        return found

    def _prepare(self) -> dict[str, str]:
        """Write what the server reads at its start: groups and, the first time, passwords."""
        for folder in ("config", "databases"):
            (self.home / folder).mkdir(exist_ok=True)
        groups = {"version": 1, "databases": {"*": {"groups": _GROUPS}}}
        _write(self.home / "config" / "server-groups.json", json.dumps(groups))
        try:
            passwords = self._passwords()
        except (OSError, ValueError):
            passwords = {"root": secrets.token_urlsafe(24), READER: secrets.token_urlsafe(24)}
            _write(self.home / "passwords.json", json.dumps(passwords))
            (self.home / "config" / "server-users.jsonl").unlink(missing_ok=True)  # they were made with lost passwords
        _write(self.home / "root.password", passwords["root"])
        return passwords

    def _spawn(self) -> Running | None:
        passwords = self._prepare()
        bolt_port, http_port = _free_ports(2)
        state = {"bolt_port": bolt_port, "http_port": http_port}
        _write(self.home / "state.json", json.dumps({**state, "ready": False}))
        with (self.home / "alive.lock").open("a") as alive, (self.home / "server.out").open("wb") as out:
            fcntl.flock(alive, fcntl.LOCK_EX)
            # The shell notes the id of the server and leaves, so that the server is nobody's child when we end.
            subprocess.run(
                ["/bin/sh", "-c", '"$@" & echo $! > pid', "sh", *self._java(bolt_port, http_port)],
                cwd=self.home, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                start_new_session=True, pass_fds=(alive.fileno(),), check=True,
            )  # fmt: skip
        pid = int((self.home / "pid").read_text(encoding="ascii"))
        found = Running(pid, bolt_port, http_port, passwords["root"], passwords[READER])
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self._alive():
            if _listens(bolt_port) and _listens(http_port) and self._admit(found):
                _write(self.home / "state.json", json.dumps({**state, "ready": True}))
                return found
            time.sleep(0.05)
        self._end()
        return None

    def _admit(self, found: Running) -> bool:
        """Make the reader if the server is ready for it and does not know it yet."""
        try:
            users = self.home / "config" / "server-users.jsonl"
            if f'"{READER}"' not in users.read_text(encoding="utf-8"):
                user = {"name": READER, "password": found.reader_password, "databases": {"*": [READER]}}
                found.server(f"create user {json.dumps(user)}")
            else:
                found.server("list databases")
        except (OSError, ServerRefused):
            return False
        return True

    def _java(self, bolt_port: int, http_port: int) -> list[str]:
        spec = importlib.util.find_spec("arcadedb_embedded")
        if spec is None or spec.origin is None:
            raise ServerRefused(
                "The local graph server is not installed (package arcadedb-embedded).",
                "Install it, or name a Neo4j server: graph_uri in thirdport.toml.",
            )
        wheel = Path(spec.origin).parent
        settings = {
            "server.rootPath": self.home,
            "server.databaseDirectory": self.home / "databases",
            "server.rootPasswordPath": self.home / "root.password",
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "server.httpIncomingHost": "127.0.0.1",
            "server.httpIncomingPort": http_port,
            "server.httpBodyContentMaxSize": -1,
            "bolt.host": "127.0.0.1",
            "bolt.port": bolt_port,
        }
        return [
            str(wheel / "jre" / "bin" / "java"), f"-Xmx{self.memory_mb}m", "--add-modules", "jdk.incubator.vector",
            "-cp", str(wheel / "jars" / "*"), *(f"-Darcadedb.{key}={value}" for key, value in settings.items()),
            "com.arcadedb.server.ArcadeDBServer",
        ]  # fmt: skip

    def _last_words(self) -> str:
        try:
            lines = (self.home / "server.out").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "it said nothing"
        telling = [line for line in lines if any(word in line for word in ("SEVER", "Error", "Exception", "Caused by"))]
        return (telling or lines or ["it said nothing"])[-1].strip()[:300]


def _write(path: Path, text: str) -> None:
    """Write for our eyes only, aside and then into place."""
    aside = path.with_name(path.name + ".aside")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    aside.rename(path)


def _free_ports(how_many: int) -> list[int]:
    held = [socket.socket() for _ in range(how_many)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
