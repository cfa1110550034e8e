"""From a network of the graph to what the canvas draws: labels, shapes, colours and legend, all from the schema."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from dashboard.words import named, plain, short
from graph import schema
from graph.network import Edge, Network, Thing

TIP = 400
"""Characters of what is shown when the mouse rests on something."""


@dataclass(frozen=True)
class Picture:
    """A network as the canvas draws it. Pictures with the same `view` share the places of their things."""

    view: str
    network: Network
    roots: Collection[str] = ()

    def to_data(self) -> dict[str, Any]:
        """What is sent to the browser: plain text and numbers only."""
        nodes = [self._node(thing) for thing in self.network.nodes]
        drawn = {thing.id: thing for thing in self.network.nodes}
        edges = [_edge(edge, drawn) for edge in self.network.edges if edge.start in drawn and edge.end in drawn]
        count = f"{len(nodes):,} things, {len(edges):,} links"
        data = {
            "view": self.view,
            "title": f"Network picture of {count}. N and P step through the things.",
            "count": count,
            "nodes": nodes,
            "edges": edges,
            "legend": _legend(self.network),
        }
        return {**data, "stamp": hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]}

    def _node(self, thing: Thing) -> dict[str, Any]:
        kind = _node_kind(thing.label)
        words = _wrapped(short(thing.caption, 48))
        if kind.shape == "box":
            words = f"{named(thing.label).upper()}\n{words}"
        if thing.listed:
            words = f"{words}\n▲ LISTED"
        return {
            "id": thing.id,
            "label": words,
            "type": thing.label,
            "shape": kind.shape,
            "colour": kind.colour,
            "ink": _ink(kind.colour),
            "listed": thing.listed,
            "root": thing.id in self.roots,
            "tip": _tip(thing),
        }


def _node_kind(label: str) -> type[schema.Node]:
    return next((kind for kind in schema.nodes() if kind.label == label), schema.Node)


def _edge_kind(type_: str) -> type[schema.Relationship]:
    return next((kind for kind in schema.relationships() if kind.type == type_), schema.Relationship)


def _edge(edge: Edge, drawn: dict[str, Thing]) -> dict[str, Any]:
    kind = _edge_kind(edge.type)
    role = edge.props.get("role")
    derived = " (derived, not stated by a document)" if edge.inferred else ""
    return {
        "id": edge.id,
        "from": edge.start,
        "to": edge.end,
        "label": named(short(role, 24)) if role and edge.type == "PARTY_TO" else named(edge.type),
        "type": edge.type,
        "colour": kind.colour,
        "dashed": kind.dashed or edge.inferred,
        "wide": edge.type == "NAMED_IN",
        "tip": plain(sentence(edge, drawn), TIP) + derived,
    }


def sentence(edge: Edge, drawn: dict[str, Thing]) -> str:
    """One line of the picture as the schema says it."""
    kind = _edge_kind(edge.type)
    start, end = (_called(drawn[one]) if one in drawn else one for one in (edge.start, edge.end))
    if not hasattr(kind, "phrase"):
        return f"{start} {named(edge.type)} {end}"
    return kind.say(start, end, edge.props)


def _called(thing: Thing) -> str:
    return short(_node_kind(thing.label).called({"id": thing.id, **thing.props}), 120)


def _tip(thing: Thing) -> str:
    lines = [f"{plain(thing.caption, 160)}", named(thing.label)]
    for name in ("kind", "country", "date", "status", "authority", "description"):
        value = thing.props.get(name)
        if value not in (None, "", []) and value != thing.caption:
            lines.append(f"{named(name)}: {plain(value, 100)}")
    if thing.listed:
        lines.append("named in a listing or denial order")
    return "\n".join(lines)[:TIP]


def _ink(colour: str) -> str:
    """Black or white, whichever is read better on a colour (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (light + 0.05) >= 4.5 else "#1a1a1a"


def _wrapped(text: str, width: int = 22) -> str:
    """Break a caption into lines; vis breaks at spaces only, so that a long word would run out of its box."""
    lines = [""]
    for word in text.split(" "):
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(line for line in lines if line)


def _legend(network: Network) -> dict[str, Any]:
    count = Counter(thing.label for thing in network.nodes)
    nodes = [
        {
            "type": kind.label,
            "name": named(kind.label),
            "shape": kind.shape,
            "colour": kind.colour,
            "count": count[kind.label],
        }
        for kind in schema.nodes()
        if kind.label in count
    ]
    stated = any(not edge.inferred for edge in network.edges)
    derived = any(edge.inferred for edge in network.edges)
    colour = schema.Relationship.colour
    edges = [{"name": "stated by a document", "colour": colour, "dashed": False}] * stated
    edges += [{"name": "derived by a rule", "colour": colour, "dashed": True}] * derived
    marked = {kind.colour: kind for kind in schema.relationships() if kind.colour != colour}
    used = {edge.type for edge in network.edges}
    edges += [{"name": named(k.type), "colour": c, "dashed": k.dashed} for c, k in marked.items() if k.type in used]
    return {"nodes": nodes, "edges": edges}
