"""What a notice does: orders that deny, renew or lift, listings, settlements and fines, each with its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.cells import Cell
from ingest.notice_parties import Spoken, comparable
from ingest.saying import Thing, country_code
from nlp.facts import authority_code, is_authority
from nlp.reading import Fact, Mention

if TYPE_CHECKING:
    from ingest.notices import Known, Told

AUTHORITY_LABELS = ("ORG", "LEGAL")
"""What can list somebody: a body or a list, never a country alone."""
ORDERS = {
    "denial_order": ("denial_order", "denies", "denial of export privileges"),
    "temporary_denial": ("denial_order", "denies temporarily", "temporary denial of export privileges"),
    "renewal": ("denial_order", "renews", "temporary denial of export privileges, renewed"),
    "modification": ("denial_order", "amends", "denial of export privileges, amended"),
    "debarment": ("debarment", "denies", "debarment"),
    "revocation": ("lifting", "lifts", "end of an earlier order"),
    "appeal_decision": ("appeal", "reviews", "decision on an appeal"),
    "delisting": ("lifting", "delists", "end of a listing"),
}
"""For each kind of order: kind, action and measure of its Denial."""
_LISTS = re.compile(r"\bLists?\b|\bSDN|Executive Order|E\.?O\.? ?\d|Regulation \(|Decision|Regulations \d{4}|Act\b")
PENALTIES = ("settlement", "penalty", "finding_of_violation")


@dataclass(frozen=True, slots=True)
class Said:
    """A fact with the cell it stands in."""

    fact: Fact
    cell: Cell
    text: int

    @property
    def value(self) -> str:
        """Its value."""
        return self.fact.value

    @property
    def day(self) -> date:
        """Its value as a day."""
        return date.fromisoformat(self.fact.value)


class Facts:
    """The facts of every text of a notice, with the cells they stand in; a title's come first."""

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        self.all = [
            Said(fact, one.cell.part(fact.start, fact.end), number)
            for number, one in enumerate(spoken)
            for fact in one.reading.facts
        ]

    def named(self, *names: str) -> list[Said]:
        """The facts of these names."""
        return [one for one in self.all if one.fact.name in names]

    def first(self, name: str) -> Said | None:
        """The first fact of this name, the surest if several texts say it."""
        return max(self.named(name), key=lambda one: one.fact.confidence, default=None)

    def of(self, name: str, about: Said) -> Said | None:
        """The fact of this name about the same mention."""
        return next(
            (one for one in self.named(name) if (one.text, one.fact.about) == (about.text, about.fact.about)), None
        )


def say_events(told: Told) -> None:
    """Say the events of a notice."""
    facts = Facts(told.spoken)
    titled = told.notice.title is not None  # a title says what a notice is; its abstract may tell of other orders
    order = next((one for one in facts.named("kind") if one.value in ORDERS and (not titled or one.text == 0)), None)
    if order is not None:
        _say_order(told, facts, order)
    _say_penalties(told, facts)
    if order is None or order.value == "delisting":
        for number, one in enumerate(told.spoken):
            _say_listings(told, facts, number, one)


def _say_order(told: Told, facts: Facts, kind: Said) -> None:
    """An order, with everybody it names, its days, and what it says of the order before it."""
    say, notice = told.say, told.notice
    denial, action, measure = ORDERS[kind.value]
    if kind.value == "delisting" and not facts.named("respondent"):
        return
    title = notice.title or _line(told.spoken[kind.text].cell, kind.fact)
    begins, ends = facts.first("effective"), facts.first("expires")
    since = begins.day if begins else notice.day or _day(facts)
    until = ends.day if ends and denial in ("denial_order", "debarment") else None
    if since is not None and until is not None and until < since:
        say.doc.issue(
            kind.cell, f"the order would end on {until}, before it begins on {since}", "the order without its end"
        )
        until = None
    order = say.thing("Denial", f"order:{notice.id}", valid_from=since, valid_to=until)
    say.on(kind.fact)
    order.put("kind", title, denial)
    order.put("action", kind.cell, action)
    order.put("measure", kind.cell, measure)
    say.plainly()
    order.put("title", title)
    order.fixed("list_id", say.doc.source.id, title)
    _authority(told, facts, order, title, "US-BIS")
    order.put("reference", notice.reference)
    if not notice.reference and (number := facts.first("reference")) is not None:
        _put(told, order, "reference", number)
    for one in (begins, ends):
        if one is not None:  # the words that the order's days rest on
            say.on(one.fact)
            order.put("title", one.cell, title.clean)
    if (term := facts.first("term")) is not None:
        _put(told, order, "term", term)
    for law in facts.named("legal_basis"):
        _put(told, order, "basis", law)
    for name, prop in (("earlier_citation", "earlier_citations"), ("earlier_date", "earlier_days")):
        for earlier in facts.named(name):
            if not (name == "earlier_date" and since and earlier.day >= since):
                _put(told, order, prop, earlier)
    _say_parties(told, facts, order, since, until)
    say.plainly()


def _say_parties(told: Told, facts: Facts, order: Thing, since: date | None, until: date | None) -> None:
    named: list[str] = []
    full: list[str] = []
    for one in facts.named("respondent", "related_person"):
        party = told.party(one.text, one.fact.about)
        short = any(name.endswith(comparable(one.value)) for name in full)  # "Orlov", of the Pavel Orlov of the title
        if party is None or party.subject in named or short:
            continue
        named.append(party.subject)
        full.append(comparable(one.value))
        told.say.on(one.fact)
        role = "related person" if one.fact.name == "related_person" else ""
        told.say.link(
            "NAMED_IN", party, order, one.cell, valid_from=since, valid_to=until, role=role, name_given=one.cell
        )


def _line(cell: Cell, fact: Fact) -> Cell:
    """The line of a text that says what kind of order it is."""
    start = cell.text.rfind("\n", 0, fact.start) + 1
    stop = cell.text.find("\n", fact.end)
    return cell.part(start, min(stop if stop >= 0 else len(cell.text), start + 400)).trimmed


def _day(facts: Facts) -> date | None:
    day = facts.first("date")
    return day.day if day is not None and len(day.value) == 10 else None


def _put(told: Told, thing: Thing, prop: str, one: Said) -> None:
    told.say.on(one.fact)
    thing.put(prop, one.cell, one.value)
    told.say.plainly()


def _authority(told: Told, facts: Facts, thing: Thing, at: Cell, instead: str) -> None:
    """The authority that the notice names; else the source's own."""
    said = facts.first("authority")
    if said is not None:
        _put(told, thing, "authority", said)
    else:
        thing.fixed("authority", instead, at)


def _say_penalties(told: Told, facts: Facts) -> None:
    """Settlements and fines: one penalty for each sum, with everybody it was imposed on together."""
    say, notice = told.say, told.notice
    for penalty in _penalties(told, facts):
        known = _known(notice.penalties, penalty)
        since = notice.day or _day(facts)
        first = penalty.parties[0][1]
        key = f"penalty:{notice.id}" + (f":{say.key(comparable(first.value))}" if penalty.number else "")
        thing = say.thing("Penalty", key, subject=known.subject if known else "", valid_from=since)
        say.on(first.fact)
        thing.put("title", first.cell, f"Settlement or penalty: {first.value}")
        thing.put("kind", first.cell, penalty.outcome)
        say.plainly()
        _authority(told, facts, thing, first.cell, say.doc.source.spec.authority)
        if since is not None:
            thing.put("date", first.cell, since)
        if penalty.amount is not None and known is not None and known.amount == 0:
            cell = penalty.amount.cell
            say.doc.issue(cell, "the text names an amount, the index that links to it says 0", "the penalty without it")
        elif penalty.amount is not None:
            value, _, currency = penalty.amount.value.partition(" ")
            say.on(penalty.amount.fact)
            thing.put("amount", penalty.amount.cell, value)
            thing.put("currency", penalty.amount.cell, currency)
        if not penalty.number:
            for law in facts.named("legal_basis"):
                _put(told, thing, "basis", law)
        for party, one in penalty.parties:
            say.on(one.fact)
            say.link("NAMED_IN", party, thing, one.cell, valid_from=since, name_given=one.cell)
        say.plainly()


@dataclass
class _Penalty:
    """One sum, or one finding, and who it concerns."""

    number: int
    outcome: str
    amount: Said | None
    parties: list[tuple[Thing, Said]]


def _penalties(told: Told, facts: Facts) -> Iterator[_Penalty]:
    """Respondents of one sum together; a party named twice once, with the amount if either gives one."""
    of_party: dict[tuple[str, str], tuple[Thing, Said, Said | None]] = {}
    for one in facts.named("respondent"):
        party, outcome = told.party(one.text, one.fact.about), facts.of("outcome", one)
        if party is None or outcome is None or outcome.value not in PENALTIES:
            continue
        kind = "finding_of_violation" if outcome.value == "finding_of_violation" else "sum"
        amount = facts.of("amount", one)
        before = of_party.get((party.subject, kind))
        if before is None or (before[2] is None and amount is not None):
            of_party[party.subject, kind] = (party, one, amount)
    found: dict[tuple[str, str, int], _Penalty] = {}
    for party, one, amount in of_party.values():
        outcome = facts.of("outcome", one)
        said = outcome.value if outcome else "settlement"
        place = (said, "", -1) if amount is None else (said, amount.value, amount.fact.start)
        if amount is None and said != "finding_of_violation":
            place = (said, party.subject, -1)
        found.setdefault(place, _Penalty(len(found), said, amount, [])).parties.append((party, one))
    yield from found.values()


def _known(known: Sequence[Known], penalty: _Penalty) -> Known | None:
    """The penalty as another source knows it: the one that fits by amount and name, if one and only one does."""
    names = {comparable(one.value) for _, one in penalty.parties}
    value = float(penalty.amount.value.partition(" ")[0]) if penalty.amount else None
    alike = [one for one in known if any(name and name in comparable(one.name) for name in names)]
    amounts = [one for one in known if value is not None and one.amount is not None and abs(one.amount - value) < 1]
    both = [one for one in amounts if one in alike]
    if value is None:
        sumless = [one for one in known if not one.amount and penalty.outcome == "finding_of_violation"]
        ways = [[one for one in alike if one in sumless], sumless, alike, known if len(known) == 1 else []]
    else:
        ways = [both, amounts, [one for one in alike if not one.amount]]
    return next((fits[0] for fits in ways if len(fits) == 1), None)


def _say_listings(told: Told, facts: Facts, number: int, one: Spoken) -> None:
    """ "EU-listed X", "OFAC added X to the SDN List": a listing by that authority, as this text tells it."""
    penalised = {party.subject for party in _respondents(told, facts)}
    issuer = facts.first("authority")
    for relation in one.reading.relations:
        if relation.type != "PENALISED" or "settle" in relation.rule:
            continue
        head, party = one.mention(relation.head), told.party(number, relation.tail)
        if party is None or head.label not in AUTHORITY_LABELS or country_code(head.text):
            continue
        name = one.mention(relation.tail)
        is_list = is_authority(head) if head.label == "ORG" else _LISTS.search(head.text)
        if (
            party.subject in penalised
            or is_authority(name)
            or not is_list
            or _names(told, number, head) == party.subject
        ):
            continue
        quote = one.cell.part(relation.start, relation.end).trimmed
        told.say.under(relation)
        by = " ".join(head.text.split())
        whose = issuer.value if issuer else told.say.doc.source.spec.authority
        whose = whose if head.label == "LEGAL" else authority_code(head.text) or by
        listing = told.say.thing("Denial", f"listing:{told.notice.id}:{told.say.key(whose, party.subject)}")
        listing.put("kind", quote, "listing")
        listing.put("title", quote, f"Listing by {whose}, as a notice tells it")
        if head.label == "LEGAL":
            listing.put("programme", one.words(head))
            listing.fixed("authority", whose, quote)
        else:
            listing.put("authority", one.words(head), whose)
        listing.fixed("list_id", told.say.doc.source.id, quote)
        told.say.link("NAMED_IN", party, listing, quote, name_given=one.words(name))
    told.say.plainly()


def _respondents(told: Told, facts: Facts) -> Iterator[Thing]:
    for one in facts.named("respondent"):
        party = told.party(one.text, one.fact.about)
        if party is not None:
            yield party


def _names(told: Told, number: int, mention: Mention) -> str:
    party = told.party(number, mention.id)
    return party.subject if party else ""
