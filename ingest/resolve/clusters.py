"""Joins mentions into clusters, in a stated order, and never across what contradicts. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Traits:
    """What tells one party from another; of a mention, or of all mentions of a cluster together."""

    sorts: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    births: set[str] = field(default_factory=set)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    """Exclusive identifiers, by kind."""
    sides: dict[int, set[int]] = field(default_factory=dict)
    """For each judgement that keeps two mentions apart: which of the two is here."""

    def take(self, other: Traits) -> None:
        """Add what is known of another."""
        self.sorts |= other.sorts
        self.countries |= other.countries
        self.births |= other.births
        for kind, values in other.numbers.items():
            self.numbers.setdefault(kind, set()).update(values)
        for judgement, sides in other.sides.items():
            self.sides.setdefault(judgement, set()).update(sides)

    @property
    def plain(self) -> bool:
        """True if nothing but the country can contradict it."""
        return not (self.births or self.numbers or self.sides or self.sorts & {"person", "craft"})


def contradiction(a: Traits, b: Traits, *, countries_count: bool = True) -> str:
    """Why two cannot be one, in words; empty if nothing speaks against it."""
    for judgement in a.sides.keys() & b.sides.keys():
        if a.sides[judgement] | b.sides[judgement] == {0, 1}:
            return "a person judged them different, or was unsure"
    for kind in sorted(a.numbers.keys() & b.numbers.keys()):
        if not a.numbers[kind] & b.numbers[kind]:
            return f"they bear different numbers ({kind})"
    if a.births and b.births and not any(_birth_fits(x, y) for x in a.births for y in b.births):
        return "their birth dates differ"
    sorts = (a.sorts | b.sorts) - {"unknown"}
    if (
        len(sorts) > 1
        and (a.sorts - {"unknown"}) != (b.sorts - {"unknown"})
        and a.sorts - {"unknown"}
        and b.sorts - {"unknown"}
    ):
        return "they are of different kinds"
    if countries_count and a.countries and b.countries and not a.countries & b.countries:
        return "their countries differ"
    return ""


def _birth_fits(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


@dataclass(frozen=True, slots=True)
class Joined:
    """One step: these mentions were made one by this rule and key."""

    rule: str
    name: str
    detail: str
    members: tuple[int, ...]


@dataclass
class Clusters:
    """Union-find over numbered mentions; the lowest number of a cluster stands for it."""

    traits: Mapping[int, Traits]
    most_contradicting: int = 200
    steps: list[Joined] = field(default_factory=list)
    refused: int = 0
    """Joins that a contradiction forbade."""
    _parent: dict[int, int] = field(default_factory=dict)
    _whole: dict[int, Traits] = field(default_factory=dict)

    def root(self, n: int) -> int:
        """The mention that stands for the cluster of this one."""
        top = n
        while (parent := self._parent.get(top, top)) != top:
            top = parent
        while n != top:
            self._parent[n], n = top, self._parent.get(n, n)
        return top

    def whole(self, root: int) -> Traits:
        """What is known of a whole cluster."""
        if root not in self._whole:
            mine = Traits()
            mine.take(self.traits.get(root, Traits()))
            self._whole[root] = mine
        return self._whole[root]

    def _unite(self, roots: Sequence[int]) -> int:
        first, *rest = sorted(roots)
        whole = self.whole(first)
        for other in rest:
            whole.take(self.whole(other))
            self._parent[other] = first
            del self._whole[other]
        return first

    def join(self, rule: str, name: str, detail: str, members: Iterable[int], *, countries_count: bool = True) -> None:
        """Make one of the mentions of a group, as far as nothing contradicts.

        Clusters of the group that contradict each other stay apart. Those that contradict none become one, and join
        a contradicting one only if there is no choice which.
        """
        members = sorted(set(members))
        roots = sorted({self.root(n) for n in members})
        if len(roots) < 2:
            if len(members) > 1:
                self.steps.append(Joined(rule, name, detail, tuple(members)))
            return
        apart = self._contradicting(roots, countries_count)
        if apart is None:
            self.refused += 1
            return
        free = [root for root in roots if root not in apart]
        self.refused += bool(apart)
        if len(free) > 1:
            together = self._unite(free)
            self.steps.append(Joined(rule, name, detail, tuple(n for n in members if self.root(n) == together)))
        for root in sorted({self.root(n) for n in apart}):
            inside = tuple(n for n in members if self.root(n) == root)
            if len(inside) > 1:
                self.steps.append(Joined(rule, name, detail, inside))

    def _contradicting(self, roots: Sequence[int], countries_count: bool) -> set[int] | None:
        known = [self.whole(root).countries for root in roots if self.whole(root).countries]
        mixed = countries_count and bool(known) and not set.intersection(*known)
        special = [root for root in roots if mixed or not self.whole(root).plain]
        if len(special) > self.most_contradicting:
            return None
        plain = [root for root in roots if root not in set(special)]
        apart: set[int] = set()
        for place, a in enumerate(special):
            for b in special[place + 1 :]:
                if contradiction(self.whole(a), self.whole(b), countries_count=countries_count):
                    apart |= {a, b}
            # A plain cluster can still be of another sort: an organisation is not a person.
            for b in plain:
                if contradiction(self.whole(a), self.whole(b), countries_count=countries_count):
                    apart |= {a, b}
        return apart

    def judged_same(self, why: str, a: int, b: int) -> None:
        """Follow a person's word that two are one; only another person's word can stand against it."""
        left, right = self.root(a), self.root(b)
        if left != right:
            one, other = self.whole(left), self.whole(right)
            if any(one.sides[j] | other.sides[j] == {0, 1} for j in one.sides.keys() & other.sides.keys()):
                self.refused += 1
                return
            self._unite([left, right])
        self.steps.append(Joined("judged", "", why, (min(a, b), max(a, b))))
