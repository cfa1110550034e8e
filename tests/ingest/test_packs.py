"""Small documents are packed together, and whoever reads sees each of them exactly once, whatever happens when."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.commands.workspace import read_whole
from graph.evidence import Catalogue, DocumentEntry
from graph.types import DocumentId
from graph.workspace import Workspace, create
from ingest.build import build
from ingest.intake import ingest
from ingest.packs import FEW, SMALL, pack
from ingest.records import Report, Writer, connect, finished, report_of
from ingest.saying import short_hash
from ingest.statements import Issue, Statement

DAY = date(2031, 12, 1)
HEADER = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
    '"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
)


class Killed(BaseException):
    """The program ended at this moment."""


def killed_after(step: int) -> Callable[[str], None]:
    steps = iter(range(step))

    def after(_: str) -> None:
        if next(steps, None) is None:
            raise Killed

    return after


def name_of(number: int) -> str:
    return short_hash(f"document {number}", digits=40).ljust(64, "0")


def say(place: Workspace, number: int, version: str = "1", parties: int = 2) -> None:
    """Have document `number` read by a version of its reader: so many parties, an issue if the number is even."""
    document = DocumentId(name_of(number))
    entry = DocumentEntry(document, f"{number}.txt", 1, "made", "", DAY, DAY, DAY)
    path = Catalogue(place.evidence).entry_path(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".aside").write_text(entry.to_json())
    path.with_suffix(".aside").rename(path)
    writer = Writer(place, entry)
    for party in range(parties):
        writer.add(Statement(f"made:{number}:{party}", "Party", "name", version, version, f"row={party}"))
    issues = [Issue("row=9", "", "", f"unclear to {version}", "the rest")] if number % 2 == 0 else []
    writer.finish(Report(document, "made", version), issues)


def seen(place: Workspace) -> Counter[tuple[str, str, str]]:
    """Every statement and issue there is, and every document, with the version that says it, as often as it comes."""
    with connect(place) as db:
        told = db.execute(
            "SELECT 'says', subject || locator, value FROM statements UNION ALL SELECT 'issue', document, problem "
            "FROM issues UNION ALL SELECT 'document', document, reader_version FROM documents"
        ).fetchall()
    return Counter(told)


def files(place: Workspace) -> dict[str, bytes]:
    return {str(p.relative_to(place.records)): p.read_bytes() for p in place.records.rglob("*") if p.is_file()}


def packed(place: Workspace) -> list[str]:
    return sorted(path.name for path in (place.records / "packs").glob("*"))


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return create(tmp_path / "a workspace, its path isn't plain")


def filled(place: Workspace, numbers: Iterable[int], version: str = "1") -> Workspace:
    for number in numbers:
        say(place, number, version)
    return place


def test_a_pack_says_what_its_documents_said(place: Workspace) -> None:
    before = seen(filled(place, range(6)))
    reports = [(entry.document, report) for entry, report in finished(place)]
    assert pack(place.records, few=2)
    assert seen(place) == before
    assert [(entry.document, report) for entry, report in finished(place)] == reports
    assert sorted(path.name for path in place.records.iterdir()) == ["packs"]
    assert report_of(place, name_of(3)) == dict(reports)[DocumentId(name_of(3))]
    assert report_of(place, name_of(99)) is None
    assert read_whole(place) == {document for document, _ in reports}


def test_a_few_documents_are_left_as_they_are(place: Workspace) -> None:
    before = files(filled(place, range(6)))
    assert pack(place.records) is None
    assert FEW > 6
    assert files(place) == before


def test_large_documents_and_trade_tables_stay_files_of_their_own(place: Workspace) -> None:
    filled(place, range(4))
    say(place, 7)
    (place.records / f"{name_of(7)}.parquet").write_bytes(b"x" * SMALL)
    (place.records / f"{name_of(2)}.trade.parquet").write_bytes(b"a table of trade")
    pack(place.records, few=2)
    left = {name.partition(".")[0] for name in files(place) if not name.startswith("packs")}
    assert left == {name_of(7), name_of(2)}


def test_a_damaged_file_stops_the_packing_and_nothing_else(place: Workspace) -> None:
    (filled(place, range(4)).records / f"{name_of(1)}.parquet").write_bytes(b"damaged")
    before = files(place)
    with pytest.raises(OSError, match=name_of(1)):
        pack(place.records, few=2)
    assert {name: raw for name, raw in files(place).items() if not name.startswith("packs/.")} == before
    say(place, 1, "2")
    assert pack(place.records, few=2)


def test_packing_again_changes_nothing(place: Workspace) -> None:
    pack(filled(place, range(6)).records, few=2)
    before = {p: p.stat().st_mtime_ns for p in place.records.rglob("*")}
    assert pack(place.records, few=2) is None
    assert {p: p.stat().st_mtime_ns for p in place.records.rglob("*")} == before


def test_a_pack_is_replaced_by_a_larger_one_and_never_edited(place: Workspace) -> None:
    pack(filled(place, range(4)).records, few=2)
    (first,) = packed(place)
    filled(place, range(4, 8))
    before = seen(place)
    made = pack(place.records, few=2)
    assert made
    assert packed(place) == [made.name]
    assert made.name != first
    assert seen(place) == before


def test_a_pack_much_larger_than_what_is_new_is_left_alone(place: Workspace) -> None:
    pack(filled(place, range(20)).records, few=2)
    large = packed(place)
    before = seen(filled(place, range(20, 22)))
    pack(place.records, few=2)
    assert large[0] in packed(place)
    assert len(packed(place)) == 2
    assert seen(place) == before


def test_a_document_read_again_counts_as_read_last_and_leaves_its_pack_in_effect(place: Workspace) -> None:
    pack(filled(place, range(12)).records, few=2)
    say(place, 3, "2", parties=5)
    said = seen(place)
    assert [v for (kind, what, v), n in said.items() if kind == "document" and what == name_of(3)] == ["2"]
    assert sum(n for (kind, what, _), n in said.items() if kind == "says" and what.startswith("made:3:")) == 5
    assert pack(place.records, few=2) is None
    assert seen(place) == said
    say(place, 30)
    said = seen(place)
    assert pack(place.records, few=2)
    assert len(packed(place)) == 2  # the first still speaks for the other eleven
    assert seen(place) == said
    said = seen(filled(place, range(12), "3"))
    pack(place.records, few=2)
    assert len(packed(place)) == 1
    assert seen(place) == said


def test_who_reads_with_an_old_list_open_goes_on_reading_and_the_files_go_later(place: Workspace) -> None:
    filled(place, range(4))
    old = connect(place)
    assert pack(place.records, few=2)
    assert len([name for name in files(place) if not name.startswith("packs")]) == 12
    assert len(seen(place)) == sum(seen(place).values()) == 8 + 2 + 4
    newer = connect(place)
    filled(place, range(4, 8))
    assert pack(place.records, few=2)
    for reader in (old, newer):
        assert reader.execute("SELECT count(*), count(DISTINCT subject) FROM statements").fetchall() == [(8, 8)]
        assert reader.execute("SELECT count(*) FROM issues").fetchall() == [(2,)]
    assert len(seen(place)) == sum(seen(place).values()) == 16 + 4 + 8
    del old, newer, reader
    assert pack(place.records, few=2) is None
    assert [name for name in files(place) if not name.startswith("packs")] == []
    assert len(seen(place)) == sum(seen(place).values()) == 16 + 4 + 8


def first_packing(place: Workspace) -> None:
    filled(place, range(4))


def replacing_with_one_read_again(place: Workspace) -> None:
    pack(filled(place, range(4)).records, few=2)
    filled(place, range(3, 6), "2")


def replacing_all_of_a_pack(place: Workspace) -> None:
    pack(filled(place, range(3)).records, few=2)
    filled(place, range(3), "2")


@pytest.mark.parametrize("history", [first_packing, replacing_with_one_read_again, replacing_all_of_a_pack])
def test_killed_after_any_step_and_run_again_it_ends_as_if_never_killed(
    tmp_path: Path, history: Callable[[Workspace], None]
) -> None:
    begun = create(tmp_path / "begun")
    history(begun)
    said = seen(begun)

    def copy(name: str) -> Workspace:
        return Workspace(Path(shutil.copytree(begun.folder, tmp_path / name)))

    undisturbed = copy("undisturbed")
    steps: list[str] = []
    pack(undisturbed.records, few=2, after=steps.append)
    assert len(steps) > 10
    for step in range(len(steps)):
        place = copy(f"killed {step}")
        with pytest.raises(Killed):
            pack(place.records, few=2, after=killed_after(step))
        assert seen(place) == said, f"killed after: {steps[step]}"
        pack(place.records, few=2)
        assert files(place) == files(undisturbed), f"killed after: {steps[step]}"
        assert packed(place) == packed(undisturbed)
        assert seen(place) == said


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("read"), st.integers(0, 9), st.integers(1, 6)),
            st.tuples(st.just("pack"), st.integers(1, 4), st.none() | st.integers(0, 12)),
            st.tuples(st.just("watch"), st.none(), st.none()),
        ),
        max_size=14,
    )
)
def test_whatever_is_read_packed_killed_and_watched_each_document_says_what_its_last_reading_said(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, int, int]]
) -> None:
    place = create(tmp_path_factory.mktemp("w"))
    last: dict[int, str] = {}
    open_readers = []
    for moment, (what, one, other) in enumerate(history):
        if what == "read":
            for number in range(one, one + other):
                last[number] = f"v{moment}"
                say(place, number, last[number])
        elif what == "watch":
            reader = connect(place)
            open_readers.append((reader, reader.execute("SELECT count(*) FROM statements").fetchall()))
            open_readers = open_readers[-2:]
        else:
            with contextlib.suppress(Killed):
                pack(place.records, few=one, after=(lambda _: None) if other is None else killed_after(other))
        with connect(place) as db:
            told = db.execute("SELECT document, count(*), any_value(value) FROM statements GROUP BY 1").fetchall()
        assert sorted(told) == sorted((name_of(number), 2, version) for number, version in last.items())
        for reader, count in open_readers:
            assert what == "read" or reader.execute("SELECT count(*) FROM statements").fetchall() == count


def test_who_reads_while_others_pack_never_misses_a_document_and_never_sees_one_twice(place: Workspace) -> None:
    filled(place, range(6))
    wrong: list[object] = []
    looks: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            try:
                with connect(place) as db:
                    told = db.execute("SELECT subject, count(*) FROM statements GROUP BY 1").fetchall()
                looks.append(len(told))
                if len(told) < 12 or any(count != 1 for _, count in told):
                    wrong.append(told)
            except Exception as error:  # a file that has gone is what must not happen
                wrong.append(error)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for number in range(6, 26, 2):
            filled(place, (number, number + 1))
            pack(place.records, few=2)
    finally:
        over.set()
        watcher.join()
    assert wrong == []
    assert looks


def given_lists(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        row = (f"VANTREE {number}", f"{number} PIER ROAD", "LIMASSOL", "", "CY", "", "01/15/2031", "", "Y")
        line = "\t".join(f'"{cell}"' for cell in (*row, "2031-01-20", "NEW", "96 F.R. 77"))
        (folder / f"{number}.txt").write_text(f"{HEADER}{line}\n")
    return folder


def test_the_same_files_again_are_unchanged_when_they_were_packed(tmp_path: Path, place: Workspace) -> None:
    folder = given_lists(tmp_path / "lists", FEW)
    assert {taken.outcome for taken in ingest(place, [folder], today=DAY)} == {"read"}
    assert len(packed(place)) == 1
    before = {p: p.stat().st_mtime_ns for p in place.folder.rglob("*") if p.is_file()}
    again = list(ingest(place, [folder], today=DAY))
    assert {taken.outcome for taken in again} == {"unchanged"}
    assert all(taken.report and taken.report.statements for taken in again)
    assert {p: p.stat().st_mtime_ns for p in place.folder.rglob("*") if p.is_file()} == before


def test_a_build_is_the_same_byte_for_byte_from_packs_and_from_single_files(tmp_path: Path, place: Workspace) -> None:
    list(ingest(place, [given_lists(tmp_path / "lists", 12)], today=DAY))

    def built() -> dict[str, bytes]:
        folder = build(place, DAY).snapshot.folder
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert packed(place) == []
    loose = built()
    assert pack(place.records, few=2)
    shutil.rmtree(place.builds)
    assert built() == loose
