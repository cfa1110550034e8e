"""What a notice says reaches the records with its words, whatever kind of file brings it."""

# ruff: noqa: E501  (texts stand as a notice would write them)

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.evidence import Locator, Ref
from graph.quotes import Quotes
from graph.workspace import Workspace, find
from ingest.build import build
from ingest.intake import Taken, Wish, ingest
from ingest.records import connect

TODAY = date(2024, 6, 1)
PROSE = (
    "Notice of enforcement, dated 2023-05-04. Belmar Trading Ltd. (“Belmar”), of Minsk, Belarus, has agreed to pay $120,000 "
    "to settle alleged violations of the Iranian Transactions Regulations. OFAC determined that Belmar sold turbine "
    "blades (ECCN 9A001) to Zarya Plant JSC. Pavel Andreevich Orlov is the general director of Zarya Plant JSC. "
    "Zarya Plant JSC is 60 percent owned by Norvik Holding AG. Kestrel Labs Ltd. did not supply drones to Belmar. "
    "Contact Belmar at sales@belmar.example."
)


def take(workspace: Workspace, *paths: Path, source: str = "") -> list[Taken]:
    return list(ingest(workspace, paths, Wish(source=source), today=TODAY))


def said(workspace: Workspace, where: str = "true") -> list[dict[str, Any]]:
    found = connect(workspace).sql(f"SELECT * FROM statements WHERE {where}")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def links(workspace: Workspace, label: str) -> set[tuple[str, str]]:
    """Links of one type as the names of their ends."""
    rows = said(workspace)
    names: dict[str, str] = {}
    for row in rows:
        if row["property"] in ("name", "description", "text", "code", "value", "title"):
            names.setdefault(row["subject"], row["value"])
    ends: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["label"] == label and row["property"] in ("start", "end"):
            ends.setdefault(row["subject"], {})[row["property"]] = names[row["value"]]
    return {(end["start"], end["end"]) for end in ends.values()}


def values(rows: Iterable[dict[str, Any]], prop: str) -> set[str]:
    return {row["value"] for row in rows if row["property"] == prop}


@pytest.fixture
def prose(workspace: Workspace, tmp_path: Path) -> Workspace:
    path = tmp_path / "belmar.txt"
    path.write_text(PROSE, encoding="utf-8")
    (taken,) = take(workspace, path)
    assert taken.outcome == "read", taken
    return workspace


def test_everything_that_is_said_stands_word_for_word_at_its_place(prose: Workspace) -> None:
    quotes = Quotes(prose)
    rows = said(prose)
    assert len(rows) > 40
    for row in rows:
        quoted = quotes.at(Ref(row["document"], Locator.parse(row["locator"])))
        assert quoted.words == row["original"]
        assert row["original"] in PROSE


def test_names_of_one_party_are_one_subject_and_links_run_between_parties(prose: Workspace) -> None:
    parties = {row["subject"] for row in said(prose, "label = 'Party' AND value IN ('Belmar', 'Belmar Trading Ltd.')")}
    assert len(parties) == 1
    assert ("Pavel Andreevich Orlov", "Zarya Plant JSC") in links(prose, "OFFICER_OF")
    assert ("Norvik Holding AG", "Zarya Plant JSC") in links(prose, "OWNS")
    assert values(said(prose, "label = 'OWNS'"), "share_min") == {"60"}
    assert ("Belmar Trading Ltd.", "Zarya Plant JSC") in links(prose, "SUPPLIED")
    assert ("Belmar Trading Ltd.", "turbine blades") in links(prose, "DEALT_IN") or links(prose, "DEALT_IN")
    assert ("Belmar Trading Ltd.", "sales@belmar.example") in links(prose, "REACHED_AT")
    assert ("Belmar Trading Ltd.", "BY") in links(prose, "IN_COUNTRY")


def test_what_the_text_denies_is_not_in_the_records(prose: Workspace) -> None:
    assert all(start != "Kestrel Labs Ltd." for start, _ in links(prose, "SUPPLIED") | links(prose, "DEALT_IN"))


def test_a_settlement_is_a_penalty_with_its_amount_and_party(prose: Workspace) -> None:
    penalty = said(prose, "label = 'Penalty'")
    assert values(penalty, "amount") == {"120000"}
    assert values(penalty, "currency") == {"USD"}
    assert {start for start, _ in links(prose, "NAMED_IN")} == {"Belmar Trading Ltd."}


def test_every_statement_read_by_a_rule_names_it_with_its_confidence(prose: Workspace) -> None:
    rows = said(prose, "label IN ('Party', 'OFFICER_OF', 'OWNS', 'SUPPLIED', 'DEALT_IN')")
    assert all(row["rule"].startswith("nlp ") and 0 < row["confidence"] <= 1 for row in rows)
    hedged = [row for row in rows if "alleged or possible" in row["rule"]]
    assert all(row["confidence"] <= 0.5 for row in hedged)


def test_a_titles_row_gives_an_order_dated_by_its_row_with_what_it_does(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        "document_number,date,title,url\n"
        '2020-1,2020-03-01,"Veltrans Airlines, 4 Lenina str., Omsk, Russia; Order Temporarily Denying Export Privileges",u\n'
        '2020-2,2020-09-01,"Order Renewing Temporary Denial of Export Privileges; Veltrans Airlines, 4 Lenina str., Omsk, Russia",u\n'
        "2020-3,2020-10-01,Order Denying Export Privileges,u\n",
        encoding="utf-8",
    )
    (taken,) = take(workspace, path)
    assert taken.report is not None
    assert taken.entry is not None
    assert taken.entry.source == "notices_titles"
    rows = said(workspace)
    assert values([r for r in rows if r["label"] == "Denial"], "kind") == {"denial_order"}
    assert len({r["subject"] for r in rows if r["label"] == "Denial"}) == 3
    assert {r["known_from"] for r in rows} == {date(2020, 3, 1), date(2020, 9, 1), date(2020, 10, 1)}
    actions = {r["subject"]: r["value"] for r in rows if r["property"] == "action"}
    assert actions == {
        "federal_register:order:2020-1": "denies temporarily",
        "federal_register:order:2020-2": "renews",
        "federal_register:order:2020-3": "denies",
    }
    assert any(
        r["locator"].startswith("row=2;col=title;chars=0-17") and r["value"] == "Veltrans Airlines" for r in rows
    )
    assert {end for _, end in links(workspace, "LOCATED_AT")} == {"4 Lenina str., Omsk, Russia"}


def test_json_lines_carry_line_field_and_characters(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "notices.jsonl"
    path.write_text(
        json.dumps({"id": "n1", "date": "2022-02-03", "text": "Belmar Trading Ltd. sold lathes to Zarya Plant JSC."}) + "\n"
        + json.dumps({"id": "n2", "date": "2022-13-03", "text": "Nothing here."}) + "\n" + "{broken\n",
        encoding="utf-8",
    )  # fmt: skip
    (taken,) = take(workspace, path)
    rows = said(workspace, "label = 'Party'")
    assert {r["locator"] for r in rows if r["property"] == "name"} == {
        "line=1;field=/text;chars=0-19",
        "line=1;field=/text;chars=35-50",
    }
    assert {r["known_from"] for r in rows} == {date(2022, 2, 3)}
    assert taken.report is not None
    counts = taken.report.rows
    assert (counts["in"], counts["kept"], counts["reported"]) == (3, 1, 2)


def test_a_web_page_and_a_pdf_are_read_and_a_pdf_keeps_its_pages(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "notice.html"
    page.write_text(
        "<html><body><h1>Sanctions notice</h1><p>Belmar Trading Ltd. exported pumps to Iran.</p></body></html>",
        encoding="utf-8",
    )
    paper = tmp_path / "notice.pdf"
    paper.write_bytes(_pdf("Export notice: Belmar Trading Ltd. sold lathes.", "Zarya Plant JSC bought lathes."))
    outcomes = [taken.outcome for taken in take(workspace, page, paper)]
    assert outcomes == ["read", "read"]
    locators = {row["locator"].split(";")[0] for row in said(workspace, "label = 'Party'")}
    assert {"page=1", "page=2"} <= locators
    quotes = Quotes(workspace)
    for row in said(workspace, "label = 'Party' AND property = 'name'"):
        assert quotes.at(Ref(row["document"], Locator.parse(row["locator"]))).words == row["original"]


def test_the_real_notices_are_all_read_or_reported(workspace: Workspace, shared_data: Path) -> None:
    folder = shared_data / "notices"
    (titles,) = take(workspace, folder / "fr_bis_denial_orders.csv")
    assert titles.report is not None
    counts = titles.report.rows
    assert counts["in"] == counts["kept"] + counts["reported"] + counts["headers"] == 187
    assert counts["kept"] == 186
    assert len({r["subject"] for r in said(workspace, "label = 'Denial'")}) == 186
    assert len(links(workspace, "NAMED_IN")) >= 170


def _pdf(*pages: str) -> bytes:
    """A small PDF with one line of text a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    font = 3 + 2 * len(pages)
    for at, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * at} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body + tail.encode("latin-1")


def test_an_end_use_statement_in_labelled_lines_names_its_parties_goods_and_use(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "eus.txt"
    path.write_text(
        "END-USE STATEMENT\nStatement No.: EUS-77\nLicence No.: L-2020-5\nEnd user: Kestrel Labs Ltd.\n"
        "End user address: 4 Harbour Road, Kowloon, Hong Kong\nGoods: thermal cameras\nQuantity: 12 pcs\n"
        "End-use: wildlife research\nSigned by: Mei Tan\nDate: 3 May 2021\n",
        encoding="utf-8",
    )
    (taken,) = take(workspace, path)
    assert taken.entry is not None
    assert taken.entry.source == "end_use_text"
    statement = said(workspace, "label = 'EndUseStatement'")
    assert values(statement, "end_use") == {"wildlife research"}
    assert values(statement, "signed_on") == {"2021-05-03"}
    assert values(statement, "quantity") == {"12"}
    assert values(said(workspace, "label = 'PARTY_TO'"), "role") == {"end_user", "signatory"}
    assert values(said(workspace, "label = 'Item'"), "description") == {"thermal cameras"}


def test_a_name_that_is_another_name_of_two_names_of_one_person_is_that_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "order.jsonl"
    title = "In the Matter of: Pavel Orlov, a/k/a Paul Eagle, a/k/a Nick Arless, 12 Quay Road, Dover, DE 19901; Order Denying Export Privileges"
    path.write_text(json.dumps({"id": "2024-1", "date": "2024-01-02", "text": title}), encoding="utf-8")
    take(workspace, path)
    people = {
        row["subject"]
        for row in said(workspace, "label = 'Party' AND property = 'names'")
        if "Orlov" in row["value"] or "Eagle" in row["value"] or "Arless" in row["value"]
    }
    assert len(people) == 1


def test_a_fact_read_with_less_confidence_than_asked_stays_in_the_records(
    prose: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert links(prose, "OWNS") == {("Norvik Holding AG", "Zarya Plant JSC")}
    assert build(find(prose.folder), TODAY).snapshot.manifest.rels.get("OWNS") == 1
    monkeypatch.setenv("THIRDPORT_READING_FLOOR", "1")
    assert not build(find(prose.folder), TODAY).snapshot.manifest.rels.get("OWNS")
