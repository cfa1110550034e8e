"""Check seed files: `python -m nlp.training.check FILE…` names every fault and counts what the rest holds."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from nlp.training.seeds import read


def main(paths: list[str]) -> int:
    """Print faults and counts of the files; 1 if anything is wrong."""
    bad = 0
    for name in paths:
        seeds, faults = read(Path(name))
        for fault in faults:
            sys.stdout.write(f"{fault}\n")
        bad += len(faults)
        labels = Counter(mark.label for seed in seeds for mark in seed.marks)
        types = Counter(
            fact.type + {"stated": "", "alleged": "?", "denied": "!"}[fact.says]
            for seed in seeds
            for fact in seed.facts
        )
        sys.stdout.write(f"{name}: {len(seeds)} seeds, {sum(len(s.text.split()) for s in seeds)} words\n")
        sys.stdout.write("    " + " ".join(f"{k} {v}" for k, v in labels.most_common()) + "\n")
        sys.stdout.write("    " + " ".join(f"{k} {v}" for k, v in types.most_common()) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
