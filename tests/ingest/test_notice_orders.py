"""Which order a notice renews, amends or lifts: told by citation, by day, or as the only one open; never guessed."""

# ruff: noqa: E501  (texts stand as a notice would write them)

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from graph.workspace import Workspace
from ingest.build import Built, build
from ingest.intake import Wish, ingest

DENY = "Order Temporarily Denying Export Privileges; {who}"
RENEW = "Order Renewing Temporary Denial of Export Privileges; {who}"
VELTRANS = "Veltrans Airlines JSC, 4 Lenina str., Omsk, Russia"
ORSK = "Orsk Avia JSC, 9 Mira str., Orsk, Russia"


class Notices:
    """Notices put into a workspace one file after another, and the graph they give."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.workspace, self.folder, self.files = workspace, folder, 0

    def tell(self, *notices: tuple[str, str, str], text: str = "") -> None:
        self.files += 1
        path = self.folder / f"notices{self.files}.jsonl"
        lines = [
            json.dumps({"document_number": number, "date": day, "title": title, "abstract": text})
            for number, day, title in notices
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        (taken,) = ingest(self.workspace, [path], Wish(), today=date(2024, 6, 1))
        assert taken.outcome == "read", taken

    def built(self, as_of: date = date(2024, 6, 1)) -> Built:
        self.build = build(self.workspace, as_of)
        return self.build

    def rows(self, table: str) -> list[dict[str, Any]]:
        path = self.build.snapshot.folder / table
        if not path.exists():
            return []
        found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return found

    def links(self) -> set[tuple[str, str, str]]:
        return {
            (row["start"].rpartition(":")[2], row["role"], row["end"].rpartition(":")[2])
            for row in self.rows("rels/RENEWS.parquet")
        }

    def order(self, number: str) -> dict[str, Any]:
        return next(row for row in self.rows("nodes/Denial.parquet") if row["id"].endswith(f":{number}"))


@pytest.fixture
def notices(workspace: Workspace, tmp_path: Path) -> Notices:
    return Notices(workspace, tmp_path)


def test_a_renewal_is_linked_to_the_latest_of_a_chain_even_from_another_file(notices: Notices) -> None:
    notices.tell(("d1", "2022-04-07", DENY.format(who=VELTRANS)), ("d2", "2022-10-03", RENEW.format(who=VELTRANS)))
    notices.tell(("d3", "2023-03-30", RENEW.format(who=VELTRANS)), ("x1", "2023-03-30", DENY.format(who=ORSK)))
    notices.built()
    assert notices.links() == {("d2", "renews", "d1"), ("d3", "renews", "d2")}
    (link, _) = notices.rows("rels/RENEWS.parquet")
    assert link["inferred"]
    assert link["rule"]
    assert len(link["evidence"]) >= 2


def test_where_two_orders_fit_none_is_taken_and_the_build_says_so(notices: Notices) -> None:
    notices.tell(
        ("d1", "2022-04-07", DENY.format(who=VELTRANS)),
        ("d2", "2022-05-09", DENY.format(who=VELTRANS)),
        ("d3", "2022-10-03", RENEW.format(who=VELTRANS)),
    )
    built = notices.built()
    assert notices.links() == set()
    assert "2 earlier orders fit" in notices.order("d3")["unlinked"]
    assert built.left_out["orders for which several earlier orders fit, so that none is linked"] == 1


def test_a_gap_longer_than_an_order_lasts_means_that_one_between_is_missing(notices: Notices) -> None:
    notices.tell(("d1", "2021-04-07", DENY.format(who=VELTRANS)), ("d2", "2022-03-03", RENEW.format(who=VELTRANS)))
    built = notices.built()
    assert notices.links() == set()
    assert built.left_out == {"orders whose earlier order is not in the records": 1}


def test_a_lift_ends_the_order_and_what_that_renewed_on_its_own_day_and_is_itself_no_denial(notices: Notices) -> None:
    notices.tell(("d1", "2022-04-07", DENY.format(who=VELTRANS)), ("d2", "2022-10-03", RENEW.format(who=VELTRANS)))
    notices.tell(("d3", "2023-02-01", f"Order Terminating the Temporary Denial Order; In the Matter of: {VELTRANS}"))
    notices.built()
    assert ("d3", "lifts", "d2") in notices.links()
    assert [notices.order(n)["valid_to"] for n in ("d1", "d2")] == [date(2023, 2, 1)] * 2
    assert notices.order("d3")["kind"] == "lifting"
    assert notices.order("d3")["valid_to"] is None
    named = [row for row in notices.rows("rels/NAMED_IN.parquet") if row["end"].endswith((":d1", ":d2"))]
    assert {row["valid_to"] for row in named} == {date(2023, 2, 1)}
    assert any(ref in notices.order("d2")["evidence"] for ref in notices.order("d3")["evidence"])


def test_before_a_lift_was_known_the_order_stands_open(notices: Notices) -> None:
    notices.tell(
        ("d1", "2022-04-07", DENY.format(who=VELTRANS)),
        ("d3", "2023-02-01", f"Order Terminating the Temporary Denial Order; In the Matter of: {VELTRANS}"),
    )
    notices.built(date(2022, 12, 31))
    assert notices.order("d1")["valid_to"] is None
    assert notices.links() == set()
    notices.built(date(2023, 2, 1))
    assert notices.order("d1")["valid_to"] == date(2023, 2, 1)


def test_a_lift_that_names_one_of_two_parties_ends_it_for_that_party_alone(notices: Notices) -> None:
    notices.tell(("d1", "2022-04-07", f"{VELTRANS}; {ORSK}; Order Temporarily Denying Export Privileges"))
    notices.tell(("d3", "2022-06-01", f"Order Terminating the Temporary Denial Order; In the Matter of: {ORSK}"))
    notices.built()
    assert notices.order("d1")["valid_to"] is None
    ends = {
        row["name_given"]: row["valid_to"]
        for row in notices.rows("rels/NAMED_IN.parquet")
        if row["end"].endswith(":d1")
    }
    assert ends == {"Veltrans Airlines JSC": None, "Orsk Avia JSC": date(2022, 6, 1)}


def test_the_text_of_an_order_gives_its_days_its_law_and_its_related_persons(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "order.txt"
    path.write_text(
        "Order Renewing Temporary Denial of Export Privileges\n\n"
        "Pursuant to the Export Administration Regulations, the Bureau of Industry and Security renews the temporary denial order "
        "issued on April 7, 2022 (87 FR 21611) against Veltrans Airlines JSC. The following persons are named as Related "
        "Persons: Igor Melnik and Tavra Handling FZE.\n\n"
        "This Order is effective on October 3, 2022 and shall remain in effect for 180 days.",
        encoding="utf-8",
    )
    notices = Notices(workspace, tmp_path)
    notices.tell(("d1", "2022-04-07", DENY.format(who=VELTRANS)))
    (taken,) = ingest(workspace, [path], Wish(), today=date(2024, 6, 1))
    assert taken.outcome == "read"
    notices.built()
    (order,) = [row for row in notices.rows("nodes/Denial.parquet") if row["action"] == "renews"]
    assert (order["valid_from"], order["valid_to"], order["term"]) == (date(2022, 10, 3), date(2023, 4, 1), "180 days")
    assert order["earlier_citations"] == ["87 FR 21611"]
    assert order["earlier_days"] == ["2022-04-07"]
    assert any("Export Administration Regulations" in law for law in order["basis"])
    roles = {r["name_given"]: r["role"] for r in notices.rows("rels/NAMED_IN.parquet") if r["end"] == order["id"]}
    assert roles == {
        "Veltrans Airlines JSC": None,
        "Igor Melnik": "related person",
        "Tavra Handling FZE": "related person",
    }
    (link,) = notices.rows("rels/RENEWS.parquet")
    assert link["end"].endswith(":d1")
    assert "the day it gives" in link["rule"]
