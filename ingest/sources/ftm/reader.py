"""Each line is one entity, or one change to an entity: parties, who owns or runs whom, sanctions, addresses, papers.

`mapping.toml` says which FollowTheMoney schema and property is what; schemata that are not in it are reported.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ingest import figures
from ingest.build.places import country_at_end
from ingest.cells import Cell, Line
from ingest.head import Head
from ingest.opening import Opened
from ingest.saying import Saying, Thing, address_normal, address_subject, country_code, short_hash
from ingest.sources.ftm import entities
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures, entities)

OPERATIONS = ("ADD", "MOD", "DEL")


@cache
def mapping() -> Mapping[str, Any]:
    """What `mapping.toml` says."""
    return tomllib.loads(Path(__file__).with_name("mapping.toml").read_text(encoding="utf-8"))


def version(doc: Opened) -> str:
    """The mapping is part of how a file is read: another mapping, another reading."""
    return short_hash(repr(mapping()), digits=8)


def recognise(head: Head) -> tuple[float, str]:
    """Objects with `schema` and `properties`, or with `op` and such an `entity`."""
    keys = set(head.keys)
    if {"id", "schema", "properties"} <= keys:
        return 0.95, "has the keys id, schema, properties of a FollowTheMoney entity"
    if {"op", "entity"} <= keys and ('"schema"' in head.text or '"DEL"' in head.text):
        return 0.95, "has the keys op, entity of changes to FollowTheMoney entities"
    return 0.0, ""


@dataclass
class Known:
    """What is known of the whole file before its entities are read one by one."""

    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Address entities: full text and country, by id."""
    sanctioned: set[str] = field(default_factory=set)
    """Entities that a Sanction of this file names."""


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Look through the file once for addresses and sanctions, then read entity after entity."""
    known = Known()
    for entity in entities.plain(doc):
        properties = entity["properties"]
        if entity["schema"] == "Address":
            country = country_code(next(iter(entities.texts(properties, "country")), ""))
            full = next(iter(entities.texts(properties, "full")), "")
            known.places[str(entity["id"])] = (" ".join(full.split()), country)
        elif entity["schema"] == "Sanction":
            known.sanctioned.update(entities.texts(properties, "entity"))
    say = Saying(doc)
    for line in doc.lines():
        one = _entity(doc, line)
        if one is not None:
            say.known_from = _seen(doc, one)
            _say(say, one, known)
            entities.name_unread(doc, one)
            yield from say.said()


def _entity(doc: Opened, line: Line) -> entities.Entity | None:
    """The entity a line holds; a change that adds none is reported."""
    data = line.data
    base = ""
    if isinstance(data, dict) and "entity" in data:
        operation, base = str(data.get("op", "")).upper(), "/entity"
        if operation == "DEL":
            gone = line["/entity/id"].clean
            step = "Build as of an earlier day to see it; say so in a judgement if it was wrong."
            doc.refuse(line, f"its publisher deleted the entity {gone}; what earlier files say of it stays known", step)
            return None
        if operation not in OPERATIONS:
            doc.issue(
                line["op"], f"“{operation[:20]}” is no operation ({', '.join(OPERATIONS)})", "the entity, as added"
            )
        data = data["entity"]
    if not isinstance(data, dict) or not isinstance(data.get("properties"), dict) or not data.get("id"):
        doc.refuse(line, "the line holds no entity with id, schema and properties")
        return None
    return entities.Entity(line, base, str(data.get("schema", "")), str(data["id"]), data["properties"])


def _seen(doc: Opened, one: entities.Entity) -> date | None:
    """The day since when the dataset shows the entity as it stands here."""
    return one.day(doc, one.line[f"{one.base}/last_change"]) if one.line[f"{one.base}/last_change"] else None


def _say(say: Saying, one: entities.Entity, known: Known) -> None:
    table = mapping()
    if one.schema in table["party"]:
        _party(say, one, known)
    elif one.schema == "Sanction":
        _sanction(say, one)
    elif one.schema == "Address":
        _address(say, one, known)
    elif one.schema in ("Passport", "Identification"):
        _paper(say, one)
    else:
        for type_, link in table["link"].items():
            if one.schema in link["schema"]:
                _link(say, one, type_)
                return
        what = (
            "an entity without a schema" if not one.schema else f"the schema “{one.schema}” has no place in the graph"
        )
        say.doc.refuse(one.line, what, "If it should have one, add it to ingest/sources/ftm/mapping.toml.")


def _thing(say: Saying, entity: Cell | str) -> Thing:
    return say.thing("Party", entity.clean if isinstance(entity, Cell) else entity)


def _party(say: Saying, one: entities.Entity, known: Known) -> None:
    table = mapping()
    party = _thing(say, one.id)
    caption = one.line[f"{one.base}/caption"]
    names = [name for prop in table["names"]["others"] for name in one[prop]]
    first = caption if caption else next(iter(names), None)
    if first is not None:
        party.name(first)
    for name in names:
        party.alias(name)
    party.put("kind", one.line[f"{one.base}/schema"], table["party"][one.schema])
    codes = {}
    for prop in table["countries"]["stated"]:
        for cell in one[prop]:
            codes[party.country(cell)] = True
    only = next(iter(codes)) if len(codes) == 1 else ""
    for prop, target in table["property"].items():
        for cell in one[prop]:
            _property(say.doc, one, party, prop, target, cell)
    for prop, scheme in table["identifier"].items():
        for cell in one[prop]:
            party.identifier(scheme, cell, only)
    for prop, kind in table["contact"].items():
        for cell in one[prop]:
            for part in cell.split(r"\s*;\s*"):
                party.contact(kind, part)
    for cell in one["address"]:
        party.at(cell, country_at_end(cell.clean) or only)
    for cell in one["addressEntity"]:
        _located(say, party, cell, known)
    for cell in one["topics"]:
        if cell.clean in table["listing"]["topics"] and one.id not in known.sanctioned:
            _listed(say, one, party, cell)


def _property(doc: Opened, one: entities.Entity, party: Thing, prop: str, target: str, cell: Cell) -> None:
    if target in ("registered_on", "dissolved_on"):
        figures.put(party, target, cell, one.day(doc, cell))
    elif prop in ("kppCode", "programId"):
        party.put(target, cell, f"{prop}: {cell.clean}")
    else:
        party.put(target, cell)


def _located(say: Saying, party: Thing, cell: Cell, known: Known) -> None:
    text, country = known.places.get(cell.clean, ("", ""))
    if not text:
        say.doc.issue(
            cell, f"the address {cell.clean[:60]} is not in this file", "the party, without it", severity="note"
        )
        return
    say.link("LOCATED_AT", party, say.thing("Address", subject=address_subject(text, country)), cell)


def _listed(say: Saying, one: entities.Entity, party: Thing, topic: Cell) -> None:
    """An entity marked as listed though the file holds no Sanction of it: the mark is all that is known."""
    denial = say.thing("Denial", f"{one.id}:{topic.clean}")
    denial.put("kind", topic, "listing")
    denial.put("title", topic, f"marked “{topic.clean}” in its dataset")
    denial.put("list_id", topic, say.doc.source.id)
    for dataset in one.line.each(f"{one.base}/datasets"):
        denial.put("programme", dataset)
    say.link("NAMED_IN", party, denial, topic)


def _sanction(say: Saying, one: entities.Entity) -> None:
    doc = say.doc
    begins = one.first_day(doc, "startDate") or one.first_day(doc, "listingDate")
    ends = one.last_day(doc, "endDate")
    denial = say.thing("Denial", one.id, valid_from=begins, valid_to=ends)
    caption = one.line[f"{one.base}/caption"]
    authority = next(iter(one["authority"]), None)
    denial.put("kind", one.line[f"{one.base}/schema"], "listing")
    programme = next(iter(one["program"] or one["programId"]), caption)
    title = ": ".join(part.clean for part in (authority, programme) if part)
    denial.put("title", programme or one.line[f"{one.base}/id"], title or one.id)
    denial.put("list_id", one.line[f"{one.base}/id"], doc.source.id)
    denial.put("authority", authority)
    for prop, targets in (
        ("program", "programme"), ("programId", "programme"), ("provisions", "measure"), ("reason", "reason"),
        ("summary", "reason"), ("authorityId", "reference"), ("unscId", "reference"), ("recordId", "reference"),
    ):  # fmt: skip
        for cell in one[prop]:
            denial.put(targets, cell)
    for cell in one["entity"]:
        say.link("NAMED_IN", _thing(say, cell), denial, cell, valid_from=begins, valid_to=ends)


def _address(say: Saying, one: entities.Entity, known: Known) -> None:
    text, country = known.places.get(one.id, ("", ""))
    if not text:
        say.doc.refuse(one.line, "the address has no full text")
        return
    cell = one["full"][0]
    address = say.thing("Address", subject=address_subject(text, country))
    address.put("text", cell)
    address.put("normal", cell, address_normal(text, country))
    if country:
        address.put("country", one["country"][0], country)
        say.link("IN_COUNTRY", address, say.country(country, one["country"][0]), one["country"][0])
    for prop, target in (("city", "city"), ("postalCode", "postcode")):
        for found in one[prop]:
            address.put(target, found)


def _paper(say: Saying, one: entities.Entity) -> None:
    scheme = "passport" if one.schema == "Passport" else "national_id"
    numbers = one["number"] + one["passportNumber"] + one["personalNumber"]
    if not numbers or not one["holder"]:
        say.doc.refuse(one.line, f"the {one.schema.lower()} has no {'number' if one['holder'] else 'holder'}")
        return
    for holder in one["holder"]:
        for number in numbers:
            country = country_code(one["country"][0].clean) if one["country"] else ""
            _thing(say, holder).identifier(scheme, number, country)


def _link(say: Saying, one: entities.Entity, type_: str) -> None:
    ends = entities.edge(one.schema)
    starts, goals = (one[end] for end in ends)
    if not starts or not goals:
        say.doc.refuse(one.line, f"the {one.schema} does not say its {ends[0] if not starts else ends[1]}")
        return
    begins, ends_on = one.first_day(say.doc, "startDate"), one.last_day(say.doc, "endDate")
    words = next(iter(one["role"] + one["relationship"] + one["status"]), None)
    role = words.clean if words else re.sub(r"(?<!^)([A-Z])", r" \1", one.schema).lower()
    for start in starts:
        for goal in goals:
            link = say.link(type_, _thing(say, start), _thing(say, goal), start, valid_from=begins, valid_to=ends_on)
            if type_ == "OWNS":
                for cell in one["percentage"]:
                    low, high = figures.share(say.doc, cell)
                    figures.put(link, "share_min", cell, low)
                    figures.put(link, "share_max", cell, high)
            elif type_ != "ACTED_FOR":
                link.put("role", words or start, role)
