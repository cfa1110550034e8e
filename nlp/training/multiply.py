"""Copies of a seed text with other names, goods, codes, dates and amounts, and the noise of files."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from nlp.relating import authorities
from nlp.training.grammar import addresses, amounts, bodies, codes, goods, identifiers, noise, organisations, persons
from nlp.training.seeds import ANONYMOUS, Mark, Says, Seed

SWAPPED = {
    "ORG": 0.92, "PERSON": 0.95, "VESSEL": 0.9, "ADDRESS": 0.9, "PLACE": 0.6, "ITEM": 0.6, "CONTROL_CODE": 0.7,
    "IDENTIFIER": 0.95, "LEGAL": 0.3, "DATE": 0.9, "MONEY": 0.9,
}  # fmt: skip
"""How often a name of each label gives way to another one. Ours: goods and citations fit their sentence, so fewer."""

PUBLIC = {"gov", "army"}
"""Hints of public bodies and armed forces."""

BODIES = 0.5
"""Share of training copies in which a public body gives way to another one; in held-out copies it always does."""

PRAISED = 0.2
"""Share of new goods with words before them that do not belong to them: "critical", "a range of"."""

LIES_IN_KEPT = 0.6
"""Share of cities whose country stays as it was written."""

NOISY = 0.3
"""Share of copies with the noise of files."""


@dataclass(frozen=True)
class Span:
    """A name in a copy."""

    start: int
    end: int
    label: str
    key: str


@dataclass(frozen=True)
class Told:
    """A relation between two names of a copy, by their place among its spans, and whether the text states it."""

    head: int
    type: str
    tail: int
    says: Says


@dataclass(frozen=True)
class Copy:
    """A text ready to learn from."""

    id: str
    text: str
    spans: tuple[Span, ...]
    told: tuple[Told, ...]


def as_written(seed: Seed) -> Copy:
    """The seed itself."""
    spans = tuple(Span(mark.start, mark.end, mark.label, mark.key) for mark in seed.marks)
    return Copy(seed.id, seed.text, spans, _told(seed, spans))


def copy(seed: Seed, rng: random.Random, *, held: bool, noisy: bool | None = None) -> Copy:
    """Another text in the words of the seed. With `held`, names and goods come from the part no training text sees."""
    words = _words(seed, rng, held)
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for mark, new in zip(seed.marks, words, strict=True):
        between = seed.text[at : mark.start]
        if mark.label == "ITEM" and new != seed.text[mark.start : mark.end] and rng.random() < PRAISED:
            lead = goods.before_item(rng, between, mark.hint.startswith("1"))
            between = _article(between, lead or new) + lead
        elif mark.label in ("ITEM", "ORG"):
            between = _article(between, new)
        elif mark.label == "CONTROL_CODE":
            new = _once(between, new)
        parts += [between, new]
        start = length + len(between)
        length = start + len(new)
        spans.append(Span(start, length, mark.label, mark.key))
        at = mark.end
    parts.append(seed.text[at:])
    text = "".join(parts)
    if rng.random() < NOISY if noisy is None else noisy:
        text, moved = noise.noisy(rng, text, [(span.start, span.end) for span in spans])
        spans = [Span(a, b, span.label, span.key) for span, (a, b) in zip(spans, moved, strict=True)]
    return Copy(seed.id, text, tuple(spans), _told(seed, tuple(spans)))


def _told(seed: Seed, spans: tuple[Span, ...]) -> tuple[Told, ...]:
    """Each fact between the two mentions of its names that stand closest."""
    places: dict[str, list[int]] = {}
    for number, span in enumerate(spans):
        places.setdefault(span.key, []).append(number)
    told = []
    for fact in seed.facts:
        pairs = [(h, t) for h in places[fact.head] for t in places[fact.tail] if h != t]
        if pairs:
            head, tail = min(pairs, key=lambda pair: _apart(spans[pair[0]], spans[pair[1]]))
            told.append(Told(head, fact.type, tail, fact.says))
    return tuple(told)


def _apart(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _words(seed: Seed, rng: random.Random, held: bool) -> list[str]:
    """The new words of every mark; the same name is the same wherever it stands."""
    first: dict[str, Mark] = {}
    for mark in seed.marks:
        if mark.key != ANONYMOUS:
            first.setdefault(mark.key, mark)
    chosen: dict[str, str] = {}

    def named(key: str) -> str:
        if key not in chosen:
            mark = first[key]
            chosen[key] = seed.text[mark.start : mark.end]  # what a name that hangs on itself falls back to
            chosen[key] = _other(seed, mark, rng, held, named)
        return chosen[key]

    words = []
    for mark in seed.marks:
        own = seed.text[mark.start : mark.end]
        if mark.key == ANONYMOUS:
            words.append(_other(seed, mark, rng, held, named))
            continue
        new = named(mark.key)
        origin = first[mark.key]
        before = seed.text[origin.start : origin.end]
        if own.isupper() and not before.isupper():
            new = new.upper()
        elif new == before:
            new = own
        words.append(new)
    return words


_BRACKET = re.compile(r"\s*\(\W{0,2}(?:the )?\W{0,2}")
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3040-\uffef]")


def _other(seed: Seed, mark: Mark, rng: random.Random, held: bool, named: object) -> str:
    """What stands in the place of one mark."""
    own = seed.text[mark.start : mark.end]
    hint, equals, of = mark.hint.partition("=")
    if equals and callable(named):
        full = named(of)
        return own if full in seed.text else _derived(mark, hint, full, own, rng)
    hints = set(hint.split("."))
    if "kept" in hints or (PUBLIC & hints and _stays(seed, mark, own)):
        return own
    if PUBLIC & hints:
        return own if not held and rng.random() > BODIES else _public(seed, mark, own, rng, held)
    if not held and rng.random() > SWAPPED[mark.label]:
        return own
    if mark.label in ("ORG", "PERSON", "ADDRESS", "ITEM", "PLACE") and _OTHER_SCRIPT.search(own):
        return own
    new = _drawn(mark, own, rng, held)
    if own.isupper() and len(own) > 3 and mark.label in ("ORG", "PERSON", "VESSEL", "ADDRESS"):
        return new.upper()
    opens = mark.start == 0 or seed.text[max(0, mark.start - 2) : mark.start] in (". ", ".\n", "\n\n")
    if mark.label == "ITEM" and own[0].isupper() and opens:
        return new[0].upper() + new[1:]
    return new


def _stays(seed: Seed, mark: Mark, own: str) -> bool:
    """Whether a public body stays as written.

    Publishers of notices do, and short words and acronyms, and what the text equates with a name that is not made
    of this one: a new name would not go with it.
    """
    if len(own) < 5 or (own.isupper() and " " not in own) or any(name in own for name in authorities()):
        return True
    bracket = _BRACKET.match(seed.text, mark.end)
    if bracket and any(other.start == bracket.end() and "=" not in other.hint for other in seed.marks):
        return True
    hints = {other.key: other.hint for other in reversed(seed.marks)}
    pairs = [(fact.head, fact.tail) for fact in seed.facts if fact.type == "ALIAS_OF" and fact.says != "denied"]
    others = {other for pair in pairs if mark.key in pair for other in pair} - {mark.key}
    return any("=" not in hints[other] for other in others)


def _public(seed: Seed, mark: Mark, own: str, rng: random.Random, held: bool) -> str:
    """Another public body, without a country in its name behind one such as "Iran's"."""
    first = mark.hint.partition(".")[0]
    before = seed.text[: mark.start]
    bare = before.endswith(("’s ", "'s ", "s’ ", "s' "))
    armed = "army" in mark.hint.split(".")
    name = bodies.body(rng, first if len(first) == 2 else "", held, bare=bare, armed=armed)
    return name.upper() if own.isupper() else name


def _drawn(mark: Mark, own: str, rng: random.Random, held: bool) -> str:
    first, _, second = mark.hint.partition(".")
    country = first if len(first) == 2 else ""
    match mark.label:
        case "ORG":
            kind = second if second in ("bank", "univ", "plant") else "company"
            return organisations.organisation(rng, country, kind, held)
        case "PERSON":
            return persons.person(rng, country, held)
        case "VESSEL":
            return organisations.tail_number(rng) if first == "tail" else organisations.vessel(rng, held)
        case "ADDRESS":
            return addresses.address(rng, country, held)
        case "PLACE" if first == "city":
            return _city(own, second, rng, held)
        case "PLACE" if first == "country":
            return addresses.country_name(rng)
        case "PLACE" if first == "region":
            return addresses.region(rng)
        case "ITEM":
            return goods.item(rng, first == "1", held)
        case "CONTROL_CODE" if first:
            return codes.control_code(rng, first)
        case "IDENTIFIER":
            return identifiers.like(rng, own, first)
        case "LEGAL":
            return amounts.digits_like(rng, own)
        case "DATE":
            return amounts.date_like(rng, own)
        case "MONEY":
            return amounts.money_like(rng, own)
    return own


def _city(own: str, country: str, rng: random.Random, held: bool) -> str:
    """Another city; with what it lies in, if the name it stands for had that: "Bursa, Turkey", "Salina, KS"."""
    town = addresses.city(rng, country, held)
    _, comma, lies_in = own.partition(", ")
    if not comma:
        return town
    return f"{town}, {lies_in if country == 'us' or rng.random() < LIES_IN_KEPT else addresses.country_name(rng)}"


def _derived(mark: Mark, hint: str, full: str, own: str, rng: random.Random) -> str:
    """A short or other name of a name that was swapped."""
    country = hint.partition(".")[0] if len(hint.partition(".")[0]) == 2 else ""
    kind = hint.rpartition(".")[2]
    new = own
    if mark.label == "PERSON":
        new = persons.last_name_of(full, country) if kind == "last" else persons.person_alias(rng, full, country)
    elif mark.label == "ORG" and kind == "acro":
        new = organisations.acronym_of(rng, full)
    elif mark.label == "ORG" and kind == "short":
        new = organisations.short_of(rng, full)
    elif mark.label == "ORG":
        new = organisations.organisation_alias(rng, full, country)
    return new or own


def _once(before: str, code: str) -> str:
    """The code without "ECCN" or "HS" where that word stands before it already."""
    word, blank, rest = code.partition(" ")
    said = before.rstrip(" :").casefold()
    return rest if blank and rest and said.endswith(word.casefold()) else code


def _article(before: str, word: str) -> str:
    """The text before a name with "a" or "an" as the name wants it."""
    found = re.search(r"\b([Aa])n? $", before)
    if not found:
        return before
    vowel = word[:1].lower() in "aeio" or re.match(r"(?:[FHLMNRSX][A-Z\d]|8|11|18)", word) is not None
    return before[: found.start()] + found[1] + ("n " if vowel else " ")
