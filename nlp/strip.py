"""A page as relations see it: a row of words in which each mention is one token, with pronouns led to who they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.reading import ENTITY_LABELS

PARTIES = ("ORG", "PERSON", "VESSEL")
"""Labels of those who act."""

FITS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ALIAS_OF": (("ORG", "PERSON", "VESSEL", "LEGAL", "PLACE"), ("ORG", "PERSON", "VESSEL", "LEGAL", "PLACE")),
    "LOCATED_AT": (PARTIES, ("ADDRESS", "PLACE")),
    "OFFICER_OF": (("PERSON",), ("ORG",)),
    "OWNS": (("ORG", "PERSON"), ("ORG", "VESSEL")),
    "SUPPLIED": (PARTIES, PARTIES),
    "INVOLVES_ITEM": (PARTIES, ("ITEM",)),
    "ACTED_FOR": (PARTIES, PARTIES),
    "ASSOCIATED": (PARTIES, PARTIES),
    "PENALISED": (("ORG", "LEGAL"), PARTIES),
}
"""Labels of head and tail that a relation may have, by the annotation guidelines."""

NEAR_SENTENCES = 2
"""How many sentence ends may lie between head and tail."""
NEAR_TOKENS = 70
"""How many tokens may lie between them; most stated facts lie within 40."""

_OPENING = 4
"""Within so many tokens of its sentence's beginning a pronoun means who the sentence before was about."""

_WORD = re.compile(r"[^\W\d_]+|\d+|\n+|[^\w\s]|_")
_END = re.compile(r"[.!?](?=[”\"’')]? +[A-Z“\"‹•\[(]|[”\"’')]?\s*$|\n)|\n+|;(?=\s+\d\))")
_PRONOUN = re.compile(
    r"(?<![\w-])(?:(?P<it>[Tt]he (?:said )?(?:[Cc]ompany|firm|entity|enterprise|organi[sz]ation|business|plant|bank"
    r"|group|manufacturer|institute|university|corporation|subsidiary|agency)|[Ii]ts?)|(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er))(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the row: its words, which mention it stands for if any, and whether it is a pronoun for it."""

    text: str
    start: int
    end: int
    sentence: int
    mention: int = -1
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in the row that may be head and tail of a relation."""

    head: int
    tail: int


class Strip:
    """The row of one page. `mentions` are (start, end, label), sorted, none inside another."""

    def __init__(self, text: str, mentions: Sequence[tuple[int, int, str]]) -> None:
        self.mentions = mentions
        self.tokens = tuple(_tokens(text, mentions))
        self._labels = [mentions[t.mention][2] if t.mention >= 0 else "" for t in self.tokens]

    def label(self, place: int) -> str:
        """Label of the mention that stands at a place of the row; empty for a plain word."""
        return self._labels[place]

    def stray(self, place: int) -> bool:
        """Is this a pronoun deep inside its sentence, which may mean anybody named before?"""
        token, early = self.tokens[place], self.tokens[max(0, place - _OPENING)]
        return token.pronoun and place >= _OPENING and early.sentence == token.sentence

    def sentences(self, first: int, last: int) -> tuple[int, int]:
        """Where in the text the sentences of two places of the row begin and end."""
        inside = range(len(self.tokens))
        start = next((i for i in inside[first::-1] if self.tokens[i].sentence < self.tokens[first].sentence), -1) + 1
        stop = next((i for i in inside[last:] if self.tokens[i].sentence > self.tokens[last].sentence), len(inside))
        return self.tokens[start].start, self.tokens[stop - 1].end

    def pairs(self) -> Iterator[Pair]:
        """Every pair near enough, whose labels fit some relation, in either order."""
        places = [i for i, token in enumerate(self.tokens) if token.mention >= 0]
        for n, one in enumerate(places):
            for other in places[n + 1 :]:
                if other - one > NEAR_TOKENS:
                    break
                if self.tokens[other].sentence - self.tokens[one].sentence > NEAR_SENTENCES:
                    break
                if self.tokens[one].mention == self.tokens[other].mention:
                    continue
                for head, tail in ((one, other), (other, one)):
                    if fitting(self._labels[head], self._labels[tail]):
                        yield Pair(head, tail)


_FITTING = {
    (head, tail): tuple(kind for kind, (heads, tails) in FITS.items() if head in heads and tail in tails)
    for head in ENTITY_LABELS
    for tail in ENTITY_LABELS
}
_FITTING = {
    pair: tuple(kind for kind in kinds if kind != "ALIAS_OF" or pair[0] == pair[1]) for pair, kinds in _FITTING.items()
}


def fitting(head: str, tail: str) -> tuple[str, ...]:
    """Types of relation that may hold between two labels."""
    return _FITTING.get((head, tail), ())


def _tokens(text: str, mentions: Sequence[tuple[int, int, str]]) -> Iterator[Token]:
    ends = [m.end() for m in _END.finditer(_blanked(text, mentions))]
    last: dict[str, int] = {}
    subject: dict[str, int] = {}
    at, sentence = 0, 0
    for number, (start, end, label) in enumerate((*mentions, (len(text), len(text), ""))):
        for token in _plain(text, at, start, ends, last):
            if token.sentence != sentence:
                sentence = token.sentence
                last.update(subject)
                subject.clear()
            yield token
        if label:
            here = bisect_right(ends, start)
            if here != sentence:
                sentence = here
                last.update(subject)
                subject.clear()
            yield Token(f"‹{label}›", start, end, here, number)
            if label in ("ORG", "PERSON", "VESSEL"):
                kind = "PERSON" if label == "PERSON" else "ORG"
                subject.setdefault(kind, number)
                last.setdefault(kind, number)
        at = end


def _blanked(text: str, mentions: Sequence[tuple[int, int, str]]) -> str:
    """The text with every mention's words made harmless, so that "Co., Ltd." ends no sentence."""
    parts: list[str] = []
    at = 0
    for start, end, _ in mentions:
        parts += [text[at:start], "‹" * (end - start)]
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _plain(text: str, start: int, end: int, ends: list[int], last: dict[str, int]) -> Iterator[Token]:
    """The words between two mentions; a pronoun stands for the one its sentence's forerunner was about."""
    at = start
    for found in _PRONOUN.finditer(text, start, end):
        who = last.get("PERSON" if found["he"] else "ORG")
        if who is None:
            continue
        yield from _words(text, at, found.start(), ends)
        place = bisect_right(ends, found.start())
        yield Token(found[0].lower().replace("the ", ""), found.start(), found.end(), place, who, True)
        at = found.end()
    yield from _words(text, at, end, ends)


def _words(text: str, start: int, end: int, ends: list[int]) -> Iterator[Token]:
    for found in _WORD.finditer(text, start, end):
        yield Token(found[0], found.start(), found.end(), bisect_right(ends, found.start()))
