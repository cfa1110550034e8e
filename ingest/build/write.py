"""Writes the draft as a snapshot: sorted tables, then the manifest; equal graphs have equal files and one id."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from graph.schema import Relationship
from graph.snapshot import Manifest, Snapshot, arrow_schema
from graph.workspace import Workspace
from ingest.build.draft import Draft, columns, node_types, relationship_types
from ingest.build.search_tables import search_tables
from ingest.resolve import PARTY_OF
from ingest.tables import quoted

ROWS = 100_000
"""Rows of a row group; fixed, so that the same rows give the same bytes."""

MEMBERS = pa.schema([("subject", pa.string()), ("party", pa.string()), ("known_from", pa.date32()),
                     ("name", pa.string())])  # fmt: skip
"""Columns of `members.parquet`: each mention in the records, the party it was resolved to, and how it is written."""
REDIRECTS = pa.schema([("old", pa.string()), ("new", pa.string())])
"""Columns of `redirects.parquet`: ids that a party had, or could have had, in other builds, and the id it has here."""
JOINED = pa.schema(
    [("step", pa.int32()), ("rule", pa.string()), ("name", pa.string()), ("detail", pa.string()),
     ("subject", pa.string()), ("party", pa.string())]
)  # fmt: skip
"""Columns of `joined.parquet`: why mentions are one party, in the order in which the rules made them one."""


def write(draft: Draft, workspace: Workspace, documents: int) -> Snapshot:
    """Write every table aside, then put the build in place under the id that its rows give it."""
    aside = workspace.builds / f"aside-{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    counts: dict[str, dict[str, int]] = {"nodes": {}, "rels": {}}
    there = draft.counts()
    for kind in [*node_types(), *relationship_types()]:
        name = kind.name_in_graph
        if name not in there:
            continue
        folder = "rels" if issubclass(kind, Relationship) else "nodes"
        listed = ", ".join(quoted(column) for column in columns(kind))
        _table(
            draft.db,
            f"SELECT {listed} FROM {draft.table(name)} ORDER BY id",
            arrow_schema(kind),
            aside / folder / f"{name}.parquet",
        )
        counts[folder][name] = there[name]
    named = "SELECT n, min(name) AS name FROM written_name GROUP BY n"
    _table(
        draft.db,
        f"SELECT subject, party, known_from, name FROM member LEFT JOIN ({named}) USING (n) ORDER BY subject",
        MEMBERS,
        aside / "members.parquet",
    )
    for name, (select, schema) in search_tables(draft).items():
        _table(draft.db, select, schema, aside / "search" / f"{name}.parquet")
    _table(
        draft.db,
        f"SELECT {PARTY_OF.format(subject='subject')} AS old, party AS new FROM member WHERE old <> party ORDER BY ALL",
        REDIRECTS,
        aside / "redirects.parquet",
    )
    _table(
        draft.db,
        "SELECT j.step, j.rule, j.name, j.detail, m.subject, m.party FROM joined AS j JOIN member AS m USING (n)"
        " ORDER BY ALL",
        JOINED,
        aside / "joined.parquet",
    )
    build = _id(aside, draft.as_of)
    manifest = Manifest(build, draft.as_of, counts["nodes"], counts["rels"], documents)
    return _place(aside, workspace.builds / build, manifest)


def _table(db: duckdb.DuckDBPyConnection, select: str, schema: pa.Schema, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    reader = db.cursor().sql(select).to_arrow_reader(ROWS)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in _even(reader):
            writer.write_table(table.cast(schema), row_group_size=ROWS)


def _even(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Tables of exactly `ROWS` rows, but the last: how DuckDB cuts its batches must not show in the file."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        held.append(batch)
        count += batch.num_rows
        while count >= ROWS:
            whole = pa.Table.from_batches(held)
            yield whole.slice(0, ROWS).combine_chunks()
            rest = whole.slice(ROWS)
            held, count = rest.to_batches(), rest.num_rows
    if count:
        yield pa.Table.from_batches(held).combine_chunks()


def _id(folder: Path, as_of: date) -> str:
    digest = hashlib.sha256(as_of.isoformat().encode())  # the same graph seen from another day is another answer
    for path in sorted(folder.rglob("*.parquet")):
        digest.update(f"{path.relative_to(folder)}\x1f".encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]


def _place(aside: Path, folder: Path, manifest: Manifest) -> Snapshot:
    if (folder / "manifest.json").exists():  # the same graph was built before
        shutil.rmtree(aside)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    manifest.write(folder)
    return Snapshot(folder)


def tidy(workspace: Workspace, keep: set[str]) -> int:
    """Take away builds that nobody needs any more and what killed builds left. Gives how many."""
    gone = 0
    for path in sorted(workspace.builds.iterdir()) if workspace.builds.is_dir() else []:
        if path.is_dir() and path.name not in keep and not _in_work(path):
            shutil.rmtree(path, ignore_errors=True)
            gone += 1
    return gone


def _in_work(path: Path) -> bool:
    owner = path.name.rpartition("-")[2] if path.name.startswith(("aside-", "spill-")) else ""
    return owner.isdigit() and Path(f"/proc/{owner}").exists()


def newest(workspace: Workspace) -> Snapshot | None:
    """The build that was finished last, if there is one."""
    folders = [path.parent for path in workspace.builds.glob("*/manifest.json")]
    return Snapshot(max(folders, key=lambda f: ((f / "manifest.json").stat().st_mtime_ns, f.name))) if folders else None


def describe(manifest: Manifest) -> dict[str, object]:
    """A manifest as commands print it."""
    return {**asdict(manifest), "as_of": manifest.as_of.isoformat()}
