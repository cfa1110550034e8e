"""Numbers that name one party or thing: passports, tax and company numbers, IMO numbers, phones, e-mails.

Their shapes stand in the bank; those whose standard has check digits get valid ones.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cache

from nlp.training.grammar.banks import tables
from nlp.training.grammar.rules import Grammar, digits, letters

KINDS = (
    "passport", "tax", "reg", "imo", "mmsi", "phone", "email",
    "licence", "inmate", "case", "swift", "lei", "account",
)  # fmt: skip
_IBAN = (
    "DE18", "GB14L", "FR23", "CH17", "TR22", "AE19", "LV17L", "CY24", "NL10L", "AT16", "LT16", "EE16", "KZ16", "BY20L",
    "GE16", "PL24", "IT22", "ES20", "RO16L", "AZ20L", "IL19", "LB20", "PK16L", "SA18", "QA21L", "KW22L", "FI14",
)  # fmt: skip
_LEI_ISSUERS = ("2138", "5299", "5493", "2534", "3003", "2221", "9845", "7890", "3912", "8945", "9676", "3358")
_SWIFT = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_LOOSE = re.compile(r"\d+|(?<![A-Za-z])[A-Z](?=\d)|(?<=\d)[A-Z](?![A-Za-z])")


@cache
def _shapes() -> Grammar:
    return Grammar(tables("signs")["identifiers"])


def identifier(rng: random.Random, kind: str) -> str:
    """A number of a kind: passport, tax, reg, imo, mmsi, phone, email, licence, inmate, case, swift, lei, account."""
    checked = _CHECKED.get(kind, ())
    if checked and (kind not in _shapes() or rng.random() < 0.3):
        return checked[int(rng.random() * len(checked))](rng)
    return _shapes().draw(rng, kind if kind in _shapes() else "reg")


def like(rng: random.Random, text: str, kind: str = "") -> str:
    """Another number in place of this one: of the same shape, or, where the kind is known, half the time of another."""
    if "@" in text:
        return identifier(rng, "email")
    if re.search(r"\bIMO\b", text) or (kind == "imo" and re.search(r"\d{7}", text)):
        return re.sub(r"\d{7}", lambda _: _imo(rng), text)
    if _LEI.fullmatch(text):
        return identifier(rng, "lei")
    if _SWIFT.fullmatch(text):
        return identifier(rng, "swift")
    if kind in KINDS and not re.search("[a-z]{2}", text) and rng.random() < 0.5:
        return identifier(rng, kind)
    return _LOOSE.sub(lambda found: digits(rng, len(found[0])) if found[0].isdigit() else letters(rng, 1), text)


def _weighed(number: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def _mod_97(number: str) -> str:
    """The two digits after which the whole, letters read as 10 to 35, leaves 1 when divided by 97."""
    return f"{98 - int(''.join(str(int(sign, 36)) for sign in number + '00')) % 97:02d}"


def _imo(rng: random.Random) -> str:
    body = f"{rng.choice('89789')}{digits(rng, 5)}"
    return body + str(_weighed(body, range(7, 1, -1)) % 10)


def _lei(rng: random.Random) -> str:
    body = rng.choice(_LEI_ISSUERS) + "00" + "".join(rng.choice("0123456789ABCDEFGHKLMNPRSTUVWXYZ") for _ in range(12))
    return body + _mod_97(body)


def _iban(rng: random.Random) -> str:
    shape = rng.choice(_IBAN)
    country, length = shape[:2], int(shape[2:].rstrip("L"))
    own = (letters(rng, 4) if shape.endswith("L") else "") + digits(rng, length)
    whole = country + _mod_97(own + country) + own
    return whole if rng.random() < 0.5 else " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def _inn_of_firm(rng: random.Random) -> str:
    body = digits(rng, 9)
    return body + str(_weighed(body, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


def _inn_of_person(rng: random.Random) -> str:
    body = digits(rng, 10)
    body += str(_weighed(body, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)
    return body + str(_weighed(body, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


def _ogrn(rng: random.Random) -> str:
    body = f"1{rng.choice('012')}{digits(rng, 10)}"
    return body + str(int(body) % 11 % 10)


def _ogrn_of_trader(rng: random.Random) -> str:
    body = f"3{rng.choice('012')}{digits(rng, 12)}"
    return body + str(int(body) % 13) if int(body) % 13 < 10 else _ogrn_of_trader(rng)


def _cnpj(rng: random.Random) -> str:
    body = digits(rng, 8) + "0001"
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        rest = _weighed(body, weights) % 11
        body += str(11 - rest if rest > 1 else 0)
    return f"{body[:2]}.{body[2:5]}.{body[5:8]}/{body[8:12]}-{body[12:]}"


def _uscc(rng: random.Random) -> str:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91{rng.choice(('4403', '3101', '1101', '4401', '3302', '2102', '3205'))}00MA" + "".join(
        rng.choice(signs) for _ in range(7)
    )
    total = sum(signs.index(sign) * pow(3, at, 31) for at, sign in enumerate(body))
    return body + signs[-total % 31]


_CHECKED: dict[str, tuple[Callable[[random.Random], str], ...]] = {
    "imo": (_imo,),
    "lei": (_lei,),
    "account": (_iban,),
    "tax": (_inn_of_firm, _inn_of_firm, _inn_of_person, _cnpj),
    "reg": (_ogrn, _ogrn, _uscc, _ogrn_of_trader),
}
