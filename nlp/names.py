"""Names in comparable form (one alphabet, one word order, legal forms apart), and two names compared with reasons."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz
from rigour.names import extract_org_types, remove_org_types, remove_person_prefixes, tokenize_name
from rigour.text import ascii_text
from rigour.text.normalize import Normalize, normalize

VERSION = "1"
"""Changes whenever a name may get another comparable form."""

_NUMBERED = re.compile(r"^no(\d+)$")  # what remains of "№7", which is "No. 7"


@dataclass(frozen=True, slots=True)
class Comparable:
    """A name as it is compared."""

    core: str
    """Latin words in alphabetical order, without legal form; empty if nothing is left to compare."""
    form: str
    """Legal forms it was written with, in their general kind (llc, jsc …), in order; empty if none."""
    distinctive: bool
    """False if the name is short or made of general words, so that an equal name says little."""


@dataclass(frozen=True, slots=True)
class _Words:
    noise: frozenset[str]
    generic: frozenset[str]
    placeholders: frozenset[str]
    unspaced_forms: tuple[tuple[str, str], ...]


@cache
def _words() -> _Words:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    forms = sorted(raw["unspaced_forms"].items(), key=lambda item: (-len(item[0]), item[0]))
    noise = frozenset(raw["noise"])
    placeholders = frozenset(" ".join(sorted(set(text.split()) - noise)) for text in raw["placeholders"])
    return _Words(noise, frozenset(raw["generic"]), placeholders, tuple(forms))


def comparable(name: str, kind: str = "") -> Comparable:
    """The comparable form of a name of this party kind; persons have titles, others have legal forms."""
    words = _words()
    text = normalize(unicodedata.normalize("NFKC", name), Normalize.CASEFOLD | Normalize.SQUASH_SPACES) or ""
    forms: list[str] = []
    if kind == "person":
        text = remove_person_prefixes(text)
    elif kind not in ("vessel", "aircraft"):
        for unspaced, form in words.unspaced_forms:
            bare = text.removeprefix(unspaced).removesuffix(unspaced).strip()
            if bare and bare != text:
                text = bare
                forms += [form] if form else []
                break
        found = extract_org_types(text, generic=True)
        bare = remove_org_types(text, " ") if found else text
        if tokenize_name(bare):  # a name that is nothing but a legal form is the name
            forms += [form for _, form in found]
            text = bare
    tokens = [_latin(token) for token in tokenize_name(text)]
    tokens = [_NUMBERED.sub(r"\1", token) for token in tokens if token] or [_latin("".join(text.split()))]
    kept = [token for token in tokens if token not in words.noise] if kind != "person" else tokens
    core = " ".join(sorted(kept or tokens)).strip()
    if core in words.placeholders:
        core = ""
    return Comparable(core, " ".join(sorted(set(forms))), _distinctive(kept, words))


def _latin(token: str) -> str:
    # Syllables of one unspaced word stay together, so that sorting words does not shuffle them.
    return "".join(letter for letter in ascii_text(token).casefold() if letter.isalnum())


def _distinctive(tokens: list[str], words: _Words) -> bool:
    telling = [token for token in tokens if token not in words.generic and not token.isdigit() and len(token) > 1]
    return sum(len(token) for token in telling) >= 5


def numbers(core: str) -> frozenset[str]:
    """The numbers in a comparable form: plant 5 is not plant 7."""
    return frozenset(token for token in core.split() if any(letter.isdigit() for letter in token))


def compare(left: str, right: str, kind: str = "") -> tuple[float, list[str]]:
    """How alike two names are, 0 to 1, and why, in words."""
    a, b = comparable(left, kind), comparable(right, kind)
    if not a.core or not b.core:
        return 0.0, ["one of the names says nothing that can be compared"]
    if numbers(a.core) != numbers(b.core):
        return 0.0, ["the numbers in the names differ"]
    reasons: list[str] = []
    if a.core == b.core:
        score = 1.0
        reasons.append(
            "the names are equal"
            if left == right
            else "the names are equal once written in one alphabet and word order, without legal form"
        )
    else:
        whole, part = fuzz.ratio(a.core, b.core) / 100, fuzz.token_set_ratio(a.core, b.core) / 100
        score = 0.95 * (0.7 * whole + 0.3 * part)
        reasons.append(f"the names share {round(100 * whole)} percent of their letters in order")
    if a.form != b.form and a.form and b.form:
        score *= 0.85
        reasons.append(f"the legal forms differ ({a.form}, {b.form})")
    if not a.distinctive or not b.distinctive:
        score *= 0.7
        reasons.append("the name is short or made of general words")
    return round(score, 4), reasons
