"""UK licence aggregates: statistics without names; and UK denial notices, refused row by row when not whole."""

# ruff: noqa: E501  (rows of tables)

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]

DENIALS = """\
reference,regime_reg_ref,name,address,notifying_government,country,denial_cle,item_description,end_use,reason_for_refusal,entity_type
DN1/0001,RR-1,Marsh Gears Ltd,"4 Mill Lane, Leeds",France,United Kingdom,2B001,Machining centre,gear making,Risk of diversion,end_user
,RR-2,Fen Optics,"1 Quay",Italy,Malta,catch all,Lens,survey,Unclear,consignee
DN1/0003,,Nobody Ltd,"2 Quay",Italy,Malta,6A003,Camera,survey,Unclear,consignee
"""


def test_a_uk_denial_names_party_role_goods_and_the_government_that_refused(read: Read) -> None:
    said = read("denials.csv", DENIALS)
    assert said.source == "uk_lite_denials"
    assert said.report.rows == {"in": 4, "kept": 2, "reported": 1, "headers": 1}
    denial = said.things["Denial"]["uk_lite_denials:RR-1"]
    assert denial["kind"] == ["licence_denial"]
    assert denial["authority"] == ["France"]
    assert denial["end_use"] == ["gear making"]
    assert ("Marsh Gears Ltd", "uk_lite_denials:RR-1", "end_user") in said.links("PARTY_TO")
    assert said.links("CLASSIFIED_AS") == [("uk_lite_denials:RR-1", "code:2B001", "")]


def test_a_uk_denial_that_is_not_whole_is_refused_saying_what_it_lacks(read: Read) -> None:
    said = read("denials.csv", DENIALS)
    (error,) = [issue for issue in said.issues if issue["severity"] == "error"]
    assert error["locator"] == "row=4"
    assert "nothing in regime_reg_ref" in error["problem"]
    (note,) = [issue for issue in said.issues if issue["severity"] == "note"]
    assert note["locator"] == "row=3;col=reference"


def test_the_real_uk_denial_files_are_read_and_refused(read: Read, shared_data: Path) -> None:
    folder = shared_data / "licences" / "uk_lite_api"
    assert read("", path=folder / "denial_valid.csv").report.rows == {"in": 8, "kept": 7, "reported": 0, "headers": 1}
    refused = read("", path=folder / "denial_invalid.csv")
    assert refused.report.rows == {"in": 4, "kept": 0, "reported": 3, "headers": 1}
    for issue in refused.issues:
        for column in ("reference", "regime_reg_ref", "reason_for_refusal", "entity_type"):
            assert column in issue["problem"]


def test_an_aggregate_value_is_a_statistic_of_what_was_granted_or_refused(read: Read) -> None:
    said = read(
        "values.csv",
        "licence_group,date,rating,count,value,country,refused\n"
        "1,2008-01-02,ML10,1,3540,Italy,0\n2,2008-01-03,ML3,2,900,Atlantis,1\n",
    )
    first, second = sorted(said.things["Statistic"].values(), key=lambda thing: thing["reference"])
    assert (first["outcome"], first["country"], first["value"], first["currency"]) == (
        ["granted"],
        ["IT"],
        ["3540"],
        ["GBP"],
    )
    assert second["outcome"] == ["refused"]
    assert second["note"] == ["country: Atlantis"]
    assert [issue["severity"] for issue in said.issues] == ["note"]


def test_both_editions_of_refusal_criteria_say_the_same(read: Read) -> None:
    old = read("old.csv", "licence_group,criteria,description\n53,7,Risk of diversion.\n").one("Statistic")
    new = read("new.csv", "licence_cohort_id,criterion,description\n53,7,Risk of diversion.\n").one("Statistic")
    assert old == new
    assert old["note"] == ["criterion 7: Risk of diversion."]


def test_ratings_give_control_codes_their_words(read: Read) -> None:
    said = read(
        "ratings.csv", "rating,military,short_description,full_description\nML3,1,Ammunition,Ammunition and fuzes\n"
    )
    assert said.things["ControlCode"]["code:ML3"] == {
        "code": ["ML3"], "text": ["Ammunition and fuzes"], "regime": ["uk_military"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("uk_caat_2015-07/ratings.csv", 250),
        ("uk_caat_2015-07/refusal-criteria.csv", 1943),
        ("uk_caat_2015-07/footnotes_licence.csv", 4560),
        ("uk_caat_2026-05/ratings.csv", 317),
        ("uk_caat_2026-05/refusal-criteria.csv", 4464),
    ],
)
def test_every_row_of_the_real_aggregates_is_kept(read: Read, shared_data: Path, file: str, rows: int) -> None:
    said = read("", path=shared_data / "licences" / file)
    assert said.source == "uk_caat"
    assert said.report.rows == {"in": rows + 1, "kept": rows, "reported": 0, "headers": 1}
