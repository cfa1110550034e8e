"""The value types every room agrees on: code strings, countries, shares, days and handling marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Self

PartyId = NewType("PartyId", str)
"""Id of a party in the graph: one resolved cluster of mentions."""

DocumentId = NewType("DocumentId", str)
"""SHA-256 of a document's bytes, 64 lower-case hexadecimal digits."""


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0 marks, from the freest to the strictest (FIRST, TLP version 2.0)."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"

    @property
    def rank(self) -> int:
        """Place in the order of strictness; a higher rank may travel less far."""
        return list(Tlp).index(self)

    @staticmethod
    def strictest(*marks: Tlp) -> Tlp:
        """The mark that a fact resting on documents with these marks must carry."""
        return max(marks, key=lambda mark: mark.rank, default=Tlp.CLEAR)


class _Code(str):
    """A code kept as text, so that 0304 keeps its zero and NO stays Norway."""

    pattern = re.compile(r".+")
    meaning = "a code"

    def __new__(cls, text: str) -> Self:
        if not cls.pattern.fullmatch(text):
            raise ValueError(f"{text!r} is not {cls.meaning}")
        return super().__new__(cls, text)


class HsCode(_Code):
    """Harmonised System code, digits only, 2 to 10 of them (WCO HS; national lines add digits after six)."""

    pattern = re.compile(r"\d{2}(\d{2}){0,4}")
    meaning = "an HS code (2, 4, 6, 8 or 10 digits)"

    @property
    def hs6(self) -> str:
        """The first six digits: the part that is the same in every country."""
        return self[:6]


class ControlCode(_Code):
    """An entry of a control list as written there: 3A001.a.7, ML4, EAR99, PL9001."""

    pattern = re.compile(r"[0-9A-Z][0-9A-Za-z.\-()]*")
    meaning = "a control list entry"


class CountryCode(_Code):
    """A territory as ISO 3166-1 alpha-2 in capitals; XK (Kosovo) and EU are accepted as used in practice."""

    pattern = re.compile(r"[A-Z]{2}")
    meaning = "an ISO 3166-1 alpha-2 country code"


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of shares 0..1; an unknown share is [0, 1], never 0."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(f"[{self.low}, {self.high}] is not an interval of shares between 0 and 1")

    def __add__(self, other: Interval) -> Interval:
        return Interval(min(1.0, self.low + other.low), min(1.0, self.high + other.high))

    def __mul__(self, other: Interval) -> Interval:
        return Interval(self.low * other.low, self.high * other.high)
