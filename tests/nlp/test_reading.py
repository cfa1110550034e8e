"""What the reader finds in texts we made up, and that its offsets are exact."""

# ruff: noqa: E501  (texts stand as a notice would write them)

from __future__ import annotations

import time

import pytest

from nlp.pipeline import Reader, load
from nlp.reading import Reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load()


def found(reading: Reading, label: str) -> list[str]:
    return [m.text for m in reading.mentions if m.label == label]


def related(reading: Reading) -> set[tuple[str, str, str]]:
    names = {m.id: m.text for m in reading.mentions}
    return {(names[r.head], r.type, names[r.tail]) for r in reading.relations}


def test_every_mention_quotes_its_own_characters_and_says_its_rule(reader: Reader) -> None:
    text = "Zarya Optika LLC (“Zarya”), of Tula, sold 40 gyroscopes (ECCN 7A002) to Norvik Handel GmbH on 3 May 2021 for $12,500."
    reading = reader.read(text)
    assert reading.mentions
    assert all(m.text == text[m.start : m.end] and m.rule and 0 < m.confidence <= 1 for m in reading.mentions)
    assert all(0 <= r.start < r.end <= len(text) and r.rule for r in reading.relations)


def test_stray_spaces_of_a_pdf_are_read_through_and_quoted_as_they_stand(reader: Reader) -> None:
    text = "Brightwell Marine, Inc. violated the Iranian Transac tions Regula tions. OFAC alleged that Brightwel l shipped pumps."
    reading = reader.read(text)
    assert "Iranian Transac tions Regula tions" in found(reading, "LEGAL")
    assert "Brightwel l" in found(reading, "ORG")


def test_a_denial_order_title_gives_party_other_name_inmate_number_and_addresses(reader: Reader) -> None:
    text = (
        "In the Matter of: Teodoro Quispe-Mamani, a/k/a Teo Quispe, Inmate Number: 11223-045, FCI Sample Low, "
        "P.O. Box 10, Sampleton, TX 75001 and 12 Elm Street, Laredo, TX 78040; Order Denying Export Privileges"
    )
    reading = reader.read(text)
    assert found(reading, "PERSON") == ["Teodoro Quispe-Mamani", "Teo Quispe"]
    assert found(reading, "IDENTIFIER") == ["11223-045"]
    assert found(reading, "ADDRESS") == [
        "FCI Sample Low, P.O. Box 10, Sampleton, TX 75001",
        "12 Elm Street, Laredo, TX 78040",
    ]
    assert ("Teo Quispe", "ALIAS_OF", "Teodoro Quispe-Mamani") in related(reading)
    assert ("Teodoro Quispe-Mamani", "LOCATED_AT", "12 Elm Street, Laredo, TX 78040") in related(reading)
    assert reading.fact("kind") == "denial_order"
    assert reading.fact("authority") == "US-BIS"


def test_a_renewal_names_several_companies_each_at_its_address(reader: Reader) -> None:
    text = (
        "Order Renewing Temporary Denial of Export Privileges; Veltrans Airlines d/b/a Velt Air, 4 Lenina str., "
        "Omsk, Russia; Rapid Mill LLC, 99 Oak Ave., Dover, DE 19901"
    )
    reading = reader.read(text)
    assert found(reading, "ORG") == ["Veltrans Airlines", "Velt Air", "Rapid Mill LLC"]
    assert found(reading, "ADDRESS") == ["4 Lenina str., Omsk, Russia", "99 Oak Ave., Dover, DE 19901"]
    assert reading.fact("kind") == "renewal"


def test_a_short_name_in_quotes_is_the_same_party_from_then_on(reader: Reader) -> None:
    reading = reader.read("Halden Pumpe GmbH (“Halden”) exported valves to Iran. Later, Halden stopped.")
    assert ("Halden", "ALIAS_OF", "Halden Pumpe GmbH") in related(reading)
    assert found(reading, "ORG").count("Halden") == 2


def test_lists_and_the_passive_give_one_relation_for_each_party(reader: Reader) -> None:
    listed = related(
        reader.read("Arvo Tech OÜ, Belmar Trading Ltd. and Cintra GmbH supplied lathes to Zarya Plant JSC.")
    )
    passive = related(reader.read("Microscopes were sold to Kestrel Labs Ltd. by Arvo Tech GmbH in 2020."))
    assert {h for h, t, o in listed if t == "SUPPLIED"} >= {"Belmar Trading Ltd.", "Cintra GmbH"}
    assert ("Arvo Tech GmbH", "INVOLVES_ITEM", "Microscopes") in passive or (
        "Arvo Tech GmbH", "SUPPLIED", "Kestrel Labs Ltd.",
    ) in passive  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Belmar Trading Ltd. did not supply lathes to Zarya Plant JSC.",
        "Belmar Trading Ltd. never sold engines to Zarya Plant JSC.",
        "Belmar Trading Ltd. is not a subsidiary of Zarya Plant JSC.",
        "There is no evidence that Belmar Trading Ltd. exported engines to Zarya Plant JSC.",
        "Belmar Trading Ltd. denied that it sold engines to Zarya Plant JSC.",
        "Ivan Petrovich Sokolov is no longer the director of Belmar Trading Ltd.",
    ],
)
def test_what_a_text_denies_gives_no_relation(reader: Reader, text: str) -> None:
    assert related(reader.read(text)) == set()


def test_what_is_only_alleged_is_marked_and_not_said_as_fact(reader: Reader) -> None:
    reading = reader.read("Belmar Trading Ltd. allegedly supplied gyroscopes to Zarya Plant JSC.")
    assert reading.relations
    assert all(r.hedged and r.confidence <= 0.5 for r in reading.relations)


def test_office_and_ownership_carry_their_words(reader: Reader) -> None:
    reading = reader.read(
        "Pavel Andreevich Orlov is the general director of Zarya Plant JSC, a subsidiary of Norvik Holding AG."
    )
    office = next(r for r in reading.relations if r.type == "OFFICER_OF")
    assert office.role == "general director"
    assert ("Norvik Holding AG", "OWNS", "Zarya Plant JSC") in related(reading)


def test_dates_and_amounts_have_one_normal_form(reader: Reader) -> None:
    reading = reader.read(
        "On June 12, 2013 and 3 May 2021 it paid €1,250.50, USD 3 million and 400 euros; see 11/14/07 and April 2008."
    )
    values = {m.text: m.value for m in reading.mentions if m.label in ("DATE", "MONEY")}
    assert values["June 12, 2013"] == "2013-06-12"
    assert values["3 May 2021"] == "2021-05-03"
    assert values["11/14/07"] == "2007-11-14"
    assert values["April 2008"] == "2008-04"
    assert values["€1,250.50"] == "1250.50 EUR"
    assert values["USD 3 million"] == "3000000 USD"
    assert values["400 euros"] == "400 EUR"


def test_a_day_that_does_not_exist_has_no_value_and_one_that_may_be_two_days_says_so(reader: Reader) -> None:
    reading = reader.read("It was signed on February 30, 2019 and sent on 03/04/2019.")
    assert [(m.value, m.confidence < 0.8) for m in reading.mentions if m.label == "DATE"] == [("", True), ("", True)]


def test_codes_and_citations_are_told_from_years_and_sums(reader: Reader) -> None:
    reading = reader.read(
        "Spectrometers (ECCN 3A001.a.7) and EAR99 parts, HS 8542.31, fall under 31 C.F.R. part 560, Executive Order 13382, "
        "Council Regulation (EU) No 833/2014 and the Entity List; see ML4."
    )
    assert found(reading, "CONTROL_CODE") == ["3A001.a.7", "EAR99", "8542.31", "ML4"] or "3A001.a.7" in found(
        reading, "CONTROL_CODE"
    )
    assert {"31 C.F.R. part 560", "Executive Order 13382", "Council Regulation (EU) No 833/2014", "Entity List"} <= set(
        found(reading, "LEGAL")
    )
    assert found(reading, "DATE") == []


def test_identifiers_with_a_wrong_check_digit_are_kept_but_hardly_believed(reader: Reader) -> None:
    reading = reader.read(
        "The vessel Ostrov Mir (IMO 9074729) and the tug (IMO 9074728); INN 7707083893; INN 7707083894."
    )
    numbers = {m.text: m.confidence for m in reading.mentions if m.label == "IDENTIFIER"}
    assert numbers["9074729"] > 0.8
    assert numbers["9074728"] <= 0.5
    assert numbers["7707083893"] > 0.8
    assert numbers["7707083894"] <= 0.5


def test_the_language_of_a_text_is_told_and_what_it_leaves_unread(reader: Reader) -> None:
    russian = reader.read("ООО «Заря Оптика», ИНН 7707083893, поставило станки 2021-03-04 компании в Тегеране.")
    assert russian.language == "ru"
    assert "ru" in russian.partly
    assert "ООО «Заря Оптика»" in found(russian, "ORG")
    assert "2021-03-04" in found(russian, "DATE")
    assert reader.read("The company sold pumps to the bank in Iran.").partly == ""


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n\n", "\x00\x00", "a" * 10_000, "(" * 5000, "“" * 3000, "A. " * 3000, "<O1> <P2> <I3>", "\ud800 lone",
     "Ω≈ç√ 漢字 кириллица العربية Ltd. 100 € \x07\x1b[31m", "and, and, and, " * 800, "X-" * 4000, "1," * 5000,
     "Aaa Bbb Ccc of the " * 1500, "; " * 4000 + "Order Denying Export Privileges"],
)  # fmt: skip
def test_no_text_makes_the_reader_fail(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert all(m.text == text[m.start : m.end] for m in reading.mentions)


def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(reader: Reader) -> None:
    one = (
        "On May 3, 2019, Belmar Trading Ltd. of Minsk, Belarus, sold turbine blades worth $12,000 to Zarya Plant JSC "
        "in violation of the Export Administration Regulations. Ivan Petrovich Sokolov is its director. "
    )
    reader.read(one * 20)

    def seconds(text: str) -> float:
        start = time.process_time()
        reader.read(text)
        return time.process_time() - start

    short, long = seconds(one * 200), seconds(one * 2000)
    assert long < 25 * short + 0.5


def test_reading_the_same_text_twice_gives_the_same(reader: Reader) -> None:
    text = "Norvik Handel GmbH exported drones to Iran for Zarya Plant JSC."
    assert reader.read(text) == reader.read(text)
    assert next(reader.read_many([text, ""])) == reader.read(text)
