"""What a page's mentions have to do with each other: every module of `nlp/relations` is asked."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType

from nlp import relations
from nlp.finding import Found, Page
from nlp.lexicon import phrases
from nlp.lexicon import words as word_list
from nlp.reading import RELATION_TYPES
from nlp.related import Related
from nlp.scene import Said, Scene
from nlp.votes import Votes
from nlp.weighing import Scored, weigh


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(m.name for m in pkgutil.iter_modules(relations.__path__))
    return tuple(importlib.import_module(f"{relations.__name__}.{name}") for name in names)


def relate(
    page: Page, found: Sequence[Found], scored: Scored | None = None, votes: Votes | None = None
) -> list[Related]:
    """Relations of one page, each once for a pair of mentions and type."""
    told = list(by_rules(page, found))
    return told if scored is None or votes is None else weigh(page, found, told, scored, votes)


def by_rules(page: Page, found: Sequence[Found]) -> Iterator[Related]:
    """What the rules tell: layouts first, then every module of `nlp/relations`."""
    by_start = {f.start: f for f in found}
    seen: set[tuple[str, Found, Found]] = set()
    for one in page.stated:
        head, tail = by_start.get(one.head), by_start.get(one.tail)
        if head and tail and head is not tail and (one.type, head, tail) not in seen:
            seen.add((one.type, head, tail))
            start = one.start if one.start >= 0 else min(head.start, tail.start)
            end = one.end if one.end >= 0 else max(head.end, tail.end)
            yield Related(one.type, head, tail, start, end, one.rule, one.confidence, one.hedged, one.role)
    scene = Scene(page, tuple(found))
    kept = [one for module in _modules() for said in module.find(scene) for one in _checked(scene, said, seen)]
    closer = {frozenset((page.words(r.head), page.words(r.tail))) for r in kept if r.type in _CLOSER}
    for related in kept:
        pair = frozenset((page.words(related.head), page.words(related.tail)))
        if related.type != "ASSOCIATED" or pair not in closer:
            yield related


_PRIVATE = ("ASSOCIATED", "OWNS", "SUPPLIED", "ACTED_FOR")
"""Relations that nobody has with the authority whose notice it is: it reads the text, it is not in the story."""


@cache
def authorities() -> frozenset[str]:
    """Names of the authorities that publish notices."""
    return word_list("agencies", "publishers") | frozenset(phrases("agencies", "publisher_names"))


_CLOSER = ("OWNS", "OFFICER_OF", "ACTED_FOR", "SUPPLIED", "ALIAS_OF")
"""Where one of these is stated, "associated with" says nothing more."""


def _checked(scene: Scene, said: Said, seen: set[tuple[str, Found, Found]]) -> Iterator[Related]:
    head, tail = said.head, said.tail
    if said.type not in RELATION_TYPES or head is tail or (said.type, head, tail) in seen:
        return
    words = {scene.page.words(head), scene.page.words(tail)}
    if len(words) == 1 or (said.type in _PRIVATE and words & authorities()):
        return
    seen.add((said.type, head, tail))
    confidence = min(said.confidence, 0.5) if said.hedged else said.confidence
    yield Related(said.type, head, tail, said.start, said.end, said.rule, confidence, said.hedged, said.role)
