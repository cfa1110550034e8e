"""Reads one cell of one field: a value, or the problem in words. What the whole column decided is handed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps

from ingest.trade import values
from ingest.trade.derive import port_country as _port_country


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell was read as; neither value nor problem if it says that there is nothing."""

    value: str | float | date | list[str] | None = None
    problem: str = ""


def _says_nothing(text: str) -> bool:
    return values.is_nothing(text.strip())


def _or_nothing(read: Callable[[str], Reading]) -> Callable[[str], Reading]:
    """A reader for which a cell that says nothing has neither value nor problem."""

    @wraps(read)
    def reads(text: str) -> Reading:
        return Reading() if _says_nothing(text) else read(text)

    return reads


def _quoted(text: str) -> str:
    return f"“{text.strip()[:60]}”"


def country(text: str) -> Reading:
    """A country as ISO 3166-1 alpha-2; NA is Namibia here."""
    if _says_nothing(text) and text.strip().casefold() != "na":
        return Reading()
    found = values.country(text)
    return Reading(found) if found else Reading(problem=f"{_quoted(text)} names no country known")


@_or_nothing
def countries(text: str) -> Reading:
    """Several countries."""
    whole = values.country(text)
    if whole:
        return Reading([whole])
    pieces = [piece for piece in re.split(r"\s*[;,/|+>]\s*", text.strip()) if piece]
    found = [values.country(piece) for piece in pieces]
    if pieces and all(found):
        return Reading([code for code in found if code])
    wrong = next((piece for piece, code in zip(pieces, found, strict=True) if not code), text)
    return Reading(problem=f"{_quoted(wrong)} names no country known")


def port_country(text: str) -> Reading:
    """The country a port names, if it names one."""
    return Reading(_port_country(text))


@_or_nothing
def currency(text: str) -> Reading:
    """A currency as ISO 4217."""
    found = values.currency(text)
    return Reading(found) if found else Reading(problem=f"{_quoted(text)} is no currency known")


@_or_nothing
def mass_unit(text: str) -> Reading:
    """Kilograms in one of a unit of mass."""
    found = values.kilograms(text)
    return Reading(found) if found is not None else Reading(problem=f"{_quoted(text)} is no unit of mass known")


@_or_nothing
def unit(text: str) -> Reading:
    """A unit as written, in lower case."""
    return Reading(" ".join(text.split()).casefold() or None)


@_or_nothing
def flow(text: str) -> Reading:
    """The direction of trade."""
    found = values.flow(text)
    return Reading(found) if found else Reading(problem=f"{_quoted(text)} says neither import, export nor transit")


def beside_reader(what: str, decimal: str) -> Callable[[str], Reading]:
    """The unit or currency beside a number."""

    @_or_nothing
    def read(text: str) -> Reading:
        found = values.number(text, decimal or ".") or values.number(text, ",")
        return Reading((found.unit if what == "unit" else found.currency) or None if found else None)

    return read


def number_reader(decimal: str, why: str, mass: bool, factor: float) -> Callable[[str], Reading]:
    """A number by the decimal sign of its document; a mass in kilograms, whatever unit stands beside it."""

    @_or_nothing
    def read(text: str) -> Reading:
        found = values.number(text, decimal or None)
        if found is None:
            if not decimal and (values.number(text, ".") or values.number(text, ",")):
                return Reading(problem=f"{_quoted(text)} can be two numbers: {why}")
            return Reading(problem=f"{_quoted(text)} is not a number")
        if not mass:
            return Reading(found.value)
        beside = values.kilograms(found.unit) if found.unit else factor
        if beside is None:
            return Reading(problem=f"{_quoted(text)}: “{found.unit}” is no unit of mass known")
        return Reading(found.value * beside)

    return read


def day_reader(texts: Mapping[str, int], order: str, why: str) -> Callable[[str], Reading]:
    """A day by the order its column is written in; without an order only a day that reads the same in every order."""
    low, high = values.YEARS
    shape = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day", "": "a date"}[order]
    serial = _serial(texts)

    @_or_nothing
    def read(text: str) -> Reading:
        readings = values.days(text)
        if not readings and serial:
            found = values.serial_day(text.strip())
            if found:
                return Reading(found)
        days = set(readings.values())
        day = readings.get(order) if order else (days.pop() if len(days) == 1 else None)
        if day is None:
            if len(readings) > 1 and not order:
                return Reading(problem=f"{_quoted(text)} can be {_listed(readings)}: {why}")
            return Reading(
                problem=f"{_quoted(text)} is not a date this column can mean (expected {shape}, {low}-{high})"
            )
        if not low <= day.year <= high:
            return Reading(
                problem=f"{_quoted(text)} is not a date this column can mean (expected {shape}, {low}-{high})"
            )
        return Reading(day)

    return read


def _serial(texts: Mapping[str, int]) -> bool:
    """Whether a column's dates are spreadsheet serial numbers: most of what is no date must be."""
    odd = [text for text in texts if not values.days(text) and not values.is_nothing(text.strip())]
    return bool(odd) and sum(values.serial_day(t.strip()) is not None for t in odd) >= 0.9 * len(odd)


def _listed(readings: Mapping[str, date]) -> str:
    return " or ".join(f"{day.isoformat()} ({order})" for order, day in sorted(readings.items()))


def hs_reader(texts: Mapping[str, int]) -> Callable[[str], Reading]:
    """An HS code, its digits as text; one that lost its leading zero shows by the usual length of its column."""
    lengths: Counter[int] = Counter()
    for text, times in texts.items():
        if code := values.hs(text):
            lengths[len(code)] += times
    usual, times = lengths.most_common(1)[0] if lengths else (6, 0)
    if usual % 2 and times < 0.8 * sum(lengths.values()):
        usual = 6  # some national codes have an odd number of digits, but then all of a column do

    @_or_nothing
    def read(text: str) -> Reading:
        code = values.hs(text)
        if code is None:
            return Reading(problem=f"{_quoted(text)} is not an HS code")
        wrong = values.hs_problem(code, usual)
        return Reading(problem=f"{_quoted(text)} {wrong}") if wrong else Reading(code)

    return read
