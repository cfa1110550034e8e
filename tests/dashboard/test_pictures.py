"""What a picture shows, and that an address brings a picture back."""

from dataclasses import dataclass, field

from dashboard.address import FIRST, STEP, Opened, View, shown
from dashboard.picture import Picture
from graph import schema
from graph.network import Edge, Network, Thing, Tie, caption, network_of_rows
from graph.values import NodeValue, PathValue, RelValue


@dataclass
class Asked:
    """The query parameters of an address."""

    said: dict[str, str | list[str]] = field(default_factory=dict)

    def get_all(self, key: str) -> list[str]:
        value = self.said.get(key, [])
        return [value] if isinstance(value, str) else list(value)


def thing(id_: str, label: str = "Party", **props: object) -> Thing:
    return Thing(id_, label, caption(label, props, id_), props)


def small() -> Network:
    return Network(
        (thing("P-1", name="A", listed=True), thing("P-2", name="B"), thing("s1", "Shipment", reference="EXP-1")),
        (Edge("o", "OWNS", "P-1", "P-2", {"share_min": 10.0, "share_max": 20.0}),
         Edge("t", "PARTY_TO", "P-2", "s1", {"role": "consignee"}),
         Edge("d", "SUPPLIED", "P-1", "P-2", {"inferred": True})),
    )  # fmt: skip


def test_colours_and_shapes_of_a_picture_are_those_of_the_schema() -> None:
    data = Picture("v", small()).to_data()
    kinds = {kind.label: kind for kind in schema.nodes()}
    for node in data["nodes"]:
        assert (node["colour"], node["shape"]) == (kinds[node["type"]].colour, kinds[node["type"]].shape)
    assert [entry["type"] for entry in data["legend"]["nodes"]] == ["Party", "Shipment"]


def test_every_kind_of_thing_in_the_schema_can_be_drawn() -> None:
    network = Network(tuple(thing(f"x{place}", kind.label) for place, kind in enumerate(schema.nodes())))
    assert len(Picture("v", network).to_data()["nodes"]) == len(network.nodes)


def test_a_derived_link_is_dashed_and_says_so() -> None:
    edges = {edge["id"]: edge for edge in Picture("v", small()).to_data()["edges"]}
    assert (edges["d"]["dashed"], edges["o"]["dashed"]) == (True, False)
    assert "derived" in edges["d"]["tip"]


def test_a_link_says_the_sentence_of_the_schema() -> None:
    edges = {edge["id"]: edge for edge in Picture("v", small()).to_data()["edges"]}
    assert edges["o"]["tip"] == "A owns B (10 to 20 percent)"
    assert edges["t"]["label"] == "consignee"


def test_a_listed_party_is_marked_by_words_and_not_by_colour_alone() -> None:
    nodes = {node["id"]: node for node in Picture("v", small()).to_data()["nodes"]}
    assert "LISTED" in nodes["P-1"]["label"]
    assert "LISTED" not in nodes["P-2"]["label"]


def test_a_link_whose_end_is_not_drawn_is_not_drawn() -> None:
    network = Network((thing("P-1"),), (Edge("o", "OWNS", "P-1", "P-9", {}),))
    assert Picture("v", network).to_data()["edges"] == []


def test_an_endless_name_does_not_make_an_endless_picture() -> None:
    data = Picture("v", Network((thing("P-1", name="Q" * 10_000),))).to_data()
    assert len(data["nodes"][0]["label"]) < 80
    assert len(data["nodes"][0]["tip"]) <= 400


def test_an_address_brings_back_the_same_picture() -> None:
    view = View.of("P-1").expand("P-2").expand("P-1", "OWNS>Party", 3).hide("s1~odd id").pick("edge", "OWNS:1")
    assert View.read(Asked(dict(view.query()))) == view


def test_a_link_with_one_thing_in_it_opens_what_is_around_it() -> None:
    assert View.read(Asked({"node": "P-1"})) == View.of("P-1")


def test_what_cannot_be_read_in_an_address_is_left_out() -> None:
    view = View.read(Asked({"node": "P-1", "open": ["nonsense", "5~DROP>Party~P-1", "x~~P-1"], "pick": "evil:1"}))
    assert view.opened == (Opened("P-1"),)


def test_expanding_one_tie_shows_so_many_more_of_it() -> None:
    view = View.of("P-1").expand("P-1", "PARTY_TO>Shipment", 21)
    assert view.opened == (Opened("P-1", FIRST), Opened("P-1", 21 + STEP, "PARTY_TO>Shipment"))


def test_expanding_a_thing_again_shows_more_of_it() -> None:
    assert View.of("P-1").expand("P-1").opened == (Opened("P-1", FIRST + STEP),)


def test_hiding_takes_a_thing_and_its_links_out() -> None:
    view = View.of("P-1").hide("P-2")
    drawn = view.network(lambda opened: small(), lambda ids: small())
    assert {one.id for one in drawn.nodes} == {"P-1", "s1"}
    assert drawn.edges == ()


def test_shown_links_are_counted_by_type_direction_and_other_end() -> None:
    assert shown(small(), "P-2", Tie("PARTY_TO", True, "Shipment")) == 1
    assert shown(small(), "P-2", Tie("OWNS", False, "Party")) == 1
    assert shown(small(), "P-2", Tie("OWNS", True, "Party")) == 0


def test_an_answer_is_drawn_from_every_path_in_it_once() -> None:
    a, b = NodeValue("Party", "P-1", {"name": "A"}), NodeValue("Party", "P-2", {"name": "B"})
    path = PathValue((a, b), (RelValue("OWNS", "o", "P-1", "P-2", {}),))
    drawn = network_of_rows([{"p": path, "name": "A"}, {"p": [path]}])
    assert ([one.id for one in drawn.nodes], [one.id for one in drawn.edges]) == (["P-1", "P-2"], ["o"])
