"""The search finds what people look for, as far as the public queries tell."""

import json
import os
import statistics
from pathlib import Path
from typing import Any

import pytest
from relevance import Score, score


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES")
    if not folder:
        pytest.skip("BENELUX_PROGRAMME_QUERIES does not name the folder of the queries")
    queries: list[dict[str, Any]] = json.loads((Path(folder) / "public.json").read_text("utf-8"))
    return [score(query) for query in queries]


def test_recall_and_rank_are_high(scores: list[Score]) -> None:
    assert statistics.mean(one.recall for one in scores) >= 0.90
    assert statistics.mean(one.reciprocal for one in scores) >= 0.85


def test_nothing_is_found_where_nothing_is(scores: list[Score]) -> None:
    nothing = [one for one in scores if not one.query["relevant"]]
    assert nothing
    assert all(one.recall == 1 for one in nothing)


def test_the_languages_are_served_alike(scores: list[Score]) -> None:
    means = [
        statistics.mean(one.recall for one in scores if one.query["lang"] == language)
        for language in ("fr", "nl", "de", "en")
    ]
    assert max(means) - min(means) <= 0.1
