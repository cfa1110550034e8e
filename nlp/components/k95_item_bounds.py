"""Where goods begin and end: what is done with them stays outside, and what is used in something is apart from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from nlp.finding import Found, Page
from nlp.lexicon import phrases, words

ORDER = 116

_INTO = re.compile(
    r" (?:for|used in|used on|used by|used to launch|designed for|intended for|fitted to|installed in)"
    r" (?:the |its |their |an? )?"
)
_GLUED = re.compile(r"[^\W\d_]{28,}")
"""Letters in a row that no word of a notice has: words that lost the spaces between them."""
_SURE = 0.95
"""Of what the reading was sure of, this share is left to what the rule made of it."""


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(map(re.escape, phrases("item_bounds", "before"))) + r")\s+", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(r"(" + "|".join(phrases("item_bounds", "apart")) + r") and (?=\S+ \S)")


def find(page: Page) -> Iterator[Found]:
    """Each of the goods found, within its bounds; nothing where no goods are left."""
    goods = [one for one in page.found if one.label == "ITEM"]
    for one in goods:
        pieces = list(_pieces(page.text, one.start, one.end))
        if pieces == [(one.start, one.end)]:
            continue
        page.found.remove(one)
        page.taken[one.start : one.end] = bytes(one.end - one.start)
        for start, end in pieces:
            sure = round(one.confidence * _SURE, 3)
            yield replace(one, start=start, end=end, rule=f"{one.rule}; bounds of goods", confidence=sure)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while ahead := _before().match(text, start, end):
        start = ahead.end()
    phrase = text[start:end]
    if pair := _apart().match(phrase):
        yield from _pieces(text, start, start + pair.end(1))
        yield from _pieces(text, start + pair.end(), end)
        return
    into = _INTO.search(phrase)
    if into and phrase[: into.start()].rpartition(" ")[2].lower() not in words("item_bounds", "open_heads"):
        yield from _pieces(text, start, start + into.start())
        yield from _pieces(text, start + into.end(), end)
        return
    last = phrase.rpartition(" ")[2].lower().strip("’'”\")")
    if not into and last in words("item_bounds", "no_goods"):
        return
    if _GLUED.search(phrase):
        return
    if phrase.lower() not in phrases("item_bounds", "alone"):
        yield start, end
