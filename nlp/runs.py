"""Runs of capitalised words, cut into the names they may be."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.finding import Page
from nlp.lexicon import phrases, words
from nlp.naming import generic, heads, prefix_form, suffix_form, titled_heads
from nlp.places import demonyms

_UP = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄ"
_ABBREVIATED = r"(?:Inc|Co|Corp|Ltd|Bros|St|Jr|Sr|Mr|Mrs|Ms|Dr|Prof|Pte|Pty|Pvt|Sdn|Bhd|Ltda|Mfg|Intl|Int|Sti|Tic|San|Gen|Col|Lt|Capt|No|Univ|Dept|Assoc|Cia|Cía)"
_ATOM = (
    rf"(?:(?:[A-Z]\.){{2,}}(?:[A-Z]\b)?|S\.p\.A\.|S\.r\.l\.|(?:L|D|O|d|l|al|el|Al|El)[’'-][{_UP}][\w]*(?:-\w+)*|[{_UP}]\.(?= [{_UP}])"
    rf"|{_ABBREVIATED}\.|[{_UP}][\w]*(?:(?:[-/+@]|\.(?=com|net|org|ru))[\w]+|&[{_UP}]\w*|[’'](?!s\b)[\w]+)*|\d{{1,4}}(?:[A-Z]\w*)?(?= [{_UP}]))"
)
_SMALL = r"(?:of|for|and|de|del|de la|la|das|dos|do|da|di|du|des|y|e|et|und|für|van|von|der|bin|ibn|al|el|ul|ve)"
_FORMS = "|".join(re.escape(f) for f in phrases("orgs", "suffix_forms"))
_GAP = rf"(?: & | \+ |,? (?=(?:{_FORMS})(?![\w]))|,(?=(?:{_FORMS})(?![\w]))| {_SMALL} (?:the (?=[{_UP}]))?| )"
_BRACKET = rf"(?: \({_ATOM}(?: {_ATOM}){{0,2}}\)(?=,? (?:(?:[{_UP}]\w+ ){{0,3}}(?:{_FORMS})(?![\w]))))"
_LOWER_FORMS = r"(?: (?:a\.s\.|s\.r\.o\.|d\.o\.o\.|sp\. z o\.o\.|plc|de C\.V\.))"
_RUN = re.compile(rf"(?<![\w’'$&])(?:{_ATOM})(?:(?:{_BRACKET})|(?:{_GAP})(?:{_ATOM})|{_LOWER_FORMS})*")
_PIECE = re.compile(
    rf"(?P<bracket>\([^)]*\))|(?P<atom>{_ATOM})|(?P<small>{_SMALL}|the|&|\+)(?= )|(?P<form>a\.s\.|s\.r\.o\.|d\.o\.o\.|sp\. z o\.o\.|plc|C\.V\.)"
)


_HEADED = re.compile(" (?:" + "|".join(sorted(titled_heads())) + r")\b")


_AHEAD = 200
"""Characters looked ahead to tell whether a name goes on."""
_LONGEST = 24
"""Words of a name, small ones counted; what is longer is no name, and is cut so that reading stays linear."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that may be one name."""

    start: int
    end: int
    text: str


@cache
def _not_names() -> frozenset[str]:
    breakers = words("orgs", "breakers") | {"A", "I", "Mr.", "Mrs.", "Ms.", "Dr."}
    return frozenset(w.capitalize() for w in words("words", "function")) | breakers


def runs(page: Page) -> Iterator[Run]:
    """The free runs of a page, cut where one name ends and another begins."""
    for m in _RUN.finditer(page.text):
        yield from _cut(page, m.start(), m.end())


def _cut(page: Page, start: int, end: int) -> Iterator[Run]:
    current: list[tuple[int, int, str]] = []
    pending: list[tuple[int, int, str]] = []
    for m in _PIECE.finditer(page.text, start, end):
        a, b, word = m.start(), m.end(), m[0]
        small = m.lastgroup == "small"
        if not page.free(a, b) or re.search(r"-(?:listed|based|sanctioned|designated|origin|made)$", word):
            yield from _done(page, current)
            current, pending = [], []
        elif small:
            if current:
                pending.append((a, b, word))
        else:
            ordinal = word in ("First", "Second", "Third") and _HEADED.match(page.text, b)
            if (
                word in _not_names()
                and not ordinal
                and not (current and pending == [] and word in ("For", "And", "Of"))
            ):
                yield from _done(page, current)
                current, pending = [], []
                continue
            if pending and not _goes_on(current, pending, page.text[a : min(end, a + _AHEAD)]):
                yield from _done(page, current)
                current = []
            elif current:
                current += pending
            if current and _closed(page, current) and not _is_form(word):
                yield from _done(page, current)
                current = []
            if len(current) >= _LONGEST:
                yield from _done(page, current)
                current = []
            current.append((a, b, word))
            pending = []
    yield from _done(page, current)


def _is_form(word: str) -> bool:
    return bool(suffix_form().search(f" {word}")) or word.startswith("(")


def _closed(page: Page, current: list[tuple[int, int, str]]) -> bool:
    """A name that has its legal form is finished."""
    name = page.text[current[0][0] : current[-1][1]]
    last = current[-1][2]
    return (
        len(current) > 1
        and bool(suffix_form().search(name))
        and not (last == "Corporation" and current[0][2] == "State")
        and last not in ("Co", "Co.", "Company", "Limited", "AS", "SE", "AD", "SA", "SIA", "AB", "AG")
    )


def _goes_on(current: list[tuple[int, int, str]], pending: list[tuple[int, int, str]], rest: str) -> bool:
    """Do the small words between belong to one name?"""
    small = pending[0][2]
    atoms = [w for _, _, w in current]
    if not atoms:
        return False
    if small in ("of", "for"):
        if atoms[0] in titled_heads() and "of" in atoms:
            return True
        return atoms[-1] in titled_heads() or (
            atoms[-1] in ("Forces", "Corps", "Army", "Affairs", "Attorney", "Attorneys") or atoms[-1] in heads()
        )
    if small == "and":
        if suffix_form().search(" ".join(atoms)) or any(
            rest.startswith(h + " of") for h in ("Ministry", "Bureau", "Department", "Office", "Bank", "Government")
        ):
            return False
        inside = "of" in atoms or "for" in atoms
        if generic(atoms[-1]) and re.match(rf"(?:[{_UP}][\w-]+ ){{1,3}}Organi[sz]ation", rest):
            return True
        following = re.match(r"[\w.-]+", rest)
        word = following[0] if following else ""
        if inside and atoms[0] not in ("Bank", "Government", "Republic", "Council"):
            return generic(word)
        if prefix_form().match(" ".join(atoms) + " "):
            return generic(word) or word in heads()
        if atoms[-1] in heads() or len(atoms) > 2:
            return (generic(word) or word in heads()) and word in heads() and generic(atoms[-1]) and len(atoms) > 1
        return word in heads() and generic(atoms[-1])
    return small != "the"


def _done(page: Page, current: list[tuple[int, int, str]]) -> Iterator[Run]:
    if not current:
        return
    if current[0][2] in demonyms() and len(current) > 1 and not generic(current[1][2]) and current[1][2] not in heads():
        current = current[1:]
    while current and current[-1][2] in demonyms() and len(current) > 1:
        current = current[:-1]
    start, end = current[0][0], current[-1][1]
    yield Run(start, end, page.text[start:end])
