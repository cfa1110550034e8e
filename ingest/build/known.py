"""What could be known by a day: every statement that was out by then, and until when its list went on saying it."""

from __future__ import annotations

from datetime import date

import duckdb

from graph.evidence import SHORT
from graph.types import Tlp
from ingest.tables import literal

MARKS = "[" + ", ".join(literal(mark.value) for mark in Tlp) + "]"
"""SQL list of handling marks, the freest first: a mark's rank is its place, from 1."""


def rank_of(tlp: str) -> str:
    """SQL of a mark's rank; a mark we do not know is taken for the strictest."""
    return f"CAST(coalesce(nullif(list_position({MARKS}, coalesce({tlp}, 'CLEAR')), 0), {len(Tlp)}) AS TINYINT)"


def prepare(db: duckdb.DuckDBPyConnection, as_of: date, floor: float = 0.0) -> None:
    """Make the tables `document` (catalogue as of the day), `revision` (days of each series) and `told`.

    Expects the views `statements` and `documents`. A revision of a series states its list in full: what it leaves out
    was withdrawn that day. Documents of one series and one day are one revision. What was read from text with less
    confidence than `floor` is left to the records.
    """
    day = literal(as_of.isoformat())
    db.execute(
        f"""
        CREATE TABLE document AS
        SELECT document, substr(document, 1, {SHORT}) AS short, source, file_name, published, received, known_from,
            nullif(series, '') AS series, {rank_of("tlp")} AS mark
        FROM documents;
        CREATE TABLE revision AS
        SELECT series, known_from AS day, lead(known_from) OVER (PARTITION BY series ORDER BY known_from) AS next
        FROM (SELECT DISTINCT series, known_from FROM document WHERE series IS NOT NULL AND known_from <= DATE {day});
        CREATE TABLE told AS
        WITH seen AS (
            SELECT s.label, s.subject, s.property, s.value, d.short AS document, d.series, d.known_from AS revision,
                coalesce(s.known_from, d.known_from) AS known_from, s.valid_from, s.valid_to, s.inferred, s.rule,
                s.confidence, greatest({rank_of("s.tlp")}, d.mark) AS mark, d.short || '#' || s.locator AS ref
            FROM statements AS s JOIN document AS d USING (document)
            WHERE coalesce(s.known_from, d.known_from) <= DATE {day}
                AND NOT (s.rule LIKE 'nlp %' AND s.confidence < {floor})
        ), last AS (
            SELECT series, label, subject, property, value, max(revision) AS day
            FROM seen WHERE series IS NOT NULL GROUP BY ALL
        )
        SELECT s.label, s.subject, s.property, s.value, s.document, s.known_from, r.next AS known_to, s.valid_from,
            s.valid_to, s.inferred, s.rule, s.confidence, s.mark, s.ref, 1 AS places
        FROM seen AS s
        LEFT JOIN last AS l ON s.series = l.series AND s.label = l.label AND s.subject = l.subject
            AND s.property = l.property AND s.value = l.value
        LEFT JOIN revision AS r ON r.series = l.series AND r.day = l.day;
        DELETE FROM document WHERE known_from > DATE {day} AND short NOT IN (SELECT document FROM told);
        """
    )
