"""A notice as its fact rules see it: healed text in which every mention is a mark like <O3>, with the way back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.healing import Healed
from nlp.reading import Mention

LETTERS = {
    "ORG": "O", "PERSON": "P", "VESSEL": "V", "ADDRESS": "A", "PLACE": "L", "ITEM": "I", "CONTROL_CODE": "C",
    "IDENTIFIER": "N", "LEGAL": "G", "DATE": "D", "MONEY": "M",
}  # fmt: skip
PARTY = r"<[OPV]\d+>"
_WIDEST = 300
"""Characters of a mention; a longer one has swallowed sentences that are to be read."""
_SENTENCE = re.compile(
    r"(?<!U\.S)(?<!No)(?<!\b[A-Z])\.[”\"’)]?\d{0,2} +(?=[A-Z<“\"(])|\n+|: +(?=<[OPV]\d)|[;:] +(?=\()"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the marked text, with where it begins there."""

    start: int
    text: str


@dataclass(frozen=True)
class Marked:
    """The marked text, the mention of each mark, and where each character stands in the original."""

    text: str
    places: array[int]
    mentions: Sequence[Mention]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the marked text as a span of the original."""
        return self.places[start], self.places[end - 1] + 1

    def mention(self, mark: str) -> Mention:
        """The mention that a mark stands for."""
        return self.mentions[int(re.sub(r"\D", "", mark))]

    def marks(self, text: str, letters: str = "OPV") -> list[Mention]:
        """The mentions of these letters in a stretch of marked text."""
        return [self.mention(m[0]) for m in re.finditer(rf"<[{letters}]\d+>", text)]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The text cut at sentence ends, line ends, and where a heading's colon is followed by a party."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        start = 0
        for end in _SENTENCE.finditer(self.text):
            if self.text[start : end.end()].strip():
                yield Sentence(start, self.text[start : end.end()])
            start = end.end()
        if self.text[start:].strip():
            yield Sentence(start, self.text[start:])


def mark(healed: Healed, mentions: Sequence[Mention], limit: int) -> Marked:
    """The first `limit` characters of a healed text with its mentions as marks."""
    out: list[str] = []
    places = array("l")
    last = 0
    length = min(limit, len(healed.text))
    for number, mention in sorted(enumerate(mentions), key=lambda pair: (pair[1].start, -pair[1].end)):
        start = bisect_left(healed.places, mention.start)
        end = bisect_left(healed.places, mention.end)
        if start < last or end <= start or end - start > _WIDEST:
            continue
        if end > length:
            break
        out.append(healed.text[last:start])
        places.extend(healed.places[last:start])
        name = f"<{LETTERS.get(mention.label, 'X')}{number}>"
        out.append(name)
        places.extend([mention.start] * (len(name) - 1))
        places.append(mention.end - 1)
        last = end
    out.append(healed.text[last:length])
    places.extend(healed.places[last:length])
    return Marked("".join(out), places, mentions)
