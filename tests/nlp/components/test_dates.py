"""Dates: as precise as they are said, in several languages, and never guessed."""

from __future__ import annotations

import pytest

from nlp.components import e_dates as dates
from tests.nlp.components.reading_alone import found, seconds_for_hostile_text, values


@pytest.mark.parametrize(
    ("written", "value", "kind"),
    [
        ("June 12, 2013", "2013-06-12", "day"),
        ("3rd day of May, 2011", "2011-05-03", "day"),
        ("17-Oct-2023", "2023-10-17", "day"),
        ("12. März 2020", "2020-03-12", "day"),
        ("1er mars 2019", "2019-03-01", "day"),
        ("3 марта 2021", "2021-03-03", "day"),
        ("2021年3月4日", "2021-03-04", "day"),
        ("15 de marzo de 2020", "2020-03-15", "day"),
        ("11/14/07", "2007-11-14", "day"),
        ("3.4.2019", "2019-04-03", "day"),
        ("April 2008", "2008-04", "month"),
        ("марта 2020", "2020-03", "month"),
        ("Q2 2021", "2021-Q2", "quarter"),
        ("first quarter of 2020", "2020-Q1", "quarter"),
        ("H1 2022", "2022-H1", "half"),
        ("FY2020", "FY2020", "fiscal_year"),
        ("late 2019", "2019", "part"),
        ("early March 2018", "2018-03", "part"),
        ("1990s", "1990", "decade"),
    ],
)
def test_a_date_has_the_precision_that_is_said(written: str, value: str, kind: str) -> None:
    assert [(w, f.value, f.kind) for w, f in found(dates, f"It began in {written}.").items()] == [
        (written, value, kind)
    ]


def test_the_ends_of_a_range_are_two_dates_and_the_first_borrows_from_the_second() -> None:
    assert values(dates, "between 12 and 14 June 2020") == {"12": "2020-06-12", "14 June 2020": "2020-06-14"}
    assert values(dates, "from May 3 through June 4, 2020") == {"May 3": "2020-05-03", "June 4, 2020": "2020-06-04"}
    assert values(dates, "in March-April 2020") == {"March": "2020-03", "April 2020": "2020-04"}
    assert values(dates, "from 2019-2021 only") == {"2019": "2019", "2021": "2021"}


def test_day_and_month_are_not_guessed_but_learnt_from_the_other_dates_of_the_text() -> None:
    alone = found(dates, "sent on 03/04/2019")["03/04/2019"]
    assert (alone.value, alone.kind) == ("", "ambiguous")
    assert values(dates, "sent on 03/04/2019, paid on 25/04/2019")["03/04/2019"] == "2019-04-03"
    assert values(dates, "sent on 03/04/2019, paid on 04/25/2019")["03/04/2019"] == "2019-03-04"
    assert values(dates, "on 03/04/2019, 04/25/2019 and 25/04/2019")["03/04/2019"] == ""


def test_a_day_that_does_not_exist_has_no_value() -> None:
    (one,) = found(dates, "on February 30, 2019").values()
    assert (one.value, one.confidence < 0.5) == ("", True)


@pytest.mark.parametrize("text", ["model 2019 pumps", "31 C.F.R. part 560", "version 1.2.3", "12-34-56", "ratio 3/4"])
def test_models_citations_and_versions_are_no_dates(text: str) -> None:
    assert found(dates, text) == {}


def test_five_million_hostile_characters_are_read_in_their_time() -> None:
    assert seconds_for_hostile_text(dates) < 90
