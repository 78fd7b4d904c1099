"""How well the search finds what people look for: recall, mean reciprocal rank, precision.

    python tests/benchmarks/relevance.py [FILE]

The file, by default `public.json` in the folder that BENELUX_PROGRAMME_QUERIES names, is a list of
queries with `query`, `lang`, `kind`, and the paragraphs that are `relevant` and those that are
`best`, each as programme, section and number. A query without relevant paragraphs should find
nothing.
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
    """How well one query was answered."""

    query: dict[str, Any]
    recall: float
    """The share of relevant paragraphs among the first ten."""
    reciprocal: float
    """One by the rank of the first of the best paragraphs."""
    precision: float
    """The share of relevant paragraphs among the first three."""


def score(query: dict[str, Any]) -> Score:
    """Answer one query, and say how well."""
    actions = bp.load("2021-2024").actions + bp.load("2025-2028").actions
    hits = actions.search(query["query"], language=query["lang"], limit=None)
    found = ranked(hit.action for hit in hits)
    relevant = {tuple(one) for one in query["relevant"]}
    best = {tuple(one) for one in query["best"]}
    if not relevant:
        nothing = 0.0 if found else 1.0
        return Score(query, nothing, nothing, nothing)
    first = next((rank for rank, one in enumerate(found, 1) if one in best), None)
    top = found[:3]
    return Score(
        query,
        len(relevant & set(found[:10])) / len(relevant),
        1 / first if first else 0.0,
        len(relevant & set(top)) / len(top) if top else 0.0,
    )


def ranked(actions: Iterable[bp.Action]) -> list[Paragraph]:
    """The paragraphs that the actions cite, each once, in the order of the actions."""
    return list(
        dict.fromkeys(
            (action.programme, one.section, one.paragraph or 0)
            for action in actions
            for one in action.citations
        )
    )


def table(scores: list[Score], key: str) -> str:
    """The means for each value of a key of the queries."""
    lines = [f"{key:12} queries  recall@10    MRR  precision@3"]
    for value in dict.fromkeys([*(one.query[key] for one in scores), "all"]):
        some = [one for one in scores if value in (one.query[key], "all")]
        means = [
            statistics.mean(numbers)
            for numbers in zip(
                *((one.recall, one.reciprocal, one.precision) for one in some), strict=True
            )
        ]
        lines.append(f"{value:12} {len(some):7} {means[0]:10.3f} {means[1]:6.3f} {means[2]:12.3f}")
    return "\n".join(lines)


def main() -> int:
    """Print the means per language and per kind of query, and the queries answered badly."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES", ".")
    parser.add_argument("file", nargs="?", type=Path, default=Path(folder) / "public.json")
    queries = json.loads(parser.parse_args().file.read_text(encoding="utf-8"))
    scores = [score(query) for query in queries]
    print(table(scores, "lang"), table(scores, "kind"), sep="\n\n", end="\n\n")
    for one in scores:
        if one.recall < 1 or one.reciprocal < 1:
            query = one.query
            figures = f"recall {one.recall:.2f}, reciprocal rank {one.reciprocal:.2f}"
            print(f"{query['id']} {query['query']!r}: {figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
