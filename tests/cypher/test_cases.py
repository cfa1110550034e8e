"""Every saved query finds what its cases say it must, and nothing else, alike on both servers."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from graph.queries import PROJECT, library, run

CASES = sorted(Path(__file__).parent.glob("*/*.cypher"))
AS_OF = date(2024, 12, 31)
"""The day on which a case is asked, unless it says `as_of`."""
NAME_LINKS = "MATCH (a)-[r]->(b) SET r.id = type(r) + ':' + a.id + '>' + b.id RETURN count(r) AS n"


def front(text: str) -> dict:
    return tomllib.loads("\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("//")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_the_query_finds_exactly_what_its_case_expects(store, case):
    text = case.read_text(encoding="utf-8")
    said = front(text)
    store.write(text + " RETURN 1 AS made" if "FOREACH" not in text else text)
    store.write(NAME_LINKS)
    query = library().get(case.parent.name)
    with store.reader() as reader:
        answer = run(query, reader, said.get("as_of", AS_OF), said.get("params"))
    got = [{key: row[key] for key in expected} for row, expected in zip(answer.rows, said["expect"], strict=False)]
    assert got == said["expect"]
    assert len(answer.rows) == len(said["expect"]), answer.rows
    for row in answer.rows:
        paths = answer.paths(row)
        assert paths, "a hit must be told hop by hop"
        assert all(path.rels for path in paths)


def test_every_query_has_a_hit_and_at_least_two_decoys():
    for query in library().queries:
        names = [case.stem for case in CASES if case.parent.name == query]
        assert [name for name in names if name.startswith("hit-")], query
        assert len([name for name in names if name.startswith("decoy-")]) >= 2, query


def test_every_case_belongs_to_a_query_and_says_hit_or_decoy_truly():
    for case in CASES:
        expected = front(case.read_text(encoding="utf-8"))["expect"]
        assert (PROJECT / f"{case.parent.name}.cypher").is_file()
        assert case.stem.startswith("hit-") == bool(expected), case


def test_every_query_of_the_project_can_be_used():
    assert library().problems == ()
