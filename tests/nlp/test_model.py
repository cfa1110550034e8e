"""The shipped model is the one its card speaks of, made of what stands in this checkout, and small."""

from __future__ import annotations

import json
from pathlib import Path

from nlp.trained.load import MODEL, load_trained
from nlp.training.run import HOME, RECORD, fingerprint

ROOT = Path(__file__).parents[2]


def test_the_card_speaks_of_the_shipped_weights() -> None:
    record = json.loads((MODEL / RECORD).read_text("utf-8"))
    card = (ROOT / "docs" / "model-card.md").read_text("utf-8")
    for name, value in record["came_out"].items():
        assert fingerprint(MODEL / name) == value, f"{name} is not what the record says"
        assert value[:16] in card, f"the card is of another {name}: thirdport nlp card"


def test_the_model_was_made_of_the_corpus_in_this_checkout() -> None:
    record = json.loads((MODEL / RECORD).read_text("utf-8"))
    changed = [name for name, value in record["made_of"].items() if fingerprint(HOME / name) != value]
    assert not changed, f"{', '.join(changed)} changed since the model was made: thirdport nlp train"


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) < 25_000_000
    assert load_trained() is not None
