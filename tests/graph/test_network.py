"""Pictures ask small, bounded questions, and get the same answers from both servers."""

from __future__ import annotations

from datetime import date

import pytest

from graph.network import Edge, Network, Thing, Tie, between, neighbourhood, network_of_finding, node, numbered, things
from graph.store import Store

SHIPMENTS = 60


@pytest.fixture
def town(store: Store) -> Store:
    """A party with one owner, sixty shipments, an address shared with a neighbour, and a neighbour it supplied."""
    store.write(
        "CREATE (a:Party {id: 'P-a', name: 'Harbour Trading', listed: true, evidence: ['0123456789abcdef#row=2']}), "
        "(b:Party {id: 'P-b', name: 'Neighbour'}), (o:Party {id: 'P-o', name: 'Owner'}), "
        "(l:Address {id: 'address:1', text: '12 Harbour Road'}), "
        "(o)-[:OWNS {id: 'OWNS:1', share_min: 60.0, evidence: ['0123456789abcdef#row=9']}]->(a), "
        "(a)-[:LOCATED_AT {id: 'LOCATED_AT:1'}]->(l), (b)-[:LOCATED_AT {id: 'LOCATED_AT:2'}]->(l), "
        "(a)-[:SUPPLIED {id: 'SUPPLIED:1', inferred: true}]->(b)"
    )
    rows = [
        {"id": f"shipment:{n}", "day": date(2024, 1, 1 + n % 28), "rel": f"PARTY_TO:{n:03}"} for n in range(SHIPMENTS)
    ]
    store.write(
        "MATCH (a:Party {id: 'P-a'}) UNWIND $rows AS row CREATE (s:Shipment {id: row.id, reference: row.id}) "
        "CREATE (a)-[:PARTY_TO {id: row.rel, role: 'consignee', known_from: row.day}]->(s)",
        rows=rows,
    )
    return store


def test_a_thing_is_found_by_its_id_whatever_it_is(town: Store) -> None:
    reader = town.reader()
    found = [node(reader, id_) for id_ in ("P-a", "address:1", "shipment:7")]
    assert [(one.label, one.caption) for one in found if one] == [
        ("Party", "Harbour Trading"), ("Address", "12 Harbour Road"), ("Shipment", "shipment:7"),
    ]  # fmt: skip
    assert found[0] is not None
    assert (found[0].listed, found[0].evidence) == (True, ("0123456789abcdef#row=2",))


def test_what_the_graph_does_not_hold_is_not_found(town: Store) -> None:
    assert node(town.reader(), "P-nobody") is None
    assert neighbourhood(town.reader(), "P-nobody") == Network()


def test_sixty_shipments_do_not_hide_one_owner(town: Store) -> None:
    around = neighbourhood(town.reader(), "P-a", limit=10)
    assert len(around.edges) == 10
    assert {edge.type for edge in around.edges} == {"OWNS", "LOCATED_AT", "SUPPLIED", "PARTY_TO"}
    assert around.edge("OWNS:1") == Edge("OWNS:1", "OWNS", "P-o", "P-a", around.edge("OWNS:1").props)  # type: ignore[union-attr]


def test_how_much_there_is_is_told_before_it_is_shown(town: Store) -> None:
    around = neighbourhood(town.reader(), "P-a", limit=0)
    assert {(str(more.tie), more.there, more.shown) for more in around.more} == {
        ("LOCATED_AT>Address", 1, 0), ("OWNS<Party", 1, 0), ("PARTY_TO>Shipment", SHIPMENTS, 0),
        ("SUPPLIED>Party", 1, 0),
    }  # fmt: skip
    assert around.edges == ()


def test_one_tie_can_be_asked_alone_and_the_newest_known_come_first(town: Store) -> None:
    around = neighbourhood(town.reader(), "P-a", limit=3, only=Tie("PARTY_TO", True, "Shipment"))
    assert [edge.props["known_from"] for edge in around.edges] == [
        date(2024, 1, 28),
        date(2024, 1, 28),
        date(2024, 1, 27),
    ]


def test_only_what_could_be_known_between_two_days_is_shown(town: Store) -> None:
    tie = Tie("PARTY_TO", True, "Shipment")
    around = neighbourhood(town.reader(), "P-a", 100, tie, within=(date(2024, 1, 5), date(2024, 1, 5)))
    assert {edge.props["known_from"] for edge in around.edges} == {date(2024, 1, 5)}


def test_a_picture_is_completed_by_what_joins_its_own_things(town: Store) -> None:
    reader = town.reader()
    drawn = between(reader, Network(things(reader, ["P-a", "P-b", "address:1"])))
    assert {edge.id for edge in drawn.edges} == {"LOCATED_AT:1", "LOCATED_AT:2", "SUPPLIED:1"}
    assert [edge.inferred for edge in drawn.edges if edge.type == "SUPPLIED"] == [True]


def test_the_picture_of_a_finding_holds_the_ends_of_its_hops_and_its_parties(town: Store) -> None:
    drawn = network_of_finding(town.reader(), [("P-o", "OWNS", "P-a")], ["P-b", "P-gone"])
    assert {thing.id for thing in drawn.nodes} == {"P-o", "P-a", "P-b"}
    assert {edge.id for edge in drawn.edges} == {"OWNS:1", "SUPPLIED:1"}


def test_a_thing_is_found_by_the_number_on_it_and_only_by_the_whole_number(town: Store) -> None:
    reader = town.reader()
    assert [one.id for one in numbered(reader, "shipment:7")] == ["shipment:7"]
    assert numbered(reader, "shipment:") == ()


def test_a_way_out_that_the_schema_does_not_know_never_reaches_the_server() -> None:
    with pytest.raises(ValueError, match="not a way out"):
        Tie.parse("OWNS]->() DETACH DELETE (n)//>Party")


def test_taking_a_thing_out_takes_its_links_out() -> None:
    network = Network((Thing("a", "Party", "A", {}), Thing("b", "Party", "B", {})), (Edge("e", "OWNS", "a", "b", {}),))
    assert network.without({"a"}) == Network((Thing("b", "Party", "B", {}),), ())
