"""Dates as far as they are said: 2012-06-13, 2012-06, 2012, 2021-Q2, 2019-H1; `kind` is the precision.

The ends of a range are two dates, the first with the month and year that the second says. Where a date in digits may
be two days, it has no value and says so: the order of day and month is never guessed.
"""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from nlp.finding import Found, Page
from nlp.lexicon import table

ORDER = 50

_ROWS = cast("dict[str, str]", table("dates")["months"])
_MONTH_OF = {word.lower(): number for row in _ROWS.values() for number, word in enumerate(row.split(), 1)}
_ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?"
_MONTH_OF["sep"] = 9


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted({re.escape(w) for w in words}, key=lambda w: (-len(w), w)))


_M = rf"(?:(?:{_ENGLISH}|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)(?!\w))"
_OTHER = rf"(?:(?i:{_any(w for name, row in _ROWS.items() if not name.startswith('english') for w in row.split())})(?!\w)\.?)"
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_NTH = r"(?:st|nd|rd|th)?"
_FULL = re.compile(rf"(?<!\w)(?P<m>{_M}) (?P<d>\d{{1,2}}){_NTH}(?:, ?| )(?P<y>{_YEAR})(?!\w)")
_DAY_FIRST = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}}){_NTH}(?: day)?(?: of)?[ -](?P<m>{_M})(?:,? |-|, ?)(?P<y>{_YEAR})(?!\w)"
)
_FOREIGN = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}})(?:er|\.|º|ª)?(?: de| di)?[ ]?(?P<m>{_OTHER})(?: de[l]?| del)? (?P<y>{_YEAR})(?:(?!\w)|(?= ?г))"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_STRANGE = frozenset(_MONTH_OF) - frozenset(w.lower() for k in ("english", "english_short") for w in _ROWS[k].split())
"""Month names no English text holds: without one the slowest pattern need not run."""
_FOREIGN_MONTH = re.compile(rf"(?<!\w)(?P<m>{_OTHER})(?: de[l]?)? (?P<y>{_YEAR})(?!\w)")
_CHINESE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d) ?年 ?(?:(?P<m>1[0-2]|0?[1-9]) ?月 ?(?:(?P<d>3[01]|[12]\d|0?[1-9]) ?[日号])?)?(?P<season>[春夏秋冬初末底]季?)?"
)
_KOREAN = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)년 ?(?:(?P<m>1[0-2]|0?[1-9])월 ?(?:(?P<d>3[01]|[12]\d|0?[1-9])일)?)?")
_ISO = re.compile(
    r"(?<![\w-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])[-/.](?P<d>0[1-9]|[12]\d|3[01])(?![\w/-]|\.\d)(?:(?=T)|(?!\w))"
)
_STAMP = re.compile(r"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?=T\d\d:)")
_ISO_MONTH = re.compile(r"(?<![\w./-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w/-]|[.,]\d)")
_DIGITS = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?P<mark>[/.-])(\d{1,2})(?P=mark)((?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)(?: ?г\.)?"
)
_SPACED = re.compile(r"(?<![\d.])(\d{1,2})(?P<mark>\.) (\d{1,2})\. ((?:19|20)\d\d)(?!\d)")
_SLASH_MONTH = re.compile(r"(?<![\d/.])(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/])")
_MONTH_YEAR = re.compile(rf"(?<!\w)(?P<m>{_M})(?:-|,? (?:of )?)(?P<y>{_YEAR})(?!\w)")
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?P<m>{_M}) (?P<d>\d{{1,2}}){_NTH}(?!\w)(?=,? (?:and|to|through|until|or|till) |–| – |-| - |, (?:or|and|{_M}))"
)
_DAY_ALONE = re.compile(
    rf"(?<![\w.,$€£/-])(?P<d>\d{{1,2}}){_NTH}(?=(?: and | to | or | bis | und | et | au | ?[–-] ?)\d{{1,2}}{_NTH}(?:\.|er)? (?:{_M}|{_OTHER}),? {_YEAR})"
)
_DAY_OF = re.compile(
    rf"(?:{_NTH}(?: and | to | or | bis | und | et | au | ?[–-] ?))\d{{1,2}}{_NTH}(?:\.|er)? (?P<m>{_M}|{_OTHER}),? (?P<y>{_YEAR})"
)
_SAME_MONTH = re.compile(
    rf"(?<!\w)(?P<m>{_M}) (?P<a>\d{{1,2}}){_NTH}(?P<join> and | to | through | or | ?[–-] ?|, )(?P<d>\d{{1,2}}){_NTH}(?:,? |, ?)(?P<y>{_YEAR})(?!\w)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}}){_NTH}\.? (?P<m>{_M}|{_OTHER})(?=,? (?:and|to|until|or|till|bis|und|au|et|по) \d{{1,2}}{_NTH}\.? (?:{_M}|{_OTHER})|(?: ?[–-] ?)\d{{1,2}} (?:{_M}|{_OTHER}))"
)
_MONTH = re.compile(
    rf"(?<!\w)(?P<m>{_M})(?=(?:,? (?:and|to|or|through|until) |–| – |-| - |/|, )(?:(?:early|late|mid)[ -])?{_M}(?: \d{{1,2}},)?,? {_YEAR})"
)
_PART = re.compile(
    rf"(?<!\w)(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Bb]eginning of|[Ee]nd of|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Anfang|Mitte|Ende|Frühjahr|Herbst|début|fin|mi)(?:[- ]|-to-late )(?:of |in )?(?:(?P<m>{_M}|{_OTHER}),? )?(?P<y>{_YEAR})(?!\w)(?!s)"
)
_PART_KEPT = re.compile(
    r"(?i:early|late|mid|spring|summer|autumn|fall|winter|anfang|mitte|ende|frühjahr|herbst|début|fin|mi)"
)
_DECADE = re.compile(r"(?<!\w)(?:the )?(?:(?P<part>early|late|mid)[- ])?(?P<y>(?:19|20)\d0)[’']?s(?!\w)")
_QUARTER = re.compile(
    rf"(?<!\w)(?:Q(?P<q>[1-4])[ -/]?(?:of )?(?P<y>{_YEAR})|(?P<y2>{_YEAR})[ -]?Q(?P<q2>[1-4])|(?:the )?(?P<word>first|second|third|fourth|last) quarter (?:of )?(?P<y3>{_YEAR})|(?P<q4>[1-4])(?:st|nd|rd|th) quarter (?:of )?(?P<y4>{_YEAR})|(?P<q5>[1-4])\. Quartal (?P<y5>{_YEAR})|T(?P<q6>[1-4]) (?P<y6>{_YEAR})|(?P<q7>I{{1,3}}|IV) квартал[ае]? (?P<y7>{_YEAR}))(?!\w)"
)
_HALF = re.compile(
    rf"(?<!\w)(?:H(?P<h>[12])[ -]?(?P<y>{_YEAR})|(?:the )?(?P<word>first|second) half of (?P<y2>{_YEAR}))(?!\w)"
)
_FISCAL = re.compile(
    rf"(?<!\w)(?:FY ?[’']?(?P<y>{_YEAR}|\d\d)(?:[/-](?P<to>\d\d|{_YEAR}))?|(?:fiscal|financial) year (?P<y2>{_YEAR})(?:[/-](?P<to2>\d\d|{_YEAR}))?)(?!\w)"
)
_SEASON_RU = re.compile(rf"(?<!\w)(?P<part>весной|летом|осенью|зимой|в начале|в конце) (?P<y>{_YEAR})(?!\d)(?: года)?")
_YEARS = re.compile(
    rf"(?<![\w/.$€£¥₽#-])(?P<y>{_YEAR})(?!\d|[/.]\d|,\d{{3}}|-\d{{3}}| ?(?:C\.?F\.?R|U\.S\.C|Fed|F\.R|BGBl| ?[$€£%]| ?(?:kg|km|mm|MHz|rpm|units|pcs|pieces)\b))"
)
_SPAN = re.compile(rf"(?<![\w/.$€£#-])(?P<a>{_YEAR})[–/-](?P<b>{_YEAR}|\d\d)(?![\w/-]|\.\d)")
_CONTEXT = re.compile(
    r"(?:\b(?:in|since|from|until|till|of|by|during|between|and|to|through|before|after|for|around|circa|year|years|late|early|mid|end|fall|spring|summer|winter|or|on|as of|dated|about|approximately|established|founded|ca\.?|seit|Jahr|Jahre|Jahren|im|bis|ab|von|vor|und|depuis|en|année|l[’']année|fin|jusqu[’']en|dès|avant|desde|año|nel|dal|anno|sinds|od|roku|yılında|с|в|до|по|от|за|год[ау]?)|,|–|-|[(])[ ]?$",
    re.IGNORECASE,
)
_RUSSIAN_YEAR = re.compile(r"^ ?(?:год|г\.|гг\.)")
_FIRST, _LAST = 1940, 2049
_WORDS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "last": "4",
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
}


def find(page: Page) -> Iterator[Found]:
    """Dates in words and digits, ranges, months, quarters and years; a bare year needs a word that dates it, or a table's cell."""
    text = page.text
    yield from _days(text)
    yield from _ranges(text)
    yield from _numeric(text)
    yield from _months(text)
    yield from _periods(text)
    yield from _years(page)


def _date(start: int, end: int, rule: str, kind: str, value: str, sure: float) -> Found:
    return Found(start, end, "DATE", f"dates: {rule}", kind, value, sure)


def _days(text: str) -> Iterator[Found]:
    for pattern in (_FULL, _DAY_FIRST, _FOREIGN):
        for m in pattern.finditer(text):
            yield _day(m.start(), m.end(), m["y"], m["m"], m["d"])
    for pattern in (_CHINESE, _KOREAN):
        for m in pattern.finditer(text):
            if m["d"]:
                yield _checked(m.start(), m.end(), int(m["y"]), int(m["m"]), int(m["d"]), "day with 年, 月 and 日")
            elif m["m"]:
                yield _date(m.start(), m.end(), "month with 年 and 月", "month", f"{m['y']}-{int(m['m']):02d}", 0.97)
            else:
                yield _date(m.start(), m.end(), "year with 年", "year", m["y"], 0.95)


def _ranges(text: str) -> Iterator[Found]:
    """First ends of ranges, which borrow month or year from the second."""
    for m in _SAME_MONTH.finditer(text):
        yield _day(m.start(), m.end("a"), m["y"], m["m"], m["a"])
        yield _day(m.start("d"), m.end(), m["y"], m["m"], m["d"])
    for m in _MONTH_DAY.finditer(text):
        if year := _next_year(text, m.end()):
            yield _day(m.start(), m.end(), year, m["m"], m["d"])
    for m in _DAY_MONTH.finditer(text):
        if year := _next_year(text, m.end()):
            yield _day(m.start(), m.end(), year, m["m"], m["d"])
    for m in _DAY_ALONE.finditer(text):
        if after := _DAY_OF.match(text, m.end("d")):
            yield _day(m.start(), m.end(), after["y"], after["m"], m["d"])
    for m in _MONTH.finditer(text):
        value = f"{_next_year(text, m.end())}-{_month(m['m']):02d}"
        yield _date(m.start(), m.end(), "month of a range", "month", value, 0.9)


def _numeric(text: str) -> Iterator[Found]:
    for pattern in (_ISO, _STAMP):
        for m in pattern.finditer(text):
            yield _checked(m.start(), m.end(), int(m["y"]), int(m["m"]), int(m["d"]), "ISO")
    digits = [m for pattern in (_DIGITS, _SPACED) for m in pattern.finditer(text)]
    orders = {mark: _order(m for m in digits if m["mark"] == mark) for mark in "/.-"}
    for m in digits:
        yield from _in_digits(m, orders[m["mark"]])
    for m in _ISO_MONTH.finditer(text):
        yield _date(m.start(), m.end(), "ISO month", "month", m[0], 0.8)
    for m in _SLASH_MONTH.finditer(text):
        yield _date(m.start(), m.end(), "month and year in digits", "month", f"{m['y']}-{m['m']}", 0.85)


def _order(dates: Iterable[re.Match[str]]) -> str:
    """ "dmy" or "mdy" where other dates of this text, written alike, can only be read so; else nothing."""
    seen = {"dmy" if int(m[1]) > 12 else "mdy" for m in dates if (int(m[1]) > 12) != (int(m[3]) > 12)}
    return seen.pop() if len(seen) == 1 else ""


def _months(text: str) -> Iterator[Found]:
    foreign = _STRANGE & set(_WORD.findall(text.lower()))
    for pattern in (_MONTH_YEAR, _FOREIGN_MONTH) if foreign else (_MONTH_YEAR,):
        for m in pattern.finditer(text):
            value = f"{m['y']}-{_month(m['m']):02d}"
            yield _date(m.start(), m.end(), "month and year", "month", value, 0.97)


def _periods(text: str) -> Iterator[Found]:
    for m in _PART.finditer(text):
        start = m.start() if _PART_KEPT.fullmatch(m["part"]) else (m.start("m") if m["m"] else m.start("y"))
        month = f"-{_month(m['m']):02d}" if m["m"] else ""
        yield _date(start, m.end(), f"part of a {'month' if month else 'year'}", "part", f"{m['y']}{month}", 0.9)
    for m in _SEASON_RU.finditer(text):
        yield _date(m.start("y"), m.end("y"), "year with a season", "year", m["y"], 0.9)
    for m in _DECADE.finditer(text):
        start = m.start() + (4 if m[0].startswith("the ") else 0)
        yield _date(start, m.end(), "part of a decade", "decade", m["y"], 0.9)
    for m in _QUARTER.finditer(text):
        said = {k: v for k, v in m.groupdict().items() if v}
        year = next(v for k, v in said.items() if k.startswith("y"))
        number = next(v for k, v in said.items() if k.startswith(("q", "w")))
        start = m.start() + (4 if m[0].startswith("the ") else 0)
        yield _date(start, m.end(), "quarter", "quarter", f"{year}-Q{_WORDS.get(number, number)}", 0.95)
    for m in _HALF.finditer(text):
        start = m.start() + (4 if m[0].startswith("the ") else 0)
        half = m["h"] or _WORDS[m["word"]]
        yield _date(start, m.end(), "half of a year", "half", f"{m['y'] or m['y2']}-H{half}", 0.95)
    for m in _FISCAL.finditer(text):
        year, to = m["y"] or m["y2"], m["to"] or m["to2"]
        full = year if len(year) == 4 else f"20{year}"
        yield _date(m.start(), m.end(), "fiscal year", "fiscal_year", f"FY{full}" + (f"/{to[-2:]}" if to else ""), 0.9)


def _years(page: Page) -> Iterator[Found]:
    text = page.text
    for m in _SPAN.finditer(text):
        first = int(m["a"])
        last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
        if first < last <= first + 40 and _dated(text, m.start(), m.end()):
            yield _date(m.start("a"), m.end("a"), "first year of a range", "year", str(first), 0.9)
            if len(m["b"]) == 4:
                yield _date(m.start("b"), m.end("b"), "last year of a range", "year", str(last), 0.9)
    for m in _YEARS.finditer(text):
        if _dated(text, m.start(), m.end()):
            yield _date(m.start(), m.end(), "year", "year", m["y"], 0.9)
        elif page.found and _in_table(page, m.start(), m.end()):
            yield _date(m.start(), m.end(), "year in a table's cell", "year", m["y"], 0.7)


def _dated(text: str, start: int, end: int) -> bool:
    """Does a word beside it date this number?"""
    return bool(_CONTEXT.search(text[max(0, start - 14) : start]) or _RUSSIAN_YEAR.match(text[end : end + 5]))


def _in_table(page: Page, start: int, end: int) -> bool:
    """A year that stands where a table glued its cells: after a word or mark, before a capital or a mark."""
    after = page.text[end : end + 2]
    return (after[:1] == " " and after[1:2].isupper()) or after in (" -", "-2", "-1", "")


def _month(word: str) -> int:
    low = word.lower().strip(".")
    return _MONTH_OF.get(low) or _MONTH_OF[low[:3]]


_ANY_YEAR = re.compile(_YEAR)


def _next_year(text: str, position: int) -> str:
    after = _ANY_YEAR.search(text, position, position + 60)
    return after[0] if after else ""


def _day(start: int, end: int, year: str, month: str, day: str) -> Found:
    return _checked(start, end, int(year), _month(month), int(day), "day, month and year")


def _checked(start: int, end: int, year: int, month: int, day: int, rule: str) -> Found:
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return _date(start, end, "a day that does not exist", "impossible", "", 0.4)
    return _date(start, end, rule, "day", value, 0.98)


def _in_digits(m: re.Match[str], order: str) -> Iterator[Found]:
    first, second, year = int(m[1]), int(m[3]), int(m[4])
    if m["mark"] == "-" and len(m[4]) == 2:
        return  # 12-34-56 is any number
    if year < 100:
        year += 1900 if year >= 60 else 2000
    if not _FIRST <= year <= _LAST or not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return
    start, end = m.span()
    if first > 12 or first == second:
        yield _checked(start, end, year, second, first, "in digits")
    elif second > 12:
        yield _checked(start, end, year, first, second, "in digits")
    elif m["mark"] == "." and len(m[4]) == 4 and order != "mdy":
        yield replace(_checked(start, end, year, second, first, "in digits with points: day first"), confidence=0.9)
    elif order:
        month, day = (second, first) if order == "dmy" else (first, second)
        rule = "in digits, the day where other dates of this text have it"
        yield replace(_checked(start, end, year, month, day, rule), confidence=0.85)
    else:
        yield _date(start, end, "in digits, day or month first is not said", "ambiguous", "", 0.7)
