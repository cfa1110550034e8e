"""Every saved query finds what its cases say it must, and nothing else, alike on both servers."""

from pathlib import Path

import pytest

from graph.cases import read, wrong
from graph.queries import PROJECT, library

CASES = sorted(Path(__file__).parent.glob("*/*.cypher"))
LIBRARY = library()


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_query_finds_exactly_what_its_case_expects(store, file):
    assert wrong(read(file), LIBRARY.get(file.parent.name), store) == ""


def test_every_query_has_a_hit_and_at_least_two_decoys():
    for query in LIBRARY.queries:
        names = [file.stem for file in CASES if file.parent.name == query]
        assert [name for name in names if name.startswith("hit-")], query
        assert len([name for name in names if name.startswith("decoy-")]) >= 2, query


def test_every_case_belongs_to_a_query():
    assert {file.parent.name for file in CASES} == {file.stem for file in PROJECT.glob("*.cypher")}


def test_every_query_of_the_project_can_be_used():
    assert LIBRARY.problems == ()
