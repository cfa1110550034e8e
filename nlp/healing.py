"""Text as it was meant: stray spaces of PDF extraction closed, with the way back to the original characters.

Rules read the healed text; every span they find is carried back, so that what is quoted is what stands in the file.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from nlp.lexicon import lexicon

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\xa0\u2000-\u200a\u202f\ud800-\udfff]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+|\w[\u0300-\u036f]+")
"""Characters nobody sees inside a word, and letters whose accents are written apart from them."""
_GAP = re.compile(
    r"(?P<blank>[ \t\n]*\n[ \t]*\n[ \t\n]*)"
    r"|(?P<line>[ \t]*\n[ \t]*)"
    r"|(?P<spaces>[ \t]+)"
)
_PAIR = re.compile(r"(?<![\w/])([^\W\d_]+) ([^\W\d_]+)(?![\w/])(?=( [^\W\d_]{1,3}\b)?)")
_LONG_LINE = 60
"""A line at least this long ran on to the next one because the page was full."""


@dataclass(frozen=True, slots=True)
class Healed:
    """A healed text and, for each of its characters, where that character stands in the original."""

    text: str
    places: array[int]
    ends: array[int] | None = None
    """Where the original of each character ends, if some are written with more than one."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the healed text as a span of the original."""
        stop = self.places[end - 1] + 1 if self.ends is None else self.ends[end - 1]
        return self.places[start], stop


@lru_cache(maxsize=2)
def heal(original: str) -> Healed:
    """Close stray spaces inside words and before punctuation, join wrapped lines, turn control characters to spaces."""
    if not _UNSEEN.search(original):
        return _heal(original)
    seen, starts, ends = _seen(original)
    healed = _heal(seen)
    return Healed(
        healed.text,
        array("l", (starts[place] for place in healed.places)),
        array("l", (ends[place] for place in healed.places)),
    )


def _heal(original: str) -> Healed:
    plain = _CONTROL.sub(" ", original)
    text, places = _close_gaps(plain)
    return _join_words(text, places)


def _seen(original: str) -> tuple[str, array[int], array[int]]:
    """The text without characters nobody sees and with whole letters; where each begins and ends in the original."""
    out: list[str] = []
    starts, ends = array("l"), array("l")
    last = 0
    for found in _UNSEEN.finditer(original):
        start, end = found.span()
        whole = unicodedata.normalize("NFC", found[0]) if unicodedata.combining(found[0][-1]) else ""
        out += [original[last:start], whole]
        starts.extend([*range(last, start), *([start] * len(whole))])
        ends.extend([*range(last + 1, start + 1), *([end] * len(whole))])
        last = end
    out.append(original[last:])
    starts.extend(range(last, len(original)))
    ends.extend(range(last + 1, len(original) + 1))
    return "".join(out), starts, ends


def _close_gaps(plain: str) -> tuple[str, array[int]]:
    """Runs of white space become one space, or a line end where the layout means one."""
    out: list[str] = []
    places = array("l")
    last = line_start = 0
    for gap in _GAP.finditer(plain):
        start, end = gap.span()
        if gap.lastgroup == "spaces" and end - start == 1 and plain[start] == " " and not _stray(plain, start, end):
            continue
        out.append(plain[last:start])
        places.extend(range(last, start))
        if gap.lastgroup == "blank":
            filler, line_start = "\n\n", end
        elif gap.lastgroup == "line":
            filler, line_start = (" " if start - line_start >= _LONG_LINE else "\n"), end
        else:
            filler = " "
        if filler == " " and _stray(plain, start, end):
            filler = ""
        out.append(filler)
        places.extend([start] * len(filler))
        last = end
    out.append(plain[last:])
    places.extend(range(last, len(plain)))
    return "".join(out), places


def _stray(plain: str, start: int, end: int) -> bool:
    """Is the gap between these characters one that no writer makes?"""
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    if after in ",;:)]”" or before in "([“":
        return True
    if after == "." and not plain[end + 1 : end + 2].isalnum():
        return True
    if after in "’'" and plain[end + 1 : end + 3] in ("s ", "s\n", "s,"):
        return True
    if after == "-" and before.isalnum():  # "re -export"
        return plain[end + 1 : end + 2].isalnum()
    return before == "-" and start >= 2 and plain[start - 2].isalpha() and after.isalpha() and after.islower()


def _join_words(text: str, places: array[int]) -> Healed:
    """Join two pieces where the joined word is known and one of the pieces is not."""
    words = Counter(re.findall(r"[^\W\d_]{4,}|[A-Z]{2,}", text))
    known = lexicon()
    drop: list[int] = []
    position = 0
    while pair := _PAIR.search(text, position):
        left, right = pair[1], pair[2]
        position = pair.start(2)
        joined = left + right
        if _is_word(left, known) and _is_word(right, known):
            continue
        if joined.lower() in known.words or (words[joined] and (len(joined) > 4 or joined.isupper())):
            drop.append(pair.end(1))
            position = pair.end(2) if pair.end(2) < len(text) else len(text)
        elif (
            pair[3] and (left + right + pair[3].strip()).lower() in known.words and not _is_word(pair[3].strip(), known)
        ):
            drop += [pair.end(1), pair.end(2)]
            position = pair.end(2) + len(pair[3])
    if not drop:
        return Healed(text, places)
    out: list[str] = []
    kept = array("l")
    last = 0
    for gap in drop:
        out.append(text[last:gap])
        kept.extend(places[last:gap])
        last = gap + 1
    out.append(text[last:])
    kept.extend(places[last:])
    return Healed("".join(out), kept)


def _is_word(piece: str, known: object) -> bool:
    words = known.words  # type: ignore[attr-defined]
    low = piece.lower()
    if len(piece) == 1:
        return piece in ("a", "A", "I")
    return low in words
