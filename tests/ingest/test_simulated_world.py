"""The demonstration world: the same files from the same seed, schemes beside look-alikes, every record findable."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from ingest.simulate import DEMO_SEED, make_world, write_world
from ingest.simulate.table import Written

QUERIES = {
    "denied_party_still_trading", "listed_address_match", "third_country_transshipment", "licence_overdraw",
    "licence_diversion", "shared_contact", "fifty_percent_owned", "denied_party_successor",
}  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Written, ...]]:
    folder = tmp_path_factory.mktemp("world")
    return folder, write_world(make_world(), folder).written


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(written, tmp_path: Path) -> None:
    write_world(make_world(DEMO_SEED), tmp_path)
    assert _files(tmp_path) == _files(written[0])


def test_another_seed_gives_another_world(written, tmp_path: Path) -> None:
    write_world(make_world("another"), tmp_path)
    assert _files(tmp_path) != _files(written[0])


def test_every_query_has_a_scheme_beside_at_least_two_innocent_look_alikes(written) -> None:
    truth = json.loads((written[0] / "truth.json").read_text(encoding="utf-8"))
    assert {scheme["query"] for scheme in truth["schemes"]} == QUERIES
    for scheme in truth["schemes"]:
        assert scheme["parties"], scheme["query"]
        assert len(scheme["decoys"]) >= 2, scheme["query"]


def test_every_record_that_the_truth_names_stands_in_its_file_at_its_row(written) -> None:
    folder, _ = written
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    tables: dict[str, list[list[str]]] = {}
    for scheme in truth["schemes"]:
        for part in (scheme, *scheme["decoys"]):
            for record in part["records"]:
                assert record["at"], record
                for place in record["at"]:
                    if place["file"] not in tables:
                        with (folder / place["file"]).open(encoding="utf-8", newline="") as file:
                            tables[place["file"]] = list(csv.reader(file))
                    row = tables[place["file"]][int(place["locator"].removeprefix("row=")) - 1]
                    assert record["id"] in row


def test_a_few_thousand_shipments_among_some_three_hundred_firms_in_two_layouts(written) -> None:
    world = make_world()
    assert 3000 < len(world.shipments) < 5000
    assert 280 < len(world.firms) < 420
    assert {shipment.layout for shipment in world.shipments} == {"declaration", "bill_of_lading"}
    assert len({shipment.reference for shipment in world.shipments}) == len(world.shipments)


def test_bills_of_lading_carry_cells_of_several_lines_and_declarations_carry_blemishes(written) -> None:
    folder, _ = written
    with (folder / "trade/bills_of_lading.csv").open(encoding="utf-8", newline="") as file:
        bills = list(csv.DictReader(file))
    assert all("\n" in bill["Shipper (Original Format)"] for bill in bills)
    rows = []
    for path in sorted((folder / "trade").glob("declarations_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    assert any(row["date"].startswith("3") for row in rows)
    assert any(not row["net_kg"] for row in rows)


def test_the_denied_persons_list_gains_and_loses_names_between_revisions(written) -> None:
    folder, _ = written
    names = [
        {line.split("\t")[0].strip('"') for line in path.read_text(encoding="utf-8").splitlines()[1:]}
        for path in sorted((folder / "lists").glob("denied_persons_*.txt"))
    ]
    assert "ORSAVIAN MERIDIAN TRADING LLC" in names[1] - names[0]
    assert "CALVERLEY SIGNAL WORKS INC" in names[1] - names[2]


def test_no_file_is_published_before_the_latest_day_it_tells_of(written) -> None:
    latest = {written_.path.name: written_.published for written_ in written[1]}
    assert latest["declarations_2024.csv"] > date(2024, 12, 31)
    assert latest["bills_of_lading.csv"] > max(shipment.day for shipment in make_world().shipments)


def test_the_readme_names_every_file_and_every_scheme(written) -> None:
    folder, files = written
    text = (folder / "README.md").read_text(encoding="utf-8")
    for one in files:
        assert str(one.path.relative_to(folder)) in text
    for query in QUERIES:
        assert f"query run {query}" in text


def test_strangers_share_no_phone_mailbox_or_door_by_chance(written) -> None:
    world = make_world()
    planted = {firm for scheme in world.schemes for part in (scheme, *scheme.decoys) for firm in part.parties}
    planted |= {listing.firm for listing in world.listings}
    for of in (lambda f: f.phone, lambda f: f.email, lambda f: f.address, lambda f: f.registration_no):
        seen: dict[str, set[str]] = {}
        for firm in world.firms:
            if firm.registered:
                seen.setdefault(of(firm), set()).add(firm.name)
        strangers = {
            value: names for value, names in seen.items() if len(names) > 1 and not names <= {f.name for f in planted}
        }
        assert not strangers
