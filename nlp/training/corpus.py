"""The corpus as spaCy reads it: endless copies of seeds to learn from, fixed copies of held-out ones to judge by."""

from __future__ import annotations

import random
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, registry

from nlp.healing import Healed, heal
from nlp.training.multiply import Copy, as_written, copy
from nlp.training.seeds import ANONYMOUS, Seed, read_all

CORPUS = Path(__file__).parent / "corpus"
SEED = 20261123
HELD_SHARE = 7
"""One seed in so many is held out: no training text has its sentences."""

Part = Literal["train", "held"]


def held_out(seed: Seed) -> bool:
    """Is the seed kept for judging?"""
    return zlib.crc32(seed.id.encode()) % HELD_SHARE == 0


def copies(part: Part, number: int, *, start: int = 0, folder: Path = CORPUS) -> Iterator[Copy]:
    """`number` copies of every seed of a part, from the `start`-th on, in an order of their own.

    Copy 0 of a training seed is the seed as written; held-out seeds are never shown with the names they were written
    with, so that neither their sentences nor their names stand in any training text.
    """
    seeds = [seed for seed in read_all(folder) if held_out(seed) == (part == "held")]
    for turn in range(start, start + number):
        order = list(seeds)
        random.Random(f"{SEED} {part} {turn}").shuffle(order)
        for seed in order:
            rng = random.Random(f"{SEED} {part} {turn} {seed.id}")
            if part == "train" and turn == 0:
                yield as_written(seed)
            else:
                yield copy(seed, rng, held=part == "held")


def annotated(nlp: Language, one: Copy) -> Doc:
    """The copy as a document with its names: healed as a reader heals it, tokenised as a reader does.

    `user_data` holds the name of each mention and what the text tells of them, for the relations to learn from.
    """
    healed = heal(one.text)
    doc = nlp.make_doc(healed.text)
    found: dict[int, Span] = {}
    for number, span in enumerate(one.spans):
        start, end = forward(healed, span.start, span.end)
        named = doc.char_span(start, end, label=span.label, alignment_mode="expand") if start < end else None
        if named is not None:
            found[number] = named
    doc.ents = tuple(filter_spans(found.values()))
    place = {ent.start: number for number, ent in enumerate(doc.ents)}
    at = {number: place[span.start] for number, span in found.items() if span.start in place}
    names = [""] * len(doc.ents)
    for number, ent in at.items():
        key = one.spans[number].key
        names[ent] = f"{ANONYMOUS}{ent}" if key == ANONYMOUS else key
    doc.user_data["names"] = names
    doc.user_data["told"] = [
        (at[told.head], told.type, at[told.tail], told.says) for told in one.told if told.head in at and told.tail in at
    ]
    return doc


def forward(healed: Healed, start: int, end: int) -> tuple[int, int]:
    """A span of the original text as a span of the healed text."""
    return bisect_left(healed.places, start), bisect_left(healed.places, end)


@registry.readers("thirdport.Copies.v1")
def _copies(part: Part, copies: int) -> Callable[[Language], Iterator[Example]]:
    turn = 0

    def read(nlp: Language) -> Iterator[Example]:
        nonlocal turn
        start, turn = (turn, turn + copies) if part == "train" else (0, 0)
        for one in _all(part, copies, start):
            doc = annotated(nlp, one)
            if len(doc):
                yield Example(nlp.make_doc(doc.text), doc)

    return read


def _all(part: Part, number: int, start: int) -> Iterator[Copy]:
    return copies(part, number, start=start)


@registry.batchers("thirdport.Texts.v1")
def _texts(size: int) -> Callable[[Iterable[Example]], Iterator[list[Example]]]:
    """Batches of so many texts: a relation's lessons count by the text, not by the word."""

    def batched(examples: Iterable[Example]) -> Iterator[list[Example]]:
        batch: list[Example] = []
        for example in examples:
            batch.append(example)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    return batched
