"""Invented worlds: firms, trade, lists and registers from a seed, with planted schemes and their innocent look-alikes.

`make_world` draws the world and plants every scheme of `schemes/`; `write_world` writes it with every layout of
`writers/`. The same seed gives the same bytes. Adding a scheme or a layout is adding one file there.
"""

from ingest.simulate.story import DEMO_SEED, make_world, write_world

__all__ = ["DEMO_SEED", "make_world", "write_world"]
