"""Scores of readings against annotated texts: exact spans with label; relations between names, once a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from nlp.lines import Line, printable
from nlp.reading import ENTITY_LABELS, RELATION_TYPES, Reading

FLATTENED = frozenset({"ofac-001", "ofac-002", "ofac-003", "ofac-004", "ofac-005"})
"""Annotated texts that are flattened tables with glued cells; scored apart."""


_STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
"""Bounds of the rows of a calibration table."""


class Reads(Protocol):
    """Anything that reads a text."""

    def read(self, text: str) -> Reading:
        """The reading of one text."""


@dataclass
class Tally:
    """Right, given and wanted, counted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.given += other.given
        self.wanted += other.wanted
        return self

    def numbers(self) -> dict[str, float | int]:
        """Precision, recall and F1 with the counts; 0 where nothing was given or wanted."""
        p = self.right / self.given if self.given else 0.0
        r = self.right / self.wanted if self.wanted else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {
            "precision": round(p, 4),
            "recall": round(r, 4),
            "f1": round(f, 4),
            "right": self.right,
            "given": self.given,
            "wanted": self.wanted,
        }


Tallies = dict[str, dict[str, Tally]]
_Triple = tuple[str, str, str]


def name_of(text: str) -> str:
    """A name as names are compared: white space counts once."""
    return re.sub(r"\s+", " ", text).strip()


def compare(line: Line, reading: Reading) -> tuple[Tallies, list[tuple[str, str, str]]]:
    """Tallies of one document by entity label and relation type, and the errors as (kind, label, words)."""
    tallies: Tallies = {"entities": defaultdict(Tally), "relations": defaultdict(Tally)}
    wrong: list[tuple[str, str, str]] = []
    wanted = {(s, e, label) for s, e, label, _ in line.entities}
    given = {(m.start, m.end, m.label) for m in reading.mentions}
    _count(tallies["entities"], wanted, given, lambda key: key[2])
    for s, e, label in sorted(wanted - given):
        wrong.append(("missed", label, line.text[s:e]))
    for s, e, label in sorted(given - wanted):
        wrong.append(("wrong", label, line.text[s:e]))
    names = {identity: name_of(line.text[s:e]) for s, e, _, identity in line.entities}
    spoken = {m.id: name_of(m.text) for m in reading.mentions}
    asked: set[_Triple] = {(names[h], t, names[o]) for h, t, o in line.relations}
    said: set[_Triple] = {(spoken[r.head], r.type, spoken[r.tail]) for r in reading.relations}
    _count(tallies["relations"], asked, said, lambda key: key[1])
    for h, t, o in sorted(asked - said):
        wrong.append(("missed", t, f"{h} -> {o}"))
    for h, t, o in sorted(said - asked):
        wrong.append(("wrong", t, f"{h} -> {o}"))
    return tallies, wrong


def _count(tally: dict[str, Tally], wanted: set[Any], given: set[Any], label: Any) -> None:
    for key in wanted:
        tally[label(key)].wanted += 1
    for key in given:
        tally[label(key)].given += 1
    for key in wanted & given:
        tally[label(key)].right += 1


def score_files(files: Mapping[str, Sequence[Line]], reader: Reads, errors: int = 0) -> dict[str, Any]:
    """Scores by file, over all, and over all without flattened tables."""
    parts: dict[str, list[Tallies]] = {name: [] for name in files}
    parts["all files"] = []
    parts["without flattened tables"] = []
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for name, lines in files.items():
        for line in lines:
            tallies, wrong = compare(line, reader.read(line.text))
            parts[name].append(tallies)
            parts["all files"].append(tallies)
            if line.id not in FLATTENED:
                parts["without flattened tables"].append(tallies)
            for kind, label, words in wrong:
                shown[f"{kind} {label}"][f"{line.id}: {words}"] += 1
    result: dict[str, Any] = {name: _sum(tallies) for name, tallies in parts.items()}
    if errors:
        result["errors"] = {
            key: [words for words, _ in count.most_common(errors)] for key, count in sorted(shown.items())
        }
    return result


def _sum(tallies: Sequence[Tallies]) -> dict[str, Any]:
    found: dict[str, Any] = {"documents": len(tallies)}
    for part, labels in (("entities", ENTITY_LABELS), ("relations", RELATION_TYPES)):
        total = Tally()
        found[part] = {}
        for label in labels:
            tally = Tally()
            for one in tallies:
                tally += one[part].get(label, Tally())
            if tally.given or tally.wanted:
                found[part][label] = tally.numbers()
            total += tally
        found[part]["micro"] = total.numbers()
    return found


def calibration(reader: Reads, lines: Sequence[Line]) -> dict[str, list[dict[str, float]]]:
    """For mentions and relations, how many were said with each confidence and how many of them were right."""
    said: dict[str, list[tuple[float, bool]]] = {"mentions": [], "relations": []}
    for line in lines:
        reading = reader.read(line.text)
        right = {(start, end, label) for start, end, label, _ in line.entities}
        said["mentions"] += [(one.confidence, (one.start, one.end, one.label) in right) for one in reading.mentions]
        names = {identity: name_of(line.text[start:end]) for start, end, _, identity in line.entities}
        facts = {(names[head], kind, names[tail]) for head, kind, tail in line.relations}
        words = {one.id: name_of(one.text) for one in reading.mentions}
        said["relations"] += [
            (one.confidence, (words[one.head], one.type, words[one.tail]) in facts) for one in reading.relations
        ]
    return {kind: _bins(cases) for kind, cases in said.items()}


def _bins(cases: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    bins = []
    for low, high in pairwise(_STEPS):
        inside = [right for sure, right in cases if low <= sure < high]
        bins.append({"from": low, "to": min(high, 1.0), "said": len(inside), "right": sum(inside)})
    return bins


def calibration_table(bins: Mapping[str, Sequence[Mapping[str, float]]]) -> str:
    """How often each confidence is right, as text."""
    lines = []
    for kind, rows in bins.items():
        lines.append(f"{kind}: of those said with a confidence, how many are right")
        for row in rows:
            share = f"{row['right'] / row['said']:.3f}" if row["said"] else "-"
            lines.append(f"  {row['from']:.2f} - {row['to']:.2f} {row['said']:>7} said {share:>7} right")
    return "\n".join(lines)


def table(result: Mapping[str, Any]) -> str:
    """The scores as text."""
    lines: list[str] = []
    for name, part in result.items():
        if name == "errors":
            continue
        lines.append(f"{printable(name)} ({part['documents']} documents)")
        lines.append(f"  {'':<16}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'given':>7}{'wanted':>8}")
        for kind in ("entities", "relations"):
            for label, n in part[kind].items():
                shown = f"{kind}: micro" if label == "micro" else label
                rates = "".join(f"{n[key]:>7.3f}" for key in ("precision", "recall", "f1"))
                lines.append(f"  {shown:<16}{rates}{n['right']:>8}{n['given']:>7}{n['wanted']:>8}")
        lines.append("")
    for key, words in result.get("errors", {}).items():
        lines.append(key)
        lines += [f"    {printable(one)[:160]}" for one in words]
    return "\n".join(lines)
