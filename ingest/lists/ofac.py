"""Remarks of OFAC's Specially Designated Nationals: births, numbers, other names and links, parted by semicolons."""

from __future__ import annotations

import re

from ingest.cells import Cell
from ingest.lists.identifiers import split_phrase
from ingest.lists.say import nation_code, say_births, say_identifier, say_link_to_name
from ingest.saying import Saying, Thing

PREFIX = "ofac"
"""Subjects of all four files begin with it: `ofac:<entity number>`."""

CONTACTS = {
    "website": "site", "email address": "email", "telephone": "phone", "telephone no.": "phone",
    "phone number": "phone", "phone no.": "phone", "fax": "phone", "fax no.": "phone", "alt. website": "site",
    "alt. email address": "email", "telephone number": "phone",
}  # fmt: skip


def entity(say: Saying, number: Cell) -> Thing:
    """The party with this entity number."""
    party = say.thing("Party", number.clean)
    party.identifier("ofac", number)
    return party


def say_remarks(say: Saying, party: Thing, remarks: Cell, known: dict[str, str], *, continued: bool = False) -> None:
    """State what a remark says. A piece that breaks off is reported, for half a name is another name."""
    pieces = remarks.split(r"\s*;\s*")
    whole = remarks.clean.endswith((".", ".'", '."'))
    if pieces and continued:
        say.doc.issue(
            pieces[0], "this continues a remark of sdn.csv and is no whole piece", "the rest", severity="note"
        )
        pieces = pieces[1:]
    if pieces and not whole:
        say.doc.issue(pieces[-1], "the remark breaks off here; its rest is in sdn_comments.csv", "the pieces before it")
        pieces = pieces[:-1]
    for place, piece in enumerate(pieces):
        last = whole and place == len(pieces) - 1
        text = piece.text.rstrip()
        _piece(say, party, piece.part(0, len(text) - 1) if last and text.endswith(".") else piece, known)


def _piece(say: Saying, party: Thing, piece: Cell, known: dict[str, str]) -> None:
    text = piece.text
    linked = piece.find(r"^\(?Linked To:\s*(.+)$", 1)
    named = piece.find(r"^(?:alt\. )?[afn]\.k\.a\.\s+['‘\"]?(.+?)['’\"]?$", 1)
    nation = piece.find(r"^(?:alt\. )?(?:nationality|citizen|Nationality of Registration|Vessel Flag)\s+(.+)$", 1)
    contact = re.match(r"^((?:alt\. )?[A-Za-z.]+(?: [A-Z][a-z]+)?(?: No\.)?)[ :]+(?=\S)", text)
    if linked:
        say_link_to_name(say, party, linked, known, "linked to")
    elif named:
        party.alias(named)
    elif re.match(r"(alt\. )?DOB ", text):
        say_births(party, piece)
    elif nation:
        code = nation_code(nation.clean)
        party.country(nation, code)
    elif contact and contact[1].casefold() in CONTACTS:
        party.contact(CONTACTS[contact[1].casefold()], piece.part(contact.end(), len(text)).trimmed)
    elif not _number(party, piece):
        party.put("note", piece)


def _number(party: Thing, piece: Cell) -> bool:
    phrase, rest = split_phrase(piece.text)
    if not phrase:
        return False
    at = len(phrase)
    body = re.match(r"[\s#:]*(?P<value>[^(]*?)\s*(?:\((?P<country>[^)]*)\))?\s*(?:issued|expires|\(|$)", rest)
    if body is None or not body["value"].strip():
        return False
    value = piece.part(at + body.start("value"), at + body.end("value"))
    return say_identifier(party, phrase, value, nation_code(body["country"] or ""))
