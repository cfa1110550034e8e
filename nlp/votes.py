"""How sure a reading is: what speaks for and against it, each with a weight learnt from held-out texts, added up."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Signs = Mapping[str, float]
"""What speaks for or against, by name: 1 if it is so, or a log-odds."""

_FLAT = 1e-4
_RIDGE = 0.5
"""How strongly weights are pulled to nothing: a rule seen a few times decides little."""
_ROUNDS = 40


def log_odds(chance: float) -> float:
    """A probability as log-odds, within what a network can mean."""
    return math.log(min(max(chance, _FLAT), 1 - _FLAT) / (1 - min(max(chance, _FLAT), 1 - _FLAT)))


@dataclass(frozen=True)
class Votes:
    """Weights of signs; unknown signs weigh nothing."""

    weights: Mapping[str, float]

    def sure(self, signs: Signs) -> float:
        """The probability that what bears these signs is right."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def why(self, signs: Signs) -> list[tuple[str, float]]:
        """What each sign adds to the log-odds, the weightiest first."""
        parts = [(name, self.weights.get(name, 0.0) * value) for name, value in signs.items()]
        return sorted(parts, key=lambda part: (-abs(part[1]), part[0]))


def fit(cases: Sequence[tuple[Signs, bool]]) -> Votes:
    """Weights under which the probabilities fit the cases best: logistic regression with a ridge, by Newton's steps."""
    names = sorted({name for signs, _ in cases for name in signs})
    place = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(cases), len(names)))
    for number, (signs, _) in enumerate(cases):
        for name, value in signs.items():
            rows[number, place[name]] = value
    right = np.asarray([float(is_right) for _, is_right in cases])
    weights = np.zeros(len(names))
    for _ in range(_ROUNDS):
        said = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (right - said) - _RIDGE * weights
        bend = (rows * (said * (1 - said))[:, None]).T @ rows + _RIDGE * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Votes({name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)})


def write(path: Path, votes: Mapping[str, Votes]) -> None:
    """Keep several sets of weights in one file."""
    path.write_text(json.dumps({name: dict(one.weights) for name, one in votes.items()}, indent=1) + "\n", "utf-8")


def read(path: Path) -> dict[str, Votes]:
    """The sets of weights of a file."""
    return {name: Votes(weights) for name, weights in json.loads(path.read_text("utf-8")).items()}


def choose(spans: Iterable[tuple[int, int, float]]) -> list[int]:
    """Which spans to keep so that none overlap and the sum of what they are worth is greatest; by their number."""
    listed = [(start, end, worth, number) for number, (start, end, worth) in enumerate(spans) if worth > 0]
    listed.sort(key=lambda one: (one[1], one[0]))
    ends = [end for _, end, _, _ in listed]
    total = [0.0] * (len(listed) + 1)
    before = [0] * len(listed)
    for i, (start, _, worth, _) in enumerate(listed):
        low, high = 0, i
        while low < high:
            middle = (low + high) // 2
            if ends[middle] <= start:
                low = middle + 1
            else:
                high = middle
        before[i] = low
        total[i + 1] = max(total[i], total[low] + worth)
    kept: list[int] = []
    i = len(listed)
    while i:
        if total[i] == total[i - 1]:
            i -= 1
            continue
        kept.append(listed[i - 1][3])
        i = before[i - 1]
    return kept[::-1]
