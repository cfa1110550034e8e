"""More is shipped under a licence line than it authorises."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Goods, LicenceRow, Scheme, World


def plant(world: World, rng: Random) -> Scheme:
    """One overdrawn licence; one amended in time, one with a cancelled shipment, one with two lines, one used up exactly."""
    seller = draw_firm(rng, "GB", "Thornhythe Transducers Limited", "electronics")
    buyers = tuple(
        draw_firm(rng, country, name, "machinery")
        for country, name in (
            ("IN", "Vayusetu Vacuum Engineering Pvt Ltd"), ("IN", "Neelgiri Peak Coatings Limited"),
            ("SG", "Tanjong Vale Marine Pte. Ltd."), ("KR", "Saeron Precision Co., Ltd."), ("IN", "Sagarmitra Pumps Pvt Ltd"),
        )
    )  # fmt: skip
    world.add(seller, *buyers)
    gauge, valve = world.part("PT-626B"), world.part("BSV-40N")

    def licence(number: str, buyer: int, quantity: float, goods: Goods = gauge, **more: Any) -> None:
        given = {"decided_on": date(2023, 6, 20), "valid_from": date(2023, 7, 1), "valid_to": date(2025, 6, 30), **more}
        world.licences.append(
            LicenceRow(number, "granted", seller, buyers[buyer], goods, quantity, date(2023, 4, 3), end_user=buyers[buyer],
                       end_use="process control in its own works", **given)
        )  # fmt: skip

    def ship(day: date, buyer: int, quantity: float, number: str, goods: Goods = gauge, **more: Any) -> str:
        return world.ship(day, seller, buyers[buyer], goods, quantity, licence_id=number, unblemished=True, **more)

    licence("EXA-2001", 0, 100)
    licence("EXA-2002", 1, 100)
    licence("EXA-2002", 1, 150, decided_on=date(2024, 2, 5), valid_from=date(2024, 2, 5), published_from=date(2024, 2, 5),
            conditions="amended: quantity of line 1 raised from 100 to 150")  # fmt: skip
    licence("EXA-2003", 2, 80)
    licence("EXA-2004", 3, 60)
    licence("EXA-2004", 3, 30, valve, line=2)
    licence("EXA-2005", 4, 100)
    return Scheme(
        "licence_overdraw",
        "Licence EXA-2001 lets Thornhythe send 100 pressure transducers to Vayusetu. It sends 60, and half a year later 55.",
        (seller, buyers[0]),
        ("EXA-2001", ship(date(2023, 9, 12), 0, 60, "EXA-2001"), ship(date(2024, 3, 14), 0, 55, "EXA-2001")),
        (
            Decoy(
                "Line 1 of EXA-2002 was raised to 150 in February 2024, before the second shipment.",
                (buyers[1],),
                ("EXA-2002", ship(date(2023, 10, 3), 1, 90, "EXA-2002"), ship(date(2024, 4, 9), 1, 55, "EXA-2002")),
            ),
            Decoy(
                "One of the two shipments under EXA-2003 was cancelled.",
                (buyers[2],),
                ("EXA-2003", ship(date(2023, 11, 6), 2, 70, "EXA-2003", status="cancelled"),
                 ship(date(2024, 1, 17), 2, 70, "EXA-2003")),
            ),
            Decoy(
                "EXA-2004 has two lines, one for transducers and one for valves; each is kept.",
                (buyers[3],),
                ("EXA-2004", ship(date(2023, 12, 5), 3, 60, "EXA-2004"), ship(date(2023, 12, 5), 3, 30, "EXA-2004", valve)),
            ),
            Decoy(
                "EXA-2005 is used up to the last piece and not beyond.",
                (buyers[4],),
                ("EXA-2005", ship(date(2024, 1, 9), 4, 50, "EXA-2005"), ship(date(2024, 5, 21), 4, 50, "EXA-2005")),
            ),
        ),
    )  # fmt: skip
