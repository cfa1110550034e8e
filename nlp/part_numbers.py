"""Part numbers in what people write of goods: which part it is, in which package, and whose it is.

    part_numbers("10 pcs XILINX XC7K325T-2FFG900I")  →  [PartNumber(…, base="XC7K325T", suffix="2FFG900I", …)]

A series that is known splits by its maker's own ordering code. Of others only what can be told by shape is taken, as it
stands: letters and figures mixed, with nothing that says it is a measure, a code of a list, a year or an aircraft.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from nlp.lexicon import table


@dataclass(frozen=True, slots=True)
class PartNumber:
    """One part number as a text has it."""

    written: str
    normal: str
    """In capitals, without blanks: the identity of what is delivered."""
    base: str
    """Without package, grade and packing, and without dashes: the identity of the part."""
    suffix: str
    """What was split off."""
    maker: str
    """Named by the text, else whose series it is; empty if neither says."""
    start: int
    end: int
    rule: str


_TOKEN = re.compile(r"(?<![\w./@-])[A-Za-z0-9][A-Za-z0-9\-/#.+]*[A-Za-z0-9+](?![\w@])")
_SHORT, _LONG = 5, 32
_SHAPE = re.compile(r"(?=(?:.*\d){2})(?=.*[A-Z])[A-Z0-9\-/#.+]+")
_CALLED = re.compile(
    r"(?i)(?:\bp/?n|\bpart(?:\s+(?:no|number|num))?|\bmodels?|\bmpn|\btype|\bart(?:icle)?(?:\s+no)?)[.:#\s]{1,3}$"
)
_FEW = 3
"""Figures without which an unknown shape is not taken: AB-12 is anything."""


@cache
def _rules() -> dict[str, Any]:
    return cast("dict[str, Any]", table("part_numbers"))


@cache
def _series() -> list[tuple[str, re.Pattern[str]]]:
    return [(one["maker"], re.compile(one["pattern"])) for one in _rules()["series"]]


@cache
def _no_parts() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _rules()["not_parts"]["patterns"]))


@cache
def _makers() -> tuple[re.Pattern[str], dict[str, str]]:
    named = {form: maker for maker, forms in _rules()["makers"].items() for form in forms}
    forms = sorted({*named, *(form.upper() for form in named)}, key=lambda form: (-len(form), form))
    named |= {form.upper(): maker for form, maker in named.items()}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)"), named


def makers() -> re.Pattern[str]:
    """Names of makers as texts write them."""
    return _makers()[0]


def part_number(text: str) -> PartNumber | None:
    """What a column of part numbers says: the whole cell is one. None if there is nothing in it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    normal = re.sub(r"\s", "", plain).upper()
    if not normal:
        return None
    apart = re.sub(r"\s+", "-", plain).upper()
    known = _known(plain, normal, "", 0) or _known(plain, apart, "", 0)
    return replace(known, normal=normal) if known else _bare(plain, normal, "", 0, "a part number is stated")


def part_numbers(text: str) -> list[PartNumber]:
    """Part numbers in a text, in the order in which they stand."""
    named = [(match.start(), _makers()[1][match.group()]) for match in makers().finditer(text)]
    return list(_found(text, named))


def _found(text: str, named: list[tuple[int, str]]) -> Iterator[PartNumber]:
    for match in _TOKEN.finditer(text):
        written = match.group().rstrip(".-/")
        normal = written.upper()
        near = _nearest(named, match.start())
        known = _known(written, normal, near, match.start()) if len(normal) <= _LONG else None
        if known:
            yield known
            continue
        if not _SHORT <= len(normal) <= _LONG or not _SHAPE.fullmatch(normal):
            continue
        called = bool(_CALLED.search(text[max(0, match.start() - 24) : match.start()]))
        enough = sum(letter.isdigit() for letter in normal) >= _FEW and written == normal
        if (called or (enough and (near or "-" not in normal))) and not _no_parts().fullmatch(normal):
            yield _bare(written, normal, near, match.start(), "the text calls it one" if called else "by its shape")


def _nearest(named: list[tuple[int, str]], at: int) -> str:
    """The maker named last before a part number, or else first after it."""
    before = [name for start, name in named if start < at]
    after = [name for start, name in named if start > at]
    return before[-1] if before else after[0] if after else ""


def _known(written: str, normal: str, near: str, start: int) -> PartNumber | None:
    for maker, pattern in _series():
        fits = pattern.fullmatch(normal)
        if fits:
            base = fits["base"].replace("-", "")
            suffix = (fits["suffix"] or "").strip("-/#")
            return PartNumber(
                written, normal, base, suffix, near or maker, start, start + len(written), f"series of {maker}"
            )
    return None


def _bare(written: str, normal: str, near: str, start: int, rule: str) -> PartNumber:
    return PartNumber(written, normal, normal.replace("-", ""), "", near, start, start + len(written), rule)
