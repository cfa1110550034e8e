"""Who owns what with listed owners: shares added up by the cascading rule of OFAC, with ranges, unknowns and loops.

Source: OFAC, Revised Guidance on Entities Owned by Persons Whose Property and Interests in Property Are Blocked
(13 August 2014), with FAQ 398 to 402: a company owned 50 percent or more, in the aggregate, directly or indirectly,
by listed parties counts as one of them; what it owns in others then counts in full. A share held through a company
that does not count is nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from graph.types import Interval

HALF = 0.5
"""The share at which a company counts as owned, inclusive."""
_DIGITS = 9  # shares are read as decimals: 0.1 + 0.2 + 0.2 must be a half


@dataclass(frozen=True, slots=True)
class Stake:
    """A holder's direct share of a company. A bound that nobody states is None: unknown, never nought."""

    holder: str
    company: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ListedShare:
    """What one listed owner holds of a company, directly or through companies that count as owned by listed parties."""

    owner: str
    company: str
    share: Interval
    """Attributable to this owner. What a company holds that several listed parties own counts for each of them."""
    total: Interval
    """Of all listed owners together, each holding counted once."""
    through: tuple[str, ...]
    """The companies of the shortest way, nearest to the owner first; empty if held directly."""


Holdings = Mapping[str, Mapping[str, Interval]]
"""Company → holder → direct share."""


def holdings(stakes: Iterable[Stake]) -> dict[str, dict[str, Interval]]:
    """Direct shares by company; a share with no stated bound is at most what the other holders surely leave."""
    given: dict[str, dict[str, Stake]] = {}
    for stake in stakes:
        if stake.holder != stake.company:  # shares a company holds in itself belong to nobody
            given.setdefault(stake.company, {})[stake.holder] = stake
    shares: dict[str, dict[str, Interval]] = {}
    for company, held in given.items():
        surely = {holder: _bounded(stake.low or 0.0) for holder, stake in held.items()}
        for holder, stake in held.items():
            low = surely[holder]
            rest = max(0.0, round(1.0 - sum(surely.values()) + low, _DIGITS))
            high = _bounded(stake.high) if stake.high is not None else max(low, rest)
            shares.setdefault(company, {})[holder] = Interval(low, max(low, high))
    return shares


def aggregate_share(company: str, shares: Holdings, surely: Set[str], perhaps: Set[str]) -> Interval:
    """Share of one company that its direct holders among `surely` (least) and `perhaps` (most) have together, 0..1."""
    held = shares.get(company, {})
    low = sum(share.low for holder, share in held.items() if holder in surely)
    high = sum(share.high for holder, share in held.items() if holder in perhaps)
    low = min(1.0, round(low, _DIGITS))
    return Interval(low, max(low, min(1.0, round(high, _DIGITS))))


def owned_by_listed(shares: Holdings, listed: Set[str], threshold: float = HALF) -> tuple[set[str], set[str]]:
    """The companies that surely, and those that perhaps, count as owned by listed parties.

    The least set that follows from the listed ones, so that companies which own only each other do not count.
    """
    surely = _closure(shares, listed, threshold, most=False)
    return surely, _closure(shares, listed, threshold, most=True)


def listed_shares(stakes: Iterable[Stake], listed: Set[str], threshold: float = HALF) -> list[ListedShare]:
    """Every share that a listed owner has or may have in a company, by owner and company."""
    shares = holdings(stakes)
    surely, perhaps = owned_by_listed(shares, listed, threshold)
    holds: dict[str, list[str]] = {}
    for company, held in shares.items():
        for holder, share in held.items():
            if share.high > 0:
                holds.setdefault(holder, []).append(company)
    totals = {company: aggregate_share(company, shares, surely | listed, perhaps | listed) for company in shares}
    found = []
    for owner in sorted(listed & holds.keys()):
        ways = _ways(owner, shares, holds, perhaps, most=True)
        sure = _ways(owner, shares, holds, surely, most=False)
        reached = {company for holder in ways for company in holds.get(holder, ())} - {owner}
        for company in sorted(reached):
            share = aggregate_share(company, shares, sure.keys(), ways.keys())
            if share.high > 0:
                holders = (holder for holder in shares[company] if holder in ways and holder != company)
                through = min((ways[holder] for holder in holders), key=lambda way: (len(way), way))
                found.append(ListedShare(owner, company, share, totals[company], through))
    return found


def _bounded(share: float) -> float:
    return min(1.0, max(0.0, share))


def _closure(shares: Holdings, listed: Set[str], threshold: float, *, most: bool) -> set[str]:
    counts = set(listed)
    owned: set[str] = set()
    changed = True
    while changed:
        changed = False
        for company in shares:
            if company in owned:
                continue
            total = aggregate_share(company, shares, counts, counts)
            if (total.high if most else total.low) >= threshold:
                owned.add(company)
                counts.add(company)
                changed = True
    return owned


def _ways(
    owner: str, shares: Holdings, holds: Mapping[str, list[str]], owned: Set[str], *, most: bool
) -> dict[str, tuple[str, ...]]:
    """From the owner, every company whose holdings count for it, with the shortest way there (companies passed)."""
    ways: dict[str, tuple[str, ...]] = {owner: ()}
    queue = deque([owner])
    while queue:
        holder = queue.popleft()
        for company in sorted(holds.get(holder, ())):
            share = shares[company][holder]
            if company in owned and company not in ways and (share.high if most else share.low) > 0:
                ways[company] = (*ways[holder], company)
                queue.append(company)
    return ways
