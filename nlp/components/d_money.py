"""Amounts with their currency, as plain decimals."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlp.finding import Found, Page

ORDER = 40

_CODES = [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CNY",
    "RMB",
    "CHF",
    "RUB",
    "AED",
    "INR",
    "KRW",
    "TRY",
    "IRR",
    "SEK",
    "NOK",
    "DKK",
    "AUD",
    "CAD",
    "HKD",
    "SGD",
    "TWD",
    "UAH",
    "BYN",
    "KZT",
    "PLN",
    "BRL",
    "MXN",
    "ZAR",
]
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₩": "KRW", "₹": "INR", "C$": "CAD", "A$": "AUD", "HK$": "HKD", "S$": "SGD"}  # fmt: skip
_WORDS = {"dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "rubles": "RUB", "roubles": "RUB", "yen": "JPY", "yuan": "CNY", "dirhams": "AED", "rials": "IRR", "francs": "CHF", "rupees": "INR", "won": "KRW"}  # fmt: skip
_SCALE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9, "k": 3}
_SCALES = r"(?:[ -](?:thousand|million|billion|trillion)|(?:m|bn|k)\b)"
_NUMBER = r"\d{1,3}(?:[,.’ ]\d{3})+(?:\.\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_BEFORE = re.compile(
    rf"(?<![\w$€£])((?:{'|'.join(_CODES)})|US ?\$|HK\$|C\$|A\$|S\$|[$€£¥₽₩₹]) ?({_NUMBER})({_SCALES})?"
)
_AFTER = re.compile(
    rf"(?<![\w.,$])({_NUMBER})({_SCALES})? ?((?:{'|'.join(_CODES)})\b|[$€£](?! ?\d)|(?:(?:U\.?S\.?|Hong Kong|Swiss|Russian|Iranian) )?(?:{'|'.join(_WORDS)})\b)"
)


def find(page: Page) -> Iterator[Found]:
    """Amounts with the currency before or after."""
    for m in _BEFORE.finditer(page.text):
        sign = m[1].replace(" ", "")
        yield _found(m.start(), m.end(), _SIGNS.get(sign, sign), m[2], m[3])
    for m in _AFTER.finditer(page.text):
        word = m[3].lower().split()[-1]
        yield _found(m.start(), m.end(), _SIGNS.get(m[3], _WORDS.get(word, m[3].upper())), m[1], m[2])


def _found(start: int, end: int, currency: str, number: str, scale: str | None) -> Found:
    digits = re.sub(r"[,’ ](?=\d{3})", "", number).replace(",", ".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    amount = Decimal(digits)
    if scale:
        amount = amount.scaleb(_SCALE[scale.strip(" -").lower()])
    currency = {"RMB": "CNY"}.get(currency, currency)
    return Found(start, end, "MONEY", "money: amount with currency", currency, f"{amount:f} {currency}", 0.98)
