"""What connects: roles in events, ownership, office, addresses, contacts, goods, and what Thirdport derives."""

from __future__ import annotations

from graph.model.a_things import Address, Contact, ControlCode, Country, HsCode, Identifier, Item, Party
from graph.model.b_events import Denial, EndUseStatement, Licence, LicenceLine, Penalty, Shipment
from graph.schema import Prop, Relationship

ROLES = (
    "shipper", "exporter", "applicant", "declarant", "importer", "seller", "buyer", "consignee", "notify_party",
    "end_user", "forwarder", "carrier", "courier", "intermediary", "payer", "bank", "signatory", "vessel",
    "third_party",
)  # fmt: skip
"""Roles a party can play in an event."""


class PartyTo(Relationship):
    """A party plays a role in a licence, denial of a licence, shipment or end-use statement."""

    start, end = Party, (Shipment, Licence, EndUseStatement, Denial)
    role = Prop("text", "the role", values=ROLES)
    name_given = Prop("text", "the name as this record writes it")
    phrase = "{start} is {role} of {end}[ (written “{name_given}”)]"


class NamedIn(Relationship):
    """A listing, denial order or penalty names this party as its target."""

    start, end = Party, (Denial, Penalty)
    role = Prop("text", "related person, where the notice does not name it as its target", values=("related person",))
    name_given = Prop("text", "the name as the listing writes it")
    phrase = "{start} is named in {end}[ ({role})][ (as “{name_given}”)][ from {valid_from}][ until {valid_to}]"
    colour = "#c53030"


class Owns(Relationship):
    """A holds a share of B, as some document says."""

    start, end = Party, Party
    share_min = Prop("float", "least share held; absent if not stated", unit="percent")
    share_max = Prop("float", "greatest share held; absent if not stated", unit="percent")
    basis = Prop("text", "what a register says the stake rests on")
    phrase = "{start} owns {end}[ ({share_min} to {share_max} percent)][ from {valid_from}][ until {valid_to}]"


class OfficerOf(Relationship):
    """A person holds an office in an organisation."""

    start, end = Party, Party
    role = Prop("text", "office as the document writes it")
    basis = Prop("text", "what a register says the office rests on")
    phrase = "{start} is an officer of {end}[ ({role})][ from {valid_from}][ until {valid_to}]"


class AliasOf(Relationship):
    """A document says that one name is another name of the other."""

    start, end = Party, Party
    phrase = "{start} is another name of {end}"


class LocatedAt(Relationship):
    """A party is or was at an address."""

    start, end = Party, Address
    phrase = "{start} is at {end}"


class InCountry(Relationship):
    """A party or address belongs to a country."""

    start, end = (Party, Address), Country
    phrase = "{start} is in {end}"


class ReachedAt(Relationship):
    """A party is reached by a phone, e-mail, site or bank account."""

    start, end = Party, Contact
    phrase = "{start} uses {end}"


class IdentifiedBy(Relationship):
    """A party bears an identifier."""

    start, end = Party, Identifier
    phrase = "{start} bears the number {end}"


class ActedFor(Relationship):
    """A party acts for another: on behalf of, as front for, controlled in fact by."""

    start, end = Party, Party
    phrase = "{start} acted for {end}"


class AssociatedWith(Relationship):
    """Any other stated link of business or family."""

    start, end = Party, Party
    role = Prop("text", "the link as the document writes it")
    phrase = "{start} is associated with {end}[ ({role})]"


class Supplied(Relationship):
    """A supplied B: stated by a document, or added up from shipments (then inferred)."""

    start, end = Party, Party
    shipments = Prop("int", "number of shipments added up")
    first_on = Prop("date", "day of the first shipment")
    last_on = Prop("date", "day of the last shipment")
    value = Prop("float", "declared value added up where all in one currency")
    currency = Prop("text", "ISO 4217")
    phrase = "{start} supplied {end}[ ({shipments} shipments, {first_on} to {last_on})]"


class DealtIn(Relationship):
    """A party made, bought, sold, shipped or needed an item, as a text says."""

    start, end = Party, Item
    phrase = "{start} dealt in {end}"


class HasLine(Relationship):
    """A licence has a line."""

    start, end = Licence, LicenceLine
    phrase = "{start} has {end}"


class ForItem(Relationship):
    """A shipment, licence line, end-use statement or denial of a licence is about an item."""

    start, end = (Shipment, LicenceLine, EndUseStatement, Denial), Item
    phrase = "{start} is for {end}"


class ClassifiedAs(Relationship):
    """Goods are stated to fall under a control entry or HS heading."""

    start, end = (Shipment, LicenceLine, Item, Denial), (ControlCode, HsCode)
    phrase = "{start} is classified as {end}"


class PartOf(Relationship):
    """A paragraph stands below an entry or paragraph of its control list, a tariff line below its heading."""

    start, end = (ControlCode, HsCode), (ControlCode, HsCode)
    phrase = "{start} is part of {end}"


class MayFallUnder(Relationship):
    """Goods whose words are like the wording of a control entry or HS heading: a candidate to look at, not a fact."""

    start, end = Item, (ControlCode, HsCode)
    rank = Prop("int", "place among the item's candidates of this kind, the likeliest first")
    score = Prop("float", "how much of the item's words the wording accounts for", unit="0..1")
    words = Prop("texts", "words of the item that the wording has, or has a synonym of")
    regime = Prop("text", "list whose wording it is: us_ccl, eu_annex_i, hs …")
    paragraph = Prop("text", "paragraph of the entry that fits best")
    wording = Prop("text", "sample of the list's wording")
    phrase = "{start} may fall under {end}[ (candidate {rank}, score {score}, by the words {words})]"
    dashed = True


class UnderLicence(Relationship):
    """A shipment or end-use statement cites a licence."""

    start, end = (Shipment, EndUseStatement), Licence
    phrase = "{start} cites {end}"


class RefusedAs(Relationship):
    """An application ended in this denial of a licence."""

    start, end = Licence, Denial
    phrase = "{start} was refused: {end}"


class Renews(Relationship):
    """An order renews, amends, lifts or reviews an earlier one; a lift ends it on its own first day."""

    start, end = Denial, Denial
    role = Prop("text", "what it does to the earlier one", values=("renews", "amends", "lifts", "reviews"))
    phrase = "{start} {role} {end}"


class PossiblySameAs(Relationship):
    """Two parties that may be one; nobody has decided."""

    start, end = Party, Party
    score = Prop("float", "score of the comparison", unit="0..1")
    reasons = Prop("texts", "what spoke for and against")
    phrase = "{start} is possibly the same as {end}[ ({reasons})]"
    dashed = True


class ListedStake(Relationship):
    """A listed owner's stake in a company, direct or through companies that count as owned by listed parties."""

    start, end = Party, Party
    share_min = Prop("float", "least share attributable to this owner", unit="percent")
    share_max = Prop("float", "greatest share attributable to this owner", unit="percent")
    total_min = Prop("float", "least share of all listed owners together", unit="percent")
    total_max = Prop("float", "greatest share of all listed owners together", unit="percent")
    through = Prop("texts", "ids of the companies it runs through, nearest to the owner first")
    phrase = "{start}, who is listed, holds {share_min} to {share_max} percent of {end}, directly or through others"
    dashed = True
