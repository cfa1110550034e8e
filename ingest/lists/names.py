"""Names as lists pack them in one cell: aliases parted by semicolons, another script in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cells import Cell

_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿ]")
_LABEL = re.compile(
    r"^\s*(?:in\s+)?(?:[A-Z][a-z]+\s+)?(?:spelling|script|language|transliteration)?\s*:\s*", re.IGNORECASE
)


def names_in(cell: Cell, separator: str = r"\s*;\s*(?:and\s+)?") -> Iterator[Cell]:
    """Each name of a cell as a cell of its own; a bracket in another script is a name beside the one before it."""
    for piece in cell.split(separator):
        bracket = re.search(r"\s*\(([^()]*)\)\s*$", piece.text)
        if bracket and _OTHER_SCRIPT.search(bracket[1]) and bracket.start() > 0:
            yield piece.part(0, bracket.start()).trimmed
            label = _LABEL.match(bracket[1])
            inner = piece.part(bracket.start(1) + (label.end() if label else 0), bracket.end(1)).trimmed
            if inner:
                yield inner
        elif piece:
            yield piece
