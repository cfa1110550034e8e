"""Each row is one entry of one of the US lists that the Consolidated Screening List brings together."""

from __future__ import annotations

import re
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
from ingest.lists.identifiers import scheme_of
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
    """`Passport, U00242309, TR, 2011`, or as written before 2020: `TR, U00242309, Passport`."""
    parts = piece.split(r",\s*")
    country = next((part.clean for part in parts if re.fullmatch(r"[A-Z]{2}", part.clean)), "")
    others = [part for part in parts if part.clean != country]
    for phrase, value in ((others[:1], others[1:2]), (others[-1:], others[-2:-1])):
        word = phrase[0].clean.rstrip(":") if phrase else ""
        if word.casefold() in _CONTACTS and value:
            party.contact(_CONTACTS[word.casefold()], value[0])
            return
        scheme = scheme_of(word)
        if scheme and value:
            if scheme == "note":
                party.put("note", piece)
            else:
                say_identifier(party, word, value[0], country)
            return
    party.put("note", piece)
    say.doc.known(Cell(others[0].clean if others else piece.clean, piece.locator, "ids"), ())


_CONTACTS = {"website": "site", "email address": "email", "phone number": "phone", "telephone": "phone", "fax": "phone"}


def _remark(say: Saying, party: Thing, piece: Cell, known: dict[str, str]) -> None:
    linked = piece.find(r"Linked To:\s*(.+?)\)?\.?\s*$", 1)
    if linked:
        say_link_to_name(say, party, linked, known, "linked to")
    else:
        party.put("note", piece)
