from __future__ import annotations

import time

import pytest

from graph.errors import QueryRefused, QueryStopped
from graph.store import Store

WRITES = [
    "CREATE (n:Party {id: 'x'})",
    "CREATE (n:NeverSeen {id: 'x'})",
    "MERGE (n:Party {id: 'x'})",
    "MATCH (n:Party) SET n.name = 'x'",
    "MATCH (n:Party) SET n = {id: n.id, name: 'x'}",
    "MATCH (n:Party) SET n:Other",
    "MATCH (n:Party) REMOVE n.name",
    "MATCH (n:Party) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (a:Party), (b:Party) CREATE (a)-[:OWNS {id: 'x'}]->(b)",
    "MATCH (a:Party), (b:Party) MERGE (a)-[:NEVER_SEEN]->(b)",
    "MATCH (n:Party) FOREACH (x IN [1] | SET n.name = 'x')",
    "MATCH (n:Party) CALL { WITH n SET n.name = 'x' } RETURN n",
    "MATCH (n:Party) CALL (n) { CREATE (m:Party {id: 'y'}) } RETURN n",
    "UNWIND [1, 2] AS x CREATE (n:Party {id: toString(x)}) RETURN n",
    "CREATE INDEX zz FOR (n:Party) ON (n.zz)",
    "CREATE CONSTRAINT zz FOR (n:Party) REQUIRE n.zz IS UNIQUE",
    "DROP INDEX party_name",
    "DROP INDEX `Party[name]`",
    "CREATE USER mallory SET PASSWORD 'x12345678'",
    "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'y12345678'",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "LOAD CSV FROM 'file:///etc/hostname' AS line CREATE (n:Party {id: line[0]})",
    "CALL db.createLabel('x')",
]

GRAPH = "CREATE (a:Party {id: 'P1', name: 'A'})-[:OWNS {id: 'O1'}]->(b:Party {id: 'P2', name: 'B'})"
WHOLE = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r ORDER BY n.id"


def test_a_reader_is_refused_every_write_by_its_text_and_again_by_the_server(store: Store) -> None:
    store.write(GRAPH)
    with store.reader() as reader:
        before = reader.run(WHOLE)
        for statement in WRITES:
            with pytest.raises(QueryRefused):
                reader.run(statement)
            with pytest.raises(QueryRefused):
                reader._read(statement, {}, 10)  # as if nothing had inspected its text
        assert reader.run(WHOLE) == before


def test_what_the_server_cannot_understand_is_said_in_its_words(store: Store) -> None:
    with store.reader() as reader:
        with pytest.raises(QueryRefused, match=r"(?i)nonsense|syntax|input|expected"):
            reader.run("MATCH (n) RETURN NONSENSE HERE")
        with pytest.raises(QueryRefused):
            reader.check("MATCH (n RETURN n")
        reader.check("MATCH (n:Party {id: $id}) RETURN n", {"id": "P1"})


def test_more_rows_than_the_cap_are_cut_and_said_to_be(store: Store) -> None:
    with store.reader(rows=10) as reader:
        cut = reader.run("UNWIND range(1, 100000) AS n RETURN n")
        assert (len(cut), cut.truncated) == (10, True)
        assert [row["n"] for row in cut] == list(range(1, 11))
        whole = reader.run("UNWIND range(1, 10) AS n RETURN n")
        assert (len(whole), whole.truncated) == (10, False)


def test_a_reader_may_not_ask_for_more_time_than_the_settings_give(store: Store) -> None:
    assert store.reader(seconds=10_000).seconds == store.workspace.settings.query_seconds
    assert store.reader(seconds=2).seconds == 2


RUNAWAY = [
    "MATCH (a:Party), (b:Party), (c:Party), (d:Party) WHERE a.name = b.name + c.name + d.name RETURN count(*) AS n",
    "MATCH p = (a:Party)-[:OWNS*1..60]-(b:Party) RETURN count(p) AS n",
    "UNWIND range(1, 500000) AS a UNWIND range(1, 500000) AS b WITH a, b WHERE a = -b RETURN count(*) AS n",
]


@pytest.mark.parametrize("cypher", RUNAWAY)
def test_a_runaway_query_is_stopped_and_the_next_one_answers(store: Store, cypher: str) -> None:
    store.write("UNWIND range(1, 300) AS n CREATE (:Party {id: 'P' + toString(n), name: 'N' + toString(n)})")
    store.write(
        "UNWIND range(1, 1500) AS n MATCH (a:Party {id: 'P' + toString(1 + n % 300)}) "
        "MATCH (b:Party {id: 'P' + toString(1 + (n * 7 + n / 300) % 300)}) "
        "CREATE (a)-[:OWNS {id: 'O' + toString(n)}]->(b)"
    )
    began = time.monotonic()
    with store.reader(seconds=1) as reader, pytest.raises(QueryStopped, match="1 s"):
        reader.run(cypher)
    assert time.monotonic() - began < 30
    assert store.reader().run("MATCH (n:Party) RETURN count(n) AS n").rows == [{"n": 300}]


def test_a_query_that_computes_without_end_is_left_behind(store: Store) -> None:
    began = time.monotonic()
    with store.reader(seconds=1) as reader, pytest.raises(QueryStopped):
        reader.run("RETURN reduce(s = 0, x IN range(1, 20000) | s + size([y IN range(1, 20000) WHERE y = -x])) AS n")
    assert time.monotonic() - began < 30
    assert store.reader().run("RETURN 1 AS n").rows == [{"n": 1}]
