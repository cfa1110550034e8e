"""People: after a title, by patronymic, given name or world name corpus, or said to be a person."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.finding import Found, Page
from nlp.lexicon import phrases
from nlp.naming import is_organisation, is_person
from nlp.runs import runs

ORDER = 80


@cache
def _before() -> re.Pattern[str]:
    titles = "|".join(re.escape(t) for t in phrases("persons", "titles"))
    roles = "|".join(re.escape(r) for r in phrases("persons", "roles"))
    return re.compile(
        rf"(?:(?:^|[\s(])(?P<title>{titles})|\b(?:named|individuals?|(?:business|spokes|sales)?(?:man|woman)|nationals?|citizens?|brother|sister|wife|husband|son|daughter|father|lawyer|resident|defendant|{roles})) $",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    roles = "|".join(re.escape(r) for r in phrases("persons", "roles"))
    return re.compile(
        rf"(?:, (?:an?|the|then|former) |,? (?:is|was|has been|served as|acts as|became)(?: (?:also|currently|previously))?(?: (?:the|an?|its|their))? )(?:[\w-]+ ){{0,3}}?(?:{roles}|who)\b|(?: \(born|, born| was born|, (?:a )?(?:dual )?(?:national|citizen)|,? (?:DOB|aged?) | pleaded guilty| was (?:convicted|sentenced|arrested|indicted))",
        re.IGNORECASE,
    )


def find(page: Page) -> Iterator[Found]:
    """Names of people, without their titles."""
    for run in runs(page):
        if is_organisation(run.text):
            continue
        parts = run.text.split()
        if len(parts) > 6 or any(ch.isdigit() for ch in run.text):
            continue
        start, text = run.start, run.text
        for title in phrases("persons", "titles"):
            if text.startswith(title + " ") and len(parts) > 1:
                start += len(title) + 1
                text = text[len(title) + 1 :]
                break
        before = page.text[max(0, start - 40) : start]
        after = page.text[run.end : run.end + 80]
        why = is_person(text)
        said_before, said_after = _before().search(before), _after().match(after)
        if (
            said_before
            and said_before["title"]
            and len(text) > 1
            and (len(text.split()) > 1 or said_before["title"][0].isupper())
        ):
            if (
                said_before["title"] in ("Director", "Secretary", "General", "Major", "President", "Minister", "Judge")
                and not why
            ):
                continue
            yield Found(start, run.end, "PERSON", "persons: after a title", "person", "", 0.95)
        elif why:
            yield Found(
                start, run.end, "PERSON", f"persons: {why}", "person", "", 0.9 if said_before or said_after else 0.75
            )
        elif said_after and 2 <= len(text.split()) <= 5:
            yield Found(start, run.end, "PERSON", "persons: said to hold an office", "person", "", 0.7)
