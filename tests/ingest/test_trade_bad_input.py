# ruff: noqa: E501  (files stand here as they are)
"""Trade files as they come: cut off, mixed up, hostile. Every row is kept or reported, and every kept row is quotable."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.evidence import Locator, Ref
from graph.quotes import Quotes
from graph.workspace import Workspace, create
from ingest.intake import Taken, Wish, ingest
from ingest.trade.bulk import beginning, convert
from ingest.trade.recognise import map_columns, see

HEADER = "declaration_id,date,exporter,consignee,destination,description,hs_code,quantity,unit,net_kg,value,currency"
GOOD = "D{n},2024-03-{n:02d},Muster Optik GmbH,Issyk Trade LLC,KG,lens,900211,{n},pcs,1.5,100,EUR"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create(tmp_path / "workspace")


def good(*numbers: int) -> list[str]:
    return [GOOD.format(n=n) for n in numbers]


def take(
    workspace: Workspace, given: str | bytes | Path, **wish: Any
) -> tuple[Taken, list[dict[str, Any]], list[dict[str, Any]]]:
    path = given if isinstance(given, Path) else workspace.folder.parent / "given.csv"
    if isinstance(given, bytes):
        path.write_bytes(given)
    elif isinstance(given, str):
        path.write_text(given, encoding="utf-8", newline="")
    (taken,) = ingest(workspace, [path], Wish(**wish), today=date(2026, 1, 1))
    assert taken.entry is not None
    assert taken.entry.source == "trade", taken
    return taken, _rows(workspace, taken, "trade.parquet"), _rows(workspace, taken, "issues.parquet")


def _rows(workspace: Workspace, taken: Taken, ending: str) -> list[dict[str, Any]]:
    assert taken.entry
    path = workspace.records / f"{taken.entry.document}.{ending}"
    found = duckdb.connect().execute(f"SELECT * FROM read_parquet('{path}')")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def account(taken: Taken) -> tuple[int, int, int, int]:
    assert taken.report
    rows = taken.report.rows
    assert rows["in"] == rows["kept"] + rows["reported"] + rows["headers"]
    return rows["in"], rows["kept"], rows["reported"], rows["headers"]


def test_an_impossible_date_is_reported_and_the_row_kept_without_it(workspace: Workspace) -> None:
    lines = [HEADER, *good(1, 2, 3), GOOD.format(n=4).replace("2024-03-04", "3017-08-22")]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert account(taken) == (5, 4, 0, 1)
    assert rows[3]["date"] is None
    assert rows[3]["consignee"] == "Issyk Trade LLC"
    (issue,) = issues
    assert (issue["locator"], issue["column"], issue["value"]) == ("row=5;col=date", "date", "3017-08-22")
    assert "1990-2035" in issue["problem"]
    assert issue["next_step"]


def test_a_row_with_too_many_cells_is_reported_and_not_kept(workspace: Workspace) -> None:
    lines = [HEADER, *good(1, 2), GOOD.format(n=3).replace("lens", "lens, coated"), *good(4)]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert account(taken) == (5, 3, 1, 1)
    assert [row["row"] for row in rows] == [2, 3, 5]
    assert [(i["locator"], i["severity"]) for i in issues] == [("row=4", "error")]


def test_half_a_row_is_kept_as_far_as_it_goes_and_reported(workspace: Workspace) -> None:
    lines = [HEADER, *good(1, 2), "D3,2024-03-03,Muster Optik GmbH"]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert account(taken) == (4, 3, 0, 1)
    assert rows[2]["exporter"] == "Muster Optik GmbH"
    assert rows[2]["consignee"] is None
    assert "cut off" in issues[0]["problem"]


def test_blank_lines_take_a_row_number_and_nothing_else(workspace: Workspace) -> None:
    text = "\r\n".join([HEADER, *good(1), "", ",,,,,,,,,,,", *good(2)])
    taken, rows, issues = take(workspace, text)
    assert account(taken) == (3, 2, 0, 1)
    assert [row["row"] for row in rows] == [2, 5]
    assert not issues


def test_a_header_repeated_in_the_middle_is_no_record(workspace: Workspace) -> None:
    taken, rows, _ = take(workspace, "\n".join([HEADER, *good(1, 2), HEADER, *good(3)]))
    assert account(taken) == (5, 3, 0, 2)
    assert [row["row"] for row in rows] == [2, 3, 5]


def test_nul_characters_are_taken_out_and_reported(workspace: Workspace) -> None:
    lines = [HEADER, *good(1), GOOD.format(n=2).replace("Issyk", "Iss\x00yk")]
    taken, rows, issues = take(workspace, "\n".join(lines).encode())
    assert account(taken) == (3, 2, 0, 1)
    assert rows[1]["consignee"] == "Issyk Trade LLC"
    assert [(i["locator"], i["problem"]) for i in issues] == [("row=3;col=consignee", "the cell holds NUL characters")]


def test_a_formula_stays_text_and_is_reported(workspace: Workspace) -> None:
    lines = [HEADER, *good(1), GOOD.format(n=2).replace("lens", '"=HYPERLINK(""http://x"",""y"")"')]
    _, rows, issues = take(workspace, "\n".join(lines))
    assert rows[1]["description"] == '=HYPERLINK("http://x","y")'
    assert [(i["locator"], i["column"]) for i in issues] == [("row=3;col=description", "description")]


def test_mixed_line_ends_and_cells_of_several_lines_keep_the_row_numbers_of_quotes(workspace: Workspace) -> None:
    text = (
        HEADER + "\r\n" + GOOD.format(n=1).replace("lens", '"a lens\nin two lines"') + "\n" + GOOD.format(n=2) + "\r\n"
    )
    taken, rows, _ = take(workspace, text)
    assert account(taken) == (3, 2, 0, 1)
    assert_quotable(workspace, taken, rows)
    assert rows[0]["description"] == "a lens\nin two lines"


def test_a_quote_that_never_closes_does_not_swallow_the_rows_after_it(workspace: Workspace) -> None:
    lines = [HEADER, *good(1), GOOD.format(n=2).replace("lens", '"lens'), *good(3, 4)]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert account(taken)[0] == 5
    assert {2, 4, 5} <= {row["row"] for row in rows}
    assert any("quote" in issue["problem"] for issue in issues)


def test_inches_inside_a_cell_are_no_quotes(workspace: Workspace) -> None:
    lines = [HEADER, GOOD.format(n=1).replace("lens", '5" pipe'), GOOD.format(n=2).replace("lens", '6" pipe'), *good(3)]
    taken, rows, _ = take(workspace, "\n".join(lines))
    assert account(taken) == (4, 3, 0, 1)
    assert [row["description"] for row in rows] == ['5" pipe', '6" pipe', "lens"]
    assert_quotable(workspace, taken, rows)


def test_wrong_bytes_in_a_utf8_file_are_shown_and_reported(workspace: Workspace) -> None:
    lines = [HEADER, *[GOOD.format(n=n).replace("Muster", "Müster") for n in range(1, 25)]]
    raw = "\n".join(lines).encode().replace(b"D7,", b"D\xff7,", 1)
    taken, rows, issues = take(workspace, raw)
    assert account(taken) == (25, 24, 0, 1)
    assert rows[6]["reference"].startswith("D�")
    assert [i["locator"] for i in issues] == ["row=8;col=declaration_id"]


def test_a_byte_order_mark_is_no_part_of_the_first_header(workspace: Workspace) -> None:
    taken, rows, _ = take(workspace, ("\ufeff" + "\n".join([HEADER, *good(1, 2)])).encode())
    assert account(taken) == (3, 2, 0, 1)
    assert rows[0]["reference"] == "D1"


def test_utf16_comes_in(workspace: Workspace) -> None:
    taken, rows, _ = take(workspace, "\n".join([HEADER, *good(1, 2)]).encode("utf-16"))
    assert account(taken) == (3, 2, 0, 1)
    assert rows[0]["consignee"] == "Issyk Trade LLC"


def test_days_and_months_that_nothing_tells_apart_are_left_open(workspace: Workspace) -> None:
    lines = [HEADER] + [GOOD.format(n=n).replace(f"2024-03-{n:02d}", f"{n:02d}/05/2024") for n in (1, 2, 3, 5)]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert account(taken) == (5, 4, 0, 1)
    assert [row["date"] for row in rows] == [None, None, None, date(2024, 5, 5)]
    assert len(issues) == 3
    assert "2024-05-01 (dmy) or 2024-01-05 (mdy)" in issues[0]["problem"]


def test_one_day_over_twelve_decides_the_order_of_the_whole_column(workspace: Workspace) -> None:
    lines = [HEADER] + [GOOD.format(n=n).replace(f"2024-03-{n:02d}", f"{n:02d}/05/2024") for n in (1, 2, 13)]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert [row["date"] for row in rows] == [date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 13)]
    assert not issues
    assert taken.report
    assert taken.report.mapping
    assert taken.report.mapping["date"]["order"] == "dmy"


def test_numbers_that_can_mean_two_things_are_left_open(workspace: Workspace) -> None:
    lines = ["№|date|exporter|consignee|hs_code|value"] + [
        f"{n}|2024-03-0{n}|A Ltd|B LLC|900211|1,25{n}" for n in (1, 2)
    ]
    _, rows, _ = take(workspace, "\n".join(lines))
    assert [row["value"] for row in rows] == [
        1251.0,
        1252.0,
    ]  # English headers: a comma groups thousands, and the report says so


def test_a_code_that_lost_its_zero_is_reported_not_repaired(workspace: Workspace) -> None:
    lines = [HEADER, *good(1, 2, 3), GOOD.format(n=4).replace("900211", "30462")]
    _, rows, issues = take(workspace, "\n".join(lines))
    assert rows[3]["hs_code"] is None
    assert "leading zero" in issues[0]["problem"]


def test_two_columns_that_say_the_same_are_named_and_not_guessed(workspace: Workspace) -> None:
    lines = [HEADER + ",date"] + [f"{line},2023-01-0{n}" for n, line in enumerate(good(1, 2), start=1)]
    taken, rows, issues = take(workspace, "\n".join(lines))
    assert rows[0]["date"] is None
    assert {i["column"] for i in issues} == {"date", "date [2]"}
    assert taken.report
    assert "date" not in (taken.report.mapping or {})


def test_a_country_column_that_could_be_anything_is_named_with_its_candidates(workspace: Workspace) -> None:
    lines = [HEADER.replace("destination", "Country"), *good(1, 2)]
    _, rows, issues = take(workspace, "\n".join(lines))
    assert rows[0]["destination"] is None
    assert "origin" in issues[0]["problem"]
    assert "mapping save" in issues[0]["next_step"]


def test_a_mapping_given_by_a_person_decides(workspace: Workspace, tmp_path: Path) -> None:
    mapping = tmp_path / "july.toml"
    mapping.write_text(
        '[fields.reference]\ncolumn = "declaration_id"\n[fields.origin]\ncolumn = "Country"\n[fields.reporter]\nconstant = "DE"\n'
        '[fields.date]\ncolumn = "date"\norder = "mdy"\n', encoding="utf-8",
    )  # fmt: skip
    lines = [
        HEADER.replace("destination", "Country"),
        *[x.replace("2024-03-0", "03/0").replace(",Muster", "/2024,Muster") for x in good(1, 2)],
    ]
    taken, rows, issues = take(workspace, "\n".join(lines), mapping=mapping)
    assert (rows[0]["origin"], rows[0]["reporter"], rows[0]["date"]) == ("KG", "DE", date(2024, 3, 1))
    assert rows[0]["subject"] == "shipment:DE:D1"
    assert not issues
    assert taken.report
    assert "exporter" in taken.report.unread


def test_a_mapping_kept_in_the_workspace_is_used_for_its_headers(workspace: Workspace) -> None:
    columns = HEADER.replace("destination", "Country").split(",")
    (workspace.mappings / "vendor.toml").write_text(
        f"recognise = {columns!r}\n[fields.origin]\ncolumn = 'Country'\n[fields.consignee]\ncolumn = 'consignee'\n",
        encoding="utf-8",
    )
    _, rows, _ = take(workspace, "\n".join([",".join(columns), *good(1, 2)]))
    assert (rows[0]["origin"], rows[0]["exporter"]) == ("KG", None)


def test_the_same_file_with_another_mapping_is_read_again_and_with_the_same_is_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "given.csv"
    path.write_text("\n".join([HEADER, *good(1, 2)]), encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text('[fields.consignee]\ncolumn = "exporter"\n', encoding="utf-8")
    outcomes = [next(iter(ingest(workspace, [path], wish))).outcome
                for wish in (Wish(), Wish(), Wish(mapping=mapping), Wish(mapping=mapping))]  # fmt: skip
    assert outcomes == ["read", "unchanged", "read", "unchanged"]


def test_a_workbook_and_a_parquet_file_come_in_and_can_be_quoted(workspace: Workspace, tmp_path: Path) -> None:
    cells = list(csv.reader([HEADER, *good(1, 2, 3)]))
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in cells:
        book.active.append(row)
    book.active.cell(2, 2).value = date(2024, 3, 1)
    book.create_sheet("empty")
    book.save(tmp_path / "given.xlsx")
    columns = list(zip(*cells[1:], strict=True))
    pq.write_table(pa.table(dict(zip(cells[0], map(list, columns), strict=True))), tmp_path / "given.parquet")
    for name in ("given.xlsx", "given.parquet"):
        taken, rows, issues = take(workspace, tmp_path / name)
        assert account(taken) == (4, 3, 0, 1)
        assert [row["date"] for row in rows] == [date(2024, 3, n) for n in (1, 2, 3)]
        assert not issues
        assert_quotable(workspace, taken, rows)


def test_further_sheets_of_a_workbook_are_counted_and_named(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in csv.reader([HEADER, *good(1, 2)]):
        book.active.append(row)
    second = book.create_sheet("August")
    for row in csv.reader([HEADER, *good(3)]):
        second.append(row)
    book.save(tmp_path / "two.xlsx")
    taken, rows, issues = take(workspace, tmp_path / "two.xlsx")
    assert len(rows) == 2
    assert account(taken) == (5, 2, 2, 1)
    assert [issue["locator"] for issue in issues] == ["sheet=August"]


def assert_quotable(workspace: Workspace, taken: Taken, rows: list[dict[str, Any]]) -> None:
    assert taken.entry
    assert taken.report
    quotes = Quotes(workspace)
    for row in rows:
        for name, use in (taken.report.mapping or {}).items():
            if "column" in use and row[name] is not None:
                place = Locator.of(row=row["row"], col=use["column"])
                words = quotes.at(Ref(taken.entry.document, place)).words
                assert words
                if name == "consignee":
                    assert row[name] in words


text_cells = st.text(st.sampled_from(list('ab1é ,"\n\r;\t')), max_size=8) | st.just("=A1(") | st.just("3017-08-22")
grid = st.lists(st.lists(text_cells, min_size=1, max_size=9), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=grid, quoted=st.booleans(), ending=st.sampled_from(["\n", "\r\n"]), cut=st.integers(0, 3))
def test_rows_in_are_rows_kept_and_reported_whatever_the_file_holds(
    tmp_path_factory: pytest.TempPathFactory, grid: list[list[str]], quoted: bool, ending: str, cut: int
) -> None:
    header = ["declaration_id", "date", "exporter", "consignee", "hs_code", "value"]
    out = io.StringIO()
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, quoting=style, lineterminator=ending).writerows([header, *grid])
    raw = out.getvalue().encode()
    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.csv"
    path.write_bytes(raw[: len(raw) - cut])
    how = {"kind": "csv", "encoding": "utf-8", "delimiter": ","}
    table = beginning(path, how)
    issues: list[Any] = []
    said, _ = convert(path, how, map_columns(see(table.headers, table.rows)), table, "0" * 64, folder / "out.parquet",
                      issues.append)  # fmt: skip
    kept = duckdb.connect().execute(f"SELECT row FROM read_parquet('{folder / 'out.parquet'}') ORDER BY row").fetchall()
    lost = {issue.locator for issue in issues if issue.severity == "error"}
    from graph.tabular import records

    with path.open("rb") as stream:
        there = {r.number for r in records(stream, encoding="utf-8") if any(c.strip(" \t\r\n\x00") for c in r.cells)}
    assert said.read == len(there)
    assert len(kept) == said.kept
    assert len(lost) == said.refused
    assert {row for (row,) in kept} | {int(place.removeprefix("row=")) for place in lost} <= there
