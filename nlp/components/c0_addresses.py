"""Postal addresses as one span, from street or box to postcode or country, in many countries' order."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.finding import Found, Page
from nlp.places import CANADA, US_STATES, country_of, last_parts, state_names

ORDER = 35

_STATES = "|".join([*US_STATES, *CANADA])
_US_END = rf"(?:{_STATES})\.?,? \d{{5}}(?:-\d{{4}})?"
_CITY = r"(?:(?:St|Ft|Mt|Pt)\. )?[A-ZÀ-Þ][\w’'-]{1,40}(?: (?:de|del|of|the|[A-ZÀ-Þ][\w’'-]{1,40})){0,3}"
_CITY_ZIP = re.compile(rf"(?<![\w])({_CITY}), {_US_END}(?!\d)")
_START = re.compile(
    r"(?<![\w.$§#/-])(?:"
    r"P\.? ?O\.? ?Box \d+|(?:No|Nr|Nº|№)\.? ?\d+[\w/-]*,? [A-Z]|(?:Room|Rm\.?|Suite|Ste\.?|Unit|Flat|Apt\.?|Apartment|Office|Shop|Floor|Building|Bldg\.?|House|Plot|Block|Villa|Level) (?:No\.? ?)?[\dA-Z][\w/-]*,? "
    r"|\d{1,3}(?:st|nd|rd|th)? Floor,? |\d{1,5}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?)? (?:[NSEW]\.? )?(?:[A-ZÀ-Þ][\w.’'-]*,? ){1,5}|\d{5,6}, (?=[A-Z])"
    r"|(?:ul|ulitsa|pr|prospekt|per|pl|nab|sh|bul|g|vul)\.? [A-Z]\w+|(?:Calle|Avenida|Av\.|Rue|Via|Viale|Strada|Rua|Jalan|Jl\.|Rruga|Bul\.|Carrera|Cra\.) [A-Z]\w+"
    r"|[A-ZÀ-Þ][\w’'-]{1,40}(?: [A-ZÀ-Þ][\w’'-]{1,40}){0,2} (?:Street|St\.|Str\.?|str\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.?|Lane|Highway|Prospekt|Prospect|Mahallesi|Mah\.|Caddesi|Cad\.|Sokak|Sok\.|Strasse|Straße|straat|ulitsa|Gasse|Quai|Allee|Square|Sq\.)(?: \d|, )"
    r"|[A-ZÀ-Þ][\wß]+(?:straße|strasse|str\.|straat|gasse|weg|allee|platz) \d"
    r")"
)
_LABELLED = re.compile(
    r"(?:^|\n)\s*(?:Registered |Business |Postal |Mailing |Legal |Last known )*[Aa]ddress(?:es)?: ?([^\n;]{8,200})"
)
_SEGMENT = re.compile(r",? ?(?:[^,;:\n()]{1,60}?)(?=,|;|\n|\.(?: |$)|:|\)|\(|$)")
_POSTCODE = re.compile(
    r"\d{4,6}(?:-\d{4})?$|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}$|[A-Z]\d[A-Z] ?\d[A-Z]\d$|[A-Z]{2}-\d{4,6}$"
)
_NO_STREET = re.compile(r"\d+ (?:In|On|The|At|From|To|By|For|As|While|When|If|This|See|OFAC)\b")
_STOP = re.compile(
    r"\b(?:which|who|was|is|were|has|had|and|for|from|that|the company|between|after|before|exported|shipped|agreed)\b|[“”\"]"
)
_LONGEST = 220


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"^(?:{last_parts()})(?:,? [A-Z\d][\w -]{{3,9}})?$")


def find(page: Page) -> Iterator[Found]:
    """Spans that begin as an address begins and reach a postcode or a country through short segments."""
    text = page.text
    for m in _LABELLED.finditer(text):
        end = m.end(1)
        while text[end - 1] in " .,":
            end -= 1
        yield Found(
            m.start(1),
            end,
            "ADDRESS",
            "addresses: said to be an address",
            "address",
            country_of(text[m.start(1) : end]),
            0.9,
        )
    for m in _START.finditer(text):
        if not page.free(m.start(), m.end() - 1) or _NO_STREET.match(m[0]):
            continue
        end = _reach(text, m.start(), m.end())
        if end:
            yield Found(
                m.start(),
                end,
                "ADDRESS",
                "addresses: street or box to postcode or country",
                "address",
                country_of(text[m.start() : end]),
                0.9,
            )
    for m in _CITY_ZIP.finditer(text):
        start = m.start()
        words = m[1].split()
        while len(words) > 1 and words[0] in ("In", "From", "To", "Of", "The", "At"):
            start += len(words[0]) + 1
            words = words[1:]
        yield Found(start, m.end(), "ADDRESS", "addresses: city, state and postcode", "address", "US", 0.9)


def _reach(text: str, start: int, position: int) -> int:
    best = 0
    segments = 0
    while position - start < _LONGEST:
        m = _SEGMENT.match(text, position)
        if not m or m.end() == m.start():
            break
        words = m[0].strip(" ,")
        if _STOP.search(words) or re.search(r"[a-z]{4,} [a-z]{4,} [a-z]{3,}", words):
            break
        segments += 1
        position = m.end()
        if (
            words in state_names()
            or re.search(rf"\b(?:{_STATES})\.? \d{{5}}(?:-\d{{4}})?$", words)
            or _POSTCODE.search(words)
            or _ends().match(words)
        ):
            best = position
            if re.search(rf"\b(?:{_STATES})\.? \d{{5}}", words) and not re.match(
                r", (?:USA|U\.S\.A\.?|United States)", text[position:]
            ):
                break
        if text[position : position + 1] == ".":
            if not re.match(r"\. ?\d|\. [A-Z]\w+, ", text[position : position + 20]) or best:
                break
            position += 1
        elif text[position : position + 1] in (";", "\n", ":", ")", "("):
            break
        if segments > 9:
            break
    return best if best - start >= 10 and "," in text[start:best] else 0
