"""Short names defined in brackets or quotes after the full name, and other names announced as such."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page, Stated

ORDER = 120

_DEFINED = re.compile(
    r" ?\((?:(?P<group>collectively(?:,)?(?: referred to(?: hereafter)? as)?) |hereinafter |hereafter |or |together, )?(?:the )?(?P<open>[“\"‘]?)(?P<name>[A-Z0-9][\w.&’' -]{0,48}?)(?P<close>[”\"’]?)(?: unless otherwise noted| or [“\"][^”\"]+[”\"])?\)"
)
_ALIAS = re.compile(
    r",? ?\(?(?P<word>a/k/a|aka|a\.k\.a\.|also known as|d/b/a|dba|doing business as|trading as|t/a|f/k/a|formerly known as|formerly|n/k/a|now known as|previously known as|known as|alias)[:,]? [“\"]?$"
)
_GENERIC = re.compile(
    r"^(?:Company|Companies|Apparent Violations?|Alleged Violations?|Regulations|Conspiracy|Plant|Agreement|Violations?|Count \d|Parties|Respondents?|Subsidiar(?:y|ies)|Guidelines|Order|Settlement|Transactions?|Bank|Program|Act|Department|Conduct|Period|Vessel|Property|Products?|[IVX]+|[a-z]|\d+|USD?|S|A)$"
)


def find(page: Page) -> Iterator[Found]:
    """The defined names; what each stands for goes to the page's links."""
    known = list(page.by_label("ORG", "PERSON", "LEGAL", "PLACE", "VESSEL", "ADDRESS"))
    ends = {f.end: f for f in known}
    starts = {f.start: f for f in known}
    for m in _DEFINED.finditer(page.text):
        antecedents = _antecedents(page, m, ends)
        if not antecedents or _GENERIC.match(m["name"]):
            continue
        if re.search(r"\d{4}", m["name"]) and antecedents[0].label != "LEGAL":
            continue
        main = antecedents[0]
        name = m["name"].strip()
        if main.label == "PLACE" and not name.isupper() and "." not in name:
            continue
        if not m["open"] and not (
            _initials(name, page.words(main)) or name.isupper() or name.split()[0] in page.words(main)
        ):
            continue
        start = m.start("name")
        end = start + len(name)
        if m["close"] == "’" and not m["open"]:
            continue
        for one in antecedents:
            page.stated.append(
                Stated(
                    "ALIAS_OF",
                    start,
                    one.start,
                    "definitions: short name in brackets",
                    0.95,
                    start=one.start,
                    end=m.end(),
                )
            )
            page.links.append((name, page.words(one)))
        page.names[name] = (main.label, main.kind)
        here = starts.get(start)
        if here is None or here.label != main.label or here.end != end:
            _release(page, start, end)
            yield Found(start, end, main.label, "definitions: short name in brackets", main.kind, "", 0.95)
    for one in known:
        before = page.text[max(0, one.start - 30) : one.start]
        m2 = _ALIAS.search(before)
        if not m2:
            continue
        main2 = ends.get(one.start - (len(before) - m2.start()))
        if main2 is not None:
            role = m2["word"]
            page.stated.append(
                Stated(
                    "ALIAS_OF",
                    one.start,
                    main2.start,
                    f"definitions: {role}",
                    0.9,
                    role=role,
                    start=main2.start,
                    end=one.end,
                )
            )


def _antecedents(page: Page, m: re.Match[str], ends: dict[int, Found]) -> list[Found]:
    main = ends.get(m.start())
    if main is None:
        place = page.text.rfind(",", max(0, m.start() - 60), m.start())
        if place > 0 and any(f.start >= place and f.end == m.start() for f in page.found):
            main = ends.get(place)
        before = page.text[max(0, m.start() - 3) : m.start()]
        if main is None and before.endswith((")", "),")):  # NAME (“X”) (collectively ...)
            bracket = page.text.rfind("(", 0, m.start() - 1)
            main = ends.get(bracket - 1) or ends.get(bracket)
    if main is None:
        return []
    if main.label == "LEGAL" and main.kind == "citation" and not m["name"].startswith(("E.", "EO")):
        # "Iranian Transactions Regulations, 31 C.F.R. part 560 (“ITR”)": the name of the law is what is shortened
        named = ends.get(page.text.rfind(",", 0, main.start))
        if named is not None and named.label == "LEGAL" and main.start - named.end <= 2:
            return [named]
    if main.kind == "title":
        named = next((f for f in page.by_label("LEGAL") if f.end < main.start and main.start - f.end < 30), None)
        main = named or main
    if main.label == "PLACE" and m["open"] and not _initials(m["name"], page.words(main)):
        # "Acme Inc., Boston, MA (“Acme”)"
        for other in ends.values():
            if (
                other.label == "ORG"
                and 0 < main.start - other.end <= 6
                and re.fullmatch(r",? ?(?:of )?,?", page.text[other.end : main.start])
            ):
                return [other]
    found = [main]
    if m["group"]:
        position = main.start
        for other in sorted(ends.values(), key=lambda f: -f.end):
            if (
                other.end <= position
                and other.label == main.label
                and position - other.end < 60
                and re.fullmatch(
                    r"(?:,? and (?:the )?|, (?:the )?|,? and its (?:[\w-]+ ){0,4}|,? ?\([^)]*\),? and (?:its )?(?:[\w-]+ )?)",
                    page.text[other.end : position],
                )
            ):
                found.append(other)
                position = other.start
    return found


def _initials(short: str, full: str) -> bool:
    letters = [w[0].upper() for w in re.findall(r"[^\W\d_]+", full)]
    wanted = [c for c in short.upper() if c.isalpha()]
    position = 0
    for letter in letters:
        if position < len(wanted) and letter == wanted[position]:
            position += 1
    return len(wanted) >= 2 and position >= len(wanted) - 1


def _release(page: Page, start: int, end: int) -> None:
    """A definition knows better than a guess made before it."""
    for one in [f for f in page.found if f.start < end and start < f.end]:
        page.found.remove(one)
        page.taken[one.start : one.end] = bytes(one.end - one.start)
