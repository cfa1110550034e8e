"""Control codes: entries of export-control lists, and customs tariff numbers."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import Grammar


@cache
def _codes() -> Grammar:
    return Grammar(tables("signs")["codes"])


def control_code(rng: random.Random, kind: str) -> str:
    """A code of a kind: eccn, eu, ml, mtcr, nsg, hs or uk; of any kind for another word."""
    codes = _codes()
    if kind not in codes:
        kind = rng.choice(("eccn", "eu", "ml", "mtcr", "nsg", "hs", "uk"))
    return codes.draw(rng, kind)
