"""What control lists and tariffs say on a day: every wording that its list still has, ready to be searched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import duckdb

from ingest.build.known import MARKS
from ingest.tables import literal
from nlp.goods import Entry, Index


class Wording(NamedTuple):
    """One wording of a list as the records have it."""

    subject: str
    code: str
    regime: str
    text: str
    known_from: date
    tlp: str
    ref: str


def wordings(db: duckdb.DuckDBPyConnection, label: str) -> list[Wording]:
    """Wordings of this label (ControlCode, HsCode), in one order whatever came first. Expects `told`."""
    regime = "regime.value" if label == "ControlCode" else "'hs'"
    rows = db.execute(
        f"""
        WITH said AS (
            SELECT subject, document, property, value, known_from, mark, ref FROM told
            WHERE label = {literal(label)} AND known_to IS NULL AND property IN ('code', 'regime', 'text')
        ), code AS (SELECT subject, min(value) AS value FROM said WHERE property = 'code' GROUP BY subject),
        regime AS (SELECT DISTINCT subject, document, value FROM said WHERE property = 'regime')
        SELECT t.subject, min(code.value), {regime} AS regime, t.value AS wording, min(t.known_from) AS known_from,
            {MARKS}[arg_min(t.mark, (t.known_from, t.ref))] AS tlp, arg_min(t.ref, (t.known_from, t.ref)) AS ref
        FROM said AS t JOIN code ON code.subject = t.subject
        LEFT JOIN regime ON regime.subject = t.subject AND regime.document = t.document
        WHERE t.property = 'text' AND {regime} IS NOT NULL
        GROUP BY t.subject, {regime}, t.value ORDER BY ALL
        """
    ).fetchall()
    return [Wording(*row) for row in rows]


def index_of(said: Iterable[Wording]) -> Index:
    """An index over these wordings."""
    return Index(Entry(one.code, one.regime, one.text) for one in said)
