"""Licences as groups without names: what, how often, for how much, to where, why refused. Statistics, not in the graph.

The compiler publishes several small tables that share the number of a group; its column names differ by edition. The
table of ratings is the control list itself, in the compiler's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from ingest import figures
from ingest.cells import Cell, Row
from ingest.head import Head
from ingest.opening import Opened
from ingest.saying import Saying, Thing, country_code, short_hash
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures,)

GROUPS = ("licence_group", "licence_cohort_id", "bundle_id", "licence_id")
"""Columns that number a group, by edition."""
MEASURES = {
    "values": ("licences by rating, country and value", ("rating", "value")),
    "refusals": ("criteria of refusal", ("criteria", "criterion")),
    "destinations": ("destinations of goods built into other equipment", ("destination", "destinations")),
    "sources": ("countries from which goods pass in transit", ("source", "source_country")),
    "items": ("items licensed or refused", ("item", "items")),
    "footnotes": ("footnotes to licences", ("text", "footnote")),
}
"""What a table counts, and the columns that tell which it is: the first that fits."""
COUNTRIES = ("country", "destination", "source", "destinations", "source_country", "region")
NOTES = ("text", "description", "item", "items", "footnote", "military", "incorporation", "known_revoked", "type")
KNOWN = {
    *GROUPS, *COUNTRIES, *NOTES, "date", "period", "year", "rating", "count", "value", "refused", "revoked", "criteria",
    "criterion", "outcome", "goods_type", "licence_type", "total",
}  # fmt: skip
RATINGS = ("rating", "military", "short_description", "full_description")
FLAGS = ("refused", "revoked")


def recognise(head: Head) -> tuple[float, str]:
    """A table of groups: its first column numbers them and its other columns are ones this compiler uses."""
    columns = [column.casefold() for column in head.columns]
    if columns == list(RATINGS):
        return 0.9, f"has the columns {', '.join(RATINGS)}"
    if not columns or columns[0] not in GROUPS or len(columns) < 2:
        return 0.0, ""
    strange = [column for column in columns if column not in KNOWN]
    if strange or _measure(columns) is None:
        return 0.2, f"begins with {columns[0]} but has columns of its own: {', '.join(strange)}"
    return 0.85, f"numbers groups by {columns[0]} and has only columns of the UK aggregates"


def _measure(columns: Sequence[str]) -> str | None:
    for measure, telling in MEASURES.values():
        if set(telling) & set(columns):
            return measure
    return None


_DUAL_USE = re.compile(r"\d[A-E]\d{3}.*")


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A group may have several rows in a table; each is a statistic of its own."""
    say = Saying(doc)
    columns: dict[str, str] = {}
    for row in doc.rows():
        columns = columns or {column.casefold(): column for column in doc.columns}
        if "short_description" in columns:
            _rating(say, row)
        else:
            _statistic(say, row, columns)
        yield from say.said()


def _rating(say: Saying, row: Row) -> None:
    if not row["rating"]:
        say.doc.refuse(row, "the row names no rating")
        return
    code = say.control_code(row["rating"].clean, row["rating"])
    military = row["military"].clean
    whole, short = row["full_description"], row["short_description"]
    code.put("regime", row["military"], {"1": "uk_military", "0": "uk_dual_use"}.get(military, military))
    if not _DUAL_USE.fullmatch(row["rating"].clean):  # of these it gives the category's name, not the entry's wording
        code.put("text", whole or short)
        if short.clean not in whole.clean:
            code.put("text", short)


def _statistic(say: Saying, row: Row, columns: Mapping[str, str]) -> None:
    """`columns`: as the file writes them, by lower case."""
    cells = {column: row[written] for column, written in columns.items()}
    group = next(iter(cells.values()))
    if not group:
        say.doc.refuse(row, f"the row says no {next(iter(columns))}")
        return
    measure = _measure(tuple(columns)) or ""
    figure = say.thing("Statistic", f"{group.clean}:{short_hash(measure, *(cell.clean for cell in cells.values()))}")
    figure.put("measure", group, measure)
    figure.put("reference", group)
    why = cells.get("criteria") or cells.get("criterion")
    for column, cell in cells.items():
        if not cell:
            continue
        if column in ("date", "period", "year"):
            figure.put("period", cell)
        elif column == "rating":
            figure.put("code", cell)
        elif column == "count":
            figures.put(figure, "count", cell, figures.amount(say.doc, cell))
        elif column == "value":
            figures.put(figure, "value", cell, figures.amount(say.doc, cell))
            figure.put("currency", cell, "GBP")
        elif column in COUNTRIES:
            _country(say, figure, column, cell)
        elif column == "outcome":
            figure.put("outcome", cell)
        elif cell is why:
            words = cells["description"].clean if "description" in cells else ""
            figure.put("outcome", cell, "refused")
            figure.put("note", cell, f"criterion {cell.clean}: {words}".rstrip(": "))
        elif column in NOTES and not (why and column == "description"):
            figure.put("note", cell, f"{column}: {cell.clean}")
    _outcome(figure, cells)


def _outcome(figure: Thing, cells: Mapping[str, Cell]) -> None:
    """A flag says refused or revoked; a table with flags none of which is raised is about what was granted."""
    flags = [column for column in FLAGS if column in cells]
    raised = [column for column in flags if cells[column].clean.casefold() not in ("", "0", "false", "no", "f")]
    for column in raised:
        figure.put("outcome", cells[column], column)
    if flags and not raised:
        figure.put("outcome", cells[flags[0]], "granted")


def _country(say: Saying, figure: Thing, column: str, cell: Cell) -> None:
    code = country_code(cell.clean)
    if code:
        figure.put("country", cell, code)
    else:
        say.doc.known(cell, ())
        figure.put("note", cell, f"{column}: {cell.clean}")
