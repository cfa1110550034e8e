"""Who is who: mentions in records become parties, by exact rules and people's judgements, with reasons, reversibly."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from graph.casebook import Judgement
from ingest.resolve.blocks import blocks
from ingest.resolve.clusters import Clusters, Traits
from ingest.resolve.mentions import read_mentions
from ingest.resolve.possibly import read_possibly
from ingest.tables import insert

PARTY_OF = "'P-' || substr(sha1({subject}), 1, 12)"
"""SQL of the id of the party that the mention with this subject stands for."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolving came to."""

    mentions: int
    parties: int
    joins: int
    forbidden: int
    """Groups in which a contradiction or a judgement forbade a join."""
    possibly: int


@cache
def rules() -> dict[str, Any]:
    """What `rules.toml` says."""
    return tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))


def reason(rule: str, name: str, detail: str) -> str:
    """Why a rule made mentions one, in words."""
    return str(rules()["reasons"][rule]).format(name=name, detail=detail)


def resolve(db: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement]) -> Resolved:
    """Make `member` (mention → party), `joined` (why) and `possible`. Expects `told` and `link`."""
    said = rules()
    read_mentions(db)
    groups = list(blocks(db, said))
    acting = _acting(db)
    number = _numbers(db, judgements)
    judged = sorted((j for j in judgements if j.left in number and j.right in number), key=lambda j: (j.at, j.id))
    traits = _traits(
        db, said, sorted({n for g in groups for n in g.members} | {n for _, n, _, _ in acting} | set(number.values()))
    )
    sides = []
    for judgement in judged:
        if judgement.decision != "same":
            for side, subject in enumerate((judgement.left, judgement.right)):
                traits[number[subject]].sides.setdefault(judgement.id, set()).add(side)
                sides.append((number[subject], judgement.id, side))
    clusters = Clusters(traits, said["most_contradicting"])
    for judgement in judged:
        if judgement.decision == "same":
            why = f"{judgement.by}: {judgement.reason}"
            clusters.judged_same(why, number[judgement.left], number[judgement.right])
    for group in groups:
        by_number = group.rule in ("identifier", "name_number")
        clusters.join(group.rule, group.name, group.detail, group.members, countries_count=not by_number)
    _join_by_company(clusters, acting)
    _members(db, clusters, sorted(traits))
    insert_sides(db, sides)
    party = dict(
        db.execute("SELECT subject, party FROM member WHERE subject IN (SELECT unnest($1))", [list(number)]).fetchall()
    )
    unsure = [(party[j.left], party[j.right], f"{j.by}: {j.reason}") for j in judged if j.decision == "unsure"]
    read_possibly(db, said, unsure)
    counts = [
        db.execute(sql).fetchone()
        for sql in ("SELECT count(*), count(DISTINCT party) FROM member", "SELECT count(*) FROM possible")
    ]
    (mentions, parties), (possible,) = (row or (0, 0) for row in counts)
    return Resolved(mentions, parties, mentions - parties, clusters.refused, possible)


def _acting(db: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int, str]]:
    """Persons who share a name with another one, and the company each acts for."""
    return db.execute(
        """
        SELECT DISTINCT m.core, c.n, c.company, o.subject
        FROM mention_company AS c JOIN mention_name AS m ON m.n = c.n JOIN mention AS o ON o.n = c.company
        WHERE m.sort IN ('person', 'unknown')
        QUALIFY count(DISTINCT c.n) OVER (PARTITION BY m.core) > 1 ORDER BY ALL
        """
    ).fetchall()


def _join_by_company(clusters: Clusters, acting: list[tuple[str, int, int, str]]) -> None:
    """Persons of one name who act for one company; companies come first, so that theirs are told already."""
    groups: dict[tuple[str, int], tuple[set[int], set[str]]] = {}
    for name, person, company, subject in acting:
        persons, subjects = groups.setdefault((name, clusters.root(company)), (set(), set()))
        persons.add(person)
        subjects.add(subject)
    for (name, _), (persons, subjects) in sorted(groups.items()):
        if len(persons) > 1:
            clusters.join("person_company", name, min(subjects), persons)


def _numbers(db: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement]) -> dict[str, int]:
    subjects = sorted({subject for j in judgements for subject in (j.left, j.right)})
    found = db.execute("SELECT subject, n FROM mention WHERE subject IN (SELECT unnest($1))", [subjects]).fetchall()
    return dict(found)


def _traits(db: duckdb.DuckDBPyConnection, said: dict[str, Any], wanted: list[int]) -> dict[int, Traits]:
    traits = {n: Traits() for n in wanted}
    db.execute("CREATE TABLE wanted (n INTEGER)")
    insert(db, "wanted", pa.table({"n": pa.array(wanted, pa.int32())}))
    inside = "SEMI JOIN wanted USING (n)"
    for n, sort in db.execute(f"SELECT n, sort FROM mention {inside}").fetchall():
        traits[n].sorts.add(sort)
    for n, country in db.execute(f"SELECT n, country FROM mention_country {inside}").fetchall():
        traits[n].countries.add(country)
    for n, birth in db.execute(f"SELECT n, birth FROM mention_birth {inside}").fetchall():
        traits[n].births.add(birth)
    for n, kind, value in db.execute(f"SELECT n, kind, number FROM mention_number {inside}").fetchall():
        if kind in said["exclusive_identifiers"]:
            traits[n].numbers.setdefault(kind, set()).add(value)
    return traits


def _members(db: duckdb.DuckDBPyConnection, clusters: Clusters, seen: list[int]) -> None:
    moved = [(n, root) for n in seen if (root := clusters.root(n)) != n]
    db.execute("CREATE TABLE moved (n INTEGER, root INTEGER)")
    insert(
        db,
        "moved",
        pa.table(
            {"n": pa.array([n for n, _ in moved], pa.int32()), "root": pa.array([r for _, r in moved], pa.int32())}
        ),
    )
    db.execute(
        f"""
        CREATE TABLE member AS
        SELECT m.n, m.subject, m.known_from, {PARTY_OF.format(subject="coalesce(r.subject, m.subject)")} AS party
        FROM mention AS m LEFT JOIN moved AS v ON v.n = m.n LEFT JOIN mention AS r ON r.n = v.root
        """
    )
    db.execute("CREATE TABLE joined (step INTEGER, rule VARCHAR, name VARCHAR, detail VARCHAR, n INTEGER)")
    rows = [(step, joined, n) for step, joined in enumerate(clusters.steps) for n in joined.members]
    insert(
        db,
        "joined",
        pa.table(
            {
                "step": pa.array([step for step, _, _ in rows], pa.int32()),
                "rule": pa.array([joined.rule for _, joined, _ in rows], pa.string()),
                "name": pa.array([joined.name for _, joined, _ in rows], pa.string()),
                "detail": pa.array([joined.detail for _, joined, _ in rows], pa.string()),
                "n": pa.array([n for _, _, n in rows], pa.int32()),
            }
        ),
    )


def insert_sides(db: duckdb.DuckDBPyConnection, sides: list[tuple[int, int, int]]) -> None:
    """Make `judged_apart`: on which side of which judgement a mention stands."""
    db.execute("CREATE TABLE judged_apart (n INTEGER, judgement BIGINT, side INTEGER)")
    if sides:
        db.executemany("INSERT INTO judged_apart VALUES (?, ?, ?)", sides)
