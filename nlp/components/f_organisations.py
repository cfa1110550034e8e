"""Organisations: legal forms, head words, bodies known by name, quoted names after a legal form."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.finding import Found, Page
from nlp.lexicon import phrases
from nlp.naming import generic, is_organisation, known_bodies, suffix_form
from nlp.places import country_of
from nlp.runs import runs

ORDER = 70

_CAP = r"[A-ZÀ-Þ][\w’'-]{0,40}"


@cache
def _quoted() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in phrases("orgs", "prefix_forms"))
    return re.compile(
        rf"\b(?:{forms}) (?:{_CAP} ){{0,6}}(?:“[^”\n]{{2,80}}”|\"[^\"\n]{{2,80}}\"|«[^»\n]{{2,80}}»|‘[^‘’\n]{{2,60}}(?:‘[^’\n]{{2,60}}’)?’)"
    )


@cache
def _tails() -> re.Pattern[str]:
    tails = "|".join(phrases("orgs", "lower_tails"))
    closing = "|".join(phrases("orgs", "closing"))
    return re.compile(
        rf"\b(?:{_CAP} (?:(?:of|and) )?){{1,5}}(?:(?<= )(?:{tails})|(?<= )(?:[a-z-]+ ){{1,4}}(?:{closing}))\b"
    )


@cache
def _known() -> re.Pattern[str]:
    names = sorted(known_bodies(), key=lambda n: (-len(n), n))
    return re.compile(
        r"(?<![\w/-])(?:"
        + "|".join(re.escape(n).replace("\\ ", "[ -]") for n in names)
        + r")(?![\w/]|-\d| Regulations?\b| Act\b| List\b)"
    )


_ATTORNEY = re.compile(
    r"\b(?:Office of the (?:United States|U\.S\.) Attorney|(?:United States|U\.S\.) Attorney(?:’s|'s) Office) for the [A-Z]\w+ District of [A-Z]\w+(?: [A-Z]\w+)?"
    r"|\bgovernment of [A-Z]\w+|\b(?:United States|U\.S\.) Department of Justice, [A-Z]\w+ District of [A-Z]\w+(?: York| Jersey| Carolina| Hampshire| Mexico| Dakota)?"
)
_CYRILLIC = re.compile(r"\b(?:ООО|АО|ПАО|ОАО|ЗАО|ФГУП|НПО|АНО) [«“\"][^»”\"\n]{2,80}[»”\"]")
_CHINESE = re.compile(
    r"[\u4e00-\u9fff（）()]{2,30}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|研究所|大学|公司|株式会社)"
)


def find(page: Page) -> Iterator[Found]:
    """Names that say by themselves that they are an organisation's."""
    text = page.text
    for pattern, rule in (
        (_quoted(), "quoted name after a legal form"),
        (_ATTORNEY, "office of a public body"),
        (_CYRILLIC, "quoted name after a legal form"),
        (_CHINESE, "legal form after the name"),
    ):
        for m in pattern.finditer(text):
            if page.free(m.start(), m.end()):
                yield Found(m.start(), m.end(), "ORG", f"organisations: {rule}", "company", "", 0.95)
    for m in _tails().finditer(text):
        yield from _tailed(m)
    for run in runs(page):
        why = is_organisation(run.text)
        if why:
            sure = {
                "legal form after the name": 0.97,
                "legal form before the name": 0.95,
                "public body known by name": 0.97,
            }.get(why, 0.85)
            yield Found(run.start, run.end, "ORG", f"organisations: {why}", _kind(run.text, why), "", sure)
    for m in _known().finditer(text):
        if m[0] in ("EU", "UN") and (
            text[max(0, m.start() - 7) : m.start()] == "in the " or text[m.end() : m.end() + 2] == "’s"
        ):
            continue
        yield Found(m.start(), m.end(), "ORG", "organisations: public body known by name", "public_body", "", 0.9)


def _tailed(m: re.Match[str]) -> Iterator[Found]:
    start = m.start()
    words = m[0]
    while True:
        first = words.split(" ", 1)
        if len(first) == 2 and first[0] in (
            "The",
            "These",
            "In",
            "By",
            "For",
            "And",
            "As",
            "Of",
            "On",
            "Its",
            "Both",
            "Each",
            "Moreover",
            "Therefore",
        ):
            start += len(first[0]) + 1
            words = first[1]
        else:
            break
    capitals = [w for w in words.split() if w[0].isupper()]
    lower = [w for w in words.split() if not w[0].isupper() and w not in ("of", "and")]
    if capitals == ["DPRK"] or (len(capitals) == 1 and country_of(capitals[0]) and lower[:1] != ["armed"]):
        return
    if not capitals or (len(lower) > 2 and not suffix_form().search(" " + capitals[0]) and len(capitals) < 3):
        return
    if (
        lower
        and lower[-1] in phrases("orgs", "closing")
        and (len(lower) == 1 or all(generic(c) for c in capitals) or len(capitals) < 3)
    ):
        return
    yield Found(start, m.end(), "ORG", "organisations: name with a common word after it", "public_body", "", 0.8)


def _kind(name: str, why: str) -> str:
    if why.startswith("legal form"):
        return "company"
    if re.match(
        r"(?:Ministry|Department|Bureau|Office|Government|Council|Committee|Agency|Armed|Federal|National|State)\b",
        name,
    ):
        return "public_body"
    return "public_body" if why == "public body known by name" else "organisation"
