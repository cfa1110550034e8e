"""Short names defined in brackets or quotes after the full name, and other names announced as such."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from nlp.finding import Found, Page, Stated

ORDER = 120

_DEFINED = re.compile(
    r" ?\((?:(?P<group>collectively(?:,)?(?: referred to(?: hereafter)? as)?) |hereinafter |hereafter |henceforth |herein |or |together, |im Folgenden:? |nachfolgend |ci-après |en adelante |далее ?[—–-]? ?|以下简称)?(?:the |die |der |das |la |le |l[’'])?(?P<open>[“\"‘„«]? ?)(?P<name>[A-Z0-9À-ÞА-Я][\w.&’' -]{0,48}?)(?P<close> ?[”\"’“»]?)(?: unless otherwise [a-z ]{3,10}| or [“\"][^”\"]+[”\"])?\)"
)
_CUE = r"(?:[afn] ?/ ?k ?/ ?a|d ?/ ?b ?/ ?a|[AFN]/K/A|D/B/A|aka|AKA|[afn]\.k\.a\.|also known as|also called|also trading as|dba|DBA|d\.b\.a\.|doing business as|trading as|t/a|T/A|fka|formerly known as|formerly|now known as|previously known as|previously|known as|alias|also|who used the name|using the name|auch bekannt als|bekannt als|vormals|ehemals|früher|firmierend als|genannt|alias dictus|également connu(?:e)? sous le nom de|connu(?:e)? sous le nom de|anciennement|dit(?:e)?|también conocid[oa] como|он же|она же|также известн(?:ый|ая|ое) как|известн(?:ый|ая|ое) как|ранее|又名|别名|曾用名)"
_ALIAS = re.compile(rf"(?P<lead>,? ?[(\[]?|,? – ?)(?<!\w)(?P<word>{_CUE})[:,]? ?(?:the )?[“\"„«‘]?$")
_CHAINED = re.compile(r"(?:,? (?:and|or) |[,;] (?:and |or )?)[“\"„«‘]?$")
"""What stands between one other name and the next."""
_QUOTED = re.compile(
    rf"(?<!\w)(?P<word>{_CUE})[:,]? ?(?:the )?(?P<open>[“\"„«])(?P<name>[^\W\d_][^“”\"„«»\n]{{1,60}}?)[”\"“»]"
)
_DESCRIBED = re.compile(
    r"^,? (?:an?|the) [^,.;()\n]{0,60}$|^,$|^,? ?[(\[]$|^$|^ –$|^, which (?:is|was)$|^ (?:is|was)$|^ ?[”\"“»]?,?$"
)
"""What may stand between a name and the words "also known as": ", a state-owned company"."""
_PLAIN = re.compile(r"^,?$|^,? ?[(\[]$|^ –$|^[”\"“»],?$")
_STRONG = re.compile(
    r"[afn] ?/ ?k ?/ ?a|d ?/ ?b ?/ ?a|[AFN]/K/A|D/B/A|aka|AKA|[afn]\.k\.a|also known|formerly known|doing business|trading as|previously known"
)
_UNQUOTED = re.compile(
    r"(?<!\w)(?P<word>[afn] ?/ ?k ?/ ?a|d ?/ ?b ?/ ?a|[AFN]/K/A|D/B/A|aka|[afn]\.k\.a\.|also known as|formerly known as|doing business as|now known as):? (?P<name>[A-ZÀ-ÞА-Я][\w’'&-]{1,30}(?: [A-ZÀ-ÞА-Я][\w’'&.-]{0,30}(?<![.])){0,6})(?=[,;.)]| (?:and|or|who|which|is|was|has|had|of)(?!\w)|$)"
)
_SCRIPT = re.compile(
    r" ?[(（](?:(?:in )?(?:Russian|Cyrillic|Ukrainian|Chinese|Persian|Farsi|Arabic|Korean|Japanese|Hebrew|Greek|original script|native script)(?: name| script)?:? )?(?P<name>[^\x00-\u024f\u2000-\u206f][^()（）\n]{1,90})[)）]"
)
_REFERRED = re.compile(
    r"(?P<group>collectively,? |together )?referred to (?:herein |hereinafter |hereafter |collectively )?as (?:the )?[“\"](?P<name>[A-Z][\w.&’' -]{1,40})[”\"]"
)
_GENERIC = re.compile(
    r"^(?:Company|Companies|Apparent Violations?|Alleged Violations?|Regulations|Conspiracy|Plant|Agreement|Violations?|Count \d|Parties|Respondents?|Subsidiar(?:y|ies)|Guidelines|Order|Settlement|Transactions?|Bank|Program|Act|Department|Conduct|Period|Vessel|Property|Products?|[IVX]+|[a-z]|\d+|USD?|EUR|S|A|ECCN|UAVs?|UAS|EU|EC|UE|CD|VAT|INN|Gesellschaft|Unternehmen|Société|Entreprise|Общество|Компания|Party|Buyer|Seller|Consignee|Exporter|Applicant|Defendants?|Note|Table|Individual|Foundation|Concession)$"
)
_FAR = 320
"""Characters back in which a quoted short name looks for the full name it begins."""


def find(page: Page) -> Iterator[Found]:
    """The defined names; what each stands for goes to the page's links."""
    known = list(page.by_label("ORG", "PERSON", "LEGAL", "PLACE", "VESSEL", "ADDRESS", "ITEM"))
    yield from _bracketed(page, known)
    yield from _in_script(page, known)
    yield from _referred(page, known)
    known = list(page.by_label("ORG", "PERSON", "LEGAL", "PLACE", "VESSEL"))
    yield from _quoted(page, known)
    _announced(page, known)


def _bracketed(page: Page, known: list[Found]) -> Iterator[Found]:
    """ "Norvik Handel GmbH (“Norvik”)"."""
    ends = {f.end: f for f in known}
    starts = {f.start: f for f in known}
    for m in _DEFINED.finditer(page.text):
        name = m["name"].strip()
        opened = m["open"].strip()
        if _GENERIC.match(name) or (m["close"].strip() == "’" and not opened):
            continue
        antecedents = _antecedents(page, m, ends)
        if opened and (not antecedents or not _resembles(name, page.words(antecedents[0]))):
            antecedents = _further_back(page, m.start(), name, known) or antecedents
        if not antecedents:
            continue
        main = antecedents[0]
        if re.search(r"\d{4}", name) and main.label != "LEGAL":
            continue
        if main.label == "PLACE" and not name.isupper() and "." not in name:
            continue
        if main.label == "ITEM" and not _initials(name, page.words(main)):
            continue
        if not opened and not (
            _initials(name.split()[0], page.words(main))
            or name.isupper()
            or name.split()[0] in page.words(main)
            or (main.label == "ORG" and re.fullmatch(r"[A-Z][A-Za-z]{0,3}[A-Z]{2}[A-Za-z]{0,6}", name))
        ):
            continue
        start = m.start("name")
        end = start + len(name)
        for one in antecedents:
            _link(page, start, one, name, "definitions: short name in brackets", one.start, m.end())
        page.names[name] = (main.label, main.kind)
        here = starts.get(start)
        if here is None or here.label != main.label or here.end != end:
            _release(page, start, end)
            yield Found(start, end, main.label, "definitions: short name in brackets", main.kind, "", 0.95)


def _link(page: Page, start: int, main: Found, name: str, rule: str, first: int, last: int, role: str = "") -> None:
    page.stated.append(Stated("ALIAS_OF", start, main.start, rule, 0.95, role=role, start=first, end=last))
    page.links.append((name, page.words(main)))


def _in_script(page: Page, known: list[Found]) -> Iterator[Found]:
    """The same name in another script, in brackets."""
    ends = {f.end: f for f in known if f.label in ("ORG", "PERSON", "VESSEL")}
    for m in _SCRIPT.finditer(page.text):
        main = ends.get(m.start())
        name = m["name"].strip(" ,;")
        if main is None or not name or _letters(name) == _letters(page.words(main)):
            continue
        start = m.start("name")
        rule = "definitions: the name in another script"
        _link(page, start, main, name, rule, main.start, m.end())
        page.names[name] = (main.label, main.kind)
        _release(page, start, start + len(name))
        yield Found(start, start + len(name), main.label, rule, main.kind, "", 0.95)


def _letters(text: str) -> str:
    """The script of the first letter, roughly: its block of 256 characters, Latin ones being one."""
    first = next((ch for ch in text if ch.isalpha()), "a")
    return "latin" if ord(first) < 0x250 else str(ord(first) >> 8)


def _referred(page: Page, known: list[Found]) -> Iterator[Found]:
    """ "… (A and its subsidiaries B and C are collectively referred to as “X”)"."""
    parties = [f for f in known if f.label in ("ORG", "PERSON", "VESSEL")]
    for m in _REFERRED.finditer(page.text):
        if _GENERIC.match(m["name"]) or page.text[max(0, m.start() - 1)] == "(":
            continue
        low = max(0, m.start() - _FAR)
        group = m["group"] or "collectively" in m[0]
        window = page.text[low : m.start()]
        cut = max(window.rfind("("), window.rfind(". ")) if group else window.rfind(". ")
        before = [f for f in parties if low + max(cut, 0) <= f.start and f.end <= m.start()]
        mains = before if group else before[-1:]
        if not mains:
            continue
        start, end = m.span("name")
        for one in mains[:12]:
            _link(page, start, one, m["name"], "definitions: referred to as", one.start, m.end())
        page.names[m["name"]] = (mains[0].label, mains[0].kind)
        _release(page, start, end)
        yield Found(start, end, mains[0].label, "definitions: referred to as", mains[0].kind, "", 0.9)


def _quoted(page: Page, known: list[Found]) -> Iterator[Found]:
    """A quoted name after "also known as" is a name even where no other component saw one."""
    for m in (*_QUOTED.finditer(page.text), *_UNQUOTED.finditer(page.text)):
        main = _before_cue(page, m.start("word"), known)
        start, end = m.span("name")
        if main is None or main.label == "PLACE" or _met(known, start, end):
            continue
        one = Found(start, end, main.label, f"definitions: name after {m['word']}", main.kind, "", 0.9)
        bisect.insort(known, one, key=lambda f: f.start)
        _release(page, start, end)
        yield one


def _met(known: list[Found], start: int, end: int) -> bool:
    """Does a known mention lie in this span, even in part?"""
    place = bisect.bisect_left(known, end, key=lambda f: f.start)
    return any(f.end > start for f in known[max(0, place - 3) : place])


def _before_cue(page: Page, cue: int, known: list[Found]) -> Found | None:
    """The name that the words "also known as" speak of."""
    place = bisect.bisect_right(known, cue, key=lambda f: f.start) - 1
    while place >= 0 and known[place].end > cue:
        place -= 1
    if place < 0 or cue - known[place].end > 90:
        return None
    between = page.text[known[place].end : cue].rstrip(" ")
    said = _DESCRIBED if _STRONG.match(page.text, cue) else _PLAIN
    return known[place] if said.search(between) else None


def _announced(page: Page, known: list[Found]) -> None:
    """Names after "a/k/a" and the like; every name of a chain belongs to the first, one in inner brackets to the nearest."""
    main_of: dict[int, tuple[Found, str]] = {}
    done = {(one.head, one.tail) for one in page.stated}
    for place, one in enumerate(known):
        low = max(0, one.start - 60)
        before = page.text[low : one.start]
        role = ""
        main: Found | None = None
        if m := _ALIAS.search(before):
            role = m["word"]
            main = _before_cue(page, low + m.start("word"), known)
            if main is not None and main.start in main_of and "(" not in m["lead"]:
                main = main_of[main.start][0]
        elif place and known[place - 1].start in main_of and known[place - 1].end <= one.start:
            last = known[place - 1]
            if _CHAINED.fullmatch(page.text[last.end : one.start].lstrip('”"»“')) and _still_listing(page, last, one):
                main, role = main_of[last.start]
        if main is None or main is one or main.label in ("ADDRESS", "PLACE") or not _alike(main, one):
            continue
        main_of[one.start] = (main, role)
        if (one.start, main.start) in done:
            continue
        page.stated.append(
            Stated(
                "ALIAS_OF", one.start, main.start, f"definitions: {role}", 0.9, role=role, start=main.start, end=one.end
            )
        )


def _alike(main: Found, one: Found) -> bool:
    parties = ("ORG", "PERSON", "VESSEL")
    return main.label == one.label or (main.label in parties and one.label in parties)


def _still_listing(page: Page, last: Found, one: Found) -> bool:
    """Is the next name in the same bracket as the other name before it, so that it can only be one more?"""
    left = page.text.rfind("(", max(0, last.start - 200), last.start)
    right = page.text.find(")", one.end, one.end + 200)
    return (
        left >= 0 and right >= 0 and ")" not in page.text[left : last.start] and "(" not in page.text[one.end : right]
    )


def _resembles(short: str, full: str) -> bool:
    return _initials(short, full) or bool(set(short.split()) & set(re.findall(r"[\w&’'-]+", full)))


def _further_back(page: Page, position: int, name: str, known: list[Found]) -> list[Found]:
    """The name in the same sentence that a quoted short name begins or abbreviates, past an address or a description."""
    place = bisect.bisect_right(known, position, key=lambda f: f.start) - 1
    first = name.split()[0]
    found: list[Found] = []
    while place >= 0 and position - known[place].end <= _FAR:
        one = known[place]
        if one.end <= position and one.label in ("ORG", "PERSON", "VESSEL"):
            between = page.text[one.end : position]
            if re.search(r"[.;] [A-Z][a-z]+ [a-z]|\n", between):
                break
            words = page.words(one)
            if words.startswith(first) and words != name:
                found = [one]
        place -= 1
    return found


def _antecedents(page: Page, m: re.Match[str], ends: dict[int, Found]) -> list[Found]:
    main = ends.get(m.start())
    if main is None and page.text[m.start() - 1] in '”"':  # the title of an order, in quotes
        main = ends.get(m.start() - 1) or ends.get(m.start() - 2)
        main = main if main is not None and main.kind == "title" else None
    if main is None:
        if re.match(r"\)?(?: No| ?\d)", page.text[m.end() - 1 : m.end() + 3]):
            return []
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
