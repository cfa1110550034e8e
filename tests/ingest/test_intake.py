"""Files come in whatever state: what can be read is read, the rest is said, and nothing is lost or done twice."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.evidence import Catalogue
from graph.quotes import Quotes
from graph.workspace import Workspace, create
from ingest.intake import Taken, Wish, ingest
from ingest.records import connect

HEADER = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
    '"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
)


def row(name: str, updated: str = "2031-01-20", street: str = "5 PIER ROAD") -> str:
    return f'"{name}"\t"{street}"\t"LIMASSOL"\t""\t"CY"\t""\t"01/15/2031"\t""\t"Y"\t"{updated}"\t"NEW"\t"96 F.R. 77"\n'


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return create(tmp_path / "w")


def take(place: Workspace, path: Path, wish: Wish | None = None) -> Taken:
    (taken,) = ingest(place, [path], wish, today=date(2031, 12, 1))
    return taken


def given(tmp_path: Path, content: str | bytes, name: str = "dpl.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(place: Workspace) -> list[str]:
    rows = connect(place).execute("SELECT value FROM statements WHERE property = 'name' AND label = 'Party' ORDER BY 1")
    return [value for (value,) in rows.fetchall()]


def problems(place: Workspace) -> str:
    return "\n".join(p for (p,) in connect(place).execute("SELECT problem FROM issues").fetchall())


def test_the_same_file_again_changes_nothing(tmp_path: Path, place: Workspace) -> None:
    path = given(tmp_path, HEADER + row("ORLA VANTREE"))
    assert take(place, path).outcome == "read"
    before = {p: p.stat().st_mtime_ns for p in place.folder.rglob("*") if p.is_file()}
    assert take(place, path).outcome == "unchanged"
    assert {p: p.stat().st_mtime_ns for p in place.folder.rglob("*") if p.is_file()} == before


def test_a_document_is_read_again_when_its_reader_has_changed(tmp_path: Path, place: Workspace) -> None:
    path = given(tmp_path, HEADER + row("ORLA VANTREE"))
    taken = take(place, path)
    assert taken.entry is not None
    report = place.records / f"{taken.entry.document}.json"
    report.write_text(report.read_text().replace('"reader_version": "', '"reader_version": "old'))
    assert take(place, path).outcome == "read"


def test_a_document_whose_report_is_missing_was_never_read(tmp_path: Path, place: Workspace) -> None:
    path = given(tmp_path, HEADER + row("ORLA VANTREE"))
    taken = take(place, path)
    assert taken.entry is not None
    (place.records / f"{taken.entry.document}.json").unlink()
    assert names(place) == []
    assert take(place, path).outcome == "read"
    assert names(place) == ["ORLA VANTREE"]


@pytest.mark.parametrize("days", [("2031-06-01", "2031-09-01"), ("2031-09-01", "2031-06-01")])
def test_the_earliest_day_counts_whatever_the_order_of_receipt(
    tmp_path: Path, place: Workspace, days: tuple[str, str]
) -> None:
    path = given(tmp_path, "just words, from nobody we know\n", "note.bin")
    for day in days:
        take(place, path, Wish(received=date.fromisoformat(day)))
    (entry,) = Catalogue(place.evidence)
    assert entry.received == entry.known_from == date(2031, 6, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "gb18030", "shift_jis"])
def test_a_file_is_read_in_whatever_encoding_it_is_written(tmp_path: Path, place: Workspace, encoding: str) -> None:
    name = {"gb18030": "云雀防务公司有限责任", "shift_jis": "有限会社タンチョウ航空産業"}.get(encoding, "SOCIÉTÉ ÉLAN")
    content = HEADER + "".join(row(f"{name} {number}") for number in range(8))
    taken = take(place, given(tmp_path, content.encode(encoding)))
    assert taken.outcome == "read"
    assert names(place) == sorted(f"{name} {number}" for number in range(8))
    assert taken.entry is not None
    quoted = Quotes(place).at(f"{taken.entry.document}#row=3;col=Name")
    assert quoted.words == f"{name} 1"


def test_stray_bytes_nuls_and_mixed_line_ends_are_read_and_said(tmp_path: Path, place: Workspace) -> None:
    good = "".join(row(f"Łódź {n}") for n in range(30)).encode()
    bad = row("BROKEN X").encode().replace(b"X", b"\xff") + row("NUL\x00LED").encode().replace(b"\n", b"\r")
    taken = take(place, given(tmp_path, HEADER.encode().replace(b"\n", b"\r\n") + good + bad + row("LAST").encode()))
    assert taken.report is not None
    assert taken.report.rows == {"in": 34, "kept": 33, "reported": 0, "headers": 1}
    assert "BROKEN �" in names(place)
    assert "NULLED" in names(place)
    assert "NUL characters" in problems(place)
    assert "shown as �" in problems(place)


def test_half_a_row_at_the_end_is_kept_and_said(tmp_path: Path, place: Workspace) -> None:
    taken = take(place, given(tmp_path, HEADER + row("WHOLE") + '"HALF"\t"5 PI'))
    assert names(place) == ["HALF", "WHOLE"]
    assert taken.report is not None
    assert taken.report.rows["in"] == 3
    assert "may be cut off" in problems(place)


def test_a_quote_that_never_closes_does_not_swallow_the_rows_after_it(tmp_path: Path, place: Workspace) -> None:
    content = HEADER + row("FIRST") + row("OPEN").replace('"', "").replace("OPEN", '"OPEN')
    content += "".join(row(f"AFTER {n}").replace('"', "") for n in range(9))
    taken = take(place, given(tmp_path, content))
    assert taken.report is not None
    assert taken.report.rows["in"] == 12
    assert [name for name in names(place) if name.startswith("AFTER")] == [f"AFTER {n}" for n in range(9)]
    assert "never closes" in problems(place)


def test_a_repeated_header_is_a_header_and_ragged_rows_are_said(tmp_path: Path, place: Workspace) -> None:
    long = row("LONG").rstrip("\n") + '\t"TOO MUCH"\n'
    taken = take(place, given(tmp_path, HEADER + row("A") + "\n" + HEADER + long))
    assert taken.report is not None
    assert taken.report.rows == {"in": 4, "kept": 2, "reported": 0, "headers": 2}
    assert "13 cells where the header has 12" in problems(place)


def test_a_cell_of_fifty_megabytes_is_cut_and_said(tmp_path: Path, place: Workspace) -> None:
    taken = take(place, given(tmp_path, HEADER + row("BIG", street="X" * 50_000_000) + row("SMALL")))
    assert taken.outcome == "read"
    assert names(place) == ["BIG", "SMALL"]
    assert "50,000,000 characters" in problems(place)


def test_formula_text_stays_text(tmp_path: Path, place: Workspace) -> None:
    take(place, given(tmp_path, HEADER + row("=HYPERLINK('x')")))
    assert names(place) == ["=HYPERLINK('x')"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("noise.csv", bytes(range(256)) * 40), ("cut.xlsx", b"PK\x03\x04 not a workbook"),
     ("cut.pdf", b"%PDF-1.7 and no more"), ("old.xls", b"\xd0\xcf\x11\xe0" + b"x" * 99), ("cut.xml", b"<LIST><A>"),
     ("README.md", b"# Read me\n\nwords\n"), ("cut.parquet", b"PAR1 and no more"), ("cut.jsonl", b'{"a": ')],
)  # fmt: skip
def test_what_nobody_can_read_is_kept_and_said(tmp_path: Path, place: Workspace, name: str, content: bytes) -> None:
    taken = take(place, given(tmp_path, content, name))
    assert taken.outcome == "unread"
    assert taken.entry is not None
    assert Catalogue(place.evidence).bytes_path(taken.entry.document).read_bytes() == content
    assert "nobody reads this file" in problems(place)
    assert take(place, tmp_path / name).outcome == "unchanged"


def test_a_file_no_source_knows_names_the_nearest_and_what_it_lacks(tmp_path: Path, place: Workspace) -> None:
    content = (HEADER + row("X")).replace('"FR_Citation"', '"Something"')
    taken = take(place, given(tmp_path, content))
    assert taken.outcome == "unread"
    assert ("bis_dpl", "lacks FR_Citation") in taken.nearest


def test_zips_in_zips_are_opened_and_bombs_are_not(tmp_path: Path, place: Workspace) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("dpl.txt", HEADER + row("IN A ZIP"))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("big.csv", b"0" * 150_000_000)
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as packed:
        packed.writestr("deep/inner.zip", inner.getvalue())
        packed.writestr("bomb.zip", bomb.getvalue())
    taken = list(ingest(place, [tmp_path / "outer.zip"]))
    assert names(place) == ["IN A ZIP"]
    assert sorted(t.outcome for t in taken) == ["read", "refused"]
    assert "bomb" in next(t.problem for t in taken if t.outcome == "refused")
    (entry,) = [e for e in Catalogue(place.evidence) if e.source == "bis_dpl"]
    assert entry.container == "outer.zip/inner.zip"


def test_two_revisions_tell_additions_changes_and_removals(tmp_path: Path, place: Workspace) -> None:
    from ingest.changes import changes

    old = HEADER + row("STAYS") + row("GOES") + row("MOVES")
    new = HEADER + row("STAYS", "2031-05-01") + row("COMES", "2031-05-01") + row("MOVES", "2031-05-01", "9 NEW STREET")
    take(place, given(tmp_path, new, "dpl_b.txt"))
    take(place, given(tmp_path, old, "dpl_a.txt"))
    (step,) = changes(place, "bis_dpl")
    assert (step.known_before, step.known_after) == (date(2031, 1, 20), date(2031, 5, 1))
    assert [name for _, name in step.added] == ["COMES"]
    assert [name for _, name in step.removed] == ["GOES"]
    assert [change.name for change in step.changed] == ["MOVES"]
    assert step.same == 1


def test_a_reader_that_stumbles_becomes_an_issue(tmp_path: Path, place: Workspace) -> None:
    taken = take(place, given(tmp_path, "a,b\n1,2\n", "x.csv"), Wish(source="un_consolidated"))
    assert taken.outcome == "unread"
    assert taken.problem


def test_a_day_in_the_file_name_outranks_the_last_change_of_its_rows(tmp_path: Path, place: Workspace) -> None:
    """A revision that only removes rows has the same last change as the one before it."""
    first = given(tmp_path, HEADER + row("ONE") + row("TWO"), "dpl_2031-02-01.txt")
    second = given(tmp_path, HEADER + row("ONE"), "dpl_2031-03-01.txt")
    days = [taken.entry.published for path in (first, second) if (taken := take(place, path)).entry]
    assert days == [date(2031, 2, 1), date(2031, 3, 1)]
