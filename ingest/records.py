"""Writing what a document says as files that never change, and reading them all through an in-memory DuckDB.

`records/<sha>.parquet` (statements), `<sha>.issues.parquet`, for trade also `<sha>.trade.parquet`, and last
`<sha>.json`, the report: its presence means that the document was read whole. Small ones are packed: `ingest.packs`.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from graph import duck
from graph.evidence import Catalogue, DocumentEntry
from graph.workspace import Workspace
from ingest import packs
from ingest.statements import ISSUE_SCHEMA, SCHEMA, Issue, Statement
from ingest.tables import literals
from ingest.trade.table import TRADE_SCHEMA

if TYPE_CHECKING:
    import duckdb

BATCH = 50_000
"""Statements held before they are written."""


@dataclass
class Report:
    """What reading one document came to."""

    document: str
    source: str
    reader_version: str
    rows: dict[str, int] = field(default_factory=lambda: {"in": 0, "kept": 0, "reported": 0, "headers": 0})
    statements: int = 0
    issues: int = 0
    trade_rows: int = 0
    unread: list[str] = field(default_factory=list)
    """Columns nobody read, named aloud."""
    series: str | None = None
    """Which list this is a revision of, if its source publishes full lists."""
    seconds: float = 0.0
    mapping: dict[str, Any] | None = None
    problem: str = ""
    """Why the document could not be read, if it could not."""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `write` wrote; keys of a newer version are left alone."""
        names = {f.name for f in fields(cls)}
        return cls(**{key: value for key, value in json.loads(text).items() if key in names})


class Writer:
    """Writes the records of one document aside; `finish` puts them in place, the report last."""

    def __init__(self, workspace: Workspace, entry: DocumentEntry) -> None:
        self._entry = entry
        self._base = workspace.records / entry.document
        (workspace.records / packs.FOLDER).mkdir(parents=True, exist_ok=True)
        self.aside("trade.parquet").unlink(missing_ok=True)  # a killed run may have left one
        self._statements = pq.ParquetWriter(self.aside("parquet"), SCHEMA, compression="zstd")
        self._held: list[Statement] = []
        self.count = 0

    def aside(self, ending: str) -> Path:
        """Where a file is written before it is put in place."""
        return self._base.with_name(f"{self._entry.document}.{ending}.aside")

    def place(self, ending: str) -> Path:
        """Where a file of this document belongs."""
        return self._base.with_name(f"{self._entry.document}.{ending}")

    def add(self, statement: Statement) -> None:
        """Add one statement."""
        self._held.append(statement)
        self.count += 1
        if len(self._held) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        names = [f.name for f in fields(Statement)]
        columns: dict[str, list[Any]] = {name: [getattr(s, name) for s in self._held] for name in names}
        size = len(self._held)
        columns |= {"document": [self._entry.document] * size, "source": [self._entry.source] * size,
                    "tlp": [str(self._entry.tlp)] * size}  # fmt: skip
        self._statements.write_table(pa.table({name: columns[name] for name in SCHEMA.names}, schema=SCHEMA))
        self._held = []

    def finish(self, report: Report, issues: Iterable[Issue]) -> None:
        """Put everything in place. A kill before the last step leaves the document unread, never half read."""
        if self._held:
            self._flush()
        self._statements.close()
        said = list(issues)
        report.statements, report.issues = self.count, len(said)
        columns: dict[str, list[Any]] = {f.name: [getattr(i, f.name) for i in said] for f in fields(Issue)}
        columns |= {"document": [self._entry.document] * len(said), "source": [self._entry.source] * len(said)}
        table = pa.table({name: columns[name] for name in ISSUE_SCHEMA.names}, schema=ISSUE_SCHEMA)
        pq.write_table(table, self.aside("issues.parquet"), compression="zstd")
        self.aside("json").write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), encoding="utf-8")
        with packs.placing(self._base.parent):
            self.place("json").unlink(missing_ok=True)
            if not self.aside("trade.parquet").exists():
                self.place("trade.parquet").unlink(missing_ok=True)
            for ending in ("parquet", "issues.parquet", "trade.parquet", "json"):
                if self.aside(ending).exists():
                    self.aside(ending).rename(self.place(ending))

    def abandon(self) -> None:
        """Take away what was written aside."""
        self._statements.close()
        for ending in ("parquet", "issues.parquet", "trade.parquet", "json"):
            self.aside(ending).unlink(missing_ok=True)


def report_of(workspace: Workspace, document: str) -> Report | None:
    """The report of a document that was read whole, if it was."""
    text = packs.report(workspace.records, document)
    return None if text is None else Report.from_json(text)


def finished(workspace: Workspace) -> Iterator[tuple[DocumentEntry, Report]]:
    """Every document that was read whole, with its report, by hash."""
    done = packs.reading(workspace.records)
    try:
        for entry, report, _ in _finished(workspace, packs.Held.look(workspace.records)):
            yield entry, report
    finally:
        done()


_Done = tuple[DocumentEntry, Report, packs.Pack | None]
"""A document that was read whole, with its report and the pack it lies in, if it lies in one."""


def _finished(workspace: Workspace, held: packs.Held) -> Iterator[_Done]:
    for entry in Catalogue(workspace.evidence):
        found = held.reading(entry.document)
        if found is not None:
            yield entry, Report.from_json(found[0]), found[1]


_DOCUMENTS = pa.schema(
    [
        ("document", pa.string()), ("source", pa.string()), ("file_name", pa.string()), ("published", pa.date32()),
        ("received", pa.date32()), ("known_from", pa.date32()), ("tlp", pa.string()), ("series", pa.string()),
        ("language", pa.string()), ("container", pa.string()), ("size", pa.int64()), ("reader_version", pa.string()),
    ]
)  # fmt: skip


def connect(workspace: Workspace) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB with views `documents`, `statements`, `issues` and `trade` over finished documents only.

    `trade` has the columns of `ingest.trade.table.TRADE_SCHEMA` and `document`, `source`, `tlp`.
    Every call sees what is finished then.
    """
    database = duck.connect()
    weakref.finalize(database, packs.reading(workspace.records))
    held = packs.Held.look(workspace.records)
    done = list(_finished(workspace, held))
    columns: dict[str, list[Any]] = {
        name: [getattr(r if name in ("series", "reader_version") else e, name) for e, r, _ in done]
        for name in _DOCUMENTS.names
    }
    columns["tlp"] = [str(mark) for mark in columns["tlp"]]
    database.register("_documents", pa.table(columns, schema=_DOCUMENTS))
    database.execute("CREATE TABLE documents AS SELECT * FROM _documents")
    database.unregister("_documents")
    for name, ending, schema in (("statements", "parquet", SCHEMA), ("issues", "issues.parquet", ISSUE_SCHEMA)):
        _view(database, name, _rows(database, held, done, name, ending), schema)
    traded = [held.path(e.document, "trade.parquet") for e, _, there in done
              if there is None and held.has(e.document, "trade.parquet")]  # fmt: skip
    if traded:
        database.execute(
            "CREATE VIEW trade AS SELECT d.document, d.source, d.tlp, t.* EXCLUDE (filename) "  # noqa: S608  (our paths)
            f"FROM read_parquet([{literals(map(str, traded))}], union_by_name=true, filename=true) t "
            "JOIN documents d ON d.document = regexp_extract(t.filename, '([0-9a-f]{64})\\.trade', 1)"
        )
    else:
        schema = pa.schema([("document", pa.string()), ("source", pa.string()), ("tlp", pa.string()), *TRADE_SCHEMA])
        _view(database, "trade", "", schema)
    return database


def _rows(db: duckdb.DuckDBPyConnection, held: packs.Held, done: Iterable[_Done], name: str, ending: str) -> str:
    """SQL for the statements or issues of finished documents, wherever they lie."""
    own: list[Path] = []
    shown: dict[packs.Pack, set[str]] = {}
    filled: set[packs.Pack] = set()
    for entry, report, there in done:
        rows = report.statements if name == "statements" else report.issues
        if there is not None:
            shown.setdefault(there, set()).add(entry.document)
            filled |= {there} if rows else set()
        elif rows:
            own.append(held.path(entry.document, ending))
    parts = [(one.table(name), sorted(one.documents.keys() - shown[one])) for one in held.packs if one in filled]
    return packs.select(own, parts, db)


def _view(database: duckdb.DuckDBPyConnection, name: str, rows: str, schema: pa.Schema) -> None:
    if rows:
        database.execute(f"CREATE VIEW {name} AS {rows}")
        return
    database.register("_empty", schema.empty_table())
    database.execute(f"CREATE TABLE {name} AS SELECT * FROM _empty")  # noqa: S608  (our names)
    database.unregister("_empty")


def as_row(entry: DocumentEntry, report: Report) -> Mapping[str, Any]:
    """One document as commands print it."""
    return {
        "document": entry.document, "file_name": entry.file_name, "source": entry.source or None, "why": entry.why,
        "published": entry.published, "received": entry.received, "known_from": entry.known_from,
        "rows": report.rows, "statements": report.statements, "trade_rows": report.trade_rows, "issues": report.issues,
        "unread": report.unread, "series": report.series, "problem": report.problem, "container": entry.container,
    }  # fmt: skip
