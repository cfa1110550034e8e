"""Facts of a notice as a whole: its kind, who it is against, by whom, under what, from when to when, how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from nlp.facts import earlier, kinds, respondents, terms
from nlp.facts.kinds import authority_code
from nlp.facts.marked import mark
from nlp.facts.respondents import is_authority
from nlp.healing import heal
from nlp.reading import Fact, Mention

__all__ = ["authority_code", "facts_of", "is_authority"]

_PENALTIES = ("settlement", "penalty", "finding_of_violation")
_LONGEST = 200_000
"""Characters of a notice in which facts are looked for; an order says them in its first pages."""


def facts_of(text: str, original: str, mentions: Sequence[Mention]) -> tuple[Fact, ...]:
    """Every fact that the healed text states, each with its place in the original; nothing where it does not say.

    Mentions have their places in the original.
    """
    if not text.strip():
        return ()
    return tuple(_facts(original, mentions))


def _facts(original: str, mentions: Sequence[Mention]) -> Iterator[Fact]:
    healed = heal(original)
    marked = mark(healed, mentions, _LONGEST)
    against = _merged(respondents.penalised(marked))
    without = [one for one in against if one.amount is None and one.outcome != "finding_of_violation"]
    if len(against) == 1 == len(without) and (amount := respondents.only_amount(marked)) is not None:
        against = [replace(without[0], amount=amount, confidence=0.75)]
    found = [] if any(one.outcome != "finding_of_violation" for one in against) else list(kinds.kinds(healed))
    named = {fact.value for fact in found}
    if against and not named & set(kinds.ORDERS):
        first = against[0]
        yield Fact("kind", first.outcome, *first.span, first.rule, first.confidence, first.who.id)
        found, named = [], {first.outcome}
    yield from found
    if not named:
        return
    yield from kinds.authority(healed)
    yield from kinds.legal_basis(marked, violated=not named.isdisjoint(_PENALTIES))
    yield from kinds.reference(healed)
    when = list(terms.dates(marked, named))
    yield from when
    if named & set(kinds.ORDERS) or "delisting" in named:
        ends = bool(named & {"revocation", "delisting"})
        told = respondents.released(marked) if ends else respondents.denied(marked)
        against = _merged(chain(respondents.titled(marked, "released" if ends else "denied"), told))
        relation = {fact.about: fact for fact in respondents.related(marked)}
        yield from relation.values()
        against = [one for one in against if one.who.id not in relation]
    for one in against:
        yield from one.facts()
    if named & set(earlier.SPEAKS_OF_EARLIER):
        own = {fact.value for fact in when if fact.name == "date"}
        yield from earlier.earlier(healed, marked, next(iter(own), ""))


def _merged(found: Iterator[respondents.Against]) -> list[respondents.Against]:
    """One entry for each name, the one with an amount if any has one."""
    kept: dict[tuple[str, str], respondents.Against] = {}
    for one in found:
        key = ("".join(one.who.text.casefold().split()), one.outcome)
        if key not in kept or (kept[key].amount is None and one.amount is not None):
            kept[key] = one
    return list(kept.values())
