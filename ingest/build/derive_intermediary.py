"""Hubs: forwarders, carriers, banks and whoever deals with hundreds. By the thresholds of `derive.toml`, in words."""

from __future__ import annotations

from ingest.build.draft import Draft
from ingest.build.thresholds import thresholds
from ingest.tables import literals


def derive(draft: Draft) -> None:
    """Set `intermediary` where a rule says so: by role in shipments, as a bank, or by the number of counterparties."""
    say = thresholds("intermediary")
    services, banks = literals(say["service_roles"]), literals(say["bank_roles"])
    roles, supplied = draft.table("PARTY_TO"), draft.table("SUPPLIED")
    draft.set(
        "Party",
        "intermediary",
        f"""
        WITH event AS (
            SELECT start AS id, "end" AS event, list(DISTINCT role ORDER BY role) AS roles,
                bool_and(role IN ({services})) AS serves
            FROM {roles} WHERE end_label = 'Shipment' GROUP BY ALL
        ), service AS (
            SELECT id, count(*) FILTER (WHERE serves) AS served, count(*) AS all_of_them,
                arg_max(role, (times, role)) AS role
            FROM event JOIN (
                SELECT start AS id, role, count(*) AS times FROM {roles} WHERE role IN ({services}) GROUP BY ALL
            ) USING (id) GROUP BY id
        ), bank AS (
            SELECT start AS id, count(DISTINCT "end") AS events FROM {roles} WHERE role IN ({banks}) GROUP BY start
        ), degree AS (
            SELECT id, count(DISTINCT other) AS others FROM (
                SELECT start AS id, "end" AS other FROM {supplied} UNION ALL SELECT "end", start FROM {supplied}
            ) GROUP BY id
        )
        SELECT p.id, CASE
            WHEN b.events >= {int(say["bank_events"])} THEN 'bank of ' || b.events || ' transactions'
            WHEN s.served >= {int(say["service_shipments"])}
                AND s.served >= {float(say["service_share"])} * s.all_of_them
                THEN replace(s.role, '_', ' ') || ' of ' || s.served || ' shipments of others'
            WHEN d.others >= {int(say["degree"])} THEN 'by degree: deals with ' || d.others || ' parties'
            END AS value
        FROM {draft.table("Party")} AS p LEFT JOIN service AS s USING (id) LEFT JOIN bank AS b USING (id)
        LEFT JOIN degree AS d USING (id) WHERE value IS NOT NULL
        """,
    )
