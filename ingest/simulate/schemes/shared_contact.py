"""Two buyers that claim to be strangers answer the same phone and the same mailbox."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Scheme, Stake, World

PARK_PHONE = "+44 113 496 0000"
"""The switchboard of a business park."""


def plant(world: World, rng: Random) -> Scheme:
    """The two buyers; a business park's switchboard; an accountant's mailbox; a parent and its subsidiary."""
    maker = draw_firm(rng, "JP", "Minamizawa Sokki Co., Ltd.", "electronics")
    contact = {"phone": "+971 50 555 7714", "email": "k.buyer88@postbox.example"}
    one = draw_firm(rng, "AE", "Kestrel Harbour Components FZE", "trade", **contact, registered_on=date(2022, 11, 2))
    other = draw_firm(rng, "HK", "Sable Point Electronics Limited", "trade", **contact, registered_on=date(2023, 1, 12))
    park = tuple(
        draw_firm(rng, "GB", f"{name} Ltd", "trade", street=f"Unit {unit}, Aire Business Park", city="Leeds LS1 4AB", phone=PARK_PHONE)
        for unit, name in enumerate(
            ("Abbot & Pell Design", "Brae Analytics", "Cobbler's Oak", "Dunmarrow Labs", "Elmet Robotics", "Fennel Kitchens",
             "Gantry Media", "Holbeck Optics", "Inglewood Seeds", "Jackdaw Press", "Kirkstall Audio", "Larch & Loam",
             "Meanwood Medical"), start=1)
    )  # fmt: skip
    clients = tuple(
        draw_firm(rng, "PL", f"{name} Sp. z o.o.", "consumer", email="biuro@ksiegowa-lipowa.example")
        for name in ("Anielka", "Bursztyn Dom", "Czapla", "Dworek Meble", "Echo Lasu", "Fiolet", "Gołąb Serce", "Hanka Tkaniny",
                     "Iskra Dom", "Jarzębina", "Kasztan", "Lipka Zabawki")
    )  # fmt: skip
    parent = draw_firm(rng, "NL", "Waterlant Sensoren B.V.", "electronics")
    child = draw_firm(rng, "DE", "Waterlant Sensoren Vertrieb GmbH", "trade", phone=parent.phone, email=parent.email)
    world.add(maker, one, other, *park, *clients, parent, child)
    world.stakes.append(Stake(parent, child, 100.0, 100.0, date(2015, 1, 1)))
    receiver = world.part("GNR-8M")
    hits = (
        world.ship(date(2024, 1, 22), maker, one, receiver, 180, unblemished=True),
        world.ship(date(2024, 1, 30), maker, other, receiver, 190, unblemished=True),
    )
    return Scheme(
        "shared_contact",
        "Kestrel Harbour Components (Emirates) and Sable Point Electronics (Hong Kong) have different owners and "
        "addresses, buy the same navigation modules within eight days, and share one mobile phone and one mailbox.",
        (one, other),
        hits,
        (
            Decoy(
                "Thirteen firms of a business park share the park's switchboard.",
                park,
                (
                    world.ship(date(2024, 2, 6), maker, park[4], receiver, 20, unblemished=True),
                    world.ship(date(2024, 2, 27), maker, park[7], receiver, 15, unblemished=True),
                ),
            ),
            Decoy("Twelve small firms give their accountant's mailbox.", clients),
            Decoy(
                "A parent and its wholly owned subsidiary share phone and mailbox, as the ownership register says.",
                (parent, child),
                (
                    world.ship(date(2024, 3, 11), maker, parent, receiver, 60, unblemished=True),
                    world.ship(date(2024, 3, 18), maker, child, receiver, 30, unblemished=True),
                ),
            ),
        ),
    )
