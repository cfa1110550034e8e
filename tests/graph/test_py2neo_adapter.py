from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.errors import QueryRefused
from graph.py2neo_adapter import reader_of
from graph.store import Store
from graph.values import NodeValue


def test_a_notebook_with_a_py2neo_graph_reads_as_everyone_does(
    open_on: Callable[[str], Store], workspace: object
) -> None:
    import py2neo

    store = open_on("neo4j")
    store.write("CREATE (:Party {id: 'P1', name: 'Orbis'})")
    settings = store.workspace.settings
    theirs = py2neo.Graph(settings.graph_uri, auth=(settings.graph_user, settings.graph_password.get_secret_value()))
    with reader_of(theirs, rows=5) as reader:
        expected = NodeValue("Party", "P1", {"id": "P1", "name": "Orbis"})
        assert reader.run("MATCH (n:Party) RETURN n").rows == [{"n": expected}]
        with pytest.raises(QueryRefused):
            reader.run("MATCH (n) DETACH DELETE n")
