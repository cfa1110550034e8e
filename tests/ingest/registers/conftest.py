"""Reads a small file that a test writes, and gives what was said of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.workspace import Workspace
from ingest.intake import Wish, ingest
from ingest.records import Report, connect


@dataclass
class Said:
    """What one document says: `things[label][subject][property]` = values, `links[type]` = (start, end, properties)."""

    report: Report
    source: str
    things: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=dict)
    issues: list[dict[str, str]] = field(default_factory=list)
    clocks: dict[str, tuple[str, str]] = field(default_factory=dict)

    def one(self, label: str) -> dict[str, list[str]]:
        """The properties of the only thing of this label."""
        (found,) = self.things[label].values()
        return found

    def values(self, label: str, prop: str) -> list[str]:
        """Every value of a property, sorted."""
        return sorted(value for thing in self.things.get(label, {}).values() for value in thing.get(prop, []))

    def name_of(self, subject: str) -> str:
        """The name of a party, or else the subject."""
        return self.things.get("Party", {}).get(subject, {}).get("name", [subject])[0]

    def links(self, type_: str) -> list[tuple[str, str, str]]:
        """Relationships of this type as (start, end, role), parties by name."""
        return sorted(
            (self.name_of(link["start"][0]), self.name_of(link["end"][0]), link.get("role", [""])[0])
            for link in self.things.get(type_, {}).values()
        )


@pytest.fixture
def read(workspace: Workspace, tmp_path: Path) -> Callable[..., Said]:
    """Write `text` to a file of this name, take it in, and give what it says. A path is taken in as it is."""

    def reading(name: str, text: str = "", path: Path | None = None, wish: Wish | None = None) -> Said:
        file = path or tmp_path / name
        if path is None:
            file.write_text(text, encoding="utf-8")
        (taken,) = ingest(workspace, [file], wish)
        assert taken.report is not None
        assert taken.outcome in ("read", "unchanged"), taken.problem
        rows = taken.report.rows
        assert rows["in"] == rows["kept"] + rows["reported"] + rows["headers"]
        said = Said(taken.report, taken.report.source)
        db = connect(workspace)
        things: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for label, subject, prop, value, begins, ends in db.execute(
            "SELECT label, subject, property, value, valid_from, valid_to FROM statements WHERE document = ?",
            [taken.report.document],
        ).fetchall():
            if value not in things[label][subject][prop]:
                things[label][subject][prop].append(value)
            said.clocks[subject] = (str(begins or ""), str(ends or ""))
        said.things = {label: {s: dict(p) for s, p in found.items()} for label, found in things.items()}
        found = db.execute("SELECT * FROM issues WHERE document = ?", [taken.report.document]).fetchall()
        names = [column[0] for column in db.description]
        said.issues = [dict(zip(names, row, strict=True)) for row in found]
        return said

    return reading
