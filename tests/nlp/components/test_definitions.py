"""Short names and other names: which name each stands for."""

from __future__ import annotations

import pytest

from nlp.components import l_definitions as definitions
from nlp.finding import Found, Page
from tests.nlp.components.reading_alone import seconds_for_hostile_text


def aliases(text: str, **named: str) -> set[tuple[str, str]]:
    """The other name and the name it stands for, where the given names are known with their labels."""
    page = Page(text)
    for words, label in named.items():
        words = words.replace("_", " ")
        page.take([Found(text.index(words), text.index(words) + len(words), label, "given")])
    page.take(definitions.find(page))
    at = {one.start: page.words(one) for one in page.found}
    return {(at[one.head], at[one.tail]) for one in page.stated}


def test_a_quoted_short_name_stands_for_the_name_before_the_bracket() -> None:
    assert aliases("Norvik Handel GmbH (“Norvik”) sold it.", Norvik_Handel_GmbH="ORG") == {
        ("Norvik", "Norvik Handel GmbH")
    }


def test_a_short_name_is_found_past_an_address() -> None:
    text = "Norvik Handel, Lake Dorn, FL 33000 (“Norvik”), agreed."
    assert aliases(text, Norvik_Handel="ORG", **{"Lake_Dorn,_FL_33000": "ADDRESS"}) == {("Norvik", "Norvik Handel")}


def test_every_name_of_a_chain_belongs_to_the_first() -> None:
    text = "Anton Berg, a/k/a Tony Hill, a/k/a Toni Gora, of Riga"
    assert aliases(text, Anton_Berg="PERSON", Tony_Hill="PERSON", Toni_Gora="PERSON") == {
        ("Tony Hill", "Anton Berg"),
        ("Toni Gora", "Anton Berg"),
    }


def test_a_name_in_inner_brackets_belongs_to_the_nearest() -> None:
    text = "Alder Co (a/k/a Birch Co, f/k/a Cedar Co (also “Dogwood”)) sold it."
    assert aliases(text, Alder_Co="ORG", Birch_Co="ORG", Cedar_Co="ORG") == {
        ("Birch Co", "Alder Co"),
        ("Cedar Co", "Alder Co"),
        ("Dogwood", "Cedar Co"),
    }


def test_two_names_after_one_cue_in_a_bracket_are_both_read() -> None:
    text = "Alder Works (a.k.a. ALW or Alder Combine) makes it."
    assert aliases(text, Alder_Works="ORG", ALW="ORG", Alder_Combine="ORG") == {
        ("ALW", "Alder Works"),
        ("Alder Combine", "Alder Works"),
    }


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Alder Works, formerly known as “Red Alder”, closed.", "Red Alder"),
        ("Alder Works, auch bekannt als „Erle“, schloss.", "Erle"),
        ("Alder Works, a maker of pumps also known as Red Alder, closed.", "Red Alder"),
        ("Alder Works (Завод «Ольха») closed.", "Завод «Ольха»"),
        ("Alder Works (Chinese: 桤木工厂) closed.", "桤木工厂"),
    ],
)
def test_other_names_are_known_by_their_words_quotes_and_scripts(text: str, other: str) -> None:
    assert aliases(text, Alder_Works="ORG") == {(other, "Alder Works")}


def test_a_name_for_several_stands_for_each_of_them() -> None:
    text = "It was done (Alder Co and its subsidiaries Birch Co and Cedar Co are collectively referred to as “Alder”)."
    assert {one for _, one in aliases(text, Alder_Co="ORG", Birch_Co="ORG", Cedar_Co="ORG")} == {
        "Alder Co",
        "Birch Co",
        "Cedar Co",
    }


@pytest.mark.parametrize(
    "text",
    ["Alder Works (the “Company”) sold it.", "Alder Works holds a mine known as Merle.", "Alder Works (UAV) sold it."],
)
def test_generic_words_and_names_of_other_things_are_no_other_names(text: str) -> None:
    assert aliases(text, Alder_Works="ORG") == set()


def test_five_million_hostile_characters_are_read_in_their_time() -> None:
    assert seconds_for_hostile_text(definitions) < 60
