"""Control entries and tariff headings whose wording is like an item's: ranked candidates with a score, never a fact.

The wordings are those in force on the day of the build: what a list no longer says is no candidate. A part number that
an item states in its words becomes its identity too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from graph.schema import element
from graph.snapshot import arrow_schema
from graph.types import Tlp
from ingest.build.draft import Draft
from ingest.build.thresholds import thresholds
from ingest.build.wordings import Wording, index_of, wordings
from nlp.goods import Candidate
from nlp.part_numbers import part_number, part_numbers

RULE = "the item's words are like the wording of the entry"
KINDS = {"ControlCode": "entries", "HsCode": "headings"}
"""Labels of what goods may fall under, and the key of `derive.toml` that says from which score and how many stay."""


class Goods(NamedTuple):
    """An item to be looked up."""

    id: str
    description: str | None
    part_number: str | None
    known_from: date
    known_to: date | None
    tlp: str
    evidence: list[str]


def derive(draft: Draft) -> None:
    """Set part numbers on items, and add MAY_FALL_UNDER for what scores at least the floor."""
    items = _items(draft)
    if not items:
        return
    _parts(draft, items)
    for label in KINDS:
        rows = list(_rows(draft, label, items))
        if rows:
            kind = element("MAY_FALL_UNDER")
            names = [name for name in arrow_schema(kind).names if name in _COLUMNS]
            schema = pa.schema([arrow_schema(kind).field(name) for name in names])
            draft.db.register("candidates", pa.Table.from_pylist(rows, schema=schema))
            listed = ", ".join(f'"{name}"' for name in names)
            id_ = draft.link_id("MAY_FALL_UNDER", "start", '"end"', "''", "''")
            draft.add("MAY_FALL_UNDER", f"SELECT {id_} AS id, {listed} FROM candidates")
            draft.db.unregister("candidates")


_COLUMNS = {
    "start", "start_label", "end", "end_label", "rank", "score", "words", "regime", "paragraph", "wording",
    "known_from", "known_to", "inferred", "rule", "confidence", "tlp", "evidence", "evidence_count",
}  # fmt: skip


def _items(draft: Draft) -> list[Goods]:
    rows = draft.db.execute(
        f"""
        SELECT id, description, part_number, known_from, known_to, tlp, evidence FROM {draft.table("Item")}
        WHERE description IS NOT NULL OR part_number IS NOT NULL ORDER BY id
        """
    ).fetchall()
    return [Goods(*row) for row in rows]


def _parts(draft: Draft, items: list[Goods]) -> None:
    """Set the part number where the words state exactly one, and its base, suffix and maker."""
    found = []
    for item in items:
        stated = part_number(item.part_number) if item.part_number else None
        if stated is None:
            named = part_numbers(item.description or "")
            stated = named[0] if len({part.base for part in named}) == 1 else None
        elif not stated.maker:
            named = [part for part in part_numbers(item.description or "") if part.base == stated.base]
            stated = named[0] if named else stated
        if stated is not None:
            found.append((item.id, item.part_number or stated.normal, stated.base, stated.suffix, stated.maker))
    if not found:
        return
    table = dict(zip(("id", "part_number", "part_base", "part_suffix", "maker"), zip(*found, strict=True), strict=True))
    draft.db.register("parts", pa.table({name: pa.array(list(values), pa.string()) for name, values in table.items()}))
    for prop in ("part_number", "part_base", "part_suffix", "maker"):
        draft.set("Item", prop, f"SELECT id, {prop} AS value FROM parts WHERE coalesce({prop}, '') <> ''")
    draft.db.unregister("parts")


def _rows(draft: Draft, label: str, items: list[Goods]) -> Iterator[dict[str, Any]]:
    """One row for each candidate of each item, the likeliest first."""
    said = wordings(draft.db, label)
    if not said:
        return
    limit = thresholds("goods")[KINDS[label]]
    index = index_of(said)
    place = {(one.code, one.regime, one.text): one for one in said}
    there = {id_ for (id_,) in draft.db.execute(f"SELECT id FROM {draft.table(label)}").fetchall()}
    subject = {one.code: one.subject for one in said}
    for item in items:
        rank = 0
        for found in index.candidates(item.description or "", int(limit["most"]), float(limit["floor"])):
            wording = place[found.paragraph, found.regime, found.wording]
            end = subject.get(found.code, f"hs:{found.code}" if label == "HsCode" else f"code:{found.code.upper()}")
            if end in there:
                rank += 1
                yield _row(item, label, end, rank, found, wording)


def _row(item: Goods, label: str, end: str, rank: int, found: Candidate, wording: Wording) -> dict[str, Any]:
    evidence = list(dict.fromkeys([*item.evidence[:1], wording.ref]))
    return {
        "start": item.id,
        "start_label": "Item",
        "end": end,
        "end_label": label,
        "rank": rank,
        "score": found.score,
        "words": list(found.words),
        "regime": found.regime,
        "paragraph": found.paragraph,
        "wording": found.wording[: int(thresholds("goods")["wording"])],
        "known_from": max(item.known_from, wording.known_from),
        "known_to": item.known_to,
        "inferred": True,
        "rule": RULE,
        "confidence": found.score,
        "tlp": str(Tlp.strictest(Tlp(item.tlp), Tlp(wording.tlp))),
        "evidence": evidence,
        "evidence_count": len(evidence),
    }
