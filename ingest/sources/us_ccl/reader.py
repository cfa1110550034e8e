"""Each entry is one ECCN with its heading, and its paragraphs where the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cells import Line
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

REGIME = "us_ccl"
_PARAGRAPH = re.compile(r"[a-z]{1,2}(\.[a-z0-9]{1,4})*")


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """What a country needs a licence for is the law's business, not the graph's: only wording is kept."""
    say = Saying(doc)
    for entry in doc.lines("/entries"):
        number = entry["eccn"]
        if not number:
            doc.refuse(entry, "the entry has no ECCN")
            continue
        code = say.control_code(number.clean, number)
        code.fixed("regime", REGIME, number)
        code.put("text", entry["heading"])
        _paragraphs(doc, say, entry, number.clean)
        yield from say.said()


def _paragraphs(doc: Opened, say: Saying, entry: Line, eccn: str) -> None:
    """Say the paragraphs of an entry. A note has paragraphs of its own, which begin anew at a: they are not said."""
    numbers = {
        at: str(item.get("paragraph"))
        for at, item in enumerate(entry.data.get("items") or ())
        if item.get("kind") == "item" and _PARAGRAPH.fullmatch(str(item.get("paragraph")))
    }
    kept = max((_run(numbers, start) for start, number in numbers.items() if "." not in number), key=len, default=[])
    for at in kept:
        number, wording = entry[f"/items/{at}/paragraph"], entry[f"/items/{at}/text"]
        if wording.clean == "[Reserved]":
            continue
        above = number.clean.rpartition(".")[0]
        thing = say.control_code(f"{eccn}.{number.clean}", number)
        thing.fixed("regime", REGIME, number)
        thing.put("text", wording)
        say.link("PART_OF", thing, say.control_code(f"{eccn}.{above}" if above else eccn, number), number)
    if len(kept) < len(numbers):
        aside = f"{len(numbers) - len(kept)} paragraphs of {eccn} stand in notes or out of order"
        doc.issue(entry, aside, "the others", severity="note")


def _run(numbers: dict[int, str], start: int) -> list[int]:
    """Places of the paragraphs that follow from the one at `start`, those of notes in between left out."""
    run, seen, aside = [], {""}, ""
    for at, number in numbers.items():
        above = number.rpartition(".")[0]
        if at < start:
            continue
        if number in seen or above not in seen or (aside and (_follows(aside, number) or above == aside)):
            aside = number
            continue
        seen.add(number)
        run.append(at)
        aside = ""
    return run


def _follows(one: str, other: str) -> bool:
    """Does the second stand right after the first: a.2 after a.1, c after b?"""
    (above, _, last), (above_too, _, next_) = one.rpartition("."), other.rpartition(".")
    if above != above_too:
        return False
    if last.isdigit() and next_.isdigit():
        return int(next_) == int(last) + 1
    return len(last) == len(next_) == 1 and ord(next_) == ord(last) + 1
