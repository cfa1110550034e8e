"""Goods of trade tables that bear no part number: an item for each of the commonest descriptions.

A description is told like a statement, once a document, so that it and the same words in a notice are one item.
"""

from __future__ import annotations

import pyarrow as pa

from ingest.build.draft import Draft
from ingest.build.thresholds import thresholds
from ingest.saying import item_subject
from ingest.tables import insert, literal

_PLAIN = "lower(trim(regexp_replace({}, '\\s+', ' ', 'g')))"


def tell(draft: Draft) -> dict[str, int]:
    """Add to `told` the commonest descriptions; make `described`, from description to item. Gives what was left out."""
    db, most = draft.db, int(thresholds("goods")["descriptions"])
    plain = _PLAIN.format("t.description")
    db.execute(
        f"""
        CREATE TABLE worded AS
        SELECT {plain} AS plain, min(t.description) AS written, count(*) AS times
        FROM trade AS t JOIN trade_document AS d USING (document)
        WHERE t.part_number IS NULL AND t.description IS NOT NULL AND {plain} <> '' GROUP BY 1
        """
    )
    chosen = db.execute(
        f"SELECT plain, written FROM worded ORDER BY times DESC, plain LIMIT {most}"  # the same ones whatever the order
    ).fetchall()
    db.execute("CREATE TABLE described (plain VARCHAR, subject VARCHAR)")
    insert(
        db,
        "described",
        pa.table(
            {
                "plain": pa.array([plain for plain, _ in chosen], pa.string()),
                "subject": pa.array([item_subject(written) for _, written in chosen], pa.string()),
            }
        ),
    )
    db.execute(
        f"""
        INSERT INTO told BY NAME
        SELECT 'Item' AS label, c.subject, 'description' AS property,
            trim(regexp_replace(t.description, '\\s+', ' ', 'g')) AS value, d.short AS document, d.known_from,
            d.known_to, false AS inferred, '' AS rule, 1.0 AS confidence, d.mark,
            d.short || '#row=' || min(t.row) || coalesce(any_value(h.place), '') AS ref, count(*) AS places
        FROM trade AS t JOIN trade_document AS d USING (document) JOIN described AS c ON c.plain = {plain}
        LEFT JOIN cell_header AS h ON h.n = d.n AND h.field = 'description'
        WHERE t.part_number IS NULL
        GROUP BY c.subject, trim(regexp_replace(t.description, '\\s+', ' ', 'g')), d.short, d.known_from,
            d.known_to, d.mark
        """
    )
    beyond = draft.one("SELECT count(*) FROM worded") - len(chosen)
    db.execute("DROP TABLE worded")
    return {f"descriptions of goods beyond the {most:,} commonest, which are no items": beyond} if beyond > 0 else {}


def link(draft: Draft) -> None:
    """Add FOR_ITEM from each shipment to the item of its description. Expects the shipments in the draft."""
    draft.add(
        "FOR_ITEM",
        f"""
        SELECT {draft.link_id("FOR_ITEM", "s.id", "c.subject", "''", "''")} AS id, s.id AS start,
            'Shipment' AS start_label, c.subject AS "end", {literal("Item")} AS end_label, s.known_from, s.known_to,
            s.inferred, s.confidence, s.tlp, s.evidence, s.evidence_count
        FROM {draft.table("Shipment")} AS s JOIN described AS c ON c.plain = {_PLAIN.format("s.description")}
        WHERE s.part_number IS NULL AND s.id IN (SELECT subject FROM shipped)
            AND c.subject IN (SELECT id FROM {draft.table("Item")})
        """,
    )
