"""Pairs of parties that may be one and that nothing decides: shown with a score and reasons, never merged."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import duckdb
import pyarrow as pa

from ingest.resolve.clusters import Traits, contradiction
from ingest.tables import insert


def read_possibly(db: duckdb.DuckDBPyConnection, rules: dict[str, Any], unsure: Iterable[tuple[str, str, str]]) -> None:
    """Make `possible` (left, right, score, reasons). Expects `member` and the mention tables.

    `unsure` are pairs of parties that a person could not decide on, with the reason given.
    """
    weights = rules["possibly"]
    db.execute(
        f"""
        CREATE TABLE namesakes AS
        SELECT core, list(DISTINCT party ORDER BY party) AS parties, bool_and(distinctive) AS distinctive
        FROM mention_name JOIN member USING (n) GROUP BY core
        HAVING count(DISTINCT party) BETWEEN 2 AND {int(rules["most_namesakes"])}
        """
    )
    traits = _traits(db, rules)
    found: dict[tuple[str, str], tuple[float, list[str]]] = {}
    for core, parties, distinctive in db.execute("SELECT * FROM namesakes ORDER BY core").fetchall():
        for left, right in combinations(parties, 2):
            score, reasons = _score(core, distinctive, traits[left], traits[right], weights)
            if score >= weights["least"] and score > found.get((left, right), (0.0, []))[0]:
                found[left, right] = (score, reasons)
    for one, other, reason in unsure:
        if one != other:
            left, right = sorted((one, other))
            known = found.get((left, right), (weights["unsure"], []))
            found[left, right] = (known[0], [*known[1], f"a person was unsure: {reason}"])
    pairs = sorted(found)
    db.execute('CREATE TABLE possible ("left" VARCHAR, "right" VARCHAR, score DOUBLE, reasons VARCHAR[])')
    table = pa.table(
        {
            "left": pa.array([left for left, _ in pairs], pa.string()),
            "right": pa.array([right for _, right in pairs], pa.string()),
            "score": pa.array([found[pair][0] for pair in pairs], pa.float64()),
            "reasons": pa.array([found[pair][1] for pair in pairs], pa.list_(pa.string())),
        }
    )
    insert(db, "possible", table)


class _Known(Traits):
    """Traits of a cluster, with its addresses and the legal forms of its names."""

    def __init__(self) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.forms: set[str] = set()


def _traits(db: duckdb.DuckDBPyConnection, rules: dict[str, Any]) -> dict[str, _Known]:
    exclusive = rules["exclusive_identifiers"]
    db.execute("CREATE TABLE namesake AS SELECT DISTINCT unnest(parties) AS party FROM namesakes")
    known: dict[str, _Known] = {party: _Known() for (party,) in db.execute("FROM namesake").fetchall()}
    inside = "JOIN member USING (n) WHERE party IN (SELECT party FROM namesake)"
    for party, value in db.execute(f"SELECT DISTINCT party, sort FROM mention {inside}").fetchall():
        known[party].sorts.add(value)
    for party, value in db.execute(f"SELECT DISTINCT party, country FROM mention_country {inside}").fetchall():
        known[party].countries.add(value)
    for party, value in db.execute(f"SELECT DISTINCT party, birth FROM mention_birth {inside}").fetchall():
        known[party].births.add(value)
    for party, value in db.execute(f"SELECT DISTINCT party, normal FROM mention_place {inside}").fetchall():
        known[party].places.add(value)
    for party, value in db.execute(f"SELECT DISTINCT party, form FROM mention_name {inside}").fetchall():
        known[party].forms |= {value} if value else set()
    for party, kind, value in db.execute(
        f"SELECT DISTINCT party, kind, number FROM mention_number {inside}"
    ).fetchall():
        if kind in exclusive:
            known[party].numbers.setdefault(kind, set()).add(value)
    sides = db.execute(f"SELECT party, judgement, side FROM judged_apart {inside}").fetchall()
    for party, judgement, side in sides:
        known[party].sides.setdefault(judgement, set()).add(side)
    return known


def _score(core: str, distinctive: bool, a: _Known, b: _Known, weights: dict[str, float]) -> tuple[float, list[str]]:
    if contradiction(a, b):
        return 0.0, []
    person = "person" in a.sorts | b.sorts
    country = sorted(a.countries & b.countries)
    if not distinctive and not country:
        return 0.0, []
    reasons = [f"the names are equal in comparable form ({core})"]
    score = weights["person_name"] if person else weights["name"]
    if not distinctive:
        score = weights["name_of_general_words"]
        reasons.append("but the name is short or made of general words")
    if country:
        score += weights["same_country"]
        reasons.append(f"the country is the same ({', '.join(country)})")
    elif not a.countries or not b.countries:
        reasons.append("the country of one is unknown")
    if a.places & b.places:
        score += weights["same_address"]
        reasons.append("the address is the same")
    if a.births and b.births:
        score += weights["same_birth_year"]
        reasons.append("the birth dates fit")
    if a.forms and b.forms and not a.forms & b.forms:
        score += weights["other_legal_form"]
        reasons.append("but the legal forms differ")
    return round(min(score, 0.95), 3), reasons
