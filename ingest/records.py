"""Writing what a document says as files that never change, and reading them all through an in-memory DuckDB.

`records/<sha>.parquet` (statements), `<sha>.issues.parquet`, for trade also `<sha>.trade.parquet`, and last
`<sha>.json`, the report: its presence means that the document was read whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from graph import duck
from graph.evidence import Catalogue, DocumentEntry
from graph.workspace import Workspace
from ingest.statements import ISSUE_SCHEMA, SCHEMA, Issue, Statement
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
        raw = json.loads(text)
        return cls(**{key: value for key, value in raw.items() if key in {f.name for f in fields(cls)}})


class Writer:
    """Writes the records of one document aside; `finish` puts them in place, the report last."""

    def __init__(self, workspace: Workspace, entry: DocumentEntry) -> None:
        self._entry = entry
        self._base = workspace.records / entry.document
        workspace.records.mkdir(parents=True, exist_ok=True)
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
    path = workspace.records / f"{document}.json"
    return Report.from_json(path.read_text(encoding="utf-8")) if path.exists() else None


def finished(workspace: Workspace) -> Iterator[tuple[DocumentEntry, Report]]:
    """Every document that was read whole, with its report, by hash."""
    for entry in Catalogue(workspace.evidence):
        report = report_of(workspace, entry.document)
        if report is not None:
            yield entry, report


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
    done = list(finished(workspace))
    database = duck.connect()
    rows = [{**asdict(e), "tlp": str(e.tlp), "series": r.series, "reader_version": r.reader_version} for e, r in done]
    database.register("_documents", pa.Table.from_pylist(rows, schema=_DOCUMENTS))
    database.execute("CREATE TABLE documents AS SELECT * FROM _documents")
    database.unregister("_documents")
    records = workspace.records
    said = [records / f"{e.document}.parquet" for e, r in done if r.statements]
    blamed = [records / f"{e.document}.issues.parquet" for e, r in done if r.issues]
    traded = [path for e, _ in done if (path := records / f"{e.document}.trade.parquet").exists()]
    _view(database, "statements", said, SCHEMA)
    _view(database, "issues", blamed, ISSUE_SCHEMA)
    if traded:
        database.execute(
            "CREATE VIEW trade AS SELECT d.document, d.source, d.tlp, t.* EXCLUDE (filename) "  # noqa: S608  (our paths)
            f"FROM read_parquet({_list(traded)}, union_by_name=true, filename=true) t "
            "JOIN documents d ON d.document = regexp_extract(t.filename, '([0-9a-f]{64})\\.trade', 1)"
        )
    else:
        schema = pa.schema([("document", pa.string()), ("source", pa.string()), ("tlp", pa.string()), *TRADE_SCHEMA])
        _view(database, "trade", [], schema)
    return database


def _view(database: duckdb.DuckDBPyConnection, name: str, paths: list[Path], schema: pa.Schema) -> None:
    if paths:
        database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_list(paths)})")  # noqa: S608  (our names)
        return
    database.register("_empty", schema.empty_table())
    database.execute(f"CREATE TABLE {name} AS SELECT * FROM _empty")  # noqa: S608  (our names)
    database.unregister("_empty")


def _list(paths: Iterable[Path]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def as_row(entry: DocumentEntry, report: Report) -> Mapping[str, Any]:
    """One document as commands print it."""
    return {
        "document": entry.document, "file_name": entry.file_name, "source": entry.source or None, "why": entry.why,
        "published": entry.published, "received": entry.received, "known_from": entry.known_from,
        "rows": report.rows, "statements": report.statements, "trade_rows": report.trade_rows, "issues": report.issues,
        "unread": report.unread, "series": report.series, "problem": report.problem, "container": entry.container,
    }  # fmt: skip
