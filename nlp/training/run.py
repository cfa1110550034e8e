"""Training from nothing to a model folder: networks, weights, and a record of what it was all made of."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config

from nlp.trained.ops import use_plain_ops
from nlp.training.corpus import copies
from nlp.training.weigh import weigh

HOME = Path(__file__).parent
CONFIG = HOME / "config.cfg"
RECORD = "made_of.json"
"""Beside the networks: hashes of what they were made of and of what came out."""
HELD_COPIES = 2
"""Copies of each held-out text from which the weights are learnt; copies after these are what scores are told of."""


def train(out: Path, *, steps: int | None = None, tell: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Train, learn the weights, and put the model folder in place whole or not at all. Gives back its record."""
    changed: dict[str, Any] = {} if steps is None else {"training.max_steps": steps}
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        config = load_config(CONFIG, overrides=changed, interpolate=False)
        use_plain_ops()
        tell("Learning names and relations …")
        spacy_train(init_nlp(config), aside, stdout=sys.stderr, stderr=sys.stderr)
        made = aside / "model-best"
        tell("Weighing rules and networks on held-out texts …")
        weigh(made, copies("held", HELD_COPIES))
        record = {
            "spacy": version("spacy"),
            "steps": config["training"]["max_steps"] if steps is None else steps,
            "made_of": {name: fingerprint(HOME / name) for name in ("config.cfg", "corpus", "banks", "grammar")},
            "came_out": {
                name: fingerprint(made / name) for name in ("names/model", "relations/model", "votes.json")
            },
        }  # fmt: skip
        (made / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
        if out.exists():
            out.rename(aside / "before")
        made.rename(out)
        return record
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, or of every file of a folder with its name; compiled files do not count."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        if file != path:
            digest.update(str(file.relative_to(path)).encode() + b"\0")
        digest.update(file.read_bytes())
    return digest.hexdigest()
