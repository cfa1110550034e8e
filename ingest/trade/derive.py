"""What one column tells besides its own field: an address under a name, a country in a port, a unit beside a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.trade import values
from ingest.trade.mapping import ColumnMapping, Unsure, Use
from ingest.trade.recognise import ENOUGH, Seen
from ingest.trade.table import ROLES
from ingest.trade.words import is_ambiguous, meanings, normal, stated


def completed(mapping: ColumnMapping, seen: Seen) -> ColumnMapping:
    """The mapping with every field that a mapped column gives besides its own."""
    uses, unsure, other = dict(mapping.fields), list(mapping.unsure), dict(mapping.other)
    other |= _original_words(uses, unsure, seen)
    for step in (_name_and_address, _only_role, _ports, _units_and_currency, _codes):
        step(uses, unsure, seen)
    _masses(uses, next((column for column, meaning in other.items() if meaning == "weight_unit"), ""))
    return replace(mapping, fields=uses, unsure=tuple(unsure), other=other)


def _original_words(uses: dict[str, Use], unsure: list[Unsure], seen: Seen) -> dict[str, str]:
    """Where a column holds the original document's words, a party's name is taken from there, not a vendor's version.

    Gives the columns that hold the vendor's version.
    """
    versions = {}
    for header in seen.headers:
        if not stated(header).original or seen.profiles[header].of("lines") < 0.3:
            continue
        role = next((m.field for m in meanings(header) if m.field in ROLES and m.score >= 0.8), None)
        use = uses.get(role or "")
        if role is None or use is None or use.column == header:
            continue
        why = f"the words of the original document; the version in “{use.column}” is kept as evidence"
        uses[role] = Use(header, use.confidence, why, part="name")
        unsure[:] = [u for u in unsure if u.column != header]
        versions[use.column] = f"another writing of {role}"
    return versions


def _name_and_address(uses: dict[str, Use], unsure: list[Unsure], seen: Seen) -> None:
    """A cell of several lines under a party's name is name and address."""
    for role in ROLES:
        use = uses.get(role)
        if use is None or not use.column or seen.profiles[use.column].of("lines") < 0.3:
            continue
        uses[role] = replace(use, part="name")
        if f"{role}_address" not in uses:
            share = seen.profiles[use.column].of("lines")
            why = f"{share:.0%} of its cells have more lines under the name"
            uses[f"{role}_address"] = Use(use.column, use.confidence, why, part="address")


def _only_role(uses: dict[str, Use], unsure: list[Unsure], seen: Seen) -> None:
    """An id or address without a role belongs to the only party of the table that it can belong to."""
    for one in list(unsure):
        candidates = is_ambiguous(one.column)
        parts = {name.rpartition("_")[2] for name in candidates}
        if not candidates or not parts <= {"id", "address"}:
            continue
        open_for = [n for n in candidates if n.rpartition("_")[0] in uses and n not in uses]
        if len(open_for) == 1:
            role = open_for[0].rpartition("_")[0]
            uses[open_for[0]] = Use(one.column, 0.7, f"{role} is the only party of this table it can belong to")
            unsure.remove(one)


def _ports(uses: dict[str, Use], unsure: list[Unsure], seen: Seen) -> None:
    """A port that names its country tells where the goods departed or arrived, if no column says so itself."""
    for port, country in (("port_from", "departure"), ("port_to", "destination")):
        use = uses.get(port)
        if use is None or country in uses or not use.column:
            continue
        cells = {cell.strip() for cell in seen.samples[use.column] if cell.strip()}
        named = 0
        for tell in (values.plain_country, values.country):  # the second knows provinces too, and is slow to load
            if named * 2 < len(cells):
                named = sum(port_country(cell, tell) is not None for cell in cells)
        if cells and named * 2 >= len(cells):
            why = f"{named / len(cells):.0%} of the ports name their country"
            uses[country] = Use(use.column, round(0.9 * use.confidence, 3), why, part="country")


def port_country(text: str, tell: Callable[[str], str | None] = values.country) -> str | None:
    """The country that a port's last words name: "Victoria, Brazil"; "Savannah, Georgia" names none for sure."""
    head, comma, last = text.rpartition(",")
    if not comma:
        head, bracket, last = text.rpartition("(")
        last = last.rstrip(") ")
        if not bracket:
            return None
    if normal(last) == "georgia" or re.fullmatch(r"[\d\W]*", last):
        return None
    if len(last.strip()) == 2 and "," in head and re.search(r"\b(usa?|united states)\b", text, re.IGNORECASE):
        return "US"
    return tell(last.strip())


def _units_and_currency(uses: dict[str, Use], unsure: list[Unsure], seen: Seen) -> None:
    _beside("quantity", "unit", uses, seen)
    value, currency = uses.get("value"), uses.get("currency")
    if value is None or not value.column:
        return
    told = stated(value.column)
    if told.own_money and not told.currency and currency is not None:
        invoiced = next((u for u in unsure if u.candidates[:1] and _is_invoiced(u)), None)
        if invoiced is not None:  # the invoice's value is the one whose currency is known
            why = f"the value in the currency of “{currency.column}”; “{value.column}” is in the customs' own"
            uses["value"] = Use(invoiced.column, invoiced.candidates[0][1], why)
            unsure.remove(invoiced)
            unsure.append(
                Unsure(value.column, (("value", value.confidence),), f"“{invoiced.column}” is taken for value")
            )
        else:
            del uses["currency"]
            why = f"it is the invoice's, and “{value.column}” is in the customs' own currency"
            unsure.append(Unsure(currency.column, (("currency", currency.confidence),), why))
    elif told.currency:
        why = f"the header of “{value.column}” says so"
        if told.own_money:
            why = f"“{value.column}” is always in {told.currency}"
        uses["currency"] = Use(value.column, value.confidence, why, constant=told.currency)
    else:
        _beside("value", "currency", uses, seen)


def _is_invoiced(unsure: Unsure) -> bool:
    """Whether an unsure column is another value of the goods, in the invoice's currency."""
    told = stated(unsure.column)
    field, confidence = unsure.candidates[0]
    return field == "value" and confidence >= ENOUGH and not told.own_money and not told.currency


def _beside(number: str, beside: str, uses: dict[str, Use], seen: Seen) -> None:
    """A unit or currency that stands in the number's own cells."""
    use = uses.get(number)
    if use is None or not use.column or beside in uses:
        return
    share = seen.profiles[use.column].of(f"number and {beside}")
    if share >= 0.3:
        uses[beside] = Use(use.column, use.confidence, f"{share:.0%} of its cells name the {beside}", part=beside)


def _masses(uses: dict[str, Use], unit_column: str) -> None:
    """The unit of a mass: as its header or a column of units says, else kilograms, as customs declarations mean."""
    for name in ("net_kg", "gross_kg"):
        use = uses.get(name)
        if use is None or not use.column:
            continue
        factor = stated(use.column).kilograms
        if factor is None and unit_column:
            uses[name] = replace(use, unit_column=unit_column, why=f"{use.why}; its unit is in “{unit_column}”")
        elif factor is None:
            uses[name] = replace(use, why=f"{use.why}; no unit in the header: kilograms, as customs declarations do")
        elif factor != 1.0:
            uses[name] = replace(use, kilograms=factor, why=f"{use.why}; the header's unit is {factor:g} kg")


def _codes(uses: dict[str, Use], unsure: list[Unsure], seen: Seen) -> None:
    """Six digits alone are the HS code too; an HS code has its first six digits."""
    if "hs_code" not in uses and "hs6" in uses:
        uses["hs_code"] = replace(uses["hs6"], why=f"{uses['hs6'].why}; no longer code is given")
    elif "hs_code" in uses and "hs6" not in uses:
        uses["hs6"] = replace(uses["hs_code"], why=f"the first six digits of “{uses['hs_code'].column}”")


__all__ = ["ENOUGH", "completed", "port_country"]
