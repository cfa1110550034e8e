"""Control codes: entries of export-control lists, and customs tariff numbers."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import Grammar

KINDS = ("eccn", "eu", "ml", "mtcr", "nsg", "hs", "uk", "national")


@cache
def _codes() -> Grammar:
    return Grammar(tables("signs")["codes"])


def control_code(rng: random.Random, kind: str) -> str:
    """A code of a kind: eccn, eu, ml, mtcr, nsg, hs, uk or national; of any kind for another word."""
    return _codes().draw(rng, kind if kind in KINDS else rng.choice(KINDS))
