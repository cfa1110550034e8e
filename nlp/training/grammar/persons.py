"""Names of persons of many naming cultures, their family names, and other spellings of them."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import Bank, bank, tables


@cache
def _bank(culture: str, kind: str) -> Bank:
    """One bank of a naming culture."""
    table = tables("persons")
    return bank(str(table.get(culture, table["en"])[kind]))


def person(rng: random.Random, country: str, held: bool) -> str:
    """A person's name as notices about this country write it; '' is any country."""
    kind = "men" if rng.random() < 0.8 else "women"
    return f"{_bank(country, kind).pick(rng, held)} {_bank(country, 'surnames').pick(rng, held)}"


def last_name_of(name: str, country: str) -> str:
    """The family name within a person's name."""
    return name.split()[-1]


def person_alias(rng: random.Random, name: str, country: str) -> str:
    """The same person named otherwise."""
    first, *rest = name.split()
    return f"{first[0]}. {' '.join(rest)}" if rest else name
