"""A source is a folder, `source.toml` and `reader.py`; this finds the folders and tells which one reads a file.

`source.toml`, key by key: docs/sources-howto.md. Nothing lists the sources: a new folder is enough.
"""

from __future__ import annotations

import hashlib
import importlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputRefused
from graph.types import Tlp
from ingest.head import Head

FOLDER = Path(__file__).parent / "sources"

Kind = Literal["csv", "tsv", "excel", "xml", "json", "json_lines", "text", "html", "pdf", "parquet", "any"]


class Format(BaseModel):
    """How files of this source are written. What is not said here is found by looking."""

    model_config = ConfigDict(extra="forbid")
    kind: Kind | list[Kind]
    encoding: str = ""
    """Empty: found by looking."""
    header: bool = True
    """False: no header line; `columns` gives the names."""
    columns: list[str] = Field(default_factory=list)
    dates: list[str] = Field(default_factory=lambda: ["%Y-%m-%d"])
    """`strptime` formats in the order tried."""
    years: tuple[int, int] = (1900, 2100)
    """Years a date of this source can lie in."""
    null: list[str] = Field(default_factory=list)
    """What is written for "no value", besides nothing: `-0-`."""


class Recognise(BaseModel):
    """What says "this is it". Everything given must agree, but `file_name` alone never decides."""

    model_config = ConfigDict(extra="forbid")
    columns: list[str] = Field(default_factory=list)
    """Header words that must all be there."""
    also: list[str] = Field(default_factory=list)
    """Header words that may be there; each adds to the score."""
    count: int = 0
    """Number of columns (headerless tables)."""
    first_row: list[str] = Field(default_factory=list)
    """Regular expressions, one a cell of the first row ("" for any)."""
    keys: list[str] = Field(default_factory=list)
    """Keys of the first JSON object."""
    root: str = ""
    """Regular expression for the XML root element's local name."""
    text: list[str] = Field(default_factory=list)
    """Regular expressions found in the first characters of the text."""
    file_name: list[str] = Field(default_factory=list)
    """Regular expressions on the file name: a hint, never enough alone."""
    by_reader: bool = False
    """True: `reader.recognise(head) -> (score 0..1, why)` decides."""


class Spec(BaseModel):
    """What `source.toml` says."""

    model_config = ConfigDict(extra="forbid")
    title: str
    authority: str
    licence: str
    publishes: str | list[str]
    """denial, licence, trade, notice, ownership, penalty, register, classification, statistics …"""
    tlp: Tlp = Tlp.CLEAR
    language: str = ""
    snapshot: bool = False
    """True: each document states the full list as of its day."""
    series: str = ""
    """Groups the revisions of one list; `{Column}` is replaced by that column's first value. Empty: the source id."""
    published: list[str] = Field(default_factory=list)
    """Where the document's own day stands, first that answers wins: `file_name:<regex>`, `folder:<regex>` (the folder
    it lies in), `column_max:<Column>`, `attribute:<name>` (of the XML root), `text:<regex>`. A regex has groups y, m
    and d; m and d may be missing: the last day counts then, for nobody can have known it later."""
    format: Format
    recognise: Recognise = Field(default_factory=Recognise)
    known: dict[str, list[str]] = Field(default_factory=dict)
    """Values a column is known to take; another is kept and reported as a note."""
    ignored: list[str] = Field(default_factory=list)
    """Columns left unread on purpose; the report does not call them unread."""


@dataclass(frozen=True)
class Source:
    """One source: its folder and what `source.toml` says."""

    id: str
    folder: Path
    spec: Spec

    @property
    def kinds(self) -> Sequence[str]:
        """Kinds of file it reads."""
        kind = self.spec.format.kind
        return [kind] if isinstance(kind, str) else kind

    @cached_property
    def reader(self) -> ModuleType:
        """Its `reader.py`, imported when first needed.

        It defines `read(doc: Opened) -> Iterator[Statement | Issue]`, or `bulk(doc: Opened, out: BulkOutput) -> None`,
        or both (then `bulk` is used), and `recognise(head: Head) -> tuple[float, str]` where `by_reader` says so.
        """
        return importlib.import_module(f"ingest.sources.{self.id}.reader")

    @cached_property
    def reader_version(self) -> str:
        """Hash of what reads it: a document read by another version is read again.

        A reader that leans on other modules names them in `USES: tuple[ModuleType, ...]`.
        """
        files = [self.folder / "reader.py", self.folder / "source.toml"]
        files += [Path(str(module.__file__)) for module in getattr(self.reader, "USES", ())]
        digest = hashlib.sha1(usedforsecurity=False)
        for file in files:
            digest.update(file.read_bytes())
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which source reads a file, and why; or why none does."""

    source: Source | None
    score: float
    why: str
    nearest: tuple[tuple[str, str], ...] = ()
    """Sources that came near, with what was missing."""


@lru_cache(maxsize=4)
def sources(folder: Path = FOLDER) -> Mapping[str, Source]:
    """Every source there is, by id. Raises `InputRefused` naming the file and key that cannot be used."""
    found = {}
    for file in sorted(folder.glob("*/source.toml")):
        try:
            spec = Spec.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise InputRefused(f"{file}: {error}", "Correct the key it names; see docs/sources-howto.md.") from error
        found[file.parent.name] = Source(file.parent.name, file.parent, spec)
    return found


def source(source_id: str) -> Source:
    """The source with this id. Raises `InputRefused` listing what there is."""
    found = sources()
    if source_id not in found:
        raise InputRefused(f"There is no source {source_id!r}.", f"Sources: {', '.join(found)}.")
    return found[source_id]


TIE = 0.05
"""Two sources whose scores are nearer than this are a tie, and a tie is reported, never guessed."""

ENOUGH = 0.5
"""Least score at which a file counts as recognised."""


def recognise(head: Head, among: Mapping[str, Source] | None = None) -> Recognition:
    """Tell which source a file belongs to by looking at it. Ties and near misses are reported, never guessed."""
    tried = []
    for candidate in (among if among is not None else sources()).values():
        score, why = _score(candidate, head)
        tried.append((score, candidate.id, why, candidate))
    tried.sort(key=lambda t: (-t[0], t[1]))
    good = [t for t in tried if t[0] >= ENOUGH]
    if not good and head.kind == "markdown":
        return Recognition(None, 0.0, "it explains other files (Markdown) and holds no records")
    if not good:
        near = tuple((name, why) for score, name, why, _ in tried if score > 0)[:3]
        return Recognition(None, 0.0, "no source knows this layout", near)
    best = good[0]
    if len(good) > 1 and best[0] - good[1][0] < TIE:
        names = " and ".join(t[1] for t in good if best[0] - t[0] < TIE)
        return Recognition(None, best[0], f"{names} fit equally well", tuple((t[1], t[2]) for t in good[:3]))
    return Recognition(best[3], best[0], best[2])


def _score(candidate: Source, head: Head) -> tuple[float, str]:
    """Score 0..1 with the sentence that explains it; under `ENOUGH` the sentence says what was missing."""
    says, kinds = candidate.spec.recognise, candidate.kinds
    named = any(re.search(pattern, head.file_name, re.IGNORECASE) for pattern in says.file_name)
    if not (head.kind in kinds or "any" in kinds or (head.kind in ("csv", "tsv") and {"csv", "tsv"} & set(kinds))):
        return (0.1, f"its name fits, but it is {head.kind}") if named else (0.0, "")
    if says.by_reader:
        try:
            score, why = candidate.reader.recognise(head)
        except Exception as error:  # one source's fault must not keep the others from their files
            return 0.01, f"its recogniser stumbled: {type(error).__name__}: {error}"
        return float(score), str(why)
    tests: list[tuple[bool, str, str]] = []
    have = {column.casefold() for column in head.columns}
    bonus = 0.0
    if says.columns:
        missing = [column for column in says.columns if column.casefold() not in have]
        if len(missing) > len(says.columns) / 2:
            return (0.1, f"its name fits, but the columns {', '.join(missing)} are missing") if named else (0.0, "")
        tests.append((not missing, f"has the columns {', '.join(says.columns)}", f"lacks {', '.join(missing)}"))
        bonus += 0.002 * len(says.columns)
    if says.also:
        bonus += 0.2 * sum(column.casefold() in have for column in says.also) / len(says.also)
    if says.count:
        wide = len(head.rows[0]) if head.rows else 0
        if wide != says.count:
            return (0.1, f"its name fits, but it has {wide} columns, not {says.count}") if named else (0.0, "")
        tests.append((wide == says.count, f"{says.count} columns without header", f"{wide} columns, not {says.count}"))
    if says.first_row:
        fits = bool(head.rows) and _row_fits(says.first_row, head.rows[0])
        tests.append((fits, "the first row looks right", "the first row looks different"))
    if says.keys:
        missing = [key for key in says.keys if key not in head.keys]
        tests.append((not missing, f"has the keys {', '.join(says.keys)}", f"lacks the keys {', '.join(missing)}"))
    if says.root:
        tests.append((bool(re.fullmatch(says.root, head.root)), f"root element {head.root}", f"root is {head.root}"))
    for pattern in says.text:
        tests.append((bool(re.search(pattern, head.text)), f"text has “{pattern}”", f"text lacks “{pattern}”"))
    if not tests:
        return (0.3, "only its name fits, which is not enough") if named else (0.0, "")
    failed = [no for ok, _, no in tests if not ok]
    if failed:
        return 0.3 * (len(tests) - len(failed)) / len(tests) + 0.1 * named + 0.05, "; ".join(failed)
    why = "; ".join(yes for _, yes, _ in tests) + ("; the name fits too" if named else "")
    return min(1.0, 0.6 + min(bonus, 0.25) + 0.1 * named), why


def _row_fits(patterns: Sequence[str], row: Sequence[str]) -> bool:
    pairs = zip(patterns, row, strict=False)
    return len(row) >= len(patterns) and all(not p or re.fullmatch(p, cell.strip()) for p, cell in pairs)


def format_of(candidate: Source, head: Head) -> dict[str, Any]:
    """How a file of this source is opened: what was seen, overruled by what `source.toml` says."""
    said = candidate.spec.format
    how = dict(head.format)
    if said.encoding:
        how["encoding"] = said.encoding
    if not said.header:
        how |= {"header": False, "columns": said.columns}
    return how
