"""Goods as notices name them: a head word, what kind it is, who made it, under which number, and what it is for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from nlp.training.grammar.banks import tables
from nlp.training.grammar.organisations import QUOTES
from nlp.training.grammar.rules import Grammar, entries, parted

T = TypeVar("T")
_COMMON, _PHRASES = "common", "phrases"
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
        if name not in (_COMMON, _PHRASES)
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
            f"{maker} {model} {head}", f"{model} {head}", f"{model} {head}", f"{head} {model}", f"{head} ({model})",
            f"{model}-type {head}", f"{head} of the type {model}", f"{goods.kind(rng, held)} {model} {head}",
        ),
    )  # fmt: skip


def _quoted(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    """A thing with its model or code name in quotation marks of any sort."""
    name = goods.signs.draw(rng, "models") if rng.random() < 0.4 else _phrases().draw(rng, "model", held)
    head, quoted = goods.head(rng, singular, held), _one(rng, QUOTES).format(name)
    if rng.random() < 0.25:
        head = f"{goods.kind(rng, held)} {head}"
    if not singular and rng.random() < 0.1:
        head = _one(rng, ("UAV’s", "UAVs", "UAV-KT", "MLRS", "SAMs", "ATGM", "UAV"))
    return f"{quoted} {head}" if rng.random() < 0.3 else f"{head} {quoted}"


def _model(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    model = goods.signs.draw(rng, "models")
    if singular or rng.random() < 0.5:
        return _one(rng, (model, f"{_one(rng, goods.makers[held])} {model}", _one(rng, QUOTES).format(model)))
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


@cache
def _phrases() -> Grammar:
    bank = tables("goods")[_PHRASES]
    return Grammar(bank, split=set(bank) - {"many", "one", "shorts", "short_one", "joined", "model"})


def _plain(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    """A single word, of the family or of those that notices use most."""
    if not singular and rng.random() < 0.6:
        return _phrases().draw(rng, "plain", held)
    heads = [h for h in (goods.counted if singular else goods.heads)[held] if " " not in h.many]
    head = _one(rng, heads or goods.counted[held] or goods.counted[False])
    return head.one if singular else head.many


def _said(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    """A thing with a complement that says what it is."""
    return _phrases().draw(rng, "one" if singular else "many", held)


def _short(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    """A thing with its short form or formula in brackets."""
    return _phrases().draw(rng, "short_one" if singular else "shorts", held)


def _joined(rng: random.Random, goods: Family, singular: bool, held: bool) -> str:
    """Several kinds with one head."""
    return _kind(rng, goods, singular, held) if singular else _phrases().draw(rng, "joined", held)


_SHAPES: tuple[tuple[int, Shape], ...] = (
    (25, _plain), (8, _bare), (22, _kind), (3, _kinds), (5, _made), (4, _quoted), (2, _model),
    (3, _meant), (4, _parts_of), (7, _whole), (11, _said), (4, _short), (4, _joined),
)  # fmt: skip
_DRAWN = tuple(shape for weight, shape in _SHAPES for _ in range(weight))


def item(rng: random.Random, singular: bool, held: bool) -> str:
    """A noun phrase for goods, without article: one thing if `singular`, else a plural or a mass noun."""
    return _one(rng, _DRAWN)(rng, _one(rng, families()), singular, held)


_INSIDE = re.compile(r"[a-z,0-9’'] $")
_TAKES_AMOUNT = re.compile(
    r"\b(?:of|for|with|including|suppl(?:y|ied|ies|ying)|s(?:ell|old|elling)|export(?:s|ed|ing)?|buy|bought|buying|"
    r"ship(?:ped|ping)|deliver(?:ed|ing)?|procur(?:e|ed|ing)|obtain(?:ed|ing)?|purchas(?:e|ed|ing)|import(?:ed|ing)?|"
    r"acquir(?:e|ed|ing)|produc(?:e|es|ed|ing)|provid(?:e|es|ed|ing)|transfer(?:red|ring)) $"
)

_POINTED = re.compile(
    r"(?:\b(?:an?|the|its|his|her|their|th[eo]se|th[ia][st]|all|any|some|such|other|more)|\d|[’']s?) $"
)


def before_item(rng: random.Random, before: str, singular: bool) -> str:
    """Words of praise, number or origin that may stand before goods and do not belong to them, with a blank at the end.

    They are empty where the text before does not run on into the goods inside a sentence.
    """
    if not _INSIDE.search(before) or len(before) < 4:
        return ""
    phrases, roll = _phrases(), rng.random()
    if not singular and roll < 0.35 and _TAKES_AMOUNT.search(before):
        return phrases.draw(rng, "amount") + " "
    many = not singular and roll < 0.6 and not _POINTED.search(before)
    return phrases.draw(rng, "before_many" if many else "before") + " "
