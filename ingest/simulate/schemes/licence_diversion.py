"""Goods leave under a licence that names somebody else, somewhere else."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Firm, LicenceRow, Scheme, Statement, World


def plant(world: World, rng: Random) -> Scheme:
    """One diverted licence; one whose consignee is only written otherwise, one that goes through a named intermediary."""
    seller = draw_firm(rng, "IT", "Ferrabosco Valvole Speciali S.p.A.", "machinery")
    meant = draw_firm(rng, "GE", "Kolkheti Gate Chemical Works LLC", "machinery", "შპს კოლხეთის კარი ქიმია")
    real = draw_firm(rng, "KZ", "Saryzhol Tekhnika Import LLP", "trade", registered_on=date(2023, 1, 30))
    plain = draw_firm(rng, "SG", "Orchid Strait Process Pte. Ltd.", "machinery")
    agent = draw_firm(rng, "NL", "Duinrand Handelsmaatschappij Import B.V.", "trade")
    works = draw_firm(rng, "IN", "Chandrakala Dye Works Limited", "machinery")
    world.add(seller, meant, real, plain, agent, works)
    valve = world.part("BSV-40N")

    def licence(number: str, consignee: Firm, **more: Any) -> None:
        world.licences.append(
            LicenceRow(number, "granted", seller, consignee, valve, 120, date(2023, 8, 21), date(2023, 10, 16),
                       date(2023, 10, 16), date(2025, 10, 15), end_user=consignee, end_use="acid line of a dye plant", **more)
        )  # fmt: skip

    licence("EXA-2101", meant)
    licence("EXA-2102", plain)
    licence("EXA-2103", works, intermediaries=(agent,), conditions="may pass through the intermediary named")
    words = (
        f"We, {meant.name}, certify that the 120 bellows-sealed valves will be used in our own acid line at {meant.address}, "
        "Georgia, and will not be sold or re-exported."
    )
    world.statements.append(
        Statement("EUS-501", "EXA-2101", date(2023, 8, 14), meant.officers[0], meant, valve, 120, "acid line", words)
    )
    return Scheme(
        "licence_diversion",
        "Licence EXA-2101 is for Kolkheti Gate Chemical Works in Georgia. The valves leave under it for Saryzhol Tekhnika "
        "Import in Kazakhstan, a firm founded nine months before, which the licence does not name.",
        (real, meant, seller),
        ("EXA-2101", world.ship(date(2024, 1, 29), seller, real, valve, 60, licence_id="EXA-2101", unblemished=True)),
        (
            Decoy(
                "The declaration writes the same consignee in capitals and without dots in its legal form.",
                (plain,),
                ("EXA-2102", world.ship(date(2024, 2, 19), seller, plain, valve, 50, licence_id="EXA-2102",
                                        consignee_as="ORCHID STRAIT PROCESS PTE LTD", unblemished=True)),
            ),
            Decoy(
                "EXA-2103 names Duinrand as intermediary: the goods go to it in Rotterdam, for the end user of the licence.",
                (agent, works),
                ("EXA-2103", world.ship(date(2024, 3, 12), seller, agent, valve, 40, licence_id="EXA-2103", end_user=works,
                                        destination="IN", transit="NL", unblemished=True)),
            ),
        ),
    )  # fmt: skip
