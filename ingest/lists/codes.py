"""Codes without wording, as lists of codes give them: each below the nearest part of it that the list has too."""

from __future__ import annotations

import re

from ingest.cells import Cell
from ingest.saying import Saying, Thing

_PIECE = re.compile(r"\.?([A-Z]+|[a-z]+|\d+)")


def tree(say: Saying, cell: Cell, regime: str, pattern: str, seen: set[str]) -> Thing | None:
    """Say a code, its list, and the entry it stands below; None if it is not of this pattern. Adds to `seen`."""
    code = cell.clean
    if not re.fullmatch(pattern, code):
        return None
    thing = say.control_code(code, cell)
    thing.fixed("regime", regime, cell)
    above = [code[: piece.start()] for piece in _PIECE.finditer(code)]
    parent = next((shorter for shorter in reversed(above) if shorter in seen), "")
    if parent:
        say.link("PART_OF", thing, say.control_code(parent, cell), cell)
    seen.add(code)
    return thing
