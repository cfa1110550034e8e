"""Each paragraph of the list is one control entry, below the entry or paragraph it stands in; notes are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.cells import Line
from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement

REGIME = "eu_annex_i"
STEP = 4
"""Characters of a path that stand for one level."""
_MARKUP = re.compile(r"<[^>]*>|&emsp;")
_INSIDE = re.compile(r"<br>&emsp;\s*(?P<number>\d{1,2}|[a-z])\.\s+")


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The path of a paragraph leads through its parents: 3A001 → a. → 2. is 3A001.a.2."""
    say = Saying(doc)
    above: dict[str, str] = {}
    seen: set[str] = set()
    arrangements = _arrangements(doc.json)
    for line in doc.lines(""):
        if line["model"].clean != "regulations.paragraph":
            doc.header(line.locator)  # numbers and names of categories, which every code says again
            continue
        path, number = line["/fields/path"].clean, line["/fields/code"]
        parent = above.get(path[:-STEP], "")
        if parent and line["/fields/note_type"].clean.startswith("N.B") and _INSIDE.search(line["/fields/text"].text):
            yield from _inside(say, line, parent, seen)
            continue
        if line["/fields/note_type"].clean != "base" or (len(path) > STEP and not parent):
            doc.header(line.locator)  # notes, and the paragraphs inside them, say how to read an entry
            continue
        code = f"{parent}.{number.clean.rstrip('.')}" if parent else number.clean.rstrip(".")
        above[path] = code
        if code in seen:
            doc.issue(number, f"{code} is there twice", kept="both wordings")
        seen.add(code)
        yield from _entry(say, line, code, parent, arrangements)


def _inside(say: Saying, line: Line, parent: str, seen: set[str]) -> Iterator[Any]:
    """Numbered paragraphs that the file has glued to the note before them."""
    text = line["/fields/text"]
    found = list(_INSIDE.finditer(text.text))
    for one, next_ in zip(found, [*found[1:], None], strict=True):
        wording = text.part(one.end(), next_.start() if next_ else len(text.text))
        code = f"{parent}.{one['number']}"
        seen.add(code)
        thing = say.control_code(code, wording)
        thing.fixed("regime", REGIME, wording)
        thing.put("text", wording, " ".join(_MARKUP.sub(" ", wording.text).split()))
        say.link("PART_OF", thing, say.control_code(parent, wording), wording)
    yield from say.said()


def _entry(say: Saying, line: Line, code: str, parent: str, arrangements: list[tuple[int, int, str]]) -> Iterator[Any]:
    number = line["/fields/code"]
    thing = say.control_code(code, number)
    thing.fixed("regime", REGIME, number)
    wording = line["/fields/text"]
    thing.put("text", wording, " ".join(_MARKUP.sub(" ", wording.clean).split()))
    origin = int(code[2:5]) if code[2:5].isdigit() else -1
    for low, high, name in arrangements:
        if low <= origin <= high:
            thing.fixed("arrangement", name, number)
    if parent:
        say.link("PART_OF", thing, say.control_code(parent, number), number)
    yield from say.said()


def _arrangements(whole: Any) -> list[tuple[int, int, str]]:
    """The list's own key: the last three digits of a code say which arrangement it comes from."""
    fields = [one["fields"] for one in whole if one.get("model") == "regulations.regime"]
    return [(f["number_range_min"], f["number_range_max"], f["name"]) for f in fields]
