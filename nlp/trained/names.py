"""The component that learns names: for every token the chances of each tag, and the best sequence of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Model, Optimizer, Softmax, chain, set_dropout_rate, with_array
from thinc.types import Floats2d

from nlp.reading import ENTITY_LABELS

FloatArray = npt.NDArray[np.float32]

TAGS = ("O", *(f"{part}-{label}" for label in ENTITY_LABELS for part in "BILU"))
"""Outside, and for each label: begin, inside, last, and the only token of a name."""
_TAG = {tag: number for number, tag in enumerate(TAGS)}
_SURE = 1e-7
_NEVER = np.float32(-1e9)
_PLAIN = 0.9995
"""A token this surely outside every name parts one stretch of text to be weighed from the next."""


@cache
def _rules() -> tuple[FloatArray, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """What a step from one tag to another costs, and which tags may come first and last: what has begun must end."""
    step = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for i, one in enumerate(TAGS):
        for j, other in enumerate(TAGS):
            opened, inner = one[0] in "BI", other[0] in "IL"
            if not ((opened and inner and one[2:] == other[2:]) or (not opened and not inner)):
                step[i, j] = _NEVER
    return step, np.array([tag[0] in "OBU" for tag in TAGS]), np.array([tag[0] in "OLU" for tag in TAGS])


class Names(TrainablePipe):
    """Finds names and says how sure it is of any span."""

    def __init__(self, vocab: Vocab, model: Model[list[Doc], list[Floats2d]], name: str = "names") -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {}
        self.scorer = _score

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, **_: Any
    ) -> None:
        """Fit the network's shape to some examples."""
        docs = [example.reference for example, _ in zip(get_examples(), range(20), strict=False)]
        self.model.initialize(X=docs)

    def predict(self, docs: Iterable[Doc]) -> list[FloatArray]:
        """Chances of each tag for every token."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [np.zeros((0, len(TAGS)), np.float32) for _ in docs]
        return [np.asarray(chances) for chances in self.model.predict(docs)]

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[FloatArray]) -> None:
        """The best names of each document, and its chances for whoever asks about other spans."""
        for doc, chances in zip(docs, scores, strict=True):
            doc.ents = tuple(Span(doc, a, b, label=label) for a, b, label in best(chances))
            doc.user_data["chances"] = chances

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
        docs = [example.reference for example in examples if len(example.reference)]
        if not docs:
            return losses
        set_dropout_rate(self.model, drop)
        chances, back = self.model.begin_update(docs)
        gradients = []
        for doc, guess in zip(docs, chances, strict=True):
            gradient = np.array(guess)
            gradient[np.arange(len(doc)), _wanted(doc)] -= 1.0
            gradients.append(gradient)
            losses[self.name] += float(np.square(gradient).sum())
        size = sum(map(len, docs))
        back([cast(Floats2d, (gradient / (size / 100)).astype(np.float32)) for gradient in gradients])
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        """Not used: `update` weighs its own mistakes."""
        return 0.0, scores


def _wanted(doc: Doc) -> npt.NDArray[np.int64]:
    tags = np.zeros(len(doc), np.int64)
    for ent in doc.ents:
        if len(ent) == 1:
            tags[ent.start] = _TAG[f"U-{ent.label_}"]
            continue
        tags[ent.start] = _TAG[f"B-{ent.label_}"]
        tags[ent.start + 1 : ent.end - 1] = _TAG[f"I-{ent.label_}"]
        tags[ent.end - 1] = _TAG[f"L-{ent.label_}"]
    return tags


def best(chances: FloatArray) -> list[tuple[int, int, str]]:
    """The names of the likeliest sequence of tags: first token, token after the last, label."""
    plain = chances[:, 0] > _PLAIN if len(chances) else np.zeros(0, dtype=bool)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], plain, [True]]).astype(np.int8)))
    found: list[tuple[int, int, str]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        found += [(start + one, start + other, label) for one, other, label in _stretch(chances[start:end])]
    return found


def _stretch(chances: FloatArray) -> list[tuple[int, int, str]]:
    logs = np.log(np.maximum(chances, _SURE))
    forbidden, first, last = _rules()
    score = np.where(first, logs[0], _NEVER)
    came = np.zeros((len(logs), len(TAGS)), np.int16)
    for i in range(1, len(logs)):
        paths = score[:, None] + forbidden
        came[i] = paths.argmax(axis=0)
        score = paths[came[i], np.arange(len(TAGS))] + logs[i]
    tag = int(np.where(last, score, _NEVER).argmax())
    found: list[tuple[int, int, str]] = []
    end = len(logs)
    for i in range(len(logs) - 1, -1, -1):
        name = TAGS[tag]
        if name[0] in "LU":
            end = i + 1
        if name[0] in "BU":
            found.append((i, end, name[2:]))
        tag = int(came[i, tag])
    return found[::-1]


def chance(chances: FloatArray, start: int, end: int, label: str) -> float:
    """How likely exactly these tokens are one name with this label: the geometric mean over its tags."""
    base = _TAG[f"B-{label}"]
    if end - start == 1:
        return float(chances[start, base + 3])
    tags = [base, *([base + 1] * (end - start - 2)), base + 2]
    return float(np.exp(np.log(np.maximum(chances[np.arange(start, end), tags], _SURE)).mean()))


def _score(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    return Scorer.score_spans(list(examples), "ents", getter=lambda doc, attr: doc.ents)


@registry.architectures("thirdport.Names.v1")
def names_model(tok2vec: Model[list[Doc], list[Floats2d]], width: int) -> Model[list[Doc], list[Floats2d]]:
    """Chances of every tag for every token, in the order of `TAGS`."""
    softmax: Model[Any, Any] = with_array(Softmax(nO=len(TAGS), nI=width))
    return chain(tok2vec, softmax)


@Language.factory("thirdport_names")
def make_names(nlp: Language, name: str, model: Model[list[Doc], list[Floats2d]]) -> Names:
    """The component, as a pipeline's configuration asks for it."""
    return Names(nlp.vocab, model, name)
