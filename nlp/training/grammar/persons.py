"""Names of persons of many naming cultures, their family names, and other spellings of them."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import chance
from nlp.training.grammar.cultures import FAMILY_FIRST, STYLES, Culture, culture, cultures_of, feminine
from nlp.training.grammar.spellings import cyrillic, holds_held, initials, nicknames, respelt

PARTICLES = frozenset(
    ["al", "el", "bin", "ben", "ibn", "de", "da", "do", "dos", "del", "della", "di", "van", "der", "den", "von", "zu",
     "du", "le", "la", "abu", "abi", "abou", "abdel"]
)  # fmt: skip
"""Words that belong to the family name they stand before."""
WOMEN = 0.18
"""Share of women among persons named in notices."""


def person(rng: random.Random, country: str, held: bool) -> str:
    """A person's name as notices about this country write it; '' is any country."""
    keys = cultures_of(country)
    own = culture(keys[int(rng.random() * len(keys))])
    woman = chance(rng, WOMEN)
    name = STYLES[own.style](rng, own, own.women if woman else own.men, woman, held)
    roll = rng.random()
    if roll < 0.06:
        return name.upper()
    if roll < 0.09:
        last = last_name_of(name, country)
        return name.replace(last, last.upper())
    return name


@cache
def _surnames(key: str) -> frozenset[str]:
    """Family names of a culture in lower case, women's forms too."""
    own = culture(key)
    found = {entry.lower() for entry in own.surnames.entries}
    if own.style in ("russian", "turkic", "slavic"):
        found |= {feminine(entry, "ru" if own.style == "turkic" else key).lower() for entry in own.surnames.entries}
    return frozenset(found)


@cache
def _given(key: str) -> frozenset[str]:
    """Given names of a culture in lower case."""
    own = culture(key)
    return frozenset(entry.lower() for entry in own.men.entries + own.women.entries)


def _culture_of(name: str, country: str) -> tuple[Culture | None, int]:
    """The culture a name seems to come from, among those of the country, and where its family name stands.

    A culture that knows a given name beside the family name comes before one that knows the family name alone.
    """
    words = [word.strip(",") for word in name.lower().split()]
    alone: tuple[Culture | None, int] = (None, -1)
    for key in dict.fromkeys(cultures_of(country)):
        own, known, given = culture(key), _surnames(key), _given(key)
        order = range(len(words)) if own.style in FAMILY_FIRST else range(len(words) - 1, -1, -1)
        for at in order:
            bare = words[at].removeprefix("al-").removeprefix("el-")
            if words[at] in known or (own.style == "arabic" and bare in known):
                if any(word in given for word in words[:at] + words[at + 1 :]):
                    return own, at
                alone = (own, at) if alone[0] is None else alone
                break
    return alone


def last_name_of(name: str, country: str) -> str:
    """The family name within a person's name, with the particles before it."""
    words = name.replace(" Jr.", "").replace(" Sr.", "").replace(" III", "").replace(" II", "").split()
    words = [word.strip(",") for word in words]
    if len(words) < 2:
        return words[0]
    capitals = [word for word in words if word.isupper() and len(word) > 2]
    if capitals and len(capitals) < len(words) and not all(len(w) < 3 or w.isupper() for w in words):
        return " ".join(capitals)
    own, at = _culture_of(name, country)
    if own is None or at >= len(words):
        at = len(words) - 1
    start = at
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start : at + 1])


def _in_script(name: str, own: Culture | None) -> str:
    """The name in its original script, where the banks know every part of it; '' otherwise."""
    if own is None:
        return ""
    if own.key == "ru":
        return cyrillic(name)
    scripts = own.surnames.scripts | own.women.scripts | own.men.scripts
    if not scripts:
        return ""
    words = name.replace("Al-", "").replace("al-", "").replace("El-", "").replace(" bin ", " بن ").split()
    if own.style in ("chinese", "cantonese"):
        return _in_characters(words, own)
    found = [word if word == "بن" else scripts.get(word, "") for word in words]
    return " ".join(found) if all(found) else ""


def _in_characters(words: list[str], own: Culture) -> str:
    given = own.women.scripts | own.men.scripts
    last = own.surnames.scripts.get(words[0].capitalize(), "")
    rest = "".join(words[1:]).replace("-", "").lower()
    low = {syllable.lower(): character for syllable, character in given.items()}
    for at in range(1, len(rest) + 1):
        one, other = low.get(rest[:at], ""), low.get(rest[at:], "") if at < len(rest) else ""
        if last and one and (other or at == len(rest)):
            return last + one + other
    return ""


def person_alias(rng: random.Random, name: str, country: str) -> str:
    """The same person named otherwise: another spelling, order, initials, nickname, script, or an unrelated name.

    A name without words kept for held-out data gets none of them by its alias.
    """
    held = holds_held(name)
    for _ in range(12):
        found = _alias(rng, name, country, held)
        if found and found != name and (held or not holds_held(found)):
            return found
    return f"{name} {rng.choice(('Jr.', 'II'))}"


def _alias(rng: random.Random, name: str, country: str, held: bool) -> str:
    own, _ = _culture_of(name, country)
    last = last_name_of(name, country)
    first = " ".join(word for word in name.replace(last, "", 1).replace(",", "").split())
    roll = rng.random()
    if roll < 0.3:
        return respelt(rng, name, own.style if own else "western")
    if roll < 0.42:
        return initials(rng, first, last) if first else ""
    if roll < 0.54 and first:
        swapped = f"{last} {first}" if not name.startswith(last) else f"{first} {last}"
        return rng.choice((swapped, f"{last}, {first}", f"{last.upper()} {first}", f"{last.upper()}, {first}"))
    if roll < 0.66 and first:
        return f"{first.split()[0]} {last}" if " " in first else first if rng.random() < 0.3 else ""
    if roll < 0.78:
        return _nickname(rng, first, last, own)
    if roll < 0.9:
        return _in_script(name, own)
    return person(rng, country, held)


def _nickname(rng: random.Random, first: str, last: str, own: Culture | None) -> str:
    if own and own.style.startswith("arabic") and rng.random() < 0.6:
        return f"{rng.choice(('Abu', 'Abu', 'Abou'))} {rng.choice(nicknames('kunya')[''])}"
    known = nicknames(own.key).get(first.split()[0]) if own and first else None
    nick = rng.choice(known or nicknames("any")[""])
    return rng.choice((nick, f"{nick} {last}", f"{nick} {last}", f"“{nick}”"))
