"""Names of public bodies the grammar invents, and where they stand in copies of a seed text."""

import random

import pytest

from nlp.training.grammar.banks import bank, is_held, tables
from nlp.training.grammar.bodies import acronym_of, body, countries, kinds
from nlp.training.grammar.organisations import organisation
from nlp.training.multiply import copy
from nlp.training.seeds import Fact, Mark, Seed

TEXT = "OFAC designated the Committee of Songs and Dances (CSD) with the Harbour Unit."


def seed(second: str) -> Seed:
    """A text with a body and its short name, the hint of which is given."""
    found = [
        ("A", "OFAC", "gov"),
        ("B", "Committee of Songs and Dances", "ir.army"),
        ("C", "CSD", second),
        ("D", "Harbour Unit", "kept"),
    ]
    marks = [Mark(TEXT.index(own), TEXT.index(own) + len(own), key, "ORG", hint) for key, own, hint in found]
    return Seed("songs", TEXT, tuple(marks), (Fact("C", "ALIAS_OF", "B", "stated"),))


def names(text: Seed, rng: random.Random, held: bool) -> list[str]:
    """The names of one copy."""
    made = copy(text, rng, held=held, noisy=False)
    return [made.text[span.start : span.end] for span in made.spans]


def test_thousands_of_bodies_come_out_and_many_join_their_subjects() -> None:
    rng = random.Random(4)
    made = {body(rng, "", False) for _ in range(3000)}
    assert len(made) > 2700
    assert sum(" and " in name or "&" in name or "," in name for name in made) > 700
    assert all("{" not in name and "  " not in name and name.strip() == name for name in made)


def test_the_bank_knows_eighty_countries_and_the_same_chance_gives_the_same_body() -> None:
    assert len(countries()) >= 80
    assert body(random.Random(5), "ru", False) == body(random.Random(5), "ru", False)


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_body_has_subjects_to_train_on_and_others_to_hold_out(kind: str) -> None:
    text = str(tables("organisations")["bodies"][kind]["subjects"])
    subjects = bank(" ".join(entry.split()) for entry in text.split(";"))
    assert subjects.held
    assert len(subjects.train) > 8
    assert not any(is_held(entry) for entry in subjects.train)


def test_a_body_behind_its_country_does_not_name_it_again() -> None:
    rng = random.Random(6)
    assert not any("iran" in body(rng, "ir", False, bare=True).casefold() for _ in range(300))


def test_in_held_out_copies_a_body_always_gives_way_with_its_acronym_and_the_publisher_never_does() -> None:
    rng = random.Random(7)
    for _ in range(40):
        publisher, name, short, kept = names(seed("acro=B"), rng, held=True)
        assert (publisher, kept) == ("OFAC", "Harbour Unit")
        assert name != "Committee of Songs and Dances"
        assert short != "CSD"


def test_in_training_copies_about_half_of_the_bodies_stay() -> None:
    rng = random.Random(8)
    stayed = sum(names(seed("acro=B"), rng, held=False)[1] == "Committee of Songs and Dances" for _ in range(200))
    assert 70 < stayed < 130


def test_a_body_stays_where_the_text_equates_it_with_a_name_that_is_not_made_of_it() -> None:
    rng = random.Random(9)
    assert names(seed("gov"), rng, held=True)[1:3] == ["Committee of Songs and Dances", "CSD"]


def test_a_body_has_initials() -> None:
    assert acronym_of(random.Random(1), "Committee for Mines and Fisheries").startswith("CMF")


def test_a_tenth_of_the_companies_at_least_join_words_inside_their_names() -> None:
    rng = random.Random(10)
    made = [organisation(rng, cc, "company", False) for cc in ("ru", "ir", "cn", "us") for _ in range(300)]
    assert sum(any(sign in f" {name.lower()} " for sign in (" and ", " & ")) for name in made) > 110
