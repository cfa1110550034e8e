"""Names in comparable form, and what must never look equal."""

from __future__ import annotations

import pytest

from nlp.names import comparable, compare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО Вектор", "VEKTOR LLC"),
        ("Общество с ограниченной ответственностью «ВЕКТОР»", "Vektor, Ltd."),
        ("Shenzhen Foo Electronics Co., Ltd.", "SHENZHEN FOO ELECTRONICS COMPANY LIMITED"),
        ("Müller & Söhne GmbH", "MULLER SOHNE GMBH"),
        ("Zavod №7", "ZAVOD No. 7"),
        ("深圳市富电子有限公司", "深圳市富电子有限责任公司"),
        ("A.B.C. Trading L.L.C.", "ABC Trading LLC"),
    ],
)
def test_one_firm_written_two_ways_has_one_comparable_form(one: str, other: str) -> None:
    assert comparable(one).core == comparable(other).core
    score, reasons = compare(one, other)
    assert score >= 0.7
    assert "equal" in reasons[0]


@pytest.mark.parametrize(("one", "other"), [("Plant No. 5", "Plant No. 7"), ("Base 1 Depot", "Base Depot")])
def test_names_with_other_numbers_are_other_names(one: str, other: str) -> None:
    assert compare(one, other)[0] == 0.0


def test_a_person_is_the_same_whichever_name_stands_first() -> None:
    assert comparable("IVANOV, Ivan Ivanovich", "person") == comparable("Иван Иванович Иванов", "person")


def test_legal_forms_that_differ_are_said_and_cost() -> None:
    score, reasons = compare("Vektor Plyus LLC", "Vektor Plyus JSC")
    assert score < 1
    assert any("legal forms differ" in reason for reason in reasons)


@pytest.mark.parametrize("name", ["TO ORDER", "Text of image", "Chinese:", "to the order", "N/A", "unknown", "-", ""])
def test_what_stands_where_a_name_should_is_nobodys_name(name: str) -> None:
    assert comparable(name).core in ("", "a n") or not comparable(name).distinctive


@pytest.mark.parametrize("name", ["General Trading LLC", "ABC Import Export", "Star Co"])
def test_a_name_of_general_words_or_few_letters_is_not_distinctive(name: str) -> None:
    assert not comparable(name).distinctive


def test_a_name_that_is_nothing_but_a_legal_form_is_still_a_name() -> None:
    assert comparable("Limited").core == "limited"


def test_a_title_is_not_part_of_a_persons_name() -> None:
    assert comparable("Mr. John Smith", "person").core == "john smith"
