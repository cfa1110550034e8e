"""Which relations stand: what rules say and what the network has learnt, weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from nlp.finding import Found, Page
from nlp.reading import RELATION_TYPES
from nlp.related import Related
from nlp.scene import hedged
from nlp.strip import Strip, Token

if TYPE_CHECKING:
    from nlp.relating import Learnt

LEARNT_ALONE = 0.5
"""What the network must give to a relation that no rule sees."""
RULE_NEEDS = 0.05
"""What the network must give at least to a relation that a rule sees; less, and the rule was deceived."""

_Key = tuple[str, str, str]


def weigh(page: Page, found: Sequence[Found], told: Sequence[Related], learnt: Learnt) -> Iterator[Related]:
    """Relations of rules that the network does not think impossible, and those it is sure of by itself."""
    strip = Strip(page.text, [(f.start, f.end, f.label) for f in found])
    pairs, scores = learnt.related(strip)
    best: dict[_Key, tuple[float, int, int]] = {}
    for (head, tail), row in zip(pairs, scores, strict=True):
        one, other = found[strip.tokens[head].mention], found[strip.tokens[tail].mention]
        names = page.words(one), page.words(other)
        if names[0] == names[1]:
            continue
        for number in np.nonzero(row > RULE_NEEDS)[0]:
            key = (names[0], RELATION_TYPES[int(number)], names[1])
            if row[number] > best.get(key, (0.0,))[0]:
                best[key] = (float(row[number]), head, tail)
    seen: set[_Key] = set()
    for one_told in told:
        key = (page.words(one_told.head), one_told.type, page.words(one_told.tail))
        if key in best or not _asked(one_told):
            seen.add(key)
            yield one_told
    for key, (sure, head, tail) in best.items():
        if sure < LEARNT_ALONE or key in seen:
            continue
        yield _learnt(page, found, strip.tokens, key[1], (head, tail), sure)


def _asked(told: Related) -> bool:
    """Could the network have seen this pair at all?"""
    return True


def _learnt(
    page: Page, found: Sequence[Found], tokens: Sequence[Token], kind: str, pair: tuple[int, int], sure: float
) -> Related:
    first, last = min(pair), max(pair)
    start, end = tokens[first].start, tokens[last].end
    head, tail = found[tokens[pair[0]].mention], found[tokens[pair[1]].mention]
    unsure = hedged(page.text[max(0, start - 40) : end + 40])
    return Related(kind, head, tail, start, end, "trained: relations", round(sure, 3), unsure, "")
