"""The real bills of lading and the Korean declarations come in whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.workspace import Workspace
from ingest.intake import ingest
from ingest.records import connect


def test_real_bills_of_lading_come_in_with_parties_split_from_their_addresses(
    workspace: Workspace, shared_data: Path
) -> None:
    (taken,) = ingest(workspace, [shared_data / "trade" / "us_bol_pig_iron_17rows.csv"])
    assert taken.report
    assert taken.report.rows == {"in": 18, "kept": 17, "reported": 0, "headers": 1}
    assert taken.report.issues == 0
    rows = connect(workspace).execute(
        "SELECT row, consignee, consignee_address, departure, destination, net_kg, hs6, vessel_id FROM trade "
        "ORDER BY row"
    )
    first = rows.fetchone()
    address = "11301 CARMEL COMMONS BLVD, SUITE 115, CHARLOTTENC 28226"
    assert first == (2, "PRIMETRADE INC", address, "ZA", "US", 10_400_000.0, "720110", "9368845")


def test_korean_declarations_come_in_with_opaque_ids_and_their_fraud_columns_kept_unmapped(
    workspace: Workspace, shared_data: Path
) -> None:
    (taken,) = ingest(workspace, [shared_data / "trade" / "kcs_declarations_valid.csv"])
    assert taken.report
    assert taken.report.rows == {"in": 8135, "kept": 8134, "reported": 0, "headers": 1}
    assert {"Fraud", "Critical Fraud"} <= set(taken.report.unread)
    rows = connect(workspace).execute(
        "SELECT importer_id, seller_id, importer, hs_code, departure, origin, date, value, currency FROM trade "
        "WHERE row = 2"
    )
    assert rows.fetchone() == (
        "SHHZGSL", "249LO7A", None, "760711", "CN", "CN", date(2021, 1, 1), 415092.72, None,
    )  # fmt: skip
