"""A real Neo4j Community for the tests: fetched once by Maven, run on loopback in a folder of its own."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_CACHE = _HERE.parents[1] / ".cache" / "neo4j"
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
dbms.security.auth_max_failed_attempts=0
server.memory.heap.max_size=700m
server.memory.pagecache.size=256m
"""


class MissingError(Exception):
    """Why there is no Neo4j to test on."""


@dataclass(frozen=True)
class Neo4j:
    """A running server and how to reach it."""

    uri: str
    password: str
    user: str = "neo4j"


def jars() -> Path:
    """The folder of the server's jars; fetched the first time, aside and then into place."""
    given = os.environ.get("THIRDPORT_TEST_NEO4J_LIB")
    if given:
        return Path(given)
    if not shutil.which("java"):
        raise MissingError("Java is not installed (Debian: openjdk-17-jre-headless)")
    found = _CACHE / "lib"
    if found.is_dir():
        return found
    if not shutil.which("mvn"):
        raise MissingError("Maven is not installed (Debian: maven), so Neo4j cannot be fetched")
    _CACHE.mkdir(parents=True, exist_ok=True)
    aside = _CACHE / f"aside-{os.getpid()}"
    fetched = subprocess.run(
        ["mvn", "-q", "-B", "-f", str(_HERE / "pom.xml"), "dependency:copy-dependencies",
         f"-DoutputDirectory={aside}", "-DincludeScope=runtime"],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if fetched.returncode:
        raise MissingError(f"Maven could not fetch Neo4j: {(fetched.stdout or fetched.stderr).strip()[-400:]}")
    try:
        aside.rename(found)
    except OSError:  # another run was quicker
        shutil.rmtree(aside)
    return found


@contextmanager
def running(home: Path) -> Iterator[Neo4j]:
    """A server with an empty store in `home`, for as long as the block lasts."""
    classes = f"{jars()}/*"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    conf = home / "conf"
    conf.mkdir(parents=True)
    (conf / "neo4j.conf").write_text(_CONF.format(port=port))
    password = secrets.token_urlsafe(12)
    subprocess.run(
        ["java", "-cp", classes, "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password",
         password],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)}, cwd=home,
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    with (home / "neo4j.out").open("wb") as out:
        server = subprocess.Popen(
            ["java", "-Xmx700m", "-cp", classes, "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}",
             f"--config-dir={conf}"],
            cwd=home, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while not _listens(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Neo4j did not start: {(home / 'neo4j.out').read_text()[-2000:]}")
            time.sleep(0.1)
        yield Neo4j(f"bolt://127.0.0.1:{port}", password)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
