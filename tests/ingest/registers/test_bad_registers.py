"""Whatever stands in a register's cells, every row is kept or reported and the reader never stumbles."""

# ruff: noqa: E501  (rows of tables)

import csv
import io
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]

HEADERS = {
    "licence_register": (
        "licence_id,authority,kind,status,applicant,applicant_address,exporter,consignee,consignee_address,end_user,"
        "end_user_address,intermediaries,country,line,item,part_number,control_code,hs_code,quantity,unit,value,currency,"
        "applied_on,decided_on,valid_from,valid_to,end_use,conditions,reason,cites"
    ),
    "end_use_register": (
        "statement_id,licence_id,signed_on,signatory,end_user,end_user_address,country,item,quantity,end_use,text"
    ),
    "ownership": "owner,owner_country,owned,owned_country,share_min,share_max,from,to,source",
    "officers": "person,company,country,role,from,to,source",
    "company_register": (
        "name,country,registered_on,registration_no,address,phone,email,activity,status,dissolved_on"
    ),
    "ofac_penalties_index": "id,date,name,n_cases,usd,revision_date",
    "uk_lite_denials": (
        "reference,regime_reg_ref,name,address,notifying_government,country,denial_cle,item_description,end_use,"
        "reason_for_refusal,entity_type"
    ),
    "uk_caat": "licence_group,date,rating,count,value,country,refused",
}  # fmt: skip

CELLS = (
    "", "", " ", "Reed Works LLC", "ООО «Вольная Речь»", "有限公司", "2024-02-30", "2023-05-01", "3017-08-22", "01/02/2023", "-0-",
    "1,500", "1 500.5", "-7", "1e400", "nan", "12", "100", "25-50%", ">50", "AM", "Atlantis", "=cmd()", "a;b;;c", "\x00", "\x00x",
    "line\nbreak", '"quoted"', "x" * 3000, "+374 10 555 111", "@", ";", "'; DROP TABLE", "8481.80", "refused", "granted", "\u202e",
    "L-1", "EXA", "end_user", "ï»¿",
)  # fmt: skip


@pytest.mark.parametrize("source", sorted(HEADERS))
def test_every_row_is_kept_or_reported_whatever_it_holds(read: Read, source: str) -> None:
    draw = random.Random(source)
    header = HEADERS[source].split(",")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    for _ in range(80):
        width = len(header) if draw.random() < 0.9 else draw.randrange(1, len(header) + 3)
        writer.writerow([draw.choice(CELLS) for _ in range(width)])
    said = read("bad.csv", text.getvalue())
    assert said.source == source
    assert said.report.problem == ""
    assert said.report.rows["kept"] > 0


@pytest.mark.parametrize("source", sorted(HEADERS))
def test_a_register_with_a_header_only_has_no_rows(read: Read, source: str) -> None:
    said = read("empty.csv", HEADERS[source] + "\n")
    assert said.source == source
    assert said.report.rows == {"in": 1, "kept": 0, "reported": 0, "headers": 1}


def test_odd_entities_are_kept_or_reported(read: Read) -> None:
    values: list[Any] = [None, 5, "x", ["x", None, 7], {"a": 1}, [["deep"]], "", ["2024"], ["2024-13-40"], ["sanction"]]
    schemata = ["Company", "Person", "Ownership", "Sanction", "Address", "Passport", "Payment", "", None, 7, "Family"]
    names = ["name", "country", "incorporationDate", "topics", "owner", "asset", "percentage", "entity", "full", "holder",
             "number", "person", "relative", "addressEntity", "startDate", "phone"]  # fmt: skip
    draw = random.Random(5)
    lines = [json.dumps({"id": "e0", "schema": "Person", "properties": {"name": ["A Moor"]}})]
    for number in range(120):
        chosen = {name: draw.choice(values) for name in draw.sample(names, draw.randrange(len(names)))}
        entity = {
            "id": f"e{number}",
            "schema": draw.choice(schemata),
            "properties": draw.choice([chosen, chosen, [], None]),
        }
        lines.append(
            json.dumps(draw.choice([entity, entity, {"op": "MOD", "entity": entity}, {"op": "?"}, [entity], 3]))
        )
    said = read("odd.json", "\n".join(lines))
    assert said.source == "ftm"
    assert said.report.problem == ""
