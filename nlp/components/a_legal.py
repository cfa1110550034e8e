"""Citations of law: codes, regulations, orders, resolutions, articles, and names of sanctions programmes and lists."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page

ORDER = 10

_PART = r"(?:\d+[A-Za-z]{0,3})(?:\.\d+[a-z]?)?(?: ?\([a-z0-9]{1,4}\)|\([A-Z]\))*"
_OF_LAW = r"(?: of (?:the )?(?:Regulations|ITSR|ITR|[A-Z]{3,6}R|ECRA|IEEPA|AECA|EAR|TWEA|Act|Code))?"
_CAP = r"[A-Z][\w’'./-]{0,40}"
_NAME_WORD = rf"(?:{_CAP}|and|of|on|the|for|in|to|with|&)"
_LAW_WORD = (
    r"(?!(?:The|In|On|As|For|Under|Of|By|To|And|Or|OFAC|Settles?|With|From|Potential|Apparent|Alleged|Multiple|Violations?"
    r"|Violating|Allegations?|Liability|Civil|Penalty|Assessed|This|These|That|Its|Inc|Corp|Ltd|LLC|Co|When|Because|Order)\b)"
    r"(?:U\.S\.|[A-Z][\w’'-]{0,40})"
)
_LAW_HEADS = r"(?:Regulations?|Act|Acts|Sanctions|Embargo Program|Sanctions Program|Orders?|Directive|Convention|Treaty|Statute|Ordinance|Decree|Decision|Protocol|Programs?|Framework Decision)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "code of regulations",
        rf"\b\d{{1,2}} ?C\.? ?F\.? ?R\.?,?(?: ?(?:[Pp]arts?|[Ss]ections?|§§?|pt\.))? ?{_PART}(?:(?:, | and |–|-){_PART}(?=[\s,.;)]))*",
    ),
    (
        "code of the United States",
        rf"\b\d{{1,2}} ?U\.? ?S\.? ?C\.?(?:ode)?(?: ?(?:§§?|[Ss]ections?))? ?{_PART}(?:(?:–|-){_PART})?(?: et seq\.?)?",
    ),
    ("federal register", r"\b\d{1,3} (?:Fed\. ?Reg\.|FR|F\.R\.) ?\d{1,3},?\d{3}\b"),
    ("section", rf"§§? ?{_PART}(?:(?:, | and |, and | or |–){_PART})*{_OF_LAW}"),
    (
        "section in words",
        rf"\b[Ss]ections? {_PART}(?:(?:, | and |, and | or ){_PART})* of (?:the )?(?:{_NAME_WORD} ){{0,8}}?{_CAP}",
    ),
    (
        "executive order",
        r"\b(?:Executive Orders?|E\. ?[O0]\.|EO)(?: \(E\.O\.\))?(?: No\.)? ?\d{5}(?!\d)(?:, as amended)?",
    ),
    (
        "article",
        r"\b(?:Article|Articles|Art\.) \d+[a-z]{0,2}(?:\(\w{1,3}\))*(?:, (?:point|paragraph|subparagraph) \(?\w+\)?)?(?: of (?:the )?(?:Council |Commission |Implementing )*(?:Regulation|Decision|Directive)s? (?:\((?:EU|EC|EEC|CFSP|EU, Euratom)\) ?)?(?:No )?\d+/\d+(?:/\w+)?)?",
    ),
    (
        "European act",
        r"(?:\b(?:Council |Commission |Implementing |Delegated )*(?:Regulations?|Decisions?|Directives?|Joint Action|Common Position) )?\((?:EU|EC|EEC|CFSP)\) ?(?:No )?\d+/\d+(?:/\w+)?",
    ),
    (
        "European act",
        r"\b(?:Council |Commission |Implementing |Delegated )*(?:Regulation|Decision|Directive|Joint Action|Common Position) (?:No )?\d{2,4}/\d+/(?:EU|EC|EEC|CFSP)\b",
    ),
    ("annex", r"\bAnnex(?:es)? [IVXL]{1,8}[A-Z]?(?:\b|(?=,))"),
    (
        "resolution",
        r"\b(?:(?:UNSCR|UNSC Resolution|(?:United Nations )?(?:UN )?(?:Security Council )?[Rr]esolutions?) ?\d{3,4} ?\(\d{4}\)|UNSCR ?\d{3,4})(?:(?:, | and )\d{4} ?\(\d{4}\))*",
    ),
    ("resolution of a body", rf"\b(?:{_CAP} ){{1,6}}[Rr]esolution [A-Z]\.?\d+\(\d+\)"),
    ("public law", r"\bPub(?:lic|\.) L(?:aw|\.)(?: No\.)? ?\d+-\d+"),
    (
        "list",
        r"\b(?:Entity List|Unverified List|Denied Persons List|Denied Parties List|SDN List|SSI List|NS-CMIC List|(?:OFAC’s |OFAC's )?List of Specially Designated Nationals(?: and Blocked Persons)?|Specially Designated Nationals(?: and Blocked Persons)?(?: List)?|Military End[- ]User(?: \(MEU\))? List|MEU List|Commerce Control List|Consolidated List|Sectoral Sanctions Identifications List|United States Munitions List|U\.S\. Munitions List|USML|Common High Priority List|(?:the )?Wassenaar List)\b",
    ),
    (
        "named law",
        rf"\b(?:{_LAW_WORD},? (?:(?:and|of|on|the|for|to|in|with|&) ){{0,3}}){{1,9}}?{_LAW_HEADS}(?! (?:Regulations?|Program|Act|List|Compliance|Committee|Enforcement|Bureau|Denying|Renewing|Temporarily|Terminating|Relating|Lists|Actions?|Evasion|and Sanctions))\b",
    ),
    ("short name of a law", r"\b(?:ECRA|IEEPA|AECA|TWEA|ITAR|EAR|ITSR|CACR|EASR|CAATSA|INKSNA|UFLPA)\b(?! ?99)"),
    ("appendix", r"\bAppendix A to (?:31 C\.?F\.?R\.? )?[Pp]art \d{3}"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_TITLE_OF_ORDER = re.compile(
    r"(?:Executive Order|E\.? ?O\.?) ?\d{5} of [A-Z][a-z]+ \d{1,2}, ?\d{4},? ?[“\"]([^”\"]{8,160}?),?[”\"]"
)
_NOT_A_LAW = re.compile(
    r"^(?:Order|Orders|Sanctions|Program|Act|Regulations?|Decision|Settlement|(?:(?:Apparent|Alleged|Egregious|Potential|Economic|International|Trade|Compliance|Multiple|U\.S\.|US|EU|UN|Administrative|Temporary|Civil|Economic and Trade) )*(?:Violations? of )?(?:Sanctions|Orders?|Programs?|Regulations|Act|Decision))$"
    r"|(?:Settles|Allegation|Violat|Civil Penalt|Guideline|Purchase Order|Compliance Program|In the Matter|Mission)"
)
_LEADING = re.compile(r"^(?:(?:The|OFAC|OFAC’s|OFAC's|Under|Settles|Violating|Apparent|Alleged|Of|In|And) )+")


def find(page: Page) -> Iterator[Found]:
    """Everything with the shape of a citation; a law named in words must end in a word that laws end in."""
    text = page.text
    for m in _TITLE_OF_ORDER.finditer(text):
        yield Found(m.start(1), m.end(1), "LEGAL", "legal: title of an executive order", "title")
    for name, pattern in _COMPILED:
        for m in pattern.finditer(text):
            start, end = m.span()
            if name == "named law":
                words = m[0]
                if cut := _LEADING.match(words):
                    start += cut.end()
                    words = text[start:end]
                if _NOT_A_LAW.search(words) or len(words.split()) < 2:
                    continue
            while text[end - 1] in " ,;":
                end -= 1
            yield Found(
                start, end, "LEGAL", f"legal: {name}", "named" if name == "named law" else "citation", text[start:end]
            )
