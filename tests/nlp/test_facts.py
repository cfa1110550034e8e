"""What a notice as a whole says: its kind, who it is against, by whom, from when to when, how much, which order before."""

# ruff: noqa: E501  (texts stand as a notice would write them)

from __future__ import annotations

from datetime import date

import pytest

from nlp.facts.terms import add
from nlp.pipeline import Reader, load
from nlp.reading import Reading

DENIAL = (
    "Bureau of Industry and Security\n\nOrder Denying Export Privileges\n\n"
    "On March 4, 2019, in the U.S. District Court for the Western District of Texas, Tomas Reverte Lugo was convicted of "
    "violating the Arms Export Control Act. He was sentenced to 46 months in prison and three years of supervised release.\n\n"
    "Pursuant to Section 1760(e) of the Export Control Reform Act of 2018, I have decided to deny the export privileges of "
    "Tomas Reverte Lugo for a period of 10 years from the date of his conviction.\n\n"
    "This Order is effective immediately. Dated: June 12, 2021."
)
RENEWAL = (
    "Order Renewing Temporary Denial of Export Privileges\n\n"
    "Pursuant to Section 766.24 of the Export Administration Regulations, I hereby grant the request of the Office of Export "
    "Enforcement to renew the temporary denial order issued on April 7, 2022 (87 FR 21,611) against Veltrans Airlines JSC and "
    "Orsk Avia LLC. The following persons are named as Related Persons: Igor Melnik and Tavra Handling FZE.\n\n"
    "This Order is effective on October 3, 2022 and shall remain in effect for 180 days."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load()


def facts(reading: Reading, name: str) -> list[str]:
    return [fact.value for fact in reading.facts if fact.name == name]


def about(reading: Reading, name: str) -> dict[str, str]:
    names = {m.id: m.text for m in reading.mentions}
    return {names[fact.about]: fact.value for fact in reading.facts if fact.name == name}


@pytest.mark.parametrize("text", [DENIAL, RENEWAL])
def test_every_fact_has_its_characters_its_rule_and_how_sure_it_is(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert len(reading.facts) > 6
    assert all(0 <= f.start < f.end <= len(text) and f.rule and 0 < f.confidence <= 1 for f in reading.facts)
    assert all(f.about in {m.id for m in reading.mentions} for f in reading.facts if f.about)


def test_ten_years_from_the_conviction_end_ten_years_after_it_and_a_prison_term_is_no_term(reader: Reader) -> None:
    reading = reader.read(DENIAL)
    assert reading.fact("kind") == "denial_order"
    assert reading.fact("authority") == "US-BIS"
    assert facts(reading, "date") == facts(reading, "effective") == ["2021-06-12"]
    assert facts(reading, "conviction") == ["2019-03-04"]
    assert facts(reading, "term") == ["10 years"]
    assert facts(reading, "expires") == ["2029-03-04"]
    assert "Tomas Reverte Lugo" in facts(reading, "respondent")


def test_a_renewal_says_which_order_it_renews_for_how_long_and_who_is_related(reader: Reader) -> None:
    reading = reader.read(RENEWAL)
    assert reading.fact("kind") == "renewal"
    assert facts(reading, "earlier_citation") == ["87 FR 21611"]
    assert facts(reading, "earlier_date") == ["2022-04-07"]
    assert (reading.fact("effective"), reading.fact("expires")) == ("2022-10-03", "2023-04-01")
    assert set(facts(reading, "respondent")) == {"Veltrans Airlines JSC", "Orsk Avia LLC"}
    assert set(facts(reading, "related_person")) == {"Igor Melnik", "Tavra Handling FZE"}


def test_a_rescission_names_each_party_with_the_day_of_its_own_order(reader: Reader) -> None:
    reading = reader.read(
        "The Department of State has rescinded the statutory debarments of Ivan Petrenko included in Federal Register notice of "
        "April 2, 2014, and Marko Horvat included in Federal Register notice of August 25, 2009."
    )
    assert reading.fact("kind") == "revocation"
    assert reading.fact("authority") == "US-STATE"
    assert about(reading, "earlier_date") == {"Ivan Petrenko": "2014-04-02", "Marko Horvat": "2009-08-25"}
    assert set(about(reading, "outcome").values()) == {"released"}


def test_each_respondent_of_a_release_has_its_own_amount_and_the_base_penalty_is_none_of_them(reader: Reader) -> None:
    reading = reader.read(
        "Belmar Trading Ltd. has agreed to remit $120,000 to settle potential civil liability for apparent violations of the "
        "Iranian Transactions Regulations. The base penalty amount was $400,000. Separately, Kestrel Labs Inc. has been assessed "
        "a penalty of $7,500 for violating the Cuban Assets Control Regulations. OFAC issued a Finding of Violation to "
        "Norvik Bank AG. Zarya Plant JSC has not received a penalty notice or Finding of Violation from OFAC."
    )
    assert about(reading, "amount") == {"Belmar Trading Ltd.": "120000 USD", "Kestrel Labs Inc.": "7500 USD"}
    assert about(reading, "outcome") == {
        "Belmar Trading Ltd.": "settlement", "Kestrel Labs Inc.": "penalty", "Norvik Bank AG": "finding_of_violation",
    }  # fmt: skip


def test_a_sum_cut_by_a_stray_space_is_read_whole(reader: Reader) -> None:
    reading = reader.read("Belmar Trading Ltd. has agreed to pay $1, 016,000 to settle its potential civil liability.")
    assert facts(reading, "amount") in (["1016000 USD"], [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Order Temporarily Denying Export Privileges", "temporary_denial"),
        (
            "In the Matter of: Ana Ruiz, 4 Elm Street, Tampa, FL 33601; Amended Order Denying Export Privileges",
            "modification",
        ),
        ("Order Terminating the Denial Order Against Kestrel Labs Inc.", "revocation"),
        ("Pavel Orlov; Denial of Hearing; Final Debarment Order", "debarment"),
        ("Pavel Orlov; Denial of Hearing on Application for Termination of Debarment", "appeal_decision"),
        ("Removals From the Unverified List", "delisting"),
        ("Addition of Entities to the Entity List", "listing"),
        ("Revisions of Temporary Denial Order Provisions To Allow for Extended Renewals", ""),
        ("Proposed Debarment Order", ""),
        ("Notice of a meeting of the technical advisory committee", ""),
        ("", ""),
    ],
)
def test_the_kind_of_a_notice_follows_its_own_words(reader: Reader, text: str, kind: str) -> None:
    assert reader.read(text).fact("kind") == kind


def test_a_period_of_years_ends_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert add(date(2020, 2, 29), 5, "year") == date(2025, 2, 28)
    assert add(date(2023, 8, 31), 6, "month") == date(2024, 2, 29)
    assert add(date(2022, 10, 3), 180, "day") == date(2023, 4, 1)
