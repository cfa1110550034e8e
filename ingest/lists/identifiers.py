"""Identifiers by what lists call them: "Cedula No. 16247821 (Colombia)", "Tax ID No., 7702070139, RU"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stdnum.ru import inn

from ingest.saying import identifier_value


@cache
def _words() -> tuple[dict[str, str], tuple[str, ...]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    schemes = {phrase: scheme for scheme, phrases in raw["schemes"].items() for phrase in phrases}
    return schemes, tuple(raw["facts"]["note"])


def plain_phrase(text: str) -> str:
    """A phrase as the table of schemes writes it: lower case, punctuation as single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def scheme_of(phrase: str) -> str:
    """The scheme a phrase names, `note` if it is known to name none, empty if nobody has seen it."""
    schemes, notes = _words()
    plain = plain_phrase(phrase).removeprefix("alt ").removeprefix("other ")
    if plain in schemes:
        return schemes[plain]
    return "note" if plain.startswith(notes) else ""


@dataclass(frozen=True, slots=True)
class Identified:
    """A number with the scheme it belongs to."""

    scheme: str
    value: str


def identify(scheme: str, text: str, country: str = "") -> Identified | None:
    """A number under its finest scheme: a Russian tax number is an INN, a Russian registration an OGRN.

    None if the text holds no number that could be one.
    """
    if scheme == "imo" or scheme == "imo_company":
        found = re.search(r"(?<!\d)\d{7}(?!\d)", text)
        return Identified(scheme, found[0]) if found else None
    value = identifier_value(text)
    if len(value) < 4 or (not re.search(r"\d", value) and scheme != "swift"):
        return None
    if value.isdigit():
        if scheme in ("registration", "tax", "ogrn", "") and is_ogrn(value) and country in ("", "RU", "UA"):
            return Identified("ogrn", value)
        if scheme in ("tax", "registration", "inn") and country == "RU" and inn.is_valid(value):
            return Identified("inn", value)
    if scheme == "registration" and re.fullmatch(r"[0-9A-HJ-NP-RTUWXY]{18}", value) and country in ("", "CN"):
        return Identified("uscc", value)
    return Identified(scheme, value)


def is_ogrn(digits: str) -> bool:
    """Whether digits are a Russian state registration number (OGRN, or OGRNIP of 15), by their check digit."""
    if len(digits) == 13 and digits[0] in "15":
        return int(digits[:-1]) % 11 % 10 == int(digits[-1])
    return len(digits) == 15 and digits[0] == "3" and int(digits[:-1]) % 13 % 10 == int(digits[-1])


def split_phrase(text: str) -> tuple[str, str]:
    """The longest phrase at the beginning that names a scheme, and what follows; ("", text) if there is none."""
    words = list(re.finditer(r"\S+", text))
    for last in range(len(words), 0, -1):
        phrase = text[: words[last - 1].end()]
        plain = plain_phrase(phrase).removeprefix("alt ").removeprefix("other ")
        if plain in _words()[0]:
            return phrase, text[words[last - 1].end() :]
    return "", text
