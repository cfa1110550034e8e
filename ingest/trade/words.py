"""What the words of a header mean: read from `words/*.toml`, compared without case, accents and punctuation."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

FOLDER = Path(__file__).parent / "words"

OTHER = "other:"
"""Prefix of a meaning that the table has no place for."""

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SYMBOLS = {
    "us$": " usd ", "r$": " brl ", "$": " usd ", "€": " eur ", "£": " gbp ", "₽": " rub ", "₹": " inr ", "₴": " uah ",
    "₩": " krw ", "₺": " try ",
}  # fmt: skip
_BOX = re.compile(r"g?\d+[a-z]?|[ivx]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a header may mean, how surely (0..1), in which language, and which of its words say so."""

    field: str
    score: float
    language: str
    words: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """What a header states of its numbers besides their meaning."""

    currency: str = ""
    kilograms: float | None = None
    """Kilograms in one of the unit the header names, if it names a unit of mass."""
    original: bool = False
    """The header says that its cells hold the original document's own words."""
    own_money: bool = False
    """A value that a customs service computes in its own currency, whatever the invoice's is."""


def normal(text: str) -> str:
    """A header as compared: words in lower case, no accents, no punctuation; `shipperName` is two words."""
    text = unicodedata.normalize("NFKC", re.sub(r" \[\d+\]$", "", text))
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text).casefold().replace("ı", "i")
    for symbol, word in _SYMBOLS.items():
        text = text.replace(symbol, word)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    text = unicodedata.normalize("NFC", text)
    text = " ".join(re.sub(r"[\W_]+", " ", text).split())
    return re.sub(r"\bг(?=\d)", "g", text)


@dataclass(frozen=True)
class _Words:
    fields: Mapping[str, Sequence[tuple[str, str, int]]]
    """phrase → (field, language, rank)"""
    roles: Mapping[str, Sequence[tuple[str, str, int]]]
    parts: Mapping[str, Sequence[tuple[str, str, int]]]
    ambiguous: Mapping[str, Sequence[str]]
    refuses: frozenset[str]
    noise: frozenset[str]
    mass: Mapping[str, float]
    currency: Mapping[str, str]
    original: Sequence[str]
    own_money: Sequence[str]
    dollars: Sequence[str]


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Any]:
    """Everything the word files say, as they stand."""
    merged: dict[str, Any] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        merged |= tomllib.loads(file.read_text(encoding="utf-8"))
    return merged


@lru_cache(maxsize=1)
def _words() -> _Words:
    said = tables()
    fields = dict(_flat(said["fields"]))
    for name, phrases in said["other"].items():
        for rank, phrase in enumerate(phrases):
            fields.setdefault(normal(phrase), []).append((OTHER + name, "", rank))
    currency = {normal(word): code for word, code in said["currency"].items() if normal(word)}
    currency |= {code: code.upper() for code in said["headers"]["currencies"] if len(code) == 3}
    return _Words(
        fields, dict(_flat(said["roles"])), dict(_flat(said["parts"])),
        {normal(word): candidates for word, candidates in said["ambiguous"].items()},
        frozenset(map(normal, said["refuses"]["headers"])), frozenset(map(normal, said["noise"])),
        {normal(word): factor for word, factor in said["mass"].items()}, currency,
        [normal(word) for word in said["headers"]["original"]],
        [normal(word) for word in said["money"]["own"]], [normal(word) for word in said["money"]["dollars"]],
    )  # fmt: skip


def _flat(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = {}
    for name, languages in tables.items():
        for language, phrases in languages.items():
            for rank, phrase in enumerate(phrases):
                found.setdefault(normal(phrase), []).append((name, language, rank))
    return found


def meanings(header: str) -> list[Meaning]:
    """What a header may mean, the surest first; nothing if none of its words is known."""
    words, text = _words(), normal(header)
    if not text:
        return []
    best: dict[str, Meaning] = {}
    for meaning in (*_as_field(text, words), *_as_role(text, words)):
        if meaning.field not in best or meaning.score > best[meaning.field].score:
            best[meaning.field] = meaning
    for candidate in words.ambiguous.get(text, ()):
        if candidate not in best:
            best[candidate] = Meaning(candidate, 0.55, "", text)
    return sorted(best.values(), key=lambda m: (-m.score, m.field))


def stated(header: str) -> Stated:
    """What a header states besides its meaning: a currency, a unit of mass, that its words are the original ones."""
    words, text = _words(), normal(header)
    currency = next((code for word, code in words.currency.items() if _inside(word, text)), "")
    if not currency and any(_inside(word, text) for word in words.dollars):
        currency = "USD"
    last = text.rpartition(" ")[2]
    mass = next((f for word, f in words.mass.items() if (len(word) > 1 and _inside(word, text)) or word == last), None)
    return Stated(
        currency,
        mass,
        any(_inside(word, text) for word in words.original),
        any(_inside(word, text) for word in words.own_money),
    )


def refuses(headers: Iterable[str]) -> list[str]:
    """Headers that say: this is a register or a list, not trade records."""
    return [header for header in headers if normal(header) in _words().refuses]


def is_ambiguous(header: str) -> Sequence[str]:
    """The fields a header that says too little could mean."""
    return _words().ambiguous.get(normal(header), ())


def _as_field(text: str, words: _Words) -> Iterable[Meaning]:
    squashed = text.replace(" ", "")
    for phrase, names in words.fields.items():
        if phrase == text or phrase.replace(" ", "") == squashed:
            for name, language, rank in names:
                yield Meaning(name, 1.0 - 0.003 * min(rank, 40), language, phrase, True)
        elif _inside(phrase, text):
            score = _covered(phrase, _without(phrase, text), words)
            for name, language, rank in names:
                yield Meaning(name, score - 0.001 * min(rank, 40), language, phrase)
        elif len(phrase) >= 6 and abs(len(phrase) - len(text)) <= 2 and fuzz.ratio(phrase, text) >= 90:
            for name, language, rank in names:
                yield Meaning(name, 0.8 - 0.001 * min(rank, 40), language, phrase)


def _as_role(text: str, words: _Words) -> Iterable[Meaning]:
    for phrase, names in words.roles.items():
        exact = phrase == text or phrase.replace(" ", "") == text.replace(" ", "")
        if not exact and not _inside(phrase, text):
            continue
        rest = "" if exact else _without(phrase, text)
        part, score = _part(rest, words)
        for role, language, rank in names:
            field = f"{OTHER}{role} detail" if part == "other" else role if part == "name" else f"{role}_{part}"
            if role == "carrier" and part == "name":
                field = "carrier"
            lead = 0.02 * len(phrase) / len(text) if not exact else 0.0
            yield Meaning(field, min(1.0, score + lead) - 0.003 * min(rank, 20), language, phrase, exact)


def _part(rest: str, words: _Words) -> tuple[str, float]:
    """What of a party the rest of the header names, and how well that explains it."""
    if not rest:
        return "name", 1.0
    for tried in (rest, " ".join(t for t in rest.split() if t not in words.noise and not _BOX.fullmatch(t))):
        if not tried:
            return "name", 0.95
        for phrase in (tried, tried.replace(" ", "")):
            if phrase in words.parts:
                return words.parts[phrase][0][0], 0.97
    inside = sorted((p for p in words.parts if len(p) > 1 and _inside(p, rest)), key=len, reverse=True)
    if inside:
        return words.parts[inside[0]][0][0], 0.95 * _covered(inside[0], _without(inside[0], rest), words)
    return "name", _covered("x" * 10, rest, words)


def _covered(phrase: str, rest: str, words: _Words) -> float:
    """How well a phrase explains a header of which `rest` is left."""
    for known in (*words.currency, *words.mass, *words.roles):
        if len(known) > 1 and _inside(known, rest):
            rest = _without(known, rest)
    left = [t for t in rest.split() if t not in words.noise and not _BOX.fullmatch(t) and t not in words.mass]
    if not left:
        return 0.93
    size = len(phrase.replace(" ", ""))
    return 0.8 * size / (size + sum(map(len, left)))


def _inside(phrase: str, text: str) -> bool:
    if _CJK.search(phrase):
        return phrase in text
    return len(phrase) > 1 and f" {phrase} " in f" {text} "


def _without(phrase: str, text: str) -> str:
    if _CJK.search(phrase):
        return " ".join(text.replace(phrase, " ", 1).split())
    return " ".join(f" {text} ".replace(f" {phrase} ", "  ", 1).split())
