from __future__ import annotations

import datetime

from graph.store import Store
from graph.values import NodeValue, PathValue, RelValue


def test_nodes_relationships_and_paths_come_back_alike_from_both_servers(store: Store) -> None:
    store.write(
        "CREATE (a:Party {id: 'P1', name: 'Orbis', names: ['Orbis', 'Орбис'], registered_on: $day})"
        "-[:OWNS {id: 'O1', share_min: 25.0, known_from: $day}]->(b:Party {id: 'P2'})",
        day=datetime.date(2024, 2, 29),
    )
    day = datetime.date(2024, 2, 29)
    first = NodeValue("Party", "P1", {"id": "P1", "name": "Orbis", "names": ["Orbis", "Орбис"], "registered_on": day})
    second = NodeValue("Party", "P2", {"id": "P2"})
    owns = RelValue("OWNS", "O1", "P1", "P2", {"id": "O1", "share_min": 25.0, "known_from": day})
    with store.reader() as reader:
        assert reader.run("MATCH (n:Party) RETURN n ORDER BY n.id").rows == [{"n": first}, {"n": second}]
        assert reader.run("MATCH (b)<-[r:OWNS]-() RETURN r").rows == [{"r": owns}]
        assert reader.run("MATCH (b)<-[r:OWNS]-() RETURN collect(r) AS r").rows == [{"r": [owns]}]
        assert reader.run("MATCH p = (:Party {id: $id})<-[:OWNS]-() RETURN p", {"id": "P2"}).rows == [
            {"p": PathValue((second, first), (owns,))}
        ]
        plain = reader.run(
            "RETURN 1 AS i, 1.5 AS f, 'x' AS s, null AS z, [1, null] AS l, {a: date('2024-01-02')} AS m, "
            "datetime('2024-01-02T03:04:05Z') AS t, duration({days: 3}) AS d"
        )
    assert plain.columns == ("i", "f", "s", "z", "l", "m", "t", "d")
    assert plain.rows == [
        {"i": 1, "f": 1.5, "s": "x", "z": None, "l": [1, None], "m": {"a": datetime.date(2024, 1, 2)},
         "t": datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC), "d": "P3D"}
    ]  # fmt: skip


def test_an_empty_graph_has_no_build(store: Store) -> None:
    assert store.build() is None
    assert store.reader().build() is None
