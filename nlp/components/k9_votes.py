"""What rules propose and what the network sees, weighed against each other: the surest reading of the page stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.finding import Found, Page
from nlp.votes import Signs, choose, log_odds

ORDER = 115

_KIND = {"PERSON": "person", "ORG": "organisation", "ITEM": "goods", "VESSEL": "vessel"}
_EVEN = 0.5
"""Below even odds nothing is kept."""


def find(page: Page) -> Iterator[Found]:
    """The readings that stand, with how sure each is; what the rules found is let go of first."""
    if page.guess is None or page.votes is None:
        return
    proposed = candidates(page)
    sure = [page.votes.sure(said) for said in signs(page, proposed)]
    kept = choose((one.start, one.end, chance - _EVEN) for one, chance in zip(proposed, sure, strict=True))
    for one in page.found:
        page.taken[one.start : one.end] = bytes(one.end - one.start)
    page.found.clear()
    for number in kept:
        yield replace(proposed[number], confidence=round(sure[number], 3))


def candidates(page: Page) -> list[Found]:
    """Every reading somebody proposes: the rules' first, then those that only the network sees."""
    if page.guess is None:
        return list(page.found)
    found = {(one.start, one.end, one.label): one for one in page.found}
    for start, end, label in page.guess.names():
        found.setdefault((start, end, label), Found(start, end, label, TRAINED, _KIND.get(label, ""), "", 0.5))
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.label))


TRAINED = "trained: names"


def signs(page: Page, proposed: Sequence[Found]) -> Iterator[Signs]:
    """What speaks for and against each reading."""
    if page.guess is None:
        return
    names = set(page.guess.names())
    inside = bytearray(len(page.text))
    for start, end, _ in names:
        inside[start:end] = b"\x01" * (end - start)
    for one in proposed:
        said = {
            one.label: 1.0,
            f"{one.label} network": log_odds(page.guess.chance(one.start, one.end, one.label)),
            f"rule {one.rule[:60]}": 1.0,
        }
        if (one.start, one.end, one.label) in names:
            said[f"{one.label} is the network's own"] = 1.0
        elif any(inside[one.start : one.end]):
            said[f"{one.label} crosses a name of the network"] = 1.0
        else:
            said[f"{one.label} is nothing to the network"] = page.guess.nothing(one.start, one.end)
        yield said
