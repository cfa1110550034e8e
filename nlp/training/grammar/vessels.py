"""Names of ships and registrations of aircraft."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import Bank, bank, chance, is_held, tables
from nlp.training.grammar.persons import person

_VOWELS = frozenset("aeiouy")

PREFIXES = {
    "EP-": "LLL", "RA-": "NNNNN", "RF-": "NNNNN", "YK-": "LLL", "N": "NNNLL", "TC-": "LLL", "A6-": "LLL",
    "VP-B": "LL", "VQ-B": "LL", "P4-": "LLL", "UP-": "LNNNN", "UR-": "NNNNN", "EW-": "NNNLL", "EX-": "NNNNN",
    "4L-": "LLL", "5A-": "LLL", "YV": "NNNN", "CU-T": "NNNN", "B-": "NNNN", "9H-": "LLL", "G-": "LLLL", "D-": "LLLL",
    "F-": "LLLL", "OE-": "LLL", "T7-": "LLL", "VT-": "LLL", "AP-": "LLL", "HZ-": "LLL", "M-": "LLLL", "ZS-": "LLL",
    "XT-": "LLL", "P-": "NNN", "LY-": "LLL", "YI-": "LLL", "EY-": "NNN", "EK-": "NNNNN", "ST-": "LLL", "9M-": "LLL",
    "C-G": "LLL", "XA-": "LLL", "PT-": "LLL", "OO-": "LLL", "SU-": "LLL",
}  # fmt: skip
"""Marks of nationality, and what follows them: letters and digits."""


CREWS = ("ru", "ru", "ir", "gr", "tr", "in", "cn", "gb", "kp", "de", "it")
"""Countries whose people ships are named after."""


@cache
def _ships(table: str, kind: str) -> Bank:
    return bank(str(tables("organisations")[table][kind]), shared=table == "ship_words")


def _invented(rng: random.Random, held: bool) -> str:
    """One word no bank has, as transliterated or made-up names sound."""
    starts, middles, ends = (_ships("ship_words", kind) for kind in ("starts", "middles", "ends"))
    name = ""
    while not name or is_held(name) != held or is_held(name.upper()) != held:
        middle = middles.pick(rng, held) if chance(rng, 0.5) else ""
        end = ends.pick(rng, held)
        joint = "r" if middle and middle[-1] in _VOWELS and end[0] in _VOWELS else ""
        name = starts.pick(rng, held) + middle + joint + end
    return name


def _person_like(rng: random.Random, held: bool) -> str:
    """A name of a person, some with a title."""
    name = person(rng, rng.choice(CREWS), held)
    words = [word for word in name.title().split() if word.isalpha()]
    if len(words) < 2:
        words = [_ships("ships", "names").pick(rng, held), _invented(rng, held)]
    if chance(rng, 0.35):
        words = [_ships("ship_words", "titles").pick(rng, held), *words[-2:]]
        if chance(rng, 0.5):
            del words[1]
    return " ".join(words)


def _numbered(rng: random.Random, held: bool) -> str:
    """A mark or word with a number: letters and digits with or without a hyphen."""
    if chance(rng, 0.55):
        mark = _ships("ship_words", "marks").pick(rng, held)
    else:
        mark = _invented(rng, held) if chance(rng, 0.5) else _ships("ships", "words").pick(rng, held)
    number = rng.choice((rng.randint(1, 19), rng.randint(1, 99), rng.randint(1, 299), rng.randint(1, 5099)))
    return f"{mark}{rng.choice('- -')}{number}"


def vessel(rng: random.Random, held: bool) -> str:
    """A ship's name: one word, two, an initial, a number or a person's name; in title case or all in capitals."""
    words, names = _ships("ships", "words"), _ships("ships", "names")
    roll = rng.random()
    if roll < 0.22:
        name = _invented(rng, held)
    elif roll < 0.33:
        name = (words if chance(rng, 0.6) else names).pick(rng, held)
    elif roll < 0.53:
        name = f"{words.pick(rng, held)} {(words if chance(rng, 0.6) else names).pick(rng, held)}"
    elif roll < 0.64:
        first = _invented(rng, held) if chance(rng, 0.3) else (words if chance(rng, 0.5) else names).pick(rng, held)
        name = f"{first} {rng.choice('ABCDEGHIJKLMNPSTVXZ')}"
    elif roll < 0.76:
        name = _numbered(rng, held)
    elif roll < 0.89:
        name = _person_like(rng, held)
    elif roll < 0.95:
        name = f"{words.pick(rng, held)} of {names.pick(rng, held)}"
    else:
        name = f"{words.pick(rng, held)} {rng.choice(('I', 'II', 'III', 'IV', 'V', 'Star', 'Trader', 'Spirit'))}"
    return name.upper() if chance(rng, 0.5) else name


def tail_number(rng: random.Random) -> str:
    """An aircraft's registration; every sixth one there is is never drawn, so that data kept apart may hold it."""
    number = ""
    while not number or is_held(number):
        mark = rng.choice(tuple(PREFIXES))
        letters = (
            rng.choice("ABCDEFGHIJKLMNOPRSTUVWXYZ") if kind == "L" else rng.choice("0123456789")
            for kind in PREFIXES[mark]
        )
        number = mark + "".join(letters)
    return number
