"""A finding is told hop by hop with words that stand in the file, is the same on both servers, and keeps its state."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from graph.casebook import Casebook
from graph.errors import Refusal
from graph.evidence import Catalogue, DocumentEntry
from graph.findings import find, finding, findings
from graph.schema import Relationship, element
from graph.snapshot import Manifest, Snapshot, arrow_schema
from graph.store import Store
from graph.types import DocumentId, Tlp
from graph.workspace import Workspace

LIST = "name,from\n[bold]Vostok[/bold] =cmd|Trade,2022-01-10\n"
TRADE = "declaration,date,consignee\nB-17,2023-05-01,VOSTOK TRADE\n"


def keep_evidence(workspace: Workspace, text: str, name: str, tlp: Tlp) -> str:
    """A document as ingest keeps it; gives the first part of references to it."""
    document = hashlib.sha256(text.encode()).hexdigest()
    catalogue = Catalogue(workspace.evidence)
    catalogue.bytes_path(document).parent.mkdir(parents=True, exist_ok=True)
    catalogue.bytes_path(document).write_text(text, encoding="utf-8")
    day = date(2024, 1, 1)
    entry = DocumentEntry(
        DocumentId(document), name, len(text), "test", "", day, day, day, tlp,
        format={"kind": "csv", "encoding": "utf-8", "delimiter": ",", "header": True},
    )  # fmt: skip
    catalogue.entry_path(document).write_text(entry.to_json(), encoding="utf-8")
    return document[:16]


def snapshot(workspace: Workspace, build: str, party: str, *, trades: bool = True, old: str = "") -> Snapshot:
    """A build with one denied party and, unless it stopped trading, one shipment to it."""
    listed = keep_evidence(workspace, LIST, "list.csv", Tlp.CLEAR)
    trade = keep_evidence(workspace, TRADE, "trade.csv", Tlp.AMBER)
    known = {"known_from": date(2022, 1, 12), "confidence": 1.0, "evidence_count": 1}
    rows: dict[str, list[dict]] = {
        "Party": [{"id": party, "name": "[bold]Vostok[/bold] Trade", "listed": True, **known}],
        "Denial": [{"id": "d:1", "kind": "denial_order", "title": "Order", "authority": "US-BIS",
                    "valid_from": date(2022, 1, 10), "evidence": [f"{listed}#row=2"], "tlp": "CLEAR", **known}],
        "NAMED_IN": [{"id": "NAMED_IN:1", "start": party, "start_label": "Party", "end": "d:1", "end_label": "Denial",
                      "evidence": [f"{listed}#row=2;col=name"], "tlp": "CLEAR", **known}],
    }  # fmt: skip
    if trades:
        rows["Shipment"] = [{"id": "s:1", "reference": "B-17", "date": date(2023, 5, 1),
                             "evidence": [f"{trade}#row=2"], "tlp": "AMBER", **known}]  # fmt: skip
        rows["PARTY_TO"] = [{"id": "PARTY_TO:1", "start": party, "start_label": "Party", "end": "s:1",
                             "end_label": "Shipment", "role": "consignee", "name_given": "VOSTOK TRADE",
                             "evidence": [f"{trade}#row=2;col=consignee"], "tlp": "AMBER", **known}]  # fmt: skip
    folder = workspace.builds / build
    counts: dict[str, dict[str, int]] = {"nodes": {}, "rels": {}}
    for name, told in rows.items():
        kind = element(name)
        part = "rels" if issubclass(kind, Relationship) else "nodes"
        (folder / part).mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(told, arrow_schema(kind)), folder / part / f"{name}.parquet")
        counts[part][name] = len(told)
    if old:
        pq.write_table(pa.table({"old": [old], "new": [party]}), folder / "redirects.parquet")
    Manifest(build, date(2024, 6, 1), counts["nodes"], counts["rels"], 2).write(folder)
    return Snapshot(folder)


def test_a_finding_is_told_in_sentences_with_the_words_that_stand_in_the_files(store: Store, workspace: Workspace):
    store.load(snapshot(store.workspace, "b1", "P-1"))
    (told,) = find(store.workspace, store)
    assert [hop.sentence for hop in told.hops] == [
        "[bold]Vostok[/bold] Trade is named in the denial order “Order” of US-BIS",
        "[bold]Vostok[/bold] Trade is consignee of shipment B-17 of 2023-05-01 (written “VOSTOK TRADE”)",
    ]
    places = [(place.file_name, place.locator, place.quote, place.tlp) for hop in told.hops for place in hop.evidence]
    assert places == [
        ("list.csv", "row=2;col=name", "[bold]Vostok[/bold] =cmd|Trade", "CLEAR"),
        ("list.csv", "row=2", "[bold]Vostok[/bold] =cmd|Trade,2022-01-10", "CLEAR"),
        ("trade.csv", "row=2;col=consignee", "VOSTOK TRADE", "AMBER"),
        ("trade.csv", "row=2", "B-17,2023-05-01,VOSTOK TRADE", "AMBER"),
    ]
    assert all(len(place.document) == 64 for hop in told.hops for place in hop.evidence)
    assert (told.status, told.state, told.tlp) == ("new", "open", "AMBER")
    assert told.score == round(sum(p["value"] * p["weight"] for p in told.score_parts), 3)
    assert [party["id"] for party in told.parties] == ["P-1"]
    assert {record["id"] for record in told.records} == {"d:1", "s:1"}


def test_findings_are_the_same_json_on_both_servers(open_on):
    said = []
    for name in ("local", "neo4j"):
        store = open_on(name)
        store.load(snapshot(store.workspace, "b1", "P-1"))
        said.append(json.dumps([one.to_json() for one in find(store.workspace, store)], sort_keys=True))
    assert said[0] == said[1]
    assert len(json.loads(said[0])) == 1


def test_a_dismissal_survives_rebuilds_and_a_party_that_changed_its_id(local_store: Store):
    workspace = local_store.workspace
    local_store.load(snapshot(workspace, "b1", "P-1"))
    (first,) = find(workspace, local_store)
    with Casebook.open(workspace) as casebook:
        casebook.set_state(first.id, "dismissed", "eve", "another Vostok")
    local_store.load(snapshot(workspace, "b2", "P-2", old="P-1"))
    (again,) = find(workspace, local_store)
    assert (again.id, again.state, again.status, again.reason) == (first.id, "dismissed", "ongoing", "another Vostok")
    assert again.identity["party_id"] == "P-2"
    local_store.load(snapshot(workspace, "b3", "P-2", trades=False))
    assert find(workspace, local_store) == []
    assert [(one.id, one.status, one.state) for one in findings(workspace)] == [(first.id, "gone", "dismissed")]
    assert finding(workspace, first.id).hops[1].evidence[0].quote == "VOSTOK TRADE", "what is gone can still be read"


def test_what_happened_later_is_not_found_on_an_earlier_day(local_store: Store):
    local_store.load(snapshot(local_store.workspace, "b1", "P-1"))
    assert find(local_store.workspace, local_store, as_of=date(2023, 4, 30)) == []
    assert len(find(local_store.workspace, local_store, as_of=date(2023, 5, 1))) == 1


def test_without_a_graph_the_next_step_is_said(local_store: Store):
    with pytest.raises(Refusal) as refused:
        find(local_store.workspace, local_store)
    assert "thirdport build" in refused.value.next_step


def test_a_query_that_cannot_run_is_told_and_spares_the_others(local_store: Store):
    workspace = local_store.workspace
    text = (Path(__file__).parents[2] / "cypher" / "licence_overdraw.cypher").read_text()
    mine = workspace.queries / "mine.cypher"
    mine.write_text(text.replace('"licence_overdraw"', '"mine"').replace("MATCH (line", "MATCH ((line"))
    (workspace.queries / "broken.cypher").write_text("MATCH (n) RETURN n")
    local_store.load(snapshot(workspace, "b1", "P-1"))
    problems: list[str] = []
    assert len(find(workspace, local_store, on_problem=problems.append)) == 1
    assert {problem.split()[0] for problem in problems} == {"mine", "broken.cypher"}


def test_a_finding_is_shown_to_a_person_with_hostile_text_left_as_text(local_store: Store):
    from thirdport import build_app

    workspace = local_store.workspace
    local_store.load(snapshot(workspace, "b1", "P-1"))
    (told,) = find(workspace, local_store)
    run = CliRunner()
    where = ["-w", str(workspace.folder)]
    shown = run.invoke(build_app(), ["finding", "show", told.id, *where], env={"COLUMNS": "300"})
    assert shown.exit_code == 0, shown.output
    assert "[bold]Vostok[/bold] Trade is named in" in shown.output
    assert "“[bold]Vostok[/bold] =cmd|Trade”" in shown.output
    assert "may be innocent" in shown.output
    done = run.invoke(build_app(), ["finding", "dismiss", told.id, "--reason", "namesake", "--json", *where])
    assert json.loads(done.output)["state"] == "dismissed"
    listed = run.invoke(build_app(), ["finding", "list", "--state", "dismissed", "--json", *where])
    assert [one["id"] for one in json.loads(listed.output)] == [told.id]
    asked = run.invoke(build_app(), ["query", "run", told.query, "--roles", "consignee", "--json", *where])
    assert [row["party_id"] for row in json.loads(asked.output)["rows"]] == ["P-1"]
    asked = run.invoke(build_app(), ["query", "run", told.query, "--roles", "carrier", "--json", *where])
    assert json.loads(asked.output)["rows"] == []


def test_parameters_without_the_query_they_belong_to_are_refused(store: Store):
    store.load(snapshot(store.workspace, "b1", "P-1"))
    with pytest.raises(Refusal, match="not to which query"):
        find(store.workspace, store, given={"window_days": 3})
