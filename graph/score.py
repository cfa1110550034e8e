"""The score of a finding: a few documented parts, each shown; the numbers and their reasons are in score.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph.values import PathValue


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: its name, value 0..1, weight, and why it is so."""

    name: str
    value: float
    weight: float
    why: str


@cache
def rules() -> dict[str, Any]:
    """What score.toml says."""
    with (Path(__file__).parent / "score.toml").open("rb") as file:
        return tomllib.load(file)


def score(severity: str, paths: Iterable[PathValue], as_of: date) -> list[Part]:
    """The parts of the score of a finding that rests on these paths, on that day."""
    told = list(paths)
    weights = rules()["weights"]
    sure, weakest = _certainty(told)
    fresh, when = _freshness(told, as_of)
    return [
        Part("severity", rules()["severity"][severity], weights["severity"], f"the pattern is of {severity} severity"),
        Part("certainty", sure, weights["certainty"], weakest),
        Part("freshness", fresh, weights["freshness"], when),
    ]


def total(parts: Iterable[Part]) -> float:
    """The parts added up with their weights, to three places."""
    return round(sum(part.value * part.weight for part in parts), 3)


def _certainty(paths: list[PathValue]) -> tuple[float, str]:
    hops = {rel.id: rel for path in paths for rel in path.rels}
    sure = sorted((_number(rel.props.get("confidence")), rel.type, rel.id) for rel in hops.values())
    if not sure or sure[0][0] >= 1:
        return 1.0, "every hop is stated or follows from what is stated"
    kind = sure[0][1].lower().replace("_", " ")
    return round(sure[0][0], 3), f"the weakest hop ({kind}) is {sure[0][0]:.2f} sure"


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def _freshness(paths: list[PathValue], as_of: date) -> tuple[float, str]:
    """Half for each half-life since the last dated event; a denial in force is not an event."""
    days = [node.props.get("date") for path in paths for node in path.nodes]
    days += [rel.props.get("valid_from") for path in paths for rel in path.rels]
    past = [day for day in days if isinstance(day, date) and day <= as_of]
    say = rules()["freshness"]
    if not past:
        return float(say["undated"]), "nothing on the path has a date"
    age = (as_of - max(past)).days
    return round(0.5 ** (age / say["half_life_days"]), 3), f"the last of it happened on {max(past)}, {age} days before"
