"""A party is listed if a listing or denial order names it, in force or not: the queries look at the days themselves."""

from __future__ import annotations

from ingest.build.draft import Draft

LISTINGS = ("listing", "denial_order")


def derive(draft: Draft) -> None:
    """Set `listed` on every party."""
    kinds = ", ".join(f"'{kind}'" for kind in LISTINGS)
    draft.db.execute(
        f"""
        UPDATE {draft.table("Party")} SET listed = id IN (
            SELECT n.start FROM {draft.table("NAMED_IN")} AS n JOIN {draft.table("Denial")} AS d ON d.id = n."end"
            WHERE d.kind IN ({kinds})
        )
        """
    )
