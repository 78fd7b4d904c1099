"""The relevance of search results, measured on queries that are kept outside the library."""

import os
import statistics
from collections.abc import Iterable
from pathlib import Path

import pytest
from relevance import Query, Score, make_typos, read_queries, score_query, search_by_plain_bm25


def read_or_skip(name: str) -> list[Query]:
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_QUERIES does not name the folder of the queries")
    return read_queries(Path(folder) / name)


@pytest.fixture(scope="module", params=["public.json", "more.json"])
def scores(request: pytest.FixtureRequest) -> list[Score]:
    return [score_query(query) for query in read_or_skip(request.param)]


def mean_recall(scores: Iterable[Score]) -> float:
    return statistics.mean(score.recall for score in scores)


def test_recall_and_reciprocal_rank_are_high(scores: list[Score]) -> None:
    assert mean_recall(scores) >= 0.90
    assert statistics.mean(score.reciprocal_rank for score in scores) >= 0.85


def test_queries_without_relevant_paragraphs_have_no_hits(scores: list[Score]) -> None:
    recalls = [score.recall for score in scores if not score.query["relevant"]]
    assert recalls
    assert set(recalls) == {1}


def test_recall_is_similar_in_all_languages(scores: list[Score]) -> None:
    means = [
        mean_recall(score for score in scores if score.query["lang"] == language)
        for language in ("fr", "nl", "de", "en")
    ]
    assert max(means) - min(means) <= 0.1


def test_questions_find_what_they_ask_for() -> None:
    questions = [query for query in read_or_skip("more.json") if query["kind"] == "question"]
    assert mean_recall(map(score_query, questions)) >= 0.85


def test_queries_with_typing_errors_find_more_than_plain_bm25() -> None:
    queries = make_typos(read_or_skip("more.json"))
    recall = mean_recall(map(score_query, queries))
    assert recall >= 0.75
    assert recall > mean_recall(score_query(query, search_by_plain_bm25) for query in queries)
