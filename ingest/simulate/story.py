"""Puts a world together, writes it with every layout, and tells its story: README.md, and truth.json for tests."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from ingest.simulate import ordinary, schemes, writers
from ingest.simulate.background import background
from ingest.simulate.table import Written, put
from ingest.simulate.world import Firm, World

DEMO_SEED = "thirdport demonstration 1"
"""Seed of the demonstration: with it the files are the same, byte for byte, everywhere."""


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def make_world(seed: str = DEMO_SEED) -> World:
    """The world of this seed: ordinary firms and their trade, then every scheme with its look-alikes."""
    world = World(seed, ordinary.read_goods())
    ordinary.populate(world)
    ordinary.trade(world)
    for module in _modules(schemes):
        world.schemes.append(module.plant(world, world.rng(module.__name__)))
    background(world)
    return world


@dataclass(frozen=True)
class Files:
    """What was written: the files that `thirdport ingest` reads, each with the day it was published."""

    folder: Path
    written: tuple[Written, ...]


def write_world(world: World, folder: Path) -> Files:
    """Write every file of the world into `folder`. Can be interrupted and run again; same seed, same bytes."""
    written = tuple(one for module in _modules(writers) for one in module.write(world, folder))
    places = _places(folder, written)
    truth = _truth(world, places)
    put(folder / "truth.json", json.dumps(truth, ensure_ascii=False, indent=1) + "\n")
    put(folder / "README.md", _readme(world, folder, written, places))
    return Files(folder, written)


Places = dict[str, list[dict[str, str]]]
"""Where each record stands: file and locator."""


def _places(folder: Path, written: Iterable[Written]) -> Places:
    places: Places = {}
    for one in written:
        for reference, locators in one.places.items():
            for locator in locators:
                places.setdefault(reference, []).append({"file": str(one.path.relative_to(folder)), "locator": locator})
    return places


def _truth(world: World, places: Places) -> dict[str, Any]:
    """What is planted and what is innocent, for a program."""

    def parties(firms: Iterable[Firm]) -> list[dict[str, str]]:
        return [{"name": firm.name, "country": firm.country} for firm in firms]

    def records(references: Iterable[str]) -> list[dict[str, Any]]:
        return [{"id": reference, "at": places.get(reference, [])} for reference in references]

    return {
        "seed": world.seed,
        "schemes": [
            {
                "query": scheme.query,
                "story": scheme.story,
                "parties": parties(scheme.parties),
                "records": records(scheme.records),
                "may_also_show": list(scheme.also),
                "decoys": [
                    {"why_innocent": decoy.why, "parties": parties(decoy.parties), "records": records(decoy.records)}
                    for decoy in scheme.decoys
                ],
            }
            for scheme in world.schemes
        ],
    }


_BEGINNING = """\
# A small invented world

Everything in these files is made up: firms, people, licences, lists and shipments. They are written in the layouts that
real files have, so the ordinary commands of Thirdport read them. Open them: they are plain text.

{firms} firms in {countries} countries, {shipments:,} shipments from {first} to {last}. Most of it is ordinary trade,
with its seasons, typos and empty cells. Among it stand eight schemes, each beside look-alikes that are innocent and
must not be reported by that query (another one may rightly show a neighbour). `truth.json` says the same as this page
to a program, with file and row of every record.

To read the files yourself, give each its day of publication, for example:

    thirdport init my-workspace
    thirdport ingest -w my-workspace --published {published} {file}

## Files

| file | published | what it is |
|---|---|---|
"""


def _readme(world: World, folder: Path, written: Iterable[Written], places: Places) -> str:
    files = sorted(written, key=lambda one: str(one.path))
    days = sorted(shipment.day for shipment in world.shipments)
    text = _BEGINNING.format(
        firms=len(world.firms),
        countries=len({firm.country for firm in world.firms}),
        shipments=len(world.shipments),
        first=days[0],
        last=days[-1],
        published=files[0].published,
        file=files[0].path.relative_to(folder),
    )
    for one in files:
        text += f"| `{one.path.relative_to(folder)}` | {one.published} | {one.what} |\n"
    text += "\n## The eight schemes\n"
    for scheme in world.schemes:
        text += f"\n### {scheme.query.replace('_', ' ')}\n\n{scheme.story}\n"
        if scheme.records:
            text += "\nLook at:\n\n"
            for reference in scheme.records:
                at = [f"`{place['file']}` {place['locator'].replace('=', ' ')}" for place in places.get(reference, ())]
                text += f"- {reference}: {', '.join(at)}\n"
        text += f"\nFind it: `thirdport query run {scheme.query}`\n"
        text += "\nInnocent, beside it:\n\n"
        for decoy in scheme.decoys:
            names = ", ".join(firm.name for firm in decoy.parties[:3])
            more = f" and {len(decoy.parties) - 3} more" if len(decoy.parties) > 3 else ""
            records = f" ({', '.join(decoy.records)})" if decoy.records else ""
            text += f"- {names}{more}: {decoy.why}{records}\n"
    return text
