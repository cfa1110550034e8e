"""Held-out texts in the shape of annotated lines, and how often what is said with a confidence is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.lines import Line
from nlp.scoring import Reads, name_of
from nlp.training.corpus import copies
from nlp.training.multiply import Copy
from nlp.training.run import HELD_COPIES

STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Bounds of the rows of a calibration table."""


def held_out(number: int = 2) -> list[Line]:
    """Copies of the held-out seeds that neither the networks nor the weights have learnt from, as annotated lines."""
    return [_line(one, turn) for turn in range(number) for one in copies("held", 1, start=HELD_COPIES + turn)]


def _line(one: Copy, turn: int) -> Line:
    entities = tuple((span.start, span.end, span.label, f"e{number}") for number, span in enumerate(one.spans))
    relations = tuple(
        (f"e{told.head}", told.type, f"e{told.tail}") for told in one.told if told.says != "denied"
    )  # fmt: skip
    return Line(f"{one.id}/{turn}", "held out", one.text, entities, relations)


@dataclass(frozen=True)
class Bin:
    """Of so many said with a confidence from `low` to `high`, how many were right."""

    low: float
    high: float
    said: int
    right: int


def calibration(reader: Reads, lines: Iterable[Line]) -> dict[str, list[Bin]]:
    """For mentions and relations: how often what is said with each confidence is right."""
    mentions: list[tuple[float, bool]] = []
    relations: list[tuple[float, bool]] = []
    for line in lines:
        reading = reader.read(line.text)
        right = {(start, end, label) for start, end, label, _ in line.entities}
        mentions += [(one.confidence, (one.start, one.end, one.label) in right) for one in reading.mentions]
        names = {identity: name_of(line.text[start:end]) for start, end, _, identity in line.entities}
        facts = {(names[head], kind, names[tail]) for head, kind, tail in line.relations}
        words = {one.id: name_of(one.text) for one in reading.mentions}
        relations += [
            (one.confidence, (words[one.head], one.type, words[one.tail]) in facts) for one in reading.relations
        ]
    return {"mentions": list(_bins(mentions)), "relations": list(_bins(relations))}


def _bins(said: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    for low, high in zip((0.0, *STEPS), STEPS, strict=False):
        inside = [right for sure, right in said if low <= sure < high]
        yield Bin(low, min(high, 1.0), len(inside), sum(inside))
