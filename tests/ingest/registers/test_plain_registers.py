"""Owners, officers, companies, end-use statements and penalties as plain CSV."""

# ruff: noqa: E501  (rows of tables)

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]

OWNERS = "owner,owner_country,owned,owned_country,share_min,share_max,from,to,source\n"


@pytest.mark.parametrize(
    ("low", "high", "said_low", "said_high"),
    [
        ("30", "30", ["30"], ["30"]), ("25.5", "50", ["25.5"], ["50"]), ("", "", None, None), ("25%", "", ["25"], None),
        (">50", "100", ["50"], ["100"]), ("60", "40", None, None), ("130", "130", None, None), ("unknown", "unknown", None, None),
    ],
)  # fmt: skip
def test_a_share_is_a_range_in_percent_and_unknown_is_absent(
    read: Read, low: str, high: str, said_low: list[str] | None, said_high: list[str] | None
) -> None:
    said = read("owners.csv", OWNERS + f"Kite Holding,RU,Reed Works,AM,{low},{high},2020-01-01,,gazette\n")
    stake = said.one("OWNS")
    assert stake.get("share_min") == said_low
    assert stake.get("share_max") == said_high
    assert said.links("OWNS") == [("Kite Holding", "Reed Works", "")]
    assert stake["basis"] == ["gazette"]
    assert bool(said.issues) == (low in ("60", "130"))


def test_a_stake_holds_from_its_first_day_until_its_last(read: Read) -> None:
    said = read(
        "owners.csv",
        OWNERS + "Kite Holding,RU,Reed Works,AM,60,60,2019-01-01,2022-12-01,x\n,RU,Reed Works,AM,1,1,,,x\n",
    )
    (link,) = said.things["OWNS"]
    assert said.clocks[link] == ("2019-01-01", "2022-12-01")
    assert said.report.rows == {"in": 3, "kept": 1, "reported": 1, "headers": 1}


def test_two_officers_of_one_name_are_two_mentions(read: Read) -> None:
    said = read(
        "officers.csv",
        "person,company,country,role,from,to,source\nAnna Moor,Reed Works,AM,director,2020-01-01,,x\n"
        "Anna Moor,Kite Holding,RU,manager,,,x\n",
    )
    people = [subject for subject, party in said.things["Party"].items() if party["name"] == ["Anna Moor"]]
    assert len(people) == 2
    assert said.links("OFFICER_OF") == [
        ("Anna Moor", "Kite Holding", "manager"),
        ("Anna Moor", "Reed Works", "director"),
    ]


def test_a_company_has_its_number_days_address_and_contacts(read: Read) -> None:
    said = read(
        "companies.csv",
        "name,country,registered_on,registration_no,address,phone,email,activity,status,dissolved_on\n"
        'Reed Works LLC,AM,2021-05-06,AM-77123,"Mill Street 4, Yerevan",+374 10 555 111,a@reed.example; b@reed.example,'
        "trade,dissolved,2023-01-31\n",
    )
    company = said.one("Party")
    assert company["registered_on"] == ["2021-05-06"]
    assert company["dissolved_on"] == ["2023-01-31"]
    assert company["kind"] == ["company"]
    assert said.values("Contact", "value") == ["+37410555111", "a@reed.example", "b@reed.example"]
    assert said.values("Identifier", "value") == ["AM77123"]
    assert said.values("Address", "country") == ["AM"]


def test_an_end_use_statement_keeps_its_words_and_links_user_signatory_and_goods(read: Read) -> None:
    said = read(
        "statements.csv",
        "statement_id,licence_id,signed_on,signatory,end_user,end_user_address,country,item,quantity,end_use,text\n"
        'S-1,L-1,2023-02-01,Anna Moor,Reed Works,"Mill Street 4",AM,Valve,12,dye works,"We, Reed Works, will use them ourselves."\n',
    )
    statement = said.one("EndUseStatement")
    assert statement["text"] == ["We, Reed Works, will use them ourselves."]
    assert statement["quantity"] == ["12"]
    subject = "end_use_register:S-1"
    assert said.links("PARTY_TO") == [("Anna Moor", subject, "signatory"), ("Reed Works", subject, "end_user")]
    assert len(said.links("FOR_ITEM")) == 1


def test_a_penalty_names_its_party_unless_it_is_an_unnamed_individual(read: Read) -> None:
    said = read(
        "penalties.csv",
        "id,date,name,n_cases,usd,revision_date\n1-2020,2020-03-04,Tern Bank Inc.,2,5500.0,\n2-2020,2020-03-04,Individual,1,1000.0,\n"
        "3-2020,2020-03-04,Individuals,9,13400.0,\n",
    )
    assert said.values("Penalty", "amount") == ["1000", "13400", "5500"]
    assert said.links("NAMED_IN") == [("Tern Bank Inc.", "ofac_penalties_index:1-2020", "")]


def test_every_row_of_the_real_penalties_index_is_kept(read: Read, shared_data: Path) -> None:
    said = read("", path=shared_data / "notices" / "ofac_penalties_index.csv")
    assert said.report.rows == {"in": 1047, "kept": 1046, "reported": 0, "headers": 1}
    assert len(said.things["Penalty"]) == 1046
    assert not {"Individual", "Individuals"} & set(said.values("Party", "name"))
