"""The model card: what the model was made of, how it scores, where it fails; written from what was measured."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.scoring import calibration_table, table
from nlp.training.corpus import CORPUS, held_out
from nlp.training.grammar.banks import tables
from nlp.training.run import RECORD
from nlp.training.seeds import read_all

LIMITS = (Path(__file__).parent / "limits.md").read_text("utf-8")
"""Where it fails and what it must not be used for: written by hand, after reading its errors."""


def card(model: Path, scores: Mapping[str, Any], bins: Mapping[str, Sequence[Mapping[str, float]]]) -> str:
    """The page as Markdown."""
    record = json.loads((model / RECORD).read_text("utf-8"))
    size = sum(file.stat().st_size for file in model.rglob("*") if file.is_file()) / 1e6
    return "\n".join(
        [
            "<!-- Written by `thirdport nlp card`: what was measured when the model was made. -->",
            "# The model that reads notices\n",
            "Two networks of convolutions (names, and relations between them) on spaCy's machinery, and weights by",
            "which what they see is added to what rules say. It learnt from none of the texts it is scored on below.\n",
            f"- size: {size:.1f} MB; steps of learning: {record['steps']}; spaCy {record['spacy']}",
            *(f"- {name}: SHA-256 `{value[:16]}…`" for name, value in record["came_out"].items()),
            "",
            "## Made of\n",
            *_made_of(),
            "",
            *(f"- {name}: SHA-256 `{value[:16]}…`" for name, value in record["made_of"].items()),
            "",
            "## Scores\n",
            "Exact spans; relations between names, once a text.\n",
            "```",
            table(scores).rstrip(),
            "```\n",
            "## Confidence\n",
            "```",
            calibration_table(bins),
            "```\n",
            LIMITS.rstrip(),
            "",
        ]
    )


def _made_of() -> Iterator[str]:
    seeds = read_all(CORPUS)
    held = sum(held_out(seed) for seed in seeds)
    words = sum(len(seed.text.split()) for seed in seeds)
    labels = Counter(mark.label for seed in seeds for mark in seed.marks)
    types = Counter(fact.type for seed in seeds for fact in seed.facts if fact.says != "denied")
    traps = sum(fact.says == "denied" for seed in seeds for fact in seed.facts)
    yield f"{len(seeds)} texts written for it ({words:,} words), {held} of them held out of training: in no copy do"
    yield "their sentences, names or goods stand in a training text. Every step of training sees new copies of the"
    yield "others: other names, addresses, goods, codes, dates and amounts, and the noise of files in a part of them.\n"
    yield "| manner | texts |"
    yield "|---|---|"
    counts = Counter(file.parent.name for file in CORPUS.rglob("*.txt") for _ in _ids(file))
    for name, number in sorted(counts.items()):
        yield f"| {name.replace('_', ' ')} | {number} |"
    yield "\nmentions: " + ", ".join(f"{label} {number}" for label, number in labels.most_common()) + "  "
    yield "relations: " + ", ".join(f"{kind} {number}" for kind, number in types.most_common())
    yield f"; said not to be: {traps}  "
    yield "entries of the banks: " + ", ".join(f"{name} {_entries(tables(name)):,}" for name in _BANKS)


_BANKS = ("persons", "organisations", "addresses", "goods", "signs")


def _ids(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if line.startswith("=== ")]


def _entries(value: object) -> int:
    if isinstance(value, Mapping):
        return sum(_entries(one) for one in value.values())
    if isinstance(value, list):
        return sum(_entries(one) for one in value)
    return len(value.split("\n")) if isinstance(value, str) else 0
