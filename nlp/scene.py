"""A page as relation rules see it: sentences in which every mention is a mark like <O3>, and pronouns stand for names."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nlp.finding import Found, Page

MARKS = {
    "ORG": "O", "PERSON": "P", "VESSEL": "V", "ADDRESS": "A", "PLACE": "L", "ITEM": "I", "CONTROL_CODE": "C",
    "IDENTIFIER": "N", "LEGAL": "G", "DATE": "D", "MONEY": "M",
}  # fmt: skip

PARTY = r"<[OPV]\d+>(?!-(?:listed|designated|sanctioned))"
AND = r"(?:,? (?:and|or|as well as) |, )(?:the |its |their )?"
PARTIES = rf"{PARTY}(?:{AND}{PARTY}){{0,24}}"
ITEMS = rf"<I\d+>(?:{AND}(?:related |other |various )?<I\d+>){{0,24}}"

_SENTENCE_END = re.compile(
    r"(?<![A-Z])[.!?](?:[”\"’)]|\d{1,2}(?= ))? +(?=[A-Z“\"<(])|\n\n+|\n(?=[A-Z•\-(]{1,2})|;\s+(?=\d\) )"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|No|Art|Inc|Ltd|Co|Corp|St|Jr|Sr|vs|etc|Nos|approx|Gen|Col)|\b[A-Z])\.$"
)
_DEFINITION = re.compile(
    r" ?\((?:collectively,? (?:referred to (?:hereafter )?as )?|hereinafter |the |or )*[“\"‘]?(?:the )?(?:<[A-Z]\d+>|[A-Z][\w ]{1,24})[”\"’]?(?: unless otherwise noted)?\)"
)
_COMPANY = r"(?:[Tt]he (?:said )?(?:[Cc]ompany|firm|entity|enterprise|organi[sz]ation|business|plant|bank|group|manufacturer|university)|[Ii]t)"
_START = re.compile(
    rf"^(?P<lead>(?:[“\"]|Moreover, |Furthermore, |In addition, |Therefore, |Thus, |In particular, |Specifically, |Additionally, |As such, |Through <?[^>]{{0,40}}>?, |Also, |However, )?)(?P<who>{_COMPANY}|[Hh]e|[Ss]he|Its|His|Her)\b(?! is (?:suspected|alleged|believed|known) (?:it|that))"
)
_INNER = re.compile(
    r"(?<=[ ,])(?P<who>the company|the firm|it)(?= (?:also |specifically |further )?(?:supplie|produce|provide|manufactur|develop|sell|sold|export|import|procur|has been involved|ship|was involved|is involved|purchase|violated|deploys|cooperat|collaborat|operate|specialis|designs))"
)
_LONGEST = 2500
"""Characters of a sentence."""
HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|allegations?|alleges?|suspected|suspects|may have|might have|could have|reported(?:ly)?|appears? to|appeared to|believed to|accused|purported(?:ly)?|apparent(?:ly)?|possibl[ey]|potentially|probably|likely|claims? (?:that|to)|rumou?red|is said to|are said to|attempted|according to|would (?:not )?have|(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|propos(?:es|ed|ing)|hop(?:es|ed|ing)) to|(?:if|whether|unless)(?= )|said:)\b|[“‘][^”’]{0,200}[“‘]|^(?:did|does|do|has|have|is|are|was|were)\b(?=[^.]*\?)",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:did|does|do|has|have|had|was|were|is|are|will|would|could|can|may|must|shall|should|be|being) (?:not|never)\b|n['’]t\b|\bnever\b|\bneither\b|\bnor\b|\bno longer\b|\bden(?:ied|ies|y) (?:that|having|supplying|selling|being|any)\b|\bno (?:evidence|indication|proof)\b|\bcannot\b|\bnot (?:involved|supplied|sold|owned|controlled|associated|a|the|been)\b|\b(?:refused|declined) to\b|\bfailed to (?:supply|sell|ship|export|deliver|provide|pay|transfer)\b|\bno (?:[a-z]+ ){0,2}<",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One relation that a rule sees stated between characters `start` and `end` of the page."""

    type: str
    head: Found
    tail: Found
    start: int
    end: int
    rule: str
    confidence: float = 0.75
    hedged: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the page and its words with mentions marked."""

    start: int
    end: int
    plain: str
    subject: int | None
    """Index of the party it is about, if one is told."""


class Scene:
    """Sentences of one page and the mentions in them."""

    def __init__(self, page: Page, found: tuple[Found, ...]) -> None:
        self.page = page
        self.found = found

    def mention(self, mark: str) -> Found:
        """The mention a mark like <O3> stands for."""
        return self.found[int(re.sub(r"\D", "", mark))]

    def marks(self, text: str, kinds: str = "OPV") -> list[Found]:
        """Every mention of some kinds in a stretch of a marked sentence."""
        return [self.found[int(n)] for n in re.findall(rf"<[{kinds}](\d+)>", text)]

    def words(self, one: Found) -> str:
        """The words of a mention."""
        return self.page.words(one)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that hold at least one mention, with pronouns resolved to earlier names."""
        return tuple(self._read())

    def _read(self) -> Iterator[Sentence]:
        last: dict[str, int] = {}
        position = 0
        words = self.page.text.replace("<", "‹").replace(">", "›")  # only our own marks are marks
        for start, end in self._spans():
            while position < len(self.found) and self.found[position].start < start:
                position += 1
            out: list[str] = []
            at, k = start, position
            while k < len(self.found) and self.found[k].start < end:
                one = self.found[k]
                if one.start >= at:
                    out += [words[at : one.start], f"<{MARKS[one.label]}{k}>"]
                    at = one.end
                k += 1
            out.append(words[at:end])
            marked = _DEFINITION.sub("", "".join(out))
            marked = self._resolve(marked.strip(), last)
            subject = self._remember(marked, last)
            if "<" in marked:
                yield Sentence(start, end, marked, subject)

    def _spans(self) -> Iterator[tuple[int, int]]:
        text, start = self.page.text, 0
        ends = {f.end for f in self.found}
        for m in _SENTENCE_END.finditer(text):
            if text[m.start()] == "." and (
                _ABBREVIATION.search(text, max(start, m.start() - 8), m.start() + 1) and m.start() + 1 in ends
            ):
                if not re.match(
                    r"(?:[”\"’)])? +(?:In|The|It|OFAC|On|From|Between|Its|This|He|She)\b",
                    text[m.start() + 1 : m.start() + 12],
                ):
                    continue
            elif (
                text[m.start()] == "."
                and _ABBREVIATION.search(text[max(start, m.start() - 8) : m.start() + 1])
                and m.start() + 1 not in ends
            ):
                continue
            if m.end() > start:
                yield from _short(start, m.end() if text[m.start()] != "\n" else m.start())
                start = m.end()
        if start < len(text):
            yield from _short(start, len(text))

    def _resolve(self, marked: str, last: dict[str, int]) -> str:
        m = _START.match(marked)
        if m:
            who = m["who"]
            key = "P" if who.lower() in ("he", "she", "his", "her") else "O"
            if key in last:
                mark = f"<{key}{last[key]}>" + ("’s" if who in ("Its", "His", "Her") else "")
                marked = marked[: m.start("who")] + mark + marked[m.end("who") :]
        inner = _INNER.search(marked)
        if inner and "O" in last and not re.search(r"<O\d+>", marked[: inner.start()]):
            marked = marked[: inner.start("who")] + f"<O{last['O']}>" + marked[inner.end("who") :]
        return marked

    def _remember(self, marked: str, last: dict[str, int]) -> int | None:
        """Who the next sentence's "it" or "he" will be."""
        subject: int | None = None
        first = re.search(r"<([OP])(\d+)>", marked)
        if first:
            subject = int(first[2])
            if alleged := re.match(
                r"<O(\d+)> (?:also |further )?(?:alleged|determined|found|concluded)(?: that)?[ ,][^<]*(?:<D\d+>[^<]{0,40})*<([OP])(\d+)>",
                marked,
            ):
                subject, first = int(alleged[3]), None
                last[alleged[2]] = subject
            else:
                last[first[1]] = subject
        if person := re.search(r"<P(\d+)>", marked):
            last["P"] = int(person[1])
        if first and first[1] == "P" and (org := re.search(r"<O(\d+)>", marked)):
            last["O"] = int(org[1])
        return subject


def _short(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without a full stop is no sentence when it is this long; in parts, it is read in linear time."""
    for part in range(start, max(end, start + 1), _LONGEST):
        yield part, min(part + _LONGEST, end)


def negated(text: str) -> bool:
    """Does this stretch say that it did not happen?"""
    return bool(NEGATION.search(text))


def hedged(text: str) -> bool:
    """Is what this stretch says said as alleged or possible, not as fact?"""
    return bool(HEDGE.search(text))
