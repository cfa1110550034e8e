# ruff: noqa: E501  (files stand here as they are)
"""What a column is taken for, what is left open, and how a person's mapping is kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.errors import InputRefused
from ingest.commands.mapping import app
from ingest.trade import conventions, values
from ingest.trade.assign import best_assignment
from ingest.trade.derive import port_country
from ingest.trade.document import preview
from ingest.trade.mapping import ColumnMapping, fitted, from_toml
from ingest.trade.recognise import is_trade, map_columns, see
from ingest.trade.staging import plain_records
from ingest.trade.words import meanings


def mapped(headers: str, *rows: str) -> ColumnMapping:
    return map_columns(see(headers.split("|"), [row.split("|") for row in rows]))


def columns(mapping: ColumnMapping) -> dict[str, str]:
    return {name: use.column for name, use in mapping.fields.items()}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("shipperName", "shipper"), ("CONSIGNEE_COUNTRY_CODE", "consignee_country"), ("Box 8 Consignee", "consignee"),
        ("Adresse du destinataire", "consignee_address"), ("ИНН получателя", "consignee_id"), ("Г33 (ТНВЭД)", "hs_code"),
        ("收货人地址", "consignee_address"), ("ALICI ADI", "consignee"), ("GTİP", "hs_code"), ("수출자 주소", "exporter_address"),
        ("輸入者住所", "importer_address"), ("Peso Bruto Kg", "gross_kg"), ("Unit Price", "other:price_each"),
        ("Gross Weight", "gross_kg"), ("Freight", "other:freight"), ("Vessel Flag", "vessel_country"),
    ],
)  # fmt: skip
def test_a_header_means_the_field(header: str, field: str) -> None:
    assert meanings(header)[0].field == field


def test_the_best_assignment_of_the_whole_table_wins_over_the_best_single_match() -> None:
    assert best_assignment([{"a": 0.9, "b": 0.85}, {"a": 0.88}]) == ["b", "a"]
    assert best_assignment([{"a": 0.9}, {"a": 0.8}]) == ["a", None]
    assert best_assignment([]) == []


def test_a_register_of_licences_and_aggregates_are_no_trade_records() -> None:
    register = mapped("licence_id|applicant|exporter|consignee|item|hs_code|quantity|value|applied_on", "L1|A Ltd|A Ltd|B LLC|lens|900211|1|5|2024-01-01")  # fmt: skip
    statistics = mapped("Year|Reporter|Partner|HS Code|Quantity|Trade Value|Net Weight", "2024|DE|KG|900211|1|5|3")
    assert is_trade(register)[0] < 0.5
    assert is_trade(statistics)[0] < 0.5
    assert "statistics" in is_trade(statistics)[1]


def test_a_header_that_lies_about_its_values_is_not_believed() -> None:
    mapping = mapped("Date|Shipper", "KG|A Ltd", "AM|B Ltd", "TR|C Ltd")
    assert "date" not in mapping.fields
    assert [unsure.column for unsure in mapping.unsure] == ["Date"]


def test_opaque_ids_under_a_role_are_the_partys_id_not_its_name() -> None:
    assert columns(mapped("Importer|Date", "SHHZGSL|2024-01-01", "92NKKFG|2024-01-02", "PCW8KX7|2024-01-03")) == {
        "importer_id": "Importer", "date": "Date",
    }  # fmt: skip


def test_the_invoices_currency_says_nothing_of_the_customs_own_value() -> None:
    alone = mapped("Exporter|Customs value|Currency", "A Ltd|100|EUR", "B Ltd|200|USD")
    assert "currency" not in alone.fields
    assert "customs' own currency" in alone.unsure[0].why
    both = mapped("Exporter|Customs value|Invoice value|Currency", "A Ltd|100|9|EUR", "B Ltd|200|8|USD")
    assert both.fields["value"].column == "Invoice value"
    assert both.fields["currency"].column == "Currency"
    dollars = mapped("Exporter|Total Value USD|Invoice Currency", "A Ltd|100|EUR", "B Ltd|200|INR")
    assert dollars.fields["currency"].constant == "USD"


def test_a_port_tells_its_country_unless_its_name_could_be_two() -> None:
    assert port_country("Victoria, Brazil") == "BR"
    assert port_country("Mobile, Alabama") == "US"
    assert port_country("Savannah, Georgia") is None
    assert port_country("Hamburg") is None


def test_masses_are_kilograms_whatever_unit_a_column_names(tmp_path: Path) -> None:
    import duckdb

    from ingest.trade.bulk import beginning, convert

    path = tmp_path / "us.csv"
    rows = ["Bill of Lading Number,Consignee,Shipper,Goods Shipped,Arrival Date,Weight,Weight Unit",
            "A1,B Inc,C Ltd,pipes,2024-01-05,100,LBS", "A2,B Inc,C Ltd,pipes,2024-01-05,100,KG", "A3,B Inc,C Ltd,pipes,2024-01-05,7,??"]  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")
    how = {"kind": "csv", "encoding": "utf-8", "delimiter": ","}
    table = beginning(path, how)
    issues: list[str] = []
    convert(
        path,
        how,
        map_columns(see(table.headers, table.rows)),
        table,
        "0" * 64,
        tmp_path / "o",
        lambda i: issues.append(i.column),
    )
    found = duckdb.sql(f"SELECT net_kg FROM read_parquet('{tmp_path / 'o'}') ORDER BY row").fetchall()
    assert found == [(pytest.approx(45.359237),), (100.0,), (None,)]
    assert issues == ["Weight Unit"]


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1,250.5", "3,000"], "."), (["12,5", "1.250"], ","), (["1.250.000", "3.100"], ","), (["0,250"], ","),
        (["1,250", "17", "950", "12"], "."), (["1250", "17,125"], ","), (["12.5", "12,5"], ""), (["1,250"], ""),
    ],
)  # fmt: skip
def test_the_decimal_sign_is_decided_by_all_numbers_or_left_open(cells: Sequence[str], sign: str) -> None:
    nines, first = str.maketrans("012345678", "9" * 9), str.maketrans("12345678", "9" * 8)
    shapes = Counter(cell[0].translate(first) + cell[1:].translate(nines) for cell in cells)
    assert conventions.decimal_sign([shapes], "", ",")[0] == sign


def test_contradicting_dates_leave_their_order_open() -> None:
    assert conventions.day_order({"13/05/2024": 1, "05/13/2024": 1, "01/02/2024": 1})[0] == ""
    assert conventions.day_order({"13/05/2024": 100, "05/13/2024": 1})[0] == "dmy"
    assert conventions.day_order({"2024-05-01": 1, "1 мая 2024": 1})[0] == "ymd"


def test_cells_mean_what_people_read_in_them() -> None:
    assert values.days("12 de enero de 2023")["dmy"] == date(2023, 1, 12)
    assert values.number("12 500,5 кг", ",") == values.Number(12500.5, "кг")
    assert values.number("(1,250)", ".") == values.Number(-1250.0)
    assert values.number("USD 1,200", ".") == values.Number(1200.0, "", "USD")
    assert [values.country(text) for text in ("KOREA, REPUBLIC OF", "韩国", "ALMANYA", "643", "NA", "U A E")] == [
        "KR",
        "KR",
        "DE",
        "RU",
        "NA",
        "AE",
    ]
    assert values.hs("Classified: 7201.10") == "720110"
    assert values.is_imo("9368845")
    assert not values.is_imo("9368846")


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a,b\n1,2\n", 2), ("a,b\r\n1,2", 2), ('a,b\n"x\ny",2\n', 2), ("a,b\n\n1,2\n", None), ("a,b\r\n\r\n1,2", None),
        ("a,b\r1,2\n", None), ('a,b\n"1,2\n', None), ("a,b\n1\x00,2\n", None), ("", None),
    ],
)  # fmt: skip
def test_a_file_is_read_in_bulk_only_if_its_records_are_plain(text: str, records: int | None, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(text.encode())
    assert plain_records(path) == records


def test_a_mapping_survives_being_written_and_read() -> None:
    mapping = mapped('Date "of" it|Shipper\\|Weight (lbs)|Country', "2024-01-02|A Ltd|5|KG", "2024-01-03|B Ltd|6|AM")
    again = from_toml(mapping.to_toml(), "test")
    assert again.headers == mapping.headers
    assert again.report() == mapping.report()
    assert "# [fields.departure]" in mapping.to_toml()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = [", "not TOML"), ("[fields.colour]\ncolumn='a'", "colour"), ("[fields.date]\nwhy='a'", "column or a constant"),
        ("[fields.date]\ncolumn='a'\norder='xyz'", "order"), ("[fields.date]\ncolumn='a'\ncolour=1", "colour"), ("", "fields"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_says_which_key(text: str, says: str) -> None:
    with pytest.raises(InputRefused, match=says):
        from_toml(text, "m.toml")


def test_a_mapping_for_other_columns_does_not_fit() -> None:
    mapping = from_toml("[fields.date]\ncolumn = 'When'", "m.toml")
    assert fitted(mapping, ["Day"]) == (None, ["When"])
    found, _ = fitted(mapping, ["WHEN "])
    assert found is not None
    assert found.fields["date"].column == "WHEN "


def test_the_mapping_commands_show_and_save(tmp_path: Path) -> None:
    path = tmp_path / "july.csv"
    path.write_text(
        "MRN,Date,Exporter,Consignee,Country,Goods\n1A,05/04/2024,A Ltd,B LLC,KG,[b]lens\n2A,06/04/2024,A Ltd,B LLC,AM,lens\n",
        encoding="utf-8",
    )
    run = CliRunner()
    shown = run.invoke(app, ["show", str(path), "--json"])
    said = json.loads(shown.stdout)
    assert said["rows"] == {"in": 3, "kept": 2, "reported": 0, "headers": 1}
    assert said["unsure"][0]["column"] == "Country"
    assert any("can be" in problem for problem in said["issues"])
    assert "unsure: “Country”" in run.invoke(app, ["show", str(path)]).stdout
    assert run.invoke(app, ["save", str(path), "--to", str(tmp_path / "july.toml")]).exit_code == 0
    assert preview(path, tmp_path / "july.toml").mapping.fields["exporter"].column == "Exporter"
