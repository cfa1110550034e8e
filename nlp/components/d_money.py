"""Amounts with their currency, as plain decimals: "1200000 USD"; the ends of a range are two amounts."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from nlp.finding import Found, Page
from nlp.lexicon import table

ORDER = 40

_DATA = cast("dict[str, Any]", table("money"))
_CODES = frozenset(code for row in _DATA["codes"] for code in row.split())
_SIGNS: dict[str, str] = _DATA["signs"]
_WORDS = {word.lower(): code for code, words in _DATA["words"].items() for word in words}
_SCALE = {word: int(power) for power, words in _DATA["scales"].items() for word in words}
_WORDLIKE = frozenset(
    {"ALL", "TRY", "CUP", "PEN", "COP", "MAD", "RON", "BOB", "SOS", "BAM", "GEL", "LAK", "CLP", "INR", "RM"}
)
"""Codes that are words or common letters too: a sum below a thousand is not believed."""
_OLD = {"RMB": "CNY", "CNH": "CNY", "RUR": "RUB", "NTD": "TWD"}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


_CODE = _any(_CODES)
_LONG = _any(w for w in _SCALE if len(w) > 2 and w.isascii() and w.isalpha())
_SHORT = _any(w for w in _SCALE if len(w) <= 2 or not (w.isascii() and w.isalpha()))
_SCALES = rf"(?:[ -]?(?i:{_LONG})(?!\w)|[ ]?(?:{_SHORT})(?![^\W\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]))"
_NUMBER = r"(?:\d{1,3}(?:[,.’' ]\d{2,3}){0,5}(?<=[,.’' ]\d{3})(?:[.,]\d{1,2}|,-|\.-)?(?!\d)|\d{1,15}(?:[.,]\d{1,2}|,-|\.[–—-])?(?!\d))"
_SIGN = _any(s for s in _SIGNS if s[-1] in "$€£¥￥₽₩₹₺₴₪₸₫฿₦₱" or s in ("RM", "Rs.", "Rs", "SFr.", "Fr."))
_TAIL = _any(s for s in _SIGNS if s not in ("RM", "Rs.", "Rs") and "US" not in s)
_BROKEN = r"\d{1,3}(?:,\d{3}){0,3},(?:\d \d\d|\d\d \d)(?:\.\d\d)?(?!\d|,\d)"
"""A group of thousands that a scan broke: "116,2 50"."""
_BEFORE = re.compile(
    rf"(?:(?<![\w$€£])|(?<=[a-z])(?=\$))(?P<sign>US ?\$|(?:{_CODE})(?: ?[$€£¥])?|{_SIGN}|人民币|{_any(('Rs.', 'Rs'))}) ?(?P<number>(?:(?<=\$)|(?<=\$ )){_BROKEN}|{_NUMBER})(?P<scale>{_SCALES})?"
)
_TO = re.compile(
    rf"(?P<join> ?[–-] ?| to | and | bis | à | до | и )(?P<number>{_NUMBER})(?P<scale>{_SCALES})?(?![\w%]|-\w)"
)
_SHARED = re.compile(rf"(?: ?[–-] ?| to )(?:US ?)?[$€£¥] ?{_NUMBER}(?P<scale>{_SCALES})")
"""The end of a range that gives its "million" to the beginning."""
_AFTER = re.compile(
    rf"(?<![\w.,$€£/-])(?P<number>{_NUMBER})(?P<scale>{_SCALES}(?: de| d[’']| of)?)?[ -]?(?:(?P<code>{_CODE})(?!\w)|(?P<sign>{_TAIL})(?![\w]| ?\d)|(?P<word>(?i:{_any(_WORDS)}))(?![^\W\u3040-\u9fff\uac00-\ud7af]))"
)
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SPELLED = {word: number for number, word in enumerate(_ONES, 1)} | _TENS
_IN_WORDS = re.compile(
    rf"\b(?P<words>(?i:(?:a|{'|'.join(sorted(_SPELLED, key=len, reverse=True))})(?:[ -](?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))}))?(?: (?:hundred|thousand|million|billion)){{1,2}})) (?P<word>(?i:{_any(w for w in _WORDS if w.isascii())}))(?!\w)"
)


def find(page: Page) -> Iterator[Found]:
    """Amounts with the currency before or after, in digits or in words."""
    text = page.text
    for m in _BEFORE.finditer(text):
        code = _code(m["sign"])
        if m["sign"] in _WORDLIKE and _amount(m["number"], m["scale"]) < 1000:
            continue
        second = _TO.match(text, m.end())
        spread = second is not None and second["join"].strip() in ("–", "-", "to", "bis", "à", "до")
        scale = m["scale"] or (second["scale"] if second and spread else None)
        if scale is None and (shared := _SHARED.match(text, m.end())) and _amount(m["number"], None) < 1000:
            scale = shared["scale"]
        one = _found(m.start(), m.end(), code, m["number"], scale)
        yield replace(one, rule="money: ¥ may be yen or yuan", confidence=0.6) if m["sign"] == "¥" else one
        if (
            second
            and spread
            and (second["scale"] or not re.match(r" (?!and|or|to)[a-z]", text[second.end() : second.end() + 3]))
        ):
            yield _found(second.start("number"), second.end(), code, second["number"], second["scale"])
    for m in _AFTER.finditer(text):
        code = m["code"] or (_SIGNS[m["sign"]] if m["sign"] else _WORDS[m["word"].lower()])
        start = m.start("number")
        if m["code"] in _WORDLIKE and _amount(m["number"], m["scale"]) < 1000:
            continue
        first = _first_of_range(text, start, code, m["scale"])
        if first is not None:
            yield first
        yield _found(start, m.end(), _OLD.get(code, code), m["number"], m["scale"])
    for m in _IN_WORDS.finditer(text):
        yield _spelled(m)


_LESS = re.compile(rf"(?<![\w.,$€£/-])(?P<number>{_NUMBER})(?P<scale>{_SCALES})?(?: ?[–-] ?| to | bis | à | до )$")


def _first_of_range(text: str, start: int, code: str, scale: str | None) -> Found | None:
    """ "2 to 3 million euros": the amount before "to" shares scale and currency."""
    window = max(0, start - 40)
    m = next((x for x in _LESS.finditer(text[window:start])), None)
    if m is None:
        return None
    return _found(
        window + m.start("number"),
        window + (m.end("scale") if m["scale"] else m.end("number")),
        _OLD.get(code, code),
        m["number"],
        m["scale"] or scale,
    )


def _code(sign: str) -> str:
    plain = sign.replace(" ", "")
    code = _SIGNS.get(plain) or (plain if plain in _CODES else plain.rstrip("$€£¥"))
    return _OLD.get(code, "CNY" if code == "人民币" else code)


def _amount(number: str, scale: str | None) -> Decimal:
    digits = re.sub(r"(?:,-|\.[–—-])$", "", number)
    digits = (
        re.sub(r"(?<=,)(\d) (\d\d)|(?<=,)(\d\d) (\d)", r"\1\2\3\4", digits)
        if "," in digits and " " in digits
        else digits
    )
    parts = re.split(r"[,.’' ]", digits)
    marks = re.findall(r"[,.’' ]", digits)
    if len(parts) > 1 and (len(parts[-1]) != 3 or (len(marks) > 1 and marks[-1] != marks[0])):
        digits = "".join(parts[:-1]) + "." + parts[-1]
    elif len(parts) == 2 and scale and marks[0] == "." and len(parts[1]) == 3 and len(parts[0]) <= 2:
        digits = f"{parts[0]}.{parts[1]}"  # "1.234 million": nobody scales thousands of millions so
    else:
        digits = "".join(parts)
    amount = Decimal(digits)
    if scale:
        word = re.sub(r"(?: de| d[’']| of)$", "", scale).strip(" -")
        amount = amount.scaleb(_SCALE.get(word) or _SCALE.get(word.lower(), 0))
    return amount


def _found(start: int, end: int, currency: str, number: str, scale: str | None) -> Found:
    value = f"{_amount(number, scale):f} {currency}"
    return Found(start, end, "MONEY", "money: amount with currency", currency, value, 0.98)


def _spelled(m: re.Match[str]) -> Found:
    total = Decimal(0)
    for word in re.split(r"[ -]", m["words"].lower()):
        if word in ("hundred", "thousand", "million", "billion"):
            total = (total or Decimal(1)).scaleb({"hundred": 2, "thousand": 3, "million": 6, "billion": 9}[word])
        else:
            total += Decimal(_SPELLED.get(word, 1 if word == "a" else 0))
    code = _WORDS[m["word"].lower()]
    return Found(m.start(), m.end(), "MONEY", "money: amount in words", code, f"{total:f} {code}", 0.9)
