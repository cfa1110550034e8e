"""Goods as notices name them: a head word, what kind it is, who made it, under which number, and what it is for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import Grammar, entries, parted

T = TypeVar("T")
_COMMON = "common"
_VOWEL = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Head:
    """A head word of a phrase in singular and plural; a mass noun has no singular."""

    one: str
    many: str

    @property
    def counted(self) -> bool:
        """Whether there may be one of it."""
        return bool(self.one)


def plural(noun: str) -> str:
    """The regular English plural of the last word."""
    if re.search(r"(?:[sxz]|[cs]h)$", noun):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWEL:
        return noun[:-1] + "ies"
    return noun + "s"


def _head(entry: str) -> Head:
    one, bar, many = entry.partition("|")
    if bar:
        return Head("" if many.startswith("=") else one, many.removeprefix("="))
    if entry.startswith("="):
        return Head("", entry[1:])
    first, tilde, rest = entry.partition("~")
    return Head(first + rest, plural(first) + rest) if tilde else Head(entry, plural(entry))


Two = tuple[tuple[str, ...], tuple[str, ...]]


class Family:
    """Goods of one trade: draws phrases from its bank."""

    def __init__(self, bank: dict[str, str], common: dict[str, str]) -> None:
        shown, held = parted(entries(bank["heads"]))
        self.heads = tuple(_head(e) for e in shown), tuple(_head(e) for e in held)
        self.counted = tuple(tuple(h for h in part if h.counted) for part in self.heads)
        self.kinds: Two = parted(entries(bank["kinds"]))
        self.any_kinds: Two = parted(entries(common["kinds"]))
        self.makers: Two = parted(entries(bank["makers"]))
        self.targets: Two = parted(entries(bank["for"]))
        self.wholes: Two = parted(entries(bank["wholes"]))
        self.parts = tuple(_head(e) for e in entries(common["parts"]))
        self.links = tuple(e.strip() for e in common["links"].split(";"))
        self.signs = Grammar({name: bank.get(name, bank["models"]) for name in ("models", "measures")})
        self.measured = "measures" in bank
        self.plain = "plain" in bank

    def head(self, rng: random.Random, singular: bool, held: bool) -> str:
        """A bare head word."""
        if singular:
            return _one(rng, self.counted[held] or self.counted[False]).one
        return _one(rng, self.heads[held]).many

    def kind(self, rng: random.Random, held: bool) -> str:
        """An adjective or noun that stands before the head."""
        if self.measured and rng.random() < 0.08:
            return self.signs.draw(rng, "measures")
        return _one(rng, (self.kinds if self.plain or rng.random() < 0.85 else self.any_kinds)[held])


def _one(rng: random.Random, of: Sequence[T]) -> T:
    return of[int(rng.random() * len(of))]


@cache
def families() -> tuple[Family, ...]:
    """Every family of goods; one that notices name more often stands there more than once."""
    banks = tables("goods")
    common = banks[_COMMON]
    return tuple(
        family
        for name, bank in banks.items()
        if name != _COMMON
        for family in [Family(bank, common)] * int(bank.get("heavy", "1"))
    )


Shape = Callable[[random.Random, Family, bool, bool], str]


def _bare(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    return goods.head(rng, singular, held)


def _kind(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    return f"{goods.kind(rng, held)} {goods.head(rng, singular, held)}"


def _kinds(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    first, second = goods.kind(rng, held), goods.kind(rng, held)
    head = goods.head(rng, singular, held)
    if first == second:
        return f"{first} {head}"
    return f"{first} {second} {head}"


def _made(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    maker, model = _one(rng, goods.makers[held]), goods.signs.draw(rng, "models")
    head = goods.head(rng, singular, held)
    return _one(
        rng,
        (
            f"{maker} {head}", f"{maker} {model} {head}", f"{model} {head}", f"{maker} {model} {head}",
            f"{head} {model}", f"{head} ({model})", f"{maker}-brand {head}", f"{maker}-made {head}",
            f"{model}-type {head}", f"{head} of the type {model}", f"{goods.kind(rng, held)} {model} {head}",
            f"{head} “{model}”", f"{maker} {goods.kind(rng, held)} {head}",
        ),
    )  # fmt: skip


def _model(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    model = goods.signs.draw(rng, "models")
    if singular or rng.random() < 0.5:
        return _one(rng, (model, f"{_one(rng, goods.makers[held])} {model}", f"“{model}”"))
    return f"{model}s" if model[-1].isalnum() and rng.random() < 0.5 else model


def _meant(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    if not goods.plain and rng.random() < 0.5:
        part, whole = _one(rng, goods.parts), _one(rng, goods.counted[held] or goods.counted[False])
        return f"{part.one if singular else part.many} {_one(rng, ('for', 'for', 'for', 'of'))} {whole.many}"
    if not goods.targets[held]:
        return _kind(rng, goods, singular, held)
    return f"{goods.head(rng, singular, held)} {_one(rng, goods.links)} {_one(rng, goods.targets[held])}"


def _parts_of(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    if goods.plain:
        return _kind(rng, goods, singular, held)
    whole = _one(rng, goods.counted[held] or goods.counted[False])
    part = _one(rng, goods.parts)
    return f"{whole.one} {part.one if singular else part.many}"


def _whole(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    return _kind(rng, goods, singular, held) if singular else _one(rng, goods.wholes[held])


_SHAPES: tuple[tuple[int, Shape], ...] = (
    (27, _bare), (34, _kind), (3, _kinds), (9, _made), (2, _model),
    (8, _meant), (5, _parts_of), (12, _whole),
)  # fmt: skip
_DRAWN = tuple(shape for weight, shape in _SHAPES for _ in range(weight))


def item(rng: random.Random, singular: bool, held: bool) -> str:
    """A noun phrase for goods, without article: one thing if `singular`, else a plural or a mass noun."""
    return _one(rng, _DRAWN)(rng, _one(rng, families()), singular, held)
