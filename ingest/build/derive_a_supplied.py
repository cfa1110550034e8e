"""A supplied B: added up from the shipments in which one stands on the sending and the other on the receiving side."""

from __future__ import annotations

from ingest.build.draft import Draft, first_places, place_key
from ingest.build.known import MARKS, rank_of
from ingest.build.thresholds import thresholds
from ingest.tables import literal, literals

RULE = "shipments added up"


def derive(draft: Draft) -> None:
    """Add SUPPLIED between parties; value only where all shipments that state one state one currency."""
    say = thresholds("supplied")
    roles, shipments = draft.table("PARTY_TO"), draft.table("Shipment")
    draft.add(
        "SUPPLIED",
        f"""
        WITH sent AS (SELECT DISTINCT start, "end" AS shipment FROM {roles} WHERE role IN ({literals(say["from"])})),
        got AS (SELECT DISTINCT start AS "end", "end" AS shipment FROM {roles} WHERE role IN ({literals(say["to"])})),
        pair AS (
            SELECT sent.start, got."end", s.* EXCLUDE (id) FROM sent JOIN got USING (shipment)
            JOIN {shipments} AS s ON s.id = shipment WHERE sent.start <> got."end"
        )
        SELECT {draft.link_id("SUPPLIED", "start", '"end"', "'inferred'")} AS id, start, 'Party' AS start_label, "end",
            'Party' AS end_label, count(*) AS shipments, min(date) AS first_on, max(date) AS last_on,
            CASE WHEN count(DISTINCT currency) FILTER (WHERE value IS NOT NULL) = 1
                AND bool_and(value IS NULL OR currency IS NOT NULL)
                THEN CAST(sum(CAST(value AS DECIMAL(28, 4))) AS DOUBLE) END AS value,
            CASE WHEN count(DISTINCT currency) FILTER (WHERE value IS NOT NULL) = 1
                AND bool_and(value IS NULL OR currency IS NOT NULL)
                THEN min(currency) FILTER (WHERE value IS NOT NULL) END AS currency,
            min(known_from) AS known_from,
            CASE WHEN bool_or(known_to IS NULL) THEN NULL ELSE max(known_to) END AS known_to,
            true AS inferred, {literal(RULE)} AS rule, 1.0 AS confidence, {MARKS}[max({rank_of("tlp")})] AS tlp,
            {first_places(place_key("known_from", "evidence[1]"))} AS evidence,
            CAST(sum(evidence_count) AS BIGINT) AS evidence_count
        FROM pair GROUP BY start, "end"
        """,
    )
