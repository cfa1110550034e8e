"""When: the day of a notice, when what it orders takes effect, for how long, and when it ends."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from nlp.facts.marked import Marked
from nlp.reading import Fact, Mention

_DAY = re.compile(
    r"(?:Enforcement (?:Release|Information)(?: for)?|ENFORCEMENT (?:INFORMATION|RELEASE)(?: FOR)?|Dated|DATED|Date|Issued(?: on)?"
    r"|Entered this|Signed(?: on)?|Date of (?:the )?(?:order|notice))(?: ?:)? ?\(?(?:this )?(?P<day><D\d+>)"
)
_EFFECTIVE = re.compile(
    r"\b(?:effective(?: date)?(?: (?:on|as of|from|beginning|of))?(?: is)?|takes? effect(?: on)?|(?:came|comes?|enters?|entered) into (?:force|effect)(?: on)?"
    r"|with effect from|with an effective date of|applicable)(?: ?:)? (?:<[A-Z]\d+>, )?(?P<day><D\d+>)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\beffective (?:immediately|upon (?:issuance|publication|signature))|\btakes? effect immediately", re.IGNORECASE
)
_SAYS_ORDER = r"\b(?:denied|denial|denying|privileges|effect|order|tdo|debar\w*|prohibit\w*|may not|suspen\w*|listed)\b"
_UNTIL = re.compile(
    rf"{_SAYS_ORDER}[^.]{{0,240}}?\b(?:until|through|expir(?:es?|ing)(?: on)?|remains? in (?:force|effect) (?:until|through)|ending on|ends? on) (?P<day><D\d+>)",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
    )
} | {"twenty-five": 25, "thirty": 30, "sixty": 60, "ninety": 90, "one hundred and eighty": 180, "one hundred eighty": 180}  # fmt: skip
_COUNT = r"(?P<count>\d{1,3}|[a-z]+(?:[- ](?:and )?(?:hundred|five|eighty))*(?: and eighty| eighty)?)"
_TERM = re.compile(
    rf"(?P<words>\b(?:for |in effect for |of )?(?:a |an |the )?(?:period|term|duration) of (?:no more than |not more than |up to )?{_COUNT}(?: ?\((?P<figure>\d{{1,3}})\))?[- ](?P<unit>years?|months?|days?)\b"
    rf"|\b(?:in effect|effective|in force|denied|debarred|renewed|extended) for (?:an additional |another |a further )?(?P<count2>\d{{1,3}}|[a-z]+)(?: ?\((?P<figure2>\d{{1,3}})\))?[- ](?P<unit2>years?|months?|days?)\b"
    rf"|\b(?P<count3>\d{{1,3}}|[a-z]+)(?: ?\((?P<figure3>\d{{1,3}})\))?[- ](?P<unit3>years?|months?|days?) (?:from|after) (?=the date of|(?:the )?effective date|<D))"
    r"(?P<after>[^.;]{0,140})",
    re.IGNORECASE,
)
_FOREVER = re.compile(r"\bpermanently (?:debarr|den)\w+|\bdebarr(?:ed|ing) [^.]{0,60}permanently\b", re.IGNORECASE)
_CONVICTED = re.compile(
    r"(?:(?:\bOn|\bon or about|\bIn|\bin) (?P<before><D\d+>),(?:[^.]|\.(?! [A-Z])|U\.S\. ){0,200}?\b(?:was|were) (?:convicted|sentenced)\b"
    r"|\bconvict(?:ed|ion)\b[^.]{0,120}?\b(?:on|of|dated|in) (?P<after><D\d+>))"
)
_ABOUT_TERM = re.compile(
    r"\b(?:den(?:y|ied|ial|ying)|privileges|debar\w*|order|tdo|effect|prohibit\w*|listed|revok\w*|suspen\w*)\b",
    re.IGNORECASE,
)
_NOT_TERM = re.compile(
    r"\b(?:imprison\w*|prison|probation|supervised release|retain\w*|records?|recordkeeping|sentenced|preceding|jail|custody)\b",
    re.IGNORECASE,
)


def dates(marked: Marked, kinds: set[str]) -> Iterator[Fact]:
    """Day, effective day, term, conviction and end. An end counted from a term says from which day it was counted."""
    found = dict(_days(marked))
    yield from found.values()
    effective = _effective(marked, found.get("date"))
    if effective is not None:
        yield effective
    if not kinds:
        return
    until = next(_valued(marked, _UNTIL), None)
    if until is not None:
        yield Fact("expires", until[0].value, *until[1], "term: until a day", 0.9, until[0].id)
    for m in _TERM.finditer(marked.text):
        before = marked.text[max(0, m.start() - 200) : m.start()]
        near = before.rpartition(". ")[2]
        if not _ABOUT_TERM.search(near + m[0]) or _NOT_TERM.search(near[-90:] + m["words"]):
            continue
        term = _term(m)
        if term is None:
            continue
        count, unit = term
        where = marked.back(*m.span("words"))
        yield Fact("term", f"{count} {unit}{'s' if count != 1 else ''}", *where, "term: for a period", 0.9)
        start, from_what = _counted_from(marked, m["after"] or "", found.get("conviction"), effective)
        if until is None and start is not None:
            yield Fact("expires", add(start, count, unit).isoformat(), *where, f"term: counted from {from_what}", 0.85)
        return
    forever = _FOREVER.search(marked.text)
    if forever is not None:
        yield Fact("term", "permanent", *marked.back(*forever.span()), "term: without end", 0.9)


def _days(marked: Marked) -> Iterator[tuple[str, Fact]]:
    day = next(_valued(marked, _DAY), None)
    if day is not None:
        yield "date", Fact("date", day[0].value, *day[1], "date: the notice's own", 0.95, day[0].id)
    for m in _CONVICTED.finditer(marked.text):
        mention = marked.mention(m["before"] or m["after"])
        if _day(mention) is not None:
            yield (
                "conviction",
                Fact(
                    "conviction", mention.value, mention.start, mention.end, "date: of a conviction", 0.85, mention.id
                ),
            )
            return


def _effective(marked: Marked, own: Fact | None) -> Fact | None:
    said = next(_valued(marked, _EFFECTIVE), None)
    if said is not None:
        return Fact("effective", said[0].value, *said[1], "date: takes effect", 0.9, said[0].id)
    at_once = _AT_ONCE.search(marked.text)
    if at_once is not None and own is not None:
        return Fact(
            "effective", own.value, *marked.back(*at_once.span()), "date: at once, on the notice's own day", 0.85
        )
    return None


def _valued(marked: Marked, pattern: re.Pattern[str]) -> Iterator[tuple[Mention, tuple[int, int]]]:
    for m in pattern.finditer(marked.text):
        mention = marked.mention(m["day"])
        if _day(mention) is not None:
            yield mention, marked.back(*m.span())


def _day(mention: Mention) -> date | None:
    try:
        return date.fromisoformat(mention.value)
    except ValueError:
        return None


def _term(m: re.Match[str]) -> tuple[int, str] | None:
    for tail in ("", "2", "3"):
        unit = m[f"unit{tail}"]
        if unit:
            figure = m[f"figure{tail}"] or m[f"count{tail}"]
            count = int(figure) if figure.isdigit() else _NUMBERS.get(figure.casefold(), 0)
            return (count, unit.casefold().rstrip("s")) if 0 < count < 1000 else None
    return None


def _counted_from(
    marked: Marked, after: str, conviction: Fact | None, effective: Fact | None
) -> tuple[date | None, str]:
    """The day a term runs from: a day that stands there, the conviction, else the day the order takes effect."""
    from_ = re.search(r"\b(?:from|after|beginning|starting|commencing)\b(?P<what>.*)", after, re.DOTALL)
    if from_ is not None:
        named = [one for one in marked.marks(from_["what"], "D") if _day(one) is not None]
        if named and not re.match(r" *[a-z]+ing\b", from_["what"]):
            return _day(named[0]), "the day named"
        if re.match(r" *(?:[a-z]+ly )?[a-z]+ing\b", from_["what"]):  # "debarred for 5 years from importing"
            from_ = None
    if from_ is not None:
        if re.search(r"convict|sentenc", from_["what"]):
            return (date.fromisoformat(conviction.value), "the conviction") if conviction else (None, "")
        if not re.search(r"order|effective|notice|publication|entry", from_["what"], re.IGNORECASE):
            return None, ""
    return (date.fromisoformat(effective.value), "the effective day") if effective else (None, "")


def add(start: date, count: int, unit: str) -> date:
    """A day so many days, months or years later; the last day of a shorter month."""
    if unit == "day":
        return start + timedelta(days=count)
    months = start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
