"""The bytes we were given, the words at a place in them, and the catalogue that says which file is which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote as _escape
from urllib.parse import unquote as _plain

from graph.types import DocumentId, Tlp

SHORT = 16
"""Hexadecimal digits of a document's hash in an evidence reference; enough to tell documents apart."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a document, outermost part first.

    Parts, as written in text: `sheet=Name` (workbook), `row=N` (record of a table, counted from 1 with the header
    counted, as a spreadsheet shows it), `col=Header`, `line=N` (line of a JSON-lines file, from 1),
    `field=/pointer` (JSON pointer, RFC 6901), `element=/path[3]` (XML path), `page=N` (from 1),
    `chars=a-b` (characters a to b, end exclusive, of the text that the other parts lead to).
    """

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, **parts: str | int) -> Self:
        """A locator from named parts, in the order given."""
        return cls(tuple((name, str(value)) for name, value in parts.items()))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote. Raises `ValueError` on anything else."""
        parts = []
        for part in text.split(";") if text else []:
            name, equals, value = part.partition("=")
            if not equals:
                raise ValueError(f"{text!r} is not a locator")
            parts.append((name, _plain(value)))
        return cls(tuple(parts))

    def __str__(self) -> str:
        return ";".join(f"{name}={_escape(value, safe='/[]-. ')}" for name, value in self.parts)

    def get(self, name: str) -> str | None:
        """The part with this name, if there is one."""
        return dict(self.parts).get(name)

    def number(self, name: str) -> int | None:
        """The part with this name as a number, if there is one."""
        value = self.get(name)
        return None if value is None else int(value)

    @property
    def chars(self) -> tuple[int, int] | None:
        """The character span, if the locator has one."""
        value = self.get("chars")
        if value is None:
            return None
        start, _, end = value.partition("-")
        return int(start), int(end)

    def within(self, **parts: str | int) -> Locator:
        """This place, narrowed by further parts."""
        return Locator(self.parts + tuple((name, str(value)) for name, value in parts.items()))

    def words(self) -> str:
        """The place in words for a person: "row 12, column Name"."""
        names = {"row": "row", "col": "column", "line": "line", "field": "field", "page": "page", "sheet": "sheet",
                 "element": "element", "chars": "characters"}  # fmt: skip
        return ", ".join(f"{names.get(name, name)} {value}" for name, value in self.parts) or "the whole document"


@dataclass(frozen=True, slots=True)
class Ref:
    """One evidence reference as the graph carries it: `<first 16 digits of the hash>#<locator>`."""

    document: str
    locator: Locator

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote."""
        document, _, locator = text.partition("#")
        return cls(document, Locator.parse(locator))

    def __str__(self) -> str:
        return f"{self.document[:SHORT]}#{self.locator}"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What the catalogue says of one document: how it came and how its reader opened it."""

    document: DocumentId
    file_name: str
    size: int
    source: str
    """Id of the source that reads it; empty if none could be told."""
    why: str
    """Why that source was chosen, for people."""
    published: date | None
    received: date
    known_from: date
    """First day we could know what it says: publication if dated, else receipt."""
    tlp: Tlp = Tlp.CLEAR
    language: str = ""
    format: Mapping[str, Any] = field(default_factory=dict)
    """How it was opened: `kind` (csv, excel, xml, json_lines, text, html, pdf, parquet), `encoding`, `delimiter` …"""
    container: str = ""
    """The zip it came out of, if any."""

    def to_json(self) -> str:
        """As the catalogue file holds it."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; keys of a newer version are left alone."""
        names = {f.name for f in fields(cls)}
        raw = {key: value for key, value in json.loads(text).items() if key in names}
        for key in ("published", "received", "known_from"):
            raw[key] = date.fromisoformat(raw[key]) if raw[key] else None
        raw["tlp"] = Tlp(raw["tlp"])
        return cls(**raw)


class Catalogue:
    """The documents of a workspace: `<evidence>/<2 digits>/<hash>` holds the bytes, `<hash>.json` the entry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bytes_path(self, document: str) -> Path:
        """Where the bytes of a document lie."""
        return self.folder / document[:2] / document

    def entry_path(self, document: str) -> Path:
        """Where the entry of a document lies."""
        return self.folder / document[:2] / f"{document}.json"

    def __iter__(self) -> Iterator[DocumentEntry]:
        """Every document, by hash."""
        for path in sorted(self.folder.glob("??/*.json")):
            yield DocumentEntry.from_json(path.read_text(encoding="utf-8"))

    def get(self, document: str) -> DocumentEntry:
        """The entry of a document named by its hash or by its first digits. Raises `KeyError` if there is none."""
        paths = sorted((self.folder / document[:2]).glob(f"{document}*.json")) if len(document) >= 4 else []
        if len(paths) != 1:
            raise KeyError(document)
        return DocumentEntry.from_json(paths[0].read_text(encoding="utf-8"))
