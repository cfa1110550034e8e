"""What kind of thing a run of capitalised words names: an organisation, a person, or nobody knows."""

from __future__ import annotations

import re
from functools import cache

from nlp.lexicon import lexicon, phrases, words
from nlp.places import demonyms, gazetteer


@cache
def suffix_form() -> re.Pattern[str]:
    """A legal form at the end of a name, with the comma before it."""
    forms = "|".join(re.escape(f) for f in phrases("orgs", "suffix_forms"))
    return re.compile(rf"(?:, ?| )(?:{forms})(?:,? (?:{forms}))*\.?$")


@cache
def prefix_form() -> re.Pattern[str]:
    """A legal form before a name."""
    forms = "|".join(re.escape(f) for f in phrases("orgs", "prefix_forms"))
    return re.compile(rf"^(?:{forms}) ")


@cache
def heads() -> frozenset[str]:
    """Words that organisations' names end in."""
    return words("orgs", "heads")


@cache
def titled_heads() -> frozenset[str]:
    """Heads that take "of ...": Ministry, Bank, University."""
    return words("orgs", "government")


@cache
def known_bodies() -> frozenset[str]:
    """Public bodies known everywhere in this field."""
    return frozenset(phrases("agencies", "names")) | words("agencies", "acronyms")


def generic(word: str) -> bool:
    """Is this a common word, which names nobody by itself?"""
    low = word.lower().strip(".")
    return low in lexicon().words and word not in gazetteer() and not (word.isupper() and len(word) > 2)


def is_organisation(name: str) -> str:
    """Why this is an organisation's name, or nothing."""
    bare = name.strip()
    if bare in gazetteer() or _STATE.fullmatch(bare):
        return ""
    if bare in known_bodies():
        return "public body known by name"
    if suffix_form().search(bare):
        return "legal form after the name"
    if prefix_form().match(bare):
        return "legal form before the name"
    parts = bare.split()
    if len(parts) < 2:
        return ""
    first = parts[1] if parts[0] in demonyms() and len(parts) > 2 else parts[0]
    if re.search(r" (?:of|for) ", bare):
        before = re.split(r" (?:of|for) ", bare)[0].split()
        if before[-1] in titled_heads():
            return "body of something"
    if (parts[-1] in heads() or first in heads() or any(p in heads() for p in parts[1:])) and not all(
        generic(p) or p in demonyms() or p in ("of", "the", "and", "&") for p in parts
    ):
        return "head word of an organisation"
    if parts[0] in demonyms() and parts[-1] in heads() and len(parts) > 2:
        return "national body"
    if len(parts) > 2 and parts[-1] in heads() and parts[-1] not in ("Services", "Service", "Products", "Office"):
        return "head word of an organisation"
    if "&" in parts:
        return "two names joined by &"
    return ""


_STATE = re.compile(r"(?:[A-Z]\w+ )?Republic of (?:the )?[A-Z]\w+")


def is_person(name: str) -> str:
    """Why this is a person's name, or nothing."""
    parts = name.replace(",", " ").split()
    if not 2 <= len(parts) <= 7 or any(ch.isdigit() for ch in name) or "&" in name or "/" in name:
        return ""
    bare = [p.strip(".,") for p in parts]
    if bare[0].isupper() and len(bare[0]) > 1 and not name.isupper():
        return ""
    if any(p in heads() for p in bare) or (any(len(p) > 3 and p.isupper() for p in bare) and not name.isupper()):
        return ""
    if any(p in gazetteer() or p in demonyms() for p in bare) and not any(p in words("persons", "given") for p in bare):
        return ""
    if (
        re.search(r"(?:" + "|".join(words("persons", "patronymics")) + r")$", bare[1])
        and len(bare) >= 2
        and len(bare[1]) > 6
    ):
        return "patronymic"
    generics = sum(generic(p) for p in bare)
    if bare[0] in words("persons", "given") and generics < len(bare) - 0.5:
        return "given name"
    if re.search(r"(?:ov|ova|ev|eva|sky|skiy|enko|shvili|yan|zadeh|ian)$", bare[-1]) and not generics:
        return "shape of the surname"
    return ""
