"""Names of organisations, vessels and aircraft, and their short and other names."""

from __future__ import annotations

import random


def organisation(rng: random.Random, country: str, kind: str, held: bool) -> str:
    """An organisation's name as notices about this country write it; `kind` is company, bank, univ or plant."""
    stem = rng.choice(["Gulf", "Nova", "Delta", "Orient"] if not held else ["Vega", "Sirius", "Atlas"])
    tail = rng.choice(["Trading", "Electronics", "Logistics"])
    if kind == "bank":
        return f"{stem} Bank JSC"
    if kind == "univ":
        return f"{stem} State University"
    if kind == "plant":
        return f"{stem} Machine-Building Plant"
    return f"{stem} {tail} {rng.choice(['LLC', 'FZE', 'Co., Ltd.', 'GmbH'])}"


def acronym_of(rng: random.Random, name: str) -> str:
    """The initials of a name."""
    return "".join(word[0] for word in name.split() if word[0].isalnum()).upper()


def short_of(rng: random.Random, name: str) -> str:
    """The distinctive part of a name, without legal form and generic tail."""
    return name.split()[0]


def organisation_alias(rng: random.Random, name: str, country: str) -> str:
    """Another name of the same organisation."""
    return organisation(rng, country, "company", False)


def vessel(rng: random.Random, held: bool) -> str:
    """A ship's name."""
    return rng.choice(["OCEAN STAR", "Sea Pearl", "LADY MARIA"])


def tail_number(rng: random.Random) -> str:
    """An aircraft's registration."""
    return f"EP-{''.join(rng.choice('ABCDEFGHJKMN') for _ in range(3))}"
