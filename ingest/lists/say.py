"""Small sayings that several lists share: identifiers by phrase, addresses in one cell, links to names."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from ingest.cells import Cell
from ingest.lists.births import birth_dates
from ingest.lists.identifiers import identify, scheme_of
from ingest.saying import Saying, Thing, country_code


def say_identifier(party: Thing, phrase: str, cell: Cell, country: str = "") -> bool:
    """State a number under the scheme its phrase names. False if nobody has seen the phrase, and nothing is said."""
    scheme = scheme_of(phrase)
    if scheme == "note":
        party.put("note", cell, f"{phrase.strip()}: {cell.clean}")
        return True
    if not scheme:
        return False
    found = identify(scheme, cell.clean, country)
    if found is None:
        party.put("note", cell, f"{phrase.strip()}: {cell.clean}")
    else:
        party.identifier(found.scheme, cell, country, found.value)
    return True


def say_births(party: Thing, cell: Cell) -> None:
    """State dates of birth; one that cannot be read is reported."""
    found = birth_dates(cell.clean)
    for day in found:
        party.put("birth_date", cell, day)
    if cell and not found:
        party.say.doc.issue(
            cell, f"“{cell.clean[:60]}” holds no date of birth that can be read", "the rest, without it"
        )


def say_address(party: Thing, cell: Cell, country: str = "") -> None:
    """State an address written in one cell, its country read from its last part."""
    place = cell.trimmed
    last = re.split(r"[,;]\s*", place.clean.rstrip(". "))[-1]
    code = country or country_code(last) or country_code(place.clean.rstrip(". ").split()[-1] if place else "")
    if country_code(place.clean.rstrip(". ")):
        party.country(place, country_code(place.clean.rstrip(". ")))
        return
    party.at(place, code)


def say_link_to_name(say: Saying, party: Thing, name: Cell, known: dict[str, str], role: str) -> None:
    """State that a party is associated with another that is only named: the list's own entry if the name is its."""
    plain = " ".join(name.clean.casefold().split())
    subject = known.get(plain) or f"{say.prefix or say.doc.source.id}:named:{say.key(name)}"
    other = say.thing("Party", subject=subject)
    if plain not in known:
        other.name(name)
    if subject != party.subject:
        say.link("ASSOCIATED_WITH", party, other, name, role=role)


def say_countries(party: Thing, cell: Cell) -> None:
    """State each country or nationality of a cell; a word that means none is reported."""
    for piece in cell.split(r"\s*[,;/]\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\n"):
        party.country(piece, nation_code(piece.clean))


@cache
def _adjectives() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("nationalities.toml").read_text(encoding="utf-8"))
    return {word: str(code) for word, code in table.items()}


@lru_cache(maxsize=20_000)
def nation_code(text: str) -> str:
    """Code of a country that a name, a code or a nationality means; empty if none can be told."""
    plain = " ".join(text.casefold().strip(" .()").split())
    return _adjectives().get(plain) or country_code(text)
