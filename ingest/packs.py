"""Packs: the records of many small documents in three files, so that a reader need not open thirty thousand.

`records/packs/<number>-<key>/` holds `statements.parquet`, `issues.parquet` and `reports.tsv` (document, digest of its
record files, report). A pack is written aside and renamed, never edited; its key is the digest of its content.

Which reading of a document counts: files of its own before any pack, and of packs the highest number. Nothing is
taken away before what replaces it is in place, and only while nobody reads, so everybody sees each document once.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph import duck
from ingest.tables import literal, literals

if TYPE_CHECKING:
    import duckdb

FEW = 100
"""Fewer small documents than this are left as they are: opening them costs less than a tenth of a second."""
SMALL = 64 << 10
"""Bytes of statements and issues up to which a document is small: above, reading it takes longer than opening it."""
GROWTH = 4
"""A pack that holds up to this many times the documents to be packed is replaced by one that holds both."""
AT_ONCE = 50
"""Documents whose files are taken away at a time: who comes to read waits no longer than for these."""

FOLDER = "packs"
_ASIDE = ".aside"
_GONE = ".gone"
_OWN = ("json", "parquet", "issues.parquet")
"""Files of a document that can be packed; the report is the one that says it was read whole, so it goes first."""


class Packed(NamedTuple):
    """What a pack says of one document beside its statements and issues."""

    digest: str
    report: str


@dataclass(frozen=True, eq=False)
class Pack:
    """One pack. `number` says which is newer, `documents` what it holds."""

    folder: Path
    number: int
    documents: Mapping[str, Packed]

    def table(self, name: str) -> Path:
        """Its file of `statements` or `issues`."""
        return self.folder / f"{name}.parquet"


@lru_cache(maxsize=256)
def _opened(folder: Path) -> Pack:
    lines = (folder / "reports.tsv").read_text(encoding="utf-8").split("\n")
    rows = (line.split("\t", 2) for line in lines if line)
    return Pack(folder, _number(folder), {document: Packed(digest, report) for document, digest, report in rows})


def _number(folder: Path) -> int:
    return int(folder.name.partition("-")[0])


def packs(records: Path) -> list[Pack]:
    """Every pack, the newest first."""
    folders = [folder for folder in (records / FOLDER).glob("[0-9]*-*") if folder.is_dir()]
    return [_opened(folder) for folder in sorted(folders, key=_number, reverse=True)]


def report(records: Path, document: str) -> str | None:
    """The report of one document as JSON, if it was read whole; looked for where it counts first."""
    try:
        return (records / f"{document}.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        with _locked(records, fcntl.LOCK_SH):
            there = (one.documents[document] for one in packs(records) if document in one.documents)
            return next((packed.report for packed in there), None)


@dataclass(frozen=True)
class Held:
    """What lay where at one moment: files of single documents, and packs."""

    records: Path
    names: frozenset[str]
    """Names of the files outside packs."""
    packs: Sequence[Pack]
    packed: Mapping[str, Pack]
    """The newest pack of each packed document."""

    @classmethod
    def look(cls, records: Path) -> Held:
        """Look now. Single files first: what is packed meanwhile is then seen in either place, never in none."""
        names = frozenset(entry.name for entry in os.scandir(records)) if records.is_dir() else frozenset()
        found = packs(records)
        newest: dict[str, Pack] = {}
        for one in reversed(found):
            newest.update(dict.fromkeys(one.documents, one))
        return cls(records, names, found, newest)

    def has(self, document: str, ending: str) -> bool:
        """Whether the document has a file of its own with this ending."""
        return f"{document}.{ending}" in self.names

    def path(self, document: str, ending: str) -> Path:
        """Where a document's own file lies."""
        return self.records / f"{document}.{ending}"

    def reading(self, document: str) -> tuple[str, Pack | None] | None:
        """The report that counts and the pack it is in, if it is in one; nothing if the document was not read."""
        if self.has(document, "json"):
            try:
                return self.path(document, "json").read_text(encoding="utf-8"), None
            except FileNotFoundError:  # it is being read again at this moment
                pass
        there = self.packed.get(document)
        return (there.documents[document].report, there) if there else None

    def live(self, one: Pack) -> set[str]:
        """Documents of a pack whose reading in it is the one that counts."""
        return {d for d in one.documents if self.packed[d] is one and not self.has(d, "json")}

    def digest(self, document: str) -> str:
        """Digest of a document's own files."""
        digest = hashlib.sha256()
        for ending in _OWN:
            digest.update(hashlib.sha256(self.path(document, ending).read_bytes()).digest())
        return digest.hexdigest()

    def says(self, document: str, digest: str) -> bool:
        """Whether the newest pack of a document holds just the reading with this digest."""
        there = self.packed.get(document)
        return there is not None and there.documents[document].digest == digest


def select(own: Iterable[Path], parts: Iterable[tuple[Path, Sequence[str]]], db: duckdb.DuckDBPyConnection) -> str:
    """SQL for the rows of single files, then of packs' tables without the documents named beside each; "" for none.

    On one thread, rows keep the order of the files.
    """
    whole = list(own)
    filtered = []
    for path, hidden in parts:
        if not hidden:
            whole.append(path)
            continue
        db.execute("CREATE TABLE IF NOT EXISTS _hidden (path VARCHAR, document VARCHAR)")
        db.execute("INSERT INTO _hidden SELECT $path, unnest($hidden)", {"path": str(path), "hidden": list(hidden)})
        filtered.append(
            f"SELECT * FROM read_parquet({literal(str(path))}) WHERE document NOT IN "  # noqa: S608  (our paths)
            f"(SELECT h.document FROM _hidden h WHERE h.path = {literal(str(path))})"
        )
    first = [f"SELECT * FROM read_parquet([{literals(map(str, whole))}])"] if whole else []  # noqa: S608  (our paths)
    return " UNION ALL BY NAME ".join(first + filtered)


# ---- who may do what at once ----------------------------------------------------------------------------------------


def reading(records: Path) -> Callable[[], None]:
    """Keep the files there until the answer is called or the process ends: packing takes none away meanwhile."""
    return _lock(records, fcntl.LOCK_SH) or (lambda: None)


@contextmanager
def placing(records: Path) -> Iterator[bool]:
    """Put files of records in place while nobody packs; false where the file system knows no locks."""
    with _locked(records / FOLDER, fcntl.LOCK_EX) as ours:
        yield ours


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[bool]:
    release = _lock(folder, how)
    try:
        yield release is not None
    finally:
        if release:
            release()


def _lock(folder: Path, how: int) -> Callable[[], None] | None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, how)
    except OSError:
        os.close(handle)
        return None
    return partial(os.close, handle)


# ---- packing --------------------------------------------------------------------------------------------------------


def pack(records: Path, few: int = FEW, after: Callable[[str], None] = lambda _: None) -> Path | None:
    """Pack what is small, if there are `few` or more, and take away what is packed; says what it did `after` each step.

    Gives the folder of the new pack. A kill at any moment loses nothing, and the next call goes on. Raises `OSError` if
    a file cannot be read or written; everything then lies as it did.
    """
    if not records.is_dir():
        return None
    (records / FOLDER).mkdir(exist_ok=True)
    with placing(records) as ours:
        if not ours:
            return None
        _sweep(records)
        _tidy(records, after)
        made = _replace(records, few, after)
        if made:
            _tidy(records, after)
        return made


def _sweep(records: Path) -> None:
    for left in (records / FOLDER).glob(".*"):
        shutil.rmtree(left)


def _replace(records: Path, few: int, after: Callable[[str], None]) -> Path | None:
    """Write the next pack, if there is enough for one."""
    held = Held.look(records)
    own = {}
    for document in _small(held):
        digest = held.digest(document)
        if not held.says(document, digest):
            said = json.loads(held.path(document, "json").read_text(encoding="utf-8"))
            own[document] = Packed(digest, json.dumps(said, ensure_ascii=False, separators=(",", ":")))
    if len(own) < few:
        return None
    old = _worth_replacing(held, len(own))
    content = dict(own)
    for one in old:
        content |= {document: one.documents[document] for document in held.live(one)}
    lines = [f"{document}\t{packed.digest}\t{packed.report}\n" for document, packed in sorted(content.items())]
    keys = "".join(line.rsplit("\t", 1)[0] for line in lines)
    key = hashlib.sha256(keys.encode()).hexdigest()[:16]
    number = 1 + max((one.number for one in held.packs), default=0)
    aside, place = records / FOLDER / _ASIDE, records / FOLDER / f"{number:06d}-{key}"
    aside.mkdir()
    reports = {document: json.loads(packed.report) for document, packed in content.items()}
    for name, ending in (("statements", "parquet"), ("issues", "issues.parquet")):
        filled = [held.path(document, ending) for document in own if reports[document][name]]
        parts = [(one.table(name), sorted(one.documents.keys() - held.live(one))) for one in old]
        rows = _copy(filled or [held.path(min(own), ending)], parts, aside / f"{name}.parquet")
        if rows != (said := sum(one[name] for one in reports.values())):
            raise OSError(f"{rows:,} {name} were found where the reports say {said:,}; nothing was packed")
        after(f"wrote {name}")
    (aside / "reports.tsv").write_text("".join(lines), encoding="utf-8")
    for path in (*aside.iterdir(), aside):
        _to_disk(path)
    after("wrote reports")
    aside.rename(place)
    _to_disk(place.parent)
    after(f"put {place.name} in place")
    return place


def _small(held: Held) -> list[str]:
    """Documents with small files of their own, all of which can be packed."""
    found = []
    for name in sorted(held.names):
        document, _, ending = name.partition(".")
        whole = ending == "json" and all(held.has(document, kind) for kind in _OWN)
        if not whole or held.has(document, "trade.parquet"):
            continue
        if sum(held.path(document, kind).stat().st_size for kind in _OWN[1:]) <= SMALL:
            found.append(document)
    return found


def _worth_replacing(held: Held, count: int) -> list[Pack]:
    """Packs that are not much larger than what is to be packed, smallest first, each counted to it in turn.

    So a document is written anew only each time its pack has grown by a good part: as often as the logarithm says.
    """
    chosen = []
    for size, number, one in sorted((len(live), one.number, one) for one in held.packs if (live := held.live(one))):
        if size > GROWTH * count:
            break
        count += size
        chosen.append((number, one))
    return [one for _, one in sorted(chosen)]


def _copy(own: list[Path], parts: list[tuple[Path, list[str]]], target: Path) -> int:
    import duckdb  # noqa: PLC0415  (slow to import, and most ingests pack nothing)

    with duck.connect(threads="1") as db:  # so that rows keep their order, always
        rows = select(own, parts, db)
        try:
            answer = db.execute(
                f"COPY ({rows}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"
            ).fetchone()
        except duckdb.Error as error:
            raise OSError(str(error)) from error
    return int(answer[0]) if answer else 0


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _tidy(records: Path, after: Callable[[str], None]) -> None:
    """Take away what a pack has replaced: files of packed documents, and packs of which nothing counts any more.

    While somebody reads, what is left stays, and a later call takes it away; who comes to read waits for a few files
    only. Nobody else places or packs meanwhile.
    """
    held = Held.look(records)
    replaced = [
        document
        for document in sorted(held.packed)
        if not held.has(document, "json") or held.says(document, held.digest(document))  # else it was read again since
    ]
    own = ([f"{document}.{ending}" for ending in (*_OWN, "trade.parquet")] for document in replaced)
    unneeded = [there for names in own if (there := [name for name in names if name in held.names])]
    for start in range(0, len(unneeded), AT_ONCE):
        with _locked(records, fcntl.LOCK_EX | fcntl.LOCK_NB) as alone:
            if not alone:
                return
            for name in chain.from_iterable(unneeded[start : start + AT_ONCE]):
                (records / name).unlink()
                after(f"took away {name}")
    held = Held.look(records)
    for one in held.packs:
        if held.live(one):
            continue
        with _locked(records, fcntl.LOCK_EX | fcntl.LOCK_NB) as alone:
            if not alone:
                return
            gone = one.folder.with_name(_GONE)
            one.folder.rename(gone)
            after(f"took {one.folder.name} out of place")
            shutil.rmtree(gone)
            after(f"took away {one.folder.name}")
