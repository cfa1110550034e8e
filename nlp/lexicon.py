"""Words the rules know: TOML lists beside the code, territories and demonyms, each loaded once when first asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, list[str]]:
    """The lists of `data/<name>.toml`."""
    with (DATA / f"{name}.toml").open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    return lists


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Some lists of `data/<name>.toml` as one set; a list entry may hold several words separated by blanks."""
    lists = table(name)
    return frozenset(word for key in (keys or tuple(lists)) for entry in lists[key] for word in entry.split())


@cache
def phrases(name: str, *keys: str) -> tuple[str, ...]:
    """Some lists of `data/<name>.toml` as phrases, the longest first."""
    lists = table(name)
    found = {entry for key in (keys or tuple(lists)) for entry in lists[key]}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that are words on their own; what a stray space may not be closed between."""

    words: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Common words of notices, with territories and demonyms."""
    from nlp.places import demonyms, territory_words  # noqa: PLC0415  (places reads this module's tables)

    low = {word.lower() for word in words("words")}
    low |= {word.lower() for word in demonyms()} | territory_words()
    low |= {word.lower() for word in words("agencies", "acronyms")}
    low |= {word.lower() for name in ("items", "orgs") for word in words(name)}
    return Lexicon(frozenset(low))
