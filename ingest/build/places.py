"""Addresses as trade records write them: their shared subject, comparable form and, where the end names it, country."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from rigour.territories import get_territory

from ingest.saying import address_normal, address_subject, country_code
from ingest.tables import insert
from nlp.places import US_STATES

_STATES = frozenset(US_STATES)
"""At the end of an address two letters may be one of these, not a country."""
_SHORT_NAMES = frozenset({"UAE", "USA", "UK", "U.A.E", "U.S.A", "U.K", "PRC", "P.R.C"})
_ZIP = re.compile(r"\b\d{5}(-\d{4})?\b")


@dataclass(frozen=True, slots=True)
class Place:
    """One address cell."""

    address: str
    subject: str
    normal: str
    country: str
    """ISO 3166-1 code, empty if the address does not end in one."""


def country_at_end(address: str) -> str:
    """The country that the last line of an address names, as ISO code; empty if it names none beyond doubt."""
    lines = [line.strip(" .,;") for line in re.split(r"[\n\r]+", address) if line.strip(" .,;")]
    if not lines:
        return ""
    last = lines[-1]
    if re.fullmatch(r"[A-Z]{2}", last) and len(lines) > 1:
        return "" if last in _STATES else country_code(last)
    part = re.split(r"[,;]", last)[-1].strip(" .")
    american = bool(_ZIP.search(last))
    words = [word for word in re.sub(r"[\d#()]+", " ", part).split() if word.strip("-.")]
    for count in range(min(4, len(words)), 0, -1):
        tail = " ".join(words[-count:]).strip(" .-")
        if len(tail) < 4 and tail.upper() not in _SHORT_NAMES:
            continue
        code = country_code(tail)
        if code and not (code == "GE" and american):  # Atlanta, Georgia 30301
            return code
    return ""


def place(address: str, country: str = "") -> Place:
    """What an address cell says; `country` is the one its record gives, if it does."""
    text = " ".join(address.split())
    code = country or country_at_end(address)
    return Place(address, address_subject(text, code), address_normal(text, code), code)


def read_places(db: duckdb.DuckDBPyConnection) -> None:
    """Make the table `place` from the distinct addresses and countries of the table `mention_cell`."""
    db.execute("CREATE TABLE place (address VARCHAR, given VARCHAR, subject VARCHAR, normal VARCHAR, country VARCHAR)")
    asked = db.execute(
        "SELECT DISTINCT address, coalesce(country, '') FROM mention_cell WHERE address IS NOT NULL ORDER BY ALL"
    ).fetchall()
    for start in range(0, len(asked), 50_000):
        part = asked[start : start + 50_000]
        places = [place(address, country) for address, country in part]
        batch = pa.table(
            {
                "address": [found.address for found in places],
                "given": [country for _, country in part],
                "subject": [found.subject for found in places],
                "normal": [found.normal for found in places],
                "country": [found.country for found in places],
            }
        )
        insert(db, "place", batch)


def read_countries(db: duckdb.DuckDBPyConnection, codes: list[str]) -> None:
    """Make the table `country_name` of these codes."""
    names = [(code, get_territory(code.lower())) for code in sorted(codes)]
    db.execute("CREATE TABLE country_name (code VARCHAR, name VARCHAR)")
    table = pa.table(
        {
            "code": pa.array([code for code, _ in names], pa.string()),
            "name": pa.array([found.name if found else code for code, found in names], pa.string()),
        }
    )
    insert(db, "country_name", table)
