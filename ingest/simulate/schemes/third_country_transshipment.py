"""Controlled goods go to a neighbour and three weeks later on to a restricted destination."""

# ruff: noqa: E501  (stories are prose)

from __future__ import annotations

from datetime import date
from random import Random

from ingest.simulate.ordinary import draw_firm
from ingest.simulate.world import Decoy, Scheme, World


def plant(world: World, rng: Random) -> Scheme:
    """Maker → trading house → restricted buyer; beside it honest distributors and exporters."""
    maker = draw_firm(rng, "US", "Larkmont Programmable Logic Inc", "electronics")
    through = draw_firm(rng, "TR", "Yakamoz Aktarma Dış Ticaret Ltd. Şti.", "trade", registered_on=date(2022, 6, 17))
    buyer = draw_firm(rng, "RU", "Pribor-Zenit LLC", "electronics", "ООО «Прибор-Зенит»")
    distributor = draw_firm(rng, "TR", "Gökçedağ Bileşen Dağıtım A.Ş.", "trade")
    pole = draw_firm(rng, "PL", "Wartamin Automatyka Sp. z o.o.", "machinery")
    grower = draw_firm(rng, "TR", "Çamlıtepe Meyvecilik A.Ş.", "consumer")
    grocer = draw_firm(rng, "RU", "Zarechye Produkt Torg LLC", "consumer")
    slow = draw_firm(rng, "KZ", "Tengri Aspan Komponent LLP", "trade")
    repairer = draw_firm(rng, "AM", "Dzorak Servis LLC", "trade")
    world.add(maker, through, buyer, distributor, pole, grower, grocer, slow, repairer)
    chip, micro, apples = world.part("VX7-325T-2"), world.part("HMC-3217F"), world.described("Fresh apples")
    hits = (
        world.ship(date(2024, 2, 10), maker, through, chip, 200, unblemished=True, end_user=through),
        world.ship(date(2024, 3, 2), through, buyer, chip, 195, origin="US", unblemished=True),
        world.ship(date(2024, 5, 18), maker, through, chip, 240, unblemished=True),
        world.ship(
            date(2024, 6, 9),
            through,
            buyer,
            chip,
            240,
            origin="US",
            consignee_as="ООО «Прибор-Зенит»",
            unblemished=True,
        ),
    )
    return Scheme(
        "third_country_transshipment",
        "Larkmont (US) sells 200 programmable logic chips to Yakamoz in İstanbul; three weeks later Yakamoz ships 195 of the "
        "same to Pribor-Zenit in Russia. It happens again in May and June, the buyer's name then in Cyrillic.",
        (maker, through, buyer),
        hits,
        (
            Decoy(
                "A distributor that sells the same chips on to Poland, which is no restricted destination.",
                (distributor, pole),
                (
                    world.ship(date(2024, 2, 12), maker, distributor, chip, 150, unblemished=True),
                    world.ship(date(2024, 3, 4), distributor, pole, chip, 150, origin="US", unblemished=True),
                ),
            ),
            Decoy(
                "Buys chips for its sorting lines and sells apples to Russia: other goods.",
                (grower, grocer),
                (
                    world.ship(date(2024, 9, 2), maker, grower, micro, 900, unblemished=True),
                    world.ship(date(2024, 9, 20), grower, grocer, apples, 900, unblemished=True),
                ),
            ),
            Decoy(
                "Sells from old stock: more than a year lies between its purchase and the sale.",
                (slow,),
                (
                    world.ship(date(2023, 3, 1), maker, slow, micro, 4000, unblemished=True),
                    world.ship(date(2024, 7, 15), slow, buyer, micro, 3900, origin="US", unblemished=True),
                ),
            ),
            Decoy(
                "Returns two chips of five hundred to a customer after repair; the quantities have nothing to do with each other.",
                (repairer,),
                (
                    world.ship(date(2024, 10, 7), maker, repairer, chip, 500, unblemished=True),
                    world.ship(date(2024, 10, 28), repairer, grocer, chip, 2, origin="US", unblemished=True),
                ),
            ),
        ),
    )
