"""Seed texts: notices written for training, with their names marked in place and their relations below.

A file holds seeds `=== id`, the text, a line `---`, and relations by key. A mark is `[KEY LABEL.hint|words]`, later
`[KEY|words]`; `.` is a key nobody refers to. A relation line is `KEY TYPE KEY`, with ` ?` where the text only alleges
it and ` !` where the text denies it or only seems to say it. `docs/training.md` explains the hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LABELS = (
    "ORG",
    "PERSON",
    "VESSEL",
    "ADDRESS",
    "PLACE",
    "ITEM",
    "CONTROL_CODE",
    "IDENTIFIER",
    "LEGAL",
    "DATE",
    "MONEY",
)
"""The labels of a mention, in the order the guidelines give them."""

TYPES = (
    "ALIAS_OF",
    "LOCATED_AT",
    "OFFICER_OF",
    "OWNS",
    "SUPPLIED",
    "INVOLVES_ITEM",
    "ACTED_FOR",
    "ASSOCIATED",
    "PENALISED",
)
"""The types of a relation."""

ANONYMOUS = "."
"""The key of a mention that no relation names."""

_MARK = re.compile(r"\[(\.|[A-Za-z][A-Za-z0-9]*)(?: ([A-Z_]+)(?:\.([A-Za-z0-9_.=]+))?)?\|((?:\\.|[^\[\]|\\])*)\]")
_STRAY = re.compile(r"(?<!\\)[\[\]]")
_LINE = re.compile(r"(\w+)\s+([A-Z_]+)\s+(\w+)\s*([?!])?\s*")

Says = Literal["stated", "alleged", "denied"]


@dataclass(frozen=True)
class Mark:
    """A marked name: where it stands in the text, its key, label, and the hint for what may stand there instead."""

    start: int
    end: int
    key: str
    label: str
    hint: str


@dataclass(frozen=True)
class Fact:
    """A relation between two keys, and whether the text states, alleges or denies it."""

    head: str
    type: str
    tail: str
    says: Says


@dataclass(frozen=True)
class Seed:
    """One text with its marks in order and its relations."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a seed file, and in which line (counted from 1)."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}"


def read(path: Path) -> tuple[list[Seed], list[Fault]]:
    """The seeds of one file and everything wrong with it; a seed with a fault is left out."""
    seeds: list[Seed] = []
    faults: list[Fault] = []
    for line, name, body in _blocks(path.read_text(encoding="utf-8")):
        text, divider, below = body.partition("\n---\n")
        if not divider and body.endswith("\n---"):
            text, divider = body[: -len("\n---")], "---"
        found: list[str] = [] if divider else ["no line '---' after the text"]
        first = line + 1 + text.count("\n") + 2
        plain, marks = _marks(text.strip("\n"), found)
        here = [Fault(path.name, line, f"{name}: {words}") for words in found]
        facts = []
        keys = {mark.key for mark in marks}
        for offset, one in enumerate(below.split("\n")):
            if not one.strip() or one.startswith("#"):
                continue
            fact, wrong = _fact(one, keys)
            if fact:
                facts.append(fact)
            else:
                here.append(Fault(path.name, first + offset, f"{name}: {wrong}"))
        faults += here
        if not here:
            seeds.append(Seed(name, plain, tuple(marks), tuple(facts)))
    return seeds, faults


def read_all(folder: Path) -> list[Seed]:
    """Every seed under a folder, in the order of file names. Raises `ValueError` naming the first faults."""
    seeds: list[Seed] = []
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.txt")):
        more, wrong = read(path)
        seeds += more
        faults += wrong
    seen: set[str] = set()
    for seed in seeds:
        if seed.id in seen:
            faults.append(Fault(seed.id, 0, "this id stands twice"))
        seen.add(seed.id)
    if faults:
        raise ValueError("\n".join(str(fault) for fault in faults[:10]))
    return seeds


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("=== ")]
    for i, start in enumerate(starts):
        stop = starts[i + 1] if i + 1 < len(starts) else len(lines)
        yield start + 1, lines[start][4:].strip(), "\n".join(lines[start + 1 : stop]).rstrip()


def _marks(text: str, faults: list[str]) -> tuple[str, list[Mark]]:
    plain: list[str] = []
    marks: list[Mark] = []
    known: dict[str, tuple[str, str, str]] = {}
    at = length = 0
    for found in _MARK.finditer(text):
        between = _outside(text[at : found.start()], faults)
        key, label, hint, words = found[1], found[2], found[3] or "", _unescaped(found[4])
        if label is None and key in known:
            label, hint, first = known[key]
            if _folded(words) != _folded(first):
                faults.append(f"{key} is “{words}” here and “{first}” before: another name wants another key")
        elif label is None:
            faults.append(f"[{key}|{words}] has no label, and nothing named {key} stands before it")
            label = "ORG"
        elif key in known and known[key][0] != label:
            faults.append(f"{key} is {label} here and {known[key][0]} before")
        elif label not in LABELS:
            faults.append(f"{label} is not a label")
        if not words or words != words.strip():
            faults.append(f"“{words}” begins or ends with a space, or is empty")
        if key != ANONYMOUS:
            known.setdefault(key, (label, hint, words))
        start = length + len(between)
        plain += [between, words]
        length = start + len(words)
        marks.append(Mark(start, length, key, label, hint))
        at = found.end()
    plain.append(_outside(text[at:], faults))
    for mark in marks:
        name, equals, of = mark.hint.partition("=")
        if equals and of not in known:
            faults.append(f"hint {name}={of} of {mark.key}: nothing is named {of}")
    return "".join(plain), marks


def _outside(text: str, faults: list[str]) -> str:
    stray = _STRAY.search(text)
    if stray:
        around = text[max(0, stray.start() - 30) : stray.end() + 30]
        faults.append(f"a bracket that is no mark near “{around}” (a real bracket is written \\[ and \\])")
    return _unescaped(text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\[\]|\\])", r"\1", text)


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _fact(line: str, keys: set[str]) -> tuple[Fact | None, str]:
    found = _LINE.fullmatch(line.strip())
    if not found:
        return None, f"“{line}” is not KEY TYPE KEY"
    head, kind, tail, sign = found.groups()
    if kind not in TYPES:
        return None, f"{kind} is not a relation type"
    for key in (head, tail):
        if key not in keys:
            return None, f"nothing is named {key}"
    says: dict[str | None, Says] = {None: "stated", "?": "alleged", "!": "denied"}
    return Fact(head, kind, tail, says[sign]), ""
