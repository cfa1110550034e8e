"""Which language a text is in, told from its script and its commonest words, and what that leaves unread."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections import Counter

_STOPWORDS = {
    "en": "the of and to in that for is was with by on as are from this which or be an has",
    "de": "der die das und den von zu mit ist des auf für im nicht eine dem wurde nach oder bei",
    "fr": "le la les des et en du une est que pour dans par sur qui au avec sont ou aux",
    "es": "el los las de y en del que por con una para se al es como su fue más entre",
    "it": "il della di che la per del con sono una dei nel alla è gli le delle da non al",
    "nl": "het een van en de dat niet met voor zijn op aan door werd bij als naar ook uit of",
    "pt": "o os as de da do em para com uma que por não dos foi ao pela no na se",
    "tr": "ve bir bu için ile olarak da de olan tarafından şirketi en daha kadar gibi çok sonra ise",
}
_SCRIPTS = (
    ("ru", "\u0400-\u04ff"), ("ja", "\u3040-\u30ff"), ("zh", "\u4e00-\u9fff"), ("ko", "\uac00-\ud7af"),
    ("ar", "\u0600-\u06ff"), ("he", "\u0590-\u05ff"), ("el", "\u0370-\u03ff"), ("th", "\u0e00-\u0e7f"),
)  # fmt: skip
_SETS = {code: frozenset(words.split()) for code, words in _STOPWORDS.items()}
_SAMPLE = 20_000


def language_of(text: str) -> str:
    """ISO 639-1 code by script, else by the commonest words; English where nothing speaks."""
    sample = text[:_SAMPLE]
    letters = sum(ch.isalpha() for ch in sample)
    for code, span in _SCRIPTS:
        if letters and len(re.findall(f"[{span}]", sample)) > 0.3 * letters:
            if code == "ru" and re.search(r"[іїєґІЇЄҐ]", sample):
                return "uk"
            return code
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {code: sum(words[w] for w in wanted) for code, wanted in _SETS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] >= 3 and scores[best] > 1.3 * scores["en"] else "en"


def partly_read(language: str, text: str) -> str:
    """What could not be done with this text; empty if it was read in full."""
    if language == "en" or not text.strip():
        return ""
    return (
        f"The text is in another language ({language}): codes, identifiers, dates, amounts, citations and names with a legal "
        "form were read; names without one, goods and relations were read only where English rules fit."
    )
