"""Names of countries, states, cities and regions, and which of them are countries."""

from __future__ import annotations

import re
from functools import cache

import pycountry
from rigour.territories import get_territories

from nlp.lexicon import phrases, words

US_STATES = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK",
    "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR", "VI", "GU",
]  # fmt: skip
"""States and territories of the US, by postal code."""
CANADA = ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of nationality; never a place."""
    return words("places", "demonyms")


@cache
def state_names() -> tuple[str, ...]:
    """Names of US states and Canadian provinces, the longest first."""
    found = {s.name for s in pycountry.subdivisions if s.country_code in ("US", "CA")}
    return tuple(sorted(found, key=lambda n: (-len(n), n)))


@cache
def country_codes() -> dict[str, str]:
    """ISO 3166-1 code by name of a country, in lower case; only what a code exists for."""
    found: dict[str, str] = {}
    for territory in get_territories():
        code = territory.ftm_country or (territory.code if len(territory.code) == 2 else None)
        if not territory.is_country and "-" in territory.code:
            continue
        if code and len(code) == 2:
            for name in (territory.name, territory.full_name):
                if name:
                    found.setdefault(name.lower(), code.upper())
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")):
            if name:
                found.setdefault(name.lower(), country.alpha_2)
    found |= {
        "russia": "RU", "iran": "IR", "dprk": "KP", "north korea": "KP", "south korea": "KR", "prc": "CN",
        "uae": "AE", "u.a.e.": "AE", "u.s.": "US", "us": "US", "usa": "US", "u.s.a.": "US", "uk": "GB", "u.k.": "GB",
        "great britain": "GB", "britain": "GB", "holland": "NL", "burma": "MM", "turkey": "TR", "türkiye": "TR",
        "people’s republic of china": "CN", "people's republic of china": "CN", "hong kong": "HK", "taiwan": "TW",
        "macau": "MO", "syria": "SY", "venezuela": "VE", "vietnam": "VN", "kosovo": "XK", "mx": "MX",
        "federal republic of germany": "DE", "republic of belarus": "BY", "czech republic": "CZ", "england": "GB",
        "scotland": "GB", "wales": "GB", "northern ireland": "GB", "united states": "US", "united kingdom": "GB",
        "republic of korea": "KR", "palestine": "PS", "tanzania": "TZ", "bolivia": "BO", "moldova": "MD", "laos": "LA",
    }  # fmt: skip
    return found


def country_of(place: str) -> str:
    """ISO code of the country a place names or ends in ("Dubai, United Arab Emirates"), else nothing."""
    codes = country_codes()
    whole = re.sub(r"\s+", " ", place).strip(" .,;").lower().removeprefix("the ")
    last = whole.rpartition(",")[2].strip()
    found = codes.get(whole) or codes.get(whole + ".") or codes.get(last) or codes.get(re.sub(r"[\d\s]+$", "", last))
    if found:
        return found
    if "," in whole and (last.upper() in US_STATES or last in {n.lower() for n in state_names()}):
        return "US" if last.upper() in US_STATES else ""
    return ""


@cache
def gazetteer() -> frozenset[str]:
    """Every place name known, as written."""
    names = set(phrases("places", "countries", "cities", "regions"))
    for territory in get_territories():
        for name in (territory.name, territory.full_name):
            if name and "(" not in name and len(name) > 3:
                names.add(name)
    names |= set(state_names())
    return frozenset(names - demonyms())


@cache
def place_pattern() -> re.Pattern[str]:
    """Matches any place name of the gazetteer at a word boundary."""
    names = sorted(gazetteer(), key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w&/-])(?:" + "|".join(re.escape(n) for n in names) + r")(?![\w&])")


@cache
def territory_words() -> frozenset[str]:
    """Words of place names, in lower case."""
    return frozenset(word.lower() for name in gazetteer() for word in re.findall(r"[^\W\d_]{2,}", name))


@cache
def last_parts() -> str:
    """Alternation of what may follow "City, ": states, provinces, countries."""
    names = set(state_names()) | set(phrases("places", "countries")) | {
        n for t in get_territories() if t.is_country for n in (t.name, t.full_name) if n
    }  # fmt: skip
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return "|".join([re.escape(n) for n in ordered] + [*US_STATES, *CANADA, r"D\.C\."])
