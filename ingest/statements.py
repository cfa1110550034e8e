"""The unit of the record: one document, at one place, says one thing of one subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, property and value, with the words it was read from and the two clocks.

    A subject is a record-level thing: a party as one document names it, an event, or a relationship.
    A relationship is a subject too: its label is the relationship type and its properties `start` and `end`
    hold the ids of other subjects; its other properties are stated in the same way.
    """

    subject: str
    """Id of the subject, the same in every revision of its list: `<source>:<key>`."""
    label: str
    """Node label or relationship type of the schema."""
    property: str
    """A property of that label, or `start`/`end` of a relationship."""
    value: str
    """Normalised: ISO dates, plain decimals, ISO country codes; text as it is."""
    original: str
    """As it stands in the file."""
    locator: str
    valid_from: date | None = None
    valid_to: date | None = None
    known_from: date | None = None
    """Only where the row itself says when it was published; else its document's day counts."""
    inferred: bool = False
    rule: str = ""
    confidence: float = 1.0


SCHEMA = pa.schema(
    [
        ("document", pa.string()), ("source", pa.string()), ("subject", pa.string()), ("label", pa.string()),
        ("property", pa.string()), ("value", pa.string()), ("original", pa.string()), ("locator", pa.string()),
        ("valid_from", pa.date32()), ("valid_to", pa.date32()), ("known_from", pa.date32()),
        ("inferred", pa.bool_()), ("rule", pa.string()), ("confidence", pa.float64()), ("tlp", pa.string()),
    ]
)  # fmt: skip
"""Columns of `records/<document>.parquet`: a statement and the document that makes it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a document that could not be read, or that nobody has seen before: kept, counted, shown."""

    locator: str
    column: str
    value: str
    """As it stands in the file, shortened to 200 characters."""
    problem: str
    """What is wrong, and what was expected."""
    kept: str
    """What was kept all the same: "the row without this value", "nothing of the row"."""
    next_step: str = ""
    severity: str = "warning"
    """`error` if the row was not kept, `warning` if it was, `note` for a category never seen before."""


ISSUE_SCHEMA = pa.schema(
    [("document", pa.string()), ("source", pa.string())]
    + [(name, pa.string()) for name in ("locator", "column", "value", "problem", "kept", "next_step", "severity")]
)
"""Columns of `records/<document>.issues.parquet`."""
