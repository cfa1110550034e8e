"""Planted schemes, one file each, named after the saved query that must find it: `plant(world, rng) -> Scheme`."""
