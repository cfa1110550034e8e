"""Parties that may be one: resolution's undecided pairs, each resting on where the two names stand."""

from __future__ import annotations

from ingest.build.draft import Draft
from ingest.build.known import MARKS, rank_of
from ingest.tables import literal

RULE = "equal names, nothing that decides"


def derive(draft: Draft) -> None:
    """Add POSSIBLY_SAME_AS between the parties of `possible`."""
    party = draft.table("Party")
    draft.add(
        "POSSIBLY_SAME_AS",
        f"""
        SELECT {draft.link_id("POSSIBLY_SAME_AS", "p.left", "p.right")} AS id, p.left AS start, 'Party' AS start_label,
            p.right AS "end", 'Party' AS end_label, p.score, p.reasons,
            greatest(a.known_from, b.known_from) AS known_from, least(a.known_to, b.known_to) AS known_to,
            true AS inferred, {literal(RULE)} AS rule, p.score AS confidence,
            {MARKS}[greatest({rank_of("a.tlp")}, {rank_of("b.tlp")})] AS tlp,
            [a.evidence[1], b.evidence[1]] AS evidence, 2 AS evidence_count
        FROM possible AS p JOIN {party} AS a ON a.id = p.left JOIN {party} AS b ON b.id = p.right
        """,
    )
