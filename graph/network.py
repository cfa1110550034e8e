"""Typed, bounded answers for pictures: one thing, what is around it, and what lies between several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from graph import schema
from graph.values import NodeValue, PathValue, RelValue, Rows

COUNTED = 20_000
"""Most relationships of one thing that are counted; beyond it a count reads "20,000 or more"."""
BETWEEN = 500
"""Most relationships drawn between things that are already in a picture."""


class Asks(Protocol):
    """Whatever answers a bounded Cypher question: a reader session of the store."""

    def run(self, cypher: str, params: Mapping[str, Any] | None = None, /) -> Rows:
        """The answer."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A node as a picture shows it."""

    id: str
    label: str
    caption: str
    props: Mapping[str, Any]

    @property
    def listed(self) -> bool:
        """True for a party that a listing or denial order names."""
        return self.props.get("listed") is True

    @property
    def evidence(self) -> tuple[str, ...]:
        """Where it rests: evidence references, the earliest known first."""
        return tuple(self.props.get("evidence") or ())


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship as a picture shows it."""

    id: str
    type: str
    start: str
    end: str
    props: Mapping[str, Any]

    @property
    def inferred(self) -> bool:
        """True if a rule derived it; false if a document says it."""
        return self.props.get("inferred") is True

    @property
    def evidence(self) -> tuple[str, ...]:
        """Where it rests: evidence references, the earliest known first."""
        return tuple(self.props.get("evidence") or ())


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A way out of a thing: relationships of one type, in one direction, to things of one label."""

    type: str
    outward: bool
    label: str

    def __str__(self) -> str:
        return f"{self.type}{'>' if self.outward else '<'}{self.label}"

    @classmethod
    def parse(cls, text: str) -> Tie:
        """Read what `str()` wrote. Raises `ValueError` on anything that is not in the schema."""
        outward = ">" in text
        type_, _, label = text.partition(">" if outward else "<")
        if type_ not in {kind.type for kind in schema.relationships()} or label not in _labels():
            raise ValueError(f"{text!r} is not a way out of a thing")
        return cls(type_, outward, label)


@dataclass(frozen=True, slots=True)
class More:
    """How much there is of one tie and how much of it is in the answer."""

    tie: Tie
    there: int
    shown: int

    @property
    def at_least(self) -> bool:
        """True if counting stopped: there may be more."""
        return self.there >= COUNTED


@dataclass(frozen=True, slots=True)
class Network:
    """Things and what joins them; `more` says what of the asked thing's surroundings was left out or taken."""

    nodes: tuple[Thing, ...] = ()
    edges: tuple[Edge, ...] = ()
    more: tuple[More, ...] = ()

    def __add__(self, other: Network) -> Network:
        things = {thing.id: thing for thing in (*self.nodes, *other.nodes)}
        edges = {edge.id: edge for edge in (*self.edges, *other.edges)}
        return Network(tuple(things.values()), tuple(edges.values()), self.more + other.more)

    def thing(self, id_: str) -> Thing | None:
        """The thing with this id, if it is in the picture."""
        return next((thing for thing in self.nodes if thing.id == id_), None)

    def edge(self, id_: str) -> Edge | None:
        """The relationship with this id, if it is in the picture."""
        return next((edge for edge in self.edges if edge.id == id_), None)

    def without(self, ids: Collection[str]) -> Network:
        """The picture with some things taken out, and every relationship of theirs."""
        return replace(
            self,
            nodes=tuple(thing for thing in self.nodes if thing.id not in ids),
            edges=tuple(edge for edge in self.edges if edge.start not in ids and edge.end not in ids),
        )


def caption(label: str, props: Mapping[str, Any], id_: str) -> str:
    """What a picture and a sentence call this node: its caption property, else the next best thing known of it."""
    kind = next((kind for kind in schema.nodes() if kind.label == label), None)
    said = props.get(kind.caption) if kind else None
    if label == "LicenceLine":
        what = props.get("description") or props.get("part_number") or props.get("control_code") or ""
        return f"line {said}{': ' if what else ''}{what}"
    for value in (said, props.get("name"), props.get("title"), props.get("reference"), props.get("description")):
        if value not in (None, ""):
            return str(value)
    return id_


def node(reader: Asks, id_: str) -> Thing | None:
    """One thing by its id, or None if the graph does not hold it."""
    found = things(reader, [id_])
    return found[0] if found else None


def things(reader: Asks, ids: Iterable[str]) -> tuple[Thing, ...]:
    """The things with these ids that the graph holds, in the order of the ids."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Thing] = {}
    for label in sorted(_labels(), key=lambda label: _unlikely(label, wanted)):
        missing = [id_ for id_ in wanted if id_ not in found]
        if not missing:
            break
        answer = reader.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n", {"ids": missing})
        found |= {row["n"].id: _thing(row["n"]) for row in answer}
    return tuple(found[id_] for id_ in wanted if id_ in found)


def ties(reader: Asks, thing: Thing) -> dict[Tie, int]:
    """How many relationships leave or reach a thing, by type, direction and other label; at most `COUNTED`."""
    counted: dict[Tie, int] = {}
    for outward in (True, False):
        answer = reader.run(
            f"MATCH (n:{thing.label} {{id: $id}}){_arrow('r', outward)}(m) "
            "WITH type(r) AS type, labels(m)[0] AS label LIMIT $most "
            "RETURN type, label, count(*) AS number",
            {"id": thing.id, "most": COUNTED},
        )
        counted |= {Tie(row["type"], outward, row["label"]): row["number"] for row in answer}
    return dict(sorted(counted.items()))


def neighbourhood(
    reader: Asks,
    id_: str,
    limit: int = 40,
    only: Tie | None = None,
    within: tuple[date | None, date | None] | None = None,
) -> Network:
    """A thing, and at most `limit` of its relationships with the things at their other ends, the newest known first.

    Every tie gets a fair part of the limit, so that 900 shipments do not hide one owner; `only` asks for one tie.
    `within` keeps what could be known between two days. `more` tells how much there is of each tie.
    """
    thing = node(reader, id_)
    if thing is None:
        return Network()
    there = ties(reader, thing)
    chosen = {tie: number for tie, number in there.items() if only in (None, tie)}
    answer = Network((thing,))
    shown: dict[Tie, int] = {}
    for tie, part in _fair(chosen, limit).items():
        found = _along(reader, thing, tie, part, within or (None, None))
        shown[tie] = len(found.edges)
        answer += found
    return replace(answer, more=tuple(More(tie, number, shown.get(tie, 0)) for tie, number in there.items()))


def between(reader: Asks, picture: Network) -> Network:
    """The picture completed by the relationships among its own things that are not in it yet."""
    if len(picture.nodes) < 2:
        return picture
    ids = [thing.id for thing in picture.nodes]
    edges: list[Edge] = []
    for label in dict.fromkeys(thing.label for thing in picture.nodes):
        if label in ("Country", "HsCode", "ControlCode"):  # hubs: what joins them is found from the other end
            continue
        answer = reader.run(
            f"UNWIND $from AS id MATCH (a:{label} {{id: id}})-[r]->(b) WHERE b.id IN $ids RETURN a, r, b LIMIT $most",
            {"from": [thing.id for thing in picture.nodes if thing.label == label], "ids": ids, "most": BETWEEN},
        )
        edges += [_edge(row["r"], row["a"].id, row["b"].id) for row in answer]
    return picture + Network((), tuple(edges))


def network_of_finding(reader: Asks, hops: Iterable[tuple[str, str, str]], parties: Iterable[str] = ()) -> Network:
    """The picture of a finding: the things its hops `(start, type, end)` join, its parties, and what joins them."""
    steps = list(hops)
    ids = [one for start, _, end in steps for one in (start, end)]
    return between(reader, Network(things(reader, [*ids, *parties])))


def network_of_rows(rows: Iterable[Mapping[str, Any]]) -> Network:
    """The picture of a query's answer: every node, relationship and path in its rows."""
    picture = Network()
    nodes: dict[str, Thing] = {}
    edges: dict[str, Edge] = {}
    for value in (one for row in rows for cell in row.values() for one in _values(cell)):
        if isinstance(value, NodeValue):
            nodes[value.id] = _thing(value)
        else:
            edges[value.id] = _edge(value, value.start, value.end)
    return picture + Network(tuple(nodes.values()), tuple(edges.values()))


def numbered(reader: Asks, text: str, most: int = 5) -> tuple[Thing, ...]:
    """Things other than parties that bear exactly this number, code or value: a declaration, a licence, a part."""
    found: list[Thing] = []
    for kind in schema.nodes():
        name = next((one for one in (kind.caption, "part_number", "reference") if _indexed(kind, one)), None)
        if not kind.in_graph or kind.label == "Party" or name is None:
            continue
        answer = reader.run(
            f"UNWIND $said AS said MATCH (n:{kind.label} {{{name}: said}}) RETURN DISTINCT n ORDER BY n.id LIMIT $most",
            {"said": list(dict.fromkeys((text, text.upper(), text.lower()))), "most": most},
        )
        found += [_thing(row["n"]) for row in answer]
    return tuple(found)


def _indexed(kind: type[schema.Node], name: str) -> bool:
    return name in kind.props and kind.props[name].index and kind.props[name].kind == "text"


def _along(reader: Asks, thing: Thing, tie: Tie, most: int, within: tuple[date | None, date | None]) -> Network:
    """The newest known relationships of one tie."""
    since, until = within
    answer = reader.run(
        f"MATCH (n:{thing.label} {{id: $id}}){_arrow('r', tie.outward, tie.type)}(m:{tie.label}) "
        "WHERE ($since IS NULL OR r.known_from >= $since) AND ($until IS NULL OR r.known_from <= $until) "
        "RETURN n, r, m ORDER BY r.known_from DESC, r.id LIMIT $most",
        {"id": thing.id, "most": most, "since": since, "until": until},
    )
    nodes, edges = [], []
    for row in answer:
        nodes.append(_thing(row["m"]))
        start, end = (thing.id, row["m"].id) if tie.outward else (row["m"].id, thing.id)
        edges.append(_edge(row["r"], start, end))
    return Network(tuple(nodes), tuple(edges))


def _fair(there: Mapping[Tie, int], limit: int) -> dict[Tie, int]:
    """Split a limit so that a small tie is whole and the large ones share what is left."""
    parts: dict[Tie, int] = {}
    left = limit
    for place, (tie, number) in enumerate(sorted(there.items(), key=lambda item: (item[1], item[0]))):
        part = min(number, max(1, left // (len(there) - place))) if left > 0 else 0
        left -= part
        if part:
            parts[tie] = part
    return dict(sorted(parts.items()))


def _arrow(name: str, outward: bool, type_: str = "") -> str:
    inside = f"[{name}:{type_}]" if type_ else f"[{name}]"
    return f"-{inside}->" if outward else f"<-{inside}-"


def _labels() -> Sequence[str]:
    return [kind.label for kind in schema.nodes() if kind.in_graph]


def _unlikely(label: str, ids: Sequence[str]) -> bool:
    """Ids begin with what they are of (`P-…`, `shipment:…`): asked first, most look-ups are one question."""
    first = ids[0].replace("-", ":").partition(":")[0].lower() if ids else ""
    return not (first and label.lower().startswith(first))


def _thing(value: NodeValue) -> Thing:
    return Thing(value.id, value.label, caption(value.label, value.props, value.id), value.props)


def _edge(value: RelValue, start: str, end: str) -> Edge:
    return Edge(value.id, value.type, start, end, value.props)


def _values(cell: Any) -> Iterator[NodeValue | RelValue]:
    if isinstance(cell, (NodeValue, RelValue)):
        yield cell
    elif isinstance(cell, PathValue):
        yield from cell.nodes
        yield from cell.rels
    elif isinstance(cell, (list, tuple)):
        for one in cell:
            yield from _values(one)
