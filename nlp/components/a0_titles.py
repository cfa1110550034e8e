"""Titles of denial and debarment orders: "In the Matter of: NAME, a/k/a NAME, Inmate Number: N, ADDRESS; Order ..."."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page, Stated
from nlp.naming import generic, is_organisation, is_person
from nlp.places import country_codes

ORDER = 5

_ORDER = (
    r"(?:(?:Amended |Modified |Corrected |Final )?Order (?:Temporarily |Renewing |Denying |Terminating |Relating |Amending |Modifying |Lifting |Making )"
    r"[A-Za-z ]*?(?:Privileges|Order|Denial)(?: of Export Privileges)?|(?:Temporary|Order) Den(?:ial|ying) (?:of )?Export Privileges|Notice of [A-Z][^;]{5,80})"
)
_LINE = re.compile(r"[^\n]+")
_SAYS = re.compile(rf"In [Tt]he Matter of|{_ORDER}|et al\.")
_IS_TITLE = re.compile(rf"In [Tt]he Matter of|(?:^|[;,] ?|\d )\s*{_ORDER}\s*$|^\s*{_ORDER}\s*[;,]")
_LONGEST = 6000
_LEAD = re.compile(
    rf"^(?:\s*(?:{_ORDER})(?: Order)?\s*[;,:.]?\s*|\s*In [Tt]he Matter of:?\s*|\s*(?:Washington, D\.?C\.? 20230)\s*;?\s*)+"
)
_TAIL = re.compile(rf"[;,.]?\s*(?:{_ORDER}).*$")
_WASHINGTON = re.compile(r"Washington, D\.?C\.? 20230")
_DEBARMENT = re.compile(
    r"^(?P<name>[^:;\n]{3,70}): (?:Final |Proposed |Grant of |Denial of )?(?:Debarment Order|Termination of Debarment|Special Termination)"
)
_ALIAS = re.compile(
    r"(?:^|[, ]\s*)(?P<word>a/k/a|d/b/a|f/k/a|n/k/a|aka|also known as|doing business as|formerly known as)[: ]\s*",
    re.IGNORECASE,
)
_INMATE = re.compile(
    r",?\s*(?:Currently Incarcerated at:?\s*)?(?:Inma?te|Register|Reg\.) (?:Number|No\.?):?\s*(?P<number>[\d-]{6,12}),?\s*"
)
_PHRASE = re.compile(
    r"[,;]?\s*(?:and\s+)?(?:With an Address at|Currently Incarcerated at|With Addresses at|with an address at|last known address(?: at)?):?\s*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s*(?:Jr\.?|Sr\.?|II|III|IV|Inc\.?|Incorporated|LLC|L\.L\.C\.|Ltd\.?|Limited|Corp\.?|Co\.?|Co\., Ltd\.?|LP|LLP|S\.A\.|S\.A\. de C\.V\.|GmbH|FZE|FZCO|JSC|PJSC|OOO|Pte\.? Ltd\.?|Pty\.? Ltd\.?|B\.V\.|L\.P\.|PLC|S\.L\.|A\.S\.)(?=,|;|$| a/k/a| d/b/a)"
)
_ADDRESS_WORD = re.compile(
    r"\d|\b(?:P\.?O\.? ?Box|Box|Street|St\.|Str\.|Avenue|Ave\.?|Road|Rd\.?|Building|Tower|Floor|Airport|Lane|Calle|Room|Suite|FCI|USP|FMC|MCFP|FPC|FDC|MDC|U\.S\. Penitentiary|Correctional|Boulevard|Blvd|Highway|District|Region|Oblast|Prospekt|Prospect|Avenida|Place|House|Zone|Drive|Court|Way)\b"
)
_SPLIT_AND = re.compile(r"[,.'’]?;?,? and (?=(?:\d|No\.|P\.?O|[A-Z#]))")


def find(page: Page) -> Iterator[Found]:
    """Parties, other names, inmate numbers and addresses of a title, and what the layout states between them."""
    for line in _LINE.finditer(page.text):
        if not 12 < len(line[0]) < _LONGEST or not _SAYS.search(line[0]) or not _IS_TITLE.search(line[0]):
            continue
        if line[0].count(". ") > 12 or "SUMMARY" in line[0]:
            continue
        yield from _title(page, line.start(), line[0])
        for m in _SAYS.finditer(line[0]):
            page.block(line.start() + m.start(), line.start() + m.end())
    debarred = _DEBARMENT.match(page.text)
    if debarred:
        name = debarred["name"].strip()
        label = "ORG" if is_organisation(name) else "PERSON"
        yield Found(
            0,
            len(name),
            label,
            "titles: party of a debarment order",
            "person" if label == "PERSON" else "company",
            "",
            0.9,
        )


def _title(page: Page, base: int, title: str) -> Iterator[Found]:
    start, end = 0, len(title)
    for m in _WASHINGTON.finditer(title):
        yield Found(base + m.start(), base + m.end(), "ADDRESS", "titles: seat of the authority", "authority", "", 0.9)
    if lead := _LEAD.match(title):
        start = lead.end()
    if tail := _TAIL.search(title, start):
        end = tail.start()
    party: tuple[int, int] | None = None
    matter = "In the Matter of" in title
    position = start
    for piece in re.finditer(r"[^;]+", title[start:end]):
        a, b = start + piece.start(), start + piece.end()
        a += len(title[a:b]) - len(title[a:b].lstrip(" ,."))
        if title[a:b].startswith("and "):
            a += 4
        if not title[a:b].strip() or re.match(r"et al", title[a:b]) or b <= position:
            continue
        if party is not None and _only_address(title[a:b]):
            yield from _addresses(page, base, title, a, b, party)
            continue
        found, party = _party(page, base, title, a, b, matter)
        yield from found


def _only_address(text: str) -> bool:
    first = text.split(",")[0]
    if re.match(r"\s*(?:\d|P\.? ?O\.? |No\.? ?\d|Room|Suite|#)", text):
        return True
    return (bool(_ADDRESS_WORD.search(first)) and not is_organisation(first)) or bool(
        re.match(r"[A-Z][\w ]+, [A-Z]{2} \d{5}", text)
    )


def _party(
    page: Page, base: int, title: str, a: int, b: int, matter: bool
) -> tuple[list[Found], tuple[int, int] | None]:
    found: list[Found] = []
    text = title[a:b]
    limit = _name_end(text)
    lead = re.match(r"(?:Mr|Ms|Mrs|Dr)\.? ", text)
    head = lead.end() if lead else 0
    name_end = limit
    while (
        name_end > head
        and text[name_end - 1] in " ,.)"
        and not re.search(r"(?:Jr|Sr|Inc|Co|Ltd|Corp|S\.A|L\.L\.C|B\.V|C\.V|S\.L)\.$", text[:name_end])
    ):
        name_end -= 1
    if name_end - head < 2:
        return found, None
    party = (base + a + head, base + a + name_end)
    label = _label(text[head:name_end], matter)
    kind = "person" if label == "PERSON" else "company"
    found.append(Found(*party, label, "titles: party of an order", kind, "", 0.95))
    position = limit
    while alias := _ALIAS.match(text, position):
        rest = text[alias.end() :]
        stop = _name_end(rest)
        stop_bare = len(rest[:stop].rstrip(" ,"))
        where = (base + a + alias.end(), base + a + alias.end() + stop_bare)
        if stop_bare < 2:
            break
        found.append(Found(*where, label, "titles: other name of a party", kind, "", 0.95))
        page.stated.append(
            Stated(
                "ALIAS_OF",
                where[0],
                party[0],
                f"titles: {alias['word']}",
                0.95,
                role=alias["word"],
                start=party[0],
                end=where[1],
            )
        )
        position = alias.end() + stop
    inmate = _INMATE.search(text, position)
    if inmate and inmate.start() <= position + 30:
        found.append(_inmate(base + a, inmate))
        position = inmate.end()
    found += _addresses(page, base, title, a + position, b, party)
    return found, party


def _inmate(base: int, m: re.Match[str]) -> Found:
    start, end = m.span("number")
    return Found(base + start, base + end, "IDENTIFIER", "titles: inmate number", "inmate", m["number"], 0.99)


def _name_end(text: str) -> int:
    """Where the name ends: at a comma that no suffix follows, at an alias, at an inmate number, at a house number."""
    end = len(text)
    for pattern in (_ALIAS, _INMATE):
        m = pattern.search(text, 1)
        if m:
            end = min(end, m.start())
    house = re.search(r"[ )] ?(?=\d{1,6}\b(?![A-Z]))", text[:end])
    if house and house.start() > 3:
        end = house.start()
    comma = 0
    while (comma := text.find(",", comma)) >= 0 and comma < end:
        suffix = _SUFFIX.match(text, comma + 1)
        if suffix:
            comma = suffix.end()
            if comma >= end:
                break
            continue
        return comma
    return end


def _label(name: str, matter: bool) -> str:
    if is_organisation(name):
        return "ORG"
    if is_person(name):
        return "PERSON"
    words = name.split()
    if len(words) == 1 or any(ch.isdigit() for ch in name):
        return "ORG"
    return "PERSON" if matter or (len(words) < 5 and not any(map(generic, words))) else "ORG"


def _addresses(page: Page, base: int, title: str, a: int, b: int, party: tuple[int, int]) -> Iterator[Found]:
    position = a
    cuts = [(m.start(), m.end()) for m in _PHRASE.finditer(title, a, b)]
    cuts += [(m.start(), m.end()) for m in _SPLIT_AND.finditer(title, a, b) if _ends_address(title[a : m.start()])]
    cuts.append((b, b))
    for stop, after in sorted(cuts):
        if stop < position:
            continue
        start, end = position, stop
        while start < end and title[start] in " ,;:.":
            start += 1
        while end > start and title[end - 1] in " ,;'’.":
            end -= 1
        position = after
        if end - start < 5:
            continue
        inmate = _INMATE.match(title, start)
        if inmate and inmate.end() < end:
            yield _inmate(base, inmate)
            start = inmate.end()
        yield Found(base + start, base + end, "ADDRESS", "titles: address of a party", "address", "", 0.95)
        page.stated.append(Stated("LOCATED_AT", party[0], base + start, "titles: party, then address", 0.95))


def _ends_address(text: str) -> bool:
    tail = text.rstrip(" ,.;'’)").rpartition(",")[2].strip()
    bare = re.sub(r"[\d\s-]+$", "", tail).strip().lower()
    return (
        bool(re.search(r"\d{3,}$|[A-Z]\d[A-Z] ?\d[A-Z]\d$", tail))
        or bare in country_codes()
        or tail.lower() in country_codes()
    )
