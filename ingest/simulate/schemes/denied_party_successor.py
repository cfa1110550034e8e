"""Weeks after a denial a new firm opens with the denied firm's phone, director and door."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.schemes.listed_address_match import AGENT_ADDRESS
from ingest.simulate.world import Decoy, Listing, Notice, Office, Scheme, World


def plant(world: World, rng: Random) -> Scheme:
    """The denied firm and its successor; an older sister, a new tenant of the same house, a client of the same agent."""
    door = {"street": "Shing Yip Lane 31, 7th floor", "city": "Kwun Tong"}
    denied = draw_firm(rng, "HK", "Calloway Strait Avionics Limited", "electronics", **door, registered_on=date(2015, 6, 1),
                       officers=("Leung Pak Hei",), status="dissolved", dissolved_on=date(2024, 2, 9))  # fmt: skip
    successor = draw_firm(rng, "HK", "Blue Lantern Aero Parts Limited", "trade", **door, phone=denied.phone,
                          registered_on=date(2024, 2, 20), officers=denied.officers)  # fmt: skip
    older = draw_firm(
        rng,
        "HK",
        "Nine Willow Tea House Limited",
        "consumer",
        **door,
        phone=denied.phone,
        registered_on=date(2011, 4, 6),
    )
    tenant = draw_firm(
        rng, "HK", "Harbour Finch Picture Frames Limited", "consumer", **door, registered_on=date(2024, 8, 1)
    )
    client = draw_firm(rng, "AE", "Opal Minaret Trading FZE", "trade", **AGENT_ADDRESS, registered_on=date(2024, 5, 13))
    seller = draw_firm(rng, "GB", "Wexmoor Avionics Spares Ltd", "electronics")
    frames = draw_firm(rng, "CN", "Jinwan Household Frames Co., Ltd.", "consumer")
    world.add(denied, successor, older, tenant, client, seller, frames)
    world.listings.append(
        Listing(
            denied, "denial_order", date(2024, 1, 15), date(2034, 1, 15), "89 F.R. 3120 1/17/2024", "F.R. NOTICE ADDED"
        )
    )
    world.offices.append(Office(denied.officers[0], successor, "director", successor.registered_on))
    world.offices.append(Office(denied.officers[0], denied, "director", denied.registered_on))
    world.notices.append(
        Notice(
            "2024-00871", date(2024, 1, 17), f"In the Matter of: {denied.name}, {denied.address}, Hong Kong; Order Denying Export Privileges",
            f"{denied.name}, of {denied.address}, Hong Kong, ordered aircraft parts controlled under ECCN 7A105 and re-exported "
            f"them to Iran. {denied.officers[0]} is the director of {denied.name}. For ten years from January 15, 2024, "
            f"{denied.name} may not take part in any transaction involving items exported from the United States.\n",
            file="order_calloway_strait.txt",
        )
    )  # fmt: skip
    receiver, ceramics = world.part("GNR-8M"), world.described("Ceramic tableware")
    hits = (
        world.ship(date(2024, 4, 15), seller, successor, receiver, 75, unblemished=True),
        world.ship(date(2024, 7, 29), seller, successor, receiver, 90, unblemished=True),
    )
    return Scheme(
        "denied_party_successor",
        "Calloway Strait Avionics (Hong Kong) is denied on 15 January 2024 and dissolved in February. Eleven days later Blue "
        "Lantern Aero Parts is registered behind the same door, with the same phone and the same director, and buys the same goods.",
        (successor, denied),
        hits,
        (
            Decoy(
                "Shares door and phone with the denied firm, but was founded in 2011 and has always sold tea things.",
                (older,),
                (
                    world.ship(date(2023, 10, 17), frames, older, ceramics, 650, unblemished=True),
                    world.ship(date(2024, 10, 22), frames, older, ceramics, 800, unblemished=True),
                ),
            ),
            Decoy(
                "Moved into the same house in August 2024; shares the address and nothing else.",
                (tenant,),
                (
                    world.ship(
                        date(2024, 11, 4), frames, tenant, world.described("Wooden bedroom"), 40, unblemished=True
                    ),
                ),
            ),
            Decoy(
                "Founded after the denial at the address of a registered agent, together with some forty strangers.",
                (client,),
            ),
        ),
        also=("listed_address_match", "shared_contact"),
    )
