"""Short names, acronyms and other names of organisations."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from nlp.training.grammar.banks import is_held, tables
from nlp.training.grammar.spellings import cyrillic, holds_held, respelt

QUOTED = re.compile(r"[“\"«„'‘″<]{1,2}(\w.{1,}?)[”\"»“'’″>]{1,2}(?=\s|,|$)")
JOINING = frozenset(
    ["of", "and", "for", "the", "ve", "y", "e", "et", "und", "de", "la", "do", "da", "in", "&", "al", "named", "after"]
)
LEADING = JOINING | frozenset(
    ["bank", "commercial", "school", "institute", "university", "plant", "factory", "design", "bureau", "first", "firm"]
)
"""Words that may stand before a distinctive part without being of it."""
LONG_FORMS = (
    "Federal State Unitary Enterprise", "FSUE", "FGUP", "GUP", "NPO", "NPP", "NII", "KB", "AKB", "NTC", "NPF", "PKF",
    "IP", "Individual Entrepreneur", "Sherkate", "Korea", "JSCB",
)  # fmt: skip
"""What stands before a distinctive part as a legal form would."""


def _plain(words: list[str]) -> tuple[str, ...]:
    return tuple(word.casefold().strip(".,()") for word in words)


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    """Legal forms of all countries as plain words."""
    table: dict[str, str] = tables("organisations")["forms"]
    texts = (form[1:] for forms in table.values() for form in forms.replace("& ", "&_").replace("- ", "-_").split())
    found = {_plain(text.replace("_", " ").split()) for text in texts}
    return frozenset(found | {_plain(form.split()) for form in LONG_FORMS})


@cache
def _tails() -> frozenset[str]:
    """Words of generic tails of all groups of countries."""
    table = tables("organisations")
    kinds = ("tails", "plants", "fields")
    entries = (str(words[kind]) for words in table.values() for kind in kinds if kind in words)
    found = {word.casefold() for text in entries for word in text.replace("_", " ").split()}
    return frozenset(
        found | {"&", "and", "ve", "y", "e", "of", "for", "bank", "university", "institute", "group", "co", "no"}
    )


def core_of(name: str) -> str:
    """The name without its legal forms and quotation marks."""
    quoted = QUOTED.search(name)
    words = (quoted.group(1) if quoted else name).split()
    forms = _forms()
    changed = True
    while changed and len(words) > 1:
        changed = False
        for size in range(min(6, len(words) - 1), 0, -1):
            if _plain(words[-size:]) in forms:
                words, changed = words[:-size], True
                break
            if _plain(words[:size]) in forms:
                words, changed = words[size:], True
                break
    return " ".join(words).strip(" ,()-")


def short_of(rng: random.Random, name: str) -> str:
    """The distinctive part of a name, without legal form and generic tail.

    A name that is nothing but one word comes back in other letters, or cut at its hyphen.
    """
    core = core_of(name)
    words = core.split()
    generic = _tails() | JOINING
    kept = list(words)
    while len(kept) > 1 and kept[-1].casefold().strip(",.()") in generic:
        kept.pop()
    while len(kept) > 1 and kept[0].casefold().strip(".") in LEADING:
        kept.pop(0)
    if len(kept) > 2 and rng.random() < 0.5:
        kept = kept[:2] if kept[1].casefold() not in JOINING else kept[:3]
    own = [word for word in words if word.casefold().strip(",.()") not in generic and word[0].isalpha()]
    others = [
        core,
        own[0] if own else words[0],
        core.partition("-")[0],
        core.title() if core.isupper() else core.upper(),
    ]
    if len(kept) > 1 or (own and kept[0] in own):
        others.insert(0, " ".join(kept))
    for found in others:
        found = (
            found.strip(" ,.&()-") if found.count("(") == found.count(")") else found.replace("(", "").strip(" ,.&)-")
        )
        if len(found) > 1 and found != name:
            return found
    return core


def acronym_of(rng: random.Random, name: str) -> str:
    """The initials of a name, now and then with those of its legal form; capitals out of a name of one word."""
    whole = re.sub(r"[“”\"«»„‘’″<>()]", " ", name)
    source = whole if rng.random() < 0.12 else core_of(name)
    words = [word for word in re.split(r"[\s\-/.]+", source) if word and word[0].isalnum()]
    letters = ""
    for word in words:
        if word.casefold() in JOINING and rng.random() < 0.9:
            continue
        inner = word.isupper() and not source.isupper() and len(word) < 5
        letters += word if word.isdigit() or inner else word[0].upper() if word[0].isalpha() else ""
    if sum(letter.isalpha() for letter in letters) < 2 or len(letters) > 9:
        letters = _squeezed(rng, re.sub(r"[^\w]", "", "".join(words[:2])) or name)
    return ".".join(letters) + "." if len(letters) < 5 and letters.isalpha() and rng.random() < 0.04 else letters


def _squeezed(rng: random.Random, word: str) -> str:
    """A few of a word's consonants in capitals."""
    rest = [letter for letter in word[1:] if letter.isalpha() and letter.casefold() not in "aeiouyаеиоуы"]
    word = word.lstrip("0123456789") or word
    found = word[0] + "".join(rest[: rng.choice((1, 2, 2, 3))])
    return (found if len(found) > 1 else f"{word}{word[:1]}"[:3]).upper()


@cache
def _held_words() -> frozenset[str]:
    """Every entry of the banks of organisations kept for held-out data, in lower case."""
    texts = [str(t[k]) for t in tables("organisations").values() for k in ("stems", "adjectives", "nouns") if k in t]
    texts += list(tables("organisations")["places"].values())
    entries = (raw.replace("_", " ") for text in texts for raw in text.split())
    return frozenset(entry.lower() for entry in entries if is_held(entry))


def name_holds_held(name: str) -> bool:
    """Whether a name of an organisation has a word kept for held-out data, of a person's name or of its own banks."""
    held = _held_words()
    return holds_held(name) or any(word in held for word in _pieces(name))


def _pieces(name: str) -> Iterator[str]:
    words = [word.strip(".,()“”\"«»„'‘’″<>").lower() for word in name.split()]
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


CYRILLIC_COUNTRIES = frozenset(["ru", "by", "kz", "kg"])
"""Countries whose names are also written in Cyrillic."""
Maker = Callable[[random.Random, str, str, bool], str]
Former = Callable[[random.Random, str, str], str]
MORE = (
    "Group", "Global", "International", "Trading", "Plus", "Trade", "Holding", "Services", "Logistics", "Technologies",
    "Asia", "Overseas", "Systems", "Company", "Export", "Invest",
)  # fmt: skip


def organisation_alias_of(rng: random.Random, name: str, country: str, maker: Maker, former: Former) -> str:
    """Another name of an organisation, made with the maker of names and of legal forms."""
    held = name_holds_held(name)
    for _ in range(12):
        found = _alias(rng, name, country, maker, former, held)
        if len(found) > 1 and found != name and (held or not name_holds_held(found)):
            return found
    return f"{core_of(name)} {rng.choice(MORE)}"


def _alias(rng: random.Random, name: str, country: str, maker: Maker, former: Former, held: bool) -> str:
    roll = rng.random()
    if roll < 0.35:
        return maker(rng, country, "company", held)
    short = short_of(rng, name)
    if roll < 0.5:
        return former(rng, f"{short} {rng.choice(MORE)}", country)
    if roll < 0.6:
        return f"{short} {rng.choice(MORE)}"
    if roll < 0.7:
        return f"{rng.choice(('New', 'Neo', 'Inter', 'Global', 'First'))} {short}"
    if roll < 0.8:
        return former(rng, core_of(name), country)
    if roll < 0.87 and country in CYRILLIC_COUNTRIES and core_of(name).isascii() and core_of(name).isalpha():
        form, core = rng.choice(("ООО", "ООО", "АО", "ЗАО", "НПО")), cyrillic(core_of(name))
        return f"{form} «{core.replace('Електр', 'Электр')}»"
    if roll < 0.92:
        return respelt(
            rng, name, {"ir": "persian"}.get(country, "russian" if country in CYRILLIC_COUNTRIES else "western")
        )
    return short.upper() if not short.isupper() else short.title()
