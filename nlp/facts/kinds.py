"""What kind of notice a text is, which authority speaks, and the law it rests on."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from nlp.facts.marked import Marked
from nlp.healing import Healed
from nlp.reading import Fact

ORDERS = (
    "appeal_decision", "revocation", "renewal", "modification", "temporary_denial", "debarment", "denial_order",
)  # fmt: skip
"""Kinds that are one order against its parties, or decide on one."""

_TITLE, _HEAD = 1500, 6000
_ABOUT_RULES = re.compile(r"\b(?:Provisions|Regulations?;|Proposed Rule|Comment Request|Information Collection)\b")
"""Words of a title that tells of rules about orders, not of an order."""
_ACTS = (
    r"(?: \((?:<[A-Z]\d+>|the [^)]{1,30}|[^)]{1,20})\))?(?: or Agency\))?,? ?(?:in consultation with [^.]{0,120}, )?"
    r"(?:today |hereby |also |has |have |is |are )*(?:issu|amend|publish|impos|determin|rescind|settl|add|remov|assess"
    r"|fined|order|enter|design|den(?:y|ie)|withdr|grant|announc|debar|revok|updat)"
)
_BIS_WORDING = re.compile(
    r"\b(?:(?:Temporar(?:y|ily) )?Den(?:ying|ial of) (?:All )?Export Privileges|Denied Persons?)\b"
)
_LAW = re.compile(
    r"(?<!ated )(?<!locked )\b(?:[Pp]ursuant to|[Uu]nder(?: the (?:authority|terms) of)?|[Ii]n accordance with|[Vv]iolat(?:ions?|ing|ed)(?: of)?"
    r"|[Ll]iability (?:for|under)|[Aa]uthority of)\b[^<.;]{0,70}(?P<laws><G\d+>(?:(?:,? and |, |; )(?:of )?(?:the )?<G\d+>){0,7})"
)
_BROKEN = re.compile(
    r"\b(?:[Vv]iolat(?:ions?|ing|ed)(?: of)?|[Ll]iability (?:for|under)|[Uu]nder)\b[^<.;]{0,50}(?P<laws><G\d+>(?:(?:,? and |, |; )(?:of )?(?:the )?<G\d+>){0,7})"
)
_LED = re.compile(r"(?:Pursuant to|Under|In accordance with)\s+(?:the\s+)?(?=\S)")
"""Words before a law that a mention of it may have taken in."""
_NUMBER = re.compile(
    r"(?<!Executive )\b(?P<what>Case|Order|Docket|Enforcement|Reference|Decision|File) (?:No\.?|Nos\.?|Number|Ref\.?):? ?"
    r"(?P<number>[A-Z0-9][\w./-]*\d[\w/-]*)"
)
_LAWS = 8
"""Laws that a notice is said to rest on, at most."""


@cache
def _kinds() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    data = tomllib.loads((files("nlp") / "data" / "notice_kinds.toml").read_text(encoding="utf-8"))
    return tuple(
        (one["name"], one.get("also", False), re.compile("|".join(one["patterns"]), re.IGNORECASE))
        for one in data["kind"]
    )


@cache
def _authorities() -> tuple[dict[str, str], re.Pattern[str]]:
    data = tomllib.loads((files("nlp") / "data" / "authorities.toml").read_text(encoding="utf-8"))
    codes = {word: one["code"] for one in data["authority"] for word in one["words"]}
    words = "|".join(re.escape(word) for word in sorted(codes, key=len, reverse=True))
    return codes, re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def authority_code(words: str) -> str:
    """The code of the authority that these words name, stray spaces or not; empty if they name none we know."""
    codes, _ = _authorities()
    bare = "".join(words.split()).casefold()
    return next((code for name, code in codes.items() if "".join(name.split()).casefold() == bare), "")


def kinds(healed: Healed) -> Iterator[Fact]:
    """The kinds of the notice: the first that fits of those that stand alone, and all that can stand beside others."""
    head = healed.text[:_TITLE]
    first_line = head.partition("\n")[0]
    alone = False
    for name, also, pattern in _kinds():
        if name in ORDERS and _ABOUT_RULES.search(first_line):
            continue
        m = pattern.search(head)
        if m is None or (alone and not also) or (also and alone and name != "delisting"):
            continue
        if name == "debarment" and m[0].casefold().startswith("proposed"):
            continue
        alone = alone or not also
        yield Fact("kind", name, *healed.back(*m.span()), f"kinds: {name}", 0.95 if m.start() < 400 else 0.85)


def authority(healed: Healed) -> Iterator[Fact]:
    """Who issues the notice: the first authority that is said to act, else the wording of an order, else the first named."""
    codes, words = _authorities()
    head = healed.text[:_HEAD]
    named = list(words.finditer(head))
    for m in named:
        if re.match(_ACTS, head[m.end() : m.end() + 200]):
            yield Fact("authority", codes[m[0]], *healed.back(*m.span()), "authority: acts in this text", 0.95)
            return
    wording = _BIS_WORDING.search(head[:_TITLE])
    if wording is not None:
        where = next((m for m in named if codes[m[0]] == "US-BIS"), wording)
        yield Fact("authority", "US-BIS", *healed.back(*where.span()), "authority: wording of its orders", 0.9)
    elif named:
        m = named[0]
        yield Fact("authority", codes[m[0]], *healed.back(*m.span()), "authority: first one named", 0.7)


def legal_basis(marked: Marked, *, violated: bool) -> Iterator[Fact]:
    """The laws, regulations and orders that the notice rests on; of a penalty, those that were `violated`."""
    said: set[str] = set()
    head = marked.text[:_HEAD]
    pattern = _BROKEN if violated else _LAW
    cited = [
        (m.start("laws") + mark.start(), marked.mention(mark[0]))
        for m in pattern.finditer(head)
        for mark in re.finditer(r"<G\d+>", m["laws"])
    ]
    if not violated:
        every = ((m.start(), marked.mention(m[0])) for m in re.finditer(r"<G\d+>", head))
        cited += [(at, one) for at, one in every if _LED.match(one.text)]
    for at, one in sorted(cited, key=lambda pair: pair[0]):
        if at and (head[at - 1].isalnum() or head[at - 1] in "&-/"):  # a piece of a longer word
            continue
        led = _LED.match(one.text)
        words = " ".join(one.text[led.end() if led else 0 :].split())
        if words.casefold() not in said and len(said) < _LAWS:
            said.add(words.casefold())
            start = one.start + (led.end() if led else 0)
            yield Fact("legal_basis", words, start, one.end, "legal basis: cited as such", 0.85, one.id)


def reference(healed: Healed) -> Iterator[Fact]:
    """The authority's own number of the case or order, where the head of the notice gives one."""
    m = _NUMBER.search(healed.text[:_HEAD])
    if m is not None:
        yield Fact("reference", m["number"], *healed.back(*m.span("number")), f"reference: {m['what']} number", 0.85)
