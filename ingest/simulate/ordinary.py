"""The ordinary world: a few hundred firms in nineteen countries and the lanes, seasons and licences of their trade."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ingest.simulate.world import FIRST_DAY, LAST_DAY, Firm, Goods, LicenceRow, Office, Stake, World, days_after

HERE = Path(__file__).parent
SECTORS = ("electronics", "machinery", "consumer", "trade", "logistics")
RESTRICTED = ("RU", "BY", "IR")
"""Destinations that schemes are about; ordinary trade with them is in consumer goods only."""
_ACTIVITIES = {
    "electronics": "manufacture of electronic components",
    "machinery": "manufacture of general-purpose machinery",
    "consumer": "wholesale of household goods and food",
    "trade": "non-specialised wholesale trade",
    "logistics": "freight forwarding",
}


def read_goods() -> tuple[Goods, ...]:
    """What is traded, from goods.toml."""
    raw = tomllib.loads((HERE / "goods.toml").read_text(encoding="utf-8"))["goods"]
    return tuple(Goods(**{**entry, "months": tuple(entry.get("months", ()))}) for entry in raw)


@cache
def read_countries() -> dict[str, dict[str, Any]]:
    """How firms of each country are called and where they sit, from countries.toml."""
    return tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))


def with_country(firm: Firm) -> str:
    """The firm's address as papers of trade write it: the country at the end."""
    return f"{firm.address}, {read_countries()[firm.country]['name']}"


def digits(rng: Random, pattern: str) -> str:
    """The pattern with a digit drawn for each `#`."""
    return re.sub("#", lambda _: str(rng.randrange(10)), pattern)


def host(name: str) -> str:
    """An e-mail host for a firm: its name in plain letters under the reserved `.example`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:7]) + ".example"


def draw_firm(rng: Random, country: str, name: str, sector: str, native: str = "", **known: Any) -> Firm:
    """A firm of this name with an address, phone and register entry drawn for its country."""
    about = read_countries()[country]
    person = f"{rng.choice(about['given'])} {rng.choice(about['family'])}"
    drawn: dict[str, Any] = {
        "street": digits(rng, f"{rng.choice(about['streets'])} {rng.randrange(2, 190)}"),
        "city": digits(rng, rng.choice(about["cities"])),
        "phone": digits(rng, about["phone"]),
        "email": f"office@{host(name)}",
        "registration_no": f"{country}{rng.randrange(10**6, 10**7)}",
        "registered_on": days_after(date(2004, 1, 1), rng.randrange(6200)),
        "activity": _ACTIVITIES[sector],
        "officers": (person,),
    }
    return Firm(name=name, country=country, native=native, **{**drawn, **known})


def populate(world: World) -> None:
    """Put the ordinary firms into the world, with their officers and some ordinary groups of companies."""
    rng = world.rng("firms")
    for country, about in read_countries().items():
        for place, root in enumerate(about["roots"]):
            for number, sector in enumerate(SECTORS):
                if rng.random() > 0.55:
                    continue
                name = f"{root} {rng.choice(about[sector])} {rng.choice(about['forms'])}"
                native = (
                    f"{about['natives'][place]} {about['native_form']}" if number == 0 and "natives" in about else ""
                )
                firm = draw_firm(rng, country, name, sector, native)
                world.add(firm)
                world.offices.append(Office(firm.officers[0], firm, "director", firm.registered_on))
    ordinary = list(world.firms)
    for _ in range(40):
        parent, child = rng.sample(ordinary, 2)
        share = rng.choice((20.0, 25.0, 49.0, 51.0, 75.0, 100.0))
        world.stakes.append(Stake(parent, child, share, share, days_after(FIRST_DAY, rng.randrange(300))))


def trade(world: World) -> None:
    """Ordinary trade: lanes between firms, each with its goods, its rhythm and its season."""
    rng = world.rng("trade")
    forwarders = [firm for firm in world.firms if firm.activity == _ACTIVITIES["logistics"]]
    by_sector = {
        sector: [firm for firm in world.firms if firm.activity == _ACTIVITIES[sector]]
        for sector in ("electronics", "machinery", "consumer", "trade")
    }
    bought: set[tuple[Firm, str]] = set()
    for lane in range(210):
        goods = rng.choice(world.goods)
        exporter = rng.choice(by_sector[goods.kind])
        consignee = rng.choice(by_sector["trade"] + by_sector[goods.kind])
        restricted = {exporter.country, consignee.country} & set(RESTRICTED)
        if consignee.country == exporter.country or (restricted and goods.kind != "consumer"):
            continue
        if restricted and (exporter, goods.hs_code) in bought:
            continue
        bought.add((consignee, goods.hs_code))
        forwarder = rng.choice(forwarders) if rng.random() < 0.5 else None
        layout = "bill_of_lading" if consignee.country == "US" or lane % 6 == 0 else "declaration"
        licensed = bool(goods.control_code) and layout == "declaration" and rng.random() < 0.8
        licence_id = f"EXA-{1000 + lane}" if licensed else ""
        moved = _lane(world, rng, exporter, consignee, goods, forwarder=forwarder, layout=layout, licence_id=licence_id,
                      unblemished=licensed)  # fmt: skip
        if licensed:
            _license(world, rng, licence_id, exporter, consignee, goods, moved)


def _lane(world: World, rng: Random, exporter: Firm, consignee: Firm, goods: Goods, **more: object) -> float:
    """Ship along one lane from the first day to the last; gives the quantity moved."""
    moved = 0.0
    usual = max(1.0, round(rng.uniform(15_000, 90_000) / goods.price))
    day = days_after(FIRST_DAY, rng.randrange(40))
    pace = rng.randrange(18, 75)
    while day < LAST_DAY:
        busy = not goods.months or day.month in goods.months
        if busy or rng.random() < 0.25:
            quantity = max(1.0, round(usual * rng.uniform(0.7, 1.3) * (1.0 if busy else 0.4)))
            moved += quantity
            world.ship(day, exporter, consignee, goods, quantity, **more)
        day = days_after(day, max(3, round(rng.gauss(pace if busy or not goods.months else pace / 2, pace / 6))))
    return moved


def _license(
    world: World, rng: Random, licence_id: str, exporter: Firm, consignee: Firm, goods: Goods, moved: float
) -> None:
    """The licence under which a lane ships; it authorises somewhat more than what moves."""
    world.licences.append(
        LicenceRow(
            licence_id,
            "granted",
            exporter,
            consignee,
            goods,
            float(round(moved * rng.uniform(1.1, 1.6)) + 5),
            days_after(FIRST_DAY, -rng.randrange(40, 120)),
            days_after(FIRST_DAY, -20),
            days_after(FIRST_DAY, -10),
            date(2025, 12, 31),
            end_user=consignee,
            end_use=f"resale to makers of {rng.choice(('lifts', 'printing presses', 'food packaging lines', 'lamps'))}",
        )
    )
