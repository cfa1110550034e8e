"""What a person has opened, hidden and picked in a picture; all of it fits in the address, so a link brings it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

from graph.network import Edge, Network, Tie

FIRST = 30
"""Links shown when a thing is first opened."""
STEP = 20
"""Links that "show more" adds."""
MOST = 1_000
"""Things in one picture; more can neither be read nor sent in an address."""


class Parameters(Protocol):
    """The part of Streamlit's query parameters that is read here."""

    def get_all(self, key: str) -> list[str]:
        """Every value of a repeated parameter."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A thing whose surroundings are shown: so many links, of every tie or of one."""

    id: str
    limit: int = FIRST
    tie: str = ""

    def __str__(self) -> str:
        return f"{self.limit}~{self.tie}~{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote. Raises `ValueError`."""
        limit, tie, id_ = text.split("~", 2)
        if tie:
            Tie.parse(tie)
        return cls(id_, max(0, min(int(limit), MOST)), tie)


@dataclass(frozen=True, slots=True)
class View:
    """One picture as its reader made it."""

    start: tuple[str, ...] = ()
    opened: tuple[Opened, ...] = ()
    hidden: tuple[str, ...] = ()
    picked: tuple[str, str] | None = None

    @classmethod
    def of(cls, id_: str) -> Self:
        """The picture that opens when a thing is chosen: it and what is around it."""
        return cls((id_,), (Opened(id_),), (), ("node", id_))

    @classmethod
    def read(cls, parameters: Parameters) -> Self:
        """The picture that an address names; what cannot be read in it is left out."""
        opened = []
        for text in parameters.get_all("open"):
            try:
                opened.append(Opened.parse(text))
            except ValueError:
                continue
        start = tuple(parameters.get_all("node"))
        kind, _, id_ = (parameters.get_all("pick") or [""])[0].partition(":")
        picked = (kind, id_) if kind in ("node", "edge") and id_ else None
        if len(start) == 1:
            opened, picked = opened or [Opened(start[0])], picked or ("node", start[0])
        return cls(start, tuple(opened), tuple(parameters.get_all("hide")), picked)

    def query(self) -> dict[str, str | Sequence[str]]:
        """As the address says it."""
        usual = len(self.start) == 1 and self.opened == (Opened(self.start[0]),)
        said: dict[str, str | Sequence[str]] = {
            "node": list(self.start),
            "open": [] if usual else [str(one) for one in self.opened],
            "hide": list(self.hidden),
            "pick": f"{self.picked[0]}:{self.picked[1]}" if self.picked else "",
        }
        return {key: value for key, value in said.items() if value}

    def expand(self, id_: str, tie: str = "", shown: int = 0) -> View:
        """Show more around a thing: its first links, or `STEP` more of one tie than are shown."""
        before = [one.limit for one in self.opened if (one.id, one.tie) == (id_, "")]
        limit = shown + STEP if tie else before[0] + STEP if before else FIRST
        others = tuple(one for one in self.opened if (one.id, one.tie) != (id_, tie))
        hidden = tuple(one for one in self.hidden if one != id_)
        return replace(self, opened=(*others, Opened(id_, min(limit, MOST), tie)), hidden=hidden)

    def hide(self, id_: str) -> View:
        """Take a thing out of the picture, with what was opened from it."""
        opened = tuple(one for one in self.opened if one.id != id_)
        picked = None if self.picked == ("node", id_) else self.picked
        return replace(self, opened=opened, hidden=(*self.hidden, id_), picked=picked)

    def pick(self, kind: str, id_: str) -> View:
        """Choose what the panel shows."""
        return replace(self, picked=(kind, id_))

    def network(self, around: Callable[[Opened], Network], among: Callable[[tuple[str, ...]], Network]) -> Network:
        """The picture itself, from what is around each opened thing and what joins them all."""
        picture = among(self.start)
        for one in self.opened:
            picture += replace(around(one), more=())
        if len(picture.nodes) > MOST:
            picture = picture.without({thing.id for thing in picture.nodes[MOST:]})
        return (picture + among(tuple(sorted(thing.id for thing in picture.nodes)))).without(set(self.hidden))


def shown(network: Network, id_: str, tie: Tie) -> int:
    """How many links of one tie a picture shows."""
    labels = {thing.id: thing.label for thing in network.nodes}

    def fits(edge: Edge) -> bool:
        near, far = (edge.start, edge.end) if tie.outward else (edge.end, edge.start)
        return edge.type == tie.type and near == id_ and labels.get(far) == tie.label

    return sum(1 for edge in network.edges if fits(edge))
