"""What kinds of word our lists say a word is: the tag every token carries, and one of the things the network sees."""

from __future__ import annotations

import calendar
import re
from functools import cache

from nlp.lexicon import lexicon, phrases, words
from nlp.places import US_STATES, demonyms, territory_words


@cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    def parts(*found: str) -> frozenset[str]:
        return frozenset(word.lower() for name in found for word in re.findall(r"[^\W\d_]+", name))

    months = (*calendar.month_name, *(name for name in calendar.month_abbr))
    return (
        ("f", words("words", "function")),
        ("p", frozenset(territory_words())),
        ("d", parts(*demonyms())),
        ("l", parts(*phrases("orgs", "suffix_forms"), *phrases("orgs", "prefix_forms")) - words("words", "function")),
        ("h", parts(*words("orgs", "heads", "government"))),
        ("a", parts(*words("agencies", "acronyms"))),
        ("g", parts(*words("items", "heads", "generic", "complement", "acronyms"))),
        ("n", parts(*words("persons", "given", "particles"))),
        ("t", parts(*phrases("persons", "titles"), *phrases("persons", "roles")) - words("words", "function")),
        ("m", parts(*months)),
        ("s", parts(*US_STATES)),
    )


_KNOWN: dict[str, str] = {}


def word_class(word: str) -> str:
    """Letters for the lists that know the word; `w` for a common word that none of them knows; empty if unknown."""
    found = _KNOWN.get(word)
    if found is None:
        low = word.lower()
        found = "".join(letter for letter, known in _lists() if low in known)
        found = found or ("w" if low in lexicon().words else "-")
        if len(_KNOWN) < 200_000:  # a reader of many texts must not keep every word it ever saw
            _KNOWN[word] = found
    return found
