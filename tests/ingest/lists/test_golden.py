"""Each list source reads a small file of its layout into exactly the statements and issues committed beside it.

To accept a change on purpose: REWRITE_GOLDEN=1 pytest tests/ingest/lists, then read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import duckdb
import pytest

from graph.quotes import Quotes
from graph.workspace import Workspace, create
from ingest.intake import Wish, ingest
from ingest.records import connect

GOLDEN = Path(__file__).parent / "golden"
SOURCES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


def as_lines(database: duckdb.DuckDBPyConnection) -> str:
    said = database.execute(
        "SELECT label, subject, property, value, valid_from, valid_to, locator FROM statements ORDER BY ALL"
    ).fetchall()
    issues = database.execute('SELECT severity, locator, "column", value, problem FROM issues ORDER BY ALL').fetchall()
    lines = ["\t".join("" if v is None else str(v) for v in row) for row in dict.fromkeys(said)]
    return "\n".join([*lines, *("issue\t" + "\t".join(map(str, row)) for row in issues)]) + "\n"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return create(tmp_path / "w")


@pytest.mark.parametrize("source", SOURCES)
def test_a_list_says_exactly_what_is_committed_beside_it(source: str, place: Workspace) -> None:
    given = next(path for path in (GOLDEN / source).iterdir() if path.name != "expected.tsv")
    (taken,) = ingest(place, [given], Wish(received=date(2031, 12, 1)))
    assert taken.entry is not None
    assert taken.report is not None
    assert (taken.outcome, taken.entry.source, taken.problem) == ("read", source, "")
    rows = taken.report.rows
    assert rows["in"] == rows["kept"] + rows["reported"] + rows["headers"]
    got, kept = as_lines(connect(place)), GOLDEN / source / "expected.tsv"
    if os.environ.get("REWRITE_GOLDEN"):
        kept.write_text(got, encoding="utf-8")
    assert got == kept.read_text(encoding="utf-8")
    assert_quotes_hold(place)


def assert_quotes_hold(place: Workspace) -> None:
    """Every cell a statement rests on is found verbatim where the statement says; a joined one has its words there."""
    quotes = Quotes(place)
    cells = connect(place).execute("SELECT DISTINCT document, locator, original FROM statements WHERE original <> ''")
    for document, locator, original in cells.fetchall():
        words = quotes.at(f"{document}#{locator}").words
        if locator.split(";")[-1].startswith(("col=", "chars=")):
            assert words == original
        else:
            assert all(word.strip(",") in words for word in original.split())
