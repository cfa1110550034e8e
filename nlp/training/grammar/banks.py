"""Word banks: lists in TOML, and which of their entries are kept for held-out data.

A bank is written as words with blanks between them; `_` stands for a blank inside an entry, and `Latin=original`
gives an entry's original script. An entry belongs to the held part if `crc32(entry) % 6 == 0`.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

BANKS = Path(__file__).parent.parent / "banks"


@cache
def is_held(entry: str) -> bool:
    """Whether an entry of a bank is kept for held-out data."""
    return crc32(entry.encode()) % 6 == 0


@dataclass(frozen=True, slots=True)
class Bank:
    """Entries in two parts that never meet: those a training line may hold, and those kept for held-out data."""

    train: tuple[str, ...]
    held: tuple[str, ...]
    scripts: dict[str, str] = field(default_factory=dict)
    """Original script by entry, where the bank gives one."""

    def pick(self, rng: random.Random, held: bool) -> str:
        """One entry of the asked part; of the other one only where that part has nothing at all."""
        part = self.held if held else self.train
        part = part or self.train or self.held
        return part[int(rng.random() * len(part))]

    @property
    def entries(self) -> tuple[str, ...]:
        """All entries of both parts."""
        return self.train + self.held


def bank(text: str | Iterable[str], *, shared: bool = False) -> Bank:
    """A bank from words with blanks between them, or from whole entries; a shared one has its entries in both parts.

    An entry of several words one of which is itself kept for held-out data is left out of the training part.
    """
    scripts: dict[str, str] = {}
    entries: dict[str, None] = {}
    for raw in [word.replace("_", " ") for word in text.split()] if isinstance(text, str) else text:
        entry, _, script = raw.partition("=")
        entries[entry] = None
        if script:
            scripts[entry] = script
    if shared:
        return Bank(tuple(entries), tuple(entries), scripts)
    train = tuple(e for e in entries if not is_held(e) and not any(is_held(word) for word in e.split()))
    return Bank(train, tuple(e for e in entries if is_held(e)), scripts)


@cache
def tables(folder: str) -> dict[str, dict[str, Any]]:
    """The tables of all files in `banks/<folder>`, by name; the files only group them."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((BANKS / folder).glob("*.toml")):
        with path.open("rb") as file:
            found.update(tomllib.load(file))
    return found


def chance(rng: random.Random, share: float) -> bool:
    """True in this share of calls."""
    return rng.random() < share
