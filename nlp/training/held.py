"""Held-out texts in the shape of annotated lines."""

from __future__ import annotations

from nlp.lines import Line
from nlp.training.corpus import copies
from nlp.training.multiply import Copy
from nlp.training.run import HELD_COPIES


def held_out(number: int = 2) -> list[Line]:
    """Copies of the held-out seeds that neither the networks nor the weights have learnt from, as annotated lines."""
    return [_line(one, turn) for turn in range(number) for one in copies("held", 1, start=HELD_COPIES + turn)]


def _line(one: Copy, turn: int) -> Line:
    entities = tuple((span.start, span.end, span.label, f"e{number}") for number, span in enumerate(one.spans))
    relations = tuple(
        (f"e{told.head}", told.type, f"e{told.tail}") for told in one.told if told.says != "denied"
    )  # fmt: skip
    return Line(f"{one.id}/{turn}", "held out", one.text, entities, relations)
