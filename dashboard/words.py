"""Words from data on their way to a page: always text, never markup, formulas or hidden direction marks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from typing import Any

SHORT = 80
"""Characters of a name in a list, a picture or a button; the panel shows more."""
LONG = 2000
"""Characters of one value in a panel; the rest is counted, and stays in the evidence."""

# Marks that reorder or hide what is around them; shown by their number so that nothing looks like what it is not.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$^&=@/])")


def plain(value: object, most: int = LONG) -> str:
    """A value as text to show: hidden marks made visible, long text cut with the number of characters left out."""
    text = spoken(value)
    left_out = len(text) - most
    if left_out > 0:
        text = text[:most]
    text = _HIDDEN.sub(lambda mark: f"⟨U+{ord(mark[0]):04X}⟩", text)
    return f"{text}… (+{left_out:,} characters)" if left_out > 0 else text


def short(value: object, most: int = SHORT) -> str:
    """A value in few characters, for a list or a picture."""
    text = _HIDDEN.sub(lambda mark: f"⟨U+{ord(mark[0]):04X}⟩", " ".join(spoken(value)[: most * 4].split()))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def spoken(value: object) -> str:
    """A value in words: days as ISO, lists with commas, yes and no, numbers with thousands apart."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(spoken(one) for one in value)
    return str(value)


def html(value: object, most: int = LONG) -> str:
    """A value as text inside HTML."""
    return escape(plain(value, most))


def markdown(value: object, most: int = SHORT) -> str:
    """A value as text inside a label that Streamlit reads as Markdown."""
    return _MARKUP.sub(r"\\\1", short(value, most))


def highlighted(context: str, words: str, at: int = 0, most: int = 700) -> str:
    """HTML of `context` with `words` marked in it, from character `at` on; only their surroundings if it is long."""
    at = context.find(words, at) if words else -1
    if at < 0:
        return f"<mark>{html(words, most)}</mark>" if words else html(context, most)
    room = max(0, most - len(words)) // 2
    start, end = max(0, at - room), min(len(context), at + len(words) + room)
    before = ("…" if start else "") + context[start:at]
    after = context[at + len(words) : end] + ("…" if end < len(context) else "")
    return f"{html(before, most)}<mark>{html(words, most)}</mark>{html(after, most)}"


def named(word: str) -> str:
    """A word of the schema as a person would say it: end_user → end user, LOCATED_AT → located at, HsCode → hs code."""
    return (
        word.replace("_", " ").lower()
        if word.isupper() or word.islower()
        else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower()
    )


def table_file(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV that a spreadsheet opens without running anything in it.

    A cell that a spreadsheet could take for a formula gets an apostrophe in front (OWASP, CSV Injection).
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _cell(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS) or text.lstrip().startswith(_STARTS) else text
