"""Goods begin and end where the guidelines say."""

from __future__ import annotations

import pytest

from nlp.components.k95_item_bounds import find
from nlp.finding import Found, Page


def goods(phrase: str) -> list[str]:
    page = Page(f"It sold {phrase} abroad.")
    one = Found(8, 8 + len(phrase), "ITEM", "trained: names", "goods", "", 0.9)
    page.take([one])
    page.take(list(find(page)))
    return [page.words(found) for found in page.by_label("ITEM")]


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("critical servo valves", ["servo valves"]),
        ("manufacturing large radar domes", ["radar domes"]),
        ("weapons and armoured carriers", ["weapons", "armoured carriers"]),
        ("laser fuses for mortar rounds", ["laser fuses", "mortar rounds"]),
        ("components for patrol boats", ["components for patrol boats"]),
        ("digital and analogue components", ["digital and analogue components"]),
        ("components", []),
        ("freight services", []),
    ],
)
def test_goods_are_the_shortest_phrase_that_says_what_they_are(phrase: str, read: list[str]) -> None:
    assert goods(phrase) == read
