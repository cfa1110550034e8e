"""A trading house under a denial order goes on buying, in capitals and with dots in its legal form."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Listing, Notice, Scheme, World


def plant(world: World, rng: Random) -> Scheme:
    """The denied buyer, a shipment before its denial, an expired denial, a delisted maker, a namesake."""
    seller = draw_firm(rng, "DE", "Oderfeld Umrichterbau GmbH", "machinery")
    denied = draw_firm(rng, "AE", "Orsavian Meridian Trading LLC", "trade", registered_on=date(2016, 5, 8))
    namesake = draw_firm(rng, "GB", "Orsavian Meridian Trading Ltd", "trade", registered_on=date(2009, 3, 2))
    pardoned = draw_firm(rng, "GB", "Pentland Reach Avionics Ltd", "electronics", registered_on=date(2005, 7, 14))
    delisted = draw_firm(rng, "US", "Calverley Signal Works Inc", "electronics", registered_on=date(2001, 2, 1))
    forwarder = draw_firm(rng, "NL", "Zuiderhaven Expeditie B.V.", "logistics")
    world.add(seller, denied, namesake, pardoned, delisted, forwarder)
    order = "89 F.R. 15911 3/6/2024"
    world.listings += [
        Listing(denied, "denial_order", date(2024, 3, 4), date(2034, 3, 4), order, "F.R. NOTICE ADDED"),
        Listing(pardoned, "denial_order", date(2018, 7, 1), date(2023, 6, 30), "83 F.R. 31120 7/5/2018", "F.R. NOTICE ADDED"),
        Listing(delisted, "denial_order", date(2022, 4, 11), date(2032, 4, 11), "87 F.R. 22011 4/14/2022",
                "F.R. NOTICE ADDED", removed_on=date(2024, 9, 2)),
    ]  # fmt: skip
    world.notices.append(
        Notice(
            "2024-04711", date(2024, 3, 6), f"In the Matter of: {denied.name}, {denied.address}, United Arab Emirates; Order Denying Export Privileges",
            f"On March 4, 2024, {denied.name}, located at {denied.address}, United Arab Emirates, was found to have "
            f"bought frequency changers classified under Export Control Classification Number 3A225 from {seller.name} and "
            f"to have supplied them onward without the required licence. {denied.officers[0]}, the general manager of "
            f"{denied.name}, signed the orders. Export privileges are denied until March 4, 2034.\n",
            file="order_orsavian_meridian.txt",
        )
    )  # fmt: skip
    changer, receiver = world.part("FC-2000E"), world.part("GNR-8M")
    before = world.ship(date(2023, 10, 5), seller, denied, changer, 6, unblemished=True)
    hits = (
        world.ship(date(2024, 6, 11), seller, denied, changer, 8, forwarder=forwarder, unblemished=True,
                   consignee_as="ORSAVIAN MERIDIAN TRADING L.L.C."),
        world.ship(date(2024, 9, 20), seller, forwarder, changer, 4, notify=denied, layout="bill_of_lading",
                   destination="AE", unblemished=True),
    )  # fmt: skip
    return Scheme(
        "denied_party_still_trading",
        "Orsavian Meridian Trading LLC (Emirates) has been denied export privileges since 4 March 2024. It buys frequency "
        "changers in June 2024 under its name in capitals, and in September it stands as notify party on a bill of lading.",
        (denied,),
        hits,
        (
            Decoy("Shipped in October 2023, five months before the denial took effect.", (denied,), (before,)),
            Decoy(
                "Its denial ran out on 30 June 2023; it buys again in February 2024.",
                (pardoned,),
                (world.ship(date(2024, 2, 12), seller, pardoned, receiver, 40, unblemished=True),),
            ),
            Decoy(
                "Taken off the list by its second revision (September 2024); the shipment is of January 2025.",
                (delisted,),
                (world.ship(date(2025, 1, 21), seller, delisted, receiver, 25, unblemished=True),),
            ),
            Decoy(
                "A namesake in another country, at another address, registered years earlier.",
                (namesake,),
                (world.ship(date(2024, 7, 3), seller, namesake, world.part("CWP-65"), 12, unblemished=True),),
            ),
        ),
    )
