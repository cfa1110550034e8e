"""Which relations stand: what rules say and what the network has learnt, weighed together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from nlp.finding import Found, Page
from nlp.reading import RELATION_TYPES
from nlp.related import Related
from nlp.scene import hedged
from nlp.strip import Strip
from nlp.votes import Signs, Votes, log_odds

FloatArray = npt.NDArray[np.float32]

FLOOR = 0.5
"""Below even odds a relation is not told; who wants to be surer asks for more (`reading_floor` of a workspace)."""
_RULED = 0.2
"""What a rule tells stands at even odds from here on: the held-out texts, from which the weights come, are harder on
rules than the notices these were written for (measured on annotated notices: more right by it than wrong)."""
_ALLEGED = 0.5
"""What is only alleged is believed no more than even odds."""
_POSSIBLE = 0.001
"""What the network gives to less than this it does not think possible."""
_WORTH_A_LOOK = 0.05
"""What the network must give to a relation for it to be weighed at all, if no rule sees it."""


@dataclass(frozen=True)
class Scored:
    """A row of words with its pairs of places, and for each the probability of every type of relation."""

    strip: Strip
    pairs: list[tuple[int, int]]
    chances: FloatArray
    """A row for each pair, a column for each of `RELATION_TYPES`."""


_DEED = (
    r"(?:suppl|sold|sell|ship|(?:re-?)?export|provid|deliver|transfer|own|control|purchas|b[uo][yu]|bought|manufactur"
    r"|produc|mak[ei]|made|procur|acquir|act(?:ed|s|ing)?\b|work|design|list|penali|fine[ds]?\b|sanction|involv"
    r"|employ|belong|associat|affiliat|link|connect|part of|subsidiar|director|related|deal|trad|import|order|receiv"
    r"|used?\b)"
)
_DENIED = re.compile(
    r"(?:\b(?:did|does|do|has|have|had|was|were|is|are|will|would|could|can|may|must|shall|should|be|been) "
    r"(?:not|never)(?! only)|n['’]t|\b(?:never|neither|nor|no longer|cannot|not(?! only)|denie[sd]|refused to"
    r"|declined to))"
    rf" (?:[\w-]+ ){{0,3}}?(?:having (?:been )?)?{_DEED}",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:neither|no (?:evidence|indication|proof|sign)|not (?:true|the case) that|denie[sd] that)\b[^.;\n]*$",
    re.IGNORECASE,
)
_UNLIKE = re.compile(
    r"\b(?:unlike|rather than|instead of|except(?: for)?|apart from|other than|but not|and not)\s+(?:the )?$",
    re.IGNORECASE,
)
_STATES = ("ALIAS_OF", "LOCATED_AT")
"""Types that say what something is called and where it is: a denial near them is about something else."""
_BEFORE = 120


def denied(page: Page, one: Related) -> bool:
    """Does the text say that it is not so?"""
    if one.type in _STATES:
        return False
    text = page.text
    first, second = sorted((one.head, one.tail), key=lambda found: found.start)
    lead = re.split(r"[.;!?]\s|\n", text[max(0, first.start - _BEFORE) : first.start])[-1]
    between = re.split(r"[.!?]\s+(?=[A-Z])|\n", text[first.end : second.start])
    return bool(
        any(_DENIED.search(part) for part in (between[0], between[-1]))
        or _NOTHING.search(lead)
        or any(_UNLIKE.search(text, max(0, at.start - 24), at.start) for at in (one.head, one.tail))
    )


def strip_of(page: Page, found: Sequence[Found]) -> Strip:
    """The row of words of a page with what was found in it, in the order of the text."""
    return Strip(page.text, [(one.start, one.end, one.label) for one in found])


@dataclass(frozen=True, slots=True)
class Weighed:
    """A relation somebody proposes, and what speaks for and against it."""

    related: Related
    signs: Signs


def weigh(page: Page, found: Sequence[Found], told: Sequence[Related], scored: Scored, votes: Votes) -> list[Related]:
    """The relations that stand, each with how sure it is; once for two names and a type."""
    kept: dict[tuple[str, str, str], Related] = {}
    for one in proposed(page, found, told, scored):
        if denied(page, one.related):
            continue
        sure = votes.sure(one.signs)
        if one.related.rule != TRAINED and sure >= _RULED:
            sure = max(sure, FLOOR)
        key = (page.words(one.related.head), one.related.type, page.words(one.related.tail))
        if sure >= FLOOR and (key not in kept or sure > kept[key].confidence):
            kept[key] = replace(one.related, confidence=round(min(sure, _ALLEGED) if one.related.hedged else sure, 3))
    return _once(page, list(kept.values()))


def _once(page: Page, told: Sequence[Related]) -> list[Related]:
    """A fact told of a name and of its other name in the same text is one fact: the surer telling stays."""
    main = {page.words(one.head): page.words(one.tail) for one in told if one.type == "ALIAS_OF"}

    def whole(name: str) -> str:
        seen = {name}
        while name in main and main[name] not in seen:
            name = main[name]
            seen.add(name)
        return name

    best: dict[tuple[str, str, str], Related] = {}
    for one in told:
        head, tail = page.words(one.head), page.words(one.tail)
        key = (head, one.type, tail) if one.type == "ALIAS_OF" else (whole(head), one.type, whole(tail))
        if key not in best or one.confidence > best[key].confidence:
            best[key] = one
    return list(best.values())


def proposed(page: Page, found: Sequence[Found], told: Sequence[Related], scored: Scored) -> Iterator[Weighed]:
    """What the rules tell and what the network thinks possible, between the mentions found."""
    strip = scored.strip
    place = {id(one): number for number, one in enumerate(found)}
    chances: dict[tuple[int, str, int], tuple[float, int, int]] = {}
    rows, kinds = np.nonzero(scored.chances > _POSSIBLE)
    for row, number, chance in zip(rows.tolist(), kinds.tolist(), scored.chances[rows, kinds].tolist(), strict=True):
        head, tail = scored.pairs[row]
        key = (strip.tokens[head].mention, RELATION_TYPES[number], strip.tokens[tail].mention)
        if chance > chances.get(key, (0.0,))[0]:
            chances[key] = (chance, head, tail)
    by_names: dict[tuple[str, str, str], float] = {}
    for (one, kind, other), (chance, _, _) in chances.items():
        names = (page.words(found[one]), kind, page.words(found[other]))
        by_names[names] = max(by_names.get(names, 0.0), chance)
    seen = set()
    for rule in told:
        head, tail = place[id(rule.head)], place[id(rule.tail)]
        seen.add((head, rule.type, tail))
        elsewhere = by_names.get((page.words(rule.head), rule.type, page.words(rule.tail)), 0.0)
        yield Weighed(rule, signs(rule, chances.get((head, rule.type, tail), (0.0,))[0], elsewhere))
    for (one, kind, other), (chance, head, tail) in chances.items():
        if chance < _WORTH_A_LOOK or (one, kind, other) in seen or page.words(found[one]) == page.words(found[other]):
            continue
        if kind != "INVOLVES_ITEM" and (strip.stray(head) or strip.stray(tail)):
            continue
        first, last = strip.tokens[min(head, tail)], strip.tokens[max(head, tail)]
        unsure = hedged(page.text[slice(*strip.sentences(min(head, tail), max(head, tail)))])
        related = Related(kind, found[one], found[other], first.start, last.end, TRAINED, 0.5, unsure, "")
        names = (page.words(found[one]), kind, page.words(found[other]))
        yield Weighed(related, signs(related, chance, by_names[names]))


TRAINED = "trained: relations"


def signs(related: Related, chance: float, elsewhere: float) -> Signs:
    """What speaks for and against one relation."""
    kind = related.type
    return {
        kind: 1.0,
        f"{kind} network": log_odds(chance),
        f"{kind} network, same names elsewhere": log_odds(elsewhere),
        f"rule {related.rule[:60]}": 1.0,
        f"{kind} by a rule": float(related.rule != TRAINED),
        f"{kind} head": log_odds(related.head.confidence),
        f"{kind} tail": log_odds(related.tail.confidence),
    }
