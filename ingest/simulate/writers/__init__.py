"""File layouts, one file each: `write(world, folder) -> Iterator[Written]` says what was written where."""
