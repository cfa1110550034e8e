"""From a notice to statements: what nlp/ found in its text, with the words it rests on and the rule that found it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import nlp
from graph.model.a_things import PARTY_KINDS
from ingest.cells import Cell, Line, Row
from ingest.notice_events import say_events
from ingest.notice_parties import PARTY_LABELS, Group, Spoken, group_parties
from ingest.opening import Opened
from ingest.saying import (
    Place,
    Saying,
    Thing,
    address_normal,
    address_subject,
    country_code,
    identifier_subject,
    identifier_value,
)
from nlp.pipeline import Reader, load
from nlp.places import country_of
from nlp.reading import Fact, Mention, Relation

CONTACTS = {"phone": "phone", "email": "email", "iban": "bank_account"}
"""Identifier schemes that are ways to reach a party, not numbers it bears."""
HEDGED = "; said as alleged or possible, not as fact"
_NEAR = 160
"""Characters within which a number belongs to the party named before it."""
_CLASSED = re.compile(r"^ ?\($|\b(?:ECCN|HS|HTS|classified|controlled|Classification)\b|^ ?\((?:ECCN|HS)")
_SHARE = re.compile(
    r"(?P<least>more than |over |at least |exceeding )?(?P<share>\d{1,3}(?:\.\d+)?) ?(?:%|percent|per cent)"
)
_LINKS = {
    "OFFICER_OF": "OFFICER_OF", "OWNS": "OWNS", "SUPPLIED": "SUPPLIED", "ACTED_FOR": "ACTED_FOR",
    "ASSOCIATED": "ASSOCIATED_WITH",
}  # fmt: skip


@cache
def reader() -> Reader:
    """The one reader of this process; making it loads the word lists."""
    return load()


def reading_modules() -> tuple[ModuleType, ...]:
    """Everything whose change means that notices are read again: code and word lists of nlp/, and this mapping."""
    found = [importlib.import_module(f"ingest.{name}") for name in ("notices", "notice_parties", "notice_events")]
    for package in ("nlp", "nlp.components", "nlp.facts", "nlp.relations", "nlp.trained"):
        home = importlib.import_module(package)
        found += [
            importlib.import_module(f"{package}.{m.name}") for m in pkgutil.iter_modules(home.__path__) if not m.ispkg
        ]
    room = Path(nlp.__path__[0])
    model = [room / "model" / name for name in ("made_of.json", "votes.json")]  # they change with any of its weights
    for lists in [*sorted((room / "data").glob("*.toml")), *(file for file in model if file.is_file())]:
        standing_in = ModuleType(lists.stem)  # the reader's version is made of files; a word list is one of them
        standing_in.__file__ = str(lists)
        found.append(standing_in)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """A penalty as another source knows it: its subject there, whom it names, and the amount."""

    subject: str
    name: str = ""
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice as its source gives it: its texts, each a cell, and what the source says beside them."""

    id: str
    texts: tuple[Cell, ...]
    at: Place
    title: Cell | None = None
    day: date | None = None
    """The notice's own day, where its row or line gives one."""
    reference: Cell | None = None
    penalties: tuple[Known, ...] = ()
    """Penalties that another source has already given an id."""


@dataclass
class NoticeSaying(Saying):
    """Says statements under the rule and confidence of what is being said."""

    rule: str = ""
    sure: float = 1.0

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
        """One statement, never surer than the mention or relation it rests on."""
        super().state(
            thing, prop, value, at, rule=self.rule or rule, confidence=min(confidence, self.sure),
            valid_from=valid_from, valid_to=valid_to,
        )  # fmt: skip

    def under(self, found: Mention | Relation) -> None:
        """What is said next rests on this mention or relation."""
        hedge = isinstance(found, Relation) and found.hedged
        self.rule = f"nlp {found.rule}{HEDGED if hedge else ''}"
        self.sure = min(found.confidence, 0.5) if hedge else found.confidence

    def on(self, fact: Fact) -> None:
        """What is said next rests on this fact."""
        self.rule, self.sure = f"nlp {fact.rule}", fact.confidence

    @property
    def silent(self) -> bool:
        """Was nothing said since statements were last taken?"""
        return not self._said

    def plainly(self) -> None:
        """What is said next rests on the source's own cells."""
        self.rule, self.sure = "", 1.0


@dataclass
class Told:
    """A notice while it is being told: its parties as things, and what each mention stands for."""

    say: NoticeSaying
    notice: Notice
    spoken: list[Spoken]
    groups: dict[str, Group] = field(default_factory=dict)
    """Group by `<text number>:<mention id>`."""
    things: dict[int, Thing] = field(default_factory=dict)

    def party(self, text: int, mention: str) -> Thing | None:
        """The party a mention stands for."""
        group = self.groups.get(f"{text}:{mention}")
        return self.things.get(id(group)) if group else None


def say_notice(doc: Opened, say: NoticeSaying, notice: Notice) -> bool:
    """Say everything found in a notice; False, and a report, if nothing was."""
    say.known_from = notice.day
    spoken = [Spoken(cell, reader().read(cell.text)) for cell in notice.texts if cell]
    for one in spoken:
        if one.reading.partly:
            doc.issue(one.cell, one.reading.partly, "what could be read", severity="note")
    told = Told(say, notice, spoken, group_parties(spoken))
    _say_parties(told)
    for number, one in enumerate(spoken):
        _say_mentions(told, number, one)
        for relation in one.reading.relations:
            _say_relation(told, number, one, relation)
    say.plainly()
    say_events(told)
    if say.silent:
        doc.refuse(notice.at, "no party, goods, place, number or order could be read in this text")
        return False
    return True


def texts_of(unit: Row | Line, *names: str) -> tuple[Cell, ...]:
    """The filled cells with these names."""
    return tuple(cell for cell in (unit[name] for name in names) if cell)


def _say_parties(told: Told) -> None:
    for group in dict.fromkeys(told.groups.values()):
        first_cell, first = group.main
        thing = told.say.thing("Party", f"{told.notice.id}:{told.say.key(group.key)}")
        told.things[id(group)] = thing
        told.say.under(first)
        thing.put("name", first_cell)
        thing.put("kind", first_cell, group.kind if group.kind in PARTY_KINDS else "unknown")
        for cell, mention in group.names():
            told.say.under(mention)
            thing.put("names", cell)


def _say_mentions(told: Told, number: int, one: Spoken) -> None:
    say = told.say
    located = {r.tail for r in one.reading.relations if r.type == "LOCATED_AT"}
    for mention in one.reading.mentions:
        cell = one.words(mention)
        say.under(mention)
        if mention.label == "ITEM":
            _say_item(told, one, mention)
        elif mention.label == "CONTROL_CODE" and mention.kind == "hs":
            say.hs_code(mention.value, cell)
        elif mention.label == "CONTROL_CODE":
            say.control_code(mention.value or mention.text, cell)
        elif mention.label == "PLACE" and (code := country_of(mention.text)):
            say.country(code, cell)
        elif mention.label == "ADDRESS" and mention.id not in located:
            _say_address(say, cell)
        elif mention.label == "IDENTIFIER":
            _say_identifier(told, number, one, mention, cell)


def _say_item(told: Told, one: Spoken, mention: Mention) -> Thing | None:
    cell = one.words(mention)
    item = told.say.item(cell)
    if item is not None and (code := _code_after(one, mention)) is not None:
        at = one.words(code)
        control = told.say.control_code(code.value or code.text, at)
        if code.kind == "hs" and (heading := told.say.hs_code(code.value, at)) is not None:
            control = heading
        told.say.link("CLASSIFIED_AS", item, control, at)
    return item


def _code_after(one: Spoken, mention: Mention) -> Mention | None:
    """The control code that stands right after goods, in brackets or after "classified under"."""
    for code in one.reading.mentions:
        if code.label == "CONTROL_CODE" and 0 <= code.start - mention.end <= 60:
            between = one.cell.text[mention.end : code.start]
            if not re.search(r"[.;]\s|\n", between) and _CLASSED.search(between):
                return code
    return None


def _say_address(say: NoticeSaying, cell: Cell) -> None:
    """An address that the notice gives to nobody."""
    text, code = " ".join(cell.clean.split()), country_of(cell.clean)
    address = say.thing("Address", subject=address_subject(text, code))
    address.put("text", cell)
    address.put("normal", cell, address_normal(text, code))
    if code:
        address.put("country", cell, code)


def _say_identifier(told: Told, number: int, one: Spoken, mention: Mention, cell: Cell) -> None:
    """A number belongs to the party last named before it, close by and in the same sentence."""
    owner = None
    for other in one.reading.mentions:
        if other.label in PARTY_LABELS and 0 <= mention.start - other.end <= _NEAR:
            between = one.cell.text[other.end : mention.start]
            if not re.search(r"[.;]\s+[A-Z]|\n\s*\n", between):
                owner = told.party(number, other.id)
    if owner is None:
        if mention.kind in CONTACTS:
            return
        value = identifier_value(mention.value or mention.text)
        alone = told.say.thing("Identifier", subject=identifier_subject(mention.kind, value))
        alone.put("kind", cell, mention.kind)
        alone.put("value", cell, value)
    elif mention.kind in CONTACTS:
        owner.contact(CONTACTS[mention.kind], cell)
    else:
        owner.identifier(mention.kind, cell)


def _say_relation(told: Told, number: int, one: Spoken, relation: Relation) -> None:
    head, tail = one.mention(relation.head), one.mention(relation.tail)
    start, end = told.party(number, head.id), told.party(number, tail.id)
    told.say.under(relation)
    quote = one.cell.part(relation.start, relation.end).trimmed
    if relation.type == "LOCATED_AT" and start is not None:
        _say_location(told, one, start, tail)
    elif relation.type == "INVOLVES_ITEM" and start is not None:
        item = _say_item(told, one, tail)
        told.say.under(relation)
        if item is not None:
            told.say.link("DEALT_IN", start, item, quote)
    elif relation.type == "ALIAS_OF" and start is not None and end is not None and start is not end:
        told.say.link("ALIAS_OF", start, end, quote)
    elif relation.type in _LINKS and start is not None and end is not None and start is not end:
        link = told.say.link(_LINKS[relation.type], start, end, quote, role=_role(relation))
        if relation.type == "OWNS":
            _say_share(link, quote)


def _role(relation: Relation) -> str:
    return " ".join(relation.role.split()) if relation.type in ("OFFICER_OF", "ASSOCIATED") else ""


def _say_share(link: Thing, quote: Cell) -> None:
    """A share counts only where the sentence names exactly one."""
    found = list(_SHARE.finditer(quote.text))
    if len(found) == 1 and 0 < float(found[0]["share"]) <= 100:
        where = quote.part(*found[0].span())
        link.put("share_min", where, float(found[0]["share"]))
        if not found[0]["least"]:
            link.put("share_max", where, float(found[0]["share"]))


def _say_location(told: Told, one: Spoken, party: Thing, tail: Mention) -> None:
    cell = one.words(tail)
    code = country_of(tail.text) or country_code(tail.text)
    if tail.label == "ADDRESS":
        party.at(cell, code)
    if code:
        party.country(cell, code)
    if tail.label == "PLACE" and tail.kind != "country":
        party.put("note", cell, f"located in {' '.join(tail.text.split())}")
