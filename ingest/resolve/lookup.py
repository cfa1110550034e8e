"""Asking a finished build who is who: which party a mention or an old id is now, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import duck
from graph.casebook import Judgement
from graph.errors import Refusal
from graph.snapshot import Snapshot
from ingest.resolve import PARTY_OF, reason
from ingest.tables import literal


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a party in the records."""

    subject: str
    name: str
    known_from: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a party is one: its mentions, and what made them one."""

    party: str
    mentions: tuple[Mention, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    """In words, and the mentions it made one; in the order in which the rules were applied."""
    judgements: tuple[Judgement, ...]
    """People's judgements that name one of its mentions."""


def _parquet(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def _rows(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with duck.connect() as db:
        return db.execute(sql, list(parameters)).fetchall()


def subject_of(snapshot: Snapshot, named: str) -> str:
    """The record-level subject that a party id or a subject means. Raises `Refusal` if the build has none."""
    members = _parquet(snapshot.folder / "members.parquet")
    rows = _rows(
        f"SELECT subject FROM {members} WHERE subject = $1 OR {PARTY_OF.format(subject='subject')} = $1 LIMIT 1", named
    )
    if not rows:
        raise Refusal(
            f"{named} is neither a party nor a mention of the newest build.", "Find one: thirdport search NAME"
        )
    return str(rows[0][0])


def redirect(snapshot: Snapshot, named: str) -> str | None:
    """The party that an id means now, whatever it was called in an earlier build; a mention's subject does too."""
    members = _parquet(snapshot.folder / "members.parquet")
    rows = _rows(
        f"SELECT party FROM {members} WHERE subject = $1 OR {PARTY_OF.format(subject='subject')} = $1 LIMIT 1", named
    )
    return str(rows[0][0]) if rows else None


def why(snapshot: Snapshot, named: str, judgements: list[Judgement], most: int = 200) -> Why:
    """Why a party is one. Raises `Refusal` if the build has no such party."""
    party = redirect(snapshot, subject_of(snapshot, named)) or named
    mentions = [
        Mention(subject, name or "", str(known_from))
        for subject, name, known_from in _rows(
            f"SELECT subject, name, known_from FROM {_parquet(snapshot.folder / 'members.parquet')}"
            " WHERE party = $1 ORDER BY known_from, subject LIMIT $2", party, most,
        )
    ]  # fmt: skip
    steps: dict[int, tuple[str, list[str]]] = {}
    for step, rule, name, detail, subject in _rows(
        f"SELECT step, rule, name, detail, subject FROM {_parquet(snapshot.folder / 'joined.parquet')}"
        " WHERE party = $1 ORDER BY step, subject LIMIT $2", party, most * 10,
    ):  # fmt: skip
        steps.setdefault(step, (reason(rule, name, detail), []))[1].append(subject)
    inside = {mention.subject for mention in mentions}
    return Why(
        party,
        tuple(mentions),
        tuple((words, tuple(subjects)) for words, subjects in steps.values()),
        tuple(judgement for judgement in judgements if {judgement.left, judgement.right} & inside),
    )
