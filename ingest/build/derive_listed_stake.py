"""What listed owners hold of companies, day by day: the cascading rule of `graph.ownership` on the graph's OWNS.

A new stake begins wherever a holding or a listing begins or ends, so that a query may ask for any day.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa

from graph.ownership import ListedShare, Stake, listed_shares
from graph.schema import EVIDENCE_KEPT, element
from graph.snapshot import arrow_schema
from graph.types import Tlp
from ingest.build.draft import Draft
from ingest.build.thresholds import thresholds
from ingest.tables import literals

RULE = "shares of listed owners added up (OFAC guidance of 13 August 2014)"


@dataclass(frozen=True, slots=True)
class Fact:
    """A holding or a listing, the days from (inclusive) and to (exclusive) which it holds, and what it rests on."""

    start: str
    end: str
    low: float | None
    high: float | None
    since: date | None
    until: date | None
    known_from: date
    tlp: str
    evidence: tuple[str, ...]

    def holds(self, day: date) -> bool:
        """Whether it holds on that day; a day that is not stated is open."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def derive(draft: Draft) -> None:
    """Add LISTED_STAKE for every listed owner, company and span of days in which the shares are the same."""
    owns, listings = _owns(draft), _listings(draft)
    rows = [row for facts in _components(owns, listings) for row in _spans(*facts)]
    kind = element("LISTED_STAKE")
    schema = pa.schema([column for column in arrow_schema(kind) if column.name in _COLUMNS])
    table = pa.Table.from_pylist(rows, schema=schema)
    draft.db.register("stakes", table)
    draft.add(
        "LISTED_STAKE",
        f"""SELECT {draft.link_id("LISTED_STAKE", "start", '"end"', "valid_from")} AS id, 'Party' AS start_label,
            'Party' AS end_label, * FROM stakes""",
    )
    draft.db.unregister("stakes")


_COLUMNS = (
    "start", "end", "share_min", "share_max", "total_min", "total_max", "through", "valid_from", "valid_to",
    "known_from", "inferred", "rule", "confidence", "tlp", "evidence", "evidence_count",
)  # fmt: skip


def _owns(draft: Draft) -> list[Fact]:
    rows = draft.db.execute(
        f"""
        SELECT start, "end", share_min / 100, share_max / 100, valid_from, least(valid_to, known_to), known_from, tlp,
            evidence
        FROM {draft.table("OWNS")} ORDER BY start, "end", valid_from NULLS FIRST, id
        """
    ).fetchall()
    return [_fact(row) for row in rows]


def _listings(draft: Draft) -> list[Fact]:
    kinds = literals(thresholds("listed_stake")["kinds"])
    rows = draft.db.execute(
        f"""
        SELECT n.start, n."end", NULL, NULL, coalesce(d.valid_from, n.valid_from, d.known_from),
            least(coalesce(d.valid_to, n.valid_to), d.known_to, n.known_to), n.known_from, n.tlp, n.evidence
        FROM {draft.table("NAMED_IN")} AS n JOIN {draft.table("Denial")} AS d ON d.id = n."end"
        WHERE d.kind IN ({kinds}) ORDER BY n.start, n."end", n.id
        """
    ).fetchall()
    return [_fact(row) for row in rows]


def _fact(row: tuple[Any, ...]) -> Fact:
    start, end, low, high, since, until, known_from, tlp, evidence = row
    return Fact(start, end, low, high, since, until, known_from, tlp, tuple(evidence))


def _components(owns: list[Fact], listings: list[Fact]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Holdings and listings that can matter to each other: what hangs together below listed parties."""
    owns = _below(owns, {fact.start for fact in listings})
    parent: dict[str, str] = {}

    def top(party: str) -> str:
        while (above := parent.setdefault(party, party)) != party:
            parent[party] = parent[above]
            party = above
        return party

    for fact in owns:
        a, b = sorted((top(fact.start), top(fact.end)))
        parent[b] = a
    held, named = defaultdict(list), defaultdict(list)
    for fact in owns:
        held[top(fact.start)].append(fact)
    for fact in listings:
        if fact.start in parent:
            named[top(fact.start)].append(fact)
    for group in sorted(named):
        yield held[group], named[group]


def _below(owns: list[Fact], listed: set[str]) -> list[Fact]:
    """Every holding in a company that a listed party may reach; those of others too, for what they leave."""
    holds = defaultdict(list)
    for fact in owns:
        holds[fact.start].append(fact.end)
    reached: set[str] = set()
    todo = sorted(listed)
    while todo:
        fresh = [company for company in holds.get(todo.pop(), ()) if company not in reached]
        reached.update(fresh)
        todo += fresh
    return [fact for fact in owns if fact.end in reached]


def _spans(owns: list[Fact], listings: list[Fact]) -> Iterator[dict[str, object]]:
    cuts: set[date | None] = {None}
    for fact in [*owns, *listings]:
        cuts |= {day for day in (fact.since, fact.until) if day}
    open_: dict[tuple[str, str], dict[str, object]] = {}
    days = sorted(cuts, key=lambda day: day or date.min)
    for day in days:
        now = _on(day or date.min, owns, listings)
        for pair in sorted(open_.keys() - now.keys()):
            yield {**open_.pop(pair), "valid_to": day}
        for pair, row in now.items():
            before = open_.get(pair)
            if before is not None and _said(before) == _said(row):
                continue
            if before is not None:
                yield {**before, "valid_to": day}
            open_[pair] = {**row, "valid_from": day, "valid_to": None}
    for pair in sorted(open_):
        yield open_[pair]


def _said(row: dict[str, object]) -> str:
    return json.dumps([row[name] for name in ("share_min", "share_max", "total_min", "total_max", "through")])


def _on(day: date, owns: list[Fact], listings: list[Fact]) -> dict[tuple[str, str], dict[str, object]]:
    held = {(fact.start, fact.end): fact for fact in owns if fact.holds(day)}  # the holding that began last counts
    named: dict[str, Fact] = {}
    for fact in sorted((fact for fact in listings if fact.holds(day)), key=lambda f: (f.known_from, f.end)):
        named.setdefault(fact.start, fact)
    stakes = [Stake(owner, company, _part(fact.low), _part(fact.high)) for (owner, company), fact in held.items()]
    return {
        (share.owner, share.company): _row(share, held, named[share.owner])
        for share in listed_shares(stakes, named.keys(), thresholds("listed_stake")["counts_as_owned"])
    }


def _part(share: float | None) -> float | None:
    return None if share is None else min(1.0, max(0.0, share))


def _row(share: ListedShare, held: dict[tuple[str, str], Fact], listing: Fact) -> dict[str, object]:
    way = (share.owner, *share.through, share.company)
    facts = [listing, *(held[step] for step in pairwise(way))]
    evidence = list(dict.fromkeys(ref for fact in facts for ref in fact.evidence[:1]))
    return {
        "start": share.owner,
        "end": share.company,
        "share_min": _percent(share.share.low),
        "share_max": _percent(share.share.high),
        "total_min": _percent(share.total.low),
        "total_max": _percent(share.total.high),
        "through": list(share.through),
        "known_from": max(fact.known_from for fact in facts),
        "inferred": True,
        "rule": RULE,
        "confidence": 1.0,
        "tlp": str(Tlp.strictest(*(Tlp(fact.tlp) for fact in facts))),
        "evidence": evidence[:EVIDENCE_KEPT],
        "evidence_count": len(evidence),
    }


def _percent(share: float) -> float:
    return round(100 * share, 6)
