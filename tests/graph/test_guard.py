from __future__ import annotations

import pytest

from graph.errors import QueryRefused
from graph.guard import inspect

REFUSED = [
    "",
    "   // only a comment",
    "CREATE (n:Party {id: 'x'})",
    "create (n:Party)",
    "MERGE (n:Party {id: 'x'}) RETURN n",
    "MATCH (n) SET n.name = 'x' RETURN n",
    "MATCH (n) SET n:Other RETURN n",
    "MATCH (n) SET n += {name: 'x'}",
    "MATCH (n) REMOVE n.name RETURN n",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | SET n.name = 'x')",
    "INSERT (n:Party {id: 'x'})",
    "CREATE INDEX x FOR (n:Party) ON (n.zz)",
    "CREATE CONSTRAINT x FOR (n:Party) REQUIRE n.zz IS UNIQUE",
    "CREATE FULLTEXT INDEX x FOR (n:Party) ON EACH [n.name]",
    "DROP INDEX party_name",
    "DROP CONSTRAINT party_id IF EXISTS",
    "CREATE USER mallory SET PASSWORD 'x12345678'",
    "ALTER USER neo4j SET PASSWORD 'x12345678'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "DROP USER neo4j",
    "SHOW USERS",
    "SHOW SETTINGS",
    "GRANT ROLE admin TO mallory",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CREATE DATABASE other",
    "USE system MATCH (n) RETURN n",
    "CALL { USE system MATCH (n) RETURN n } RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE CREATE (n)",
    "CYPHER runtime=parallel MATCH (n) RETURN n",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "MATCH (n) LOAD CSV FROM 'http://127.0.0.1/' AS line RETURN line",
    "WITH 1 AS x load  csv WITH HEADERS FROM 'https://example.org/x' AS line RETURN line",
    "WITH 1 AS x LOAD/* */CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 1 AS x LOAD // a comment\nCSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 1 AS x LOAD // a comment\rCSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH '/*' AS x LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line, '*/'",
    "WITH \"it's\" AS x LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 'a\\'b' AS x LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 'a\\\\' AS x LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 1 AS `x'` LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 1 AS `a``'` LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 1 AS x \\u004cOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "WITH 'a\\u0027 AS x LOAD CSV FROM \\u0027file:///etc/hostname\\u0027 AS line RETURN line",
    "WITH '\\u0027 AS x LOAD CSV FROM \\u0027file:///etc/hostname' AS line RETURN line",
    "CALL { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
    "CALL (*) { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
    "MATCH (n) CALL { WITH n SET n.name = 'x' } RETURN n",
    "MATCH (n) CALL (n) { CREATE (m:Party) } RETURN n",
    "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS OF 10 ROWS",
    "CALL apoc.load.json('file:///etc/hostname')",
    "CALL apoc.cypher.doIt('CREATE (n)', {})",
    "CALL dbms.listConfig()",
    "CALL dbms.components",
    "CALL db.createLabel('x')",
    "CALL `apoc`.`load`.`json`('file:///etc/hostname')",
    "CALL db . createLabel('x')",
    "CALL/**/db.index.fulltext.createNodeIndex('a', ['b'], ['c'])",
    "MATCH (n) WITH n CALL db.create.setNodeVectorProperty(n, 'v', [1.0]) RETURN n",
    "MATCH (n) WHERE n.x = 1. CALL db.createLabel('x') RETURN n",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {})",
    "RETURN genai.vector.encode('text', 'OpenAI', {token: 'x'})",
    "RETURN `apoc`.`text`.join(['a'], ',')",
    "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n",
    "MATCH (n) RETURN 'not closed",
    "MATCH (n) RETURN n /* not closed",
    "MATCH (`n) RETURN n",
]

ALLOWED = [
    "MATCH (n) RETURN n",
    "MATCH (n) RETURN n;",
    "// /// query\n// id = \"x\"\n// CREATE (n) LOAD CSV 'it's\n// ///\nMATCH (n:Party) RETURN n.name // CREATE\n",
    "OPTIONAL MATCH (n) RETURN n /* LOAD CSV ' */",
    "MATCH (n {name: 'LOAD CSV FROM \"x\" CALL dbms.listConfig()'}) RETURN n",
    'MATCH (n) WHERE n.name = "CREATE (n) SET n.x = 1" RETURN n',
    "MATCH (n) RETURN n.set AS `SET`, n.create, n.load AS load, n.`delete`",
    "MATCH (n:Create)-[r:SET|MERGE]->(m) RETURN n, {set: 1, delete: n.use}",
    "MATCH (start)-[:OWNS*1..4]->(end) RETURN start, end",
    "MATCH p = shortestPath((a)-[*..6]-(b)) RETURN p",
    "MATCH (p:Party) CALL (p) { MATCH (p)-[:OWNS]->(q) RETURN count(q) AS owned } RETURN p, owned",
    "CALL { MATCH (n) RETURN count(n) AS n } RETURN n",
    "CALL db.labels() YIELD label RETURN label",
    "CALL DB.relationshipTypes",
    "RETURN date.truncate('month', date('2024-01-02')) AS d, duration.inDays(date(), date()).days AS n",
    "UNWIND [1, 2.5, .5, 1e3] AS x RETURN x",
    "MATCH (n) WHERE EXISTS { (n)-[:OWNS]->() } AND n.name =~ '.*\\\\.' RETURN n",
    "MATCH (n) WITH n, 1 AS use RETURN n, use",
    "WITH $set AS x RETURN x",
    "MATCH (n) RETURN n.name AS `a``b`",
]  # fmt: skip


@pytest.mark.parametrize("cypher", REFUSED)
def test_what_could_write_or_reach_out_is_refused_by_its_text(cypher: str) -> None:
    with pytest.raises(QueryRefused):
        inspect(cypher)


@pytest.mark.parametrize("cypher", ALLOWED)
def test_what_only_looks_like_it_is_let_through(cypher: str) -> None:
    assert inspect(cypher) == cypher.removesuffix(";")


def test_a_refusal_says_what_and_what_to_do() -> None:
    with pytest.raises(QueryRefused) as refused:
        inspect("MATCH (n) SET n.x = 1")
    assert "write" in refused.value.message
    assert "MATCH" in refused.value.next_step
