from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph import rows
from graph.errors import ServerRefused
from graph.schema import Relationship, element
from graph.snapshot import Manifest, Snapshot, arrow_schema
from graph.store import Store
from graph.values import NodeValue, RelValue
from graph.workspace import Workspace

DAY = date(2024, 5, 1)
Row = dict[str, Any]
Tables = Mapping[str, Iterable[Row]]


def write_snapshot(workspace: Workspace, build: str, tables: Tables) -> Snapshot:
    folder = workspace.builds / build
    counts: dict[str, dict[str, int]] = {"nodes": {}, "rels": {}}
    for name, content in tables.items():
        kind = element(name)
        what = "rels" if issubclass(kind, Relationship) else "nodes"
        listed = sorted(content, key=lambda row: row["id"])
        counts[what][name] = len(listed)
        (folder / what).mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(listed, schema=arrow_schema(kind)), folder / what / f"{name}.parquet")
    Manifest(build=build, as_of=DAY, documents=1, **counts).write(folder)
    return Snapshot(folder)


def tables(parties: int, seed: int, *, changed: int = 0) -> dict[str, list[Row]]:
    """A graph of parties, addresses and shipments; `changed` of each kind differ from the one without changes."""
    rng = random.Random(seed)
    known = [DAY + timedelta(days=n) for n in range(50)]
    party = [
        {"id": f"P-{n:05}", "name": f"Ǝxport № {n} 'Ltd' \"`\\", "names": ["Über", "Ёлка"] if n % 3 else [],
         "kind": "company",
         "country": "NO", "known_from": rng.choice(known), "inferred": False, "listed": n % 7 == 0,
         "confidence": 0.5 if n % 2 else None, "evidence": [f"0123456789abcdef#row={n};col=Name"], "evidence_count": 1}
        for n in range(parties)
    ]  # fmt: skip
    place = [{"id": f"address:{n}", "text": "1 Main St", "known_from": DAY} for n in range(parties // 4)]
    at = [
        {"id": f"LOCATED_AT:{n}", "start": f"P-{n:05}", "start_label": "Party", "end": f"address:{n % (parties // 4)}",
         "end_label": "Address", "known_from": rng.choice(known)}
        for n in range(parties)
    ]  # fmt: skip
    country = [
        {"id": "C:1", "start": "P-00000", "start_label": "Party", "end": "country:NO", "end_label": "Country"},
        {"id": "C:2", "start": "address:0", "start_label": "Address", "end": "country:NO", "end_label": "Country"},
    ]
    owns = [
        {"id": f"OWNS:{n}", "start": f"P-{rng.randrange(parties):05}", "start_label": "Party",
         "end": f"P-{rng.randrange(parties):05}", "end_label": "Party", "share_min": 10.0, "inferred": False}
        for n in range(parties)
    ]  # fmt: skip
    for n in range(changed):
        party[n] = {"id": f"P-new-{n}", "name": "New", "hs_code": "0304"}
        at[n]["start"] = f"P-new-{n}"
        owns = [row for row in owns if f"P-{n:05}" not in (row["start"], row["end"])]
        party[-1 - n]["name"] = "Renamed"
        party[-1 - n]["confidence"] = None
        owns[-1 - n]["share_min"] = None
        owns[-1 - n]["share_max"] = 99.5
    if changed:
        country[0]["start"] = "P-new-0"
        del country[1]
    return {"Party": party, "Address": place, "Country": [{"id": "country:NO", "code": "NO"}], "LOCATED_AT": at,
            "IN_COUNTRY": country, "OWNS": owns}  # fmt: skip


def graph(store: Store) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The whole graph as the reader tells it, without the Build node."""
    with store.reader(rows=1_000_000) as reader:
        found = [row["n"] for row in reader.run("MATCH (n) WHERE n.slot IS NULL RETURN n")]
        links = [row["r"] for row in reader.run("MATCH ()-[r]->() RETURN r")]
    assert len({(e.id, isinstance(e, NodeValue)) for e in found + links}) == len(found) + len(links), "doubled"
    return {(node.label, node.id): (node.props,) for node in found} | {
        (link.type, link.id): (link.start, link.end, link.props) for link in links
    }


def expected(content: Tables) -> dict[tuple[str, str], tuple[Any, ...]]:
    told: dict[tuple[str, str], tuple[Any, ...]] = {}
    for name, listed in content.items():
        columns = set(element(name).all_props())
        for row in listed:
            props = {key: value for key, value in row.items() if key in columns and value not in (None, [])}
            ends = (row["start"], row["end"]) if "start" in row else ()
            told[name, row["id"]] = (*ends, props)
    return told


def test_a_loaded_build_is_the_snapshot_and_says_so(store: Store, workspace: Workspace) -> None:
    content = tables(40, seed=1)
    seen: list[tuple[int, int]] = []
    report = store.load(write_snapshot(workspace, "a1", content), lambda done, total: seen.append((done, total)))
    assert graph(store) == expected(content)
    state = store.build()
    assert state is not None
    assert (state.id, state.as_of, state.whole) == ("a1", DAY, True)
    assert store.reader().build() == state
    assert (report.how, report.nodes, report.rels) == ("everything", 51, 82)
    assert seen[-1] == (133, 133)


def test_loading_the_same_build_again_does_nothing(store: Store, workspace: Workspace) -> None:
    snapshot = write_snapshot(workspace, "a1", tables(8, seed=1))
    store.load(snapshot)
    report = store.load(snapshot)
    assert (report.how, report.nodes, report.rels) == ("nothing", 0, 0)


def test_loading_the_next_build_gives_what_loading_it_alone_gives(store: Store, workspace: Workspace) -> None:
    store.load(write_snapshot(workspace, "a1", tables(40, seed=1)))
    after = tables(40, seed=1, changed=5)
    store.load(write_snapshot(workspace, "b2", after))
    assert graph(store) == expected(after)
    store.load(write_snapshot(workspace, "a1", tables(40, seed=1)))
    assert graph(store) == expected(tables(40, seed=1))


def test_neo4j_is_sent_only_what_changed(open_on: Callable[[str], Store], workspace: Workspace) -> None:
    store = open_on("neo4j")
    store.load(write_snapshot(workspace, "a1", tables(40, seed=1)))
    report = store.load(write_snapshot(workspace, "b2", tables(40, seed=1, changed=2)))
    assert report.how == "changes"
    assert 0 < report.nodes + report.rels < 30


def test_a_graph_whose_snapshot_is_gone_is_loaded_from_nothing(store: Store, workspace: Workspace) -> None:
    first = write_snapshot(workspace, "a1", tables(40, seed=1))
    store.load(first)
    (first.folder / "manifest.json").unlink()
    after = tables(40, seed=1, changed=5)
    assert store.load(write_snapshot(workspace, "b2", after)).how == "everything"
    assert graph(store) == expected(after)


def test_a_build_of_another_schema_is_not_compared_but_replaced(store: Store, workspace: Workspace) -> None:
    first = write_snapshot(workspace, "a1", tables(40, seed=1))
    store.load(first)
    path = first.nodes("Party")
    pq.write_table(pq.read_table(path).drop_columns(["note"]), path)  # as an older version would have written it
    after = tables(40, seed=1, changed=5)
    assert store.load(write_snapshot(workspace, "b2", after)).how == "everything"
    assert graph(store) == expected(after)


def test_a_relationship_to_nothing_is_said_and_not_dropped(store: Store, workspace: Workspace) -> None:
    content = tables(8, seed=1)
    content["OWNS"][0]["end"] = "P-nobody"
    with pytest.raises(ServerRefused):
        store.load(write_snapshot(workspace, "a1", content))
    state = store.build()
    assert state is None or not state.whole


def test_an_overlong_name_is_cut_alike_on_both_servers(store: Store, workspace: Workspace) -> None:
    store.load(write_snapshot(workspace, "a1", {"Party": [{"id": "P-1", "name": "ё" * 100_000}]}))
    (row,) = store.reader().run("MATCH (n:Party) RETURN n.name AS name")
    assert len(row["name"]) == 1_900
    assert row["name"].endswith("…")


_LOADER = """
    import sys
    from pathlib import Path
    from graph import rows
    from graph.snapshot import Snapshot
    from graph.store import Store
    from graph.workspace import Workspace
    rows.BATCH = 20
    workspace = Workspace(Path(sys.argv[1]))
    with Store.open(workspace) as store:
        print("open", flush=True)
        store.load(Snapshot(workspace.builds / sys.argv[2]), lambda done, total: print(done, flush=True))
"""


def kill_while_loading(workspace: Workspace, build: str, after_lines: int) -> None:
    loader = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_LOADER), str(workspace.folder), build],
        stdout=subprocess.PIPE, cwd=Path(rows.__file__).parents[1], env={**os.environ},
    )  # fmt: skip
    assert loader.stdout is not None
    for _ in range(after_lines):
        loader.stdout.readline()
    time.sleep(random.Random(after_lines).random() / 50)
    loader.send_signal(signal.SIGKILL)
    loader.wait()
    loader.stdout.close()


@pytest.mark.parametrize("before", ["", "a1"])
def test_a_load_killed_again_and_again_ends_in_the_same_graph(
    store: Store, workspace: Workspace, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "BATCH", 20)
    if before:
        store.load(write_snapshot(workspace, before, tables(200, seed=2)))
    content = tables(200, seed=2, changed=40)
    snapshot = write_snapshot(workspace, "b2", content)
    for after_lines in (2, 8):
        kill_while_loading(workspace, "b2", after_lines)
        state = store.build()
        if store.name == "local":
            assert state is None or state.id == before or state.whole, "the local server never shows half a build"
        else:
            assert state is None or state.whole == (state.id == before), "a half build says that it is not whole"
    store.load(snapshot)
    assert graph(store) == expected(content)
    state = store.build()
    assert state is not None
    assert state.whole
    assert state.id == "b2"


def test_a_load_cut_off_on_the_way_to_another_build_is_finished_first(
    open_on: Callable[[str], Store], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "BATCH", 20)
    store = open_on("neo4j")
    store.load(write_snapshot(workspace, "a1", tables(100, seed=2)))
    write_snapshot(workspace, "b2", tables(100, seed=2, changed=20))
    kill_while_loading(workspace, "b2", 4)
    third = tables(100, seed=2, changed=9)
    report = store.load(write_snapshot(workspace, "c3", third))
    assert graph(store) == expected(third)
    assert report.resumed


def test_two_programs_that_load_at_once_leave_one_graph(store: Store, workspace: Workspace) -> None:
    content = tables(100, seed=3)
    write_snapshot(workspace, "a1", content)
    loaders = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(_LOADER), str(workspace.folder), "a1"],
            stdout=subprocess.DEVNULL, cwd=Path(rows.__file__).parents[1],
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [loader.wait(60) for loader in loaders] == [0, 0]
    assert graph(store) == expected(content)


def test_a_reader_sees_dates_of_relationships_it_did_not_load_whole(store: Store, workspace: Workspace) -> None:
    store.load(write_snapshot(workspace, "a1", tables(8, seed=1)))
    (row,) = store.reader().run("MATCH ()-[r:OWNS {id: 'OWNS:1'}]->() RETURN r")
    assert isinstance(row["r"], RelValue)
    assert row["r"].start.startswith("P-0")
