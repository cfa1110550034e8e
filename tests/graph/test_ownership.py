"""The cascading rule of OFAC's guidance, with the cases the guidance itself gives, ranges, unknowns and loops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ownership import ListedShare, Stake, aggregate_share, holdings, listed_shares, owned_by_listed
from graph.types import Interval


def exactly(holder: str, company: str, share: float) -> Stake:
    return Stake(holder, company, share, share)


def found(stakes: list[Stake], listed: set[str]) -> dict[tuple[str, str], ListedShare]:
    return {(one.owner, one.company): one for one in listed_shares(stakes, listed)}


def test_half_of_a_company_is_enough() -> None:
    shares = found([exactly("X", "A", 0.5)], {"X"})
    assert shares["X", "A"].total == Interval(0.5, 0.5)
    assert owned_by_listed(holdings([exactly("X", "A", 0.5)]), {"X"})[0] == {"A"}


def test_a_company_owned_half_by_an_owned_company_counts_though_a_quarter_is_held() -> None:
    # FAQ 401: X owns 50 percent of A, A owns 50 percent of B. B is blocked.
    shares = found([exactly("X", "A", 0.5), exactly("A", "B", 0.5)], {"X"})
    assert shares["X", "B"].total.low == 0.5
    assert shares["X", "B"].through == ("A",)


def test_quarters_in_two_companies_that_do_not_count_add_up_to_nothing() -> None:
    # FAQ 401: X owns 25 percent of A and of B; A and B each own half of C. C is not blocked.
    stakes = [exactly("X", "A", 0.25), exactly("X", "B", 0.25), exactly("A", "C", 0.5), exactly("B", "C", 0.5)]
    assert ("X", "C") not in found(stakes, {"X"})


def test_two_listed_owners_of_a_quarter_each_own_a_company_together() -> None:
    # FAQ 399: X and Y each own 25 percent of A. A is blocked.
    shares = found([exactly("X", "A", 0.25), exactly("Y", "A", 0.25)], {"X", "Y"})
    assert shares["X", "A"].share.low == 0.25
    assert shares["X", "A"].total == shares["Y", "A"].total == Interval(0.5, 0.5)


def test_direct_and_indirect_shares_of_one_owner_add_up() -> None:
    # FAQ 401: X owns 50 percent of A and 10 percent of B; A owns 40 percent of B. B is blocked.
    stakes = [exactly("X", "A", 0.5), exactly("X", "B", 0.1), exactly("A", "B", 0.4)]
    assert found(stakes, {"X"})["X", "B"].share == Interval(0.5, 0.5)


def test_one_percent_less_than_half_passes_nothing_on() -> None:
    stakes = [exactly("X", "A", 0.49), exactly("A", "B", 1.0)]
    assert set(found(stakes, {"X"})) == {("X", "A")}


def test_tenths_that_make_a_half_are_a_half() -> None:
    stakes = [exactly("X", "A", 0.1), exactly("Y", "A", 0.2), exactly("Z", "A", 0.2)]
    assert owned_by_listed(holdings(stakes), {"X", "Y", "Z"})[0] == {"A"}


def test_a_holding_of_a_company_two_listed_parties_own_counts_once_in_the_total() -> None:
    stakes = [exactly("X", "A", 0.3), exactly("Y", "A", 0.3), exactly("A", "B", 0.6)]
    shares = found(stakes, {"X", "Y"})
    assert shares["X", "B"].share == shares["Y", "B"].share == Interval(0.6, 0.6)
    assert shares["X", "B"].total == Interval(0.6, 0.6)


def test_an_unknown_share_is_at_most_what_the_others_leave_and_at_least_nothing() -> None:
    shares = found([Stake("X", "A", None, None), exactly("Other", "A", 0.4)], {"X"})
    assert shares["X", "A"].share == Interval(0.0, 0.6)


def test_a_range_makes_a_company_perhaps_owned_and_what_it_owns_too() -> None:
    stakes = [Stake("X", "A", 0.25, 0.75), exactly("A", "B", 1.0)]
    surely, perhaps = owned_by_listed(holdings(stakes), {"X"})
    assert (surely, perhaps) == (set(), {"A", "B"})
    assert found(stakes, {"X"})["X", "B"].share == Interval(0.0, 1.0)


def test_companies_that_only_own_each_other_count_for_nobody() -> None:
    stakes = [exactly("A", "B", 1.0), exactly("B", "A", 0.9), exactly("X", "A", 0.1)]
    assert owned_by_listed(holdings(stakes), {"X"})[0] == set()
    assert set(found(stakes, {"X"})) == {("X", "A")}


def test_a_loop_through_an_owned_company_ends() -> None:
    stakes = [exactly("X", "A", 0.6), exactly("A", "B", 0.6), exactly("B", "A", 0.4)]
    shares = found(stakes, {"X"})
    assert shares["X", "A"].share == Interval(1.0, 1.0)
    assert shares["X", "B"].share == Interval(0.6, 0.6)


def test_a_listed_company_in_which_an_owner_holds_one_percent_does_not_lend_it_its_holdings() -> None:
    stakes = [exactly("X", "A", 0.01), exactly("A", "B", 0.8)]
    shares = found(stakes, {"X", "A"})
    assert ("X", "B") not in shares
    assert shares["A", "B"].total.low == 0.8


def test_shares_that_sum_past_the_whole_are_cut_to_it() -> None:
    assert aggregate_share("A", holdings([exactly("X", "A", 0.8), exactly("Y", "A", 0.7)]), {"X", "Y"}, {"X", "Y"}) == (
        Interval(1.0, 1.0)
    )


def test_a_company_that_holds_itself_is_not_its_own_owner() -> None:
    assert listed_shares([exactly("X", "X", 1.0)], {"X"}) == []


names = st.sampled_from("ABCDEF")
drawn = st.builds(
    lambda holder, company, a, b: Stake(holder, company, min(a, b) / 100, max(a, b) / 100),
    names, names, st.integers(0, 100), st.integers(0, 100),
)  # fmt: skip


@given(st.lists(drawn, max_size=12), st.sets(names, max_size=3))
def test_what_is_sure_is_also_possible_whatever_the_order(stakes: list[Stake], listed: set[str]) -> None:
    one_a_pair = list({(stake.holder, stake.company): stake for stake in stakes}.values())
    surely, perhaps = owned_by_listed(holdings(one_a_pair), listed)
    assert surely <= perhaps
    shares = listed_shares(one_a_pair, listed)
    assert shares == listed_shares(one_a_pair[::-1], listed)
    for one in shares:
        assert one.share.low <= one.total.low + 1e-9
        assert one.share.high <= one.total.high + 1e-9


@given(st.lists(drawn, max_size=12), st.sets(names, max_size=2), names)
def test_listing_one_party_more_never_makes_a_total_smaller(stakes: list[Stake], listed: set[str], more: str) -> None:
    one_a_pair = list({(stake.holder, stake.company): stake for stake in stakes}.values())
    before = owned_by_listed(holdings(one_a_pair), listed)
    after = owned_by_listed(holdings(one_a_pair), listed | {more})
    assert before[0] <= after[0]
    assert before[1] <= after[1]


def test_an_interval_of_shares_is_refused_outside_nought_to_one() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Interval(0.5, 1.5)
