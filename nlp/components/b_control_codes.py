"""Control list entries: ECCNs, EU and Wassenaar entries, munitions lists, HS codes where the text says they are."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page

ORDER = 20

_ECCN = re.compile(
    r"(?<![\w.])(?:ECCNs? )?([0-9][A-EY](?:[0-9]{3}|521|611)(?:\.[a-z](?:\.\d{1,2})?(?:\.[a-z]{1,3})?(?:\.\d{1,2})?)?)(?![\w])"
)
_EAR99 = re.compile(r"\bEAR ?99\b")
_MUNITIONS = re.compile(r"\b(?:ML ?(?:\d{1,2})(?:\.?[a-z](?:\.?\d{1,2})?)?|PL ?\d{4}[a-z]?)\b")
_USML = re.compile(
    r"\b(?:USML )?Categor(?:y|ies) [IVX]{1,5}(?:\([a-z]\)(?:\(\d+\))?)?(?= (?:of the (?:USML|United States Munitions List)|USML))"
)
_HS = re.compile(
    r"\b(?:HS|H\.S\.|HTS|HTSUS|Harmoni[sz]ed System|customs (?:tariff )?|tariff |CN|TN VED|Schedule B)[ -]?"
    r"(?:codes?|headings?|subheadings?|numbers?|nos?\.?)?[: ]{0,2}((?:\d{4}(?:[. ]?\d{2}){0,3})(?!\d))",
)
_HS_MORE = re.compile(r"(?:, | and |, and | or )(\d{4}\.\d{2}(?:\.?\d{2}){0,2})(?!\d)")


def find(page: Page) -> Iterator[Found]:
    """Codes that have the shape of their list; HS codes only where a word before them says so."""
    text = page.text
    for m in _ECCN.finditer(text):
        yield Found(
            m.start(1), m.end(1), "CONTROL_CODE", "control_codes: shape of an ECCN", "dual_use", m[1].upper(), 0.95
        )
    for m in _EAR99.finditer(text):
        yield Found(m.start(), m.end(), "CONTROL_CODE", "control_codes: EAR99", "us_ccl", "EAR99", 0.99)
    for m in _MUNITIONS.finditer(text):
        kind = "ml" if m[0].startswith("ML") else "uk_pl"
        yield Found(
            m.start(), m.end(), "CONTROL_CODE", "control_codes: munitions list", kind, m[0].replace(" ", ""), 0.9
        )
    for m in _USML.finditer(text):
        yield Found(m.start(), m.end(), "CONTROL_CODE", "control_codes: USML category", "usml", m[0], 0.9)
    for m in _HS.finditer(text):
        yield _hs(m, m.start())
        position = m.end()
        while more := _HS_MORE.match(text, position):
            yield _hs(more, more.start(1))
            position = more.end()


def _hs(m: re.Match[str], start: int) -> Found:
    digits = re.sub(r"\D", "", m[1])
    return Found(start, m.end(1), "CONTROL_CODE", "control_codes: HS code named as such", "hs", digits, 0.95)
