"""Measurements of speed and memory, each beside a peer or a floor; `python -m benchmarks` prints the tables."""
