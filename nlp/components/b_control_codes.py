"""Control list entries: ECCN, EU and Wassenaar, munitions, MTCR, NSG, USML and CWC entries; tariff codes named as such.

A mention is the code itself, without the name of its list; `kind` names the list, `value` the code in one spelling.
"""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

from nlp.finding import Found, Page
from nlp.lexicon import table
from nlp.reading import Mention

ORDER = 20

KnownCode = Callable[[str, str], bool | None]
"""Is this code (kind, value) in its list? None where the caller does not have that list."""

_CUES = cast("dict[str, dict[str, Any]]", table("code_cues"))


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", "[ -]?") for word in sorted(words, key=lambda w: (-len(w), w)))


_ECCN = re.compile(
    r"(?<![\w.])(?P<head>[0-9][A-EY](?:\d{3}))(?P<rest>(?:\.(?:[a-z]{1,2}|\d{1,3})(?!\w)){1,6}|(?:[a-z]\d{0,2}){1,4}(?!\w))?(?![\w])(?!\.\d)"
)
_ECCN_SMALL = re.compile(
    r"(?i:\bECCNs?)(?i: (?:code|number|no\.?|is|of)){0,2}[: ]{1,2}(?P<code>[0-9][a-e]\d{3}(?:\.[a-z0-9]{1,3}){0,6})(?!\w)"
)
_NAMED_ECCN = re.compile(
    r"(?i:\b(?:ECCNs?|Commerce Control List|CCL|classification numbers?)\b[^.;\n]{0,24}$|\(ECCN\) $)"
)
_NAMED_EU = re.compile(
    r"(?i:\b(?:Annex I|Annex IV|2021/821|428/2009|EU (?:dual-use )?list|EU|Anhang I|annexe I|UE|ЕС)\b[^;\n]{0,40}$)"
)
_NAMED_UK = re.compile(r"(?i:\b(?:UK(?: dual-use)?(?: list)?|United Kingdom)[^;\n]{0,24}$)")
_WAREHOUSE = re.compile(rf"(?i:\b(?:{_any(_CUES['not_a_code']['words'])}))(?: ?(?:no\.?|number|#|:))? ?$")

_EAR99 = re.compile(r"\bEAR[ -]?99\b")
_ML = re.compile(
    r"(?<!\d )(?<![\w.])ML[ .-]?(?P<n>[1-9]|1\d|2[0-2])(?!\d)(?P<rest>(?:\.? ?(?:\([a-z]\)|[a-z])(?![a-z])){0,1}(?:\.?(?:\(\d{1,2}\)|\d{1,2})(?![\w%]))?(?:\.?[a-z](?!\w))?)(?!\w)"
)
_PL = re.compile(r"(?<![\w.])PL[ -]?(?P<n>[5-9]\d{3})(?P<rest>[a-z]?(?:\.[a-z0-9]{1,2})?)(?!\w)")
_GERMAN = re.compile(
    r"\b(?:Teil I[, ]{1,2}(?:Abschnitt )?A[, ]{1,2}|(?:AL|Ausfuhrliste|AL-Nr\.|AL-Nummer|AL-Position|Ausfuhrlistennummer|Listennummer) )(?:(?:Nr\.|Nummer|Position|Pos\.):? )?(?P<code>00(?:0[1-9]|1\d|2[0-2])[A-Za-z]?\d{0,2})(?!\w)"
)
_ROMAN = r"(?:XX?I{1,3}|XI?[VX]|XVI{0,3}|XX|XI?|I{1,3}|I?[VX]|VI{1,3})"
_LETTERED = r"(?:\([a-z]\)(?:\(\d{1,2}\))?(?:\((?:[ivx]{1,4})\))?)"
_USML = re.compile(
    rf"\b(?:(?P<whole>(?:Category|Categories|Cat\.) (?P<a>{_ROMAN}{_LETTERED}?))|(?:USML|U\.S\. Munitions List|ITAR),? (?P<b>{_ROMAN}{_LETTERED}))(?![\w(])"
)
_USML_NEAR = re.compile(
    r"^,?(?: ?\([^)]{0,40}\))?,? (?:of|in|on|under) (?:the )?(?:USML|U\.?S\.? Munitions List|United States Munitions List|ITAR)|^ ?\(?USML"
)
_USML_BEFORE = re.compile(r"(?:USML|Munitions List(?: \(USML\))?|ITAR)[,:]? (?:in |under |at |\()?$")
_USML_MORE = re.compile(rf"(?:, (?:and )?| and | or )(?P<a>{_ROMAN}{_LETTERED})(?![\w(])")

_DOTTED = re.compile(
    r"(?<![\w./-])(?P<code>\d{1,2}\.[A-E]\.\d{1,3}(?:\.[a-z](?:\.\d{1,2}(?:\.[a-z])?)?)?)(?![\w])(?!\.\d)"
)
_INFCIRC = re.compile(
    r"\bINFCIRC ?/ ?254(?: ?/ ?Rev\. ?\d{1,2})?(?: ?/ ?(?:Corr|Mod)\. ?\d)?(?: ?[/,] ?[Pp]art (?P<part>[12]))?(?:, ?| )(?:(?:Annex [A-C]|[Ss]ection|[Ii]tems?|[Ee]ntry|para(?:graph|\.)?),? ?)?(?P<code>\d\.[A-E]\.\d{1,2}(?:\.[a-z](?:\.\d{1,2})?)?|\d\.\d{1,2}\.?)(?!\w)"
)
_REGIME = re.compile(
    r"(?P<mtcr>\bMTCR\b|Missile Technology Control Regime)|(?P<nsg>\bNSG\b|Nuclear Suppliers Group|INFCIRC|[Tt]rigger [Ll]ist)|(?P<wassenaar>\bWassenaar\b|\bWA-LIST\b|\bWA\b)"
)
_REGIME_FAR = 400
"""Characters within which the name of a regime says what a code like 9.A.2 belongs to."""
_CWC = re.compile(r"\bSchedule (?P<n>[1-3])(?:,? (?:[Pp]art )?)(?P<p>[AB])[ .,]{0,2}\(?(?P<i>\d{1,2})\)?(?![\w.])")

_BETWEEN = rf"(?:[ :=\-–(]{{0,3}}(?i:(?:{_any(_CUES['hs']['between'])})\b\.?|№|n°|nº)){{0,3}}[ :=\-–#(/]{{0,3}}[“\"'‘]?"
_HS_CUE = re.compile(
    rf"(?:(?<!\w)(?i:{_any(_CUES['hs']['alone'])})(?![^\W\d])|(?P<short>(?<!\w)(?:{_any(_CUES['hs']['short'])})(?!\w))|(?:{_any(_CUES['hs']['joined'])}))"
    rf"(?:[:：]|{_BETWEEN})[ ]?"
)
_GROUPED = r"(?:\d{4}(?:\.\d{2}){3,4}(?!\d)|\d{4}[. ]\d{2}(?:[. ]?\d{2}(?:[. ]?\d{2}|(?<=[. ]\d{2})\d{2})?|[. ]\d{3}|[. ]\d{4})?(?: \d(?!\d))?)"
_PLAIN = r"\d{10}|\d{8}|\d{6}"
_UNIT = r"(?! ?(?:pcs|pieces|units?|kg|sets?|EA|t\b|tonnes|m\b|USD|EUR|h\b|January|February|March|April|May|June|July))"
"""What a number is followed by when it counts something."""
_END = r"(?![\d%])(?![.,]\d)(?!-\d)"
_HS = re.compile(rf"(?P<hs>{_GROUPED}|{_PLAIN}|\d{{4}}|(?<=heading )\d{{2}}\.\d{{2}}){_END}{_UNIT}")
_HS_GROUPED = re.compile(rf"(?P<hs>{_GROUPED}){_END}")
_HS_MORE = re.compile(
    rf"(?:, (?:and |or )?|,| and | or |; | ?/ ?| & | to | ?– ?| - | и | und | et | y |、|及|和)(?:(?:HS|HTS|ex|heading|subheading|code) ){{0,2}}(?P<hs>{_GROUPED}|{_PLAIN}|\d{{4}}){_END}{_UNIT}"
)
_HS_FAR = re.compile(
    r"(?<![\w.,/$€£¥-])(?P<hs>\d{4}\.\d{2}(?:\.\d{2}(?:\.?\d{2})?)?)(?![\w%])(?![.,]\d)(?! ?(?:[€$£%]|USD|EUR|RUB|GBP|CHF|kg|million))"
)
_HS_REACH = 300
"""Characters within which a tariff code makes another number of its shape one too, as in a column of codes."""


def find(page: Page) -> Iterator[Found]:
    """Codes that have the shape of their list; tariff codes only where a word before them says so."""
    yield from _dual_use(page.text)
    yield from _munitions(page.text)
    yield from _regimes(page.text)
    yield from _tariff(page.text)


def checked(mention: Mention, known: KnownCode) -> Mention:
    """The mention as the caller's code lists see it: surer if its code is listed, less sure if its list does not hold it."""
    if mention.label != "CONTROL_CODE":
        return mention
    listed = known(mention.kind, mention.value)
    if listed is None:
        return mention
    said, sure = ("in", max(mention.confidence, 0.99)) if listed else ("not in", min(mention.confidence, 0.4))
    return replace(mention, rule=f"{mention.rule}; {said} the code list", confidence=sure)


def _code(start: int, end: int, rule: str, kind: str, value: str, confidence: float) -> Found:
    return Found(start, end, "CONTROL_CODE", f"control_codes: {rule}", kind, value, confidence)


def _dual_use(text: str) -> Iterator[Found]:
    for m in _ECCN.finditer(text):
        if m["head"][1] == "Y" and m["head"][2:] != "521":
            continue
        before = text[max(0, m.start() - 60) : m.start()]
        if _WAREHOUSE.search(before):
            continue
        compact = bool(m["rest"]) and m["rest"][0] != "."
        value = m["head"] + _dots(m["rest"] or "")
        yield _code(m.start(), m.end(), "shape of a dual-use entry", _kind(m["head"], compact, before), value, 0.95)
    for m in _ECCN_SMALL.finditer(text):
        head, _, rest = m["code"].partition(".")
        value = head.upper() + (f".{rest.lower()}" if rest else "")
        yield _code(m.start("code"), m.end("code"), "ECCN in small letters", "us_ccl", value, 0.9)
    for m in _EAR99.finditer(text):
        yield _code(m.start(), m.end(), "EAR99", "us_ccl", "EAR99", 0.99)


def _dots(rest: str) -> str:
    """Paragraphs with dots: "a7" is ".a.7"."""
    return "".join(f".{part}" for part in re.findall(r"[a-z]+|\d+", rest))


def _kind(head: str, compact: bool, before: str) -> str:
    """Which list: 5xx, 6xx and 9xx exist only in the US list; else what the words before it say, else all share it."""
    if head[2] in "569" or _NAMED_ECCN.search(before):
        return "us_ccl"
    if compact or _NAMED_EU.search(before):
        return "eu_annex_i"
    return "uk_dual_use" if _NAMED_UK.search(before) else "dual_use"


def _munitions(text: str) -> Iterator[Found]:
    for m in _ML.finditer(text):
        rest = re.findall(r"[a-z]|\d+", m["rest"])
        end = m.end() if rest else m.end("n")
        yield _code(m.start(), end, "munitions list", "ml", ".".join([f"ML{m['n']}", *rest]), 0.9)
    for m in _PL.finditer(text):
        yield _code(m.start(), m.end(), "UK munitions or national list", "uk_pl", f"PL{m['n']}{m['rest']}", 0.9)
    for m in _GERMAN.finditer(text):
        yield _code(m.start("code"), m.end("code"), "German export list", "de_al", m["code"], 0.9)
    for m in _USML.finditer(text):
        code = m["a"] or m["b"]
        near = _USML_NEAR.search(text[m.end() : m.end() + 60]) or _USML_BEFORE.search(
            text[max(0, m.start() - 40) : m.start()]
        )
        if "(" not in code and not near:
            continue
        start = m.start("whole") if m["whole"] else m.start("b")
        yield _code(start, m.end(), "USML category", "usml", code, 0.95 if near or m["b"] else 0.8)
        position = m.end()
        while more := _USML_MORE.match(text, position):
            yield _code(more.start("a"), more.end(), "USML category in a list", "usml", more["a"], 0.85)
            position = more.end()


def _regimes(text: str) -> Iterator[Found]:
    for m in _INFCIRC.finditer(text):
        kind = {"1": "nsg_part_1", "2": "nsg_part_2"}.get(m["part"], "nsg")
        end = m.end() - (m["code"].endswith("."))
        yield _code(m.start(), end, "NSG guidelines", kind, m["code"].rstrip("."), 0.95)
    names = [(n.start(), str(n.lastgroup)) for n in _REGIME.finditer(text)]
    last = 0
    for m in _DOTTED.finditer(text):
        while last < len(names) and names[last][0] < m.start():
            last += 1
        kind = ""
        if last and m.start() - names[last - 1][0] <= _REGIME_FAR:
            kind = names[last - 1][1]
        elif last < len(names) and names[last][0] - m.end() <= 60:
            kind = names[last][1]
        if kind:
            yield _code(m.start(), m.end(), f"entry where {kind.upper()} is named", kind, m["code"], 0.9)
    for m in _CWC.finditer(text):
        yield _code(m.start(), m.end(), "schedule of the CWC", "cwc", f"{m['n']}.{m['p']}.{m['i']}", 0.9)


def _tariff(text: str) -> Iterator[Found]:
    seen: list[tuple[int, int]] = []
    position = 0
    for cue in _HS_CUE.finditer(text):
        if cue.start() < position:
            continue  # inside a list that is read already
        m = (_HS_GROUPED if cue["short"] else _HS).match(text, cue.end())
        position = cue.end()
        while m is not None and _heading(m["hs"]):
            yield _hs(m, "tariff code named as such", 0.95)
            seen.append((m.start("hs"), position := m.end()))
            m = _HS_MORE.match(text, position)
    if not seen:
        return
    at = 0
    for m in _HS_FAR.finditer(text):
        while at + 1 < len(seen) and seen[at + 1][0] <= m.start():
            at += 1
        if 0 < m.start() - seen[at][1] <= _HS_REACH and int(m["hs"][:2]) >= 25 and _heading(m["hs"]):
            yield _hs(m, "shape of a tariff code near one that is named", 0.7)
            seen.insert(at + 1, (m.start(), m.end()))


def _heading(written: str) -> bool:
    """Can these digits be a heading? Chapters are 01 to 97; a lone 2017 is the year of an edition."""
    digits = re.sub(r"\D", "", written)
    chapter, rest = int(digits[:2]), int(digits[2:4])
    if len(digits) == 4 and chapter in (19, 20) and (rest > 9 or digits in ("2002", "2007")):
        return False
    return 1 <= chapter <= 99 and rest > 0


def _hs(m: re.Match[str], rule: str, sure: float) -> Found:
    return _code(m.start("hs"), m.end("hs"), rule, "hs", re.sub(r"\D", "", m["hs"]), sure)
