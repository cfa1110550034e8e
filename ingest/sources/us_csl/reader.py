"""Each row is one entry of one of the US lists that the Consolidated Screening List brings together."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.lists import (
    listed,
    names_in,
    party_kind,
    say_address,
    say_births,
    say_countries,
    say_identifier,
    say_link_to_name,
)
from ingest.opening import Cell, Opened, Row
from ingest.saying import Saying, Thing
from ingest.statements import Issue, Statement

USES = lists.USES

AUTHORITIES = {
    "Bureau of Industry and Security": "US-BIS",
    "Treasury Department": "US-OFAC",
    "State Department": "US-STATE",
}
_PARTS = r"\s*;\s+"


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Treasury's entries have numbers of their own; elsewhere a name stands for one party of its list."""
    say = Saying(doc)
    known = {
        " ".join(row["name"].casefold().split()): f"us_csl:{row['entity_number']}"
        for row in doc.scan()
        if row.get("entity_number") and row.get("name")
    }
    for row in doc.rows():
        name = row["name"].trimmed
        if not name:
            doc.refuse(row, "the row names nobody")
            continue
        title, _, office = row["source"].clean.partition(" - ")
        number = row["entity_number"]
        key = number.clean or f"{say.key(title)}-{say.key(name)}"
        party = say.thing("Party", key)
        party.name(name)
        party.put("kind", row["type"], party_kind(row["type"].clean))
        if number:
            party.identifier("ofac", number)
        _describe(say, party, row)
        for piece in row["remarks"].split(r"\s*;\s*"):
            _remark(say, party, piece, known)
        begins, ends = doc.date(row["start_date"]), doc.date(row["end_date"])
        order = "(DPL)" in title
        listed(
            say, party, name, row,
            key=f"{key}-{begins}" if order else key, title=title or "US Consolidated Screening List",
            authority=AUTHORITIES.get(office, office or "US"), kind="denial_order" if order else "listing",
            programme=row["programs"], reference=row["federal_register_notice"],
            measure=row["license_requirement"] or row["standard_order"], reason=row["license_policy"],
            valid_from=begins, valid_to=ends,
        )  # fmt: skip
        yield from say.said()


def _describe(say: Saying, party: Thing, row: Row) -> None:
    for alias in names_in(row["alt_names"]):
        party.alias(alias)
    for address in row["addresses"].split(_PARTS):
        say_address(party, address)
    for column in ("nationalities", "citizenships", "vessel_flag"):
        say_countries(party, row[column])
    for born in row["dates_of_birth"].split(_PARTS):
        say_births(party, born)
    for column in ("title", "places_of_birth", "call_sign", "vessel_owner"):
        if row[column]:
            party.put("note", row[column], f"{column.replace('_', ' ')}: {row[column].clean}")
    for piece in row["ids"].split(_PARTS):
        _identifier(say, party, piece)


def _identifier(say: Saying, party: Thing, piece: Cell) -> None:
    """`Passport, U00242309, TR, 2011`: what it is, the number, the country, the year."""
    phrase, comma, _ = piece.text.partition(",")
    parts = [part.strip() for part in piece.text.split(",")]
    country = next((part for part in parts[2:] if len(part) == 2 and part.isalpha() and part.isupper()), "")
    start = len(phrase) + len(comma)
    end = piece.text.find(",", start) if "," in piece.text[start:] else len(piece.text)
    value = piece.part(start, end).trimmed if comma else piece
    plain = phrase.strip().casefold()
    if plain in ("website", "email address", "phone number", "telephone", "fax"):
        party.contact({"website": "site", "email address": "email"}.get(plain, "phone"), value)
    elif not say_identifier(party, phrase, value, country):
        party.put("note", piece)
        say.doc.known(Cell(phrase.strip(), piece.locator, "ids"), ())


def _remark(say: Saying, party: Thing, piece: Cell, known: dict[str, str]) -> None:
    linked = piece.find(r"Linked To:\s*(.+?)\)?\.?\s*$", 1)
    if linked:
        say_link_to_name(say, party, linked, known, "linked to")
    else:
        party.put("note", piece)
