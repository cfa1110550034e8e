"""Dates and years, each as far as it is said: 2012-06-13, 2012-06, 2012."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.finding import Found, Page

ORDER = 50

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER = {m: i for i, m in enumerate(_MONTHS, 1)} | {m[:3]: i for i, m in enumerate(_MONTHS, 1)} | {"sept": 9}
_M = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_FULL = re.compile(rf"\b({_M}) (\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| )({_YEAR})\b")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_M}),? ({_YEAR})\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d|\d\d)(?![\d/])")
_MONTH_YEAR = re.compile(rf"\b({_M}),? (?:of )?({_YEAR})\b")
_MONTH_DAY = re.compile(
    rf"\b({_M}) (\d{{1,2}})(?:st|nd|rd|th)?(?=(?:,? and |,? to |–| – |-| - | through |, or |,? until ))"
)
_DAY_ALONE = re.compile(rf"\b(\d{{1,2}})(?=(?: and | to | ?[–-] ?)\d{{1,2}} {_M} {_YEAR})")
_MONTH = re.compile(rf"\b({_M})(?=(?:,? and |,? to |–| – | through |/| or |, ){_M}(?: \d{{1,2}},)? {_YEAR})")
_DECADE = re.compile(
    r"\b(?:(?:the )?(?:early|late|mid)[- ])?((?:19|20)\d0)s\b|\b(?:early|late|mid)[- ]((?:19|20)\d\d)\b"
)
_YEARS = re.compile(rf"(?<![\w/.$€£#-])({_YEAR})(?!\d|[/.]\d|,\d{{3}}|-\d{{3}}| ?(?:C\.?F\.?R|U\.S\.C|Fed|F\.R))")
_CONTEXT = re.compile(
    r"(?:\b(?:in|since|from|until|till|of|by|during|between|and|to|through|before|after|for|around|circa|year|years|late|early|mid|end|fall|spring|summer|winter|or|on|as of|dated|about|approximately)|,|–|-|[(])[ ]?$",
    re.IGNORECASE,
)
_FIRST, _LAST = 1945, 2049


def find(page: Page) -> Iterator[Found]:
    """Dates in words, in digits, months and years; a bare year needs a word that dates it, or a table's cell."""
    text = page.text
    for m in _FULL.finditer(text):
        yield from _day(m, m[3], m[1], m[2])
    for m in _DAY_FIRST.finditer(text):
        yield from _day(m, m[3], m[2], m[1])
    for m in _ISO.finditer(text):
        yield Found(m.start(), m.end(), "DATE", "dates: ISO", "day", m[0], 0.98)
    for m in _SLASHED.finditer(text):
        yield from _slashed(m)
    for m in _MONTH_YEAR.finditer(text):
        yield Found(m.start(), m.end(), "DATE", "dates: month and year", "month", f"{m[2]}-{_month(m[1]):02d}", 0.97)
    for m in _MONTH_DAY.finditer(text):
        year = _next_year(text, m.end())
        if year:
            yield from _day(m, year, m[1], m[2])
    for m in _DAY_ALONE.finditer(text):
        after = re.compile(rf"\d{{1,2}} ({_M}) ({_YEAR})").search(text, m.end())
        if after:
            yield from _day(m, after[2], after[1], m[1])
    for m in _MONTH.finditer(text):
        yield Found(
            m.start(),
            m.end(),
            "DATE",
            "dates: month of a range",
            "month",
            f"{_next_year(text, m.end())}-{_month(m[1]):02d}",
            0.9,
        )
    for m in _DECADE.finditer(text):
        start = m.start() + (4 if m[0].startswith("the ") else 0)
        yield Found(start, m.end(), "DATE", "dates: part of a decade", "decade", f"{m[1] or m[2]}", 0.9)
    for m in _YEARS.finditer(text):
        before = text[max(0, m.start() - 12) : m.start()]
        if _CONTEXT.search(before):
            yield Found(m.start(), m.end(), "DATE", "dates: year", "year", m[1], 0.9)
        elif page.found and _in_table(page, m.start(), m.end()):
            yield Found(m.start(), m.end(), "DATE", "dates: year in a table's cell", "year", m[1], 0.7)


def _in_table(page: Page, start: int, end: int) -> bool:
    """A year that stands where a table glued its cells: after a word or mark, before a capital or a mark."""
    after = page.text[end : end + 2]
    return (after[:1] == " " and after[1:2].isupper()) or after in (" -", "-2", "-1", "")


def _month(word: str) -> int:
    low = word.lower().strip(".")
    return _NUMBER.get(low) or _NUMBER[low[:3]]


def _next_year(text: str, position: int) -> str:
    after = re.compile(_YEAR).search(text, position, position + 60)
    return after[0] if after else ""


def _day(m: re.Match[str], year: str, month: str, day: str) -> Iterator[Found]:
    try:
        value = date(int(year), _month(month), int(day)).isoformat()
    except ValueError:
        yield Found(m.start(), m.end(), "DATE", "dates: a day that does not exist", "impossible", "", 0.4)
        return
    yield Found(m.start(), m.end(), "DATE", "dates: day, month and year", "day", value, 0.98)


def _slashed(m: re.Match[str]) -> Iterator[Found]:
    first, second, year = int(m[1]), int(m[2]), int(m[3])
    if year < 100:
        year += 1900 if year >= 60 else 2000
    if not _FIRST <= year <= _LAST or not (1 <= first <= 31 and 1 <= second <= 31):
        return
    sides = [(first, second), (second, first)]
    days = sorted({(month, day) for month, day in sides if month <= 12})
    value = f"{year}-{days[0][0]:02d}-{days[0][1]:02d}" if len(days) == 1 else ""
    rule = "dates: in digits" if value else "dates: in digits, day or month first is not said"
    yield Found(m.start(), m.end(), "DATE", rule, "day" if value else "ambiguous", value, 0.9 if value else 0.7)
