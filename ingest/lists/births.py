"""Dates of birth as lists write them, in ISO 8601 as far as they are known: 1971, 1973-11, 1965-12-28."""

from __future__ import annotations

import re

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip

_DAY = re.compile(
    r"(?P<iso>\b(?P<y1>\d{4})-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?\b)"
    r"|(?P<dot>\b(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})\b)"
    r"|(?P<word>\b(?:(?P<d3>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<m3>[A-Z][a-z]{2,8})\.?\s+(?P<y3>\d{4})\b)"
    r"|(?P<year>\b(?P<y4>1[89]\d\d|20\d\d)\b)"
)


def birth_dates(text: str) -> list[str]:
    """Every date of birth a text gives, in its order; days before months; empty if it gives none we can read."""
    found: list[str] = []
    for match in _DAY.finditer(text):
        at = next(number for number in "1234" if match[f"y{number}"])
        year = match[f"y{at}"]
        month, day = (match[f"m{at}"], match[f"d{at}"]) if at != "4" else (None, None)
        number = _MONTHS.get(month[:3].lower(), 0) if month and month.isalpha() else int(month or 0)
        iso = year
        if 1 <= number <= 12:
            iso += f"-{number:02d}"
            if day and 1 <= int(day) <= 31:
                iso += f"-{int(day):02d}"
        if 1850 <= int(year) <= 2100 and iso not in found:
            found.append(iso)
    return found
