"""The component that learns which mentions a text relates: every pair near enough, for every type that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model, Optimizer, set_dropout_rate
from thinc.types import Floats2d

from nlp.reading import ENTITY_LABELS, RELATION_TYPES
from nlp.strip import Strip, fitting
from nlp.trained.pairs import Asked, asked
from nlp.weighing import FloatArray, Scored

_TYPE = {kind: number for number, kind in enumerate(RELATION_TYPES)}


class Relations(TrainablePipe):
    """Scores pairs of mentions. Texts to learn from carry `told` and `names` in `Doc.user_data`."""

    def __init__(self, vocab: Vocab, model: Model[Sequence[Asked], Floats2d], name: str = "relations") -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {}
        self.scorer = lambda examples, **_: self.score_lessons(examples)

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, **_: Any
    ) -> None:
        """Fit the network's shape to some examples."""
        pages = [page for page, _, _ in _lessons(_first(get_examples(), 20), self.vocab)]
        self.model.initialize(X=pages)

    def related(self, strips: Sequence[Strip]) -> Iterator[Scored]:
        """Each row with its pairs of places, and for each pair the probability of every type; 0 where it cannot be."""
        pages = [asked(strip, self.vocab) for strip in strips]
        some = [page for page in pages if page is not None]
        odds = np.asarray(self.model.predict(some)) if some else np.zeros((0, len(RELATION_TYPES)), np.float32)
        at = 0
        for strip, page in zip(strips, pages, strict=True):
            if page is None:
                yield Scored(strip, [], np.zeros((0, len(RELATION_TYPES)), np.float32))
                continue
            part = odds[at : at + len(page.places)]
            at += len(page.places)
            chances = (_fits(strip, page) / (1.0 + np.exp(-part))).astype(np.float32)
            yield Scored(strip, [(int(head), int(tail)) for head, tail in page.places], chances)

    def predict(self, docs: Iterable[Doc]) -> list[None]:
        """Nothing: relations are scored by `related`, once mentions are settled."""
        return [None for _ in docs]

    def set_annotations(self, docs: Iterable[Doc], scores: Any) -> None:
        """Nothing is written into documents."""

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """One step of learning."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        lessons = list(_lessons(examples, self.vocab))
        if not lessons:
            return losses
        set_dropout_rate(self.model, drop)
        odds, back = self.model.begin_update([page for page, _, _ in lessons])
        wanted = np.concatenate([target for _, target, _ in lessons])
        mask = np.concatenate([counts for _, _, counts in lessons])
        said = 1.0 / (1.0 + np.exp(-np.asarray(odds)))
        gradient = ((said - wanted) * mask).astype(np.float32)
        back(gradient / max(1.0, len(gradient) / 64))
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += float((np.abs(gradient)).sum())
        return losses

    def score_lessons(self, examples: Iterable[Example], floor: float = 0.5) -> dict[str, Any]:
        """Precision, recall and F1 of pairs whose mentions are given; by name, once a text."""
        right = given = wanted = 0
        for example in examples:
            said, asked_for = self._facts(example.reference, floor)
            right, given, wanted = right + len(said & asked_for), given + len(said), wanted + len(asked_for)
        precision, recall = right / max(given, 1), right / max(wanted, 1)
        harmonic = 2 * precision * recall / max(precision + recall, 1e-9)
        return {"relations_p": precision, "relations_r": recall, "relations_f": harmonic}

    def _facts(self, doc: Doc, floor: float) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
        names = doc.user_data["names"]
        strip = Strip(doc.text, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents])
        said = set()
        (scored,) = self.related([strip])
        for (head, tail), row in zip(scored.pairs, scored.chances, strict=True):
            one, other = names[strip.tokens[head].mention], names[strip.tokens[tail].mention]
            if one != other:
                said |= {(one, RELATION_TYPES[int(kind)], other) for kind in np.nonzero(row > floor)[0]}
        told = {(names[h], kind, names[t]) for h, kind, t, says in doc.user_data["told"] if says != "denied"}
        return said, told

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        """Not used: `update` weighs its own mistakes."""
        return 0.0, scores


def _first(examples: Iterable[Example], number: int) -> Iterator[Example]:
    for count, example in enumerate(examples):
        if count == number:
            return
        yield example


def _lessons(examples: Iterable[Example], vocab: Vocab) -> Iterator[tuple[Asked, FloatArray, FloatArray]]:
    """The pairs of each text, what is wanted of each, and which of the wants count."""
    for example in examples:
        doc = example.reference
        strip = Strip(doc.text, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents])
        page = asked(strip, vocab)
        if page is not None:
            yield page, *_wants(strip, page, doc.user_data["names"], doc.user_data["told"])


def _wants(
    strip: Strip, page: Asked, names: Sequence[str], told: Sequence[tuple[int, str, int, str]]
) -> tuple[FloatArray, FloatArray]:
    """A fact is wanted of the closest pair of its names; other pairs of the same names neither gain nor lose by it."""
    wanted = np.zeros((len(page.places), len(RELATION_TYPES)), np.float32)
    counts = _fits(strip, page)
    by_names: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, (head, tail) in enumerate(page.places):
        one, other = strip.tokens[head].mention, strip.tokens[tail].mention
        by_names[names[one], names[other]].append(row)
    for head, kind, tail, says in told:
        rows = by_names.get((names[head], names[tail]), [])
        if not rows or says == "denied":
            continue
        best = min(rows, key=lambda row: _apart(strip, page, row))
        for row in rows:
            counts[row, _TYPE[kind]] = 0.0
        counts[best, _TYPE[kind]] = 1.0
        wanted[best, _TYPE[kind]] = 1.0
    return wanted, counts


def _apart(strip: Strip, page: Asked, row: int) -> tuple[int, int]:
    head, tail = (int(place) for place in page.places[row])
    return abs(strip.tokens[head].sentence - strip.tokens[tail].sentence), abs(head - tail)


_FITS = np.asarray(
    [[[kind in fitting(head, tail) for kind in RELATION_TYPES] for tail in ENTITY_LABELS] for head in ENTITY_LABELS],
    dtype=np.float32,
)
_LABEL = {label: number for number, label in enumerate(ENTITY_LABELS)}


def _fits(strip: Strip, page: Asked) -> FloatArray:
    label = np.asarray([_LABEL.get(strip.label(place), 0) for place in range(len(strip.tokens))])
    mask: FloatArray = _FITS[label[page.places[:, 0]], label[page.places[:, 1]]].copy()
    return mask


@Language.factory("thirdport_relations")
def make_relations(nlp: Language, name: str, model: Model[Sequence[Asked], Floats2d]) -> Relations:
    """The component, as a pipeline's configuration asks for it."""
    return Relations(nlp.vocab, model, name)
