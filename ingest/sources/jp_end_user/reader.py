"""A numbered list in two languages: Japanese name, English name, other names, addresses after 所在地."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest import lists
from ingest.cells import Cell
from ingest.lists import listed, say_address
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

USES = lists.USES

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
JAPANESE = "[぀-ヿ㐀-鿿豈-﫿（）「」、・ー々ａ-ｚＡ-Ｚ｡-ﾟ]"
_NOTICE = re.compile(r"(令和[^（）\s]*?外務省告示第[^（）\s]*?号)")


def series(text: str) -> str:
    """The notice that the list belongs to: two lists of different notices are no revisions of each other."""
    found = _NOTICE.search(re.sub(r"\s+", "", text[:3000]))
    return found[1] if found else "?"


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The number stands for a party within its notice; it is given once and never again."""
    say = Saying(doc)
    notice = series(doc.text)
    begins = entries_of(doc)
    for number, piece in begins:
        parts = take_apart(piece)
        if parts.english is None and parts.japanese is None:
            doc.refuse(piece, f"entry {number} gives no name")
            continue
        name = parts.english or parts.japanese
        assert name is not None
        key = f"{say.key(notice)}-{number}"
        party = say.thing("Party", key)
        party.name(name)
        party.fixed("kind", "organisation", piece)
        for other in (parts.japanese, *parts.others):
            if other:
                party.alias(other)
        if not parts.addresses:
            doc.issue(piece, "the entry gives no address (所在地)", "the rest")
        for address in parts.addresses:
            say_address(party, address)
        listed(
            say, party, name, piece,
            key=key, title="Japan: entities under export bans", authority="JP-METI",
            reference=piece.part(0, len(str(number))), measure="export ban",
        )  # fmt: skip
        yield from say.said()


def entries_of(doc: Opened) -> list[tuple[int, Cell]]:
    """Each entry with its number, looked for in their order: line breaks taken from a PDF are not to be trusted."""
    text = doc.text
    starts: list[tuple[int, int]] = []
    number, place, missing = 1, 0, 0
    while missing < 3:
        found = _heading(text, number, place)
        if found is None:
            missing += 1
        else:
            for gone in range(number - missing, number):
                doc.issue(f"chars={found}-{found + 4}", f"entry {gone} was not found before entry {number}", "the rest")
            missing = 0
            starts.append((number, found))
            place = found + 1
        number += 1
    ends = [start for _, start in starts[1:]] + [len(text)]
    spans = [(start, end) for (_, start), end in zip(starts, ends, strict=True)]
    return list(zip((n for n, _ in starts), doc.pieces(spans), strict=True))


def _heading(text: str, number: int, after: int) -> int | None:
    """Where entry `number` begins: its number at a line's start, or run into the end of the entry before."""
    digits = f"(?:{number}|{str(number).translate(_FULL)})"
    at_line = re.compile(rf"(?m)^[ 　]*({digits})(?:[ 　.．]\s*(?=[^\n]{{0,40}}{JAPANESE})|(?={JAPANESE}))")
    run_in = re.compile(rf"(?<=[.A-Za-z)）。;])({digits})[ 　](?=[^\n]{{0,20}}{JAPANESE})")
    found = [m.start(1) for p in (at_line, run_in) if (m := p.search(text, after))]
    return min(found, default=None)


@dataclass(frozen=True)
class Parts:
    """What one entry holds."""

    japanese: Cell | None
    english: Cell | None
    others: list[Cell]
    addresses: list[Cell]


def take_apart(entry: Cell) -> Parts:
    """Names and addresses of one entry."""
    places = [m.span() for m in re.finditer(r"所\s*在\s*地\s*[：:]", entry.text)]
    head_end = places[0][0] if places else len(entry.text)
    addresses: list[Cell] = []
    for at, (_, begin) in enumerate(places):
        end = places[at + 1][0] if at + 1 < len(places) else len(entry.text)
        addresses += entry.part(begin, end).split(r"\s*;\s*(?:and\s+)?")
    number = re.match(r"[\d０-９]+[ 　.．]*", entry.text)
    head = entry.part(number.end() if number else 0, head_end)
    other = re.search(r"(?m)^別\s*[称名]\s*[：:]", head.text)
    others: list[Cell] = []
    if other:
        others += _other_names(head.part(other.end(), len(head.text)))
        head = head.part(0, other.start())
    japanese, english = _two_languages(head)
    if japanese:
        japanese, aliases = _bracketed(japanese)
        others += aliases
    if english:
        english, aliases = _also_known(english)
        others += aliases
    return Parts(_name(japanese), _name(english), [n for n in map(_name, others) if n], [a for a in addresses if a])


def _two_languages(head: Cell) -> tuple[Cell | None, Cell | None]:
    """The Japanese part ends with the last line that is Japanese; what follows on that line may be English already."""
    text = head.text
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    last = -1
    for at, (start, end) in enumerate(lines):
        inside = len(re.findall("[（(]", text[:start])) > len(re.findall("[）)]", text[:start]))
        if inside or re.search(JAPANESE, text[start:end]):
            last = at
        else:
            break
    if last < 0:
        return None, head.trimmed or None
    start, end = lines[last]
    line = text[start:end]
    tail = max((m.end() for m in re.finditer(JAPANESE, line)), default=0)
    after = text[end:].strip()
    goes_on = bool(after) and not re.match(r"[-—–―]", after)
    closed = line[:tail].endswith("）") and len(line[tail:].split()) > 1
    if line[tail:].strip() and (closed or "a.k.a" in line[tail:] or not goes_on):
        return head.part(0, start + tail).trimmed, head.part(start + tail, len(text)).trimmed
    if not after:
        return _latin_inside(head)
    return head.part(0, end).trimmed, head.part(end, len(text)).trimmed


def _latin_inside(head: Cell) -> tuple[Cell | None, Cell | None]:
    """A Japanese name with an English one of several words run into it, as line breaks lost in a PDF leave it."""
    found = re.search(r"[A-Z][\w.,&'’ \n-]*(?: |\n)[\w.,&'’ \n-]+", head.text)
    if not found or found.start() == 0 or len(found[0].split()) < 3:
        return head.trimmed, None
    return head.part(0, found.start()).trimmed, head.part(*found.span()).trimmed


def _bracketed(japanese: Cell) -> tuple[Cell, list[Cell]]:
    """`名称（別称、甲、乙及び丙）`: the name, and the other names in the bracket."""
    found = re.search(r"（\s*(?:別\s*[称名]|旧\s*[称名])\s*[、,：:]?(.*?)）?\s*$", japanese.text, re.DOTALL)
    if not found:
        return japanese, []
    return japanese.part(0, found.start()).trimmed, japanese.part(*found.span(1)).split(r"[、､;；]|及び|並びに")


_KNOWN_AS = r"(?:a\.\s?k\.\s?a\.?|f\.\s?k\.\s?a\.?)"
_COUNTED = r"(?:the\s*)?follow(?:ing)?\s+[\w-]+?\s*(?:\(\d+\)\s*)?alias(?:es)?\s*[:：;]?"
_ALIASES = re.compile(rf",?\s*(?:{_KNOWN_AS}\s*,?\s*(?:{_COUNTED})?|{_COUNTED})")


def _also_known(english: Cell) -> tuple[Cell, list[Cell]]:
    """`Name, a.k.a., the following two aliases: -One; and -Two.`: the name, and the other names."""
    found = _ALIASES.search(english.text) or re.search(r"\n(?=\s*[-—–―]\s*\S)", english.text)
    if not found:
        return english, []
    return english.part(0, found.start()).trimmed, _other_names(english.part(found.end(), len(english.text)))


def _other_names(block: Cell) -> list[Cell]:
    """Names parted by semicolons, by dashes at the start of a line, or by Japanese commas and "and"."""
    names: list[Cell] = []
    for piece in block.split(r"\s*[;；]\s*(?:and\b)?\s*|(?:^|\n)\s*(?:and\s+)?[-—–―]+\s*"):
        for line in _by_script(piece):
            names += line.split(r"[、､]|及び|並びに") if re.search(JAPANESE, line.text) else [line]
    return names


def _by_script(piece: Cell) -> list[Cell]:
    """A piece cut where a line of one script follows a line of another."""
    cuts, before = [0], None
    for match in re.finditer(r"[^\n]+", piece.text):
        now = bool(re.search(JAPANESE, match[0]))
        if before is not None and now != before and not now:
            cuts.append(match.start())
        before = now
    cuts.append(len(piece.text))
    return [p for a, b in pairwise(cuts) if (p := piece.part(a, b).trimmed)]


_SHORT = re.compile(r"(?:\b(?:Ltd|Co|Inc|Corp|Sti|Ști|San|Tic|Bros|No|Dis|Ic|Malz|Bilg)|\.\w{1,3})\.$")
"""Endings whose full stop belongs to the word."""


def _name(cell: Cell | None) -> Cell | None:
    """A name without the marks around it: dashes, commas, and the full stop that ends a sentence."""
    if cell is None:
        return None
    found = re.match(r"[\s\-—–―,、;；:：]*(.*?)[\s,、;；:：]*$", cell.text, re.DOTALL)
    name = cell.part(*found.span(1)) if found and found[1] else cell
    if name.text.endswith(".") and not _SHORT.search(name.text):
        name = name.part(0, len(name.text) - 1)
    if re.search(r"\band$", name.text):
        name = name.part(0, len(name.text) - 3).trimmed
    return name if re.search(r"\w", name.text) else None
