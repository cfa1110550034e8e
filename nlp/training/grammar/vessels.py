"""Names of ships and registrations of aircraft."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import Bank, bank, chance, is_held, tables

PREFIXES = {
    "EP-": "LLL", "RA-": "NNNNN", "RF-": "NNNNN", "YK-": "LLL", "N": "NNNLL", "TC-": "LLL", "A6-": "LLL",
    "VP-B": "LL", "VQ-B": "LL", "P4-": "LLL", "UP-": "LNNNN", "UR-": "NNNNN", "EW-": "NNNLL", "EX-": "NNNNN",
    "4L-": "LLL", "5A-": "LLL", "YV": "NNNN", "CU-T": "NNNN", "B-": "NNNN", "9H-": "LLL", "G-": "LLLL", "D-": "LLLL",
    "F-": "LLLL", "OE-": "LLL", "T7-": "LLL", "VT-": "LLL", "AP-": "LLL", "HZ-": "LLL", "M-": "LLLL", "ZS-": "LLL",
    "XT-": "LLL", "P-": "NNN", "LY-": "LLL", "YI-": "LLL", "EY-": "NNN", "EK-": "NNNNN", "ST-": "LLL", "9M-": "LLL",
    "C-G": "LLL", "XA-": "LLL", "PT-": "LLL", "OO-": "LLL", "SU-": "LLL",
}  # fmt: skip
"""Marks of nationality, and what follows them: letters and digits."""


@cache
def _ships(kind: str) -> Bank:
    return bank(str(tables("organisations")["ships"][kind]))


def vessel(rng: random.Random, held: bool) -> str:
    """A ship's name, mostly in capitals, now and then with M/V or a number."""
    words, names = _ships("words"), _ships("names")
    roll = rng.random()
    if roll < 0.5:
        name = f"{words.pick(rng, held)} {words.pick(rng, held)}"
    elif roll < 0.62:
        name = f"{words.pick(rng, held)} {names.pick(rng, held)}"
    elif roll < 0.74:
        name = names.pick(rng, held)
    elif roll < 0.82:
        name = f"{names.pick(rng, held)} {rng.choice('ABCGHKMPRS')}"
    elif roll < 0.9:
        name = words.pick(rng, held)
    else:
        name = f"{words.pick(rng, held)} of {names.pick(rng, held)}"
    if chance(rng, 0.18):
        name += rng.choice((" I", " II", " III", " 1", " 2", " 7", " 8", " 9", "-1", " V", " 88", " S"))
    return name.upper() if chance(rng, 0.6) else name


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
