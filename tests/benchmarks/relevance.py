"""Measure the relevance of search results: recall, mean reciprocal rank, precision.

    python tests/benchmarks/relevance.py [FILE]

The file, by default `public.json` in the folder that BENELUX_PROGRAMME_QUERIES names, is a list of
queries with `query`, `lang`, `kind`, and the paragraphs that are `relevant` and those that are
`best`, each as programme, section and number. A query without relevant paragraphs should have no
hits.
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import benelux_programme as bp

Paragraph = tuple[str, str, int]


class Score(NamedTuple):
    """The quality of the hits of one query, from 0 to 1."""

    query: dict[str, Any]
    recall: float
    """The share of the relevant paragraphs that are among the first ten."""
    reciprocal_rank: float
    """One divided by the rank of the first of the best paragraphs."""
    precision: float
    """The share of the first three paragraphs that are relevant."""


def score_query(query: dict[str, Any]) -> Score:
    """Search for one query in both programmes, and score the hits."""
    actions = bp.load("2021-2024").actions + bp.load("2025-2028").actions
    hits = actions.search(query["query"], language=query["lang"], limit=None)
    ranked = collect_paragraphs(hit.action for hit in hits)
    relevant = {tuple(paragraph) for paragraph in query["relevant"]}
    best = {tuple(paragraph) for paragraph in query["best"]}
    if not relevant:
        score = 0.0 if ranked else 1.0
        return Score(query, score, score, score)
    ranks_of_best = [rank for rank, paragraph in enumerate(ranked, 1) if paragraph in best]
    top = ranked[:3]
    return Score(
        query,
        len(relevant & set(ranked[:10])) / len(relevant),
        1 / ranks_of_best[0] if ranks_of_best else 0.0,
        len(relevant & set(top)) / len(top) if top else 0.0,
    )


def collect_paragraphs(actions: Iterable[bp.Action]) -> list[Paragraph]:
    """Return the paragraphs that the actions cite, each once, in the order of the actions."""
    return list(
        dict.fromkeys(
            (action.programme, citation.section, citation.paragraph or 0)
            for action in actions
            for citation in action.citations
        )
    )


def format_means(scores: list[Score], key: str) -> str:
    """Return a table of the mean scores for each value of a key of the queries."""
    lines = [f"{key:12} queries  recall@10    MRR  precision@3"]
    for value in dict.fromkeys([*(score.query[key] for score in scores), "all"]):
        group = [score for score in scores if value in (score.query[key], "all")]
        recall = statistics.mean(score.recall for score in group)
        rank = statistics.mean(score.reciprocal_rank for score in group)
        precision = statistics.mean(score.precision for score in group)
        lines.append(f"{value:12} {len(group):7} {recall:10.3f} {rank:6.3f} {precision:12.3f}")
    return "\n".join(lines)


def main() -> int:
    """Print the means by language and by kind of query, and the queries with imperfect scores."""
    parser = argparse.ArgumentParser(description="Measure the relevance of search results.")
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES", ".")
    parser.add_argument("file", nargs="?", type=Path, default=Path(folder) / "public.json")
    queries = json.loads(parser.parse_args().file.read_text(encoding="utf-8"))
    scores = [score_query(query) for query in queries]
    print(format_means(scores, "lang"), format_means(scores, "kind"), sep="\n\n", end="\n\n")
    for score in scores:
        if score.recall < 1 or score.reciprocal_rank < 1:
            query = score.query
            figures = f"recall {score.recall:.2f}, reciprocal rank {score.reciprocal_rank:.2f}"
            print(f"{query['id']} {query['query']!r}: {figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
