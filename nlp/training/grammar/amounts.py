"""Other dates and amounts of money in the format of those given, and other digits in a citation."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from functools import cache

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import digits

_FIRST = date(1996, 1, 1)
_DAYS = (date(2026, 6, 30) - _FIRST).days

_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-]|\. )(\d{1,2})([./-]|\. )(\d{4}|\d{2})(?![\d])")
_BIG_ENDIAN = re.compile(r"(?<!\d)(\d{4})([-./年])(\d{1,2})(?:([-./月])(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?=s?(?!\d))")
_SHORT_YEAR = re.compile(r"(?:(?<=['’/])|(?<=FY)|(?<=FY )|(?<=-)|(?<=[A-Z]{3}))\d{2}(?!\d)")
_DAY = re.compile(r"(?<![\d:.,'’])(\d{1,2})( ?(?:st|nd|rd|th|er|º|ª))?(?![\d:]|s\b)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(:\d{2})?")
_WORD = re.compile(r"[^\W\d_]+\.?")
_NUMBER = re.compile(r"\d+(?:[.,'’   ]\d+)*")


@cache
def _months() -> dict[str, tuple[str, ...]]:
    """The row of months a month's name belongs to, by the name."""
    found: dict[str, tuple[str, ...]] = {}
    for row in tables("signs")["months"].values():
        names = tuple(row.split())
        for name in names:
            found.setdefault(name, names)
    for name, names in tuple(found.items()):
        found.setdefault(name.casefold(), names)
    return found


@cache
def _around() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in tables("signs")["around"].values():
        names = tuple(row.split())
        for name in names:
            found[name.casefold()] = names
    return found


def _cased(word: str, like: str) -> str:
    """The word in capitals, or with a first capital, as another one is written."""
    if len(like.rstrip(".")) > 1 and like.isupper():
        return word.upper()
    if like[:1].isupper():
        return word[:1].upper() + word[1:]
    return word[:1].lower() + word[1:] if like[:1].islower() else word


def _ordinal(day: int) -> str:
    return "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _size(number: int, like: str) -> str:
    """The number with a leading zero where the other one has one, or may have had one."""
    return f"{number:02d}" if like.startswith("0") else str(number)


def _numeric(day: date, found: re.Match[str]) -> str:
    first, dot, second, dash, year = found.groups()
    month_first = int(second) > 12 or (dot == "/" and int(first) <= 12 and len(year) == 4 and int(first) <= int(second))
    padded = first.startswith("0") or second.startswith("0") or (len(first) == len(second) == 2)
    pair = (day.month, day.day) if month_first else (day.day, day.month)
    head, tail = (f"{n:02d}" if padded else str(n) for n in pair)
    return f"{head}{dot}{tail}{dash}{day.year if len(year) == 4 else f'{day.year % 100:02d}'}"


def _big_endian(day: date, found: re.Match[str]) -> str:
    _, first, month, second, number = found.groups()
    out = f"{day.year}{first}{_size(day.month, month) if len(month) == 1 else f'{day.month:02d}'}"
    if number:
        out += f"{second}{day.day:02d}" if len(number) == 2 and first in "-./" else f"{second}{day.day}"
    return out


def date_like(rng: random.Random, text: str) -> str:
    """Another date in the same format and of the same precision; the order of two years is kept."""
    day = _FIRST + timedelta(int(rng.random() * _DAYS))
    if day.day > 28 and rng.random() < 0.5:
        day = day.replace(day=28)
    if not any(sign.isdigit() for sign in text):
        return _words(rng, day, text)
    for shape, other in ((_BIG_ENDIAN, _big_endian), (_NUMERIC, _numeric)):
        if (found := shape.search(text)) and (shape is _NUMERIC or int(found[3]) <= 12):
            rest = text[found.end() :]
            return text[: found.start()] + other(day, found) + _clock(rng, rest)
    if found := _COMPACT.fullmatch(text.strip()):
        return text.replace(found[0], f"{day:%Y%m%d}")
    return _spelt(rng, day, text)


def _clock(rng: random.Random, text: str, halved: bool = False) -> str:
    def other(found: re.Match[str]) -> str:
        seconds = f":{rng.randint(0, 59):02d}" if found[3] else ""
        hours = str(rng.randint(1, 12)) if halved else f"{rng.randint(0, 23):02d}"
        return f"{hours}:{rng.randint(0, 59):02d}{seconds}"

    return _CLOCK.sub(other, text)


def _words(rng: random.Random, day: date, text: str) -> str:
    """The text with another month, season, weekday or part of a year, where words name one."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        for bare in (word, word.rstrip(".")):
            tail = word[len(bare) :]
            if row := _months().get(bare) or _months().get(bare.casefold()):
                return _cased(row[day.month - 1], bare) + tail
            if row := _around().get(bare.casefold()):
                if len(row) == 7:
                    return _cased(row[day.weekday()], bare) + tail
                if "hal" in text and bare.casefold() in row[:2]:
                    row = row[:2]
                return _cased(row[int(rng.random() * len(row))], bare) + tail
        return word

    return _WORD.sub(other, text)


def _spelt(rng: random.Random, day: date, text: str) -> str:
    """A date with words or of low precision: other years, days and months at the places of those given."""
    years: dict[int, int] = {}
    days: list[int] = []

    def year(found: re.Match[str]) -> str:
        was = int(found[0])
        if not years:
            years[was] = day.year // 10 * 10 if text[found.end() :].startswith("s") else day.year
        first = next(iter(years))
        return str(years.get(was, years[first] + was - first))

    def number(found: re.Match[str]) -> str:
        was, suffix = found[1], found[2] or ""
        before = text[max(0, found.start() - 1) : found.start()]
        if before in ("Q", "H"):
            return str(rng.randint(1, 4 if before == "Q" else 2))
        if not 0 < int(was) <= 31:
            return digits(rng, len(was))
        if suffix.strip() == "er":
            return found[0] if day.day == 1 else _size(day.day, was)
        one = min(days[-1] + rng.randint(1, 9), 28 + rng.randint(1, 2)) if days else day.day
        days.append(one)
        ordinal = suffix.strip() in ("st", "nd", "rd", "th")
        return _size(one, was) + (suffix.replace(suffix.strip(), _ordinal(one)) if ordinal else suffix)

    def pieces() -> list[str]:
        out, at = [], 0
        for found in _PIECES.finditer(text):
            out.append(text[at : found.start()])
            piece, at = found[0], found.end()
            if alone := _YEAR.match(text, found.start()):
                out.append(year(alone))
                at = alone.end()
            elif _SHORT_YEAR.match(text, found.start()):
                span = next(iter(years.values()), None)
                out.append(f"{(day.year if span is None else span + 1) % 100:02d}")
            elif (clock := _CLOCK.match(text, found.start())) is not None:
                out.append(_clock(rng, clock[0], ".m." in text or " am" in text or " pm" in text))
                at = clock.end()
            elif day_found := _DAY.match(text, found.start()):
                out.append(number(day_found))
                at = day_found.end()
            else:
                out.append(digits_like(rng, piece))
        out.append(text[at:])
        return out

    return _words(rng, day, "".join(pieces()))


_PIECES = re.compile(r"\d+(?::\d\d)*")


@cache
def _numbers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in tables("signs")["numbers"].values():
        names = tuple(row.split())
        for name in names:
            found[name.casefold()] = names
    return found


def money_like(rng: random.Random, text: str) -> str:
    """Another amount in the same format and currency: as round, with the same separators, about as large."""
    if any(sign.isdigit() for sign in text):
        return _NUMBER.sub(lambda found: _amount(rng, found[0]), text)

    def other(found: re.Match[str]) -> str:
        row = _numbers().get(found[0].casefold())
        return _cased(row[int(rng.random() * len(row))], found[0]) if row else found[0]

    return _WORD.sub(other, text)


def _amount(rng: random.Random, number: str) -> str:
    groups = re.split(r"(\D)", number)
    whole, mark, cents = groups[0], "", ""
    if len(groups) > 2 and (
        len(groups[-1]) != 3 or (len(groups) == 3 and len(whole) == 1 and groups[1] == "." and whole == "0")
    ):
        mark, cents = groups[-2], groups[-1]
        groups = groups[:-2]
    separators = groups[1::2]
    regular = all(len(group) == 3 for group in groups[2::2]) and len(set(separators)) < 2
    plain = "".join(groups[::2])
    if not regular or plain.startswith("0"):
        return re.sub(r"[1-9]", lambda _: str(int(1 + rng.random() * 9)), number)
    round_part = len(plain) - len(plain.rstrip("0"))
    size = max(1, len(plain) - round_part)
    if len(plain) > 3 and (separators or len(plain) > 4):
        shift = int(rng.random() * 5) - 2
        round_part = max(0, round_part + (1 if shift == 2 else 0))
        size = max(1, size + (shift if abs(shift) == 1 else 0))
        if size + round_part < 4:
            size = 4 - round_part
    whole = digits(rng, size) + "0" * round_part
    if separators:
        at = len(whole) % 3 or 3
        whole = whole[:at] + "".join(separators[0] + whole[i : i + 3] for i in range(at, len(whole), 3))
    if cents.strip("0"):
        cents = "".join(str(int(rng.random() * 10)) for _ in cents)
    return whole + mark + cents


def digits_like(rng: random.Random, text: str) -> str:
    """The same text with other digits, each number as long as it was; years stay years."""

    def other(found: re.Match[str]) -> str:
        number = found[0]
        if len(number) == 4 and number[:2] in ("19", "20"):
            return str(1990 + int(rng.random() * 36))
        if number.startswith("0"):
            return "0" + "".join(str(int(rng.random() * 10)) for _ in number[1:])
        return digits(rng, len(number))

    return re.sub(r"\d+", other, text)
