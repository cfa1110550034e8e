"""The network that scores pairs of mentions: convolutions over the row of words, pooled around each pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Linear, Maxout, Model, chain
from thinc.types import Floats2d

from nlp.reading import ENTITY_LABELS, RELATION_TYPES
from nlp.scene import HEDGE
from nlp.strip import PARTIES, Strip
from nlp.weighing import FloatArray

SIDE = 5
"""Tokens looked at before the first and after the second of a pair."""

_LABEL = {label: number for number, label in enumerate(ENTITY_LABELS)}
_FAR = (1, 2, 3, 5, 8, 13, 20, 30, 45)
"""Steps in which the distance of a pair is told, in tokens."""

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """A page's row and the pairs asked about: places of head and tail, and what is plainly seen of each pair."""

    doc: Doc
    places: IntArray
    seen: FloatArray


def asked(strip: Strip, vocab: Any) -> Asked | None:
    """The pairs of a page, ready for the network; None if there are none."""
    pairs = [(pair.head, pair.tail) for pair in strip.pairs()]
    if not pairs:
        return None
    doc = Doc(vocab, words=[token.text for token in strip.tokens])
    places = np.asarray(pairs, dtype=np.int64)
    return Asked(doc, places, _seen(strip, places))


def _seen(strip: Strip, places: IntArray) -> FloatArray:
    """Features of each pair that need no learning: labels, order, distance, who stands between."""
    tokens = strip.tokens
    count = len(tokens)
    label = np.full(count, -1, dtype=np.int64)
    for i, token in enumerate(tokens):
        if token.mention >= 0:
            label[i] = _LABEL[strip.label(i)]
    sentence = np.asarray([token.sentence for token in tokens])
    pronoun = np.asarray([token.pronoun for token in tokens])
    party = np.isin(label, [_LABEL[name] for name in PARTIES])
    named = label >= 0
    opens = np.asarray([token.text in "([" for token in tokens])
    closes = np.asarray([token.text in ")]" for token in tokens])
    low = [token.text.lower() for token in tokens]
    commas = np.asarray([word in (",", "and", "or", "&") for word in low])
    nots = np.asarray([bool(NEGATION_WORDS & {word}) for word in low])
    doubts = np.asarray([bool(HEDGE.fullmatch(word)) for word in low])
    running = {
        name: np.concatenate([[0], np.cumsum(flags)])
        for name, flags in (
            ("party", party), ("named", named), ("open", opens), ("close", closes), ("comma", commas), ("not", nots),
            ("doubt", doubts), ("word", ~named & ~commas & ~opens & ~closes),
        )
    }  # fmt: skip
    head, tail = places[:, 0], places[:, 1]
    first, second = np.minimum(head, tail), np.maximum(head, tail)

    def between(name: str) -> IntArray:
        return cast(IntArray, running[name][second] - running[name][first + 1])

    starts = np.zeros(count, dtype=np.int64)  # where the sentence of each token begins
    for i in range(1, count):
        starts[i] = starts[i - 1] if sentence[i] == sentence[i - 1] else i
    gap = second - first
    columns: list[npt.NDArray[Any]] = [head < tail, pronoun[head], pronoun[tail]]
    columns += [label[head] == number for number in range(len(ENTITY_LABELS))]
    columns += [label[tail] == number for number in range(len(ENTITY_LABELS))]
    columns += [gap > step for step in _FAR]
    apart = sentence[second] - sentence[first]
    columns += [apart == number for number in (0, 1, 2)]
    for name, top in (("party", 3), ("named", 4), ("open", 1), ("close", 1), ("comma", 3), ("not", 1), ("doubt", 1)):
        amount = between(name)
        columns += [amount > step for step in range(top)]
    columns.append(between("word") == 0)
    columns.append(between("open") > between("close"))
    columns.append(running["party"][first] - running["party"][starts[first]] == 0)
    columns.append(running["party"][second] - running["party"][starts[second]] == 0)
    columns.append(running["not"][first] - running["not"][starts[first]] > 0)
    return np.stack(columns, axis=1).astype(np.float32)


NEGATION_WORDS = {"not", "no", "never", "neither", "nor", "denied", "denies", "without", "refused", "n't", "unable"}

SEEN = 3 + 2 * len(ENTITY_LABELS) + len(_FAR) + 3 + (3 + 4 + 1 + 1 + 3 + 1 + 1) + 5
"""How many columns `_seen` gives."""


def _pool(tok2vec: Model[list[Doc], list[Floats2d]], width: int) -> Model[Sequence[Asked], Floats2d]:
    return Model(
        "pool", _pool_forward, init=_pool_init, layers=[tok2vec], dims={"nO": width * 6 + SEEN}, attrs={"width": width}
    )


def _pool_init(model: Model[Sequence[Asked], Floats2d], X: Sequence[Asked] | None = None, Y: object = None) -> None:
    model.layers[0].initialize(X=[page.doc for page in X] if X else None)


def _pool_forward(
    model: Model[Sequence[Asked], Floats2d], pages: Sequence[Asked], is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], list[Any]]]:
    width = model.attrs["width"]
    vectors, back = model.layers[0]([page.doc for page in pages], is_train)
    rows = []
    kept = []
    for page, vector in zip(pages, vectors, strict=True):
        row, how = _around(page, np.asarray(vector), width, is_train)
        rows.append(row)
        kept.append(how)
    out = np.concatenate(rows)

    def backward(gradient: Floats2d) -> list[Any]:
        at = 0
        answers = []
        for page, vector, how in zip(pages, vectors, kept, strict=True):
            part = np.asarray(gradient)[at : at + len(page.places)]
            at += len(page.places)
            answers.append(_back(page, how, part, np.zeros_like(vector), width))
        back(answers)
        return []

    return cast(Floats2d, out), backward


def _spans(page: Asked) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray, IntArray]:
    size = len(page.doc)
    first, second = page.places.min(axis=1), page.places.max(axis=1)
    return (
        np.maximum(first - SIDE, 0), first, first + 1, second, second + 1, np.minimum(second + 1 + SIDE, size)
    )  # fmt: skip


def _around(page: Asked, vector: FloatArray, width: int, learn: bool) -> tuple[FloatArray, IntArray]:
    """Head, tail, and the mean before, between and after them, and the strongest between; and where that stood.

    Where each strongest stood is told only to learn from.
    """
    before, first, between, second, after, end = _spans(page)
    sums = np.concatenate([np.zeros((1, width), np.float32), np.cumsum(vector, axis=0, dtype=np.float32)])

    def mean(start: IntArray, stop: IntArray) -> FloatArray:
        many = np.maximum(stop - start, 1)[:, None]
        return cast(FloatArray, ((sums[stop] - sums[start]) / many).astype(np.float32))

    top = np.zeros((len(first), width), np.float32)
    where = np.full((len(first), width), -1, np.int64)
    if learn:
        for i, (a, b) in enumerate(zip(between, second, strict=True)):
            if a < b:
                best = vector[a:b].argmax(axis=0)
                top[i] = vector[a:b][best, np.arange(width)]
                where[i] = best + a
    else:  # both directions of a pair have the same words between them
        apart = between < second
        stretches, which = np.unique(np.stack([between[apart], second[apart]], axis=1), axis=0, return_inverse=True)
        if len(stretches):
            top[apart] = np.maximum.reduceat(vector, stretches.ravel(), axis=0)[::2][which.ravel()]
    head, tail = vector[page.places[:, 0]], vector[page.places[:, 1]]
    parts = [head, tail, mean(before, first), mean(between, second), mean(after, end), top, page.seen]
    return np.concatenate(parts, axis=1), where


def _back(page: Asked, where: IntArray, gradient: FloatArray, out: FloatArray, width: int) -> FloatArray:
    before, first, between, second, after, end = _spans(page)
    parts = [gradient[:, i * width : (i + 1) * width] for i in range(6)]
    np.add.at(out, page.places[:, 0], parts[0])
    np.add.at(out, page.places[:, 1], parts[1])
    steps = np.zeros((len(out) + 1, width), np.float32)
    for part, start, stop in ((parts[2], before, first), (parts[3], between, second), (parts[4], after, end)):
        share = np.where((stop > start)[:, None], part / np.maximum(stop - start, 1)[:, None], 0.0)
        np.add.at(steps, start, share)
        np.add.at(steps, stop, -share)
    out += np.cumsum(steps, axis=0)[:-1]
    rows, columns = np.nonzero(where >= 0)
    np.add.at(out, (where[rows, columns], columns), parts[5][rows, columns])
    return out


@registry.architectures("thirdport.Pairs.v1")
def pairs_model(tok2vec: Model[list[Doc], list[Floats2d]], width: int, hidden: int) -> Model[Sequence[Asked], Floats2d]:
    """For each pair asked about, the log-odds of every type of relation, in the order of `RELATION_TYPES`."""
    inner = width * 6 + SEEN
    pool = _pool(tok2vec, width)
    scored: Model[Any, Any] = chain(
        Maxout(nO=hidden, nI=inner, nP=3, dropout=0.0, normalize=True),
        Maxout(nO=hidden, nI=hidden, nP=2, dropout=0.0),
        Linear(nO=len(RELATION_TYPES), nI=hidden),
    )
    return chain(pool, scored)
