"""What changed from one revision of a list to the next: parties added, removed, and said differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from graph.workspace import Workspace
from ingest.records import connect


@dataclass
class Change:
    """One party in both revisions, said differently: what is new and what is gone, as (property, value)."""

    subject: str
    name: str
    new: list[tuple[str, str]] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Step:
    """From one revision of a series to the next."""

    series: str
    before: str
    after: str
    known_before: date
    known_after: date
    added: list[tuple[str, str]]
    """Subject and name of each party that only the later revision names; known from `known_after`."""
    removed: list[tuple[str, str]]
    """Parties that only the earlier revision names; known until `known_after`."""
    changed: list[Change]
    same: int = 0


_FACTS = """
CREATE TEMP TABLE facts AS
WITH held AS (SELECT document FROM documents WHERE series = $series),
said AS (SELECT s.* FROM statements s JOIN held USING (document))
SELECT DISTINCT document, subject AS party, property, value FROM said WHERE label = 'Party'
UNION
SELECT DISTINCT a.document, a.value, lower(a.label), coalesce(t.value, e.value)
    || coalesce(' from ' || a.valid_from, '') || coalesce(' until ' || a.valid_to, '')
FROM said a JOIN said e ON e.document = a.document AND e.subject = a.subject AND e.property = 'end'
LEFT JOIN (SELECT document, subject, min(value) AS value FROM said
           WHERE property IN ('text', 'value', 'title', 'code') GROUP BY ALL) t
  ON t.document = a.document AND t.subject = e.value
WHERE a.property = 'start' AND a.label <> 'IN_COUNTRY'
"""
_LISTED = "SELECT party FROM facts WHERE document = $doc AND property = 'named_in'"


def series_held(workspace: Workspace) -> dict[str, int]:
    """Every series there is, with how many revisions are held."""
    rows = connect(workspace).execute(
        "SELECT series, count(*) FROM documents WHERE series IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return {str(series): int(count) for series, count in rows.fetchall()}


def changes(workspace: Workspace, series: str) -> list[Step]:
    """The steps between consecutive revisions of a series, oldest first."""
    database = connect(workspace)
    held = database.execute(
        "SELECT document, file_name, known_from FROM documents WHERE series = $series "
        "ORDER BY known_from, published, received, document",
        {"series": series},
    ).fetchall()
    database.execute(_FACTS, {"series": series})
    steps = []
    for (first, first_name, first_day), (second, second_name, second_day) in pairwise(held):
        names = dict(
            database.execute(
                "SELECT party, min(value) FROM facts WHERE document IN ($a, $b) AND property = 'name' GROUP BY party",
                {"a": first, "b": second},
            ).fetchall()
        )
        before = {row[0] for row in database.execute(_LISTED, {"doc": first}).fetchall()}
        after = {row[0] for row in database.execute(_LISTED, {"doc": second}).fetchall()}
        altered: dict[str, Change] = {}
        for where, old, new in (("new", first, second), ("gone", second, first)):
            rows = database.execute(
                "SELECT party, property, value FROM facts WHERE document = $new AND property <> 'name' "
                "EXCEPT SELECT party, property, value FROM facts WHERE document = $old ORDER BY ALL",
                {"new": new, "old": old},
            ).fetchall()
            for party, prop, value in rows:
                if party in before and party in after:
                    change = altered.setdefault(party, Change(party, names.get(party, party)))
                    getattr(change, where).append((prop, value))
        steps.append(
            Step(
                series, f"{first_name} ({first[:8]})", f"{second_name} ({second[:8]})", first_day, second_day,
                _named(after - before, names), _named(before - after, names),
                sorted(altered.values(), key=lambda c: c.name), len(before & after) - len(altered),
            )
        )  # fmt: skip
    return steps


def _named(subjects: set[str], names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((s, names.get(s, s)) for s in subjects), key=lambda pair: (pair[1], pair[0]))
