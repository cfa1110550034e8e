"""Tells which column of a table says what: by the header's words and by the looks of the values, never by a guess.

A column's confidence for a field = how surely the header means it × how well the values agree. The assignment is the
best one for the whole table: each field gets one column, each column one field. What stays under `ENOUGH`, or cannot be
told from a rival, is left unmapped and named with its candidates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.trade.assign import best_assignment
from ingest.trade.mapping import ColumnMapping, Unsure, Use
from ingest.trade.profile import Profile, profile
from ingest.trade.table import FIELDS, ROLES
from ingest.trade.words import OTHER, Meaning, is_ambiguous, meanings, refuses, stated

ENOUGH = 0.6
"""Least confidence at which a column is mapped."""

WORTH_NAMING = 0.3
"""Least confidence at which a field is named as a candidate of an unsure column."""

APART = 0.002
"""Two columns whose confidences for one field are nearer than this cannot be told apart."""

DOLLARS = 0.004
"""Of two columns that give the same value in two currencies, the one in US dollars is taken: it can be compared."""

_COUNTRIES = {"reporter", "origin", "departure", "destination"} | {f"{role}_country" for role in ROLES}
_LOOKS: Mapping[str, tuple[tuple[str, ...], str]] = {
    **dict.fromkeys(("date", "amended_on"), (("date", "serial"), "are dates")),
    **dict.fromkeys(_COUNTRIES, (("country", "numeric country"), "are countries")),
    "transit": (("countries",), "are countries"),
    **dict.fromkeys(("hs_code", "hs6"), (("hs",), "are HS codes")),
    **dict.fromkeys(("quantity", "net_kg", "gross_kg", "value"), (("number",), "are numbers")),
    "currency": (("currency",), "are currencies"),
    "unit": (("unit",), "look like units"),
    **dict.fromkeys(("reference", "licence_id"), (("id",), "look like numbers of a document")),
    **dict.fromkeys((f"{role}_id" for role in ROLES), (("id", "token"), "look like ids")),
    "vessel_id": (("imo",), "are IMO numbers by their check digit"),
    **dict.fromkeys((f"{role}_address" for role in ROLES), (("address",), "look like addresses")),
    **dict.fromkeys(ROLES, (("name",), "look like names")),
    "description": (("text",), "are words"),
    **dict.fromkeys(("port_from", "port_to"), (("name", "id"), "look like ports")),
    "flow": (("flow",), "say import, export or transit"),
    "control_code": (("control",), "look like control list entries"),
    **dict.fromkeys(("part_number", "status", "amended_field", "amended_from"), (("short",), "are short")),
}
"""How the values of a field look: kinds of `profile`, any of them, and the words for it."""


@dataclass(frozen=True)
class Seen:
    """A table as recognition sees it: its columns and a sample of each one's values."""

    headers: tuple[str, ...]
    profiles: Mapping[str, Profile]
    samples: Mapping[str, Sequence[str]]


def see(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Seen:
    """Look at a table: its column names and some rows."""
    samples = {
        header: [row[at] for row in rows if at < len(row)] for at, header in enumerate(headers)
    }  # fmt: skip
    return Seen(tuple(headers), {header: profile(cells) for header, cells in samples.items()}, samples)


def map_columns(seen: Seen) -> ColumnMapping:
    """The best mapping of a table's columns to fields, with what is unsure named."""
    said = {header: _candidates(header, seen.profiles[header]) for header in seen.headers}
    other = {h: c[0][0].field.removeprefix(OTHER) for h, c in said.items() if c and c[0][0].field.startswith(OTHER)}
    open_columns = [header for header in seen.headers if header not in other]
    weights = [
        {m.field: confidence for m, confidence, _ in said[header] if not m.field.startswith(OTHER)}
        for header in open_columns
    ]
    chosen = best_assignment(weights)
    uses: dict[str, Use] = {}
    unsure: list[Unsure] = []
    languages: dict[str, int] = {}
    for header, field in zip(open_columns, chosen, strict=True):
        found = {m.field: (m, confidence, why) for m, confidence, why in said[header]}
        if field is None:
            continue
        meaning, confidence, why = found[field]
        rivals = [
            h
            for h in open_columns
            if h != header and _is_rival(said[h], field, confidence, chosen[open_columns.index(h)])
        ]
        same = [h for h in rivals if seen.samples[h] != seen.samples[header]]
        if confidence < ENOUGH or is_ambiguous(header):
            unsure.append(_unsure(header, said[header], why))
        elif same:
            unsure.append(
                Unsure(header, ((field, confidence),), f"{', '.join(same)} says the same; only one can be it")
            )
        else:
            uses[field] = Use(header, confidence, why)
            languages[meaning.language] = languages.get(meaning.language, 0) + 1
    taken = {use.column for use in uses.values()} | {u.column for u in unsure}
    for header in open_columns:
        if header not in taken and said[header]:
            unsure.append(_left_over(header, said[header], uses))
    language = max((lang for lang in languages if lang), key=lambda lang: languages[lang], default="")
    mapping = ColumnMapping(seen.headers, uses, tuple(unsure), other, language=language)
    from ingest.trade.derive import completed  # noqa: PLC0415  (it builds on this module)

    return completed(mapping, seen)


def _candidates(header: str, looks: Profile) -> list[tuple[Meaning, float, str]]:
    """Every field a column may be: meaning, confidence, reason; the surest first."""
    found: dict[str, tuple[Meaning, float, str]] = {}
    dollars = DOLLARS if stated(header).currency == "USD" else 0.0
    for meaning in meanings(header):
        for field, factor in _variants(meaning.field, looks):
            confidence, why = _judge(replace(meaning, field=field, score=meaning.score * factor), looks)
            confidence += dollars if field == "value" else 0.0
            if confidence >= WORTH_NAMING and (field not in found or confidence > found[field][1]):
                found[field] = (replace(meaning, field=field), confidence, why)
    if not found:
        found = _by_looks(header, looks)
    return sorted(found.values(), key=lambda c: (-c[1], c[0].field))


def _variants(field: str, looks: Profile) -> list[tuple[str, float]]:
    """A header that names a role alone may head the party's name, or its id or country if the values are that."""
    if field not in ROLES or looks.distinct == 0:
        return [(field, 1.0)]
    if looks.of("token") >= 0.9 and looks.of("id") >= 0.2 and not looks.of("company"):
        return [(f"{field}_id", 0.9)]
    if looks.of("country") >= 0.9 and looks.of("short") == 1.0 and looks.of("company") < 0.1:
        return [(f"{field}_country", 0.85)]
    return [(field, 1.0)]


def _judge(meaning: Meaning, looks: Profile) -> tuple[float, str]:
    """Confidence that a column is what its header says, given how its values look, and the reason."""
    language = f" ({meaning.language})" if meaning.language not in ("", "en") else ""
    says = f"the header says “{meaning.words}”{language}"
    if meaning.field.startswith(OTHER):
        return meaning.score * (1.0 if looks.distinct else 0.8), says
    if not meaning.exact and meaning.score < 0.9:
        says = f"the header has “{meaning.words}”{language} in it"
    if looks.distinct == 0:
        return meaning.score * 0.8, f"{says}; the column is empty"
    kinds, words = _LOOKS[meaning.field]
    share = max(looks.of(kind) for kind in kinds)
    if meaning.field in ("part_number", "reference", "licence_id") or meaning.field.endswith("_id"):
        share = max(share, 0.8 * looks.of("short") * (1 - looks.of("lines"))) if meaning.field != "vessel_id" else share
        share -= 0.5 * looks.of("company")
    confidence = meaning.score * (0.3 + 0.7 * min(1.0, max(share, 0.0) / 0.8))
    seen = f"{looks.distinct} different values" if looks.distinct > 1 else "its one value"
    return confidence, f"{says}; {max(share, 0):.0%} of {seen} {words}"


def _by_looks(header: str, looks: Profile) -> dict[str, tuple[Meaning, float, str]]:
    """What a column whose header says nothing known could be by its values alone: never enough to map it."""
    could: list[str] = []
    if looks.distinct < 2:
        return {}
    if looks.of("imo") >= 0.95:
        could = ["vessel_id"]
    elif looks.of("date") >= 0.95 and not looks.of("hs") >= 0.95:
        could = ["date"]
    elif looks.of("country") >= 0.95:
        could = ["origin", "departure", "destination"]
    elif looks.of("currency") >= 0.95:
        could = ["currency"]
    elif looks.of("company") >= 0.5:
        could = ["exporter", "consignee", "shipper", "importer"]
    elif looks.of("hs") >= 0.98 and looks.of("number") >= 0.9 and looks.distinct >= 5:
        could = ["hs_code"]
    why = "the header says nothing known; only the values look like it"
    return {field: (Meaning(field, 0.5, "", header), 0.5, why) for field in could}


def _is_rival(said: list[tuple[Meaning, float, str]], field: str, confidence: float, chosen: str | None) -> bool:
    """Whether another column, not needed for a field of its own, is as likely to be this field."""
    if chosen is not None and any(m.field == chosen and c >= ENOUGH for m, c, _ in said):
        return False
    return any(m.field == field and abs(c - confidence) < APART for m, c, _ in said)


def _unsure(header: str, said: list[tuple[Meaning, float, str]], why: str) -> Unsure:
    candidates = tuple((m.field, round(c, 2)) for m, c, _ in said if not m.field.startswith(OTHER))[:4]
    return Unsure(header, candidates, why)


def _left_over(header: str, said: list[tuple[Meaning, float, str]], uses: Mapping[str, Use]) -> Unsure:
    first = next((m.field for m, _, _ in said if m.field in uses), "")
    why = f"“{uses[first].column}” is taken for {first}" if first else said[0][2]
    return _unsure(header, said, why)


PLACES = frozenset({"origin", "departure", "destination", "port_from", "port_to", "transit"})


def is_trade(mapping: ColumnMapping) -> tuple[float, str]:
    """How surely a table is trade records (0..1, 0.5 is enough), and why or why not.

    Under 0.55 always: a source that knows its headers exactly goes first.
    """
    refused = refuses(mapping.headers)
    if refused:
        return 0.1, f"looks like a register: it has {', '.join(refused)}"
    sure = {name for name, use in mapping.fields.items() if use.confidence >= ENOUGH}
    roles = [role for role in ROLES if {role, f"{role}_id"} & sure and role not in ("vessel", "carrier", "courier")]
    goods = sorted({"description", "hs_code", "hs6", "part_number"} & sure)
    facts = sorted({"date", "quantity", "net_kg", "gross_kg", "value", "reference"} & sure)
    places = sorted(PLACES & sure)
    if not roles:
        return (0.2, "has goods and values but names no party: statistics") if goods and facts else (0.0, "")
    if not goods or len(facts) + bool(places) < 2:
        lacks = "no goods" if not goods else "too few of date, quantity, mass, value, number and places"
        return 0.3, f"names {', '.join(roles)} but {lacks}"
    count = len(mapping.fields)
    why = f"has the columns of trade records: {', '.join(roles + goods + facts + places)} ({count} fields in all)"
    return min(0.549, 0.5 + 0.002 * count), why


__all__ = ["ENOUGH", "FIELDS", "Seen", "is_trade", "map_columns", "see"]
