"""Finding parties by what people type: names in any script, misspelt or in part, numbers, contacts and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
from rapidfuzz import fuzz
from rigour.addresses import normalize_address

from graph import duck
from graph.errors import WorkspaceRefused
from graph.snapshot import Snapshot
from graph.workspace import Workspace
from ingest.build import newest
from ingest.saying import identifier_value
from ingest.tables import literal
from nlp.names import comparable

LIKE_ENOUGH = 0.86
"""Jaro-Winkler similarity from which a word counts as a misspelling of another."""
CANDIDATES = 400
"""Parties that are compared in full, the ones with the rarest and most alike words first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One party that may be meant."""

    id: str
    name: str
    kind: str
    country: str
    score: float
    """0 to 1: how well it fits what was typed."""
    why: str
    """What fits: the name as a document writes it, the number, the address."""


def search(workspace: Workspace, text: str, limit: int = 20) -> list[Hit]:
    """Parties of the newest build that fit a text, the best first. Raises `WorkspaceRefused` if there is no build."""
    snapshot = newest(workspace)
    if snapshot is None:
        raise WorkspaceRefused("There is no build to search in.", "Make one: thirdport build")
    return search_in(snapshot, text, limit)


def search_in(snapshot: Snapshot, text: str, limit: int = 20) -> list[Hit]:
    """Parties of one build that fit a text, the best first."""
    text = " ".join(text.split())
    folder = snapshot.folder / "search"
    if not text or not snapshot.nodes("Party").exists():
        return []
    found: dict[str, tuple[float, str]] = {}
    with duck.connect() as db:
        for party, score, why in [*_by_id(snapshot, text), *_by_mark(db, folder, text), *_by_name(db, folder, text)]:
            if score > found.get(party, (0.0, ""))[0]:
                found[party] = (score, why)
        best = sorted(found, key=lambda party: (-found[party][0], party))[: limit * 3]
        if not best:
            return []
        rows = db.execute(
            f"""
            SELECT id, name, kind, country, coalesce(listed, false), coalesce(mentions, 0)
            FROM {_parquet(snapshot.nodes("Party"))} WHERE id IN (SELECT unnest($1))
            """,
            [best],
        ).fetchall()
    rows.sort(key=lambda row: (-found[row[0]][0], not row[4], -row[5], row[0]))
    return [
        Hit(id_, name or "", kind or "", country or "", round(found[id_][0], 3), found[id_][1])
        for id_, name, kind, country, _, _ in rows[:limit]
    ]


def _parquet(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def _by_id(snapshot: Snapshot, text: str) -> list[tuple[str, float, str]]:
    if not text.startswith("P-"):
        return []
    from ingest.resolve.lookup import redirect  # noqa: PLC0415  (only where an id was typed)

    party = redirect(snapshot, text)
    return [(party, 1.0, f"the id {text}")] if party else []


def _by_mark(db: duckdb.DuckDBPyConnection, folder: Path, text: str) -> list[tuple[str, float, str]]:
    number = identifier_value(text)
    contact = text.casefold().strip()
    address = normalize_address(text) or ""
    digits = sum(letter.isdigit() for letter in text)
    rows = db.execute(
        f"""
        SELECT party, kind, value, shown FROM {_parquet(folder / "marks.parquet")}
        WHERE (kind <> 'address' AND (value = $number OR lower(value) = $contact OR replace(value, '+', '') = $number
            OR (length($number) >= 6 AND $digits >= 4 AND contains(replace(value, '+', ''), $number))
            OR (length($contact) >= 5 AND contains($contact, '@') AND contains(lower(value), $contact))
            OR (length($contact) >= 5 AND contains($contact, '.') AND lower(value) = $contact)))
           OR (kind = 'address' AND length($address) >= 8 AND $words >= 2 AND contains(value, $address))
        ORDER BY party, kind, value LIMIT 2000
        """,
        {
            "number": number.lstrip("+"), "contact": contact, "address": address, "digits": digits,
            "words": len(address.split()),
        },
    ).fetchall()  # fmt: skip
    found = []
    for party, kind, value, shown in rows:
        whole = value.lstrip("+").casefold() in (number.lstrip("+").casefold(), contact, address)
        score = 1.0 if whole else 0.85 if kind == "address" else 0.8
        found.append((party, score, f"{kind.replace('_', ' ')}: {shown}"))
    return found


def _by_name(db: duckdb.DuckDBPyConnection, folder: Path, text: str) -> list[tuple[str, float, str]]:
    core = comparable(text).core or comparable(text, "person").core
    words = sorted(set(core.split()) | set(comparable(text, "person").core.split()))
    if not words:
        return []
    names = db.execute(
        f"""
        WITH asked AS (SELECT unnest($words) AS asked),
        alike AS (
            SELECT a.asked, v.word, v.parties,
                CASE WHEN v.word = a.asked THEN 1.0
                     WHEN length(a.asked) >= 3 AND starts_with(v.word, a.asked) THEN 0.95
                     WHEN length(a.asked) >= 4 AND contains(v.word, a.asked) THEN 0.85
                     ELSE jaro_winkler_similarity(v.word, a.asked) END AS likeness
            FROM {_parquet(folder / "vocabulary.parquet")} AS v, asked AS a
            WHERE starts_with(v.word, a.asked) OR (length(a.asked) >= 4 AND (contains(v.word, a.asked)
                OR (abs(length(v.word) - length(a.asked)) <= 3
                    AND jaro_winkler_similarity(v.word, a.asked) >= {LIKE_ENOUGH})))
        ), weighed AS (
            SELECT word, asked, likeness / ln(2.0 + parties) AS weight FROM alike
            QUALIFY row_number() OVER (PARTITION BY asked ORDER BY likeness DESC, parties, word) <= 300
        ), candidate AS (
            SELECT party, sum(weight) AS weight FROM (
                SELECT w.party, g.asked, max(g.weight) AS weight
                FROM {_parquet(folder / "words.parquet")} AS w JOIN weighed AS g USING (word) GROUP BY ALL
            ) GROUP BY party ORDER BY weight DESC, party LIMIT {CANDIDATES}
        )
        SELECT party, name, core FROM {_parquet(folder / "names.parquet")}
        WHERE party IN (SELECT party FROM candidate) ORDER BY ALL
        """,
        {"words": words},
    ).fetchall()
    return [(party, _likeness(core, other), f"name: {name}") for party, name, other in names]


def _likeness(asked: str, core: str) -> float:
    """How well a name fits: whole, or what was typed as a part of it."""
    if asked == core:
        return 1.0
    whole = fuzz.ratio(asked, core) / 100
    part = fuzz.token_set_ratio(asked, core) / 100
    inside = fuzz.partial_ratio(asked, core) / 100 if len(asked) <= len(core) else 0.0
    return min(0.99, 0.5 * whole + 0.3 * part + 0.19 * inside)
