"""Which mentions are compared at all: groups that share a number, or a name and one thing more. Set-based."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb

from ingest.tables import literals


@dataclass(frozen=True, slots=True)
class Block:
    """Mentions that one rule would make one."""

    rule: str
    name: str
    detail: str
    members: tuple[int, ...]


def blocks(db: duckdb.DuckDBPyConnection, rules: dict[str, Any]) -> Iterator[Block]:
    """Every group of two or more mentions, by rule (the strongest first) and key. Expects the mention tables."""
    order = list(rules["reasons"])
    db.execute("CREATE TABLE block (place INTEGER, name VARCHAR, detail VARCHAR, n INTEGER)")
    for rule, select in _selects(rules).items():
        db.execute(
            f"INSERT INTO block SELECT DISTINCT {order.index(rule)}, name, detail, n FROM ({select})"
            " QUALIFY count(DISTINCT n) OVER (PARTITION BY name, detail) > 1"
        )
    found = db.cursor().execute("SELECT place, name, detail, n FROM block ORDER BY ALL")
    for (place, name, detail), rows in groupby(_rows(found), key=lambda row: row[:3]):
        yield Block(order[place], name, detail, tuple(row[3] for row in rows))


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while part := found.fetchmany(100_000):
        yield from part


def _selects(rules: dict[str, Any]) -> dict[str, str]:
    number = f"length(number) >= {int(rules['number_characters'])}"
    address = f"p.words >= {int(rules['address_words'])}"
    return {
        "identifier": f"""
            SELECT '' AS name, kind || ' ' || number AS detail, n FROM mention_number
            WHERE kind IN ({literals(rules["global_identifiers"])}) AND {number}
            UNION ALL
            SELECT '', kind || ' ' || number || ' (' || country || ')', n
            FROM mention_number JOIN mention_country USING (n)
            WHERE kind IN ({literals(rules["national_identifiers"])}) AND {number}
        """,
        "name_number": f"""
            SELECT m.core AS name, i.kind || ' ' || i.number AS detail, n
            FROM mention_name AS m JOIN mention_number AS i USING (n) WHERE {number}
        """,
        "name_country": _with_form(
            "SELECT m.core, m.form, c.country AS detail, n FROM mention_name AS m JOIN mention_country AS c USING (n)"
            " WHERE m.sort IN ('organisation', 'unknown') AND m.distinctive"
        ),
        "name_address": _with_form(
            "SELECT m.core, m.form, p.normal AS detail, n FROM mention_name AS m JOIN mention_place AS p USING (n)"
            f" WHERE m.sort IN ('organisation', 'unknown') AND {address}"
        ),
        "name_contact": _with_form(
            "SELECT m.core, m.form, c.contact AS detail, n FROM mention_name AS m JOIN mention_contact AS c USING (n)"
            " WHERE m.sort IN ('organisation', 'unknown')"
        ),
        "person_birth": """
            SELECT m.core AS name, b.birth AS detail, n FROM mention_name AS m JOIN mention_birth AS b USING (n)
            WHERE m.sort = 'person' AND length(b.birth) = 10
        """,
        "person_address": f"""
            SELECT m.core AS name, p.normal AS detail, n FROM mention_name AS m JOIN mention_place AS p USING (n)
            WHERE m.sort IN ('person', 'unknown') AND {address}
            QUALIFY bool_or(m.sort = 'person') OVER (PARTITION BY m.core, p.normal)
        """,
    }


def _with_form(select: str) -> str:
    """A name without legal form goes with the one form there is; where there are two, nobody can say with which."""
    return f"""
        SELECT CASE WHEN forms > 1 THEN core || ' ' || form ELSE core END AS name, detail, n
        FROM (
            SELECT s.*, count(DISTINCT nullif(form, '')) OVER (PARTITION BY core, detail) AS forms FROM ({select}) AS s
        ) WHERE forms <= 1 OR form <> ''
    """
