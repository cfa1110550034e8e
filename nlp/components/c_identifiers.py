"""Numbers that authorities give: passports, tax, company, ship and bank numbers, phones, e-mail, inmates, licences."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import phonenumbers
from rigour.ids import get_identifier_format

from nlp.finding import Found, Page

ORDER = 30


def _valid(scheme: str) -> Callable[[str], bool]:
    checker = get_identifier_format(scheme)
    return lambda value: checker is None or bool(checker.is_valid(value))


def _imo(value: str) -> bool:
    digits = [int(c) for c in value]
    return sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == digits[6]


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?<![.-])")
_PHONE = re.compile(
    r"(?:(?<=[Tt]el)\.?:? ?|(?<=[Pp]hone):? ?|(?<=[Ff]ax):? ?|(?<=[Mm]obile):? ?|(?<![\w+]))(\+\d[\d ().-]{6,18}\d)"
)
_PHONE_NAMED = re.compile(
    r"\b(?:[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax|[Mm]obile)(?: [Nn]umber| [Nn]o\.?)?[.:]{0,2} ?(\(?\d[\d ().-]{5,16}\d)"
)
_INMATE = re.compile(r"\b(?:Inma?te|Register|Reg\.|Prisoner) ?(?:Number|No\.?|#):? ?(\d{4,5}-\d{3})\b")
_NAMED: tuple[tuple[str, str, Callable[[str], bool] | None], ...] = (
    ("imo", r"\bIMO(?: [Nn](?:umber|o\.?))?[: ]{0,2}(\d{7})\b", _imo),
    ("mmsi", r"\bMMSI(?: [Nn](?:umber|o\.?))?[: ]{0,2}(\d{9})\b", None),
    (
        "inn",
        r"\b(?:INN|ИНН|Tax(?:payer)? (?:ID|identification number)[^\d]{0,20})[: ]{0,2}(?:No\.? ?)?(\d{10}|\d{12})\b",
        None,
    ),
    ("ogrn", r"\b(?:OGRN|ОГРН)[: ]{0,2}(\d{13}|\d{15})\b", None),
    ("lei", r"\b(?:LEI[: ]{0,2})?([A-Z0-9]{18}\d{2})\b", _valid("lei")),
    ("swift", r"\b(?:SWIFT|BIC)(?:/BIC)?(?: [Cc]ode)?[: ]{0,2}([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b", None),
    ("iban", r"\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)\b", _valid("iban")),
    ("passport", r"\b[Pp]assport(?: [Nn](?:umber|o)\.?)?[: #]{0,2}(?:[Nn]o\.? )?([A-Z]{0,3} ?\d{5,10})\b", None),
    (
        "tax",
        r"\b(?:[Tt]ax|VAT|TIN|EIN|NIP|RFC|CNPJ|UNP|BIN)(?: ?(?:ID|[Nn]umber|[Nn]o\.?|[Rr]egistration))*[: #]{0,2}([A-Z]{0,4}\d[\dA-Z./-]{5,18})\b",
        None,
    ),
    (
        "registration",
        r"\b(?:[Rr]egistration|[Cc]ompany|[Cc]ertificate|[Cc]ommercial [Rr]egist(?:er|ry))(?: (?:[Nn]umber|[Nn]o\.?|ID))[: #]{0,2}([A-Z]{0,4}[- ]?\d[\dA-Z./-]{3,18})\b",
        None,
    ),
    (
        "national_id",
        r"\b(?:[Nn]ational (?:ID|[Ii]dentification)|[Ii]dentification|ID card|ID)(?: ?(?:[Nn]umber|[Nn]o\.?|card))*[: #]{1,2}([A-Z]{0,3}\d[\dA-Z./-]{4,18})\b",
        None,
    ),
    (
        "tail_number",
        r"\b(?:tail (?:number|no\.?)|aircraft registration(?: number)?|serial number)[: ]{0,2}([A-Z0-9]{1,3}-?[A-Z0-9]{2,6})\b",
        None,
    ),
    (
        "licence",
        r"\b(?:[Ll]icen[cs]e|[Pp]ermit|[Cc]ase|[Oo]rder|COMPL|ENF)(?: ?(?:[Nn]umber|[Nn]o)\.?:?|[:#]) ?((?=[\w/-]*\d)[A-Z0-9][A-Z0-9/-]{3,24})\b",
        None,
    ),
    ("uscc", r"\b(?:USCC|[Uu]nified [Ss]ocial [Cc]redit [Cc]ode)[: ]{0,2}([0-9A-Z]{18})\b", None),
)
_COMPILED = tuple((kind, re.compile(pattern), check) for kind, pattern, check in _NAMED)


def find(page: Page) -> Iterator[Found]:
    """Numbers with a name before them, or with a shape and a check digit of their own."""
    text = page.text
    for m in _EMAIL.finditer(text):
        yield Found(m.start(), m.end(), "IDENTIFIER", "identifiers: e-mail", "email", m[0].lower(), 0.99)
    for m in _INMATE.finditer(text):
        yield Found(m.start(1), m.end(1), "IDENTIFIER", "identifiers: inmate number", "inmate", m[1], 0.99)
    for pattern in (_PHONE, _PHONE_NAMED):
        for m in pattern.finditer(text):
            yield Found(m.start(1), m.end(1), "IDENTIFIER", "identifiers: phone", "phone", _phone(m[1]), 0.9)
    for kind, pattern, check in _COMPILED:
        for m in pattern.finditer(text):
            value = re.sub(r"[ ]", "", m[1])
            if check is not None and not check(value):
                continue
            sure, rule = 0.9, f"identifiers: {kind}"
            if kind in ("inn", "ogrn") and not _valid(kind)(value):
                sure, rule = 0.5, f"identifiers: {kind} whose check digit is wrong"
            yield Found(m.start(1), m.end(1), "IDENTIFIER", rule, kind, value, sure)


def _phone(written: str) -> str:
    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        return re.sub(r"[^\d+]", "", written)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
