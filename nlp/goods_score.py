"""How often the right entry is among the candidates, beside the floor: entries that share most words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.goods import Candidate, Index, group_of

Lookup = Callable[[str], Sequence[Candidate]]
COLUMNS = {"ControlCode": 2, "HsCode": 3}
"""Column of the file that says which codes are right, any of them: an entry, or the first digits of a heading."""


@dataclass(slots=True)
class Hits:
    """How many phrases were asked for, and how many had a right code first, or among the first five."""

    asked: int = 0
    first_hits: int = 0
    among_hits: int = 0

    @property
    def first(self) -> float:
        """Part of the phrases whose first candidate is right."""
        return self.first_hits / self.asked if self.asked else 0.0

    @property
    def among(self) -> float:
        """Part of the phrases with a right one among the first five candidates."""
        return self.among_hits / self.asked if self.asked else 0.0


def score(path: Path, label: str, lookup: Lookup) -> dict[str, Hits]:
    """Hits over a file of phrases, for each part of it and for all; a phrase without a code of this kind is passed."""
    hits = {"all": Hits()}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = [*line.split("\t"), "", "", ""]
        right = tuple(code for code in cells[COLUMNS[label]].split(",") if code)
        if right:
            found = [one.code.startswith(right) for one in lookup(cells[1])[:5]]
            for part in (hits["all"], hits.setdefault(cells[0], Hits())):
                part.asked += 1
                part.first_hits += found[:1] == [True]
                part.among_hits += any(found)
    return hits


def overlap(index: Index) -> Lookup:
    """The floor: entries by how many of the phrase's words they have, as written, the shortest wording first."""
    said = [(set(_words(entry.wording)), entry) for entry in index.entries]

    def lookup(phrase: str) -> list[Candidate]:
        asked = set(_words(phrase))
        best: dict[str, tuple[int, int, Candidate]] = {}
        for words, entry in said:
            shared = len(asked & words)
            if not shared:
                continue
            group = group_of(entry.code, entry.regime)
            code = entry.code[:6] if entry.regime == "hs" else group
            here = Candidate(code, entry.regime, shared / len(asked), (), entry.code, entry.wording)
            if group not in best or (-shared, len(words)) < best[group][:2]:
                best[group] = (-shared, len(words), here)
        return [one for _, _, one in sorted(best.values(), key=lambda b: (b[0], b[1], b[2].paragraph))[:5]]

    return lookup


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
