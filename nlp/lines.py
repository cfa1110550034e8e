"""Texts and readings as JSON lines: what annotated files look like, checked line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlp.errors import ReadingRefused
from nlp.reading import ENTITY_LABELS, RELATION_TYPES, Reading

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which JSON can hold and no file can."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text, with its annotation where it has one."""

    id: str
    source: str
    text: str
    entities: tuple[tuple[int, int, str, str], ...] = ()
    """Start, end, label and id."""
    relations: tuple[tuple[str, str, str], ...] = ()
    """Head id, type, tail id."""
    extra: dict[str, Any] = field(default_factory=dict)


def read_lines(path: Path, *, annotated: bool = False) -> Iterator[Line]:
    """The lines of a file. Raises `ReadingRefused` naming file, line and what is wrong."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadingRefused(f"{path} cannot be read: {error.strerror}.", "Name a file of JSON lines.") from error
    except UnicodeDecodeError as error:
        raise ReadingRefused(
            f"{path} is not UTF-8: {error.reason} at byte {error.start}.", "Convert it to UTF-8."
        ) from error
    for number, raw in enumerate(content.split("\n"), 1):
        if raw.strip():
            yield _line(f"{path.name}, line {number}", raw, number, annotated)


def _line(place: str, raw: str, number: int, annotated: bool) -> Line:
    try:
        value = json.loads(raw)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReadingRefused(
            f"{place}: not JSON ({str(error)[:120]}).", "Each line must be one JSON object."
        ) from error
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise ReadingRefused(f'{place}: there is no "text".', 'Each line must be {"id": …, "source": …, "text": …}.')
    text = _LONE.sub("\ufffd", value["text"])
    entities: list[tuple[int, int, str, str]] = []
    relations: list[tuple[str, str, str]] = []
    if annotated:
        entities = [_entity(place, text, one) for one in _listed(place, value, "entities")]
        ids = {e[3] for e in entities}
        if len(ids) != len(entities):
            raise ReadingRefused(f"{place}: two entities have the same id.", "Give each entity of a line its own id.")
        relations = [_relation(place, ids, one) for one in _listed(place, value, "relations")]
    known = {"id", "source", "text", "entities", "relations"}
    extra = {k: v for k, v in value.items() if k not in known}
    return Line(
        str(value.get("id", number)), str(value.get("source", "")), text, tuple(entities), tuple(relations), extra
    )


def _listed(place: str, value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = value.get(key)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ReadingRefused(
            f'{place}: "{key}" is not a list of objects.', "See the annotation guidelines for the shape."
        )
    return found


def _entity(place: str, text: str, one: dict[str, Any]) -> tuple[int, int, str, str]:
    start, end, label = one.get("start"), one.get("end"), one.get("label")
    who = f"{place}, entity {one.get('id')!r}"
    if label not in ENTITY_LABELS:
        raise ReadingRefused(f"{who}: {label!r} is not a label.", f"Labels: {', '.join(ENTITY_LABELS)}.")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ReadingRefused(
            f"{who}: {start}-{end} is not a span of its text.", "Offsets count characters, end exclusive."
        )
    if one.get("text") is not None and text[start:end] != one["text"]:
        raise ReadingRefused(
            f"{who}: its offsets hold {text[start:end]!r}, not {one['text']!r}.", "Correct the offsets or the text."
        )
    return start, end, str(label), str(one.get("id"))


def _relation(place: str, ids: set[str], one: dict[str, Any]) -> tuple[str, str, str]:
    head, kind, tail = str(one.get("head")), one.get("type"), str(one.get("tail"))
    if kind not in RELATION_TYPES:
        raise ReadingRefused(f"{place}: {kind!r} is not a relation type.", f"Types: {', '.join(RELATION_TYPES)}.")
    for end in (head, tail):
        if end not in ids:
            raise ReadingRefused(
                f"{place}: a {kind} relation names entity {end!r}, which the line does not have.", "Correct the id."
            )
    return head, str(kind), tail


def to_line(record: Line, reading: Reading) -> str:
    """A reading in the shape of an annotated line; what else the line held is kept."""
    entities = [
        {"id": m.id, "start": m.start, "end": m.end, "label": m.label, "text": m.text} for m in reading.mentions
    ]
    relations = [{"head": r.head, "tail": r.tail, "type": r.type} for r in reading.relations]
    value = {
        "id": record.id,
        "source": record.source,
        **record.extra,
        "text": record.text,
        "entities": entities,
        "relations": relations,
    }
    return json.dumps(value, ensure_ascii=False)


def write_aside(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file that is there whole or not at all. Raises `ReadingRefused` where it cannot be written."""
    aside = path.with_name(path.name + ".aside")
    try:
        aside.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        aside.rename(path)
    except OSError as error:
        raise ReadingRefused(
            f"{path} cannot be written: {error.strerror}.", "Name a file in a folder of yours."
        ) from error


def printable(text: str) -> str:
    """Text for a terminal: control characters shown, not obeyed."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "·", text)
