"""Postal addresses of many countries in the shapes notices write them, and names of cities, regions and countries."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import Grammar

_SPLIT = ("streets", "cities")
_COMMON = "common"


@cache
def countries() -> tuple[str, ...]:
    """ISO 3166-1 codes, in lower case, of the countries whose addresses the banks know."""
    return tuple(sorted(name for name, table in tables("addresses").items() if "formats" in table))


@cache
def _grammar(country: str) -> Grammar:
    banks = tables("addresses")
    return Grammar({**banks[_COMMON], **banks[country]}, _SPLIT)


def _known(rng: random.Random, country: str) -> str:
    if country in tables("addresses"):
        return country
    every = countries()
    return every[int(rng.random() * len(every))]


def address(rng: random.Random, country: str, held: bool) -> str:
    """A full postal address in that country (ISO 3166-1, lower case), or anywhere for ''."""
    return _grammar(_known(rng, country)).draw(rng, "formats", held)


def city(rng: random.Random, country: str, held: bool) -> str:
    """A city of that country, or of any for ''."""
    return _grammar(_known(rng, country)).draw(rng, "cities", held)


def country_name(rng: random.Random) -> str:
    """A country, in one of the forms notices use."""
    return _grammar(_known(rng, "")).draw(rng, "names")


def region(rng: random.Random) -> str:
    """A region, province, state or larger area."""
    return rng.choice(["Tatarstan", "Crimea", "Donetsk", "Xinjiang", "Sharjah", "Texas", "the Middle East"])
