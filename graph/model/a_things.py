"""What exists: parties, places, contacts, identifiers, goods and codes."""

from __future__ import annotations

from graph.schema import Node, Prop

PARTY_KINDS = ("person", "company", "public_body", "vessel", "aircraft", "organisation", "unknown")
CONTACT_KINDS = ("phone", "email", "site", "bank_account")


class Party(Node):
    """Anyone, or any craft, that a document names as acting: one resolved cluster of mentions."""

    colour, shape, icon, caption = "#2b6cb0", "dot", "👤", "name"
    name = Prop("text", "the name most documents give it", index=True)
    names = Prop("texts", "every name a document gives it, in every script")
    kind = Prop("text", "what it is", values=PARTY_KINDS, index=True)
    country = Prop(
        "text", "country of registration, nationality or residence if documents agree, ISO 3166-1", index=True
    )
    countries = Prop("texts", "every country a document gives it")
    birth_date = Prop("text", "date or year of birth as far as known, ISO 8601")
    registered_on = Prop("date", "day a company was formed or registered", index=True)
    dissolved_on = Prop("date", "day a company was dissolved")
    activity = Prop("text", "line of business as registered")
    status = Prop("text", "status in its register")
    note = Prop("text", "what a list or register adds")
    listed = Prop("bool", "true if a listing or denial order names it, in force or not", index=True)
    mentions = Prop("int", "how many mentions in records were resolved to it")
    intermediary = Prop(
        "text", "why it connects everyone: registered agent, forwarder, bank, or by degree; absent if not a hub"
    )


class Address(Node):
    """A place where parties are: one normalised postal address."""

    colour, shape, icon, caption = "#718096", "square", "📍", "text"
    spoken = "the address “{text}”"
    text = Prop("text", "the address as the earliest document writes it")
    normal = Prop("text", "comparable form", index=True)
    country = Prop("text", "ISO 3166-1 code", index=True)
    city = Prop("text", "city or town")
    postcode = Prop("text", "postal code, as text")


class Contact(Node):
    """A way to reach a party: phone, e-mail, web site or bank account."""

    colour, shape, icon, caption = "#805ad5", "triangle", "☎", "value"
    spoken = "{kind} {value}"
    kind = Prop("text", "what it is", values=CONTACT_KINDS, index=True)
    value = Prop("text", "normalised value: E.164 phone, lower-case e-mail or host, IBAN", index=True)


class Identifier(Node):
    """A number that an authority gives to one party only: INN, LEI, IMO, passport, registration."""

    colour, shape, icon, caption = "#553c9a", "triangleDown", "#", "value"
    spoken = "{kind} {value}"
    kind = Prop("text", "scheme: inn, ogrn, lei, imo, mmsi, passport, tax, registration, …", index=True)
    value = Prop("text", "normalised value", index=True)
    country = Prop("text", "issuing country if the scheme is national")


class Country(Node):
    """A country or territory."""

    colour, shape, icon, caption = "#2f855a", "hexagon", "🌐", "name"
    code = Prop("text", "ISO 3166-1 alpha-2", index=True)
    name = Prop("text", "English name")
    groups = Prop("texts", "country groups of the US Export Administration Regulations it stands in: A:5, D:1 …")
    marks = Prop("texts", "columns of the US Commerce Country Chart marked for it: NS 1, MT 1 …")


class Item(Node):
    """Goods, software or technology as described: by part number where there is one, else by description."""

    colour, shape, icon, caption = "#b7791f", "diamond", "⚙", "description"
    description = Prop("text", "description as the earliest document writes it")
    part_number = Prop("text", "maker's part number, capitals, no spaces", index=True)
    part_base = Prop(
        "text", "part number without package, grade and signs: the same for every delivery form", index=True
    )
    part_suffix = Prop("text", "what of the part number names package, grade or packing")
    maker = Prop("text", "maker the text names, or whose series the part number is of")


class ControlCode(Node):
    """An entry of a control list: ECCN, Annex I, Munitions List, MTCR, NSG."""

    colour, shape, icon, caption = "#c53030", "star", "§", "code"
    code = Prop("text", "the entry as its list writes it", index=True)
    regime = Prop("text", "which list: us_ccl, eu_annex_i, ml, mtcr, nsg, uk_pl, …")
    regimes = Prop("texts", "every list that has an entry of this code: dual-use lists share their numbers")
    arrangement = Prop("text", "international arrangement the entry comes from, as its list says")
    text = Prop("text", "the list's own wording")


class HsCode(Node):
    """A heading of the Harmonised System, six digits where known."""

    colour, shape, icon, caption = "#975a16", "star", "HS", "code"
    code = Prop("text", "digits, as text", index=True)
    text = Prop("text", "the heading's wording")
    chpl_tier = Prop("text", "tier in the Common High Priority List, if on it")
