"""Goods named by a model alone: "T-72", "“Tachion”" after goods, vessels by name."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page

ORDER = 95

_VESSEL = re.compile(
    r"\b(?:M/V|MV|M/T|MT|MN|S\.S\.|SS)\.? (?=[A-Z])[A-Z][\w’'-]{1,40}(?: (?:[A-Z][\w’'-]{0,40}|\d+|[IVX]+)\b){0,3}"
    r"|(?<=\bvessel )[“\"]?(?P<named>[A-Z][\w’'-]{1,40}(?: [A-Z0-9][\w’'-]*){0,3})|(?<=\bvessel named )(?P<named2>[A-Z][\w’'-]{1,40}(?: [A-Z0-9][\w’'-]*){0,3})"
    r"|(?<=\btanker )[“\"]?(?P<tanker>[A-Z][\w’'-]{1,40}(?: [A-Z0-9][\w’'-]*){0,3})|(?<=\bship )[“\"](?P<ship>[A-Z][\w’'-]{1,40}(?: [A-Z0-9][\w’'-]*){0,3})"
)
_AIRCRAFT = re.compile(
    r"\b(?:aircraft|tail number|registered|registration|jet)[ (:]{1,2}([A-Z]{1,2}-[A-Z]{3,4}|N\d{1,5}[A-Z]{0,2}|EP-[A-Z]{3}|RA-\d{5})\b"
)
_MODEL = re.compile(
    r"(?<![\w/.§-])(?=[A-Z])(?:[A-Z][A-Za-z]{0,10}-\d{1,4}[A-Z]{0,3}(?:/\w+)?|XC\d\w{3,12}|[A-Z]{2,4}\d{3,}[A-Z]\w{0,12})(?![\w/-]|’s)(?! (?:Regulation|of the))"
)
_ALONE = re.compile(r" (?:and|or|in|for|were|was|are|from|by|to|which)\b|[,.;)]")
_NOT_MODEL = re.compile(
    r"^(?:COVID-19|A-\d|Form-|Count-|Page-|Category-|Annex|Phase-|Title-|Part-|Section-|Rule-|Exhibit-|Act-|E-\d|I-\d|L-\d|H-1B|F-1|B-1|B-2|Tier-\d|MI-\d|MI5|MI6|Y2K|G-\d)"
)


def find(page: Page) -> Iterator[Found]:
    """Vessels and aircraft by name or number, and model numbers that stand alone."""
    for m in _VESSEL.finditer(page.text):
        group = next((g for g in ("named", "named2", "tanker", "ship") if m[g]), None)
        start, end = m.span(group) if group else m.span()
        if not group or m[group].split()[0] not in ("The", "In", "To", "And"):
            yield Found(start, end, "VESSEL", "vessels: named as a vessel", "vessel", "", 0.85)
    for m in _AIRCRAFT.finditer(page.text):
        yield Found(m.start(1), m.end(1), "VESSEL", "vessels: tail number", "aircraft", m[1], 0.85)
    for m in _MODEL.finditer(page.text):
        if not _NOT_MODEL.match(m[0]) and _ALONE.match(page.text, m.end()):
            yield Found(
                m.start(), m.end(), "ITEM", "items: model number alone", "model", re.sub(r"\s", "", m[0]).upper(), 0.6
            )
