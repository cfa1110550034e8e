"""Notices in prose: some as text files of their own, the rest as one collection in JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.simulate.table import Written, put
from ingest.simulate.world import World


def write(world: World, folder: Path) -> Iterator[Written]:
    """A text file for each notice that has a file name, and `notices.jsonl` for the others."""
    place = folder / "notices"
    for notice in (n for n in world.notices if n.file):
        path = place / notice.file
        put(
            path,
            f"{notice.title}\n\nNotice {notice.notice_id} of {notice.day:%B} {notice.day.day}, {notice.day.year}\n\n"
            f"{notice.text}",
        )
        yield Written(path, f"Notice {notice.notice_id}: {notice.title.partition(';')[0]}.", notice.day)
    collected = sorted((n for n in world.notices if not n.file), key=lambda n: (n.day, n.notice_id))
    if not collected:
        return
    lines = [
        json.dumps({"id": n.notice_id, "date": n.day.isoformat(), "title": n.title, "text": n.text}, ensure_ascii=False)
        for n in collected
    ]
    path = place / "notices.jsonl"
    put(path, "\n".join(lines) + "\n")
    places = {n.notice_id: [f"line={number}"] for number, n in enumerate(collected, start=1)}
    yield Written(path, "A collection of notices: penalties, listings, warnings.", collected[-1].day, places)
