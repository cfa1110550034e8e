"""Numbers that authorities and standards give: of people, firms, ships, accounts, papers and cases; phones and e-mail.

A number is found by the words before it (`data/identifiers.toml`), or by a shape with a check digit of its own. One whose
check digit is wrong is kept, because a document may misprint it or mean another scheme: less sure, and the rule says so.
"""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import phonenumbers
from rigour.ids import get_identifier_format

from nlp.finding import Found, Page
from nlp.lexicon import table

ORDER = 30

_SPACELESS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_MARK = re.compile(
    r"(?i:\b(?:numbers?|nos?|nr|num|номера?|nummern?|numéros?|numero|número)\b)|№|n[°º]|[#:：=]|-(?i:nr|nummer)\b|号|Nr\."
)
_GLUE = re.compile(
    r"(?:[ -]?(?:(?i:numbers?|nos?|nr|num|codes?|card|certificate|registration|registered|id|identification|identity|identifier|type|order|номера?|код|серия|серии|nummern?|numéros?|numero|número|ref|reference|book|account|clearance|folio|citation|docket|claim)\b\.?|№|n[°º]|#|:|：|=|/(?:КПП|KPP|VAT|BIC|IBAN)\b|\((?:[A-Z][A-Za-z/. ]{1,24})\))){0,5}[ :#\-–]{0,3}(?:(?i:is|was|are|were|of) )?[“\"'‘«(]?"
)
_MORE = re.compile(
    r"(?: ?\([A-Z][A-Za-z. ]{2,24}\))?(?:, (?:and |or )?|; (?:and )?| and | or | ?/ | und | et | и | y |、|和|及)(?:(?:No\.|no\.|№|Nos\.) ?)?"
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|(?:19|20)\d\d[./-]\d\d?[./-]\d\d?|(?:19|20)\d\d")
_END = r"(?!\w|-\w|,\d)(?!\.\d)"
_FEWEST = {"cage": 1, "uei": 1, "tail_number": 0, "handle": 0, "licence": 2, "serial": 2, "swift": 0, "order": 2}
"""Digits a number must hold; three where not said."""
_LOW = 0.5
"""How sure we are of a number whose check digit is wrong."""

_EMAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w@])")
_PHONE_END = r"(?: ?\(?(?:ext\.?|extension|x|доб\.|Durchwahl|poste) ?\d{1,6}\)?)?(?![\d/]|[.,]\d|-\d)"
_DIGITS = r"\d(?:[ ./–-]{0,2}\(?\d{1,12}\)?){1,9}"
_PHONE = re.compile(rf"(?<![\w+])\+ ?\(?{_DIGITS}{_PHONE_END}")
_PHONE_CUE = re.compile(
    r"(?:(?<!\w)(?i:tel(?:ephone|efon|éphone|éfono|efono|\.)?|phone|fax|facsimile|telefax|telefaks|mobile|mobil|cell(?:ular)?|handy|portable|móvil|direct|whatsapp|тел(?:ефон)?|факс|моб)(?!\w)|电话|電話|手机|传真|電傳|傳真|전화|팩스|ファックス|携帯)"
    r"(?:/(?i:fax|tel|факс))?\.?(?: ?(?i:numbers?|nos?|nr|line|номер)\b\.?)?(?: \([a-z/ ]{1,12}\))?[.:： №]{0,3}"
)
_PHONE_NAMED = re.compile(rf"(?:\+|00)?\(?{_DIGITS}{_PHONE_END}")
_PHONE_US = re.compile(rf"(?<![\w)(-])\(\d{{3}}\) ?\d{{3}}[ -]\d{{4}}{_PHONE_END}")
_PHONE_MORE = re.compile(r"(?:; (?:and )?|, (?:and )?| and | or | / |/)(?=[+(\d])")
_INMATE = re.compile(r"(?<!\w)(?i:Inma?te|Register|Reg\.|Prisoner) ?(?i:Number|No\.?|#):? ?(\d{4,5}-\d{3})(?!\d)")
_SHAPES: tuple[tuple[str, str, str, str, float], ...] = (
    ("lei", r"(?<!\w)[A-Z0-9]{18}\d{2}(?!\w)", "stdnum.lei", "shape and check digits of an LEI", 0.9),
    ("iban", r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", "stdnum.iban", "shape and check digits of an IBAN", 0.95),
    ("uscc", r"(?<!\w)[19Y][1-39]\d{6}[0-9A-HJ-NPQRTUWXY]{9}[0-9A-HJ-NPQRTUWXY](?!\w)", "stdnum.cn.uscc", "shape and check character of a unified social credit code", 0.85),
    ("licence", r"(?<!\w)(?:SIEL|OIEL|OGEL|SITCL|SITL|OITCL|OGTCL|GBSIE|GBOIE)[ /]?\d{4}[/-]\d{4,6}(?!\w)", "", "shape of a UK licence", 0.95),
    ("case", r"(?<!\w)(?:\d:)?\d{2}-(?:cr|cv|mj|mc|CR|CV|MJ)-\d{3,6}(?:-[A-Z]{2,4}){0,3}(?![\w-])", "", "shape of a US docket", 0.95),
    ("licence", r"(?<!\w)[DZ]\d{7}(?!\w)", "", "shape of a US licence or application", 0.8),
    ("case", r"(?<!\w)(?:COMPL|ENF|FAC|MUL)-\d[\dA-Z-]{3,18}(?!\w)", "", "shape of an enforcement case", 0.9),
    ("list_entry", r"(?<!\w)(?:QD|KP|IR|TA|CD|CF|IQ|LY|SO|SD|SS|YE|ML|GB|HT)[ei]\.\d{3}(?!\w)", "", "shape of a UN list reference", 0.95),
    ("wallet", r"(?<!\w)0x[0-9a-fA-F]{40}(?!\w)", "", "shape of an Ethereum address", 0.95),
    ("wallet", r"(?<!\w)(?:bc1[a-z0-9]{25,59}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?!\w)", "stdnum.bitcoin", "shape and check of a Bitcoin address", 0.95),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(shape), check, rule, sure) for kind, shape, check, rule, sure in _SHAPES)


@dataclass(frozen=True, slots=True)
class _Scheme:
    name: str
    value: re.Pattern[str]
    check: str
    named: bool


def _schemes() -> tuple[dict[str, _Scheme], re.Pattern[str]]:
    """Each cue word in small letters with its scheme, and the one pattern that finds them all."""
    cues: dict[str, _Scheme] = {}
    exact: set[str] = set()
    for name, said in cast("dict[str, dict[str, Any]]", table("identifiers")).items():
        value = re.compile(f"(?P<value>{said['value']}){_END}")
        for word in said["words"]:
            named = bool(said.get("named")) and word not in said.get("strong", ())
            cues[word.lower()] = _Scheme(name, value, said.get("checks", {}).get(word, said.get("check", "")), named)
            if word.isupper() and len(word) < 5 and word.isascii():
                exact.add(word)
    plain = [w for w in cues if not _SPACELESS.search(w) and w.upper() not in exact]
    joined = [w for w in cues if _SPACELESS.search(w)]
    return cues, re.compile(
        rf"(?<!\w)(?:{_branches(sorted(exact))}|(?i:{_branches(plain)}))(?!\w)|(?:{_branches(joined)})"
    )


def _branches(words: list[str]) -> str:
    """Alternatives grouped by their first letter, the longest first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


_CUES, _CUE = _schemes()


@cache
def _checker(module: str) -> Callable[[str], bool]:
    if module == "imo":
        scheme = get_identifier_format("imo")
        return lambda value: scheme is None or bool(scheme.is_valid(value))
    return cast("Callable[[str], bool]", importlib.import_module(module).is_valid)


def find(page: Page) -> Iterator[Found]:
    """Numbers with a name before them, or with a shape and a check digit of their own."""
    text = page.text
    for m in _EMAIL.finditer(text):
        yield _number(m.start(), m.end(), "email", m[0].lower(), "e-mail", 0.99)
    for m in _INMATE.finditer(text):
        yield _number(m.start(1), m.end(1), "inmate", m[1], "inmate number", 0.99)
    yield from _phones(text)
    for m in _CUE.finditer(text):
        yield from _after(text, m)
    for kind, pattern, check, rule, sure in _COMPILED:
        for m in pattern.finditer(text):
            if not check or _checker(check)(m[0]):
                yield _number(m.start(), m.end(), kind, re.sub(r" ", "", m[0]), rule, sure)


def _number(start: int, end: int, kind: str, value: str, rule: str, sure: float) -> Found:
    return Found(start, end, "IDENTIFIER", f"identifiers: {rule}", kind, value, sure)


def _after(text: str, cue: re.Match[str]) -> Iterator[Found]:
    """The number, or the list of numbers, that stands after a cue word."""
    scheme = _CUES[cue[0].lower()]
    glue = _GLUE.match(text, cue.end())
    position = glue.end() if glue else cue.end()
    named = not scheme.named or bool(_MARK.search(text, cue.start(), position))
    first = True
    while m := scheme.value.match(text, position):
        value = m["value"].rstrip("./-")
        digits = sum(ch.isdigit() for ch in value)
        if digits < (_FEWEST.get(scheme.name, 3) if first else 4) or _DATE.fullmatch(value):
            return
        if not named and not _tells_itself(value, digits):
            return
        yield _judged(text, m.start("value"), m.start("value") + len(value), scheme, cue[0])
        position = m.end()
        if scheme.name == "inn" and (kpp := re.compile(r" ?/ ?(\d{4}[\dA-Z]{2}\d{3})(?!\w)").match(text, position)):
            yield _number(kpp.start(1), kpp.end(1), "kpp", kpp[1], "KPP after an INN", 0.9)
        more = _MORE.match(text, position)
        if more is None or m["value"] != value or _CUE.match(text, more.end()):
            return
        position, first = more.end(), False


def _tells_itself(value: str, digits: int) -> bool:
    """Is this a number even without "No." before it: long, or of letters and digits?"""
    return (
        digits >= 8
        or (digits >= 6 and value[0].isalpha())
        or (digits >= 5 and bool(re.search(r"[A-Z]", value) and re.search(r"[-/]", value)))
    )


def _judged(text: str, start: int, end: int, scheme: _Scheme, cue: str) -> Found:
    written = text[start:end]
    value, kind = re.sub(r"[ ]", "", written), scheme.name
    if kind == "tax" and text[end : end + 9].startswith(" (Russia)") and _checker("stdnum.ru.inn")(value):
        return _number(start, end, "inn", value, f"number after “{cue}”, of Russia", 0.9)
    if kind == "tail_number":
        return Found(start, end, "VESSEL", f"identifiers: tail number by the word “{cue}”", "aircraft", value, 0.9)
    check = scheme.check
    if kind == "vat" and (not value[:2].isalpha() or value[:2] in ("CH", "GB", "NO", "RU")):
        check = {"CHE": "stdnum.ch.uid"}.get(value[:3], "")
    if check and not _checker(check)(value):
        return _number(start, end, kind, value, f"{kind} whose check digit is wrong, after “{cue}”", _LOW)
    passed = " and its check digit" if check else ""
    return _number(start, end, kind, value, f"{kind} by the word “{cue}”{passed}", 0.97 if check else 0.9)


def _phones(text: str) -> Iterator[Found]:
    for m in _PHONE.finditer(text):
        if 7 <= sum(ch.isdigit() for ch in re.split(r"(?i)\(?ext|x", m[0])[0]) <= 17:
            yield _number(*_unwrapped(m), "phone", _phone(m[0]), "phone in international form", 0.95)
    for m in _PHONE_US.finditer(text):
        yield _number(m.start(), m.end(), "phone", _phone(m[0]), "shape of a North American phone", 0.85)
    for cue in _PHONE_CUE.finditer(text):
        position = cue.end()
        while named := _PHONE_NAMED.match(text, position):
            if not 6 <= sum(ch.isdigit() for ch in named[0]) <= 20 or _DATE.fullmatch(named[0]):
                break
            yield _number(
                named.start(), named.end(), "phone", _phone(named[0]), f"phone by the word “{cue[0].strip(' .:')}”", 0.9
            )
            more = _PHONE_MORE.match(text, named.end())
            if more is None:
                break
            position = more.end()


def _unwrapped(m: re.Match[str]) -> tuple[int, int]:
    """Where a number stands, without a bracket around it that is not closed or opened inside."""
    start, end = m.span()
    if m[0].endswith(")") and m[0].count("(") < m[0].count(")"):
        end -= 1
    elif m[0].startswith("(") and m[0].endswith(")") and m[0].count("(") == 1:
        start, end = start + 1, end - 1
    return start, end


def _phone(written: str) -> str:
    """E.164 where the country's code is said or the digits cannot be read otherwise; else the digits."""
    main = re.split(r"(?i) ?\(?(?:ext|x|доб|durchwahl|poste)", written)[0]
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", main))
    dialled = main.strip().startswith(("+", "00"))
    plus = "+" + (digits[2:] if main.startswith("00") else digits)
    if not dialled and len(digits) < 11:
        return digits
    try:
        number = phonenumbers.parse(plus, None)
    except phonenumbers.NumberParseException:
        return re.sub(r"[^\d+]", "", main)
    if not dialled and not phonenumbers.is_valid_number(number):
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
