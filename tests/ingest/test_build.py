"""What a build makes of statements and trade tables: one value, two clocks, evidence, who is who, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.casebook import Judgement
from graph.schema import element
from graph.snapshot import Snapshot, arrow_schema
from graph.workspace import create
from ingest.build import build_from
from ingest.build.places import country_at_end
from ingest.records import _DOCUMENTS
from ingest.resolve.lookup import redirect, subject_of, why
from ingest.search import search_in
from ingest.statements import SCHEMA
from ingest.trade.table import TRADE_SCHEMA

DAY = date(2025, 1, 1)
LIST, REGISTER, TRADE = "a" * 64, "b" * 64, "c" * 64


def document(name: str, day: str, *, series: str | None = None, tlp: str = "CLEAR") -> dict[str, Any]:
    known = date.fromisoformat(day)
    return {
        "document": name, "source": "made", "file_name": f"{name[:2]}.csv", "published": known, "received": known,
        "known_from": known, "tlp": tlp, "series": series, "language": "en", "container": "", "size": 1,
        "reader_version": "1",
    }  # fmt: skip


def say(document: str, subject: str, label: str, **said: str) -> list[dict[str, Any]]:
    days = {key: date.fromisoformat(said.pop(key)) if key in said else None for key in ("valid_from", "valid_to")}
    return [
        {
            "document": document, "source": "made", "subject": subject, "label": label, "property": name,
            "value": value, "original": value, "locator": f"row=2;col={name}", **days, "known_from": None,
            "inferred": False, "rule": "", "confidence": 1.0, "tlp": "CLEAR",
        }
        for name, value in said.items()
    ]  # fmt: skip


def shipment(row: int, exporter: str, consignee: str, **more: Any) -> dict[str, Any]:
    given = {"document": TRADE, "source": "made", "tlp": "CLEAR", "row": row, "subject": f"shipment:made:{row}"}
    return {**given, "date": date(2024, 5, row), "exporter": exporter, "consignee": consignee, **more}


class World:
    """A small workspace in memory, built when asked."""

    def __init__(self, folder: Path) -> None:
        self.workspace = create(folder)
        self.documents = [document(LIST, "2023-01-01"), document(REGISTER, "2023-06-01"), document(TRADE, "2024-06-01")]
        self.said: list[dict[str, Any]] = []
        self.trade: list[dict[str, Any]] = []

    def build(self, as_of: date = DAY, judgements: Sequence[Judgement] = ()) -> Snapshot:
        trade = pa.schema([("document", pa.string()), ("source", pa.string()), ("tlp", pa.string()), *TRADE_SCHEMA])
        columns = pa.schema([(name, pa.string()) for name in ("document", "field", "header")])
        headers = [{"document": TRADE, "field": "exporter", "header": "Shipper; name"}]
        with duckdb.connect() as db:
            db.execute("SET threads = 1")
            for name, rows, schema in (
                ("documents", self.documents, _DOCUMENTS),
                ("statements", self.said, SCHEMA),
                ("trade", self.trade, trade),
                ("trade_columns", headers, columns),
            ):
                db.register("rows", pa.Table.from_pylist(rows, schema=schema))
                db.execute(f"CREATE TABLE {name} AS SELECT * FROM rows")
                db.unregister("rows")
            return build_from(db, self.workspace, as_of, judgements).snapshot


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def rows(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as db:
        return db.sql(f"SELECT * FROM '{path}' ORDER BY id").to_arrow_table().to_pylist() if path.exists() else []


def listed(world: World, name: str = "ООО Вектор", country: str = "RU") -> None:
    world.said += say(LIST, "list:1", "Party", name=name, kind="company", country=country)
    world.said += say(LIST, "list:d1", "Denial", kind="listing", title="A list", valid_from="2022-03-01")
    world.said += say(LIST, "list:n1", "NAMED_IN", start="list:1", end="list:d1", name_given=name)


def test_a_listed_party_and_a_consignee_of_the_same_name_and_country_are_one(world: World) -> None:
    listed(world)
    world.trade.append(shipment(2, "Acme Optik GmbH", "VEKTOR LLC", consignee_country="RU"))
    snapshot = world.build()
    party = next(row for row in rows(snapshot.nodes("Party")) if row["listed"])
    assert party["names"] == ["VEKTOR LLC", "ООО Вектор"]
    assert party["mentions"] == 2
    (role,) = (row for row in rows(snapshot.rels("PARTY_TO")) if row["role"] == "consignee")
    assert role["start"] == party["id"]
    assert role["name_given"] == "VEKTOR LLC"


def test_a_name_of_unknown_country_is_possibly_the_listed_party_and_stays_apart(world: World) -> None:
    listed(world)
    world.trade.append(shipment(2, "Acme Optik GmbH", "VEKTOR LLC"))
    snapshot = world.build()
    assert len(rows(snapshot.nodes("Party"))) == 3
    (possibly,) = rows(snapshot.rels("POSSIBLY_SAME_AS"))
    assert "the country of one is unknown" in possibly["reasons"]
    assert possibly["inferred"]


def test_the_country_at_the_end_of_an_address_counts_and_says_that_it_was_derived(world: World) -> None:
    listed(world)
    world.trade.append(shipment(2, "Acme Optik GmbH", "VEKTOR LLC", consignee_address="Lenina 5\nMoscow\nRussia"))
    snapshot = world.build()
    assert len(rows(snapshot.nodes("Party"))) == 2
    (country,) = (row for row in rows(snapshot.rels("IN_COUNTRY")) if row["end"] == "country:RU")
    assert country["inferred"]
    assert country["rule"] == "country named at the end of the address"


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Lenina 5\nMoscow\nRussia", "RU"), ("R34 MELMOTH ROAD\nEMPANGENI 3881\nZA", "ZA"),
        ("52 N Jackson, Mobile AL 36602", ""),
        ("1 Peachtree, Atlanta, Georgia 30301", ""), ("12 Rustaveli Ave, Tbilisi, Georgia", "GE"),
        ("Office 5, Deira, Dubai, U.A.E.", "AE"), ("San Jose\nCA", ""), ("", ""), ("Hauptstr. 5", ""),
    ],
)  # fmt: skip
def test_the_country_of_an_address_is_read_only_where_it_is_beyond_doubt(address: str, country: str) -> None:
    assert country_at_end(address) == country


def test_persons_of_one_name_need_a_birth_date_to_be_one(world: World) -> None:
    for key, born in (("1", "1970-01-02"), ("2", "1970-01-02"), ("3", "1980-01-02"), ("4", "")):
        said = {"name": "Ivan Petrov", "kind": "person", **({"birth_date": born} if born else {})}
        world.said += say(LIST, f"list:{key}", "Party", **said)
    snapshot = world.build()
    assert sorted(row["mentions"] for row in rows(snapshot.nodes("Party"))) == [1, 1, 2]
    assert len(rows(snapshot.rels("POSSIBLY_SAME_AS"))) == 2


def test_a_judgement_parts_what_a_rule_joins_and_its_id_leads_to_the_new_party(world: World) -> None:
    listed(world)
    world.said += say(REGISTER, "register:9", "Party", name="Vektor LLC", kind="company", country="RU")
    before = world.build()
    (party,) = rows(before.nodes("Party"))
    at = datetime(2024, 1, 1, tzinfo=UTC)
    different = Judgement(1, "list:1", "register:9", "different", "somebody", "another owner", at)
    after = world.build(judgements=[different])
    assert len(rows(after.nodes("Party"))) == 2
    assert redirect(after, party["id"]) == party["id"]
    own = next(row["id"] for row in rows(after.nodes("Party")) if row["id"] != party["id"])
    assert redirect(before, own) == party["id"]
    assert subject_of(before, own) == "register:9"


def test_why_says_in_words_what_made_mentions_one(world: World) -> None:
    listed(world)
    world.said += say(REGISTER, "register:9", "Party", name="Vektor LLC", kind="company", country="RU")
    snapshot = world.build()
    found = why(snapshot, "register:9", [])
    assert [mention.subject for mention in found.mentions] == ["list:1", "register:9"]
    assert found.reasons[0][0] == "the names are equal in comparable form (vektor) and the country is the same (RU)"


def test_a_later_record_of_a_licence_says_where_it_stands(world: World) -> None:
    world.said += say(LIST, "licence:X:1", "Licence", licence_id="1", status="granted")
    world.said += say(REGISTER, "licence:X:1", "Licence", licence_id="1", status="revoked")
    assert rows(world.build().nodes("Licence"))[0]["status"] == "revoked"
    assert rows(world.build(date(2023, 2, 1)).nodes("Licence"))[0]["status"] == "granted"


def test_a_country_on_which_documents_disagree_is_left_open_and_both_are_kept(world: World) -> None:
    world.said += say(LIST, "list:1", "Party", name="Vektor LLC", country="RU")
    world.said += say(REGISTER, "list:1", "Party", name="Vektor LLC", country="AE")
    (party,) = rows(world.build().nodes("Party"))
    assert party["country"] is None
    assert party["countries"] == ["AE", "RU"]


def test_evidence_begins_with_what_was_known_first_and_names_the_cell(world: World) -> None:
    listed(world)
    world.trade.append(shipment(2, "Vektor LLC", "Acme Optik GmbH", exporter_country="RU"))
    snapshot = world.build()
    (party,) = (row for row in rows(snapshot.nodes("Party")) if row["listed"])
    assert party["evidence"][0].startswith(LIST[:16])
    (role,) = (row for row in rows(snapshot.rels("PARTY_TO")) if row["role"] == "exporter")
    assert role["evidence"] == [f"{TRADE[:16]}#row=2;col=Shipper%3B name"]


def test_a_fact_carries_the_strictest_mark_of_its_documents(world: World) -> None:
    world.documents[1]["tlp"] = "RED"
    world.said += say(LIST, "list:1", "Party", name="Vektor LLC")
    world.said += say(REGISTER, "list:1", "Party", name="Vektor LLC")
    assert rows(world.build().nodes("Party"))[0]["tlp"] == "RED"


def test_shipments_add_up_to_who_supplied_whom(world: World) -> None:
    for row in (2, 3):
        world.trade.append(
            shipment(row, "Acme Optik GmbH", "Vektor LLC", value=2.5, currency="EUR", exporter_country="DE")
        )
    (supplied,) = rows(world.build().rels("SUPPLIED"))
    assert (supplied["shipments"], supplied["value"], supplied["currency"]) == (2, 5.0, "EUR")
    assert (supplied["first_on"], supplied["last_on"]) == (date(2024, 5, 2), date(2024, 5, 3))
    assert supplied["inferred"]
    assert supplied["evidence_count"] == 2


def test_a_stake_of_a_listed_owner_begins_with_the_listing_and_ends_with_the_sale(world: World) -> None:
    listed(world)
    world.said += say(REGISTER, "register:2", "Party", name="Daughter Holding Works", kind="company", country="AE")
    world.said += say(REGISTER, "register:o", "OWNS", start="list:1", end="register:2", share_min="60", share_max="60",
                      valid_from="2020-01-01", valid_to="2024-01-01")  # fmt: skip
    (stake,) = rows(world.build().rels("LISTED_STAKE"))
    assert (stake["valid_from"], stake["valid_to"]) == (date(2022, 3, 1), date(2024, 1, 1))
    assert (stake["share_min"], stake["total_max"]) == (60.0, 60.0)
    assert stake["known_from"] == date(2023, 6, 1)


def test_a_forwarder_of_many_is_a_hub_and_says_why(world: World) -> None:
    for row in range(2, 27):
        world.trade.append(
            shipment(row, f"Acme Optik Werk{row} GmbH", "Vektor LLC", forwarder="Fast Freight Brothers AG")
        )
    hubs = [row for row in rows(world.build().nodes("Party")) if row["intermediary"]]
    assert [row["intermediary"] for row in hubs] == ["forwarder of 25 shipments of others"]


def test_a_shipment_that_cites_a_licence_number_is_linked_to_it(world: World) -> None:
    world.said += say(REGISTER, "licence:X:AB1", "Licence", licence_id="AB 1", status="granted")
    world.trade.append(shipment(2, "Acme Optik GmbH", "Vektor LLC", licence_id="ab1"))
    (cites,) = rows(world.build().rels("UNDER_LICENCE"))
    assert (cites["start"], cites["end"]) == ("shipment:made:2", "licence:X:AB1")


def test_a_declaration_sent_twice_is_one_shipment_with_the_later_values(world: World) -> None:
    later = "d" * 64
    world.documents.append(document(later, "2024-09-01"))
    first = shipment(2, "Acme Optik GmbH", "Vektor LLC", status="cleared")
    world.trade += [first, {**first, "document": later, "status": "cancelled"}]
    (ship,) = rows(world.build().nodes("Shipment"))
    assert ship["status"] == "cancelled"
    assert ship["evidence_count"] == 2
    assert rows(world.build(date(2024, 7, 1)).nodes("Shipment"))[0]["status"] == "cleared"


def test_every_table_has_the_columns_of_the_schema_in_order(world: World) -> None:
    listed(world)
    world.trade.append(shipment(2, "Acme Optik GmbH", "Vektor LLC"))
    snapshot = world.build()
    for path in [*snapshot.folder.glob("nodes/*.parquet"), *snapshot.folder.glob("rels/*.parquet")]:
        assert pq.read_schema(path).equals(arrow_schema(element(path.stem))), path.stem


@pytest.mark.parametrize(
    ("asked", "why_"),
    [
        ("вектор", "name: ООО Вектор"), ("vektr", "name: ООО Вектор"), ("VEKT", "name: ООО Вектор"),
        ("7707083893", "inn: 7707083893"), ("lenina 5 moscow", "address: Lenina 5, Moscow"),
    ],
)  # fmt: skip
def test_a_party_is_found_in_any_script_misspelt_in_part_by_number_and_by_address(
    world: World, asked: str, why_: str
) -> None:
    listed(world)
    world.said += say(LIST, "identifier:inn:7707083893", "Identifier", kind="inn", value="7707083893")
    world.said += say(LIST, "list:i1", "IDENTIFIED_BY", start="list:1", end="identifier:inn:7707083893")
    world.said += say(LIST, "address:1", "Address", text="Lenina 5, Moscow", normal="lenina 5 moscow")
    world.said += say(LIST, "list:l1", "LOCATED_AT", start="list:1", end="address:1")
    world.said += say(REGISTER, "register:1", "Party", name="Acme Optik GmbH")
    hits = search_in(world.build(), asked)
    assert hits[0].name == "ООО Вектор"
    assert hits[0].why == why_
