"""The real lists are read to the last row, and two revisions of one give the right additions and removals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.workspace import create
from ingest.changes import changes
from ingest.intake import Wish, ingest
from ingest.records import connect

COUNTS = {
    "lists/us_other/bis_mieu.csv": ("us_mieu", 14, 13, 0),
    "lists/us_other/inksna.csv": ("us_inksna", 29, 28, 0),
    "lists/us_csl/csl_2019-12_sample.csv": ("us_csl", 116, 115, 0),
    "lists/jp/250912_list_daisangoku_tokutei.pdf.txt": ("jp_end_user", 56, 56, 0),
    "lists/jp/250912_list_russia_tokutei.pdf.txt": ("jp_end_user", 561, 561, 0),
    "lists/un/UN_consolidated_2026-02.xml": ("un_consolidated", 1003, 1003, 0),
    "lists/ofac/2019-01/sdn_comments.csv": ("ofac_sdn_comments", 13, 13, 0),
    "lists/eu/consolidated/32023R1529.csv": ("eu_consolidated", 45, 44, 0),
    "classification/us_ccl.json": ("us_ccl", 633, 633, 0),
    "classification/dual_use_list_en_2022.json": ("eu_dual_use", 4238, 3082, 0),
    "classification/hs/sked_b_export_codes.csv": ("us_schedule_b", 9663, 9662, 0),
    "classification/uk_regimes/MTCR_Cat_2_regimes.csv": ("mtcr_codes", 241, 241, 0),
    "classification/uk_regimes/NSG_Dual_use.csv": ("nsg_codes", 242, 241, 0),
    "classification/us_country-chart.json": ("us_country_chart", 200, 200, 0),
    "classification/us_country-groups.json": ("us_country_groups", 14, 14, 0),
}


@pytest.mark.parametrize("file", COUNTS)
def test_every_row_of_a_real_list_is_kept_or_reported(file: str, shared_data: Path, tmp_path: Path) -> None:
    (taken,) = ingest(create(tmp_path / "w"), [shared_data / file])
    assert taken.report is not None
    rows = taken.report.rows
    assert (taken.report.source, rows["in"], rows["kept"], rows["reported"]) == COUNTS[file]
    assert rows["in"] == rows["kept"] + rows["reported"] + rows["headers"]


def test_two_revisions_of_the_denied_persons_list_give_its_removals(shared_data: Path, tmp_path: Path) -> None:
    place = create(tmp_path / "w")
    folder = shared_data / "lists" / "bis_dpl"
    given = {}
    for file in sorted(folder.glob("dpl_*.txt")):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t")
            given[file.name] = {" ".join(row["Name"].split()).casefold() for row in rows}
    list(ingest(place, [folder], Wish()))
    (step,) = changes(place, "bis_dpl")
    old, new = given["dpl_2019-06.txt"], given["dpl_2022-09.txt"]
    assert {name.casefold() for _, name in step.removed} == old - new
    assert {name.casefold() for _, name in step.added} == new - old
    bad = connect(place).execute("SELECT count(*) FROM issues WHERE value = '3017-08-22'").fetchone()
    assert bad == (2,)
