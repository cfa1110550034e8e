"""Learning the weights: what rules and networks say of held-out texts, and what of it is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.components.k9_votes import candidates, signs
from nlp.finding import Page
from nlp.healing import heal
from nlp.pipeline import Reader, assemble
from nlp.relating import by_rules
from nlp.trained.load import VOTES, Trained
from nlp.training.corpus import forward
from nlp.training.multiply import Copy
from nlp.votes import Signs, Votes, fit, write
from nlp.weighing import proposed, strip_of

_STEP = "k9_votes"
"""The component that weighs; everything before it proposes."""


def weigh(folder: Path, texts: Iterable[Copy]) -> dict[str, Votes]:
    """Learn the weights of a model folder from texts none of its networks has seen, and keep them in it."""
    trained = Trained(folder)
    trained.votes = {}
    texts = list(texts)
    reader = Reader(assemble(), trained)
    mentions = fit([case for one in texts for case in _mentions(reader, one)])
    trained.votes = {"mentions": mentions}
    learnt = {"mentions": mentions, "relations": fit([case for one in texts for case in _relations(reader, one)])}
    write(folder / VOTES, learnt)
    return learnt


def _mentions(reader: Reader, one: Copy) -> Iterator[tuple[Signs, bool]]:
    healed = heal(one.text)
    page = reader.page(healed.text, until=_STEP)
    right = {(*forward(healed, span.start, span.end), span.label) for span in one.spans}
    listed = candidates(page)
    for found, said in zip(listed, signs(page, listed), strict=True):
        yield said, (found.start, found.end, found.label) in right


def _relations(reader: Reader, one: Copy) -> Iterator[tuple[Signs, bool]]:
    healed = heal(one.text)
    page = reader.page(healed.text)
    found = sorted(page.found, key=lambda f: (f.start, f.end))
    names = [_name(healed.text[slice(*forward(healed, span.start, span.end))]) for span in one.spans]
    keys = [span.key if span.key != "." else f".{number}" for number, span in enumerate(one.spans)]
    same: dict[str, set[str]] = {}
    for key, name in zip(keys, names, strict=True):
        same.setdefault(key, set()).add(name)
    right = {
        (head, told.type, tail)
        for told in one.told
        if told.says != "denied"
        for head in same[keys[told.head]]
        for tail in same[keys[told.tail]]
    }
    assert reader.trained is not None
    (scored,) = reader.trained.related([strip_of(page, found)])
    assert scored is not None
    for case in proposed(page, found, list(by_rules(page, found)), scored):
        yield case.signs, (_said(page, case.related.head), case.related.type, _said(page, case.related.tail)) in right


def _said(page: Page, found: object) -> str:
    return _name(page.words(found))  # type: ignore[arg-type]


def _name(words: str) -> str:
    return " ".join(words.split())
