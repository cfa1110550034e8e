"""Names the trained network finds, where no pattern before it found something surer."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.finding import Found, Page

ORDER = 65

LABELS = ("ORG", "PERSON", "VESSEL", "ADDRESS", "PLACE", "ITEM", "LEGAL", "IDENTIFIER", "CONTROL_CODE", "DATE", "MONEY")
FLOOR = 0.5
"""Below this the rules are asked first."""

_KIND = {"PERSON": "person", "ORG": "organisation", "ITEM": "goods", "VESSEL": "vessel"}


def find(page: Page) -> Iterator[Found]:
    """The network's names, each with how sure it is."""
    if page.guess is None:
        return
    for start, end, label in page.guess.names():
        sure = page.guess.chance(start, end, label)
        if sure >= FLOOR and label in LABELS and page.free(start, end):
            yield Found(start, end, label, "trained: names", _KIND.get(label, ""), "", round(sure, 3))
