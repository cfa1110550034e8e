"""Plain CSV registers: ownership, officers, companies, end-use statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.simulate.table import Written, write_table
from ingest.simulate.world import World

OWNERSHIP = ["owner", "owner_country", "owned", "owned_country", "share_min", "share_max", "from", "to", "source"]
OFFICERS = ["person", "company", "country", "role", "from", "to", "source"]
COMPANIES = (
    "name", "country", "registered_on", "registration_no", "address", "phone", "email", "activity", "status",
    "dissolved_on",
)  # fmt: skip
STATEMENTS = (
    "statement_id", "licence_id", "signed_on", "signatory", "end_user", "end_user_address", "country", "item",
    "quantity", "end_use", "text",
)  # fmt: skip


def write(world: World, folder: Path) -> Iterator[Written]:
    """Four files, in the order in which the world knows their entries or by name."""
    place = folder / "registers"
    companies = sorted((firm for firm in world.firms if firm.registered), key=lambda firm: (firm.country, firm.name))
    yield write_table(
        place / "companies.csv",
        "Company register: address, phone, mailbox, line of business.",
        date(2024, 9, 1),
        COMPANIES,
        (
            (
                (f.name,),
                (f.name, f.country, f.registered_on, f.registration_no, f.address, f.phone, f.email, f.activity,
                 f.status, f.dissolved_on),
            )
            for f in companies
        ),
    )  # fmt: skip
    yield write_table(
        place / "ownership.csv",
        "Who holds how much of whom; a share may be a range or unknown.",
        date(2023, 6, 1),
        OWNERSHIP,
        (
            (
                (s.owner.name, s.owned.name),
                (s.owner.name, s.owner.country, s.owned.name, s.owned.country, s.share_min, s.share_max, s.since,
                 s.until, s.source),
            )
            for s in world.stakes
        ),
    )  # fmt: skip
    yield write_table(
        place / "officers.csv",
        "Directors and managers.",
        date(2024, 9, 1),
        OFFICERS,
        (
            (
                (o.person, o.company.name),
                (o.person, o.company.name, o.company.country, o.role, o.since, o.until, "company register extract"),
            )
            for o in world.offices
        ),
    )
    yield write_table(
        folder / "licences" / "end_use_statements.csv",
        "End-use statements, with their words.",
        date(2024, 9, 1),
        STATEMENTS,
        (
            (
                (s.statement_id,),
                (s.statement_id, s.licence_id, s.signed_on, s.signatory, s.end_user.name, s.end_user.address,
                 s.end_user.country, s.goods.description, s.quantity, s.end_use, s.text),
            )
            for s in world.statements
        ),
    )  # fmt: skip
