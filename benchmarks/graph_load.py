"""Loading a build into the graph, against the server's own limit: its bulk path, or plain CREATE with UNWIND."""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import random
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from graph import ddl
from graph.schema import Relationship, element
from graph.snapshot import Manifest, Snapshot, arrow_schema
from graph.store import LocalStore, Neo4jStore, Store
from graph.workspace import Workspace, create

PARTIES = int(os.environ.get("THIRDPORT_BENCH_PARTIES", "60000"))
"""The generated graph has as many parties, twice as many shipments and about six relationships a party."""

_DAY = date(2024, 5, 1)
_BATCH = 5_000
Rows = dict[str, list[dict[str, Any]]]


def generate(parties: int) -> Rows:
    """A graph in the shape of a real build: parties, addresses, shipments, roles, ownership."""
    chance = random.Random(11)
    common = {"known_from": _DAY, "inferred": False, "confidence": 1.0, "tlp": "CLEAR",
              "evidence": ["0123456789abcdef#row=1204;col=Consignee"], "evidence_count": 1}  # fmt: skip
    hubs = [chance.randrange(parties) for _ in range(20)]

    def link(name: str, number: int, start: tuple[str, str], end: tuple[str, str], **props: Any) -> dict[str, Any]:
        return {"id": f"{name}:{number:08}", "start": start[1], "start_label": start[0], "end": end[1],
                "end_label": end[0], **props, **common}  # fmt: skip

    def party() -> tuple[str, str]:
        number = chance.choice(hubs) if chance.random() < 0.1 else chance.randrange(parties)
        return "Party", f"P-{number:08}"

    addresses, shipments = parties // 2, parties * 2
    return {
        "Party": [{"id": f"P-{n:08}", "name": f"Trading House № {n} LLC", "names": [f"Trading House № {n} LLC"],
                   "kind": "company", "country": "TR", "mentions": 3, **common} for n in range(parties)],
        "Address": [{"id": f"address:{n:08}", "text": f"{n} Harbour Road", "normal": f"{n} harbour road",
                     "country": "TR", **common} for n in range(addresses)],
        "Shipment": [{"id": f"shipment:{n:08}", "reference": f"R{n}", "date": _DAY, "destination": "KG",
                      "hs_code": "854231", "hs6": "854231", "quantity": 12.0, "unit": "pcs", "value": 1200.0,
                      "currency": "USD", "description": "electronic integrated circuits", **common}
                     for n in range(shipments)],
        "LOCATED_AT": [link("LOCATED_AT", n, ("Party", f"P-{n:08}"), ("Address", f"address:{n % addresses:08}"))
                       for n in range(parties)],
        "PARTY_TO": [link("PARTY_TO", n, party(), ("Shipment", f"shipment:{n % shipments:08}"), role="consignee")
                     for n in range(shipments * 2)],
        "OWNS": [link("OWNS", n, party(), party(), share_min=25.0) for n in range(parties)],
    }  # fmt: skip


def write(workspace: Workspace, build: str, tables: Rows) -> Snapshot:
    """The graph as a snapshot, as a build writes one."""
    folder = workspace.builds / build
    counts: dict[str, dict[str, int]] = {"nodes": {}, "rels": {}}
    for name, listed in tables.items():
        kind = element(name)
        what = "rels" if issubclass(kind, Relationship) else "nodes"
        counts[what][name] = len(listed)
        (folder / what).mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(listed, schema=arrow_schema(kind)), folder / what / f"{name}.parquet")
    Manifest(build=build, as_of=_DAY, documents=1, nodes=counts["nodes"], rels=counts["rels"]).write(folder)
    return Snapshot(folder)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("start", "end", "start_label", "end_label")}


def bare_local(store: LocalStore, tables: Rows) -> float:
    """The bulk path of the local server, fed lines made beforehand; then the same indexes."""
    running = store.running
    running.server("create database bench")
    running.sql("bench", *ddl.local_types())
    parts = []
    for name, listed in tables.items():
        for row in listed:
            head = (
                {"@type": "edge", "@class": name, "@from": row["start"], "@to": row["end"]}
                if "start" in row
                else {"@type": "vertex", "@class": name, "@id": row["id"]}
            )
            parts.append(json.dumps({**head, **_plain(row)}, default=str, ensure_ascii=False))
    body = "\n".join(parts).encode()
    token = b64encode(f"root:{running.root_password}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/x-ndjson"}
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", running.http_port, timeout=600)
    connection.request("POST", "/api/v1/batch/bench", body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status != 200:
        raise SystemExit(f"The bulk path failed: {said.decode()[:300]}")
    running.sql("bench", *ddl.local_indexes())
    seconds = time.monotonic() - began
    running.server("drop database bench")
    return seconds


def bare_neo4j(store: Neo4jStore, tables: Rows) -> float:
    """CREATE with UNWIND over Bolt, constraints there, nothing counted and nothing looked back at."""
    began = time.monotonic()
    for name, listed in tables.items():
        for start in range(0, len(listed), _BATCH):
            part = listed[start : start + _BATCH]
            if "start" in part[0]:
                ends = (part[0]["start_label"], part[0]["end_label"])
                query = (
                    f"UNWIND $rows AS row MATCH (a:`{ends[0]}` {{id: row.start}}) "
                    f"MATCH (b:`{ends[1]}` {{id: row.end}}) "
                    f"CREATE (a)-[r:`{name}`]->(b) SET r = row.props"
                )
                sent = [{"start": row["start"], "end": row["end"], "props": _plain(row)} for row in part]
            else:
                query, sent = f"UNWIND $rows AS row CREATE (n:`{name}`) SET n = row", [_plain(row) for row in part]
            store.write(query, rows=sent)
    return time.monotonic() - began


def run(parties: int = PARTIES) -> None:
    """Print the table: our load against the bare one, on each server."""
    tables = generate(parties)
    elements = sum(len(listed) for listed in tables.values())
    changed = {**tables, "Party": [{**row, "note": "seen"} if n % 100 == 0 else row
                                   for n, row in enumerate(tables["Party"])]}  # fmt: skip
    table = Table(title=f"Loading a build of {elements:,} elements")
    for column in ("server", "what", "seconds", "elements/s", "of the bare rate"):
        table.add_column(column, justify="left" if column in ("server", "what") else "right")
    with tempfile.TemporaryDirectory() as folder:
        workspace = create(Path(folder) / "local")
        with Store.open(workspace) as store:
            assert isinstance(store, LocalStore)
            try:
                _measure(table, store, workspace, tables, changed, lambda: bare_local(store, tables), elements)
            finally:
                store.server.stop()
        servers = _neo4j_servers()
        try:
            servers.jars()
        except servers.MissingError as missing:
            Console().print(f"Neo4j left out: {missing}")
        else:
            with servers.running(Path(folder) / "neo4j") as server:
                workspace = create(Path(folder) / "team")
                (workspace.folder / "thirdport.toml").write_text(
                    f'graph_uri = "{server.uri}"\ngraph_password = "{server.password}"\n'
                )
                with Store.open(Workspace(workspace.folder)) as store:
                    assert isinstance(store, Neo4jStore)
                    _measure(table, store, workspace, tables, changed, lambda: bare_neo4j(store, tables), elements)
    Console(width=100).print(table)


def _measure(
    table: Table, store: Store, workspace: Workspace, tables: Rows, changed: Rows, bare: Callable[[], float],
    elements: int,
) -> None:  # fmt: skip
    first, second = write(workspace, "aa", tables), write(workspace, "bb", changed)
    if isinstance(store, Neo4jStore):
        store.prepare()
    floor = bare()
    if isinstance(store, Neo4jStore):
        store.wipe()
    ours = store.load(first)
    again = store.load(second)
    table.add_row(store.name, "bare", f"{floor:.1f}", f"{elements / floor:,.0f}", "")
    for what, report in (("our load, all new", ours), ("our load, 1 % of parties changed", again)):
        rate = f"{elements / report.seconds:,.0f}"
        table.add_row(store.name, f"{what} ({report.how})", f"{report.seconds:.1f}", rate,
                      f"{floor / report.seconds:.2f}")  # fmt: skip


def _neo4j_servers() -> Any:
    """The tests' own way of running a real Neo4j."""
    path = Path(__file__).parents[1] / "tests" / "servers" / "neo4j.py"
    spec = importlib.util.spec_from_file_location("tests_servers_neo4j", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
