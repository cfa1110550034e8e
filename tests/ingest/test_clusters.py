"""How mentions become one: what joins, what forbids, and that no order matters."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from ingest.resolve.clusters import Clusters, Traits, contradiction


def company(*countries: str, inn: str = "") -> Traits:
    return Traits({"organisation"}, set(countries), numbers={"inn": {inn}} if inn else {})


def test_mentions_that_nothing_contradicts_become_one_and_the_first_known_stands_for_it() -> None:
    clusters = Clusters({1: company("RU"), 2: company("RU"), 3: company()})
    clusters.join("name_country", "vektor", "RU", [3, 2, 1])
    assert [clusters.root(n) for n in (1, 2, 3)] == [1, 1, 1]
    assert clusters.steps[0].members == (1, 2, 3)


def test_two_tax_numbers_are_two_firms_whatever_their_name() -> None:
    clusters = Clusters({1: company("RU", inn="1"), 2: company("RU", inn="2")})
    clusters.join("name_country", "vektor", "RU", [1, 2])
    assert clusters.root(2) == 2
    assert clusters.refused == 1


def test_a_mention_that_fits_two_firms_that_contradict_each_other_joins_neither() -> None:
    clusters = Clusters({1: company("RU", inn="1"), 2: company("RU", inn="2"), 3: company("RU"), 4: company("RU")})
    clusters.join("name_country", "vektor", "RU", [1, 2, 3, 4])
    assert [clusters.root(n) for n in (1, 2, 3, 4)] == [1, 2, 3, 3]


def test_a_contradiction_between_whole_clusters_forbids_a_join_that_their_parts_would_allow() -> None:
    clusters = Clusters({1: company("RU", inn="1"), 2: company("RU"), 3: company("RU", inn="2"), 4: company("RU")})
    clusters.join("name_address", "a", "x", [1, 2])
    clusters.join("name_address", "b", "y", [3, 4])
    clusters.join("name_country", "c", "RU", [2, 4])
    assert clusters.root(2) != clusters.root(4)


def test_an_equal_number_counts_more_than_another_country() -> None:
    clusters = Clusters({1: company("RU"), 2: company("AE")})
    clusters.join("identifier", "", "lei 5", [1, 2], countries_count=False)
    assert clusters.root(2) == 1


def test_a_persons_word_that_two_are_different_holds_against_every_rule() -> None:
    traits = {1: company("RU"), 2: company("RU"), 3: company("RU")}
    traits[1].sides[7] = {0}
    traits[3].sides[7] = {1}
    clusters = Clusters(traits)
    clusters.join("identifier", "", "inn 5", [1, 2])
    clusters.join("identifier", "", "ogrn 6", [2, 3])
    assert clusters.root(3) != clusters.root(1)


def test_a_persons_word_that_two_are_one_holds_against_a_differing_birth_date() -> None:
    clusters = Clusters({1: Traits({"person"}, births={"1970-01-01"}), 2: Traits({"person"}, births={"1971-01-01"})})
    clusters.judged_same("somebody: a slip of the pen", 1, 2)
    assert clusters.root(2) == 1


def test_a_year_of_birth_does_not_contradict_a_day_in_that_year() -> None:
    a, b = Traits({"person"}, births={"1970"}), Traits({"person"}, births={"1970-05-01"})
    assert contradiction(a, b) == ""
    assert contradiction(a, Traits({"person"}, births={"1971-05-01"})) == "their birth dates differ"


def test_an_organisation_is_not_a_person_but_something_unknown_may_be_either() -> None:
    assert contradiction(Traits({"organisation"}), Traits({"person"})) == "they are of different kinds"
    assert contradiction(Traits({"unknown"}), Traits({"person"})) == ""


mentions = st.builds(
    lambda sort, country, inn: Traits({sort}, {country} if country else set(), numbers={"inn": {inn}} if inn else {}),
    st.sampled_from(["organisation", "unknown", "person"]), st.sampled_from(["RU", "DE", ""]),
    st.sampled_from(["", "", "1", "2"]),
)  # fmt: skip


@given(st.lists(mentions, min_size=3, max_size=9), st.lists(st.sets(st.integers(0, 8), max_size=5), max_size=5))
def test_no_cluster_ever_holds_two_exclusive_numbers_and_members_order_does_not_matter(
    traits: list[Traits], groups: list[set[int]]
) -> None:
    def run(shuffle: bool) -> list[int]:
        clusters = Clusters(
            {n: Traits(set(t.sorts), set(t.countries), numbers=dict(t.numbers)) for n, t in enumerate(traits)}
        )
        for place, group in enumerate(groups):
            members = [n for n in sorted(group) if n < len(traits)]
            clusters.join("name_country", str(place), "", random.sample(members, len(members)) if shuffle else members)
        for n in range(len(traits)):
            assert len(clusters.whole(clusters.root(n)).numbers.get("inn", set())) <= 1
        return [clusters.root(n) for n in range(len(traits))]

    assert run(False) == run(True)
