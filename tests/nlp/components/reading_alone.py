"""One component read alone: what it proposes for a text, and texts made to take for ever."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Protocol

from nlp.finding import Found, Page


class Component(Protocol):
    """A module of `nlp/components`."""

    def find(self, page: Page) -> Iterable[Found]:
        """What it proposes."""


def found(component: Component, text: str) -> dict[str, Found]:
    """The mentions it finds in a text, by their words."""
    page = Page(text)
    page.take(component.find(page))
    return {page.words(one): one for one in page.found}


def values(component: Component, text: str) -> dict[str, str]:
    """The words of each mention and its value."""
    return {words: one.value for words, one in found(component, text).items()}


_PIECES = (
    "a", "A ", "Aa ", "1", "1,", "1.", "(", "(a)", "“Aa ", "§ 1(a)", "section 1(a), ", "Aa of the ", "No. ",
    "tel. 1 2 3 4 ", "+ 1 (2) ", "a@a.", "1A001.a.", "HS 8542.31, ", "8542.31 ", "1-2-", "12/12/",
    "USD 1 ", "1 million ", "May 1 and ",
    "2019-", "年", "also known as “A", "a/k/a B ", "A (B) (C", "Aa Bb Act of ", "1 000 ", "No.: # (A) ", "\n", "A-",
)  # fmt: skip


def seconds_for_hostile_text(component: Component, size: int = 5_000_000) -> float:
    """Processor seconds for text of this size made of stretches that each tempt a pattern to try again and again."""
    each = size // len(_PIECES)
    text = "".join((piece * (each // len(piece) + 1))[:each] + "\n\n" for piece in _PIECES)
    start = time.process_time()
    for _ in component.find(Page(text)):
        pass
    return time.process_time() - start
