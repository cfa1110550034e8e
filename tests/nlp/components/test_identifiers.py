"""Identifiers: numbers by the words before them, in several languages, with their check digits."""

from __future__ import annotations

import pytest

from nlp.components import c_identifiers as identifiers
from tests.nlp.components.reading_alone import found, seconds_for_hostile_text, values


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("Passport No. BK4480192 (Pakistan)", "BK4480192", "passport"),
        ("Reisepass-Nr. C01X00T47", "C01X00T47", "passport"),
        ("паспорт 45 08 123456", "45 08 123456", "passport"),
        ("护照号码：E12345678", "E12345678", "passport"),
        ("national ID No. 36302-4410817-3", "36302-4410817-3", "national_id"),
        ("ИНН 7707083893", "7707083893", "inn"),
        ("КПП 770701001", "770701001", "kpp"),
        ("OGRN 1027700132195", "1027700132195", "ogrn"),
        ("Tax ID No. 7707083893 (Russia)", "7707083893", "inn"),
        ("USt-IdNr. DE136695976", "DE136695976", "vat"),
        ("EIN 43-1187720", "43-1187720", "ein"),
        ("SIREN 732829320", "732829320", "registration"),
        ("Company number: 02142819.", "02142819", "registration"),
        ("统一社会信用代码：91110000600037341L", "91110000600037341L", "uscc"),
        ("International Maritime Organization (IMO) Number: 1790183", "1790183", "imo"),
        ("MMSI 511101288", "511101288", "mmsi"),
        ("LEI 529900T8BM49AURSDO55", "529900T8BM49AURSDO55", "lei"),
        ("SWIFT: BNPAFRPPXXX", "BNPAFRPPXXX", "swift"),
        ("to DE89 3704 0044 0532 0130 00 at once", "DE89 3704 0044 0532 0130 00", "iban"),
        ("р/с 40702810400000012345", "40702810400000012345", "account"),
        ("Inmate Number: 71844-083", "71844-083", "inmate"),
        ("Licence No. M 004477 VVT-P (2019)", "M 004477 VVT-P", "licence"),
        ("licence SIEL 2016/01177", "SIEL 2016/01177", "licence"),
        ("Case No. 1:21-cr-00417-MKB", "1:21-cr-00417-MKB", "case"),
        ("Contract No. HT20230517-02", "HT20230517-02", "order"),
        ("DUNS 07-466-1982", "07-466-1982", "duns"),
        ("CAGE code 4KX71", "4KX71", "cage"),
    ],
)
def test_a_number_is_of_the_kind_that_the_words_before_it_say(text: str, number: str, kind: str) -> None:
    assert [(w, f.kind) for w, f in found(identifiers, text).items()] == [(number, kind)]


@pytest.mark.parametrize(
    "text", ["IMO 9074728", "ИНН 7707083894", "LEI 529900T8BM49AURSDO56", "IBAN DE88 3704 0044 0532 0130 00"]
)
def test_a_wrong_check_digit_is_kept_doubted_and_told(text: str) -> None:
    (one,) = found(identifiers, text).values()
    assert one.confidence <= 0.5
    assert "check digit is wrong" in one.rule


def test_phones_have_one_form_where_the_country_is_said_and_lists_are_read_to_their_end() -> None:
    text = (
        "Tel. +971 4 222 3344; fax (410) 555-0138 x22. Telephone numbers: 850-2-18111; 850-2-18222 and 850-2-381-4410"
    )
    said = values(identifiers, text)
    assert said["+971 4 222 3344"] == "+97142223344"
    assert said["(410) 555-0138 x22"] == "4105550138"
    assert len(said) == 5


def test_tax_and_branch_numbers_written_as_a_pair_are_two() -> None:
    kinds = [f.kind for f in found(identifiers, "ИНН/КПП 7707083893/770701001").values()]
    assert kinds == ["inn", "kpp"]


def test_mail_addresses_are_read_in_small_letters() -> None:
    assert values(identifiers, "write to Sales@Gulf-Horizon.example, please") == {
        "Sales@Gulf-Horizon.example": "sales@gulf-horizon.example"
    }


@pytest.mark.parametrize(
    "text",
    ["in order to ship 1500 units", "the case of 2015", "registered 12.05.2014", "a license for 300 of them",
     "page 118, room 304"],
)  # fmt: skip
def test_years_counts_and_days_are_no_numbers_of_anyone(text: str) -> None:
    assert found(identifiers, text) == {}


def test_five_million_hostile_characters_are_read_in_their_time() -> None:
    assert seconds_for_hostile_text(identifiers) < 60
