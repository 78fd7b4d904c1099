"""The relevance of search results, measured on the public queries."""

import json
import os
import statistics
from pathlib import Path
from typing import Any

import pytest
from relevance import Score, score_query


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_QUERIES does not name the folder of the queries")
    queries: list[dict[str, Any]] = json.loads((Path(folder) / "public.json").read_text("utf-8"))
    return [score_query(query) for query in queries]


def test_recall_and_reciprocal_rank_are_high(scores: list[Score]) -> None:
    assert statistics.mean(score.recall for score in scores) >= 0.90
    assert statistics.mean(score.reciprocal_rank for score in scores) >= 0.85


def test_queries_without_relevant_paragraphs_have_no_hits(scores: list[Score]) -> None:
    recalls = [score.recall for score in scores if not score.query["relevant"]]
    assert set(recalls) == {1}


def test_recall_is_similar_in_all_languages(scores: list[Score]) -> None:
    means = [
        statistics.mean(score.recall for score in scores if score.query["lang"] == language)
        for language in ("fr", "nl", "de", "en")
    ]
    assert max(means) - min(means) <= 0.1
