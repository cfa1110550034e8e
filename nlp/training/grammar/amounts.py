"""Other dates and amounts of money in the format of those given, and other digits in a citation."""

from __future__ import annotations

import random
import re


def date_like(rng: random.Random, text: str) -> str:
    """Another date in the same format and of the same precision."""

    def other(found: re.Match[str]) -> str:
        number = found[0]
        if len(number) == 4:
            return str(rng.randint(1998, 2025))
        return str(rng.randint(1, 12)).zfill(len(number))

    return re.sub(r"\d+", other, text)


def money_like(rng: random.Random, text: str) -> str:
    """Another amount in the same format and currency."""
    return re.sub(r"[1-9]", lambda _: str(rng.randint(1, 9)), text)


def digits_like(rng: random.Random, text: str) -> str:
    """The same text with other digits, each number as long as it was."""
    return re.sub(r"[1-9]", lambda _: str(rng.randint(1, 9)), text)
