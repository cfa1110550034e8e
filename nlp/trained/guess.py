"""What the network thinks of one page: its names, and its chance for any span anybody asks about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]
from spacy.tokens import Doc

from nlp.trained.names import FloatArray, best, chance


class Guess:
    """The network's view of one page, by characters of the page."""

    def __init__(self, doc: Doc, chances: FloatArray) -> None:
        self._chances = chances
        begin = doc.to_array(IDX)
        self._starts = begin.tolist()
        self._ends = (begin + doc.to_array(LENGTH)).tolist()

    def names(self) -> list[tuple[int, int, str]]:
        """Its names: start, end and label."""
        return self._names

    @cached_property
    def _names(self) -> list[tuple[int, int, str]]:
        return [(self._starts[a], self._ends[b - 1], label) for a, b, label in best(self._chances)]

    def chance(self, start: int, end: int, label: str) -> float:
        """How likely exactly this span is a name with this label; 0 if it cuts through a token."""
        first, last = self._tokens(start, end)
        if first >= last or self._starts[first] != start or self._ends[last - 1] != end:
            return 0.0
        return chance(self._chances, first, last, label)

    def nothing(self, start: int, end: int) -> float:
        """How likely these words name nothing: the mean over them."""
        first, last = self._tokens(start, end)
        return float(self._chances[first:last, 0].mean()) if first < last else 1.0

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._ends, start), bisect_left(self._starts, end)
