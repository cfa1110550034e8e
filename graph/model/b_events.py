"""What happens: licences, denials, shipments, end-use statements, penalties, and the documents that say so."""

from __future__ import annotations

from graph.schema import Node, Prop

LICENCE_STATUSES = ("applied", "granted", "refused", "returned", "revoked", "suspended", "expired")
DENIAL_KINDS = ("listing", "denial_order", "licence_denial", "debarment", "lifting", "appeal")
DENIAL_ACTIONS = ("denies", "denies temporarily", "renews", "amends", "lifts", "reviews", "delists")
PENALTY_KINDS = ("settlement", "penalty", "finding_of_violation")


class Licence(Node):
    """An application for a licence and what was decided on it."""

    colour, shape, icon, caption = "#276749", "box", "📜", "licence_id"
    spoken = "licence {licence_id}[ of {authority}][ ({status})]"
    licence_id = Prop("text", "the authority's number", index=True)
    authority = Prop("text", "who decides", index=True)
    kind = Prop("text", "individual, global, general, re-export …")
    status = Prop("text", "where it stands", values=LICENCE_STATUSES, index=True)
    applied_on = Prop("date", "day of application")
    decided_on = Prop("date", "day of decision")
    country = Prop("text", "destination it names, ISO 3166-1", index=True)
    end_use = Prop("text", "stated end use")
    conditions = Prop("text", "conditions of the grant")
    reason = Prop("text", "reason of a refusal, return, revocation or suspension")
    cites = Prop("text", "rules or earlier decisions the authority cites")


class LicenceLine(Node):
    """One line of a licence: what may go, how much, for how much."""

    colour, shape, icon, caption = "#48bb78", "box", "☰", "line"
    spoken = "line {line}[ ({quantity} {unit})][: {description}]"
    line = Prop("int", "line number in its licence")
    quantity = Prop("float", "authorised quantity, in `unit`")
    unit = Prop("text", "unit of quantity as the licence writes it, lower case")
    value = Prop("float", "authorised value, in `currency`")
    currency = Prop("text", "ISO 4217")
    control_code = Prop("text", "control entry stated")
    hs_code = Prop("text", "HS code stated")
    part_number = Prop("text", "part number stated")
    description = Prop("text", "goods as described")


class Denial(Node):
    """An authority's no: a listing, a denial order, the denial of a licence; or the act that ends or reviews one."""

    colour, shape, icon, caption = "#c53030", "box", "⛔", "title"
    spoken = "the {kind} “{title}”[ of {authority}][, {reference}]"
    kind = Prop(
        "text",
        "listing, order denying privileges, denial of a licence, debarment; or the end or review of an earlier one",
        values=DENIAL_KINDS,
        index=True,
    )
    title = Prop("text", "list or order, for people")
    authority = Prop("text", "who denies", index=True)
    programme = Prop("text", "programme or regime")
    list_id = Prop("text", "id of the source that published it", index=True)
    reference = Prop("text", "the authority's number or citation", index=True)
    action = Prop("text", "what the order does, where a notice says", values=DENIAL_ACTIONS)
    basis = Prop("texts", "laws, regulations and orders it rests on, as cited")
    term = Prop("text", "for how long, as the notice says")
    earlier_citations = Prop("texts", "citations of the orders it renews, amends, lifts or reviews")
    earlier_days = Prop("texts", "their days, ISO 8601")
    unlinked = Prop("text", "why the earlier order could not be told")
    measure = Prop("text", "what it forbids: asset freeze, export privileges, licence requirement …")
    reason = Prop("text", "reasons given")
    end_use = Prop("text", "stated end use of what was refused")


class Shipment(Node):
    """A consignment of goods as one declaration, bill of lading or trade record tells it."""

    colour, shape, icon, caption = "#dd6b20", "box", "📦", "reference"
    spoken = (
        "shipment {reference}[ of {date}][ from {departure}][ to {destination}][, {quantity} {unit}][, HS {hs_code}]"
    )
    reference = Prop("text", "declaration or bill number, else document and row", index=True)
    flow = Prop("text", "export, import, transit or re-export, seen from `reporter`")
    date = Prop("date", "day of export, arrival or declaration", index=True)
    reporter = Prop("text", "country whose records these are")
    origin = Prop("text", "country of origin, ISO 3166-1")
    departure = Prop("text", "country of departure, ISO 3166-1", index=True)
    transit = Prop("texts", "countries of transit, ISO 3166-1")
    destination = Prop("text", "country of destination, ISO 3166-1", index=True)
    description = Prop("text", "goods as described")
    part_number = Prop("text", "part number as given, capitals, no spaces", index=True)
    hs_code = Prop("text", "HS code declared", index=True)
    hs6 = Prop("text", "its first six digits", index=True)
    control_code = Prop("text", "control entry declared", index=True)
    licence_id = Prop("text", "licence cited", index=True)
    quantity = Prop("float", "quantity, in `unit`")
    unit = Prop("text", "unit of quantity, lower case")
    net_kg = Prop("float", "net mass, or mass where the record does not say net or gross", unit="kg")
    gross_kg = Prop("float", "gross mass", unit="kg")
    value = Prop("float", "declared value, in `currency`")
    currency = Prop("text", "ISO 4217")
    port_from = Prop("text", "port of loading")
    port_to = Prop("text", "port of discharge")
    carrier = Prop("text", "carrier or vessel as written")
    status = Prop("text", "as recorded: cleared, cancelled, amended …")
    amended_on = Prop("date", "day of the last amendment")
    amended_field = Prop("text", "what was amended")
    amended_from = Prop("text", "what stood there before")


class EndUseStatement(Node):
    """A signed statement of who will use the goods and for what."""

    colour, shape, icon, caption = "#319795", "box", "✍", "statement_id"
    spoken = "end-use statement {statement_id}[ of {signed_on}]"
    statement_id = Prop("text", "number of the statement", index=True)
    licence_id = Prop("text", "licence it supports", index=True)
    signed_on = Prop("date", "day of signature")
    country = Prop("text", "country of end use, ISO 3166-1")
    quantity = Prop("float", "quantity stated")
    end_use = Prop("text", "end use stated")
    text = Prop("text", "the words of the statement")


class Penalty(Node):
    """A fine, settlement or conviction for breaking export controls or sanctions."""

    colour, shape, icon, caption = "#9b2c2c", "box", "⚖", "title"
    spoken = "the penalty “{title}”[ of {date}]"
    title = Prop("text", "case, for people")
    kind = Prop("text", "how it ended", values=PENALTY_KINDS)
    authority = Prop("text", "who imposed or settled it")
    basis = Prop("texts", "laws and regulations that were violated, as cited")
    date = Prop("date", "day it was imposed or published")
    amount = Prop("float", "amount, in `currency`")
    currency = Prop("text", "ISO 4217")
    reference = Prop("text", "case or enforcement number")


class Document(Node):
    """A file we were given, known by the SHA-256 of its bytes."""

    colour, shape, icon, caption = "#4a5568", "box", "📄", "file_name"
    file_name = Prop("text", "name it came with")
    source = Prop("text", "id of the source that read it", index=True)
    published = Prop("date", "day its publisher dates it")
    received = Prop("date", "day we were given it")
    language = Prop("text", "ISO 639-1")


class Statistic(Node):
    """An aggregate published without names; kept in the records, not in the graph."""

    in_graph = False
    measure = Prop("text", "what is counted")
    period = Prop("text", "day, month or year, ISO 8601")
    country = Prop("text", "ISO 3166-1")
    code = Prop("text", "control or HS code")
    count = Prop("int", "how many licences, refusals or declarations")
    value = Prop("float", "value, in `currency`")
    currency = Prop("text", "ISO 4217")
    outcome = Prop("text", "granted, refused, revoked …")
    reference = Prop("text", "the publisher's own number of the group")
    note = Prop("text", "footnote or criterion")
