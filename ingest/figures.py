"""Plain numbers, percentages and ranges in register cells: read, or reported and left out, never guessed."""

from __future__ import annotations

import re
from datetime import date

from ingest.cells import Cell
from ingest.opening import Opened
from ingest.saying import Thing

_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_GROUPED = re.compile(
    r"[+-]?\d{1,3}([ \u00a0\u202f']\d{3})+(\.\d+)?|[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?|[+-]?\d{1,3},\d{3}\.\d+"
)
_RANGE = re.compile(r"\s*(?P<low>\d+(?:\.\d+)?)\s*%?\s*(?:-|–|—|\.\.|to)\s*(?P<high>\d+(?:\.\d+)?)\s*%?\s*")
_BOUND = re.compile(
    r"\s*(?P<sign>>=|<=|≥|≤|>|<|at least|more than|over|up to|at most|less than|under)\s*(?P<x>\d+(?:\.\d+)?)\s*%?\s*",
    re.I,
)
_FROM_BELOW = (">=", "≥", ">", "at least", "more than", "over")


def number(doc: Opened, cell: Cell) -> float | None:
    """The number a cell holds: a decimal point, thousands parted or not. `1,5` and `1,500` could each be two things."""
    text = cell.clean
    if not text or text in doc.nulls:
        return None
    if _PLAIN.fullmatch(text):
        value = float(text)
        if abs(value) < 1e15:
            return value
    elif _GROUPED.fullmatch(text):
        return float(re.sub(r"[ \u00a0\u202f',]", "", text))
    problem = f"“{text[:60]}” is not a number that can mean one thing only (expected digits with a decimal point)"
    doc.issue(cell, problem, kept=f"the rest, without this {cell.column or 'number'}")
    return None


def amount(doc: Opened, cell: Cell) -> float | None:
    """A quantity, value or count: a number that is not below zero."""
    value = number(doc, cell)
    if value is not None and value < 0:
        doc.issue(cell, f"“{cell.clean[:60]}” is below zero", kept=f"the rest, without this {cell.column}")
        return None
    return value


def share(doc: Opened, cell: Cell) -> tuple[float | None, float | None]:
    """A share in percent as least and greatest: `30`, `30%`, `25-50`, `>50`. Not stated is not known, never 0."""
    text = cell.clean
    if not text or text.casefold() in ("unknown", "n/a", "not stated", "?") or text in doc.nulls:
        return None, None
    plain = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%?", text)
    if plain:
        low = high = float(plain[1])
    elif between := _RANGE.fullmatch(text):
        low, high = float(between["low"]), float(between["high"])
    elif bound := _BOUND.fullmatch(text):
        at_least = bound["sign"].casefold() in _FROM_BELOW
        low, high = (float(bound["x"]), 100.0) if at_least else (0.0, float(bound["x"]))
    else:
        low, high = -1.0, -1.0
    if not 0 <= low <= high <= 100:
        doc.issue(
            cell, f"“{text[:60]}” is not a share in percent (0 to 100, or a range)", kept="the stake, its share unknown"
        )
        return None, None
    return low, high


def shares(doc: Opened, low_cell: Cell, high_cell: Cell) -> tuple[float | None, float | None]:
    """A share stated by two cells, least and greatest; a blank one leaves that side unknown."""
    low, high = share(doc, low_cell)[0], share(doc, high_cell)[1]
    if low is not None and high is not None and low > high:
        doc.issue(
            low_cell, f"the least share {low:g} is above the greatest {high:g}", kept="the stake, its share unknown"
        )
        return None, None
    return low, high


def put(thing: Thing, prop: str, cell: Cell, value: float | int | date | str | None) -> None:
    """State a property as it was read from its cell; a cell that could not be read states nothing."""
    if value is not None and value != "":
        thing.put(prop, cell, value)
