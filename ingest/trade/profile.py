"""What the values of a column look like: which share of them are dates, numbers, HS codes, countries, names …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ingest.trade import values

MOST = 400
"""Distinct values of a column that are looked at."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0..1) of a column's distinct values that look like something, and how many there were."""

    filled: int
    distinct: int
    share: Mapping[str, float]

    def of(self, kind: str) -> float:
        """The share of values that look like `kind`."""
        return self.share.get(kind, 0.0)


def profile(cells: Iterable[str]) -> Profile:
    """Look at the values of a column."""
    seen: dict[str, None] = {}
    filled = 0
    for cell in cells:
        text = cell.replace("\x00", "").strip()
        if text and not values.is_nothing(text):
            filled += 1
            if len(seen) < MOST:
                seen[text[:2000]] = None
    counts = dict.fromkeys(_KINDS, 0)
    for text in seen:
        for kind, looks in _KINDS.items():
            counts[kind] += bool(looks(text))
    size = len(seen) or 1
    return Profile(filled, len(seen), {kind: count / size for kind, count in counts.items()})


def _is_day(text: str) -> bool:
    return bool(values.days(text)) if len(text) <= 40 else False


def _is_number(text: str) -> bool:
    return len(text) <= 40 and (values.number(text, ".") or values.number(text, ",")) is not None


def _is_hs(text: str) -> bool:
    digits = values.hs(text) if len(text) <= 120 else None
    return digits is not None and not values.hs_problem(digits, len(digits))


def _is_country(text: str) -> bool:
    return len(text) <= 60 and not text.isdigit() and values.plain_country(text) is not None


def _is_countries(text: str) -> bool:
    return all(_is_country(piece.strip()) for piece in re.split(r"[;,/|]", text) if piece.strip())


def _is_numeric_country(text: str) -> bool:
    return text.isdigit() and values.plain_country(text) is not None


def _is_unit(text: str) -> bool:
    return values.is_unit(text) or bool(re.fullmatch(r"[^\W\d_]{1,6}\d?", text))


def _is_number_and_unit(text: str) -> bool:
    found = values.number(text, ".") or values.number(text, ",") if len(text) <= 40 else None
    return found is not None and bool(found.unit)


def _is_number_and_currency(text: str) -> bool:
    found = values.number(text, ".") or values.number(text, ",") if len(text) <= 40 else None
    return found is not None and bool(found.currency)


def _is_id(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-Za-zА-Яа-яЇІЄҐ][\w./\\#()-]{1,39}", text)) and bool(re.search(r"\d", text))


def _is_token(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9]{4,16}", text))


def _is_name(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 2 and letters * 2 >= len(text.replace(" ", "")) and not _is_day(text)


def _is_text(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3


def _is_address(text: str) -> bool:
    return len(text) >= 6 and any(c.isalpha() for c in text) and bool(re.search(r"[\s,\n]|[^\x00-\x7f]{4}", text))


def _is_control(text: str) -> bool:
    entry = r"\d[A-E]\d{2,3}([.\-(]?[\w.)(]*)?|EAR99|NLR|(ML|PL|AL)\s?\d[\w.]*|[IVX]{1,5}\([a-z]\).*"
    return bool(re.fullmatch(entry, text, re.IGNORECASE))


_KINDS: Mapping[str, Callable[[str], object]] = {
    "date": _is_day,
    "serial": lambda text: values.serial_day(text) is not None,
    "number": _is_number,
    "hs": _is_hs,
    "country": _is_country,
    "countries": _is_countries,
    "numeric country": _is_numeric_country,
    "currency": lambda text: len(text) <= 20 and values.currency(text) is not None,
    "unit": _is_unit,
    "number and unit": _is_number_and_unit,
    "number and currency": _is_number_and_currency,
    "id": _is_id,
    "token": _is_token,
    "name": _is_name,
    "company": values.is_company,
    "text": _is_text,
    "lines": lambda text: "\n" in text or "\r" in text,
    "address": _is_address,
    "imo": values.is_imo,
    "flow": lambda text: len(text) <= 40 and values.flow(text) is not None,
    "control": _is_control,
    "short": lambda text: len(text) <= 80,
}
