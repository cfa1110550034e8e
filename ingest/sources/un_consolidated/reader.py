"""Each INDIVIDUAL or ENTITY is one listed party; the reference number is the Council's own."""

from __future__ import annotations

from collections.abc import Iterator

from ingest import lists
from ingest.cells import Cell, Entry
from ingest.lists import listed, nation_code, say_births, say_countries, say_identifier
from ingest.opening import Opened
from ingest.saying import Saying, Thing
from ingest.statements import Issue, Statement

USES = lists.USES

NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
READ = {
    *NAMES, "DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "GENDER", "COMMENTS1",
    "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED", "INDIVIDUAL_ALIAS", "ENTITY_ALIAS", "INDIVIDUAL_ADDRESS",
    "ENTITY_ADDRESS", "INDIVIDUAL_DATE_OF_BIRTH", "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_DOCUMENT", "DESIGNATION",
    "TITLE", "NAME_ORIGINAL_SCRIPT", "SORT_KEY", "SORT_KEY_LAST_MOD", "SUBMITTED_BY", "SUBMITTED_ON", "NATIONALITY2",
}  # fmt: skip
"""Elements this reader knows; any other is reported."""


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Names come in up to four parts; an alias may give a birth of its own."""
    say = Saying(doc)
    for entry in doc.entries("INDIVIDUALS/INDIVIDUAL", "ENTITIES/ENTITY"):
        person = str(entry.element.tag) == "INDIVIDUAL"
        number, name = entry["REFERENCE_NUMBER"], _joined(entry, NAMES, " ")
        if not number or not name:
            doc.refuse(entry, "the entry has no reference number or no name")
            continue
        for child in entry.element:
            if isinstance(child.tag, str) and child.tag not in READ:
                doc.known(Cell(child.tag, doc.element_place(child), "element"), ())
        party = say.thing("Party", number.clean)
        party.name(name)
        party.fixed("kind", "person" if person else "organisation", entry)
        kind = "INDIVIDUAL" if person else "ENTITY"
        _names(party, entry, kind)
        for value in entry.each("NATIONALITY/VALUE"):
            say_countries(party, value.cell)
        for address in entry.each(f"{kind}_ADDRESS"):
            _address(party, address)
        for born in entry.each("INDIVIDUAL_DATE_OF_BIRTH"):
            _birth(party, born)
        for paper in entry.each("INDIVIDUAL_DOCUMENT"):
            _document(party, paper)
        for path in ("DESIGNATION/VALUE", "TITLE/VALUE", "COMMENTS1", "GENDER"):
            for note in entry.each(path):
                party.put("note", note.cell)
        for place in entry.each("INDIVIDUAL_PLACE_OF_BIRTH"):
            where = _joined(place, ADDRESS, ", ")
            party.put("note", where, f"born at {where}" if where else None)
        listed(
            say, party, name, entry,
            key=number.clean, title="UN Security Council consolidated list", authority="UN",
            programme=entry["UN_LIST_TYPE"], reference=number, measure="asset freeze",
            reason=entry["COMMENTS1"], valid_from=doc.date(entry["LISTED_ON"]),
        )  # fmt: skip
        yield from say.said()


def _joined(entry: Entry, paths: tuple[str, ...], between: str) -> Cell:
    """Several child elements as one: a single one keeps its place, more stand at the entry."""
    filled = [cell for path in paths if (cell := entry[path])]
    return filled[0] if len(filled) == 1 else Cell(between.join(c.clean for c in filled), entry.locator, paths[0])


def _names(party: Thing, entry: Entry, kind: str) -> None:
    for alias in entry.each(f"{kind}_ALIAS"):
        party.alias(alias["ALIAS_NAME"].trimmed)
        say_births(party, alias["DATE_OF_BIRTH"])
        party.put("note", alias["NOTE"])
    for original in entry.each("NAME_ORIGINAL_SCRIPT"):
        party.alias(original.cell.trimmed)


def _address(party: Thing, address: Entry) -> None:
    code = nation_code(address["COUNTRY"].clean)
    if address["COUNTRY"]:
        party.country(address["COUNTRY"], code)
    where = _joined(address, ADDRESS, ", ")
    if any(address[path] for path in ADDRESS[:4]):
        party.at(where, code, city=address["CITY"], postcode=address["ZIP_CODE"])
    party.put("note", address["NOTE"])


def _birth(party: Thing, born: Entry) -> None:
    for path in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR"):
        for day in born.each(path):
            say_births(party, day.cell)
    party.put("note", born["NOTE"])


def _document(party: Thing, paper: Entry) -> None:
    phrase = paper["TYPE_OF_DOCUMENT"].clean or paper["TYPE_OF_DOCUMENT2"].clean
    code = nation_code(paper["ISSUING_COUNTRY"].clean or paper["COUNTRY_OF_ISSUE"].clean)
    number = paper["NUMBER"].trimmed
    if number and not say_identifier(party, phrase, number, code):
        party.put("note", number, f"{phrase or 'document'}: {number.clean}")
        if phrase:
            party.say.doc.known(Cell(phrase, paper.locator, "TYPE_OF_DOCUMENT"), ())
    party.put("note", paper["NOTE"])
