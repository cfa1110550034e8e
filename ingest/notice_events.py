"""What a notice does: orders that deny, renew or lift, listings, settlements and fines, each with its parties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ingest.cells import Cell
from ingest.notice_parties import PARTY_LABELS, Spoken, comparable
from ingest.saying import Thing, country_code

if TYPE_CHECKING:
    from ingest.notices import Told

AUTHORITY_LABELS = ("ORG", "LEGAL")
"""What can list somebody: a body or a list, never a country alone."""

ROLES = {"renew": "renews", "lift": "lifts", "amend": "amends"}


def say_events(told: Told) -> int:
    """Say the events of a notice; how many."""
    said = 0
    for number, one in enumerate(told.spoken):
        kind = one.reading.facts.get("kind", "")
        if kind == "denial_order" and _is_title(told, one):
            _say_order(told, number, one)
            said += 1
        elif kind == "penalty":
            said += _say_penalty(told, number, one)
        if kind != "denial_order":
            said += _say_listings(told, number, one)
    return said


def _is_title(told: Told, one: Spoken) -> bool:
    """An order is said by its title, or by a text that says it is one; a rule that merely tells of orders is none."""
    if told.notice.title is not None:
        return one.cell.locator == told.notice.title.locator
    return any(m.rule.startswith("titles:") for m in one.reading.mentions)


def _say_order(told: Told, number: int, one: Spoken) -> None:
    """A denial order, with everybody its title names, and its link to the order it renews, amends or lifts."""
    say, notice, facts = told.say, told.notice, one.reading.facts
    title = one.cell
    if told.notice.title is None:
        first = next(m for m in one.reading.mentions if m.rule.startswith("titles:"))
        start = one.cell.text.rfind("\n", 0, first.start) + 1
        stop = one.cell.text.find("\n", first.end)
        title = one.cell.part(start, stop if stop >= 0 else len(one.cell.text))
    action = facts.get("action", "deny")
    order = say.thing("Denial", f"order:{notice.id}", valid_from=notice.day)
    order.put("kind", title, "denial_order")
    order.put("title", title)
    order.fixed("authority", "US-BIS", title)
    order.fixed("list_id", say.doc.source.id, title)
    order.put("reference", notice.reference)
    order.put("measure", title, _MEASURES.get(action, "denial of export privileges"))
    parties: list[Thing] = []
    for mention in one.reading.mentions:
        if not mention.rule.startswith("titles: party"):
            continue
        party = told.party(number, mention.id)
        if party is None or party in parties:
            continue
        parties.append(party)
        cell = one.words(mention)
        say.under(mention)
        say.link("NAMED_IN", party, order, cell, valid_from=notice.day, name_given=cell)
        say.plainly()
        earlier = _earlier(told, comparable(mention.text), order, notice.day)
        if earlier is not None and action in ROLES:
            say.link("RENEWS", order, earlier, title, role=ROLES[action], valid_from=notice.day)


_MEASURES = {
    "deny_temporarily": "temporary denial of export privileges",
    "renew": "temporary denial of export privileges, renewed",
    "lift": "end of a denial of export privileges",
    "amend": "denial of export privileges, amended",
}


def _earlier(told: Told, name: str, order: Thing, day: date | None) -> Thing | None:
    """The latest earlier order of the same document against a party of this name."""
    orders: dict[str, list[tuple[str, Thing]]] = told.say.__dict__.setdefault("orders", {})
    known = orders.setdefault(name, [])
    before = [thing for when, thing in known if when < str(day or "9999") and thing.subject != order.subject]
    known.append((str(day or ""), order))
    return before[-1] if before else None


def _say_penalty(told: Told, number: int, one: Spoken) -> int:
    """A settlement or fine, with whom it was imposed on."""
    say, notice, reading = told.say, told.notice, one.reading
    punished: dict[str, str] = {}
    for relation in reading.relations:
        tail = one.mention(relation.tail)
        if (
            relation.type == "PENALISED"
            and relation.rule.startswith("penalties: settle")
            and tail.label in PARTY_LABELS
        ):
            punished.setdefault(tail.id, relation.rule)
    named: dict[str, tuple[Thing, Cell]] = {}
    for identity in punished:
        party = told.party(number, identity)
        if party is not None:
            named.setdefault(party.subject, (party, one.words(one.mention(identity))))
    if not named:
        return 0
    first = next(iter(named.values()))[1]
    only = notice.penalties[0] if len(notice.penalties) == 1 else ""
    penalty = say.thing("Penalty", f"penalty:{notice.id}", subject=only, valid_from=notice.day)
    rule, say.rule, say.sure = say.rule, "nlp penalties: settlement or fine", 0.8
    penalty.put("title", first, f"Settlement or penalty: {first.clean}")
    penalty.fixed("authority", say.doc.source.spec.authority, first)
    if notice.day is not None:
        penalty.put("date", first, notice.day)
    value, _, currency = reading.facts.get("amount", "").partition(" ")
    money = next((m for m in reading.mentions if m.label == "MONEY" and m.value == reading.facts.get("amount")), None)
    if value and money is not None:
        penalty.put("amount", one.words(money), value)
        penalty.put("currency", one.words(money), currency)
    for party, cell in named.values():
        say.link("NAMED_IN", party, penalty, cell, valid_from=notice.day, name_given=cell)
    say.rule, say.sure = rule, 1.0
    return 1


def _say_listings(told: Told, number: int, one: Spoken) -> int:
    """ "EU-listed X", "OFAC added X to the SDN List": a listing by that authority, as this text tells it."""
    said = 0
    for relation in one.reading.relations:
        if relation.type != "PENALISED" or relation.rule.startswith("penalties: settle"):
            continue
        head, party = one.mention(relation.head), told.party(number, relation.tail)
        if party is None or head.label not in AUTHORITY_LABELS or country_code(head.text):
            continue
        quote = one.cell.part(relation.start, relation.end).trimmed
        told.say.under(relation)
        by = " ".join(head.text.split())
        listing = told.say.thing("Denial", f"listing:{told.notice.id}:{told.say.key(by, party.subject)}")
        listing.put("kind", quote, "listing")
        listing.put("title", quote, f"Listing by {by}, as a notice tells it")
        listing.put("programme" if head.label == "LEGAL" else "authority", one.words(head))
        if head.label == "LEGAL":
            listing.fixed("authority", told.say.doc.source.spec.authority, quote)
        listing.fixed("list_id", told.say.doc.source.id, quote)
        name = one.words(one.mention(relation.tail))
        told.say.link("NAMED_IN", party, listing, quote, name_given=name)
        said += 1
    told.say.plainly()
    return said
