"""Names of public bodies: ministries, committees, forces, services, funds, courts and offices of many countries."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from nlp.training.grammar.banks import Bank, bank, chance, tables
from nlp.training.grammar.organisations import SLOTS
from nlp.training.grammar.shortening import acronym_of

__all__ = ["acronym_of", "body", "countries", "kinds"]

COMMON = (
    "{head} of {ss}", "{head} of {ss}", "{head} of {ss} {of}", "{head} of {s} and {s}", "{ss} {head}", "{s} {head}",
    "{rank} {head} for {ss}", "{rank} {ss} {head}", "{head} for {ss}", "{rank} {head} of {ss}",
    "{dem} {head} of {ss}", "{rank} {head} {of} for {ss}", "{rank} {s} {head} {of}",
    "{dem} {s} {head}", "{ss} {head} {of}", "{country} {ss} {head}", "{head} of {s}, {s} and {s} {of}",
    "{s}, {s}, and {s} {head}", "{head} for {s} of the {dem} {branch}",
    "{rank} {head} for {s} and {s} under the {dem} Government", "{adverb} {head} for {ss}",
    "{rank} {pair} {head} {of}", "{pair} {head}", "{rank} {head} for {pair} Cooperation", "{pair} {head} for {ss}",
)  # fmt: skip
"""Shapes that bodies of every kind have."""
BARE = (
    "{head} of {ss}", "{ss} {head}", "{rank} {head} for {ss}", "{rank} {ss} {head}", "{adverb} {head} of {ss}",
    "{s}, {s} and {s} {head}",
)  # fmt: skip
"""Shapes without a country in them, for a name behind "Iran's"."""
ARMED = ("military", "military", "military", "intelligence", "industry", "nuclear", "space")
"""Kinds of bodies an army deals with."""
AMERICAN = (
    ("Defence", "Defense"), ("Centre", "Center"), ("isation", "ization"), ("Programme", "Program"), ("Labour", "Labor"),
    ("Armour", "Armor"), ("Organised", "Organized"),
)  # fmt: skip
"""British spellings and American ones."""


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of bodies: military, intelligence, industry and so on."""
    return tuple(name for name, table in tables("organisations")["bodies"].items() if isinstance(table, dict))


@cache
def _listed(name: str, kind: str = "") -> tuple[str, ...]:
    table: Any = tables("organisations")["bodies"]
    text = str(table[kind][name] if kind else table[name])
    return tuple(" ".join(entry.split()) for entry in text.split(";"))


@cache
def _subjects(kind: str) -> Bank:
    return bank(_listed("subjects", kind))


@cache
def countries() -> dict[str, tuple[str, str, str]]:
    """Short name, adjective and full name of every country of the bank, by code."""
    lines = str(tables("organisations")["bodies"]["countries"]).strip().splitlines()
    found = {}
    for line in lines:
        code, short, adjective, long = (part.strip() for part in line.split(";"))
        found[code] = (short, adjective, long)
    return found


def _pick(rng: random.Random, entries: tuple[str, ...]) -> str:
    return entries[int(rng.random() * len(entries))]


def _subject(rng: random.Random, kind: str, held: bool, used: set[str]) -> str:
    """A subject that this name does not have yet."""
    subject = ""
    for _ in range(8):
        subject = _subjects(kind if rng.random() < 0.85 else _pick(rng, kinds())).pick(rng, held)
        if subject not in used:
            break
    used.add(subject)
    return subject


def _joined(rng: random.Random, kind: str, held: bool, used: set[str]) -> str:
    """One, two or three subjects as one phrase."""
    count = rng.choice((1, 1, 2, 2, 2, 3))
    parts = [_subject(rng, kind, held, used) for _ in range(count)]
    if count < 3:
        return rng.choice((" and ", " and ", " and ", " & ")).join(parts)
    return f"{parts[0]}, {parts[1]}{rng.choice((' and', ' and', ', and', ' &'))} {parts[2]}"


def _shape(rng: random.Random, kind: str, bare: bool) -> str:
    own: list[str] = tables("organisations")["bodies"][kind]["shapes"]
    if bare:
        return _pick(rng, BARE)
    return _pick(rng, tuple(own) if chance(rng, 0.45) else COMMON)


def body(rng: random.Random, country: str, held: bool, *, bare: bool = False, armed: bool = False) -> str:
    """A public body of that country (ISO 3166-1, lower case), or of any for ''; a `bare` name says no country.

    An `armed` one is mostly of the armed forces, the secret services or the industry behind them.
    """
    known = countries()
    code = {"uk": "gb"}.get(country, country)
    code = code if code in known else _pick(rng, tuple(known))
    short, adjective, long = known[code]
    kind = _pick(rng, ARMED if armed and chance(rng, 0.8) else kinds())
    used: set[str] = set()
    slots: dict[str, Callable[[], str]] = {
        "s": lambda: _subject(rng, kind, held, used),
        "ss": lambda: _joined(rng, kind, held, used),
        "head": lambda: _pick(rng, _listed("heads", kind)),
        "rank": lambda: _pick(rng, _listed("ranks")),
        "branch": lambda: _pick(rng, _listed("branches")),
        "pair": lambda: "-".join((_pick(rng, _listed("firsts")), _pick(rng, _listed("seconds")))),
        "adverb": lambda: _pick(rng, _listed("adverbs")),
        "ordinal": lambda: SLOTS["ordinal"](rng, code, "any", held),
        "place": lambda: SLOTS["place"](rng, code, "any", held),
        "unit": lambda: str(rng.randint(10000, 99999)),
        "country": lambda: short.removeprefix("the "),
        "long": lambda: long.removeprefix("the "),
        "dem": lambda: adjective,
        "of": lambda: f"of {rng.choice((short, long, long))}",
    }
    name = re.sub(r"\{(\w+)\}", lambda slot: slots[slot[1]](), _shape(rng, kind, bare))
    return _written(rng, re.sub(r"\b(\w+) \1\b", r"\1", name))


def _written(rng: random.Random, name: str) -> str:
    """The name in the spelling, the apostrophes, the dashes and the letters of one notice or another."""
    if chance(rng, 0.45):
        for british, american in AMERICAN:
            name = name.replace(british, american)
    if chance(rng, 0.45):
        name = name.replace("’", "'")
    if chance(rng, 0.05):
        name = name.replace("-", rng.choice(("–", "‑", " - ")))
    if chance(rng, 0.05):
        name = name.replace(" Forces", " forces").replace(" Government", " government")
    return name.upper() if chance(rng, 0.05) else name
