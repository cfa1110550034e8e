"""Which earlier order a notice renews, modifies, lifts or reviews: its citation and its day, as the notice says."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.facts.marked import Marked
from nlp.facts.respondents import own_days
from nlp.healing import Healed
from nlp.reading import Fact

SPEAKS_OF_EARLIER = ("renewal", "modification", "revocation", "appeal_decision", "delisting")
_CITATION = re.compile(r"\b(?P<volume>\d{2,3}) (?:F\.? ?R\.?|Fed\. ?Reg\.?) (?P<page>\d[\d,]{2,7})\b")
_NEAR = re.compile(
    r"\b(?:renew\w*|TDO|[Tt]emporary [Dd]enial|[Dd]enial [Oo]rder|[Oo]rder [Dd]enying|[Oo]rder|debar\w*|listed|listing)\b"
)
_ORDER = r"(?:[Oo]rder|TDO|[Dd]ebarments?|[Dd]enial|[Nn]otice|[Ll]isting|[Dd]esignation)"
_DATED = re.compile(
    rf"\b{_ORDER}\b(?:[^.<]{{0,60}}|[^.]{{0,120}}?\b)(?:dated|issued(?: on)?|entered(?: on)?|published (?:on|in[^<]{{0,40}} on)|included in[^<]{{0,40}}"
    rf"| of|signed(?: on)?|imposed on|[Rr]egister (?:notice )?(?:of|on)) (?:<[A-Z]\d+> )?(?P<day><D\d+>)"
)
_POSSESSIVE = re.compile(rf"\b(?:[Ii]ts|[Tt]he|[Oo]ur|[Tt]his) (?P<day><D\d+>),? (?:[a-z]+ ){{0,2}}{_ORDER}")
_ISSUED = re.compile(
    rf"\b[Oo]n (?P<day><D\d+>),[^.]{{0,200}}?\b(?:issued|signed|renewed|entered|imposed|published)\b[^.]{{0,120}}?\b{_ORDER}\b"
)
_MOST = 12


def earlier(healed: Healed, marked: Marked, own_day: str) -> Iterator[Fact]:
    """Citations and days of the orders before this one; a day beside a party's name is that party's own order's."""
    for number, m in enumerate(_CITATION.finditer(healed.text)):
        around = healed.text[max(0, m.start() - 260) : m.end() + 80]
        if number < _MOST and _NEAR.search(around):
            citation = f"{m['volume']} FR {m['page'].replace(',', '')}"
            yield Fact("earlier_citation", citation, *healed.back(*m.span()), "earlier order: its citation", 0.85)
    said: set[tuple[str, str]] = set()
    for sentence in marked.sentences[:400]:
        own = own_days(marked, sentence)
        for who, day in own:
            if (day.value, who.id) not in said:
                said.add((day.value, who.id))
                yield Fact(
                    "earlier_date", day.value, day.start, day.end, "earlier order: its day beside a name", 0.85, who.id
                )
        if len(own) > 1:
            continue
        for rule, pattern in (("dated", _DATED), ("the order of a day", _POSSESSIVE), ("issued on", _ISSUED)):
            for m in pattern.finditer(sentence.text):
                day = marked.mention(m["day"])
                if len(day.value) == 10 and day.value != own_day and not any(v == day.value for v, _ in said):
                    said.add((day.value, ""))
                    yield Fact("earlier_date", day.value, day.start, day.end, f"earlier order: {rule}", 0.8)
