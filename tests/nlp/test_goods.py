"""Goods are looked up in the lists' own wording: invented lists here, the real ones in tests/ingest/test_goods.py."""

from __future__ import annotations

import random

from nlp.goods import Candidate, Entry, Index, group_of, stem

LIST = [
    Entry("3Z001", "made", "Electronic items as follows:"),
    Entry("3Z001.a", "made", "General purpose integrated circuits, as follows:"),
    Entry("3Z001.a.7", "made", "Field programmable logic devices having over 700 inputs;"),
    Entry("3Z001.b", "made", "Microwave amplifiers other than those for ovens;"),
    Entry("6Z003", "made", "Cameras, systems or equipment, and components therefor, as follows:"),
    Entry("6Z003.b", "made", "Imaging cameras incorporating infrared focal plane arrays;"),
    Entry("6D003", "made", "Software specially designed for imaging cameras specified in 6Z003;"),
    Entry("9Z012", "made", "Unmanned aerial vehicles, unmanned airships, related equipment and components;"),
    Entry("2Z100", "made", "Ovens for bread"),
    Entry("870110", "hs", "TRACTORS, SINGLE AXLE"),
    Entry("8701900010", "hs", "TRACTORS, TRACKLAYING, NEW"),
]  # fmt: skip
INDEX = Index(LIST)


def best(words: str) -> Candidate:
    return INDEX.candidates(words)[0]


def test_plurals_endings_and_spellings_are_one_word() -> None:
    assert stem("cameras") == stem("camera")
    assert stem("machining") == stem("machine") == stem("machines")
    assert stem("fibers") == stem("fibre")
    assert stem("gas") == "gas"


def test_an_abbreviation_finds_the_wording_that_spells_it_out() -> None:
    assert (best("10 pcs FPGA").code, best("10 pcs FPGA").paragraph) == ("3Z001", "3Z001.a.7")
    assert best("one-way attack drones").code == "9Z012"
    assert best("UAVs").words == ("UAVs",)


def test_a_candidate_is_an_entry_and_names_the_paragraph_and_its_wording() -> None:
    found = best("infrared cameras")
    assert (found.code, found.paragraph, found.regime) == ("6Z003", "6Z003.b", "made")
    assert found.wording.startswith("Imaging cameras")
    assert found.words == ("infrared", "cameras")


def test_no_entry_stands_twice_among_the_candidates() -> None:
    codes = [one.code for one in INDEX.candidates("imaging cameras, microwave amplifiers and integrated circuits", 9)]
    assert len(codes) == len(set(codes)) > 2


def test_scores_lie_between_nothing_and_one_and_fall() -> None:
    scores = [one.score for one in INDEX.candidates("software for imaging cameras with focal plane arrays", 9)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_words_that_no_list_has_make_a_candidate_less_sure_and_alone_give_none() -> None:
    assert INDEX.candidates("zyzzyva qwertz") == []
    assert best("imaging cameras zyzzyva qwertz plugh").score < best("imaging cameras").score


def test_nothing_stands_under_the_floor() -> None:
    assert INDEX.candidates("cameras for bread", 9, floor=0.99) == []
    assert INDEX.candidates("") == INDEX.candidates("of the and 12") == Index([]).candidates("cameras") == []


def test_an_entry_for_software_is_likelier_only_where_software_is_said() -> None:
    assert best("imaging cameras").code == "6Z003"
    assert best("software for imaging cameras").code == "6D003"


def test_what_an_entry_leaves_out_is_not_what_it_is_about() -> None:
    assert best("ovens").code == "2Z100"


def test_a_tariff_line_is_a_candidate_for_its_six_digits() -> None:
    found = best("tracklaying tractors")
    assert (found.code, found.paragraph) == ("870190", "8701900010")
    assert group_of("8701900010", "hs") == "8701"


def test_equal_lists_give_equal_answers_in_any_order() -> None:
    mixed = random.Random(7).sample(LIST, len(LIST)) + LIST[:3]
    for words in ("cameras", "integrated circuits for drones", "microwave ovens"):
        assert Index(mixed).candidates(words, 9) == INDEX.candidates(words, 9)
