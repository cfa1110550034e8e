"""A relation between two findings, with the span of the words that state it."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.finding import Found


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between two findings, with the span of the words that state it."""

    type: str
    head: Found
    tail: Found
    start: int
    end: int
    rule: str
    confidence: float
    hedged: bool
    role: str
