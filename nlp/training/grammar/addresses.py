"""Postal addresses of many countries in the shapes notices write them, and names of cities, regions and countries.

A table of the banks is a country if it has cities. Its `like` names the table it inherits rules from; what both say
of streets, districts and buildings is put together. Country names come with the weight notices give them.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from nlp.training.grammar.banks import chance, tables
from nlp.training.grammar.rules import Grammar, entries

_SPLIT = ("streets", "cities", "districts", "buildings")
_ADDED = ("streets", "districts", "buildings")
_COMMON, _NATIONS = "common", "nations"


@cache
def countries() -> tuple[str, ...]:
    """ISO 3166-1 codes, in lower case, of the countries whose addresses the banks know."""
    return tuple(sorted(name for name, table in tables("addresses").items() if "cities" in table))


@cache
def _weighted() -> tuple[str, ...]:
    """Every country as often as its weight says."""
    banks = tables("addresses")
    return tuple(country for country in countries() for _ in range(int(banks[country].get("weight", 1))))


@cache
def _with_regions() -> tuple[str, ...]:
    return tuple(country for country in _weighted() if "regions" in tables("addresses")[country])


@cache
def _grammar(country: str) -> Grammar:
    banks = tables("addresses")
    rules: dict[str, Any] = {}
    own = banks[country]
    for table in (banks[_COMMON], banks.get(own.get("like", ""), {}), own):
        for name, listed in table.items():
            if name in ("like", "weight"):
                continue
            known = entries(rules[name]) if name in _ADDED and name in rules else ()
            rules[name] = known + entries(listed)
    rules["state"] = entries(own["regions"]) if "regions" in own else rules["cities"]
    return Grammar(rules, _SPLIT)


def _known(rng: random.Random, country: str) -> str:
    if country in tables("addresses") and "cities" in tables("addresses")[country]:
        return country
    every = _weighted()
    return every[int(rng.random() * len(every))]


def _written(rng: random.Random, drawn: str) -> str:
    """The same address with another habit of separating its parts."""
    draw = rng.random()
    if draw < 0.02:
        return drawn.replace(", ", "; ")
    if draw < 0.05:
        return drawn.replace(", ", " ")
    if draw < 0.06:
        return drawn.replace(", ", ",")
    if draw < 0.075:
        return drawn.replace(", ", " - ")
    if draw < 0.085:
        return drawn.replace(", ", ". ").replace(".. ", ". ")
    if draw < 0.105:
        return drawn.upper()
    return drawn


def address(rng: random.Random, country: str, held: bool) -> str:
    """A full postal address in that country (ISO 3166-1, lower case), or anywhere for ''."""
    return _written(rng, _grammar(_known(rng, country)).draw(rng, "formats", held))


def city(rng: random.Random, country: str, held: bool) -> str:
    """A city of that country, or of any for ''."""
    return _grammar(_known(rng, country)).draw(rng, "cities", held)


def country_name(rng: random.Random) -> str:
    """A country, in one of the forms notices use."""
    if chance(rng, 0.2):
        return _nations().draw(rng, "names")
    drawn = _grammar(_known(rng, "")).draw(rng, "names")
    return drawn.upper() if chance(rng, 0.03) else drawn


@cache
def _nations() -> Grammar:
    return Grammar(tables("addresses")[_NATIONS])


def region(rng: random.Random) -> str:
    """A region, province, state or larger area."""
    if chance(rng, 0.15):
        return _nations().draw(rng, "areas")
    every = _with_regions()
    return _grammar(every[int(rng.random() * len(every))]).draw(rng, "regions")
