"""Turns cells into statements: a reader says "this party has this name, is at this address, is named in this denial".

say = Saying(doc)
for row in doc.rows():
    party = say.thing("Party", row["Name"].clean)
    party.put("name", row["Name"])
    party.at(row.whole("Street", "City"), country=row["Country"])
    yield from say.said()
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from rigour.addresses import normalize_address
from rigour.territories import get_territory, lookup_territory

from graph.schema import Relationship, element
from ingest.opening import Cell, Entry, Line, Opened, Row
from ingest.statements import Statement

Place = Cell | Row | Line | Entry


def short_hash(*parts: str | None, digits: int = 16) -> str:
    """Hexadecimal digits that stand for these parts; the same parts always give the same digits."""
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.sha1(joined.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:digits]


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 code that a name or code means, in capitals; empty if none can be told."""
    text = text.replace("\x00", "").strip().strip(".")
    if not text:
        return ""
    if re.fullmatch(r"[A-Za-z]{2}", text):
        found = get_territory(text.lower()) or lookup_territory(text)
    else:
        found = lookup_territory(text)
    if found is None:
        return ""
    while found.parent is not None and not re.fullmatch(r"[a-z]{2}", found.code):
        found = found.parent
    return found.code.upper() if re.fullmatch(r"[a-z]{2}", found.code) else ""


@lru_cache(maxsize=50_000)
def address_subject(text: str, country: str = "") -> str:
    """Global subject of an address: the same postal address gives the same subject whatever list writes it."""
    return f"address:{short_hash(address_normal(text, country), country)}"


@lru_cache(maxsize=50_000)
def address_normal(text: str, country: str = "") -> str:
    """Comparable form of an address. A country at its end that says what `country` says already is left out."""
    while country:
        head, _, tail = text.rstrip(" .,").rpartition(",")
        found = lookup_territory(tail.strip()) if head else None
        if found is None or found.code != country.lower():
            break
        text = head
    return normalize_address(text) or text.casefold()


def contact_value(kind: str, text: str) -> str:
    """Comparable form of a contact: digits of a phone with its plus, lower-case e-mail, host of a site, plain IBAN."""
    text = text.strip()
    if kind == "phone":
        digits = re.sub(r"\D", "", re.sub(r"(?i)\s*(ext|x)\.?\s*\d+$", "", text))
        digits = digits[2:] if re.match(r"\s*00\d", text) else digits
        return f"+{digits}" if text.lstrip("( ").startswith("+") or re.match(r"\s*00\d", text) else digits
    if kind == "email":
        return text.casefold().removeprefix("mailto:")
    if kind == "site":
        host = re.sub(r"^[a-z]+://", "", text.casefold()).partition("/")[0]
        return host.removeprefix("www.").rstrip(".")
    return re.sub(r"[\s\-]", "", text).upper()


def identifier_value(text: str) -> str:
    """Comparable form of an identifier: capitals, no spaces, dots or dashes."""
    return re.sub(r"[\s.\-–—/:]", "", text.replace("\x00", "")).upper()


WORLDWIDE = frozenset(
    (
        "imo",
        "imo_company",
        "mmsi",
        "lei",
        "swift",
        "isin",
        "duns",
        "inn",
        "ogrn",
        "okpo",
        "uscc",
        "ofac",
        "aircraft_msn",
    )
)
"""Schemes whose numbers are unique in the world; the others are told apart by country."""


def identifier_subject(kind: str, value: str, country: str = "") -> str:
    """Global subject of an identifier: `identifier:<kind>:<value>`, the country before the value of a national one."""
    return f"identifier:{kind}:{value}" if kind in WORLDWIDE or not country else f"identifier:{kind}:{country}-{value}"


def item_subject(description: str = "", part_number: str = "") -> str:
    """Global subject of goods: by part number where there is one, else by description."""
    part = re.sub(r"\s", "", part_number).upper()
    return f"item:pn:{part}" if part else f"item:{short_hash(' '.join(description.casefold().split()))}"


@dataclass
class Thing:
    """A subject that statements are being made of. Every method that says something takes the cell it rests on."""

    say: Saying
    label: str
    subject: str
    valid_from: date | None = None
    valid_to: date | None = None
    known_from: date | None = None

    def put(
        self,
        prop: str,
        cell: Place | None,
        value: str | float | int | date | None = None,
        *,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> None:
        """State a property: the cell's clean text, or `value` as read from it. Blank says nothing."""
        if cell is None:
            return
        text = cell.clean if isinstance(cell, Cell) else ""
        said = _plain(value) if value is not None else _one_line(text)
        if said:
            self.say.state(self, prop, said, cell, valid_from=valid_from, valid_to=valid_to)

    def fixed(self, prop: str, value: str, at: Place) -> None:
        """State what every record of this list means without a cell saying it: its kind, authority, title."""
        self.say.state(self, prop, value, at, rule="source.toml")

    def name(self, cell: Cell) -> None:
        """State the name, and the same as one of its names."""
        self.put("name", cell)
        self.put("names", cell)

    def alias(self, cell: Cell) -> None:
        """State another name."""
        self.put("names", cell)

    def country(self, cell: Cell, code: str = "") -> str:
        """State a country by code or name, with the link to it; a word that means none is reported. Gives the code."""
        code = code or country_code(cell.clean)
        if not code:
            if cell:
                self.say.doc.issue(cell, f"“{cell.clean[:60]}” is not a country we know", "the rest, without it")
            return ""
        self.put("country", cell, code)
        self.say.link("IN_COUNTRY", self, self.say.country(code, cell), cell)
        return code

    def at(self, cell: Cell, country: Cell | str = "", city: Cell | None = None, postcode: Cell | None = None) -> None:
        """State an address, with the link to it."""
        if not cell:
            return
        code = country_code(country.clean) if isinstance(country, Cell) else country
        text = " ".join(cell.clean.split())
        address = self.say.thing("Address", subject=address_subject(text, code))
        address.put("text", cell)
        address.put("normal", cell, address_normal(text, code))
        if code:
            where = country if isinstance(country, Cell) else cell
            address.put("country", where, code)
        address.put("city", city)
        address.put("postcode", postcode)
        self.say.link("LOCATED_AT", self, address, cell)

    def contact(self, kind: str, cell: Cell) -> None:
        """State a phone, email, site or bank_account, with the link to it."""
        value = contact_value(kind, cell.clean)
        if value:
            contact = self.say.thing("Contact", subject=f"contact:{kind}:{value}")
            contact.put("kind", cell, kind)
            contact.put("value", cell, value)
            self.say.link("REACHED_AT", self, contact, cell)

    def identifier(self, kind: str, cell: Cell, country: str = "", value: str = "") -> None:
        """State an official number, with the link to it; a national number is told apart by its country."""
        value = value or identifier_value(cell.clean)
        if value:
            number = self.say.thing("Identifier", subject=identifier_subject(kind, value, country))
            number.put("kind", cell, kind)
            number.put("value", cell, value)
            if country:
                number.put("country", cell, country)
            self.say.link("IDENTIFIED_BY", self, number, cell)


@dataclass
class Saying:
    """Collects what a reader says of one document. `prefix` replaces the source id in subjects shared by sources."""

    doc: Opened
    prefix: str = ""
    known_from: date | None = None
    """Set it where a row says when it was published; it holds for what is said until it is set again."""
    _said: list[Statement] = field(default_factory=list)

    def thing(
        self,
        label: str,
        key: str = "",
        *,
        subject: str = "",
        valid_from: date | None = None,
        valid_to: date | None = None,
        known_from: date | None = None,
    ) -> Thing:
        """A thing of this label: `<source>:<key>`, or a global `subject`. Its clocks hold for all said of it."""
        _props(label)
        subject = subject or f"{self.prefix or self.doc.source.id}:{key}"
        return Thing(self, label, subject, valid_from, valid_to, known_from)

    def key(self, *cells: Cell | str | None) -> str:
        """A key from identifying cells, for lists without ids of their own: case and spacing do not matter."""
        return short_hash(*(" ".join(str(cell or "").casefold().split()) for cell in cells))

    def link(
        self,
        type_: str,
        start: Thing,
        end: Thing,
        at: Place,
        *,
        valid_from: date | None = None,
        valid_to: date | None = None,
        known_from: date | None = None,
        role: str = "",
        name_given: Cell | None = None,
        **props: Cell | str | float | None,
    ) -> Thing:
        """A relationship. Its id follows from type, ends, role and `valid_from`."""
        if "start" not in _props(type_):
            raise TypeError(f"{type_} is a node label, not a relationship type")
        key = short_hash(type_, start.subject, end.subject, role, str(valid_from or ""))
        link = Thing(
            self, type_, f"{self.prefix or self.doc.source.id}:{type_}:{key}", valid_from, valid_to, known_from
        )
        self.state(link, "start", start.subject, at)
        self.state(link, "end", end.subject, at)
        if role:
            self.state(link, "role", role, at)
        if name_given is not None:
            link.put("name_given", name_given)
        for prop, value in props.items():
            if isinstance(value, Cell):
                link.put(prop, value)
            elif value not in (None, ""):
                link.put(prop, at, value)
        return link

    def country(self, code: str, at: Place) -> Thing:
        """The country with this code."""
        country = self.thing("Country", subject=f"country:{code}")
        country.put("code", at, code)
        territory = get_territory(code.lower())
        if territory:
            country.put("name", at, territory.name)
        return country

    def control_code(self, code: str, at: Place) -> Thing:
        """The control list entry with this code."""
        code = code.strip().rstrip(".")
        thing = self.thing("ControlCode", subject=f"code:{code.upper()}")
        thing.put("code", at, code)
        return thing

    def hs_code(self, text: str, at: Place) -> Thing | None:
        """The HS heading with these digits, if they can be one."""
        digits = re.sub(r"[\s.]", "", text)
        if not re.fullmatch(r"\d{2}(\d{2}){0,4}", digits):
            return None
        thing = self.thing("HsCode", subject=f"hs:{digits}")
        thing.put("code", at, digits)
        return thing

    def item(self, description: Cell | None, part_number: Cell | None = None) -> Thing | None:
        """Goods, by part number if there is one, else by description."""
        if not description and not part_number:
            return None
        subject = item_subject(str(description or ""), str(part_number or ""))
        thing = self.thing("Item", subject=subject)
        thing.put("description", description)
        if part_number:
            thing.put("part_number", part_number, re.sub(r"\s", "", part_number.clean).upper())
        return thing

    def licence(self, authority: str, licence_id: Cell) -> Thing:
        """The licence with this number of this authority."""
        number = "".join(licence_id.clean.split()).upper()
        return self.thing("Licence", subject=f"licence:{authority.upper()}:{number}")

    def state(
        self,
        thing: Thing,
        prop: str,
        value: str,
        at: Place,
        *,
        rule: str = "",
        confidence: float = 1.0,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> None:
        """One statement. Raises `KeyError` if the schema has no such property."""
        if prop not in _props(thing.label):
            raise KeyError(f"{thing.label} has no property {prop!r}; it has {', '.join(sorted(_props(thing.label)))}")
        original = at.text[:20_000] if isinstance(at, Cell) else ""
        self._said.append(
            Statement(
                thing.subject,
                thing.label,
                prop,
                value,
                original,
                at.locator,
                valid_from or thing.valid_from,
                valid_to or thing.valid_to,
                thing.known_from or self.known_from,
                False,
                rule,
                confidence,
            )
        )

    def said(self) -> Iterator[Statement]:
        """What was said since the last call."""
        said, self._said = self._said, []
        return iter(said)


@cache
def _props(label: str) -> frozenset[str]:
    kind = element(label)
    ends = ("start", "end") if issubclass(kind, Relationship) else ()
    return frozenset([*kind.props, *ends])


_CJK_BREAK = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])\s*\n\s*(?=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)


def _one_line(text: str) -> str:
    """Text on one line: a line end becomes a space, or nothing between characters that are written without spaces."""
    return " ".join(_CJK_BREAK.sub("", text).split())


def _plain(value: str | float | int | date) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
