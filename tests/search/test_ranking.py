"""The scores of actions, in programmes of a few actions."""

import math

import pytest

from support import make_programme, search_ids


def bm25(frequency: float, relative_length: float, matching: int, total: int) -> float:
    """Return the BM25 score of a term in one of several actions."""
    inverse_document_frequency = math.log(1 + total / (matching + 0.5))
    saturation = frequency + 1.2 * (1 - 0.75 + 0.75 * relative_length)
    return inverse_document_frequency * frequency * (1.2 + 1) / saturation


def test_a_score_is_the_sum_of_coverage_bm25_and_boosts() -> None:
    programme = make_programme("Clean water, safe water.", "Clean air.")
    first, second = programme.search("clean water", language="en")
    clean, water = math.log(1 + 2 / 2.5), math.log(1 + 2 / 1.5)
    # The coverage of the query; each term, with weight 4 for the summary; the exact forms; three of
    # four words of the summary. The mean length of the actions is three words.
    assert first.score == pytest.approx(
        100 + bm25(4, 4 / 3, 2, 2) + bm25(2 * 4, 4 / 3, 1, 2) + 2 * 2 + 20 * 3 / 4
    )
    assert second.score == pytest.approx(
        100 * clean / (clean + water) + bm25(4, 2 / 3, 2, 2) + 2 + 20 * 1 / 2
    )


def test_a_summary_that_is_the_query_scores_100_more() -> None:
    (hit,) = make_programme("Water.").search("waters", language="en")
    assert hit.score == pytest.approx(100 + bm25(4, 1, 1, 1) + 20)
    (hit,) = make_programme("Water.").search("water", language="en")
    assert hit.score == pytest.approx(100 + bm25(4, 1, 1, 1) + 2 + 20 + 100)


def test_the_form_of_the_query_scores_2_more() -> None:
    exact, other = make_programme("Cross that road.", "Cross that roads.").search(
        "road", language="en"
    )
    assert exact.score - other.score == pytest.approx(2)


@pytest.mark.parametrize(
    ("query", "first"), [("Ships for ports.", "act-1"), ("ports for ships", "act-2")]
)
def test_an_action_whose_summary_is_the_query_ranks_first(query: str, first: str) -> None:
    assert search_ids(make_programme("Ships for ports.", "Ports for ships."), query)[0] == first


def test_a_short_summary_ranks_before_a_long_one_with_the_same_matches() -> None:
    programme = make_programme(
        "Clean the water of rivers, lakes and canals.", "Clean the water of rivers."
    )
    assert search_ids(programme, "water") == ["act-2", "act-1"]


def test_matching_more_terms_ranks_before_matching_one_more_often() -> None:
    programme = make_programme(
        "Water, water, water.", "Clean the water of rivers, lakes and canals."
    )
    assert search_ids(programme, "clean water") == ["act-2", "act-1"]


def test_rare_terms_count_more_than_frequent_ones() -> None:
    programme = make_programme("Plan roads.", "Plan ports.", "Find bridges.", "Plan canals.")
    assert search_ids(programme, "plan bridges")[0] == "act-3"


def test_an_unknown_term_counts_more_than_a_known_one() -> None:
    programme = make_programme("Clean water.", "Plan roads.", "Run mills.", "Run farms.")
    assert search_ids(programme, "water roads") == ["act-1", "act-2"]
    assert search_ids(programme, "water zoos") == []


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("roads dams", True),
        ("roads dams locks", False),
        ("roads dams locks mills", True),
        ("roads dams locks mills farms", True),
    ],
)
def test_long_queries_need_a_smaller_share_of_matching_terms(query: str, is_found: bool) -> None:
    programme = make_programme("Plan roads.", "Mend dams and locks.", "Run mills.", "Run farms.")
    assert ("act-1" in search_ids(programme, query)) is is_found
