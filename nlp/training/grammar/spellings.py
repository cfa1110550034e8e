"""How a person's name is written otherwise: other transliterations, nicknames, initials, original script."""

from __future__ import annotations

import random
from functools import cache

from nlp.training.grammar.banks import is_held, tables

CYRILLIC = {
    "shch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ya": "я", "yo": "ё", "ye": "ье",
    "skaya": "ская", "sky": "ский", "lsk": "льск", "oy": "ой", "ay": "ай", "ey": "ей", "iy": "ий", "ly": "лы",
    "oya": "оя", "aya": "ая", "eya": "ея", "iya": "ия", "yya": "ыя",
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "z": "з", "i": "и", "y": "ы", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "f": "ф", "c": "к", "h": "х",
    "j": "дж", "w": "в",
}  # fmt: skip
"""Cyrillic by BGN romanisation, read the longest first."""
SPELT = {
    "igor": "игорь", "eduard": "эдуард", "eldar": "эльдар", "elvira": "эльвира", "ella": "элла", "emiliya": "эмилия",
    "vasily": "василий", "valery": "валерий", "vitaly": "виталий", "anatoly": "анатолий", "gennady": "геннадий",
    "georgy": "георгий", "grigory": "григорий", "dmitry": "дмитрий", "evgeny": "евгений", "yury": "юрий",
    "yegor": "егор", "arkady": "аркадий", "arseny": "арсений", "innokenty": "иннокентий", "savely": "савелий",
    "ilya": "илья", "lyubov": "любовь", "tatyana": "татьяна", "natalya": "наталья", "darya": "дарья", "sofya": "софья",
    "fedor": "фёдор", "semen": "семён", "petr": "пётр",
}  # fmt: skip
"""Given names whose Cyrillic form no rule gives."""


def cyrillic(name: str) -> str:
    """A Russian name in Cyrillic."""
    return " ".join(_cyrillic_word(word) for word in name.split())


def _cyrillic_word(word: str) -> str:
    low = word.lower()
    found = SPELT.get(low, "")
    at = len(low) if found else 0
    while at < len(low):
        for size in (5, 4, 3, 2, 1):
            letters = CYRILLIC.get(low[at : at + size])
            if letters and not (letters == "ье" and at == 0) and not (letters == "ский" and at + size < len(low)):
                found += letters
                at += size
                break
        else:
            found += low[at]
            at += 1
    return found.upper() if word.isupper() else found.capitalize()


@cache
def swaps(style: str) -> tuple[tuple[str, str], ...]:
    """Parts of words and how else they are written, in names of one style."""
    table: dict[str, str] = tables("spellings")["swaps"]
    pairs = (raw.replace("_", " ").partition("=") for raw in table[style].split())
    return tuple((one, other) for one, _, other in pairs)


@cache
def nicknames(key: str) -> dict[str, list[str]]:
    """Short and familiar forms of given names of a culture; those for everyone stand under ''."""
    table: dict[str, str] = tables("spellings")["nicknames"]
    found: dict[str, list[str]] = {}
    for raw in table.get(key, "").split():
        one, _, other = raw.rpartition("=")
        found.setdefault(one, []).append(other)
    return found


FAMILY = {
    "russian": "russian", "turkic": "turkic", "arabic": "arabic", "arabic-plain": "arabic", "malay": "arabic",
    "persian": "persian", "korean": "korean", "chinese": "chinese", "cantonese": "chinese", "taiwanese": "chinese",
}  # fmt: skip
"""Which list of swaps a style of names uses, where it is not that of the west."""


def respelt(rng: random.Random, name: str, style: str) -> str:
    """The name as another clerk transliterates it; the name itself where nothing in it can be written otherwise."""
    if name.isupper():
        return respelt(rng, name.title(), style).upper()
    pairs = [pair for pair in swaps(FAMILY.get(style, "western")) if pair[0] in name]
    rng.shuffle(pairs)
    for one, other in pairs[: rng.choice((1, 1, 2))]:
        at = name.find(one)
        if at >= 0 and (other or name[at - 1 : at].isalpha()):
            name = name[:at] + (other or " ") + name[at + len(one) :]
    return name


def initials(rng: random.Random, first: str, last: str) -> str:
    """Given names as initials: `I. P. Last`, `I.P. Last`, `Last I.P.`."""
    letters = [word[0].upper() for word in first.replace("-", " ").split() if word[0].isalpha()]
    if not letters:
        return last
    joined = rng.choice((". ", "."))
    head = joined.join(letters) + "."
    return f"{last} {head}" if rng.random() < 0.3 else f"{head} {last}"


@cache
def _held_words() -> frozenset[str]:
    """Every entry of a bank of persons kept for held-out data, in lower case."""
    lists = (str(t[k]) for t in tables("persons").values() for k in ("men", "women", "surnames") if k in t)
    entries = (raw.partition("=")[0].replace("_", " ") for text in lists for raw in text.split())
    return frozenset(entry.lower() for entry in entries if is_held(entry))


def holds_held(text: str) -> bool:
    """Whether a name has a word kept for held-out data."""
    held = _held_words()
    return any(word.strip(".,()").lower() in held for word in text.split())
