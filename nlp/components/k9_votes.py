"""What rules propose and what the network sees, weighed against each other: the surest reading of the page stays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.finding import Found, Page
from nlp.votes import Signs, choose, log_odds

ORDER = 115

_KIND = {"PERSON": "person", "ORG": "organisation", "ITEM": "goods", "VESSEL": "vessel"}
_EVEN = 0.5
"""Below even odds nothing is kept."""
_VALUED = ("DATE", "MONEY", "IDENTIFIER", "CONTROL_CODE")
_CERTAIN, _PLAIN = 0.9, 0.7
"""A value read by a rule this sure of itself is at least so likely: it has the form of what it says."""
_DOUBTED = 0.8
"""A rule that doubts a value itself (a wrong check digit, a day that may be two) is not believed more than it does."""
_QUOTES = frozenset("\"'“”„«»‘’‹›")
_OPENS = "(“\"„«‘'‹[$€£¥§+#№<"
_CLOSES = ")”\"“»’'›]$€£¥%.°>"
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|lt|gt|#\d{2,5});?$")
_NAMED = ("ORG", "PERSON", "VESSEL", "PLACE")
"""Labels whose names come again in a text, in full or in part, and keep their label when they do."""
TRAINED = "trained: names"
PART = "same text: part of a longer name"


def find(page: Page) -> Iterator[Found]:
    """The readings that stand, with how sure each is; what the rules found is let go of first."""
    if page.guess is None or page.votes is None:
        return
    proposed = candidates(page)
    sure = [page.votes.sure(said) for said in signs(page, proposed)]
    sure = [max(chance, _PLAIN) if _plain(one) else chance for one, chance in zip(proposed, sure, strict=True)]
    kept = choose((one.start, one.end, chance - _EVEN) for one, chance in zip(proposed, sure, strict=True))
    for one in page.found:
        page.taken[one.start : one.end] = bytes(one.end - one.start)
    page.found.clear()
    for number in kept:
        one, chance = proposed[number], sure[number]
        if one.label in _VALUED and one.rule not in (TRAINED, PART) and one.confidence < _DOUBTED:
            chance = min(chance, one.confidence)
        start, end = _bare(page.text, one.start, one.end)
        if start < end and not _no_number(page.text[start:end], one):
            yield replace(one, start=start, end=end, confidence=round(chance, 3))


def _no_number(words: str, one: Found) -> bool:
    """Does the network call something a number that has no figure in it: the address of a site, an empty field?"""
    return one.label == "IDENTIFIER" and one.rule == TRAINED and not re.search(r"[\d@]", words)


def _plain(one: Found) -> bool:
    """Did a rule that is sure of itself read a value: a day, a sum, a number, a code?"""
    sure = one.rule not in (TRAINED, PART) and one.confidence >= _CERTAIN
    return sure and (one.label == "LEGAL" or (one.label in _VALUED and bool(one.value)))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without what clings to a name: pictures, entities of web pages, quotes that hold nothing but it."""
    if clinging := _ENTITY.search(text, start, end):
        end = clinging.start()
    while start < end and not (text[start].isalnum() or text[start] in _OPENS):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in _CLOSES):
        end -= 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in _QUOTES and text[end - 1] in _QUOTES and not _QUOTES & set(inner):
        start, end = start + 1, end - 1
    elif start < end and text[start] in _QUOTES and not _QUOTES & set(text[start + 1 : end]):
        start += 1
    elif start < end and text[end - 1] in _QUOTES - {"'", "’"} and not _QUOTES & set(text[start : end - 1]):
        end -= 1
    return (start, end) if any(letter.isalnum() for letter in text[start:end]) else (start, start)


def candidates(page: Page) -> list[Found]:
    """Every reading somebody proposes: the rules', the network's, and those that a longer name in the text suggests."""
    if page.guess is None:
        return list(page.found)
    found = {(one.start, one.end, one.label): one for one in page.found}
    for start, end, label in page.guess.names():
        found.setdefault((start, end, label), Found(start, end, label, TRAINED, _KIND.get(label, ""), "", 0.5))
    longer = _longer(page, list(found.values()))
    for one in list(found.values()):
        if one.label in _NAMED:
            for label in longer.get(page.words(one), ()):
                alternative = Found(one.start, one.end, label, PART, _KIND.get(label, ""), "", 0.5)
                found.setdefault((one.start, one.end, label), alternative)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.label))


def _longer(page: Page, found: Sequence[Found]) -> dict[str, set[str]]:
    """Beginnings of the names of several words on the page, and the labels those names have."""
    parts: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.label not in ("ORG", "PERSON", "VESSEL"):
            continue
        words = page.words(one)
        at = words.find(" ")
        while at > 0:
            parts[words[:at].rstrip(",")].add(one.label)
            at = words.find(" ", at + 1)
        if one.label == "PERSON" and " " in words:
            parts[words.rpartition(" ")[2]].add("PERSON")
    return parts


def signs(page: Page, proposed: Sequence[Found]) -> Iterator[Signs]:
    """What speaks for and against each reading."""
    if page.guess is None:
        return
    names = set(page.guess.names())
    inside = bytearray(len(page.text))
    for start, end, _ in names:
        inside[start:end] = b"\x01" * (end - start)
    chances = [page.guess.chance(one.start, one.end, one.label) for one in proposed]
    longer = _longer(page, proposed)
    again: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for one, chance in zip(proposed, chances, strict=True):
        if one.label in _NAMED:
            again[page.words(one), one.label].append((chance, one.start))
    for one, chance in zip(proposed, chances, strict=True):
        said = {
            one.label: 1.0,
            f"{one.label} network": log_odds(chance),
            f"rule {one.rule[:60]}": 1.0,
        }
        if (one.start, one.end, one.label) in names:
            said[f"{one.label} is the network's own"] = 1.0
        elif any(inside[one.start : one.end]):
            said[f"{one.label} crosses a name of the network"] = 1.0
        else:
            said[f"{one.label} is nothing to the network"] = page.guess.nothing(one.start, one.end)
        if one.label in _NAMED:
            words = page.words(one)
            kinds = longer.get(words, set())
            if one.label in kinds:
                said[f"{one.label} begins a longer one"] = 1.0
            elif kinds:
                said[f"{one.label} begins a longer name of another kind"] = 1.0
            here = [odds for odds, start in again[words, one.label] if start != one.start]
            other = [odds for label in _NAMED if label != one.label for odds, _ in again.get((words, label), ())]
            if here:
                said[f"{one.label} elsewhere"] = log_odds(max(here))
            if other:
                said[f"{one.label} elsewhere of another kind"] = log_odds(max(other))
        yield said
