"""Each row is one party in one annex of one EU regulation, with the reasons why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest import lists
from ingest.lists import (
    listed,
    names_in,
    nation_code,
    party_kind,
    say_address,
    say_births,
    say_countries,
    say_identifier,
)
from ingest.opening import Opened, Row
from ingest.saying import Saying, Thing
from ingest.statements import Issue, Statement

USES = lists.USES

NUMBERS = {
    "passportNumber": "passport", "registrationNumber": "registrationNumber", "taxNumber": "taxNumber",
    "idNumber": "idNumber", "innCode": "innCode", "ogrnCode": "ogrnCode", "okpoCode": "okpo", "leiCode": "LEI",
    "swiftBic": "SWIFT", "imoNumber": "imoNumber", "mmsi": "MMSI",
}  # fmt: skip
NOTES = ("birthPlace", "position", "fatherName", "motherName", "legalForm", "notes", "kppCode", "ticker")
RUSSIAN = ("EU-UKR", "EU-RUS", "EU-RUSDA")
_PARTS = r"\s*;\s*"


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A record number stands for a party within its annex; where an annex numbers several alike, the name does."""
    say = Saying(doc)
    numbers = Counter((row["celex"], row["annex"], row["recordId"]) for row in doc.scan())
    shared = {annex[:2] for annex, times in numbers.items() if times > 1 or not annex[2]}
    for row in doc.rows():
        name = row["name"].trimmed
        celex, annex, number = row["celex"], row["annex"], row["recordId"]
        if not name:
            doc.refuse(row, "the row names nobody")
            continue
        key = f"{celex}:{say.key(annex, name if (celex.clean, annex.clean) in shared else number)}"
        party = say.thing("Party", key)
        party.name(name)
        party.put("kind", row["schema"], party_kind(row["schema"].clean))
        _describe(party, row)
        listed(
            say, party, name, row,
            key=key, title=f"EU {row['measure'].clean.lower() or 'measure'}, Regulation {celex}, Annex {annex}",
            authority="EU", programme=row["programKey"], reference=celex, measure=row["measure"],
            reason=row["reason"], valid_from=doc.date(row["startDate"]),
        )  # fmt: skip
        yield from say.said()


def _describe(party: Thing, row: Row) -> None:
    for column in ("alias", "weakAlias", "previousName"):
        for alias in names_in(row[column]):
            party.alias(alias)
    for column in ("country", "nationality", "jurisdiction", "flag"):
        say_countries(party, row[column])
    for address in row["address"].split(_PARTS):
        say_address(party, address)
    say_births(party, row["birthDate"])
    if row["incorporationDate"]:
        day = row["incorporationDate"]
        formed = _day(party, row)
        party.put("registered_on" if formed else "note", day, formed or f"incorporated: {day.clean}")
    for column, phrase in NUMBERS.items():
        for number in row[column].split(r"\s*[;,]\s*|\s+and\s+"):
            say_identifier(party, phrase, number, _country(row))
    for column, kind in (("phone", "phone"), ("email", "email"), ("website", "site")):
        for contact in row[column].split(r"\s*[;,]\s*|\s+and\s+"):
            party.contact(kind, contact)
    for column in NOTES:
        if row[column]:
            party.put("note", row[column], f"{column}: {row[column].clean}")


def _day(party: Thing, row: Row) -> str:
    """A whole day of incorporation; a year alone is no day and stays a note."""
    cell = row["incorporationDate"]
    if cell.clean.count(".") != 2:
        return ""
    day = party.say.doc.date(cell)
    return day.isoformat() if day else ""


def _country(row: Row) -> str:
    """Country whose numbers a row gives: its own, else the one most of its programme are of."""
    for column in ("country", "jurisdiction", "nationality"):
        if code := nation_code(row[column].clean):
            return code
    last = row["address"].clean.rstrip(". ").split(",")[-1]
    return nation_code(last) or ("RU" if row["programKey"].clean in RUSSIAN else "")
