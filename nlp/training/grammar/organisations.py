"""Names of organisations: companies, banks, universities, plants and design bureaus of many countries."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

from nlp.training.grammar.banks import Bank, bank, chance, is_held, tables
from nlp.training.grammar.cultures import culture, cultures_of
from nlp.training.grammar.persons import person
from nlp.training.grammar.shortening import acronym_of, organisation_alias_of, short_of
from nlp.training.grammar.vessels import tail_number, vessel

__all__ = ["acronym_of", "organisation", "organisation_alias", "short_of", "tail_number", "vessel"]

QUOTES = ("“{}”", "“{}”", "“{}”", '"{}"', '"{}"', "«{}»", "„{}“", "'{}'", "‘{}’", "''{}''", "″{}″", "„{}”", "<<{}>>")
"""Quotation marks of every typographic sort round a name."""
DOMAINS = ("com", "ru", "io", "net", "tech", "group", "trade", "pro", "eu")
WITH_FORM = {"company": 0.75, "bank": 0.45, "univ": 0.03, "plant": 0.4}
"""Share of names with a legal form, by kind of organisation."""
JOINED = 0.1
"""Share of companies with "and", "&" or a comma inside their names, beyond those their country's shapes make."""
LONG = (
    "Federal",
    "FGUP",
    "FSUE",
    "GUP",
    "Joint Stock",
    "Public Joint",
    "AKB",
    "JSCB",
    "KB ",
    "OKB",
    "Unit ",
    "Base ",
    "State ",
)
"""How names begin that already say what they are by law."""
TRADERS = (
    "&",
    "Enterprise",
    "Ventures",
    "General Bureau",
    "Trading",
    "Tmi",
    "One Person",
    "IP",
    "Holding",
    "Sanayi",
    "San.",
    "PR",
    "for ",
)
"""Legal forms, or what stands for one, that a bank or a plant does not have."""
QUOTING = frozenset({"ru", "central-asia", "caucasus"})
"""Groups of countries where a name behind its legal form mostly stands in quotation marks."""


@cache
def _group(country: str) -> str:
    return str(tables("organisations")["groups"].get(country, "any"))


@cache
def _words(group: str, kind: str) -> Bank:
    """One bank of a group of countries, or of all where the group has none of its own."""
    table = tables("organisations")
    own: Any = table.get(group, {}).get(kind) or table["any"].get(kind)
    if own is None:  # a stem where no country is known: of any group
        return bank(" ".join(str(words["stems"]) for words in table.values() if "stems" in words))
    return bank(str(own), shared=kind in ("tails", "fields", "plants"))


@cache
def _places(country: str) -> Bank:
    """Cities and regions of a country, or of one that shares its words."""
    table = tables("organisations")["places"]
    near = next((other for other in table if _group(other) == _group(country)), "any")
    return bank(str(table.get(country) or table[near if _group(country) != "any" else "any"]))


@cache
def _forms(country: str) -> tuple[str, ...]:
    """Legal forms of a country, each behind the sign of where it stands."""
    table = tables("organisations")["forms"]
    text = str(table.get("gb" if country == "uk" else country) or table["any"]).replace("& ", "&_").replace("- ", "-_")
    return tuple(form.replace("_", " ") for form in text.split())


@cache
def _countries() -> tuple[str, ...]:
    return tuple(code for code in tables("organisations")["forms"] if code != "any")


Part = tuple[str, str]
"""Literal text, and the slot after it ('' for none)."""


@cache
def _shapes(group: str, kind: str) -> tuple[tuple[Part, ...], ...]:
    """Shapes of names of one kind, cut at their slots."""
    table = tables("organisations")
    shapes: list[str] = table.get(group, {}).get(kind) or table["any"][kind]
    return tuple(tuple(_cut(shape)) for shape in shapes)


def _cut(shape: str) -> list[Part]:
    parts: list[Part] = []
    for piece in shape.split("}"):
        literal, _, slot = piece.partition("{")
        parts.append((literal, slot))
    return parts


def coined(rng: random.Random, group: str, held: bool) -> str:
    """A made-up word of two syllables of a group of countries; the whole word is what held-out data keeps."""
    firsts, seconds = _words(group, "coin_a"), _words(group, "coin_b")
    word = ""
    for _ in range(60):
        word = firsts.pick(rng, rng.random() < 0.17) + seconds.pick(rng, rng.random() < 0.17)
        if is_held(word) == held:
            break
    return word


def _letters(rng: random.Random, group: str, held: bool) -> str:
    word = ""
    for _ in range(60):
        word = "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVZ") for _ in range(rng.choice((2, 3, 3, 3, 4))))
        if is_held(word) == held:
            break
    return word


def _number(rng: random.Random) -> int:
    return rng.choice(
        (rng.randint(1, 20), rng.randint(1, 99), rng.randint(100, 999), rng.choice((2000, 21, 360, 24, 7)))
    )


def _ordinal(rng: random.Random) -> str:
    number = rng.choice((rng.randint(1, 60), rng.randint(1, 60), rng.randint(100, 800)))
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _founder(rng: random.Random, country: str, held: bool, kind: str) -> str:
    keys = cultures_of(country)
    own = culture(keys[int(rng.random() * len(keys))])
    return (own.surnames if kind == "surname" else own.men).pick(rng, held)


def _whole(rng: random.Random, country: str, held: bool) -> str:
    name = person(rng, country, held)
    return (name.title() if name.isupper() else name).partition(",")[0]


Filler = Callable[[random.Random, str, str, bool], str]
SLOTS: dict[str, Filler] = {
    "stem": lambda rng, cc, group, held: _words(group, "stems").pick(rng, held),
    "adjective": lambda rng, cc, group, held: _words("any", "adjectives").pick(rng, held),
    "noun": lambda rng, cc, group, held: _words("any", "nouns").pick(rng, held),
    "tail": lambda rng, cc, group, held: _words(group, "tails").pick(rng, held),
    "field": lambda rng, cc, group, held: _words("any", "fields").pick(rng, held),
    "plant": lambda rng, cc, group, held: _words("any", "plants").pick(rng, held),
    "coin": lambda rng, cc, group, held: coined(rng, group, held),
    "coin_low": lambda rng, cc, group, held: _words(group, "coin_b").pick(rng, held),
    "place": lambda rng, cc, group, held: _places(cc).pick(rng, held),
    "surname": lambda rng, cc, group, held: _founder(rng, cc, held, "surname"),
    "given": lambda rng, cc, group, held: _founder(rng, cc, held, "given"),
    "person": lambda rng, cc, group, held: _whole(rng, cc, held),
    "letters": lambda rng, cc, group, held: _letters(rng, group, held),
    "number": lambda rng, cc, group, held: str(_number(rng)),
    "ordinal": lambda rng, cc, group, held: _ordinal(rng),
    "domain": lambda rng, cc, group, held: rng.choice(DOMAINS),
    "al": lambda rng, cc, group, held: rng.choice(("Al ", "Al ", "Al-", "Al", "El ", "")),
}  # fmt: skip
"""What stands in each slot of a shape."""


def organisation(rng: random.Random, country: str, kind: str, held: bool) -> str:
    """An organisation's name as notices about this country write it; `kind` is company, bank, univ or plant."""
    if not country:
        country = _countries()[int(rng.random() * len(_countries()))]
    group = _group(country)
    if kind == "company" and chance(rng, JOINED):
        shapes = _shapes("any", "joined")
    else:
        shapes = _shapes("any" if rng.random() < 0.2 else group, kind)
    core = ""
    for literal, slot in shapes[int(rng.random() * len(shapes))]:
        core += literal + (SLOTS[slot](rng, country, group, held) if slot else "")
    core = " ".join(core.split())
    if kind == "company" and " " not in core and chance(rng, 0.06):
        core = core.lower() if chance(rng, 0.5) else core.upper()
    name = core
    if chance(rng, WITH_FORM[kind]) and not core.startswith(LONG):
        name = _with_form(rng, core, country, group, plain=kind != "company")
    return name.upper() if chance(rng, 0.08) else name


def _with_form(rng: random.Random, core: str, country: str, group: str, *, plain: bool = False) -> str:
    """The name with a legal form of the country where such a form stands, and quotation marks as there usual."""
    forms = _forms(country)
    form = forms[int(rng.random() * len(forms))]
    where, text = form[0], form[1:]
    if plain and text.startswith(TRADERS):
        return core
    words = core.split()
    if len(words) > 1 and text.split()[0].strip(",.") == words[-1]:
        core = " ".join(words[:-1])  # no "Trading Trading Corporation"
    quoting = (0.55 if group in QUOTING else 0.12) if where in "<(" else 0.12 if group in QUOTING else 0.02
    if not any(mark in core for mark in '“”«»"') and chance(rng, quoting):
        core = rng.choice(QUOTES).format(core)
    if where == "<":
        return f"{text} {core}"
    if where == ",":
        return f"{core}, {text}"
    return f"{core} ({text})" if where == "(" else f"{core}{'' if text.startswith('-') else ' '}{text}"


def organisation_alias(rng: random.Random, name: str, country: str) -> str:
    """Another name of the same organisation: a former one, a similar one, another spelling, or one that shares nothing.

    A name without words kept for held-out data gets none of them by its alias.
    """
    return organisation_alias_of(rng, name, country, organisation, _with_plain_form)


def _with_plain_form(rng: random.Random, core: str, country: str) -> str:
    """The core of a name with a legal form of its country."""
    if any(word in core.casefold() for word in ("universit", "institut", "academ", "school")):
        return core
    return _with_form(rng, core, country, _group(country))
