"""What the cells of a trade record mean: dates, numbers, HS codes, countries, currencies, units, directions.

Every function is pure: text in, a reading or the reason why there is none out. What depends on the whole column (the
order of day and month, the decimal sign) is decided in `conventions` and handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ingest.trade.words import normal, tables

YEARS = (1990, 2035)
"""Years a date of a trade record can lie in."""

ORDERS = ("ymd", "dmy", "mdy")

_NUMERIC = re.compile(r"(\d{1,4})\s*[-/.年년,\s]\s*(\d{1,2})\s*[-/.月월,\s]\s*(\d{1,4})\s*[日일.г]*\.?")
_WORDS = re.compile(r"(\d{1,2})[\s./-]*([^\W\d_]{3,12})[.,]?[\s./-]*(?:de\s+)?(\d{4}|\d{2})(?:\s*г\.?)?")
_SPANISH = re.compile(r"(\d{1,2})\s+de\s+([^\W\d_]{3,12})\s+(?:de\s+|del\s+)?(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})[.\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[\s./-]+([^\W\d_]{3,12})[.\s/-]+(\d{1,2})")
_CLOCK = re.compile(r"[T\s]+\d{1,2}[:.]\d{2}([:.]\d{2})?.*$|T\d{2}:?\d{2}.*$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell, with the unit and currency that stand beside it."""

    value: float
    unit: str = ""
    currency: str = ""


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return text.casefold() in _nothing()


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    return frozenset(tables()["cells"]["nothing"])


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    return {normal(word): int(month) for month, words in tables()["months"].items() for word in words}


def day_text(text: str) -> str:
    """A cell's date without a time of day."""
    return _CLOCK.sub("", text.strip()) if len(text) > 10 else text.strip()


def days(text: str) -> dict[str, date]:
    """The days a cell can mean, by the order in which day, month and year are read; empty if it is no date.

    A cell whose order is plain (a four-figure year first, the month in words) means the same day in every order.
    """
    text = day_text(text)
    if re.fullmatch(r"\d{8}", text):
        return _compact(text)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match[1], match[2], match[3])
    for pattern, order in (
        (_WORDS, (3, 2, 1)),
        (_SPANISH, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_YEAR_FIRST, (1, 2, 3)),
    ):
        if match := pattern.fullmatch(text):
            year, month, day = (match[at] for at in order)
            number = _months().get(normal(month)) or _months().get(normal(month)[:3])
            found = _date(_year(year), number or 0, int(day))
            return dict.fromkeys(ORDERS, found) if found else {}
    return {}


def _compact(text: str) -> dict[str, date]:
    found = _date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found and YEARS[0] <= found.year <= YEARS[1]:
        return dict.fromkeys(ORDERS, found)
    readings = {
        "dmy": _date(int(text[4:]), int(text[2:4]), int(text[:2])),
        "mdy": _date(int(text[4:]), int(text[:2]), int(text[2:4])),
    }
    return {order: day for order, day in readings.items() if day}


def _numeric(first: str, second: str, third: str) -> dict[str, date]:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        found = _date(a, b, c)
        return dict.fromkeys(ORDERS, found) if found else {}
    if len(first) > 2 or len(third) not in (2, 4):
        return {}
    readings = {"dmy": _date(_year(third), b, a), "mdy": _date(_year(third), a, b)}
    if len(third) == 2:
        readings["ymd"] = _date(_year(first), b, c)
    return {order: day for order, day in readings.items() if day}


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else 2000 + number if number < 70 else 1900 + number


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def serial_day(text: str) -> date | None:
    """The day of a spreadsheet serial number (days since 30 December 1899), if the cell is one."""
    if not re.fullmatch(r"\d{5}(\.\d+)?", text):
        return None
    found = date(1899, 12, 30) + timedelta(days=int(float(text)))
    return found if YEARS[0] <= found.year <= YEARS[1] else None


_NUMBER = re.compile(
    r"(?P<before>[^\d()+\-.,]{0,12}?)\s*(?P<open>\()?(?P<sign>[-+−]?)\s*"
    r"(?P<number>\d[\d.,'’٬\s]*\d|\d|[.,]\d+)(?P<exp>[eE][-+]?\d{1,3})?\)?\s*(?P<after>[^\d]{0,20}(?:[23²³])?)"
)


def number(text: str, decimal: str | None) -> Number | None:
    """The number in a cell, by the decimal sign of its column; None if there is none or it can mean two numbers.

    `decimal` None: only what reads the same with either sign is read.
    """
    match = _NUMBER.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if match is None:
        return None
    digits = match["number"]
    if (value := _digits(digits, decimal)) is None:
        return None
    if match["exp"]:
        value = float(f"{value!r}{match['exp']}") if "e" not in repr(value) else value
    if match["sign"] in ("-", "−") or match["open"]:
        value = -value
    unit, money = "", ""
    for side in (match["before"].strip(" ."), match["after"].strip(" .")):
        if not side:
            continue
        code = currency(side)
        if code:
            money = code
        elif not re.search(r"[,;:/\\|]", side) or side.casefold() in _units():
            unit = side
        else:
            return None
    return Number(value, unit.casefold(), money)


def _digits(digits: str, decimal: str | None) -> float | None:
    plain = re.sub(r"[\s'’٬]", "", digits)
    if re.search(r"\s", digits) and not re.fullmatch(r"\d{1,3}(\s\d{3})+([.,]\d+)?", digits):
        return None
    if plain.isdigit():
        return float(plain)
    if decimal is None:
        sure = decimal_sign(plain)
        if sure is None:
            return None
        decimal = sure
    group = "," if decimal == "." else "."
    if group in plain:
        whole = plain.split(decimal)[0]
        if not re.fullmatch(rf"\d{{1,3}}({re.escape(group)}\d{{2,3}})*{re.escape(group)}\d{{3}}", whole):
            return None
    plain = plain.replace(group, "")
    if plain.count(decimal) > 1:
        return None
    try:
        return float(plain.replace(decimal, "."))
    except ValueError:
        return None


def decimal_sign(text: str) -> str | None:
    """The decimal sign that a number shows by itself: "1,250.5", "12,5" and "1.250.000" do, "1,250" does not."""
    digits = re.sub(r"[^\d.,]", "", text).strip(".,") if text[:1] not in ".," else re.sub(r"[^\d.,]", "", text)
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    for sign, other, times in ((".", ",", dots), (",", ".", commas)):
        if times > 1:
            return other
        if times == 1:
            whole, _, part = digits.partition(sign)
            return sign if len(part) != 3 or len(whole) > 3 or whole in ("", "0") or whole[0] == "0" else None
    return None


def hs(text: str) -> str | None:
    """The digits of an HS code in a cell: alone, dotted, or with words around it; None if there is none."""
    plain = text.strip().strip("'\"")
    if re.fullmatch(r"\d{4,13}(\.0)?", plain):
        digits = plain.removesuffix(".0")
    elif re.fullmatch(r"\d{2,4}([. \-]\d{1,4}){1,5}[. ]?[A-Z]?", plain):
        digits = re.sub(r"\D", "", plain)
    else:
        match = re.match(r"\D{0,25}?\b(\d{4}(?:[. ]?\d{2}){1,4}|\d{4,10})\b(?!\s*(?:kg|pcs|%))", plain)
        if match is None:
            return None
        digits = re.sub(r"\D", "", match[1])
    return digits if 4 <= len(digits) <= 13 else None


def hs_problem(digits: str, usual: int) -> str:
    """What is wrong with an HS code among codes that mostly have `usual` digits; nothing if nothing is."""
    lost = len(digits) % 2 == 1 and len(digits) != usual
    if lost:
        return f"has {len(digits)} digits; a leading zero may have been lost"
    chapter = int(digits[:2])
    if not 1 <= chapter <= 99 or chapter == 77:
        return f"begins with chapter {digits[:2]}, which the Harmonised System does not have"
    return ""


@lru_cache(maxsize=100_000)
def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country a cell names, by code or by name in many languages."""
    return _country(text, _territory)


@lru_cache(maxsize=100_000)
def plain_country(text: str) -> str | None:
    """As `country`, by ISO codes and usual names alone: quick, for looking at columns."""
    return _country(text, _plain_territory)


def _country(text: str, told: Callable[[str], str | None]) -> str | None:
    plain = " ".join(text.split()).strip(" .,;")
    if not plain or len(plain) > 80:
        return None
    found = told(plain)
    if found:
        return found
    pieces = [piece.strip() for piece in re.split(r"\s*[-–(),/|:;]\s*", plain) if piece.strip()]
    if 1 < len(pieces) <= 3:
        codes = {code for piece in pieces if (code := told(piece))}
        if len(codes) == 1 and (len(pieces) == 2 or all(told(piece) for piece in pieces)):
            return codes.pop()
    return None


def _plain_territory(text: str) -> str | None:
    if text.isdigit():
        return _numeric_countries().get(text.zfill(3)) if len(text) <= 3 else None
    return _country_names().get(normal(text))


def _territory(text: str) -> str | None:
    """By usual names, else by all that rigour knows (slow to load, so only asked for what is left)."""
    found = _plain_territory(text)
    if found or len(text) < 2 or text.isdigit():
        return found
    from rigour.territories import lookup_territory  # noqa: PLC0415  (slow to import)

    territory = lookup_territory(text.upper() if len(text) == 2 else text)
    code = territory.code.upper() if territory else ""
    return code[:2] if re.fullmatch(r"[A-Z]{2}(-.+)?", code) else None


@lru_cache(maxsize=1)
def _numeric_countries() -> Mapping[str, str]:
    import pycountry  # noqa: PLC0415

    return {country.numeric: country.alpha_2 for country in pycountry.countries}


@lru_cache(maxsize=1)
def _country_names() -> Mapping[str, str]:
    """Names of countries in the languages of the word files, as the Unicode CLDR gives them."""
    import icu  # noqa: PLC0415
    import pycountry  # noqa: PLC0415

    languages = [
        "en",
        "fr",
        "de",
        "es",
        "pt",
        "it",
        "nl",
        "pl",
        "ru",
        "uk",
        "kk",
        "zh",
        "zh_Hant",
        "ja",
        "ko",
        "tr",
        "vi",
        "id",
        "ar",
        "fa",
    ]
    names: dict[str, str] = {}
    for one in pycountry.countries:
        names[normal(one.alpha_3)] = names[normal(one.alpha_2)] = one.alpha_2
        for name in (one.name, getattr(one, "common_name", ""), getattr(one, "official_name", "")):
            names.setdefault(normal(name), one.alpha_2)
        for language in languages:
            shown = icu.Locale("", one.alpha_2).getDisplayCountry(icu.Locale(language))
            names.setdefault(normal(str(shown)), one.alpha_2)
    names |= {normal(name): code for name, code in tables()["countries"].items()}
    return names


@lru_cache(maxsize=10_000)
def currency(text: str) -> str | None:
    """The ISO 4217 code a cell names: by code, number, sign or word."""
    plain = text.strip().strip(".")
    code = _currency_words().get(plain.casefold())
    if code or plain.upper() in _currencies():
        return code or plain.upper()
    if plain.isdigit():
        return _currency_numbers().get(plain.zfill(3))
    return _currency_words().get(normal(text)) if len(text) <= 30 else None


@lru_cache(maxsize=1)
def _currency_words() -> Mapping[str, str]:
    words = tables()["currency"]
    return {normal(word): code for word, code in words.items() if normal(word)} | dict(words)


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    import pycountry  # noqa: PLC0415

    return frozenset(one.alpha_3 for one in pycountry.currencies)


@lru_cache(maxsize=1)
def _currency_numbers() -> Mapping[str, str]:
    import pycountry  # noqa: PLC0415

    return {one.numeric: one.alpha_3 for one in pycountry.currencies} | {"810": "RUB"}


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(tables()["cells"]["units"]) | frozenset(tables()["mass"])


def is_unit(text: str) -> bool:
    """Whether a cell holds a known unit of count or mass."""
    return text.strip(" .").casefold() in _units()


def kilograms(unit: str) -> float | None:
    """Kilograms in one of a unit of mass; None if it is none."""
    factor = tables()["mass"].get(unit.strip(" .").casefold())
    return None if factor is None else float(factor)


@lru_cache(maxsize=1)
def _flows() -> Mapping[str, str]:
    return {normal(word): flow for flow, words in tables()["flows"].items() for word in words}


@lru_cache(maxsize=10_000)
def flow(text: str) -> str | None:
    """export, import, transit or re-export, if a cell says one of them; codes may follow ("ИМ 40")."""
    folded = normal(text)
    first = re.sub(r"\d+$", "", folded.split(" ")[0] if folded else "")
    return _flows().get(folded) or _flows().get(first)


def is_imo(text: str) -> bool:
    """Whether a cell is an IMO ship number: seven digits, the last one a check digit (IMO Resolution A.1117(30))."""
    digits = re.sub(r"(?i)^imo\s*(no\.?)?\s*", "", text.strip())
    if not re.fullmatch(r"\d{7}", digits):
        return False
    return sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(digits[6])


@lru_cache(maxsize=1)
def _company_words() -> frozenset[str]:
    return frozenset(tables()["cells"]["company"])


def is_company(text: str) -> bool:
    """Whether a cell holds a legal form or another word that names of companies have."""
    lowered = text.casefold()
    if any(word.strip(".,()\"'«»“”") in _company_words() for word in lowered.split()):
        return True
    return any(word in lowered for word in ("公司", "集团", "株式会社", "有限会社", "주식회사", "㈜"))
