"""Pieces of SQL for the texts of trade records."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from ingest.trade.words import tables


def trimmed(cell: str) -> str:
    """SQL for a text without outer white space; null if it says that there is nothing.

    Trimming and comparing cost more than all the rest, so both are done only where a cheap look says so.
    """
    trim = f"trim({cell}, E' \\t\\r\\n')"
    return (
        f"CASE WHEN {_is_nothing(cell)} THEN NULL WHEN ord({cell}) <= 32 OR {cell}[-1] <= ' ' "
        f"THEN CASE WHEN {_is_nothing(trim)} THEN NULL ELSE {trim} END ELSE {cell} END"
    )


def _is_nothing(cell: str) -> str:
    """SQL that tells whether a cell says that there is nothing: by its length first, which is cheapest."""
    sizes = " ".join(
        f"WHEN {size} THEN {' OR '.join(f'{cell} = {literal(word)}' for word in words)}" for size, words in _nothing()
    )
    return f"CASE strlen({cell}) {sizes} ELSE false END"


@lru_cache(maxsize=1)
def _nothing() -> list[tuple[int, list[str]]]:
    """What a cell says when it says nothing, in the cases it is written in, by number of bytes."""
    words = tables()["cells"]["nothing"]
    cases = {case for word in words for case in (word, word.upper(), word.title(), word.capitalize())}
    sized = sorted((len(case.encode()), case) for case in cases)
    return [(size, [case for _, case in group]) for size, group in groupby(sized, key=lambda pair: pair[0])]


def literal(text: str) -> str:
    """Text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
