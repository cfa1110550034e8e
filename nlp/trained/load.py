"""The trained network, loaded from `nlp/model`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import cast

import spacy
from spacy.tokens import Doc

from nlp.strip import Strip
from nlp.trained.guess import Guess
from nlp.trained.names import Names
from nlp.trained.ops import use_plain_ops
from nlp.trained.relations import Relations
from nlp.votes import read
from nlp.weighing import Scored

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

    def guesses(self, docs: Sequence[Doc]) -> list[Guess]:
        """What the network thinks of each page."""
        return [Guess(doc, chances) for doc, chances in zip(docs, self._names.predict(docs), strict=True)]

    def related(self, strips: Sequence[Strip]) -> list[Scored | None]:
        """For each row of words, its pairs of places and the probability of every type of relation."""
        return list(self._relations.related(strips))


@cache
def load_trained(folder: Path = MODEL) -> Trained | None:
    """The networks of a folder; None where there is none, and only the rules read."""
    return Trained(folder) if (folder / "config.cfg").is_file() else None
