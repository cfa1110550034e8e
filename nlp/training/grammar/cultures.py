"""Naming cultures: how given and family names of each come together, and what a woman's family name becomes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from nlp.training.grammar.banks import Bank, bank, chance, tables


@dataclass(frozen=True, slots=True)
class Culture:
    """The banks of a naming culture, and the style in which its names are put together."""

    key: str
    style: str
    men: Bank
    women: Bank
    surnames: Bank
    swap: bool = False
    """Some of its names stand family name first."""
    upper_surname: bool = False
    """Some of its family names stand in capitals."""
    spaced: bool = False
    """Syllables of a given name stand apart."""


@cache
def culture(key: str) -> Culture:
    """One naming culture by its name in the banks."""
    table = tables("persons")[key]
    men, women, surnames = (bank(str(table[kind])) for kind in ("men", "women", "surnames"))
    flags = (bool(table.get(flag)) for flag in ("swap", "upper_surname", "spaced"))
    return Culture(key, str(table["style"]), men, women, surnames, *flags)


@cache
def cultures_of(country: str) -> tuple[str, ...]:
    """Naming cultures of a country's persons, each as often as it is met; of all countries where it is not known."""
    found = tables("persons")["countries"].get(country)
    return tuple(str(found).split()) if found else tuple(key for key in tables("persons") if key != "countries")


def feminine(surname: str, key: str) -> str:
    """A Slavic or Turkic family name as a woman has it."""
    endings = {
        "pl": (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka")),
        "cz": (("ský", "ská"), ("ý", "á"), ("ek", "ková"), ("ec", "cová"), ("ka", "ková"), ("a", "ová"),
               ("í", "í"), ("", "ová")),
        "bg": (("ov", "ova"), ("ev", "eva"), ("ski", "ska")),
        "by": (("ski", "skaya"), ("ou", "ova"), ("au", "ava"), ("eu", "eva")),
        "ua": (("skyi", "ska"), ("nyi", "na"), ("lyi", "la"), ("tskyi", "tska")),
    }.get(key, (("sky", "skaya"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"), ("oy", "aya")))  # fmt: skip
    for ending, own in endings:
        if surname.endswith(ending):
            return surname[: len(surname) - len(ending)] + own
    return surname


def patronymic(father: str, woman: bool, key: str) -> str:
    """The second name of a Russian, Ukrainian or Belarusian person, from the father's name."""
    son, daughter = {"ua": ("ovych", "ivna"), "by": ("avich", "auna")}.get(key, ("ovich", "ovna"))
    if father in ("Ilya", "Nikita"):
        return father[:-1] + ("inichna" if woman else "ich")
    if father == "Igor":
        return "Igorevna" if woman else "Igorevich"
    stem = {"Pavel": "Pavl", "Lev": "Lv"}.get(father, father)
    if key == "ru" and stem.endswith("y"):
        return stem[:-1] + ("" if stem[-2] == "e" else "i") + ("evna" if woman else "evich")
    return stem.rstrip("aeiouy") + (daughter if woman else son)


def _western(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.06):
        first = f"{first} {given.pick(rng, held)}"
    if c.upper_surname and chance(rng, 0.2):
        last = last.upper()
    return f"{last} {first}" if c.swap and chance(rng, 0.25) else f"{first} {last}"


def _anglo(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    roll = rng.random()
    if roll < 0.25:
        first = f"{first} {rng.choice('ABCDEFGHJKLMPRSTW')}."
    elif roll < 0.35:
        first = f"{first} {given.pick(rng, held)}"
    elif roll < 0.38:
        last = f"{last}-{c.surnames.pick(rng, held)}"
    elif roll < 0.42 and not woman:
        last = f"{last}{rng.choice((' Jr.', ', Jr.', ' III', ' II', ', Sr.'))}"
    return f"{first} {last}"


def _russian(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    last = feminine(last, c.key) if woman else last
    roll = rng.random()
    if roll < 0.45:
        second = patronymic(c.men.pick(rng, held), woman, c.key)
        return f"{last} {first} {second}" if roll < 0.12 else f"{first} {second} {last}"
    return f"{last} {first}" if roll < 0.5 else f"{first} {last}"


def _turkic(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    last = feminine(last, "ru") if woman else last
    roll = rng.random()
    if roll < 0.2:
        father = c.men.pick(rng, held)
        stem = father.rstrip("aeiouy")
        son, daughter = ("oglu", "gizi") if c.key == "az" else ("ogli", "qizi")
        own = rng.choice((f"{stem}ovna", f"{father} {daughter}") if woman else (f"{stem}ovich", f"{father} {son}"))
        return f"{first} {own} {last}" if roll < 0.1 else f"{last} {first} {own}"
    return f"{first} {last}"


def _slavic(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    last = feminine(last, c.key) if woman else last
    return f"{first} {last}"


def _arabic(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    last = rng.choice(("Al-", "Al-", "Al-", "al-", "Al ", "El-", "al ", "")) + last
    roll = rng.random()
    if roll < 0.2:
        link = "bint" if woman else rng.choice(("bin", "bin", "ibn", "Bin"))
        first = f"{first} {link} {c.men.pick(rng, held)}"
    elif roll < 0.5:
        first = f"{first} {c.men.pick(rng, held)}"
    elif roll < 0.62:
        first = f"{first} {c.men.pick(rng, held)} {c.men.pick(rng, held)}"
    return f"{first} {last}"


def _arabic_plain(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.3):
        first = f"{first} {c.men.pick(rng, held)}"
    return f"{first} {last}"


def _persian(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    roll = rng.random()
    if roll < 0.12:
        first = f"{given.pick(rng, held)}{rng.choice((' ', '-'))}{first}"
    elif roll < 0.22:
        last = f"{last} {c.surnames.pick(rng, held)}"
    elif roll < 0.28:
        first = f"{rng.choice(('Seyed', 'Sayyed', 'Seyyed', 'Haj'))} {first}"
    return f"{first} {last}"


def _chinese(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.6):
        first += given.pick(rng, held).lower()
    roll = rng.random()
    if roll < 0.1:
        return f"{last.upper()} {first}"
    return f"{last} {first}" if roll < 0.75 else f"{first} {last}"


def _cantonese(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    second = given.pick(rng, held)
    first = f"{first} {second}" if chance(rng, 0.6) else f"{first}-{second.lower()}"
    roll = rng.random()
    if roll < 0.3:
        english = culture("en")
        return f"{(english.women if woman else english.men).pick(rng, held)} {last}{'' if roll < 0.15 else ' ' + first}"
    return f"{last.upper() if roll < 0.4 else last} {first}"


def _taiwanese(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    return f"{first} {last}" if chance(rng, 0.4) else f"{last} {first}"


def _korean(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    roll = rng.random()
    if c.spaced or roll < 0.15:
        first = first.replace("-", " ").title() if roll < 0.6 else first
    elif roll < 0.3:
        first = first.replace("-", "")
    return f"{last} {first}" if c.spaced or roll < 0.65 else f"{first} {last}"


def _vietnamese(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    middle = "Thi" if woman and chance(rng, 0.6) else "Van" if chance(rng, 0.3) else given.pick(rng, held)
    return f"{last} {first}" if chance(rng, 0.15) else f"{last} {middle} {first}"


def _malay(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.35):
        first = f"{first} {given.pick(rng, held)}"
    link = rng.choice(("binti ", "bt ", "") if woman else ("bin ", "bin ", "b. ", ""))
    return f"{first} {link}{last}"


def _indonesian(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.08):
        return last
    return f"{first} {given.pick(rng, held)} {last}" if chance(rng, 0.15) else f"{first} {last}"


def _indian(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.2):
        first = f"{first} {c.men.pick(rng, held)}"
    return f"{first} {last}"


def _initials(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.4):
        letters = [rng.choice("ABCDGHJKMNPRSTV") for _ in range(rng.choice((1, 2, 2, 3)))]
        head = rng.choice((".", ". ")).join(letters) + "."
        return f"{head} {first} {last}" if chance(rng, 0.5) else f"{head} {last}"
    return f"{first} {last}"


def _spanish(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.35):
        first = f"{first} {given.pick(rng, held)}"
    if chance(rng, 0.55):
        last = f"{last}{rng.choice((' ', ' ', ' ', ' y ', '-'))}{c.surnames.pick(rng, held)}"
    return f"{first} {last}"


def _portuguese(rng: random.Random, c: Culture, given: Bank, woman: bool, held: bool) -> str:
    first, last = given.pick(rng, held), c.surnames.pick(rng, held)
    if chance(rng, 0.25):
        first = f"{first} {given.pick(rng, held)}"
    if chance(rng, 0.6):
        link = "da" if last.endswith("a") else "dos" if last.endswith("os") else "de"
        last = f"{c.surnames.pick(rng, held)} {rng.choice(('', '', f'{link} '))}{last}"
    return f"{first} {last}"


Maker = Callable[[random.Random, Culture, Bank, bool, bool], str]
STYLES: dict[str, Maker] = {
    "western": _western, "anglo": _anglo, "russian": _russian, "turkic": _turkic, "slavic": _slavic, "arabic": _arabic,
    "arabic-plain": _arabic_plain, "persian": _persian, "chinese": _chinese, "cantonese": _cantonese,
    "taiwanese": _taiwanese, "korean": _korean, "vietnamese": _vietnamese, "malay": _malay, "indonesian": _indonesian,
    "indian": _indian, "initials": _initials, "spanish": _spanish, "portuguese": _portuguese,
}  # fmt: skip
"""How a name is put together, by style."""
FAMILY_FIRST = frozenset({"chinese", "cantonese", "taiwanese", "korean", "vietnamese"})
"""Styles whose family name mostly stands first."""
