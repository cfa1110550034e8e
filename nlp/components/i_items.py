"""Goods: noun phrases around head nouns of the trade, with model numbers before or after them."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.finding import Found, Page
from nlp.lexicon import words
from nlp.places import demonyms

ORDER = 100

_WORD = re.compile(r"[^\W\d_][\w’'-]*(?:/[\w-]+)*|\d[\w,.-]*|[“”\"]|\S")
_MODEL = re.compile(
    r"(?<![\w/-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[A-Z][A-Za-z]{0,11}(?:[ -]{0,2}\d[\w]{0,12})(?:[-/ ]{1,2}(?:[A-Z0-9]{1,8})(?![\w’'])){0,4}(?![\w-])|(?<![\w/-])(?=\d[\w-]*[A-Z])\d{1,5}[A-Z]{1,5}[\w-]*(?![\w-])"
)
_PART = re.compile(r"\b(?:part number|P/N|model(?: number| no\.?)?|part no\.?)[: ]{1,2}([A-Z0-9][\w/-]{2,24})")
_BRACKETED = re.compile(r" \((?:UAVs?|[A-Z]{2,6}s?)\)")
_QUOTED_MODEL = re.compile(r" [“\"‘](?=[A-Z])[\w-]{2,24}[”\"’]")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {
        "heads": frozenset(w.lower() for w in words("items", "heads")),
        "generic": words("items", "generic"),
        "complement": words("items", "complement"),
        "ing": words("items", "modifiers_ing"),
        "ed": words("items", "modifiers_ed"),
        "s": words("items", "modifiers_s"),
        "no": words("items", "not_modifiers") | words("words", "function") | words("items", "verbs"),
        "after": words("items", "continuing"),
        "acronyms": words("items", "acronyms"),
    }


def find(page: Page) -> Iterator[Found]:
    """Noun phrases that end in a head noun, the longest first; a bare general word only with what it is for."""
    spans: list[tuple[int, int, str]] = []
    for sentence in re.finditer(r"[^.;:\n]+(?:\.(?=\w)[^.;:\n]+)*", page.text):
        tokens = [(m.start() + sentence.start(), m.end() + sentence.start(), m[0]) for m in _WORD.finditer(sentence[0])]
        spans += _phrases(page, tokens)
    for m in _PART.finditer(page.text):
        spans.append((m.start(1), m.end(1), "part number named as such"))
    for start, end, rule in spans:
        sure = 0.6 if rule.endswith("general word") else 0.75
        yield Found(start, end, "ITEM", f"items: {rule}", "goods", _model_in(page.text[start:end]), sure)


def _model_in(phrase: str) -> str:
    m = _MODEL.search(phrase)
    return re.sub(r"\s+", "", m[0]).upper() if m else ""


def _is_head(word: str, first: bool = False) -> str:
    """ "head" for a word that names goods, "general" for one that needs more words; capitals only begin a sentence."""
    lists = _lists()
    base = word.removesuffix("’s").removesuffix("'s")
    low = base.lower()
    if base in lists["acronyms"] or ((word[0].islower() or first) and low in lists["heads"]):
        return "head"
    if word[0].islower() and low in lists["generic"]:
        return "general"
    front, hyphen, tail = low.rpartition("-")
    if hyphen and front != "anti" and tail in lists["heads"] and word[0].islower():
        return "head"
    return ""


def _phrases(page: Page, tokens: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    done = -1
    i = 0
    while i < len(tokens):
        kind = _is_head(tokens[i][2], i == 0)
        if not kind or i <= done or not page.free(tokens[i][0], tokens[i][1]):
            i += 1
            continue
        if (tokens[i][2] in ("supplies", "parts") and i + 1 < len(tokens) and _is_head(tokens[i + 1][2])) or (
            tokens[i][2] == "supplies" and i and tokens[i - 1][2] in _NO_SUPPLIES
        ):
            i += 1
            continue
        last = _rightwards(page, tokens, i)
        first = _leftwards(page, tokens, i, done)
        strong = any(_is_head(tokens[k][2]) == "head" for k in range(first, last + 1))
        last, first = _and_more(page, tokens, first, last)
        bare = all(t[2].lower() in _lists()["complement"] or t[2] == "and" for t in tokens[first : last + 1])
        bare = bare or first == last
        end = tokens[last][1]
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        rule = "noun phrase"
        if tokens[last][2] in _lists()["after"] or (
            following and following[2].lower() in _lists()["after"] and following[0] - end == 1
        ):
            i = last + 1
            continue
        if tokens[last][2].lower() in _lists()["complement"] and (bare or not strong):
            longer = _complement(page, tokens, last)
            if longer > last and bare:
                last, rule = longer, "noun phrase with what it is for"
                end = tokens[last][1]
            elif bare:
                i = last + 1
                continue
        says_what = rule != "noun phrase" if bare else _telling(tokens, first, last)
        if not strong and not says_what:
            i = last + 1
            continue
        bracket = _BRACKETED.match(page.text, end) if rule.endswith("for") else None
        if longer_name := _QUOTED_MODEL.match(page.text, end) or bracket:
            end = longer_name.end()
        found.append((tokens[first][0], end, rule if strong else rule + " of a general word"))
        done = last
        i = last + 1
    return found


_NO_SUPPLIES = (
    "it",
    "which",
    "and",
    "also",
    "company",
    "that",
    "who",
    "firm",
    ")",
    ",",
    "of",
    "to",
    "the",
    "specifically",
    "Iran",
    ">",
)


def _rightwards(page: Page, tokens: list[tuple[int, int, str]], head: int) -> int:
    """Further heads after the first: "rocket engines", "unmanned aerial vehicle (UAV) components", "camera control units"."""
    last = head
    while last + 1 < len(tokens):
        if _is_head(tokens[last + 1][2]) and tokens[last + 1][0] == tokens[last][1] + 1:
            last += 1
        elif (
            last + 4 < len(tokens)
            and tokens[last + 1][2] == "("
            and tokens[last + 2][2] in _lists()["acronyms"]
            and (_is_head(tokens[last + 4][2]) or tokens[last + 4][2] in _lists()["after"])
        ):
            last += 4
        elif (
            last + 2 < len(tokens)
            and tokens[last + 1][2] in ("control", "rig", "guidance", "navigation", "launch", "switch", "spare")
            and _is_head(tokens[last + 2][2])
        ):
            last += 2
        else:
            break
    return last


def _telling(tokens: list[tuple[int, int, str]], first: int, last: int) -> bool:
    """A general head needs a modifier that says what the goods are."""
    weak = {
        "end",
        "own",
        "spare-part",
        "finished",
        "company",
        "customer",
        "related",
        "manufactured",
        "same",
        "such",
        "of",
        "u.s.",
        "service",
        "financial",
        "legal",
        "political",
        "security",
        "national",
        "economic",
        "social",
        "compliance",
        "screening",
        "payment",
        "banking",
        "internal",
        "information",
        "accounting",
        "support",
        "other",
        "management",
        "control",
        "sanctions",
        "reporting",
        "judicial",
        "health",
        "data",
        "web",
        "business",
        "computer-based",
        "tracking",
        "automated",
        "risk",
        "line",
        "action",
        "agenda",
        "work",
        "court",
        "operating",
    }
    return any(t[2].lower() not in weak and len(t[2]) > 2 for t in tokens[first:last])


def _leftwards(page: Page, tokens: list[tuple[int, int, str]], head: int, done: int) -> int:
    lists = _lists()
    first = head
    while first - 1 > done and head - first < 7:
        a, b, word = tokens[first - 1]
        if tokens[first][0] - b > 1 or not page.free(a, b):
            break
        low = word.lower()
        if tokens[first][0] == b and not word.endswith(("-", "/")):
            break
        if low.endswith(("-origin", "-based", "-listed", "-made")):
            break
        if word in demonyms() or low in lists["no"] or not (word[0].isalnum()) or word.endswith(("’s", "'s")):
            break
        if word[0].isupper() or word[0].isdigit():
            if re.fullmatch(r"\d[\d,.]*", word) and not (
                first - 2 > done and re.fullmatch(r"[A-Z]{2,5}", tokens[first - 2][2])
            ):
                break
            begins = first == 1 or word in ("The", "These", "Those", "In", "Its")
            if begins and (low in lists["no"] or not _modelled(word)):
                break
            first -= 1
            continue
        if low.endswith("ing") and low not in lists["ing"] and "-" not in low:
            break
        if low.endswith("ed") and low not in lists["ed"] and "-" not in low and low != "wed":
            break
        if low.endswith("ly"):
            break
        if (
            low.endswith("s")
            and not low.endswith(("ss", "us", "ous", "is", "ics"))
            and low not in lists["s"]
            and not low.endswith("wheels")
        ):
            break
        first -= 1
    while first < head and tokens[first][2].lower() in ("and", "/", "-"):
        first += 1
    return first


def _modelled(word: str) -> bool:
    return bool(re.search(r"\d|-[A-Z]|[A-Z]{2}", word))


def _and_more(page: Page, tokens: list[tuple[int, int, str]], first: int, last: int) -> tuple[int, int]:
    """ "digital and electronic components and systems": adjectives before, a general noun after."""
    lists = _lists()
    if last + 2 < len(tokens) and tokens[last + 1][2] == "and" and page.free(tokens[last + 2][0], tokens[last + 2][1]):
        nxt = tokens[last + 2][2]
        if (
            nxt in lists["generic"]
            and not (last + 3 < len(tokens) and tokens[last + 3][2] in ("for", "of", "used"))
            and (first < last or tokens[last][2].lower() in lists["generic"])
            and not (
                last + 3 < len(tokens) and (_is_head(tokens[last + 3][2]) or tokens[last + 3][2] in lists["after"])
            )
        ):
            last += 2
    if first >= 2 and tokens[first - 1][2] == "and":
        before = tokens[first - 2][2]
        if (
            before[0].islower()
            and re.search(r"(?:al|ic|ary|ive|-use|ar|special|anti-\w+|chemical)$", before)
            and before not in lists["no"]
            and first <= last
            and tokens[first][2].lower() not in lists["heads"] | lists["generic"]
        ):
            return last, first - 2
    return last, first


_FOR = ("for", "of", "related", "used", "specifically", "that", "intended", "suitable", "designed", "to")


def _complement(page: Page, tokens: list[tuple[int, int, str]], last: int) -> int:
    """The end of "for its ballistic missile programme" after a bare "components"."""
    i = last + 1
    if i >= len(tokens) or tokens[i][2] not in _FOR or tokens[i][0] - tokens[last][1] != 1:
        return last
    if tokens[i][2] in ("to", "that", "used") and not (
        (tokens[i][2] == "that" and i + 1 < len(tokens) and tokens[i + 1][2] == "are")
        or (tokens[i][2] == "used" and i + 1 < len(tokens) and tokens[i + 1][2] in ("in", "for"))
    ):
        return last
    end = last
    for k in range(i, min(i + 14, len(tokens))):
        a, b, word = tokens[k]
        if k > i and tokens[k][0] == tokens[k - 1][1] and word in (",", "“", "”", "(", ")"):
            break
        if word in (
            "which",
            "who",
            "including",
            "thereby",
            "where",
            "from",
            "on",
            "by",
            "as",
            "from",
            ",",
            "(",
            "with",
            "at",
            "notably",
            "also",
        ) or (word.endswith(("’s", "'s")) and not page.free(a, b) and False):
            break
        if word in ("is", "are", "was", "were", "to") and tokens[i][2] != "that":
            break
        if not page.free(a, b):
            break
        if re.match(r"[^\W\d][\w-]*$", word) and word.lower() not in (
            "the",
            "a",
            "an",
            "its",
            "of",
            "for",
            "in",
            "and",
            "or",
            "their",
            "his",
        ):
            end = k
    text = page.text[tokens[i][0] : tokens[end][1]]
    if len(text.split()) < 2 or re.search(r"\b(?:sanctions|compliance|screening|agreement)\b", text):
        return last
    return end
