"""Takes files in: keeps the bytes by their SHA-256, tells their source, has them read, and writes the account.

Everything is written aside and renamed, in the order bytes, entry, records, report: a kill leaves nothing half done,
and the same command again goes on where it stopped.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph import files
from graph.errors import InputRefused
from graph.evidence import Catalogue, DocumentEntry
from graph.types import DocumentId, Tlp
from graph.workspace import Workspace
from ingest import packs
from ingest.dating import published_on, series_of
from ingest.head import Head, look
from ingest.opening import Opened
from ingest.records import Report, Writer, report_of
from ingest.source import Recognition, format_of, recognise, source, sources
from ingest.statements import Issue, Statement

DEEPEST = 4
"""Zips within zips that are opened."""
MOST_MEMBERS = 20_000
MOST_BYTES = 20 << 30
"""Most that one zip may unpack to, all its members together."""
MOST_RATIO = 500
"""A member that unpacks to more than this many times its packed size, and to over 100 MB, is a bomb."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person who hands in files says about them."""

    source: str = ""
    published: date | None = None
    received: date | None = None
    tlp: Tlp | None = None
    mapping: Path | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    path: str
    outcome: str
    """`read`, `unread` (kept, but no source or not readable), `unchanged`, or `refused` (not even kept)."""
    entry: DocumentEntry | None = None
    report: Report | None = None
    nearest: Sequence[tuple[str, str]] = ()
    problem: str = ""


@dataclass
class BulkOutput:
    """What a reader that takes over a whole document writes to.

    It writes the wide trade table (columns `ingest.trade.table.TRADE_SCHEMA`) to `trade`, says statements and issues,
    and sets the account and the mapping itself.
    """

    trade: Path
    """Where to write the trade table, aside; the mechanism puts it in place."""
    say: Callable[[Statement], None]
    issue: Callable[[Issue], None]
    rows: dict[str, int] = field(default_factory=lambda: {"in": 0, "kept": 0, "reported": 0, "headers": 0})
    """To be set: `in` = `kept` + `reported` + `headers`."""
    unread: list[str] = field(default_factory=list)
    mapping: dict[str, Any] | None = None
    """`{canonical: {column, confidence, why}}`."""


def ingest(
    workspace: Workspace,
    paths: Sequence[Path],
    wish: Wish | None = None,
    on: Callable[[str], None] | None = None,
    today: date | None = None,
) -> Iterator[Taken]:
    """Take in files, folders and zips, one after another, saying what became of each."""
    wish = wish or Wish()
    if wish.source:
        source(wish.source)
    _sweep(workspace)
    intake = _Intake(workspace, wish, on or (lambda _: None), wish.received or today or date.today())
    for path in paths:
        if not path.exists():
            yield Taken(str(path), "refused", problem="there is no such file")
            continue
        yield from intake.path(path)
    try:
        packs.pack(workspace.records, after=lambda _: intake.on("small documents to pack them"))
    except OSError as error:
        logging.getLogger(__name__).warning("Small documents were not packed, and count as they lie: %s", error)


def _sweep(workspace: Workspace) -> None:
    """Take away what killed runs left aside more than a day ago; a run that is still going is left alone."""
    for pattern in (".aside-*", ".unpack-*"):
        for left in workspace.evidence.glob(pattern):
            if time.time() - left.stat().st_mtime > 86_400:
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


@dataclass
class _Intake:
    workspace: Workspace
    wish: Wish
    on: Callable[[str], None]
    received: date

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.workspace.evidence)

    def path(self, path: Path) -> Iterator[Taken]:
        if path.is_dir():
            for inner in sorted(path.iterdir()):
                if not inner.name.startswith(".") and not inner.is_symlink():
                    yield from self.path(inner)
            return
        if not path.is_file():
            yield Taken(str(path), "refused", problem="it is no ordinary file")
            return
        try:
            yield from self.file(path, path.name, str(path), "", 0)
        except OSError as error:
            yield Taken(str(path), "refused", problem=f"{error.strerror or error}")

    def file(self, path: Path, name: str, shown: str, container: str, depth: int) -> Iterator[Taken]:
        """One file, or what a zip holds."""
        self.on(shown)
        head = look(path, name)
        if head.kind == "zip":
            yield from self.zip(path, shown, container, depth)
            return
        document = self.keep(path)
        entry = self.entry(document, head, name, container, shown)
        yield self.read(entry, head, shown)

    def zip(self, path: Path, shown: str, container: str, depth: int) -> Iterator[Taken]:
        if depth >= DEEPEST:
            yield Taken(shown, "refused", problem=f"it lies {depth} zips deep; unpack it first")
            return
        inside = f"{container}/{Path(shown).name}" if container else Path(shown).name
        with tempfile.TemporaryDirectory(dir=self.workspace.evidence, prefix=".unpack-") as folder:
            left = MOST_BYTES
            with zipfile.ZipFile(path) as packed:
                members = [m for m in packed.infolist() if not m.is_dir()]
                if len(members) > MOST_MEMBERS:
                    yield Taken(
                        shown, "refused", problem=f"it holds {len(members):,} files, more than {MOST_MEMBERS:,}"
                    )
                    return
                for place, member in enumerate(sorted(members, key=lambda m: m.filename)):
                    name = Path(member.filename).name
                    if name.startswith(".") or "__MACOSX" in member.filename:
                        continue
                    told = f"{shown}/{member.filename}"
                    target = Path(folder) / str(place)
                    try:
                        left -= _unpack(packed, member, target, left)
                    except (
                        zipfile.BadZipFile,
                        RuntimeError,
                        ValueError,
                        OSError,
                        NotImplementedError,
                        EOFError,
                    ) as error:
                        yield Taken(told, "refused", problem=f"it cannot be unpacked: {error}")
                        continue
                    yield from self.file(target, name, told, inside, depth + 1)
                    target.unlink(missing_ok=True)

    def keep(self, path: Path) -> DocumentId:
        """Keep the bytes: copied aside while they are hashed, then put in place under their hash."""
        self.workspace.evidence.mkdir(parents=True, exist_ok=True)
        handle, aside_name = tempfile.mkstemp(dir=self.workspace.evidence, prefix=".aside-")
        aside = Path(aside_name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as target, path.open("rb") as origin:
                while block := origin.read(1 << 20):
                    digest.update(block)
                    target.write(block)
            document = DocumentId(digest.hexdigest())
            place = self.catalogue.bytes_path(document)
            if not place.exists():
                place.parent.mkdir(exist_ok=True)
                aside.chmod(0o444)
                aside.rename(place)
            return document
        finally:
            aside.unlink(missing_ok=True)

    def entry(self, document: DocumentId, head: Head, name: str, container: str, shown: str) -> DocumentEntry:
        """The catalogue entry: new, or the one there is with the earliest day we could know it."""
        known = _existing(self.catalogue, document)
        recognition = self.tell(head, known)
        chosen = recognition.source
        how = format_of(chosen, head) if chosen else dict(head.format)
        found = self.wish.published or (
            published_on(chosen, head, self.catalogue.bytes_path(document), how, shown, self.received)
            if chosen
            else None
        )
        mark = Tlp.strictest(chosen.spec.tlp if chosen else Tlp.CLEAR, self.wish.tlp or Tlp.CLEAR)
        fresh = DocumentEntry(
            document, name, self.catalogue.bytes_path(document).stat().st_size, chosen.id if chosen else "",
            recognition.why, found, self.received, found or self.received, mark,
            chosen.spec.language if chosen else "", how, container,
        )  # fmt: skip
        entry = _merged(known, fresh, corrected=self.wish.published is not None) if known else fresh
        if entry != known:
            path = self.catalogue.entry_path(document)
            aside = path.with_suffix(".aside")
            aside.write_text(entry.to_json(), encoding="utf-8")
            aside.rename(path)
        return entry

    def tell(self, head: Head, known: DocumentEntry | None) -> Recognition:
        """Which source reads it: the one asked for, else the one found by looking."""
        if self.wish.source:
            return Recognition(source(self.wish.source), 1.0, "as asked for with --source")
        if known and known.source in sources() and known.why.startswith("as asked for"):
            return Recognition(sources()[known.source], 1.0, known.why)
        if head.problem:
            return Recognition(None, 0.0, head.problem)
        return recognise(head)

    def read(self, entry: DocumentEntry, head: Head, shown: str) -> Taken:
        """Read a document, unless that was done with this reader."""
        before = report_of(self.workspace, entry.document)
        chosen = sources().get(entry.source)
        if chosen is None:
            return self.unread(entry, head, shown, before)
        doc = Opened(
            entry, chosen, self.catalogue.bytes_path(entry.document), self.workspace, mapping=self.wish.mapping
        )
        version = chosen.reader_version
        extra = getattr(chosen.reader, "version", None)
        if extra is not None:
            version += f"-{extra(doc)}"
        if before and before.source == entry.source and before.reader_version == version:
            return Taken(shown, "unchanged", entry, before)
        report = read_document(doc, version)
        outcome = "unread" if report.problem else "read"
        return Taken(shown, outcome, entry, report, problem=report.problem)

    def unread(self, entry: DocumentEntry, head: Head, shown: str, before: Report | None) -> Taken:
        recognition = Recognition(None, 0.0, head.problem) if head.problem else recognise(head)
        near = "; nearest: " + "; ".join(f"{n} ({w})" for n, w in recognition.nearest) if recognition.nearest else ""
        problem = f"{recognition.why}{near}"
        if before and not before.source and before.problem == problem:
            return Taken(shown, "unchanged", entry, before, recognition.nearest, problem)
        step = "Name its source: thirdport ingest --source ID …; or add one: docs/sources-howto.md."
        report = Report(entry.document, "", "", problem=problem)
        issue = Issue("", "", "", f"nobody reads this file: {problem}", "the file itself, as evidence", step, "error")
        Writer(self.workspace, entry).finish(report, [issue])
        return Taken(shown, "unread", entry, report, recognition.nearest, problem)


def read_document(doc: Opened, version: str) -> Report:
    """Have a document read by its source's reader and write what it says. Whatever goes wrong becomes an issue."""
    began = time.monotonic()
    writer = Writer(doc.workspace or Workspace(Path()), doc.entry)
    report = Report(doc.entry.document, doc.source.id, version, series=series_of(doc))
    try:
        bulk = getattr(doc.source.reader, "bulk", None)
        if bulk is not None:
            out = BulkOutput(writer.aside("trade.parquet"), writer.add, doc.issues.append)
            bulk(doc, out)
            report.rows, report.unread, report.mapping = out.rows, out.unread, out.mapping
            report.trade_rows = out.rows["kept"] if out.trade.exists() else 0
        else:
            _read(doc, writer)
    except files.Unreadable as error:
        report.problem = str(error)
    except BaseException as error:
        if not isinstance(error, Exception):
            writer.abandon()
            raise
        report.problem = f"the reader {doc.source.id} stumbled: {type(error).__name__}: {error}"
    if report.problem:
        step = "Check the file; what came before the fault was kept."
        doc.issues.append(Issue("", "", "", report.problem, "what was read before", step, "error"))
    if getattr(doc.source.reader, "bulk", None) is None:
        doc.finish()
        count = doc.rows_count
        report.rows = {"in": count.read, "kept": count.kept, "reported": count.reported, "headers": count.headers}
        report.unread = doc.unread()
    report.seconds = round(time.monotonic() - began, 3)
    writer.finish(report, doc.issues)
    return report


def _read(doc: Opened, writer: Writer) -> None:
    last = ""
    for said in doc.source.reader.read(doc):
        if isinstance(said, Issue):
            doc.issues.append(said)
            continue
        writer.add(said)
        if said.locator != last:
            doc.keep(said.locator)
            last = said.locator


def _existing(catalogue: Catalogue, document: str) -> DocumentEntry | None:
    try:
        return catalogue.get(document)
    except (KeyError, ValueError):
        return None


def _merged(known: DocumentEntry, fresh: DocumentEntry, *, corrected: bool) -> DocumentEntry:
    """One entry for two receipts of the same bytes: the earliest day counts, whatever the order they came in."""
    first, other = sorted((known, fresh), key=lambda e: (e.known_from, e.file_name, e.container))
    published = [day for day in (known.published, fresh.published) if day]
    return dataclasses.replace(
        fresh,
        file_name=first.file_name, container=first.container, received=min(known.received, fresh.received),
        published=fresh.published if corrected and not known.published else min(published, default=None),
        known_from=min(first.known_from, other.known_from), tlp=Tlp.strictest(known.tlp, fresh.tlp),
    )  # fmt: skip


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Unpack one member, never more than it may be. Raises `ValueError` for a bomb."""
    size = 0
    with packed.open(member) as origin, target.open("wb") as out:
        while block := origin.read(1 << 20):
            size += len(block)
            if size > left or (size > 100 << 20 and size > MOST_RATIO * max(member.compress_size, 1)):
                raise ValueError("it unpacks to far more than it should: a zip bomb, or damaged")
            out.write(block)
    return size


def need_something(taken: Sequence[Taken]) -> None:
    """Raise `InputRefused` if of all that was handed in nothing could be taken in."""
    if not any(t.outcome in ("read", "unchanged") for t in taken):
        what = taken[0].problem if len(taken) == 1 else f"none of {len(taken)} files"
        raise InputRefused(f"Nothing could be read: {what or 'no files there'}.", "See: thirdport issues")


__all__ = ["BulkOutput", "Taken", "Wish", "ingest", "need_something", "read_document"]
