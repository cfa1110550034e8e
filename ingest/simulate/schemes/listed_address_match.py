"""A buyer nobody lists sits at the address of a firm under sanctions."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Listing, Scheme, World

AGENT_ADDRESS = {"street": "Office 1204, Agent Tower, Al Marsa Street 9", "city": "Dubai"}
"""A registered agent lends this address to many firms."""


def plant(world: World, rng: Random) -> Scheme:
    """The listed firm and its unlisted house mate; a neighbour; tenants of a registered agent, one of them listed."""
    place = {"street": "Zavodskaya Street 47", "city": "Moscow 119021"}
    listed = draw_firm(
        rng, "RU", "Volnaya Rech Elektronika LLC", "electronics", "ООО «Вольная Речь Электроника»", **place
    )
    mate = draw_firm(rng, "RU", "Tikhy Dvor Snab LLC", "trade", **place, registered_on=date(2012, 9, 3))
    neighbour = draw_firm(
        rng, "RU", "Zavodskaya Pekarnya LLC", "consumer", street="Zavodskaya Street 49", city="Moscow 119021"
    )
    agent = draw_firm(rng, "AE", "Al Marsa Corporate Services FZE", "trade", **AGENT_ADDRESS, activity="registered agent services",
                      registered_on=date(2008, 1, 15))  # fmt: skip
    listed_tenant = draw_firm(rng, "AE", "Marisol Beacon FZE", "trade", **AGENT_ADDRESS, registered_on=date(2021, 3, 9))
    first = ("Amber", "Coral", "Date", "Eastern", "Falcon", "Golden", "Hazel", "Ivory")
    second = ("Quay", "Lane", "Grove", "Sail", "Dune")
    names = [f"{one} {other}" for one in first for other in second]
    tenants = tuple(draw_firm(rng, "AE", f"{name} Trading FZE", "trade", **AGENT_ADDRESS) for name in names)
    seller = draw_firm(rng, "CN", "Yuanfeng Bearing Machinery Co., Ltd.", "machinery")
    world.add(listed, mate, neighbour, agent, listed_tenant, *tenants, seller)
    world.listings += [
        Listing(listed, "asset_freeze", date(2023, 2, 24), reference="EU-RUS", alias=listed.native,
                reason="Volnaya Rech Elektronika LLC makes components for guidance systems."),
        Listing(listed_tenant, "asset_freeze", date(2023, 2, 24), reference="EU-RUS",
                reason="Marisol Beacon FZE procured components for the military industry."),
    ]  # fmt: skip
    bearing, pump = world.part("TRB-32018"), world.part("CWP-65")
    hits = (
        world.ship(date(2023, 11, 14), seller, mate, bearing, 900, unblemished=True),
        world.ship(date(2024, 4, 23), seller, mate, bearing, 1100, unblemished=True),
    )
    return Scheme(
        "listed_address_match",
        "Tikhy Dvor Snab LLC imports bearings. No list names it, but it sits at Zavodskaya Street 47, Moscow: the address "
        "of Volnaya Rech Elektronika LLC, which has been under sanctions since February 2023.",
        (mate, listed),
        hits,
        (
            Decoy(
                "The bakery next door, number 49 of the same street.",
                (neighbour,),
                (world.ship(date(2024, 3, 5), seller, neighbour, pump, 3, unblemished=True),),
            ),
            Decoy(
                "Forty-three firms sit at the address of a registered agent; that one of them is listed says nothing of the rest.",
                (agent, *tenants),
                (
                    world.ship(date(2024, 5, 6), seller, tenants[0], pump, 20, unblemished=True),
                    world.ship(date(2024, 8, 19), seller, tenants[5], bearing, 300, unblemished=True),
                ),
            ),
        ),
    )
