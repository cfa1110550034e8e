"""Goods as people name them, and the entries of control lists and tariffs whose wording is likest: never a fact.

    index = Index([Entry("3A001.a.7", "eu_annex_i", "'Field programmable logic devices' having …"), …])
    index.candidates("10 pcs FPGA Kintex-7")  →  [Candidate("3A001", "eu_annex_i", 0.61, ("fpga",), …), …]

A BM25 of our own, as numpy arrays: a word counts as much as it is rare in the lists, once said is nearly enough, and
long wordings count less. Divided by what the words asked for could reach at most, that gives a score 0..1: how much of
what was said the wording accounts for. Knows no list: whoever calls hands the entries in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from nlp.lexicon import table
from nlp.part_numbers import makers, part_numbers

Vector = npt.NDArray[np.float64]


class Entry(NamedTuple):
    """One wording of a list: a control entry, a paragraph of one (its code has dots), or a tariff heading."""

    code: str
    regime: str
    wording: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that the goods may fall under; nobody has said that they do."""

    code: str
    """The entry: 3A001, also where a paragraph of it fits; six digits of a tariff heading."""
    regime: str
    score: float
    """0..1: how much of the words, weighed by how rare they are, the wording accounts for."""
    words: tuple[str, ...]
    """Words that matched, as the goods' description writes them."""
    paragraph: str
    """The code whose wording fits best: 3A001.a.7, or the entry itself."""
    wording: str
    """That wording."""


@cache
def _rules() -> dict[str, Any]:
    return cast("dict[str, Any]", table("goods_synonyms"))


# ---- words ----------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMBERS = re.compile(r"\b\d{2,7}-\d\d-\d\b|\b\d[A-Z]\d{3}(?:\.\w+)*")
"""CAS numbers and codes of entries: they say what another list calls it, not what it is."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its plural and commonest endings: cameras → camera, machining → machin, as machine → machin."""
    word = _rules()["spelling"].get(word, word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        else:
            word = word[:-2] if word.endswith(("xes", "ches", "shes", "sses", "zes")) else word[:-1]
    word = _rules()["spelling"].get(word, word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _plain(text: str) -> str:
    return _NUMBERS.sub(" ", text if text.isascii() else unicodedata.normalize("NFKC", text))


@cache
def _forms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First stem → phrases (as stems) beginning with it, the longest first, and the name all of them share."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, forms in _rules()["same"].items():
        for form in forms:
            stems = tuple(stem(word) for word in _WORD.findall(form.lower()))
            found[stems[0]].append((stems, f"={name}"))
    return {first: sorted(phrases, key=lambda p: (-len(p[0]), p)) for first, phrases in found.items()}


@cache
def _stopped() -> frozenset[str]:
    return frozenset(stem(word) for word in _rules()["words"]["empty"])


class _Term(NamedTuple):
    """A stem, or the shared name of a phrase (`=uav`), and the words it stands for."""

    name: str
    words: str
    parts: tuple[str, ...] = ()


def _terms(text: str) -> list[_Term]:
    words = _WORD.findall(_plain(text))
    stems = [stem(word) for word in map(str.lower, words)]
    forms, stopped, at = _forms(), _stopped(), 0
    terms: list[_Term] = []
    while at < len(stems):
        first = stems[at]
        for phrase, name in forms.get(first, ()):
            if tuple(stems[at : at + len(phrase)]) == phrase:
                parts = tuple(one for one in phrase if one not in stopped)
                terms.append(_Term(name, " ".join(words[at : at + len(phrase)]), parts))
                at += len(phrase)
                break
        else:
            if first not in stopped:
                terms.append(_Term(first, words[at]))
            at += 1
    return terms


# ---- the index ------------------------------------------------------------------------------------------------------

K1, B = 0.6, 0.5
"""BM25: how soon a word is said often enough, and how much a long wording is held against it."""
FIRST, FEW = 1.5, 2
"""What the first words of a wording count, which name the thing, and how many they are."""
ABOVE, AFTER = 0.5, 0.5
"""What a word counts that stands in the wording above, or after the wording has said what the thing is."""
_CUT = re.compile(r"\b(?:other than|except(?:ing)?|exc|excluding|not including|NESOI)\b[^,;.]*", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:having|capable of|for|which|that|containing|specified (?:in|by)|usable in|as follows|of a kind|used|with)\b",
    re.IGNORECASE,
)


def group_of(code: str, regime: str) -> str:
    """What counts as one candidate: the entry a paragraph belongs to, the four-digit heading of a tariff line."""
    return code[:4] if regime == "hs" else code.partition(".")[0]


def _weighed(wording: str) -> dict[str, float]:
    """Terms of a wording: those with which it says what the thing is, and those that come after, which count less."""
    own = _CUT.sub(" ", wording)
    cut = _AFTER.search(own)
    named = cut.start() if cut and cut.start() > 3 else len(own)
    count: dict[str, float] = {}
    for part, weight in ((own[:named], 1.0), (own[named:], AFTER)) if cut else ((own, 1.0),):
        for place, term in enumerate(_terms(part)):
            for name in (term.name, *term.parts):
                count.setdefault(name, FIRST if weight == 1.0 and place < FEW else weight)
    return count


class Index:
    """Wordings, ready to be asked. Equal entries give equal answers, whatever their order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(set(entries))
        self._groups = [group_of(entry.code, entry.regime) for entry in self.entries]
        counts = list(self._counts())
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        held = K1 * (1 - B + B * lengths / (mean or 1.0))
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for at, count in enumerate(counts):
            for term, often in count.items():
                places[term].append(at)
                weights[term].append(often / (often + held[at]))
        self._places = {term: np.array(found, dtype=np.intp) for term, found in places.items()}
        self._weights = {term: np.array(found, dtype=np.float64) for term, found in weights.items()}
        spread: dict[str, set[str]] = defaultdict(set)
        for term, found in places.items():
            spread[term] = {self._groups[at] for at in found}
        many = len(set(self._groups)) or 1
        self._rare = {
            term: float(np.log(1 + (many - len(in_) + 0.5) / (len(in_) + 0.5))) for term, in_ in spread.items()
        }
        self._unknown = float(np.log(1 + many / 2.0))
        self._letters = ["" if entry.regime == "hs" else entry.code[1:2] for entry in self.entries]
        self._factors: dict[tuple[bool, bool, bool], Vector] = {}

    def _counts(self) -> Iterator[dict[str, float]]:
        """How often each term of each entry counts as said; what stands above it, as its list has it, counts less."""
        said = [_weighed(entry.wording) for entry in self.entries]
        above = {(entry.regime, entry.code.upper()): count for entry, count in zip(self.entries, said, strict=True)}
        for entry, own in zip(self.entries, said, strict=True):
            count, code = dict(own), entry.code.upper()
            while "." in code:
                code = code.rpartition(".")[0]
                for term in above.get((entry.regime, code), ()):
                    count.setdefault(term, ABOVE)
            yield count

    def candidates(self, words: str, top: int = 5, floor: float = 0.0) -> list[Candidate]:
        """The likeliest entries for goods so named, best first; none whose score is below `floor`."""
        words = _without_parts(words)
        slots = self._slots(words)
        whole = sum(weight for _, weight, _ in slots)
        if not self.entries or not whole or not {term.name for term in _terms(words)} - _stems_of("weak"):
            return []
        shares = np.stack([weight * self._said(ways) for _, weight, ways in slots]) / whole
        scores = np.minimum(shares.sum(axis=0) * self._likely(words), 1.0)
        found: list[Candidate] = []
        taken: set[str] = set()
        places = np.flatnonzero(scores >= max(floor, 0.001)).astype(np.intp)
        for at in places[np.argsort(-scores[places].round(6), kind="stable")]:
            entry, group = self.entries[at], self._groups[at]
            score = round(float(scores[at]), 3)
            if len(found) == top:
                break
            if group not in taken:
                taken.add(group)
                matched = tuple(dict.fromkeys(slots[n][0] for n in range(len(slots)) if shares[n, at] > 0))
                code = entry.code[:6] if entry.regime == "hs" else group
                found.append(Candidate(code, entry.regime, score, matched, entry.code, entry.wording))
        return found

    def _slots(self, text: str) -> list[tuple[str, float, list[tuple[float, tuple[str, ...]]]]]:
        """For each thing said: its words, its weight, and the ways in which a wording can say it too."""
        leads, heads = _leads(), _heads(text)
        slots: dict[str, tuple[str, float, list[tuple[float, tuple[str, ...]]]]] = {}
        for term in _terms(text):
            ways: list[tuple[float, tuple[str, ...]]] = [(1.0, (term.name,))] if term.name in self._rare else []
            if term.parts:
                ways.append((PARTS, term.parts))
            ways += [(LEADS, phrase) for phrase in leads.get(term.name, ())]
            known = [self._rare[name] for _, names in ways for name in names if name in self._rare]
            if known:
                weight = max(known) if term.name not in self._rare else self._rare[term.name]
            else:
                weight = STRANGE * self._unknown if term.name.isalpha() and len(term.name) > 2 else 0.0
            if term.name in _stems_of("weak"):
                weight *= WEAK
            elif term.name in heads:
                weight *= HEAD
            slots.setdefault(term.name, (term.words, weight * (NUMBER if term.name.isdigit() else 1.0), ways))
        return list(slots.values())

    def _said(self, ways: Sequence[tuple[float, tuple[str, ...]]]) -> Vector:
        """How well each wording says it, 0..1: in the best of its ways."""
        best = np.zeros(len(self.entries))
        for factor, names in ways:
            said = np.zeros(len(self.entries))
            whole = sum(self._rare.get(name, self._unknown) for name in names)
            for name in names:
                if name in self._places:
                    said[self._places[name]] += self._weights[name] * self._rare[name] / whole
            np.maximum(best, factor * said, out=best)
        return best

    def _likely(self, text: str) -> Vector:
        """Software and technology are controlled by entries of their own, which name every thing they are for."""
        said = {term.name for term in _terms(text)}
        software, technology, production = (
            bool(said & _stems_of(key)) for key in ("software", "technology", "production")
        )
        asked = (software, technology, production)
        if asked not in self._factors:
            other = 0.6 if software or technology else 1.0
            by_letter = {
                "D": 1.25 if software else 0.5,
                "E": 1.25 if technology else 0.5,
                "B": other if software or technology or production else 0.9,
            }
            self._factors[asked] = np.array([by_letter.get(letter, other) for letter in self._letters])
        return self._factors[asked]


def _without_parts(text: str) -> str:
    """The words without part numbers and makers: who made a thing is not what it is."""
    for part in reversed(part_numbers(text)):
        text = text[: part.start] + " " + text[part.end :]
    return makers().sub(" ", text)


PARTS, LEADS, STRANGE = 0.7, 0.75, 0.3
"""What it counts to say a phrase in its single words, or a kind that the words lead to; or a word that no list has."""
HEAD, NUMBER, WEAK = 1.5, 0.5, 0.3
"""What the noun that says what the thing is counts more, and a number, or a word that hardly tells, less."""
_TAIL = re.compile(r"\b(?:for|of|with|to|from|in|by|containing|used|made|such|having|including|incl|w)\b|[,;(/:]", re.I)


def _heads(text: str) -> set[str]:
    """The noun that says what the thing is: cameras in "thermal imaging cameras for drones"."""
    tail = _TAIL.search(text, 3)
    terms = [term.name for term in _terms(text[: tail.start()] if tail else text)]
    telling = [name for name in terms if name not in _stems_of("weak")]
    return set(telling[-1:])


@cache
def _leads() -> dict[str, list[tuple[str, ...]]]:
    """Term → phrases (as terms) under which lists speak of such a thing."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for word, phrases in _rules()["leads_to"].items():
        name = _terms(word)[0].name
        found[name] += [tuple(term.name for term in _terms(phrase)) for phrase in phrases]
    return dict(found)


@cache
def _stems_of(key: str) -> frozenset[str]:
    return frozenset(term.name for word in _rules()["words"][key] for term in _terms(word))
