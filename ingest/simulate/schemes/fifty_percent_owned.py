"""Listed owners together hold more than half of a company, directly and through another."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Firm, Listing, Scheme, Stake, World


def plant(world: World, rng: Random) -> Scheme:
    """30 + 25 percent of one company, half of it through a chain; beside it 49 percent, a sold stake, an unlisted owner."""
    magnate = draw_firm(rng, "RU", "Obolenchikov Semeyny Kapital JSC", "trade", "АО «Оболенчиков Семейный Капитал»")
    brother = Firm(
        "Gennady Lvovich Obolenchikov",
        "RU",
        "",
        "",
        native="Геннадий Львович Оболенчиков",
        person=True,
        registered=False,
    )
    honest = Firm("Marit Sanderling", "NL", "", "", person=True, registered=False)
    holding = draw_firm(rng, "RU", "Obolen Invest JSC", "trade")
    chain = draw_firm(rng, "AM", "Sevanik Holding CJSC", "trade")
    owned = draw_firm(rng, "AM", "Araratsun Mikroskhem LLC", "electronics", registered_on=date(2022, 8, 11))
    owned_below = draw_firm(rng, "GE", "Rionveli Tech Parts LLC", "trade", registered_on=date(2023, 2, 20))
    minority = draw_firm(rng, "AM", "Dzorak Fruit Export LLC", "consumer")
    sold = draw_firm(rng, "KZ", "Altyn Dala Elevator LLP", "consumer")
    unlisted = draw_firm(rng, "GE", "Mtatsvane Water LLC", "consumer")
    seller = draw_firm(rng, "KR", "Hanbit Memory Co., Ltd.", "electronics")
    world.add(magnate, brother, holding, chain, owned, owned_below, minority, sold, unlisted, seller)
    world.listings += [
        Listing(magnate, "asset_freeze", date(2023, 2, 24), reference="EU-RUS", alias=magnate.native,
                reason="Obolenchikov Semeyny Kapital JSC finances makers of military electronics."),
        Listing(holding, "asset_freeze", date(2023, 2, 24), reference="EU-RUS",
                reason="Obolen Invest JSC is a holding company of the Obolenchikov family."),
    ]  # fmt: skip
    since = date(2022, 9, 1)
    world.stakes += [
        Stake(magnate, owned, 30.0, 30.0, since),
        Stake(holding, owned, 25.0, 25.0, since),
        Stake(honest, owned, 45.0, 45.0, since),
        Stake(holding, chain, 60.0, 60.0, since),
        Stake(chain, owned_below, 50.0, 75.0, date(2023, 2, 20), source="annual return, share stated as a band"),
        Stake(magnate, minority, 49.0, 49.0, since),
        Stake(honest, minority, 51.0, 51.0, since),
        Stake(magnate, sold, 60.0, 60.0, date(2019, 1, 1), date(2022, 12, 1)),
        Stake(honest, sold, 60.0, 60.0, date(2022, 12, 1)),
        Stake(brother, unlisted, 100.0, 100.0, since),
        Stake(
            magnate,
            unlisted,
            None,
            None,
            date(2018, 5, 1),
            date(2020, 5, 1),
            source="newspaper report, share not stated",
        ),
    ]
    memory, apples = world.part("SR16-10LL"), world.described("Fresh apples")
    hits = (
        world.ship(date(2024, 4, 8), seller, owned, memory, 5000, unblemished=True),
        world.ship(date(2024, 6, 17), seller, owned_below, memory, 4200, unblemished=True),
    )
    grocer = next(firm for firm in world.firms if firm.country == "DE" and "Feinkost" in firm.name)
    return Scheme(
        "fifty_percent_owned",
        "Araratsun Mikroskhem belongs to the listed Obolenchikov Semeyny Kapital (30 %) and the listed Obolen Invest (25 %): 55 % "
        "together. Rionveli Tech Parts belongs by at least half to Sevanik Holding, itself 60 % in Obolen Invest's hands.",
        (owned, owned_below, magnate, holding, chain),
        hits,
        (
            Decoy(
                "The listed owner holds 49 %, not 50.",
                (minority,),
                (world.ship(date(2024, 10, 4), minority, grocer, apples, 700, unblemished=True),),
            ),
            Decoy("The listed owner sold its 60 % in December 2022, before it was listed.", (sold,)),
            Decoy(
                "Wholly owned by a member of the family whom no list names; an old report of a stake of unknown size ended in 2020.",
                (unlisted, brother),
            ),
        ),
    )
