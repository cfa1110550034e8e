"""An order that renews, amends, lifts or reviews is linked to the earlier one; a lift ends it on its own first day.

The earlier order is told by its citation, else by authority, party and day, else as the only one of its kind still open
against the same party. Where two fit, none is taken: the order says so in `unlinked`, and the build counts it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from graph.schema import EVIDENCE_KEPT
from ingest.build.draft import Draft
from ingest.build.known import MARKS, rank_of
from ingest.notice_parties import comparable

ROLES = {"renews": "renews", "amends": "amends", "lifts": "lifts", "delists": "lifts", "reviews": "reviews"}
ONE_YEAR_SINCE = date(2023, 8, 30)
TERMS = (200, 385)
"""Days within which a temporary order is renewed: it lasts at most 180 days, one given since `ONE_YEAR_SINCE` a year
(15 CFR 766.24(d)), and is published some days later. After a longer gap an order between is not in the records."""
NONE_FITS = "orders whose earlier order is not in the records"
TWO_FIT = "orders for which several earlier orders fit, so that none is linked"
_TEMPORARY = ("denies temporarily", "renews", "amends")
_CITATION = re.compile(r"(\d{2,3}) ?F\.? ?R\.? ?([\d,]+)")


@dataclass
class Order:
    """A Denial as this step needs it."""

    id: str
    action: str
    kind: str
    authority: str
    citation: str
    citations: frozenset[str]
    days: frozenset[str]
    since: date | None
    known: date
    parties: frozenset[str] = frozenset()
    """Ids of the parties it names, and their names as it writes them, comparable."""
    earlier: list[Order] = field(default_factory=list)
    followed: bool = False
    """Has a later order renewed, amended or lifted it?"""

    @property
    def day(self) -> date:
        """Its first day; the day it became known where it does not say."""
        return self.since or self.known

    @property
    def told_by(self) -> str:
        """The family of sources that tells of it: two sources may tell of one order."""
        return self.id.partition(":")[0]


def derive(draft: Draft) -> dict[str, int]:
    """Add RENEWS, end what was lifted, and say what could not be linked. Gives how often."""
    orders = _orders(draft)
    links: list[tuple[str, str, str, str, float]] = []
    unlinked: list[tuple[str, str]] = []
    count = {NONE_FITS: 0, TWO_FIT: 0}
    for order in orders:
        if order.action not in ROLES:
            continue
        found, rule, confidence = _earlier(order, orders)
        role = ROLES[order.action]
        if rule in count:
            count[rule] += 1
            unlinked.append((order.id, f"{len(found)} earlier orders fit: {', '.join(o.id for o in found[:5])}" if found
                             else "no earlier order against the same party is in the records"))  # fmt: skip
            continue
        order.earlier = found
        for one in found:
            one.followed = one.followed or role != "reviews"
            links.append((order.id, one.id, role, rule, confidence))
    _add(draft, links)
    _end(draft, [order for order in orders if ROLES.get(order.action) == "lifts" and order.earlier])
    if unlinked:
        draft.db.execute("CREATE TEMP TABLE unlinked (id VARCHAR, value VARCHAR)")
        draft.db.executemany("INSERT INTO unlinked VALUES (?, ?)", unlinked)
        draft.set("Denial", "unlinked", "SELECT id, value FROM unlinked")
    return count


def _orders(draft: Draft) -> list[Order]:
    """Every order and listing, the earliest first."""
    parties: dict[str, set[str]] = defaultdict(set)
    for start, end, name in draft.db.execute(
        f"SELECT start, \"end\", name_given FROM {draft.table('NAMED_IN')} WHERE end_label = 'Denial'"
    ).fetchall():
        parties[end].add(start)
        if name and comparable(name):
            parties[end].add(f"name:{comparable(name)}")
    rows = draft.db.execute(
        f"""SELECT id, coalesce(action, ''), kind, coalesce(authority, ''), coalesce(reference, ''),
            coalesce(earlier_citations, []), coalesce(earlier_days, []), valid_from, known_from
        FROM {draft.table("Denial")} WHERE kind <> 'licence_denial'
            AND EXISTS (SELECT 1 FROM {draft.table("Denial")} WHERE action IN ({", ".join(f"'{a}'" for a in ROLES)}))"""
    ).fetchall()
    orders = [
        Order(i, action, kind, who, _citation(ref), frozenset(map(_citation, cited)), frozenset(days), since, known,
              frozenset(parties[i]))
        for i, action, kind, who, ref, cited, days, since, known in rows
    ]  # fmt: skip
    return sorted(orders, key=lambda order: (order.day, order.id))


def _citation(text: str) -> str:
    m = _CITATION.search(text)
    return f"{m[1]} FR {m[2].replace(',', '')}" if m else ""


def _earlier(order: Order, orders: Iterable[Order]) -> tuple[list[Order], str, float]:
    """The earlier orders, the rule that tells them, and how sure; a rule of `NONE_FITS` or `TWO_FIT` links nothing."""
    listing = order.action == "delists"
    before = [
        one for one in orders
        if one is not order and one.day < order.day and one.kind not in ("lifting", "appeal")
        and (one.kind == "listing") == listing
    ]  # fmt: skip
    cited = [
        one for one in before
        if one.citation and one.citation in order.citations and (not order.parties or one.parties & order.parties)
    ]  # fmt: skip
    if cited:
        return cited, "it cites the earlier order", 0.95
    same = [one for one in before if one.authority == order.authority and one.parties & order.parties]
    dated = [one for one in same if one.day.isoformat() in order.days]
    if dated:
        return _judged(order, dated, "same authority and party, and the day it gives for the earlier order", 0.9)
    if order.action == "renews":
        same = [one for one in same if one.action in _TEMPORARY and _lasts(one, order)]
    open_ = [one for one in same if not one.followed]
    return _judged(order, open_, "the only order of its kind still open against the same party", 0.75)


def _lasts(one: Order, order: Order) -> bool:
    return (order.day - one.day).days <= TERMS[one.day >= ONE_YEAR_SINCE]


def _judged(order: Order, fits: list[Order], rule: str, confidence: float) -> tuple[list[Order], str, float]:
    """Those that fit, unless two of one source fit for one party."""
    if not fits:
        return [], NONE_FITS, 0.0
    for party in order.parties:
        theirs = [one.told_by for one in fits if party in one.parties]
        if len(theirs) != len(set(theirs)):
            return fits, TWO_FIT, 0.0
    return fits, rule, confidence


def _add(draft: Draft, links: list[tuple[str, str, str, str, float]]) -> None:
    if not links:
        return
    draft.db.execute(
        "CREATE TEMP TABLE followed (start VARCHAR, stop VARCHAR, role VARCHAR, rule VARCHAR, confidence DOUBLE)"
    )
    draft.db.executemany("INSERT INTO followed VALUES (?, ?, ?, ?, ?)", links)
    denials = draft.table("Denial")
    draft.add(
        "RENEWS",
        f"""
        SELECT {draft.link_id("RENEWS", "f.start", "f.stop", "f.role", "''")} AS id, f.start, 'Denial' AS start_label,
            f.stop AS "end", 'Denial' AS end_label, f.role, a.valid_from,
            greatest(a.known_from, b.known_from) AS known_from, least(a.known_to, b.known_to) AS known_to,
            true AS inferred, f.rule, f.confidence,
            {MARKS}[greatest({rank_of("a.tlp")}, {rank_of("b.tlp")})] AS tlp,
            list_concat(a.evidence[:3], b.evidence[:1]) AS evidence, len(a.evidence[:3]) + 1 AS evidence_count
        FROM followed AS f JOIN {denials} AS a ON a.id = f.start JOIN {denials} AS b ON b.id = f.stop
        """,
    )


def _end(draft: Draft, lifts: Iterable[Order]) -> None:
    """End what was lifted, and what that had renewed or amended, for the parties that were released."""
    ends: dict[tuple[str, str], tuple[date, str]] = {}
    named: dict[str, set[str]] = {}
    for lift in lifts:
        if lift.since is None:
            continue
        waiting, seen = list(lift.earlier), set()
        while waiting:
            one = waiting.pop()
            if one.id in seen:
                continue
            seen.add(one.id)
            waiting += one.earlier
            named[one.id] = {p for p in one.parties if not p.startswith("name:")}
            for row in draft.db.execute(
                f'SELECT id, start, name_given FROM {draft.table("NAMED_IN")} WHERE "end" = ?', [one.id]
            ).fetchall():
                own, end = f"name:{comparable(row[2] or '')}", (lift.since, lift.id)
                if not lift.parties or row[1] in lift.parties or own in lift.parties:
                    ends[one.id, row[1]] = min(ends.get((one.id, row[1]), end), end)
            if not named[one.id]:
                ends[one.id, ""] = (lift.since, lift.id)
    whole = {}
    for target, parties in named.items():
        days = [ends.get((target, party)) for party in parties] or [ends.get((target, ""))]
        if all(days):
            whole[target] = max(day for day in days if day)
    rows = [("NAMED_IN", target, party, *end) for (target, party), end in ends.items() if party]
    rows += [("Denial", target, "", *end) for target, end in whole.items()]
    if not rows:
        return
    draft.db.execute("CREATE TEMP TABLE lifted (label VARCHAR, id VARCHAR, party VARCHAR, day DATE, lift VARCHAR)")
    draft.db.executemany("INSERT INTO lifted VALUES (?, ?, ?, ?, ?)", sorted(rows))
    for label, same in (("Denial", "t.id = l.id"), ("NAMED_IN", 't."end" = l.id AND t.start = l.party')):
        draft.db.execute(
            f"""
            UPDATE {draft.table(label)} AS t SET valid_to = l.day,
                evidence = list_concat(t.evidence[:{EVIDENCE_KEPT - 2}], l.words),
                evidence_count = t.evidence_count + len(l.words)
            FROM (SELECT l.*, d.evidence[:2] AS words FROM lifted AS l
                JOIN {draft.table("Denial")} AS d ON d.id = l.lift
                WHERE l.label = '{label}') AS l
            WHERE {same} AND (t.valid_to IS NULL OR t.valid_to > l.day)
            """
        )
