"""The demonstration from its first file to its findings: every scheme is found, no look-alike is, twice is as once."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from graph.local_server import LocalServer
from graph.workspace import Workspace
from ingest.simulate.run import Demonstration, run_demo


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    folder = tmp_path_factory.mktemp("demo")
    yield run_demo(folder)
    LocalServer(Workspace(folder / "workspace").server, 1024).stop()


def _schemes(done: Demonstration) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((done.folder / "truth.json").read_text(encoding="utf-8"))["schemes"]
    return found


def _named(done: Demonstration, query: str) -> tuple[set[str], str]:
    """Names of the parties, and the ids of the records, in the findings of one query."""
    findings = [finding for finding in done.findings if finding["query"] == query]
    names = {party["name"] for finding in findings for party in finding["parties"]}
    return names, " ".join(record["id"] for finding in findings for record in finding["records"])


def test_every_planted_scheme_is_found(done: Demonstration) -> None:
    assert done.problems == []
    for scheme in _schemes(done):
        names, _ = _named(done, scheme["query"])
        assert scheme["parties"][0]["name"] in names, scheme["query"]


def test_no_innocent_look_alike_is_found(done: Demonstration) -> None:
    for scheme in _schemes(done):
        names, records = _named(done, scheme["query"])
        guilty = {party["name"] for party in scheme["parties"]}
        for decoy in scheme["decoys"]:
            innocent = {party["name"] for party in decoy["parties"]} - guilty
            assert not innocent & names, decoy["why_innocent"]
            assert not [record["id"] for record in decoy["records"] if record["id"] in records], decoy["why_innocent"]


def test_the_findings_are_about_what_was_planted_and_little_else(done: Demonstration) -> None:
    planted = {party["name"] for scheme in _schemes(done) for party in scheme["parties"]}
    planted |= {party["name"] for scheme in _schemes(done) for d in scheme["decoys"] for party in d["parties"]}
    strangers = [one for one in done.findings if not {party["name"] for party in one["parties"]} & planted]
    assert strangers == []


def test_the_demonstration_run_again_changes_nothing(done: Demonstration) -> None:
    again = run_demo(done.folder)
    assert again.files == done.files
    assert [one["id"] for one in again.findings] == [one["id"] for one in done.findings]
