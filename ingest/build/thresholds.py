"""Thresholds of derived facts, as `derive.toml` states them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _all() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("derive.toml").read_text(encoding="utf-8"))


def thresholds(of: str) -> dict[str, Any]:
    """The table `[of]` of derive.toml."""
    return _all()[of]
