"""Killed at any moment and run again, ingest and build end where an undisturbed run ends.

Nothing is lost and nothing doubled.

`THIRDPORT_KILLS=20` tries that many moments on each server; the suite tries one, early enough to hit a warm run too.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graph.store import Store
from graph.workspace import Workspace, create

KILLS = int(os.environ.get("THIRDPORT_KILLS", "1"))
COMMAND = (sys.executable, "-m", "thirdport")
SEED = 20261123


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's files."""
    folder = tmp_path_factory.mktemp("world")
    run(["demo", str(folder), "--files-only"], folder)
    return folder


def run(arguments: list[str], folder: Path) -> str:
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"thirdport {' '.join(arguments)}: {done.stderr[-2000:]}"
    return done.stdout


def steps(files: Path) -> list[list[str]]:
    """Ingest and build as a person types them; the day of receipt is fixed so that runs can be compared.

    Notices are left out: reading the first one costs seconds in which nothing is written.
    """
    paths = [str(files / name) for name in ("lists", "licences", "registers", "trade")]
    return [["ingest", *paths, "--received", "2026-11-01"], ["build", "--as-of", "2026-11-02"]]


def kill_at(seconds: float, commands: list[list[str]], folder: Path) -> bool:
    """Run the commands and kill them, children and all, after so many seconds; false if they ended before."""
    script = " && ".join(" ".join(f"'{word}'" for word in (*COMMAND, *command)) for command in commands)
    started = subprocess.Popen(
        ["bash", "-c", script], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    ended = started.poll() is not None
    if not ended:
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    return not ended


def fingerprint(folder: Path) -> dict[str, Any]:
    """What the workspace holds: records table by table, the graph element by element, the findings."""
    records = {}
    for path in sorted((folder / "records").glob("*.parquet")):
        rows = duckdb.sql(f"SELECT * FROM read_parquet('{path}') ORDER BY ALL").fetchall()
        records[path.name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    with Store.open(Workspace(folder)) as store, store.reader(seconds=60, rows=500_000) as reader:
        nodes = reader.run("MATCH (n) WHERE NOT n:Build RETURN n", {}).rows
        rels = reader.run("MATCH (a)-[r]->(b) RETURN a.id AS a, r, b.id AS b", {}).rows
        graph = {
            "nodes": sorted(json.dumps([n["n"].label, n["n"].props], default=str, sort_keys=True) for n in nodes),
            "rels": sorted(
                json.dumps([r["a"], r["r"].type, r["r"].props, r["b"]], default=str, sort_keys=True) for r in rels
            ),
        }
    found = json.loads(run(["find", "--json"], folder))
    findings = found["findings"] if isinstance(found, dict) else found
    kept = sorted(
        json.dumps({k: f[k] for k in ("id", "query", "score", "parties", "records")}, sort_keys=True) for f in findings
    )
    return {"records": records, **graph, "findings": kept}


@pytest.fixture(params=["local", "neo4j"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Makes empty workspaces on one of the servers, and stops what they started."""
    made: list[Path] = []
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        monkeypatch.setenv("THIRDPORT_GRAPH_URI", server.uri)
        monkeypatch.setenv("THIRDPORT_GRAPH_USER", server.user)
        monkeypatch.setenv("THIRDPORT_GRAPH_PASSWORD", server.password)

    def make(name: str) -> Path:
        workspace = create(tmp_path / name)
        made.append(workspace.folder)
        with Store.open(workspace) as store:
            while store.write("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
                pass
        return workspace.folder

    yield make
    for folder in made:
        subprocess.run([*COMMAND, "server", "stop"], cwd=folder, capture_output=True, check=False, timeout=60)


def test_a_run_killed_at_random_moments_and_run_again_ends_as_if_never_killed(home: Any, files: Path) -> None:
    commands = steps(files)
    undisturbed = home("undisturbed")
    began = time.monotonic()
    for command in commands:
        run(command, undisturbed)
    took = time.monotonic() - began
    expected = fingerprint(undisturbed)
    assert expected["nodes"]
    assert expected["findings"]
    moments = random.Random(SEED)
    killed = 0
    for moment in range(KILLS):
        folder = home(f"killed-{moment}")
        killed += kill_at(moments.uniform(0.3, took if KILLS > 1 else took / 3), commands, folder)
        for command in commands:
            run(command, folder)
        assert fingerprint(folder) == expected
        subprocess.run([*COMMAND, "server", "stop"], cwd=folder, capture_output=True, check=False, timeout=60)
    assert killed, "every run ended before its moment came"
