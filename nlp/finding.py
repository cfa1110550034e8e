"""How a component finds: what it proposes, and what is already taken by the components before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from nlp.reading import ENTITY_LABELS
from nlp.votes import Votes


@dataclass(frozen=True, slots=True)
class Found:
    """One proposed mention: a span of the healed text, its label, and the rule that proposes it."""

    start: int
    end: int
    label: str
    rule: str
    kind: str = ""
    value: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation between two spans, each given by where it starts."""

    type: str
    head: int
    tail: int
    rule: str
    confidence: float = 0.9
    hedged: bool = False
    role: str = ""
    start: int = -1
    """Where the words that state it begin and end, if not from head to tail."""
    end: int = -1


class Guesses(Protocol):
    """What a trained network thinks of a page."""

    def names(self) -> list[tuple[int, int, str]]:
        """Its names: start, end and label."""
        ...

    def chance(self, start: int, end: int, label: str) -> float:
        """How likely exactly this span is a name with this label."""
        ...

    def nothing(self, start: int, end: int) -> float:
        """How likely these words name nothing."""
        ...


@dataclass
class Page:
    """One stretch of healed text being read: what components found so far, first come first served."""

    text: str
    found: list[Found] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Names met earlier in the same document, with label and kind."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Short name and full name as defined in this document."""
    guess: Guesses | None = None
    """What the trained network thinks of the page."""
    votes: Votes | None = None
    """Weights by which readings of the page are weighed against each other."""
    stated: list[Stated] = field(default_factory=list)
    """Relations that a layout states by itself: a title, a table row."""

    def __post_init__(self) -> None:
        if len(self.taken) != len(self.text):
            self.taken = bytearray(len(self.text))

    def free(self, start: int, end: int) -> bool:
        """Is no part of this span taken?"""
        return start < end and not any(self.taken[start:end])

    def block(self, start: int, end: int) -> None:
        """Nothing is to be found in this span: its words are known to name nothing."""
        self.taken[start:end] = b"\x01" * (end - start)

    def take(self, proposals: Iterable[Found]) -> None:
        """Keep the proposals that are free, the earliest and longest first."""
        for one in sorted(proposals, key=lambda f: (f.start, -f.end)):
            if one.label in ENTITY_LABELS and self.free(one.start, one.end):
                self.taken[one.start : one.end] = b"\x01" * (one.end - one.start)
                self.found.append(one)

    def by_label(self, *labels: str) -> Iterator[Found]:
        """What was found with these labels, in the order of the text."""
        return iter(sorted((f for f in self.found if f.label in labels), key=lambda f: f.start))

    def words(self, one: Found) -> str:
        """The words of a mention, as healed."""
        return self.text[one.start : one.end]
