"""A shipment or end-use statement that cites a licence number is linked to the licences that bear it."""

from __future__ import annotations

from ingest.build.draft import Draft
from ingest.tables import literal

RULE = "the number cited is the licence's number"


def derive(draft: Draft) -> None:
    """Add UNDER_LICENCE where no document states it; two authorities with one number make it half as sure."""
    links, licences = draft.table("UNDER_LICENCE"), draft.table("Licence")
    plain = "upper(regexp_replace({}, '\\s', '', 'g'))"
    for label in ("Shipment", "EndUseStatement"):
        draft.add(
            "UNDER_LICENCE",
            f"""
            SELECT {draft.link_id("UNDER_LICENCE", "s.id", "l.id", "''", "''")} AS id, s.id AS start,
                '{label}' AS start_label, l.id AS "end", 'Licence' AS end_label,
                greatest(s.known_from, l.known_from) AS known_from, least(s.known_to, l.known_to) AS known_to,
                true AS inferred, {literal(RULE)} AS rule, 1.0 / count(*) OVER (PARTITION BY s.id) AS confidence, s.tlp,
                list_concat([s.evidence[1]], [l.evidence[1]]) AS evidence, 2 AS evidence_count
            FROM {draft.table(label)} AS s
            JOIN {licences} AS l ON {plain.format("s.licence_id")} = {plain.format("l.licence_id")}
            WHERE s.licence_id IS NOT NULL AND (s.id, l.id) NOT IN (SELECT (start, "end") FROM {links})
            """,
        )
