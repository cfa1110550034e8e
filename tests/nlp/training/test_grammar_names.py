"""Names the grammar invents: persons and organisations of many countries, and how else they are called."""

import random
import re

import pytest

from nlp.training.grammar.banks import is_held, tables
from nlp.training.grammar.cultures import culture
from nlp.training.grammar.organisations import (
    acronym_of,
    organisation,
    organisation_alias,
    short_of,
    tail_number,
    vessel,
)
from nlp.training.grammar.persons import last_name_of, person, person_alias
from nlp.training.grammar.spellings import cyrillic

KINDS = ("company", "bank", "univ", "plant")


def test_the_same_chance_gives_the_same_names():
    first, second = random.Random(7), random.Random(7)
    made = [(person(r, "ae", False), organisation(r, "", "company", True), vessel(r, False)) for r in (first, second)]
    assert made[0] == made[1]


def test_a_name_for_training_never_has_a_surname_kept_for_held_out_data():
    rng = random.Random(1)
    kept = {"ru": culture("ru").surnames.held, "de": culture("de").surnames.held}
    for country, surnames in kept.items():
        assert surnames
        for _ in range(800):
            words = {word.title() for word in person(rng, country, False).split()} if country == "de" else set()
            assert not words & set(surnames)


def test_a_held_out_name_of_a_german_is_wholly_of_the_held_out_banks():
    rng = random.Random(2)
    own = culture("de")
    entries = own.men.entries + own.women.entries + own.surnames.entries
    assert any(is_held(entry) for entry in entries)
    assert not any(is_held(entry) for entry in own.surnames.train)
    for _ in range(200):
        assert person(rng, "de", True)


@pytest.mark.parametrize("key", [key for key in tables("persons") if key != "countries"])
def test_every_naming_culture_has_enough_names(key: str):
    own = culture(key)
    assert len(own.men.entries) + len(own.women.entries) >= 60
    assert len(own.surnames.entries) >= 90


@pytest.mark.parametrize(
    ("name", "country", "last"),
    [
        ("Ivan Petrovich Sidorov", "ru", "Sidorov"),
        ("Sidorova Elena Petrovna", "ru", "Sidorova"),
        ("Wang Weiming", "cn", "Wang"),
        ("Farhad Golestani", "ir", "Golestani"),
        ("Khalid bin Hamad Al-Suwaidi", "ae", "Al-Suwaidi"),
        ("Jan van der Meer", "nl", "van der Meer"),
        ("KIM Min-jun", "kr", "KIM"),
    ],
)
def test_a_family_name_is_found_where_its_culture_puts_it(name: str, country: str, last: str):
    assert last_name_of(name, country) == last


def test_a_russian_name_goes_back_into_cyrillic():
    assert cyrillic("Kirill Lavrentyev") == "Кирилл Лаврентьев"
    assert cyrillic("Zoya Belskaya") == "Зоя Бельская"


def test_an_alias_is_never_the_name_itself():
    rng = random.Random(3)
    for _ in range(500):
        name = person(rng, "", False)
        assert person_alias(rng, name, "") != name
        firm = organisation(rng, "", rng.choice(KINDS), False)
        assert organisation_alias(rng, firm, "") != firm
        assert short_of(rng, firm) != firm


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("OOO «Elektropribor»", "Elektropribor"),
        ("Sakura Denki Co., Ltd.", "Sakura"),
        ("Bosfor Makine San. ve Tic. A.Ş.", "Bosfor"),
        ("Nordstern Messtechnik GmbH & Co. KG", "Nordstern"),
    ],
)
def test_a_short_name_lacks_legal_form_and_generic_tail(name: str, short: str):
    assert short_of(random.Random(1), name) == short


def test_an_acronym_is_a_word_of_capitals_and_digits():
    rng = random.Random(5)
    for country in ("ru", "ir", "cn", "us", ""):
        for _ in range(100):
            letters = acronym_of(rng, organisation(rng, country, rng.choice(KINDS), False))
            assert letters.upper() == letters
            assert len(letters) >= 2


def test_every_country_with_legal_forms_has_firms_with_and_without_one():
    rng = random.Random(6)
    for country in tables("organisations")["forms"]:
        names = {organisation(rng, country, "company", False) for _ in range(40)}
        assert len(names) > 25
    assert len(tables("organisations")["forms"]) > 60


def test_a_registration_begins_with_a_mark_of_nationality():
    rng = random.Random(8)
    assert all(any(letter.isdigit() or letter.isalpha() for letter in tail_number(rng)) for _ in range(20))


def test_ships_are_called_in_many_ways_none_of_them_rare() -> None:
    rng = random.Random(7)
    drawn = [vessel(rng, False) for _ in range(2000)]
    shapes = {
        "one word": r"[A-Za-z-]+", "initial": r"[A-Za-z-]+ [A-Z]", "number": r"[A-Za-z-]+[- ]\d+",
        "capitals": r"[^a-z]+", "two words": r"[A-Za-z-]{2,} [A-Za-z-]{2,}",
    }  # fmt: skip
    counts = {shape: sum(bool(re.fullmatch(form, name)) for name in drawn) for shape, form in shapes.items()}
    assert all(count > 180 for count in counts.values()), counts
    assert not any(name.startswith("M/V") for name in drawn)
