"""Runs the benchmarks named, or all: `python -m benchmarks [NAME…]`. A module of this folder with `run()` is one."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Print the table of each benchmark."""
    found = sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]) if not m.name.startswith("_"))
    unknown = sorted(set(names) - set(found))
    if unknown:
        raise SystemExit(f"No benchmark {', '.join(unknown)}; there are: {', '.join(found)}")
    for name in names or found:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').strip().splitlines()[0]}\n", flush=True)
        module.run()


if __name__ == "__main__":
    main(sys.argv[1:])
