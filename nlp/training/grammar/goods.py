"""Goods as notices name them: a head word, what kind it is, who made it and under which number."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import Grammar


@cache
def _thin() -> Grammar:
    return Grammar(tables("goods")["thin"], ("heads", "kinds"))


def item(rng: random.Random, singular: bool, held: bool) -> str:
    """A noun phrase for goods, without article: one thing if `singular`, else a plural or a mass noun."""
    head = _thin().draw(rng, "heads", held).split("|")[0]
    while singular and head.startswith("="):
        head = _thin().draw(rng, "heads", held).split("|")[0]
    if not head.startswith("=") and not singular:
        head += "s"
    head = head.lstrip("=")
    if rng.random() < 0.5:
        head = f"{_thin().draw(rng, 'kinds', held)} {head}"
    if rng.random() < 0.2:
        head = f"{_thin().draw(rng, 'models', held)} {head}"
    return head
