"""The law of replay: a graph as of a day is what a workspace gives that knows nothing later, however it was filled."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.casebook import Judgement
from graph.workspace import Workspace
from ingest.build import build_from
from ingest.records import _DOCUMENTS
from ingest.saying import short_hash
from ingest.statements import SCHEMA
from ingest.trade.table import TRADE_SCHEMA

START = date(2024, 1, 1)
DAYS = 40
NAMES = (
    "ООО Вектор Плюс",
    "Vektor Plyus LLC",
    "Acme Optics GmbH",
    "ACME OPTICS GMBH",
    "Ivan Petrov",
    "PETROV, Ivan",
    "Blue Dhow FZE",
)
COUNTRIES = ("RU", "DE", "")
ADDRESSES = ("Lenina street 5, Moscow, Russia", "Hauptweg 12, 10115 Berlin, Germany", "")

GOODS = ("infrared cameras", "FPGA chips", "drone engines, type AD9361BBCZ")


@dataclass
class History:
    """Everything that ever arrives, in the order in which it is taken in, and what people decide."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    trade: list[dict[str, Any]] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    undone: dict[int, date] = field(default_factory=dict)

    def known_by(self, day: date) -> History:
        """The history of somebody who was told nothing after that day."""
        said = {d["document"]: d["known_from"] for d in self.documents}
        statements = [s for s in self.statements if (s["known_from"] or said[s["document"]]) <= day]
        there = {s["document"] for s in statements}
        return History(
            [d for d in self.documents if d["known_from"] <= day or d["document"] in there],
            statements,
            [t for t in self.trade if said[t["document"]] <= day],
            [j for j in self.judgements if j.at.date() <= day],
            {number: at for number, at in self.undone.items() if at <= day},
        )

    def in_force(self, day: date) -> list[Judgement]:
        """Judgements in force on that day, as the casebook gives them: the latest of each pair."""
        force: dict[tuple[str, str], Judgement] = {}
        for judgement in sorted(self.judgements, key=lambda j: (j.at, j.id)):
            if judgement.at.date() <= day and self.undone.get(judgement.id, date.max) > day:
                force[judgement.left, judgement.right] = judgement
        return list(force.values())

    def shuffled(self, seed: int) -> History:
        """The same, taken in in another order."""
        dice = random.Random(seed)
        return History(
            dice.sample(self.documents, len(self.documents)),
            dice.sample(self.statements, len(self.statements)),
            dice.sample(self.trade, len(self.trade)),
            self.judgements,
            self.undone,
        )


def built(history: History, day: date, judgements: Sequence[Judgement] | None = None) -> dict[str, bytes]:
    """Every file of the build as of a day, by name; the manifest with its id among them."""
    with TemporaryDirectory() as folder, duckdb.connect() as db:
        trade = pa.schema([("document", pa.string()), ("source", pa.string()), ("tlp", pa.string()), *TRADE_SCHEMA])
        columns = pa.schema([(name, pa.string()) for name in ("document", "field", "header")])
        headers = [
            {"document": document, "field": name, "header": name.title()}
            for document in sorted({row["document"] for row in history.trade})
            for name in ("exporter", "consignee", "consignee_address")
        ]
        for name, rows, schema in (
            ("documents", history.documents, _DOCUMENTS),
            ("statements", history.statements, SCHEMA),
            ("trade", history.trade, trade),
            ("trade_columns", headers, columns),
        ):
            db.register("rows", pa.Table.from_pylist(rows, schema=schema))
            db.execute(f"CREATE TABLE {name} AS SELECT * FROM rows")
            db.unregister("rows")
        db.execute("SET threads = 1")
        said = history.in_force(day) if judgements is None else judgements
        snapshot = build_from(db, Workspace(Path(folder)), day, said).snapshot
        return {
            str(path.relative_to(snapshot.folder)): path.read_bytes()
            for path in sorted(snapshot.folder.rglob("*"))
            if path.is_file()
        }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


def _statements(
    document: str, subject: str, label: str, known: date | None = None, **said: str
) -> Iterable[dict[str, Any]]:
    for place, (name, value) in enumerate(said.items()):
        yield {
            "document": document, "source": "made", "subject": subject, "label": label, "property": name,
            "value": value, "original": value, "locator": f"row={2 + place};col={name}", "valid_from": None,
            "valid_to": None, "known_from": known, "inferred": False, "rule": "", "confidence": 1.0, "tlp": "CLEAR",
        }  # fmt: skip


def _party(document: str, key: int, name: str, country: str, address: str, known: date | None) -> list[dict[str, Any]]:
    subject = f"made:{key}"
    said = {"name": name, "kind": "person" if "etrov" in name.lower() else "company"}
    rows = list(_statements(document, subject, "Party", known, **said, **({"country": country} if country else {})))
    rows += _statements(document, f"made:d{key}", "Denial", known, kind="listing", title=f"Listing {key}")
    rows += _statements(document, f"made:NAMED_IN:{key}", "NAMED_IN", known, start=subject, end=f"made:d{key}")
    if address:
        place = f"address:{short_hash(address)}"
        rows += _statements(document, place, "Address", known, text=address, normal=address.lower())
        rows += _statements(document, f"made:LOCATED_AT:{key}", "LOCATED_AT", known, start=subject, end=place)
    return rows


def _goods(document: str, kind: str, key: int, words: str, known: date | None) -> list[dict[str, Any]]:
    """An entry of a control list, or goods that a notice names: the words of one find the wording of the other."""
    if kind == "list":
        subject = f"code:3Z00{key}"
        said = {"code": f"3Z00{key}", "regime": "made", "text": f"Systems with {words} for vehicles"}
        return list(_statements(document, subject, "ControlCode", known, **said))
    return list(_statements(document, f"item:{short_hash(words)}", "Item", known, description=words))


def _owns(document: str, owner: int, company: int, share: int) -> list[dict[str, Any]]:
    ends = {"start": f"made:{owner}", "end": f"made:{company}", "share_min": str(share), "share_max": str(share)}
    return list(_statements(document, f"made:OWNS:{owner}:{company}", "OWNS", **ends))


days = st.integers(0, DAYS).map(lambda n: START + timedelta(days=n))


@st.composite
def histories(draw: st.DrawFn) -> History:
    history = History()
    for number in range(draw(st.integers(1, 5))):
        document = short_hash(f"document {number}", digits=40).ljust(64, "0")
        day = draw(days)
        kind = draw(st.sampled_from(["list", "list", "register", "trade", "notice"]))
        history.documents.append(
            {
                "document": document, "source": "made", "file_name": f"{number}.csv", "published": day,
                "received": day, "known_from": day, "tlp": draw(st.sampled_from(["CLEAR", "AMBER"])),
                "series": "made" if kind == "list" else None, "language": "en", "container": "", "size": 1,
                "reader_version": "1",
            }
        )  # fmt: skip
        if kind == "trade":
            for row in range(draw(st.integers(1, 4))):
                history.trade.append(
                    {
                        "document": document, "source": "trade", "tlp": "CLEAR", "row": row + 2,
                        "subject": f"shipment:{draw(st.sampled_from(['1', '2', f'{number}:{row}']))}",
                        "date": START, "exporter": draw(st.sampled_from(NAMES)), "exporter_country": "DE",
                        "consignee": draw(st.sampled_from(NAMES)),
                        "consignee_address": draw(st.sampled_from(ADDRESSES)) or None,
                        "value": float(draw(st.integers(1, 9))), "currency": "EUR", "hs6": "854231",
                        "description": draw(st.sampled_from((*GOODS, *(words.upper() for words in GOODS)))),
                    }
                )  # fmt: skip
            continue
        for key in draw(st.sets(st.integers(1, 5), min_size=1, max_size=4)):
            known = draw(days) if kind == "notice" else None
            name, country, address = (draw(st.sampled_from(some)) for some in (NAMES, COUNTRIES, ADDRESSES))
            history.statements += _party(document, key, name, country, address, known)
            history.statements += _goods(document, kind, key, draw(st.sampled_from(GOODS)), known)
        if kind == "register":
            for _ in range(draw(st.integers(1, 3))):
                owner, company = draw(st.integers(1, 5)), draw(st.integers(1, 5))
                history.statements += _owns(document, owner, company, draw(st.sampled_from([25, 50, 60])))
    subjects = sorted({s["subject"] for s in history.statements if s["label"] == "Party"})
    for number in range(1, draw(st.integers(0, 3)) + 1):
        if len(subjects) < 2:
            break
        left, right = sorted(draw(st.permutations(subjects))[:2])
        at = datetime.combine(draw(days), time(12), UTC)
        decision = draw(st.sampled_from(["same", "different", "unsure"]))
        history.judgements.append(Judgement(number, left, right, decision, "somebody", "because", at))
        if draw(st.booleans()):
            history.undone[number] = draw(days)
    return history


quick = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@quick
@given(histories(), days, st.integers(0, 1000))
def test_a_build_as_of_a_day_is_what_somebody_gives_who_was_told_nothing_later(
    history: History, day: date, seed: int
) -> None:
    assert differing(built(history, day), built(history.known_by(day).shuffled(seed), day)) == []


@quick
@given(histories(), st.integers(0, 1000))
def test_the_order_in_which_evidence_was_taken_in_leaves_no_trace(history: History, seed: int) -> None:
    last = START + timedelta(days=DAYS)
    assert differing(built(history, last), built(history.shuffled(seed), last)) == []


@quick
@given(histories(), days)
def test_undoing_a_judgement_gives_back_exactly_the_graph_from_before(history: History, day: date) -> None:
    subjects = sorted({s["subject"] for s in history.statements if s["label"] == "Party"})
    if len(subjects) < 2:
        return
    at = datetime.combine(day, time(18), UTC)
    extra = [Judgement(90 + n, *subjects[:2], d, "x", "y", at) for n, d in enumerate(("same", "different"))]
    before = History(history.documents, history.statements, history.trade)
    after = History(history.documents, history.statements, history.trade, extra, {90: day, 91: day})
    assert differing(built(before, day), built(after, day)) == []


def test_a_party_that_a_later_revision_no_longer_names_was_withdrawn_that_day() -> None:
    history = _two_revisions(("1", "2"), ("1",))
    assert _parties(history, START) == {"made:1": None, "made:2": None}
    assert _parties(history, START + timedelta(days=5)) == {"made:1": None, "made:2": START + timedelta(days=5)}


def test_a_party_that_a_list_names_again_is_known_since_the_first_time_and_not_withdrawn() -> None:
    history = _two_revisions(("1", "2"), ("1",), ("1", "2"))
    assert _parties(history, START + timedelta(days=10)) == {"made:1": None, "made:2": None}


def _two_revisions(*lists: Sequence[str]) -> History:
    history = History()
    for number, keys in enumerate(lists):
        document = short_hash(f"revision {number}", digits=40).ljust(64, "0")
        day = START + timedelta(days=5 * number)
        history.documents.append(
            {
                "document": document, "source": "made", "file_name": "list.csv", "published": day, "received": day,
                "known_from": day, "tlp": "CLEAR", "series": "made", "language": "en", "container": "", "size": 1,
                "reader_version": "1",
            }
        )  # fmt: skip
        for key in keys:
            history.statements += _statements(document, f"made:{key}", "Party", name=f"Distinct Name Number{key} Ltd")
    return history


def _parties(history: History, day: date) -> dict[str, date | None]:
    with TemporaryDirectory() as folder:
        for name, raw in built(history, day).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        party, members = f"{folder}/nodes/Party.parquet", f"{folder}/members.parquet"
        return dict(
            duckdb.sql(
                f"SELECT m.subject, p.known_to FROM '{party}' AS p JOIN '{members}' AS m ON m.party = p.id"
            ).fetchall()
        )


@pytest.mark.parametrize("judged", ["same", "different"])
def test_a_judgement_made_later_does_not_change_what_was_known_then(judged: str) -> None:
    history = _two_revisions(("1", "2"))
    at = datetime.combine(START + timedelta(days=3), time(9), UTC)
    later = Judgement(1, "made:1", "made:2", judged, "somebody", "because", at)  # type: ignore[arg-type]
    known = History(history.documents, history.statements, judgements=[later])
    assert differing(built(history, START), built(known, START)) == []
    if judged == "same":
        assert differing(built(history, at.date()), built(known, at.date())) != []
