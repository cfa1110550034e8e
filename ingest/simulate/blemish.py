"""What goes wrong in ordinary records: a typo in a name, a cell left empty, a year nobody can mean."""

from __future__ import annotations

from datetime import date
from random import Random

LOSABLE = ("net_kg", "exporter_address", "consignee_address", "unit", "value", "port_from", "port_to", "hs_code")
"""Cells a clerk may leave empty."""


def misspelt(rng: Random, name: str) -> str:
    """The name with two neighbouring letters swapped, one dropped or one doubled."""
    place = rng.randrange(1, max(2, len(name) - 2))
    left, right, rest = name[:place], name[place : place + 2], name[place + 2 :]
    return left + rng.choice((right[::-1], right[:1], right[:1] + right)) + rest


def spoil(rng: Random, cells: dict[str, object]) -> None:
    """Perhaps spoil a record in place: one in twelve loses a cell, one in thirty gets a typo, a few a wild date."""
    chance = rng.random()
    if chance < 0.08:
        cells[rng.choice(LOSABLE)] = None
    elif chance < 0.115:
        field = rng.choice(("exporter", "consignee"))
        cells[field] = misspelt(rng, str(cells[field]))
    elif chance < 0.117 and isinstance(cells["date"], date):
        cells["date"] = f"3{cells['date'].isoformat()[1:]}"
