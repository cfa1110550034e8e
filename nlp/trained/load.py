"""The trained network, loaded from `nlp/model`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import spacy
from spacy.tokens import Doc

from nlp.strip import Strip
from nlp.trained.guess import Guess
from nlp.trained.names import Names
from nlp.trained.ops import use_plain_ops
from nlp.trained.pairs import FloatArray
from nlp.trained.relations import Relations
from nlp.votes import read

MODEL = Path(__file__).parents[1] / "model"
"""The shipped weights; `thirdport nlp train` makes them anew."""


VOTES = "votes.json"
"""Beside the networks: the weights by which what they and the rules say is added up."""


class Trained:
    """The two networks of one model folder."""

    def __init__(self, folder: Path) -> None:
        use_plain_ops()
        language = spacy.load(folder)
        self._names = cast(Names, language.get_pipe("names"))
        self.votes = read(folder / VOTES) if (folder / VOTES).is_file() else {}
        self._relations = cast(Relations, language.get_pipe("relations"))

    def guess(self, doc: Doc) -> Guess:
        """What the network thinks of a page."""
        return Guess(doc, self._names.predict([doc])[0])

    def related(self, strip: Strip) -> tuple[list[tuple[int, int]], FloatArray]:
        """Pairs of places of a row of words, and for each the probability of every type of relation."""
        return self._relations.related(strip)


@cache
def load_trained(folder: Path = MODEL) -> Trained | None:
    """The networks of a folder; None where there is none, and only the rules read."""
    return Trained(folder) if (folder / "config.cfg").is_file() else None
