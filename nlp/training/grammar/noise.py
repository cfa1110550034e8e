"""The noise of real files: what scanning, copying and page layout do to a text, with its marked names kept in place."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end of marked words; the end is exclusive."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands between two offsets is replaced; an insertion has both the same."""

    start: int
    end: int
    words: str


Noise = Callable[[random.Random, str, list[Span]], list[Edit]]


def apply(text: str, spans: list[Span], edits: list[Edit]) -> tuple[str, list[Span]]:
    """The edited text and its moved spans; an edit that would cut or swallow the edge of a span is left out."""
    edges = sorted({edge for span in spans for edge in span})
    kept: list[Edit] = []
    last = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < last or any(edit.start < edge < edit.end for edge in edges):
            continue
        kept.append(edit)
        last = max(edit.end, edit.start + 1)
    parts: list[str] = []
    at = 0
    for edit in kept:
        parts += [text[at : edit.start], edit.words]
        at = edit.end
    parts.append(text[at:])
    moved_starts = _moved(sorted({start for start, _ in spans}), kept, after=True)
    moved_ends = _moved(sorted({end for _, end in spans}), kept, after=False)
    return "".join(parts), [(moved_starts[start], moved_ends[end]) for start, end in spans]


def _moved(offsets: list[int], edits: list[Edit], after: bool) -> dict[int, int]:
    """Where each offset went; what is inserted right at an offset comes before it if `after`."""
    moved: dict[int, int] = {}
    shift, i = 0, 0
    for offset in offsets:
        while i < len(edits):
            edit = edits[i]
            passed = edit.end <= offset if edit.end > edit.start or after else edit.end < offset
            if not passed:
                break
            shift += len(edit.words) - (edit.end - edit.start)
            i += 1
        moved[offset] = offset + shift
    return moved


def _inside(spans: list[Span], at: int) -> bool:
    return any(start < at < end for start, end in spans)


def _some(rng: random.Random, found: list[re.Match[str]], share: float) -> Iterator[re.Match[str]]:
    """About that share of the places, at least one."""
    if found:
        sure = int(rng.random() * len(found))
        yield from (one for i, one in enumerate(found) if i == sure or rng.random() < share)


_INNER = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_]{2})")
_LONG = re.compile(r"[^\W\d_]{7,}")
_BLANK = re.compile(r"(?<=\S) (?=\S)")
_GLUE = re.compile(r"(?<=[^\W_])(?:[,;:]? )(?=[A-ZÀ-Þ0-9(])")
_AFTER_POINT = re.compile(r"(?<=[.,;:)]) (?=\w)")
_STOP = re.compile(r"(?<=\w)\.(?=\s+[A-Z(\"“]|\s*$)")
_LINE = re.compile(r"(?m)^(?=\S)")
_GAP = re.compile(r"\n+")
_SENTENCE_GAP = re.compile(r"(?<=[.;]) (?=[A-Z])")


def _ocr_blanks(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    return [Edit(m.start(), m.start(), " ") for m in _some(rng, list(_INNER.finditer(text)), rng.choice((0.002, 0.01)))]


def _blank_before_sign(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    found = list(re.finditer(r"(?<=\w)(?=[,.;:)’”])|(?<=[(“-])(?=\w)", text))
    return [Edit(m.start(), m.start(), " ") for m in _some(rng, found, 0.04)]


def _glued_cells(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    found = [m for m in re.finditer(r"[ \n]", text) if any(m.start() == e or m.end() == s for s, e in spans)]
    return [Edit(m.start(), m.end(), "") for m in _some(rng, found, rng.choice((0.05, 0.3)))]


def _glued_words(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    places = list((_BLANK if rng.random() < 0.4 else _AFTER_POINT).finditer(text))
    return [Edit(m.start(), m.end(), "") for m in _some(rng, places, rng.choice((0.01, 0.04)))]


def _recased(text: str, start: int, end: int, upper: bool) -> list[Edit]:
    changed: list[str] = []
    for sign in text[start:end]:
        other = sign.upper() if upper else sign.lower()
        changed.append(other if len(other) == 1 else sign)
    return [Edit(start + i, start + i + 1, sign) for i, sign in enumerate(changed) if sign != text[start + i]]


def _all_capitals(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    return _recased(text, 0, len(text), upper=True)


def _line_in_capitals(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    lines = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    short = [m for m in lines if len(m[0]) < 90] or list(re.finditer(r"[^.;\n]{4,}", text))
    return [edit for m in _some(rng, short, 0.05) for edit in _recased(text, m.start(), m.end(), upper=True)]


def _names_in_capitals(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    share = rng.choice((0.3, 1.0))
    return [e for s, t in sorted(set(spans)) if rng.random() < share for e in _recased(text, s, t, upper=True)]


def _lower_case(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    if rng.random() < 0.4:
        return _recased(text, 0, len(text), upper=False)
    return [
        edit
        for start, end in sorted(set(spans))
        if rng.random() < 0.5
        for edit in _recased(text, start, end, upper=False)
    ]


def _missing_stops(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    found = [m for m in _STOP.finditer(text) if not any(s <= m.start() < e for s, e in spans)]
    return [Edit(m.start(), m.end(), "") for m in _some(rng, found, rng.choice((0.2, 0.8)))]


_QUOTES = ('""', "“”", "„“", "«»", "''", "‘’", "”“", "‹›", "``''")


def _other_quotes(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    new = rng.choice(_QUOTES)
    opening, closing = (new[: len(new) // 2], new[len(new) // 2 :])
    edits: list[Edit] = []
    for m in re.finditer(r"[\"“”„«»]", text):
        before = text[m.start() - 1 : m.start()]
        opens = m[0] in "„«" or (m[0] != "»" and (not before or before.isspace() or before in "([-–/"))
        edits.append(Edit(m.start(), m.end(), opening if opens else closing))
    return edits


def _other_apostrophes(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    new = rng.choice(("'", "’", "´", "`", "â€™", "?", "\ufffd", "\u2018"))
    return [Edit(m.start(), m.end(), new) for m in re.finditer(r"(?<=\w)['’](?=\w|\s)", text)]


def _hard_blanks(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    sign = rng.choice(("\u00a0", "\u00a0", "\u202f", "\u2009", "\t"))
    return [Edit(m.start(), m.end(), sign) for m in _some(rng, list(_BLANK.finditer(text)), rng.choice((0.05, 0.3, 1)))]


def _soft_hyphens(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    words = list(_LONG.finditer(text))
    return [
        Edit(at, at, "\u00ad")
        for m in _some(rng, words, rng.choice((0.05, 0.3)))
        for at in (m.start() + rng.randint(2, len(m[0]) - 3),)
    ]


def _hyphenation(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    words = list(_LONG.finditer(text))
    sign = rng.choice(("-\n", "-\n", "\u00ad\n", "- ", "¬\n"))
    return [Edit(at, at, sign) for m in _some(rng, words, 0.04) for at in (m.start() + rng.randint(3, len(m[0]) - 3),)]


def _line_breaks(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    width, used = rng.choice((40, 60, 72, 80, 95)), 0
    edits: list[Edit] = []
    glue = rng.choice(("\n", "\n", "\n", " \n", "\n  ", "\r\n"))
    for m in re.finditer(r"\S+|\s+", text):
        if "\n" in m[0]:
            used = 0
        elif m[0].isspace() and used > width:
            edits.append(Edit(m.start(), m.end(), glue))
            used = 0
        else:
            used += len(m[0])
    return edits


def _stray_breaks(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    sign = rng.choice(("\n", "\n", "\n\n"))
    return [Edit(m.start(), m.end(), sign) for m in _some(rng, list(_BLANK.finditer(text)), 0.01)]


def _joined_lines(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    found = [m for m in _GAP.finditer(text) if m.start() > 0 and m.end() < len(text)]
    sign = rng.choice((" ", " ", "", "  ", " | ", "\t"))
    return [Edit(m.start(), m.end(), sign) for m in found if sign.isspace() or not _inside(spans, m.start())]


def _double_blanks(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    found, wide = list(_BLANK.finditer(text)), rng.choice(("  ", "  ", "   ", "      "))
    return [Edit(m.start(), m.end(), wide) for m in _some(rng, found, rng.choice((0.03, 0.15)))]


def _ligatures(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    forms = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
    return [Edit(m.start(), m.end(), forms[m[0]]) for m in re.finditer("ff[il]?|f[il]", text)]


def _no_diacritics(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    edits: list[Edit] = []
    for i, sign in enumerate(text):
        if sign > "\x7f" and sign.isalpha():
            bare = "".join(c for c in unicodedata.normalize("NFD", sign) if not unicodedata.combining(c))
            if bare != sign and len(bare) == 1:
                edits.append(Edit(i, i + 1, bare))
    return edits


def _apart_diacritics(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    apart = ((i, unicodedata.normalize("NFD", sign)) for i, sign in enumerate(text) if sign > "\x7f")
    return [Edit(i, i + 1, two) for i, two in apart if two != text[i]]


def _dashes(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    new = rng.choice(("–", "—", "-", "‑", "−"))
    return [Edit(m.start(), m.end(), new) for m in re.finditer("[-–—]", text)]


def _dropped_commas(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    found = list(re.finditer(r",(?= )", text))
    return [Edit(m.start(), m.end(), "") for m in _some(rng, found, rng.choice((0.1, 0.5)))]


_HEADERS = (
    "Page {n}", "- {n} -", "{n}", "Page {n} of {m}", "{n} | Page", "Seite {n}", "ANNEX I", "CONFIDENTIAL", "- {n}-",
    "Federal Register / Vol. {m}, No. {n} / Notices", "Official Journal of the European Union L {m}/{n}", "EN", "FR",
    "UNCLASSIFIED", "TLP:CLEAR", "Draft – not for distribution", "{m}", "www.example.org", "(continued)", "p. {n}/{m}",
    "Enforcement Information", "NOTICE", "OJ L, {n}.{k}.2024", "Vol. {m} No. {n}", "Case file {m}-{n}", "[{n}]",
)  # fmt: skip


def _header(rng: random.Random) -> str:
    return rng.choice(_HEADERS).format(n=rng.randint(1, 60), m=rng.randint(61, 400), k=rng.randint(1, 12))


def _page_headers(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    gaps = [m for m in (*_GAP.finditer(text), *_SENTENCE_GAP.finditer(text)) if not _inside(spans, m.start())]
    around = rng.choice(("\n{}\n", "\n\n{}\n\n", "\n\n{}\n", "\x0c{}\n"))
    edits = [Edit(m.start(), m.end(), around.format(_header(rng))) for m in _some(rng, gaps, 0.05)]
    if not edits or rng.random() < 0.3:
        edits.append(Edit(0, 0, _header(rng) + "\n"))
    return edits


def _bullets(rng: random.Random, text: str, spans: list[Span]) -> list[Edit]:
    signs = rng.choice(
        ("• ", "- ", "* ", "– ", "· ", "o ", "{n}. ", "({n}) ", "{n}) ", "▪ ", "\uf0b7 ", "({a}) ", "> ")
    )
    lines = [m.start() for m in _LINE.finditer(text) if not _inside(spans, m.start())]
    first = rng.randint(1, 40)
    return [
        Edit(at, at, signs.format(n=first + i, a="abcdefghijklmnopqrstuvwxyz"[i % 26])) for i, at in enumerate(lines)
    ]


_NOISES: tuple[tuple[int, Noise], ...] = (
    (6, _ocr_blanks), (3, _blank_before_sign), (4, _glued_cells), (3, _glued_words), (2, _all_capitals),
    (4, _line_in_capitals), (4, _names_in_capitals), (2, _lower_case), (3, _missing_stops), (5, _other_quotes),
    (4, _other_apostrophes), (4, _hard_blanks), (2, _soft_hyphens), (4, _hyphenation), (5, _line_breaks),
    (3, _stray_breaks), (4, _joined_lines), (4, _double_blanks), (2, _ligatures), (4, _no_diacritics),
    (1, _apart_diacritics), (2, _dashes), (2, _dropped_commas), (4, _page_headers), (2, _bullets),
)  # fmt: skip
_DRAWN = tuple(noise for weight, noise in _NOISES for _ in range(weight))


def noisy(rng: random.Random, text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The text with one or more kinds of noise, and where the marked words stand now.

    Letters and digits inside a span stay the same ones in the same order, but for capitals, diacritics, and an
    apostrophe written wrongly; blanks, line breaks, hyphens and commas may be added or lost.
    """
    wanted, last = rng.choice((1, 1, 1, 2, 2, 3)), text
    for _ in range(12):
        noise = _DRAWN[int(rng.random() * len(_DRAWN))]
        text, spans = apply(text, spans, noise(rng, text, spans))
        if text != last:
            wanted, last = wanted - 1, text
        if not wanted:
            break
    return text, list(spans)
