"""Licences: one row a line, amendments as later rows, refusals as denials."""

# ruff: noqa: E501  (rows of tables)

from collections.abc import Callable
from typing import Any

HEADER = (
    "licence_id,authority,kind,status,applicant,applicant_address,exporter,consignee,consignee_address,end_user,"
    "end_user_address,intermediaries,country,line,item,part_number,control_code,hs_code,quantity,unit,value,currency,"
    "applied_on,decided_on,valid_from,valid_to,end_use,conditions,reason,cites"
)
Read = Callable[..., Any]


def _row(**given: str) -> str:
    usual = {
        "licence_id": "L-1", "authority": "EXA", "kind": "individual", "status": "granted", "applicant": "Tarn Pumps GmbH",
        "applicant_address": "Uferweg 3, 28195 Bremen, Germany", "exporter": "Tarn Pumps GmbH", "consignee": "Lotus Dyes Ltd",
        "consignee_address": "Link Road 9, Pune 411001, India", "end_user": "Lotus Dyes Ltd", "country": "India", "line": "1",
        "item": "Bellows valve", "part_number": "bv 40", "control_code": "2B350", "hs_code": "8481.80", "quantity": "100",
        "unit": "PCS", "value": "12000", "currency": "eur", "applied_on": "2023-01-10", "decided_on": "2023-03-01",
        "valid_from": "2023-03-05", "valid_to": "2025-03-04", "end_use": "dye works",
    }  # fmt: skip
    cells = {**usual, **given}
    return ",".join(f'"{cells.get(column, "")}"' for column in HEADER.split(","))


def _file(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


def test_a_row_is_a_licence_with_its_line_goods_and_parties_in_their_roles(read: Read) -> None:
    said = read("register.csv", _file(_row(intermediaries="Quay Trading BV; Old Mill Agency")))
    licence = said.one("Licence")
    assert licence["licence_id"] == ["L-1"]
    assert licence["country"] == ["IN"]
    assert said.clocks["licence:EXA:L-1"] == ("2023-03-05", "2025-03-04")
    line = said.one("LicenceLine")
    assert (line["quantity"], line["unit"], line["part_number"], line["hs_code"]) == (
        ["100"],
        ["pcs"],
        ["BV40"],
        ["848180"],
    )
    assert said.links("PARTY_TO") == [
        ("Lotus Dyes Ltd", "licence:EXA:L-1", "consignee"),
        ("Lotus Dyes Ltd", "licence:EXA:L-1", "end_user"),
        ("Old Mill Agency", "licence:EXA:L-1", "intermediary"),
        ("Quay Trading BV", "licence:EXA:L-1", "intermediary"),
        ("Tarn Pumps GmbH", "licence:EXA:L-1", "applicant"),
        ("Tarn Pumps GmbH", "licence:EXA:L-1", "exporter"),
    ]
    assert said.things["HsCode"].keys() == {"hs:848180"}
    assert said.things["ControlCode"].keys() == {"code:2B350"}
    assert "Denial" not in said.things
    assert said.report.unread == []


def test_a_refused_row_is_a_denial_of_a_licence_with_the_same_parties(read: Read) -> None:
    said = read(
        "register.csv",
        _file(_row(status="refused", reason="risk of diversion", cites="Criterion 7", valid_from="", valid_to="")),
    )
    denial = said.one("Denial")
    assert denial["kind"] == ["licence_denial"]
    assert denial["reason"] == ["risk of diversion"]
    assert said.links("REFUSED_AS") == [("licence:EXA:L-1", "denial:licence:EXA:L-1", "")]
    assert ("Lotus Dyes Ltd", "denial:licence:EXA:L-1", "end_user") in said.links("PARTY_TO")
    assert said.one("Licence")["status"] == ["refused"]


def test_an_amendment_is_a_version_of_its_line_that_holds_from_its_own_day(read: Read) -> None:
    said = read("register.csv", _file(_row(), _row(quantity="150", decided_on="2024-02-05", conditions="raised")))
    first, second = "licence:EXA:L-1/line:1", "licence:EXA:L-1/line:1@2"
    assert said.things["LicenceLine"][first]["quantity"] == ["100"]
    assert said.things["LicenceLine"][second]["quantity"] == ["150"]
    assert said.clocks[first] == ("2023-03-05", "2024-02-05")
    assert said.clocks[second] == ("2024-02-05", "2025-03-04")
    assert said.things["LicenceLine"][second]["line"] == ["1"]
    assert said.one("Licence")["conditions"] == ["raised"]


def test_the_order_of_rows_in_the_file_does_not_matter(read: Read) -> None:
    said = read("register.csv", _file(_row(quantity="150", decided_on="2024-02-05"), _row()))
    assert said.things["LicenceLine"]["licence:EXA:L-1/line:1@2"]["quantity"] == ["150"]


def test_a_revoked_licence_ends_on_the_day_of_revocation_and_keeps_its_line(read: Read) -> None:
    said = read("register.csv", _file(_row(), _row(status="revoked", decided_on="2024-05-01", reason="diverted")))
    assert said.one("Licence")["status"] == ["revoked"]
    assert said.clocks["licence:EXA:L-1"] == ("2023-03-05", "2024-05-01")
    assert said.clocks["licence:EXA:L-1/line:1"] == ("2023-03-05", "2024-05-01")
    assert len(said.things["LicenceLine"]) == 1


def test_a_refused_line_of_a_granted_licence_is_never_in_force(read: Read) -> None:
    said = read(
        "register.csv", _file(_row(), _row(line="2", status="refused", item="Pump", part_number="P2", quantity="7"))
    )
    assert said.one("Licence")["status"] == ["granted"]
    begins, ends = said.clocks["licence:EXA:L-1/line:2"]
    assert begins == ends != ""
    assert said.one("Denial")["kind"] == ["licence_denial"]


def test_a_status_nobody_has_seen_is_kept_and_reported(read: Read) -> None:
    said = read("register.csv", _file(_row(status="parked")))
    assert said.one("Licence")["status"] == ["parked"]
    assert [issue["severity"] for issue in said.issues] == ["note"]
    assert said.report.rows["kept"] == 1


def test_a_row_without_licence_is_reported_and_a_column_nobody_knows_is_named(read: Read) -> None:
    text = _file(_row(licence_id="") + ",green", _row() + ",blue", header=HEADER + ",colour")
    said = read("register.csv", text)
    assert said.report.rows == {"in": 3, "kept": 1, "reported": 1, "headers": 1}
    assert said.report.unread == ["colour"]


def test_impossible_dates_and_doubtful_numbers_are_left_out_and_reported(read: Read) -> None:
    said = read("register.csv", _file(_row(decided_on="3017-08-22", quantity="1,500", value="-4")))
    assert "quantity" not in said.one("LicenceLine")
    assert "value" not in said.one("LicenceLine")
    assert "decided_on" not in said.one("Licence")
    assert {issue["column"] for issue in said.issues} == {"decided_on", "quantity", "value"}


def test_revisions_of_a_register_are_one_series_for_each_authority(read: Read) -> None:
    said = read("register_2024-01-02.csv", _file(_row()))
    assert said.report.series == "licence_register EXA"
