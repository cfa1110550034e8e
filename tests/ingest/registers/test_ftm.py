"""FollowTheMoney entities, whole or as changes: parties, stakes, offices, sanctions, addresses."""

# ruff: noqa: E501  (rows of tables)

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]


def _entity(id_: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {
        "id": id_, "caption": properties.get("name", [schema])[0], "schema": schema, "properties": properties,
        "datasets": ["xx_list"], "first_seen": "2023-01-01T00:00:00", "last_change": "2024-02-03T10:00:00",
    }  # fmt: skip


def _lines(*entities: dict[str, Any]) -> str:
    return "\n".join(json.dumps(entity, ensure_ascii=False) for entity in entities) + "\n"


COMPANY = _entity(
    "e1", "Company", name=["Reed Works", "Рид Воркс"], jurisdiction=["am"], incorporationDate=["2021-05-06"],
    innCode=["7704730655"], phone=["+374 10 555 111; +374 10 555 112"], addressEntity=["a1"], topics=["sanction"],
)  # fmt: skip
PERSON = _entity("e2", "Person", name=["Anna Moor"], birthDate=["1970"], country=["ru"])


def test_companies_and_people_are_parties_with_every_name(read: Read) -> None:
    said = read(
        "x.json", _lines(COMPANY, PERSON, _entity("a1", "Address", full=["Mill Street 4, Yerevan"], country=["am"]))
    )
    company = said.things["Party"]["ftm:e1"]
    assert company["names"] == ["Reed Works", "Рид Воркс"]
    assert company["kind"] == ["company"]
    assert company["registered_on"] == ["2021-05-06"]
    assert said.things["Party"]["ftm:e2"]["birth_date"] == ["1970"]
    assert said.values("Contact", "value") == ["+37410555111", "+37410555112"]
    assert said.values("Identifier", "kind") == ["inn"]
    (located,) = said.things["LOCATED_AT"].values()
    assert located["end"][0] in said.things["Address"]


def test_stakes_offices_and_other_ties_become_relationships(read: Read) -> None:
    said = read(
        "x.json",
        _lines(
            COMPANY, PERSON,
            _entity("l1", "Ownership", owner=["e2"], asset=["e1"], percentage=["25-50"], startDate=["2022-01-01"]),
            _entity("l2", "Directorship", director=["e2"], organization=["e1"], role=["chair"]),
            _entity("l3", "UnknownLink", subject=["e2"], object=["e1"]),
            _entity("l4", "Family", person=["e2"], relative=["e3"], relationship=["sister"]),
        ),
    )  # fmt: skip
    stake = said.one("OWNS")
    assert (stake["share_min"], stake["share_max"]) == (["25"], ["50"])
    assert said.links("OFFICER_OF") == [("Anna Moor", "Reed Works", "chair")]
    assert said.links("ASSOCIATED_WITH") == [
        ("Anna Moor", "Reed Works", "unknown link"),
        ("Anna Moor", "ftm:e3", "sister"),
    ]


def test_a_sanction_is_a_listing_and_a_bare_mark_is_one_only_without_it(read: Read) -> None:
    sanction = _entity(
        "s1", "Sanction", entity=["e1"], authority=["Ministry"], program=["Decree 5"], startDate=["2023-02-01"]
    )
    marked = read("x.json", _lines(COMPANY))
    assert [denial["kind"] for denial in marked.things["Denial"].values()] == [["listing"]]
    told = read("y.json", _lines(COMPANY, sanction))
    assert told.things["Denial"].keys() == {"ftm:s1"}
    assert told.one("Denial")["title"] == ["Ministry: Decree 5"]
    assert told.clocks["ftm:s1"][0] == "2023-02-01"


def test_changes_add_and_replace_entities_and_a_deletion_is_reported(read: Read) -> None:
    text = _lines(
        {"op": "ADD", "entity": COMPANY},
        {"op": "MOD", "entity": PERSON},
        {"op": "DEL", "entity": {"id": "e9", "schema": "Person"}},
    )
    said = read("yente_delta_20240528014702-abc.json", text)
    assert said.things["Party"].keys() == {"ftm:e1", "ftm:e2"}
    assert said.report.rows == {"in": 3, "kept": 2, "reported": 1, "headers": 0}
    assert "deleted the entity e9" in next(i["problem"] for i in said.issues if i["severity"] == "error")


def test_a_schema_without_a_place_is_reported_and_unread_properties_are_named(read: Read) -> None:
    said = read(
        "x.json",
        _lines(
            _entity("p1", "Payment", payer=["e1"], beneficiary=["e2"]),
            {**PERSON, "properties": {"name": ["A B"], "eyeColor": ["grey"]}},
        ),
    )
    assert said.report.rows == {"in": 2, "kept": 1, "reported": 1, "headers": 0}
    assert "Payment" in said.issues[0]["problem"]
    assert "Person.eyeColor" in said.report.unread


def test_broken_lines_are_reported_and_the_rest_is_read(read: Read) -> None:
    said = read("x.json", _lines(PERSON) + '{"id": "e5", "schema": "Comp\n' + '{"id": "e6"}\n')
    assert said.report.rows == {"in": 3, "kept": 1, "reported": 2, "headers": 0}


@pytest.mark.parametrize(
    ("file", "rows", "reported"),
    [
        ("zala_entities.ftm.json", 91, 1), ("yente_t1_entities.ftm.json", 7, 0), ("yente_delta_20240528014702-pfh.json", 2, 0),
    ],
)  # fmt: skip
def test_the_real_files_are_read(read: Read, shared_data: Path, file: str, rows: int, reported: int) -> None:
    said = read("", path=shared_data / "ftm" / file)
    assert said.report.rows == {"in": rows, "kept": rows - reported, "reported": reported, "headers": 0}
