"""Words a second of reading notices on one core, beside a general spaCy pipeline of en_core_web_sm's make-up.

`THIRDPORT_BENCH_SPACY` names an installed spaCy model to run beside ours. Without it the peer has the components and
layers of en_core_web_sm, untrained: its speed hangs on them, not on what the weights are.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.training import Example

ROUNDS = 3
_LABELS = {"tagger": 50, "parser": 45, "ner": 18}
"""How many labels en_core_web_sm 3.8 knows of each kind (its model card)."""


def run() -> None:
    """Print the table."""
    from nlp.pipeline import load
    from nlp.training.held import held_out

    texts = [line.text for line in held_out(2)]
    count = sum(len(text.split()) for text in texts)
    reader, (name, peer) = load(), _peer()
    ways: list[tuple[str, Callable[[Sequence[str]], object]]] = [
        ("Thirdport: names, relations, facts", lambda them: list(reader.read_many(them))),
        (name, lambda them: list(peer.pipe(them))),
    ]
    rates: dict[str, list[float]] = {label: [] for label, _ in ways}
    for _, read in ways:
        read(texts[:20])
    for _ in range(ROUNDS):
        for label, read in ways:
            began = time.process_time()
            read(texts)
            rates[label].append(count / (time.process_time() - began))
    table = Table(title=f"{len(texts)} held-out texts, {count:,} words; processor time, {ROUNDS} rounds, best")
    table.add_column("pipeline")
    table.add_column("words/s", justify="right")
    table.add_column("ratio", justify="right")
    floor = max(rates[ways[1][0]])
    for label, _ in ways:
        table.add_row(label, f"{max(rates[label]):,.0f}", f"{max(rates[label]) / floor:.2f}")
    Console().print(table)


def _peer() -> tuple[str, Language]:
    named = os.environ.get("THIRDPORT_BENCH_SPACY")
    if named:
        return named, spacy.load(named)
    language = spacy.blank("en")
    width = 96
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50], "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": 4, "window_size": 1,
            "maxout_pieces": 3,
        },
    }  # fmt: skip
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    language.add_pipe("tok2vec", config={"model": tok2vec})
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}
    language.add_pipe("tagger", config={"model": tagger})
    for name, kind in (("parser", "parser"), ("ner", "ner")):
        hidden = {"hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None}
        alone = {**tok2vec, "encode": tok2vec["encode"]} if name == "ner" else listener  # its NER has its own
        model = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False}
        language.add_pipe(name, config={"model": {**model, **hidden, "tok2vec": alone}})
    language.add_pipe("attribute_ruler")
    doc = language.make_doc("The company of London sold pumps in May .")
    words = len(doc)
    tags = [f"T{number % 50}" for number in range(words)]
    annotation = {"tags": tags, "heads": [0] * words, "deps": ["ROOT", *(["dep"] * (words - 1))],
                  "entities": ["O", "U-ORG", "O", "U-GPE", "O", "O", "O", "U-DATE", "O"][:words]}  # fmt: skip
    for number in range(_LABELS["parser"]):
        language.get_pipe("parser").add_label(f"dep{number}")  # type: ignore[attr-defined]
    for number in range(_LABELS["ner"]):
        language.get_pipe("ner").add_label(f"LABEL{number}")  # type: ignore[attr-defined]
    for number in range(_LABELS["tagger"]):
        language.get_pipe("tagger").add_label(f"T{number}")  # type: ignore[attr-defined]
    language.initialize(lambda: [Example.from_dict(doc, annotation)])
    return "general pipeline (tagger, parser, names), as en_core_web_sm is made", language
