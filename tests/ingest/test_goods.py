"""Goods in the graph: candidates with a score and two clocks, part numbers as identity; and how often lists hit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graph.snapshot import Snapshot
from graph.workspace import Workspace, create
from ingest.build import build
from ingest.commands.goods import read_index
from ingest.intake import Wish, ingest
from nlp.goods_score import overlap, score

PHRASES = Path(__file__).parents[1] / "nlp" / "evaluation" / "goods.tsv"

ENTRIES = {"3Z001": "Field programmable logic devices", "9Z012": "Unmanned aerial vehicles and their engines"}


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return create(tmp_path / "w")


def take(place: Workspace, name: str, text: str, received: str) -> None:
    file = place.folder.parent / name
    file.write_text(text, encoding="utf-8")
    (taken,) = ingest(place, [file], Wish(received=date.fromisoformat(received)))
    assert taken.outcome == "read", taken.problem


def ccl(place: Workspace, day: str, entries: dict[str, str] = ENTRIES) -> None:
    said = [{"eccn": code, "heading": text} for code, text in entries.items()]
    whole = {"citation": "made", "entryCount": len(said), "ecfrIssueDate": day, "entries": said}
    take(place, f"ccl-{day}.json", json.dumps(whole, indent=1), day)


def trade(place: Workspace, day: str, *goods: str) -> None:
    rows = [
        f"D{n},{day},Acme Optik GmbH,DE,Blue Dhow FZE,AE,{what.replace('|', ',')}"
        for n, what in enumerate(goods, start=1)
    ]
    head = "declaration_id,date,exporter,departure,consignee,destination,description,part_number,hs_code"
    take(place, f"trade-{day}.csv", "\n".join([head, *rows]) + "\n", day)


def rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as db:
        return db.sql(f"SELECT * FROM '{path}' ORDER BY id").to_arrow_table().to_pylist() if path.exists() else []


def candidates(snapshot: Snapshot) -> Sequence[dict[str, Any]]:
    return rows(snapshot.rels("MAY_FALL_UNDER"))


def test_goods_of_a_declaration_get_the_entry_whose_wording_is_likest(place: Workspace) -> None:
    ccl(place, "2024-01-10")
    trade(place, "2024-03-01", "FPGA chips||854239", "flour||110100")
    snapshot = build(place).snapshot
    (one,) = candidates(snapshot)
    item = next(row for row in rows(snapshot.nodes("Item")) if row["id"] == one["start"])
    assert (item["description"], one["end"], one["rank"]) == ("FPGA chips", "code:3Z001", 1)
    assert (one["regime"], one["words"], one["wording"]) == ("us_ccl", ["FPGA"], ENTRIES["3Z001"])
    assert one["inferred"]
    assert 0.4 <= one["score"] < 1
    assert one["confidence"] == one["score"]
    assert one["evidence_count"] == len(one["evidence"]) == 2
    shipped = {(link["start"], link["end"]) for link in rows(snapshot.rels("FOR_ITEM"))}
    assert item["id"] in {end for _, end in shipped}


@pytest.mark.parametrize(("list_day", "trade_day"), [("2024-01-10", "2024-03-01"), ("2024-03-01", "2024-01-10")])
def test_a_candidate_can_be_known_when_both_the_goods_and_the_list_are(
    place: Workspace, list_day: str, trade_day: str
) -> None:
    ccl(place, list_day)
    trade(place, trade_day, "FPGA chips||854239")
    (one,) = candidates(build(place).snapshot)
    assert one["known_from"] == date(2024, 3, 1)
    assert candidates(build(place, date(2024, 2, 1)).snapshot) == []


def test_an_entry_that_its_list_no_longer_has_is_no_candidate_but_was_one(place: Workspace) -> None:
    ccl(place, "2024-01-10")
    ccl(place, "2024-06-10", {"9Z012": ENTRIES["9Z012"]})
    trade(place, "2024-03-01", "FPGA chips||854239")
    assert candidates(build(place).snapshot) == []
    assert [one["end"] for one in candidates(build(place, date(2024, 4, 1)).snapshot)] == ["code:3Z001"]


def test_a_part_number_in_the_words_becomes_identity_of_the_item(place: Workspace) -> None:
    trade(place, "2024-03-01", "XILINX XC7K325T-2FFG900I chips||854239", "chip|XC7K325T-1FBG676C|854239")
    items = rows(build(place).snapshot.nodes("Item"))
    assert {(item["part_number"], item["part_base"], item["part_suffix"], item["maker"]) for item in items} == {
        ("XC7K325T-2FFG900I", "XC7K325T", "2FFG900I", "Xilinx"),
        ("XC7K325T-1FBG676C", "XC7K325T", "1FBG676C", "Xilinx"),
    }


def test_the_commonest_descriptions_become_items_and_the_rest_are_counted(place: Workspace) -> None:
    most = 2000
    trade(
        place, "2024-03-01", *(f"goods number {n}||110100" for n in range(most + 1)), "YEAST||210210", "Yeast||210210"
    )
    built = build(place)
    items = rows(built.snapshot.nodes("Item"))
    assert len(items) == most
    assert sum(item["description"].lower() == "yeast" for item in items) == 1
    assert built.left_out == {"descriptions of goods beyond the 2,000 commonest, which are no items": 2}


def test_the_real_lists_hit_more_often_than_plain_overlap_of_words(shared_data: Path, place: Workspace) -> None:
    lists = [shared_data / "classification" / name for name in ("dual_use_list_en_2022.json", "us_ccl.json", "hs")]
    list(ingest(place, lists))
    for label, top_1, top_5 in (("ControlCode", 0.75, 0.92), ("HsCode", 0.54, 0.74)):
        index = read_index(place, label)
        ours, floor = score(PHRASES, label, index.candidates), score(PHRASES, label, overlap(index))
        assert ours["all"].first >= top_1
        assert ours["all"].among >= top_5
        assert ours["all"].first > floor["all"].first + 0.05
        assert ours["all"].among > floor["all"].among + 0.05
