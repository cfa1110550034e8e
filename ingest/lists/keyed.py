"""JSON objects whose keys are the names of what is listed, and how US regulations name territories."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.cells import ListLine
from ingest.opening import Opened
from ingest.saying import country_code


def keyed(doc: Opened, key: str) -> Iterator[tuple[str, ListLine]]:
    """Members of the object under a top-level key: the name, and a line that stands for the value."""
    doc.used.add(key)
    members = doc.json.get(key) or {}
    for number, (name, value) in enumerate(members.items(), start=1):
        place = doc.at("", field=f"/{key}/" + name.replace("~", "~0").replace("/", "~1"))
        doc.unit(place)
        yield name, ListLine(doc, value, number, place)


@cache
def _written() -> dict[str, str]:
    said = tomllib.loads(Path(__file__).with_name("us_territories.toml").read_text(encoding="utf-8"))
    return dict(said["written"])


def us_territory(name: str) -> str:
    """Country code of a territory as US export regulations write it; empty if none can be told."""
    return _written().get(name.strip(), "") or country_code(name)
