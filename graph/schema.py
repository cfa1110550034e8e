"""How a node or relationship type is declared; writes, constraints, docs, legend and sentences follow from it.

A declaration is a class in `graph/model/`. Importing `graph.model` declares them all; nothing else lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

Value = str | int | float | bool | date | list[str] | None
"""What a property may hold; the same on both servers, in Parquet and in JSON."""

_KINDS: Mapping[str, type] = {"text": str, "int": int, "float": float, "bool": bool, "date": date, "texts": list}


@dataclass(frozen=True, slots=True)
class Prop:
    """One property: its kind (text, int, float, bool, date, texts), meaning, unit and whether it is indexed."""

    kind: str
    meaning: str
    unit: str = ""
    index: bool = False
    values: tuple[str, ...] = ()
    """The only values it may hold, if it is a category."""

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise TypeError(f"{self.kind!r} is not a property kind ({', '.join(_KINDS)})")


COMMON: Mapping[str, Prop] = {
    "valid_from": Prop("date", "first day it held in the world; absent if unknown"),
    "valid_to": Prop("date", "first day it no longer held in the world; absent if open or unknown"),
    "known_from": Prop("date", "first day we could know it: publication or receipt", index=True),
    "known_to": Prop("date", "day it was withdrawn: retracted, or gone from the next revision of its list"),
    "inferred": Prop("bool", "true if derived by a rule, false if a document says it"),
    "rule": Prop("text", "the rule that derived it"),
    "confidence": Prop("float", "how sure the reading or the derivation is", unit="0..1"),
    "tlp": Prop("text", "strictest handling mark of its documents"),
    "evidence": Prop("texts", "where it rests: document#locator, the earliest known first"),
    "evidence_count": Prop("int", "how many places say it; `evidence` holds at most the first twenty"),
}
"""Properties of every node and relationship: the two clocks, provenance and handling."""

EVIDENCE_KEPT = 20
"""How many evidence references an element carries; the record store holds the rest."""


class Element:
    """A declared node or relationship type. Subclass `Node` or `Relationship`, never this."""

    name_in_graph: ClassVar[str]
    meaning: ClassVar[str]
    props: ClassVar[dict[str, Prop]]
    in_graph: ClassVar[bool] = True
    """False for what stays in the record store (statistics)."""

    @classmethod
    def all_props(cls) -> dict[str, Prop]:
        """Its own properties, then the common ones, in the order every table and page shows them."""
        return {"id": Prop("text", "stable id"), **cls.props, **COMMON}

    @classmethod
    def _declare(cls) -> None:
        cls.meaning = (cls.__doc__ or "").strip().splitlines()[0] if cls.__doc__ else ""
        if not cls.meaning:
            raise TypeError(f"{cls.__name__} needs a docstring: it is what docs/schema.md says of it")
        own = {key: value for key, value in vars(cls).items() if isinstance(value, Prop)}
        cls.props = {**getattr(cls, "props", {}), **own}


class Node(Element):
    """A node type. Class attributes that are `Prop` are its properties; `caption` names what a picture shows."""

    registry: ClassVar[dict[str, type[Node]]] = {}
    label: ClassVar[str]
    colour: ClassVar[str] = "#888888"
    shape: ClassVar[str] = "dot"
    """A vis-network shape name."""
    icon: ClassVar[str] = "●"
    caption: ClassVar[str] = "id"
    """Property shown under the node and used for it in sentences."""
    spoken: ClassVar[str] = ""
    """How a sentence calls one, as a phrase with its properties; without it the caption's value."""

    def __init_subclass__(cls) -> None:
        cls._declare()
        cls.label = cls.name_in_graph = cls.__name__
        Node.registry[cls.label] = cls

    @classmethod
    def called(cls, props: Mapping[str, Any]) -> str:
        """What sentences call this one: "shipment B-17 of 2024-03-01 from DE to TR"."""
        given = {k: v for k, v in props.items() if v not in (None, [], "")}
        if cls.spoken:
            return _filled(cls.spoken, given)
        return _plain(given.get(cls.caption, given.get("id", "?")))


NodeType = type[Node]
"""A node type; spelt out because `Relationship.type` hides the word inside that class."""


class Relationship(Element):
    """A relationship type from `start` to `end`; `phrase` is the sentence that says one, everywhere."""

    registry: ClassVar[dict[str, type[Relationship]]] = {}
    type: ClassVar[str]
    start: ClassVar[NodeType | tuple[NodeType, ...]]
    end: ClassVar[NodeType | tuple[NodeType, ...]]
    starts: ClassVar[tuple[NodeType, ...]]
    """Node types it may start at: `start` as a tuple, always."""
    ends: ClassVar[tuple[NodeType, ...]]
    phrase: ClassVar[str]
    dashed: ClassVar[bool] = False
    colour: ClassVar[str] = "#9aa0a6"

    def __init_subclass__(cls) -> None:
        cls._declare()
        words = re.findall(r"[A-Z][a-z0-9]*", cls.__name__)
        cls.type = cls.name_in_graph = "_".join(word.upper() for word in words)
        cls.starts = cls.start if isinstance(cls.start, tuple) else (cls.start,)
        cls.ends = cls.end if isinstance(cls.end, tuple) else (cls.end,)
        Relationship.registry[cls.type] = cls

    @classmethod
    def say(cls, start: str, end: str, props: Mapping[str, Any]) -> str:
        """One sentence for one relationship: its phrase with names and properties put in.

        A part of the phrase in square brackets is left out when a property in it is absent.
        """

        return _filled(
            cls.phrase, {"start": start, "end": end, **{k: v for k, v in props.items() if v not in (None, [], "")}}
        )


def _filled(phrase: str, given: Mapping[str, Any]) -> str:
    """A phrase with properties put in; a part in square brackets goes if a property in it is absent."""
    said: list[str] = []
    for place, part in enumerate(re.split(r"\[([^\]]*)\]", phrase)):
        optional = place % 2 == 1
        if optional and any(name not in given for name in re.findall(r"{(\w+)}", part)):
            continue
        said.append(re.sub(r"{(\w+)}", lambda m: _put(m[1], given.get(m[1], "?")), part))
    return "".join(said).strip()


def _put(name: str, value: object) -> str:
    """A value as a sentence writes it: a category with its underscores as spaces, a name exactly as it is."""
    return _plain(value).replace("_", " ") if name in ("role", "kind") else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def nodes() -> Iterable[type[Node]]:
    """Every node type that is declared, in order of declaration."""
    import graph.model  # noqa: F401, PLC0415  (declares them)

    return tuple(Node.registry.values())


def relationships() -> Iterable[type[Relationship]]:
    """Every relationship type that is declared, in order of declaration."""
    import graph.model  # noqa: F401, PLC0415  (declares them)

    return tuple(Relationship.registry.values())


def element(name: str) -> type[Element]:
    """The type with this label or relationship type. Raises `KeyError` naming what is declared."""
    found = {**{n.label: n for n in nodes()}, **{r.type: r for r in relationships()}}
    if name not in found:
        raise KeyError(f"{name!r} is not in the schema; it declares {', '.join(sorted(found))}")
    return found[name]
