"""Which actions come first, on programmes of a few actions."""

import math

import pytest

from support import found, plan


def bm25(frequency: float, size: float, having: int, actions: int) -> float:
    """What a word counts in an action, by the usual formula with its usual numbers."""
    rare = math.log(1 + actions / (having + 0.5))
    return rare * frequency * (1.2 + 1) / (frequency + 1.2 * (1 - 0.75 + 0.75 * size))


def test_a_score_is_what_its_parts_say() -> None:
    some = plan("Clean water, safe water.", "Clean air.")
    first, second = some.search("clean water", language="en")
    clean, water = math.log(1 + 2 / 2.5), math.log(1 + 2 / 1.5)
    # All of the query, its words four times as much in a summary, their very form, and three of
    # four words of the summary. The mean of the actions is three words.
    assert first.score == pytest.approx(
        100 + bm25(4, 4 / 3, 2, 2) + bm25(2 * 4, 4 / 3, 1, 2) + 2 * 2 + 20 * 3 / 4
    )
    assert second.score == pytest.approx(
        100 * clean / (clean + water) + bm25(4, 2 / 3, 2, 2) + 2 + 20 * 1 / 2
    )


def test_the_score_of_the_only_word_of_the_only_action() -> None:
    (hit,) = plan("Water.").search("waters", language="en")
    assert hit.score == pytest.approx(100 + bm25(4, 1, 1, 1) + 20)
    (hit,) = plan("Water.").search("water", language="en")
    assert hit.score == pytest.approx(100 + bm25(4, 1, 1, 1) + 2 + 20 + 100)


def test_the_very_form_counts_two_more() -> None:
    exact, other = plan("Cross that road.", "Cross that roads.").search("road", language="en")
    assert exact.score - other.score == pytest.approx(2)


@pytest.mark.parametrize(
    ("query", "first"), [("Ships for ports.", "act-1"), ("ports for ships", "act-2")]
)
def test_the_action_that_is_asked_for_by_its_whole_summary_is_first(query: str, first: str) -> None:
    assert found(plan("Ships for ports.", "Ports for ships."), query)[0] == first


def test_a_summary_that_says_little_else_comes_before_a_longer_one() -> None:
    some = plan("Clean the water of rivers, lakes and canals.", "Clean the water of rivers.")
    assert found(some, "water") == ["act-2", "act-1"]


def test_more_of_a_query_comes_before_less_of_it() -> None:
    some = plan("Water, water, water.", "Clean the water of rivers, lakes and canals.")
    assert found(some, "clean water") == ["act-2", "act-1"]


def test_rare_words_count_more_than_frequent_ones() -> None:
    some = plan("Plan roads.", "Plan ports.", "Find bridges.", "Plan canals.")
    assert found(some, "plan bridges")[0] == "act-3"


def test_a_word_that_nobody_uses_counts_more_than_one_that_others_do() -> None:
    some = plan("Clean water.", "Plan roads.", "Run mills.", "Run farms.")
    assert found(some, "water roads") == ["act-1", "act-2"]
    assert found(some, "water zoos") == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("roads dams", ["act-1"]),
        ("roads dams locks", []),
        ("roads dams locks mills", ["act-1"]),
        ("roads dams locks mills farms", ["act-1"]),
    ],
)
def test_of_many_words_a_fifth_is_enough_of_few_it_takes_more(query: str, ids: list[str]) -> None:
    some = plan("Plan roads.", "Mend dams and locks.", "Run mills.", "Run farms.")
    assert [one for one in found(some, query) if one == "act-1"] == ids
