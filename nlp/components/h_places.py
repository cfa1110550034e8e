"""Places: the gazetteer, and "City, State" or "City, Country" as one."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.finding import Found, Page
from nlp.naming import generic
from nlp.places import CANADA, US_STATES, country_of, last_parts, place_pattern

ORDER = 90

_CITY = r"(?:(?:St|Ft|Mt|Pt)\. )?[A-ZÀ-Þ][\w’'-]{1,40}(?: (?:de|del|la|do|al|on|of|Al|El|[A-ZÀ-Þ][\w’'-]{1,40})){0,3}"


@cache
def _city_and() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])({_CITY}), ((?:{last_parts()}))(?![\w])")


_NOT_CITY = re.compile(
    r"^(?:First|Second|Third|In|From|To|The|And|Of|Between|For|At|By|While|Since|As|With|On|After|Inc|LLC|Ltd|Co|Corp|Specifically|Iran|Syria|Cuba|Sudan|Russia|North Korea|Moscow|Crimea|China|Canada|Austria|Germany|Belarus)$"
)


_PART_OF_NAME = re.compile(r"(?<![.!?:;] )(?<!^)\b([A-Z][a-z]{3,}) $")


def find(page: Page) -> Iterator[Found]:
    """Countries, states, cities and regions that stand alone."""
    text = page.text
    for m in _city_and().finditer(text):
        city, last = m[1], m[2]
        start = m.start()
        words = city.split()
        while words and _NOT_CITY.match(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        if not words or not page.free(start, m.end()):
            continue
        short = last.strip(".") in (*US_STATES, *CANADA, "D.C") or len(last) <= 3
        listed = re.match(r",? (?:and|or) (?:the )?[A-Z]|, [A-Z][\w ]+(?:,| and| or)", text[m.end() : m.end() + 40])
        whole = " ".join(words)
        if (not short and country_of(whole)) or (listed and not short and country_of(last)):
            continue
        yield Found(
            start, m.end(), "PLACE", "places: city and what it lies in", "city", country_of(text[start : m.end()]), 0.9
        )
    for m in place_pattern().finditer(text):
        before, after = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 9]
        if m[0] in ("US", "U.S.", "EU", "E.U.") and (
            re.match(r"[ -][a-z]", after)
            and not re.match(r"(?: (?:and|or|to|in|on|for|with|from|by|as|the|is|was|has|had)\b)", after)
        ):
            continue
        if m[0] in ("U.S.", "US", "UK", "U.K.") and re.match(r" [A-Z“]|-person", after):
            continue
        if (name := _PART_OF_NAME.search(text, max(0, m.start() - 30), m.start())) and not generic(name[1]):
            continue
        if before in ("“",) and after[:1] not in "”":
            continue
        yield Found(
            m.start(),
            m.end(),
            "PLACE",
            "places: gazetteer",
            "country" if country_of(m[0]) else "place",
            country_of(m[0]),
            0.9,
        )
