"""What people decide is kept, can be taken back, and is never rewritten."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph.casebook import Casebook, Found
from graph.errors import Refusal, WorkspaceRefused
from graph.workspace import create


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path)
    return tmp_path


@pytest.fixture
def book(folder: Path):
    with Casebook.open(create(folder)) as opened:
        yield opened


def day(number: int) -> datetime:
    return datetime(2024, 1, number, 12, tzinfo=UTC)


def hit(identity: dict, id_: str = "", version: str = "1.0.0") -> Found:
    return Found(id_ or "F-" + str(identity), "q", version, {"days": 180}, identity, {"title": "t"})


def keep(book: Casebook, *hits: Found, build: str = "b1", as_of: date = date(2024, 1, 1), **more):
    return book.keep("q", hits[0].version if hits else "1.0.0", build=build, as_of=as_of, found=hits, **more)


def test_a_judgement_taken_back_is_no_longer_in_force_but_was_on_the_days_before(book):
    made = book.judge("b:2", "a:1", "same", "eve", "same passport", at=day(2))
    book.undo(made.id, "eve", "wrong passport", at=day(5))
    assert book.judgements() == []
    assert book.judgements(known_by=date(2024, 1, 1)) == []
    assert [(j.left, j.right, j.decision) for j in book.judgements(known_by=date(2024, 1, 4))] == [
        ("a:1", "b:2", "same")
    ]


def test_the_latest_judgement_on_a_pair_is_the_one_in_force(book):
    book.judge("a", "b", "same", "eve", "", at=day(1))
    second = book.judge("b", "a", "different", "bob", "", at=day(2))
    assert book.judgements() == [second]


def test_taking_back_the_later_judgement_gives_back_the_earlier(book):
    first = book.judge("a", "b", "same", "eve", "", at=day(1))
    book.undo(book.judge("a", "b", "different", "bob", "", at=day(2)).id, "bob", "")
    assert book.judgements() == [first]


def test_the_database_itself_refuses_to_rewrite_a_judgement(book):
    book.judge("a", "b", "same", "eve", "")
    with pytest.raises(sa.exc.IntegrityError), book.engine.begin() as connection:
        connection.execute(sa.text("UPDATE judgements SET decision = 'different'"))
    with pytest.raises(sa.exc.IntegrityError), book.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM audit"))


def test_writers_at_once_lose_nothing(folder):
    def write(name: str) -> None:
        with Casebook.open(create(folder)) as mine:
            for number in range(10):
                mine.judge(f"{name}:{number}", "x", "same", name, "")

    threads = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Casebook.open(create(folder)) as book:
        assert len(book.judgements()) == 40
        assert len(book.history()) == 40


def test_a_casebook_of_a_newer_version_is_refused_with_the_next_step(folder):
    with Casebook.open(create(folder)) as book, book.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO meta VALUES (99)"))
    with pytest.raises(WorkspaceRefused, match="version 99"):
        Casebook.open(create(folder))


def test_a_casebook_that_cannot_be_reached_is_refused_without_showing_its_password(tmp_path):
    (tmp_path / "thirdport.toml").write_text('casebook_url = "sqlite:////nowhere/at/all/book.sqlite"\n')
    with pytest.raises(WorkspaceRefused, match="cannot be opened"):
        Casebook.open(create(tmp_path))


def test_a_finding_is_new_then_ongoing_then_gone(book):
    assert [k.status for k in keep(book, hit({"p": "P-1"}))] == ["new"]
    assert [k.status for k in keep(book, hit({"p": "P-1"}))] == ["new"], "the same build again tells nothing new"
    assert [k.status for k in keep(book, hit({"p": "P-1"}), build="b2", as_of=date(2024, 2, 1))] == ["ongoing"]
    assert keep(book, build="b3", as_of=date(2024, 3, 1)) == []
    assert [(k.status, k.last_seen) for k in book.findings()] == [("gone", date(2024, 2, 1))]


def test_asking_with_other_parameters_makes_no_finding_gone(book):
    keep(book, hit({"p": "P-1"}))
    wider = hit({"p": "P-2"})
    assert [k.given for k in keep(book, wider, given={"days": 365})] == [{"days": 365}]
    assert [(k.id, k.status) for k in book.findings()] == [("F-{'p': 'P-1'}", "new"), ("F-{'p': 'P-2'}", "new")]
    keep(book, build="b2", as_of=date(2024, 2, 1), given={"days": 365})
    assert [k.status for k in book.findings()] == ["new", "gone"]


def test_a_casebook_from_before_parameters_were_kept_opens_with_its_findings(folder):
    with Casebook.open(create(folder)) as book:
        keep(book, hit({"p": "P-1"}))
        with book.engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE runs DROP COLUMN given"))
            connection.execute(sa.text("DELETE FROM meta WHERE version > 1"))
    with Casebook.open(create(folder)) as book:
        assert [(k.status, k.given) for k in book.findings()] == [("new", {})]


def test_looking_back_does_not_make_a_finding_gone_only_older(book):
    keep(book, hit({"p": "P-1"}), build="b9", as_of=date(2024, 9, 1))
    keep(book, build="b0", as_of=date(2020, 1, 1))
    assert [k.status for k in book.findings()] == ["new"]
    keep(book, hit({"p": "P-1"}), build="b1", as_of=date(2022, 1, 1))
    assert [(k.status, k.first_seen) for k in book.findings()] == [("ongoing", date(2022, 1, 1))]


def test_a_dismissal_survives_a_rebuild_that_renamed_the_party(book):
    (kept,) = keep(book, hit({"p": "P-1"}, "F-old"))
    book.set_state(kept.id, "dismissed", "eve", "known agent", at=day(3))
    renamed = {"P-1": "P-2"}
    (after,) = keep(book, hit({"p": "P-2"}, "F-new"), build="b2", follow=lambda v: renamed.get(v, v))
    assert (after.id, after.state, after.reason, after.identity) == ("F-old", "dismissed", "known agent", {"p": "P-2"})


def test_a_dismissal_survives_a_new_version_of_the_query(book):
    (kept,) = keep(book, hit({"p": "P-1"}, "F-old"))
    book.set_state(kept.id, "dismissed", "eve", "known agent")
    (after,) = keep(book, hit({"p": "P-1"}, "F-new", version="1.1.0"), build="b2")
    assert (after.id, after.version, after.state) == ("F-old", "1.1.0", "dismissed")


def test_other_parameters_make_another_finding(book):
    keep(book, hit({"p": "P-1"}, "F-1"))
    keep(book, Found("F-2", "q", "1.0.0", {"days": 30}, {"p": "P-1"}, {}), build="b2")
    assert [(k.id, k.status) for k in book.findings()] == [("F-1", "gone"), ("F-2", "new")]


def test_a_state_needs_a_reason_and_keeps_its_history(book):
    keep(book, hit({"p": "P-1"}, "F-1"))
    with pytest.raises(Refusal, match="without a reason"):
        book.set_state("F-1", "dismissed", "eve", " ")
    book.set_state("F-1", "in_review", "eve")
    book.set_state("F-1", "confirmed", "bob", "court")
    trail = [(row["by"], row["detail"]["from"], row["detail"]["to"]) for row in book.history("F-1")]
    assert trail == [("eve", "open", "in_review"), ("bob", "in_review", "confirmed")]


def test_a_finding_is_found_by_the_first_characters_of_its_id_if_only_one_begins_so(book):
    keep(book, hit({"p": "1"}, "F-abc"), hit({"p": "2"}, "F-abd"))
    assert book.finding("F-abc").id == "F-abc"
    with pytest.raises(Refusal, match="More than one"):
        book.finding("F-ab")
    with pytest.raises(Refusal, match="no finding"):
        book.finding("%")
