"""Flattened tables of penalties: "NAME CITY, ST 12345 PROGRAMME 2003 … $5,500.00 S", cells run together."""
# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.finding import Found, Page, Stated
from nlp.naming import suffix_form
from nlp.places import CANADA, US_STATES, gazetteer

ORDER = 6

_IS_TABLE = re.compile(r"Name of (?:Entity|Individual)s? Involved|Sanctions ?Program ?Description")
_MONEY_END = re.compile(r"(?:\$ ?[\d,]+\.\d\d|[\d,]+\.\d\d \$) ?[AS]?(?![a-z])")
_START = re.compile(r"(?:\(S\)|501\.805 ?\(d\) ?\(1\) ?\(i{1,2}\))")
_PLACE = re.compile(
    rf"(?P<before>.*?)(?P<city>(?:(?:New|San|Santa|Los|Las|Fort|Saint|St\.|El|Battle|Salt Lake|Kansas|West|East|North|South|Mount|Palm|Long|Grand|Baton) ?)?[A-Z][a-z]+), (?P<tail>(?:{'|'.join([*US_STATES, *CANADA])}) \d{{5}})(?P<rest>.*)",
    re.DOTALL,
)
_PROGRAMME = re.compile(
    r" ?(?P<programme>[A-Z][A-Za-z]+(?: \([A-Z][a-z]+\))?) ?(?P<first>(?:19|20)\d\d)(?: ?- ?(?P<second>(?:19|20)\d\d))?"
)
_BEHALF = re.compile(r"^(?P<agent>.+?)\s+on\s+behalf\s+of\s+(?P<principal>.+)$", re.DOTALL)
_FORM_THEN_CITY = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|LP|N\.A)\.|\b(?:LLC|Ltd|PLC|AG|LP|Inc|Corporation|Company|Bank|N\.A\.))[,\s]*(?=(?P<city>[A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*)?\s*)$)"
)
_AND = re.compile(r" and (?=[A-Z])")


def find(page: Page) -> Iterator[Found]:
    """Rows between one amount and the next; only where the table's own header stands in the text."""
    if not _IS_TABLE.search(page.text):
        return
    marks = [m.end() for m in _START.finditer(page.text)] + [m.end() for m in _MONEY_END.finditer(page.text)]
    marks = sorted({*marks, len(page.text)})
    for start, stop in pairwise(marks):
        yield from _row(page, start, stop)


def _row(page: Page, start: int, stop: int) -> Iterator[Found]:
    m = _PLACE.fullmatch(page.text, start, stop)
    if not m or len(m["before"]) > 160:
        return
    name_start, name_end, city_start = start, m.start("city"), m.start("city")
    name = page.text[name_start:name_end]
    forms = suffix_form().search(name.rstrip())
    if not forms and (longer := _longer_city(page.text[start : m.end("city")])):
        city_start = m.end("city") - len(longer)
        name_end = city_start
    if not forms and (inside := _FORM_THEN_CITY.search(name.rstrip() + " ")) and len(inside["city"]) < 24:
        name_end = city_start = start + inside.end()
    name_start += len(name) - len(name.lstrip(" ,\n"))
    while name_end > name_start and page.text[name_end - 1] in " ,\n":
        name_end -= 1
    if name_end - name_start < 3:
        return
    address = (city_start, m.end("tail"))
    yield Found(*address, "ADDRESS", "tables: city, state and postcode cell", "address", "US", 0.8)
    parties = list(_parties(page, name_start, name_end))
    yield from (party for party, _ in parties)
    main = [party for party, principal in parties if not principal]
    for party in main:
        page.stated.append(Stated("LOCATED_AT", party.start, city_start, "tables: name cell, then address cell", 0.8))
    for party, principal in parties:
        if principal and main:
            page.stated.append(Stated("ACTED_FOR", main[0].start, party.start, "tables: on behalf of", 0.85))
    programme = _PROGRAMME.match(page.text, m.end("tail"))
    if programme:
        yield Found(
            *programme.span("programme"), "LEGAL", "tables: programme cell", "programme", programme["programme"], 0.8
        )
        for group in ("first", "second"):
            if programme[group]:
                yield Found(*programme.span(group), "DATE", "tables: year cell", "year", programme[group], 0.9)
        for party in main:
            page.stated.append(
                Stated("PENALISED", programme.start("programme"), party.start, "tables: programme cell", 0.8)
            )


def _parties(page: Page, start: int, end: int) -> Iterator[tuple[Found, bool]]:
    """The names of a name cell, each with whether the others act for it."""
    spans = [(start, end, False)]
    if behalf := _BEHALF.match(page.text[start:end]):
        spans = [(start, start + behalf.end("agent"), False), (start + behalf.start("principal"), end, True)]
    for a, b, principal in spans:
        cuts = [m for m in _AND.finditer(page.text, a, b) if suffix_form().search(page.text[a : m.start()])]
        for c, d in zip([a, *(m.end() for m in cuts)], [*(m.start() for m in cuts), b], strict=True):
            yield Found(c, d, "ORG", "tables: name cell", "company", "", 0.8), principal


def _longer_city(text: str) -> str:
    """A city of the gazetteer that ends the text, if it is longer than its last word."""
    words = text.split(" ")
    for count in (3, 2):
        candidate = " ".join(words[-count:])
        if candidate in gazetteer():
            return candidate
    return ""
