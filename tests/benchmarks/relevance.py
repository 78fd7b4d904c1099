"""Measure the relevance of search results: recall, reciprocal rank, and empty answers.

    python tests/benchmarks/relevance.py [FILE] [--half a|b] [--misses]

The file, by default `more.json` in the folder that BENELUX_PROGRAMME_QUERIES names, is a list of
queries with `query`, `lang`, `kind`, and the paragraphs that are `relevant` and those that are
`best`, each as programme, section and number. A query without relevant paragraphs should have no
hits. The parameters of the search were chosen on half a; half b only measures them. Queries of the
kind "typo" are made from others by the omission of a letter. The ceiling is the share of the
relevant paragraphs that actions cite; the floor is BM25 over the same texts, with nothing but
stems.
"""

import argparse
import json
import math
import os
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import benelux_programme as bp
from benelux_programme._search.index import InvertedIndex
from benelux_programme._search.tokenizer import is_stopword, stem_word, tokenize

Paragraph: TypeAlias = tuple[str, str, int]
Query: TypeAlias = dict[str, Any]
Searcher: TypeAlias = Callable[[Query], Sequence[bp.Action]]

PROGRAMMES = [bp.load(period) for period in bp.periods()]
ACTIONS = sum((programme.actions for programme in PROGRAMMES), bp.Selection())
MIN_TYPO_LENGTH = 6
"""The number of letters of a word of which one is left out."""


class Score(NamedTuple):
    """The quality of the hits of one query, from 0 to 1."""

    query: Query
    recall: float
    """The share of the relevant paragraphs that are among the first ten."""
    reciprocal_rank: float
    """One divided by the rank of the first of the best paragraphs."""


def read_queries(file: Path) -> list[Query]:
    queries: list[Query] = json.loads(file.read_text(encoding="utf-8"))
    return queries


def get_half(query: Query) -> Literal["a", "b"]:
    """Return the half to which a query belongs, by a hash of its text."""
    return "a" if sha256(query["query"].encode()).digest()[0] % 2 == 0 else "b"


def make_typos(queries: Iterable[Query]) -> list[Query]:
    """Return the queries with a long word, without a letter in the middle of the longest."""
    typos = []
    for query in queries:
        word = max(query["query"].split(), key=len)
        if query["relevant"] and word.isalpha() and len(word) >= MIN_TYPO_LENGTH:
            middle = len(word) // 2
            text = query["query"].replace(word, word[:middle] + word[middle + 1 :])
            typos.append({**query, "query": text, "kind": "typo"})
    return typos


def search(query: Query) -> list[bp.Action]:
    """Search in both programmes."""
    hits = ACTIONS.search(query["query"], language=query["lang"], limit=None)
    return [hit.action for hit in hits]


def search_by_plain_bm25(query: Query) -> list[bp.Action]:
    """Rank the actions by BM25 over stems, without fields, compounds or a threshold."""
    documents = _count_stems(query["lang"])
    mean_length = statistics.mean(counts.total() for _, counts in documents)
    scores: Counter[int] = Counter()
    for stem in _find_stems(query["query"], query["lang"]):
        matching = sum(stem in counts for _, counts in documents)
        weight = math.log(1 + (len(documents) - matching + 0.5) / (matching + 0.5))
        for position, (_, counts) in enumerate(documents):
            length_factor = 0.25 + 0.75 * counts.total() / mean_length
            scores[position] += weight * counts[stem] * 2.2 / (counts[stem] + 1.2 * length_factor)  # type: ignore[assignment]
    return [documents[position][0] for position, score in scores.most_common() if score > 0]


def find_citable_paragraphs(query: Query) -> list[bp.Action]:
    """Return the actions that cite relevant paragraphs: the best possible answer."""
    relevant = {tuple(paragraph) for paragraph in query["relevant"]}
    return [action for action in ACTIONS if relevant.intersection(collect_paragraphs([action]))]


@cache
def _count_stems(language: bp.Language) -> list[tuple[bp.Action, Counter[str]]]:
    documents: list[tuple[bp.Action, Counter[str]]] = []
    for programme in PROGRAMMES:
        index = InvertedIndex([programme], language, {})
        for action, positions in zip(index.actions, index.passages_of_documents, strict=True):
            text = "\n".join(text for i in positions for text in index.passages[i].texts)
            documents.append((action, Counter(_find_stems(text, language))))
    return documents


def _find_stems(text: str, language: bp.Language) -> list[str]:
    words = tokenize(text)
    return [stem_word(word, language)[0] for word in words if not is_stopword(word, language)]


def score_query(query: Query, searcher: Searcher = search) -> Score:
    """Search for one query in both programmes, and score the hits."""
    ranked = collect_paragraphs(searcher(query))
    relevant = {tuple(paragraph) for paragraph in query["relevant"]}
    best = {tuple(paragraph) for paragraph in query["best"]}
    if not relevant:
        return Score(query, float(not ranked), float(not ranked))
    ranks_of_best = [rank for rank, paragraph in enumerate(ranked, 1) if paragraph in best]
    recall = len(relevant & set(ranked[:10])) / len(relevant)
    return Score(query, recall, 1 / ranks_of_best[0] if ranks_of_best else 0.0)


def collect_paragraphs(actions: Iterable[bp.Action]) -> list[Paragraph]:
    """Return the paragraphs that the actions cite, each once, in the order of the actions."""
    return list(
        dict.fromkeys(
            (action.programme, citation.section, citation.paragraph or 0)
            for action in actions
            for citation in action.citations
        )
    )


def format_means(scores: Sequence[Score], key: str) -> str:
    """Return a table of the mean scores for each value of a key of the queries."""
    lines = [f"{key:12} queries  recall@10    MRR"]
    for value in (*sorted({score.query[key] for score in scores}), "all"):
        group = [score for score in scores if value in (score.query[key], "all")]
        recall = statistics.mean(score.recall for score in group)
        rank = statistics.mean(score.reciprocal_rank for score in group)
        lines.append(f"{value:12} {len(group):7} {recall:10.3f} {rank:6.3f}")
    return "\n".join(lines)


def main() -> int:
    """Print the means of each half by language and by kind of query."""
    parser = argparse.ArgumentParser(description="Measure the relevance of search results.")
    folder = os.environ.get("BENELUX_PROGRAMME_QUERIES", ".")
    parser.add_argument("file", nargs="?", type=Path, default=Path(folder) / "more.json")
    parser.add_argument("--half", choices=["a", "b"], help="default: both")
    parser.add_argument("--misses", action="store_true", help="list the queries with low scores")
    arguments = parser.parse_args()
    queries = read_queries(arguments.file)
    for half in [arguments.half] if arguments.half else ["a", "b"]:
        own = [query for query in queries if get_half(query) == half]
        scores = [score_query(query) for query in own]
        typos = [score_query(query) for query in make_typos(own)]
        print(f"half {half}", format_means(scores, "lang"), sep="\n\n", end="\n\n")
        print(format_means([*scores], "kind"), end="\n\n")
        print(format_means(typos, "kind"), end="\n\n")
        for name, searcher in (
            ("floor", search_by_plain_bm25),
            ("ceiling", find_citable_paragraphs),
        ):
            others = [score_query(query, searcher) for query in own]
            print(name, format_means(others, "kind").splitlines()[-1])
        if arguments.misses:
            for score in (*scores, *typos):
                if score.recall < 1 or score.reciprocal_rank < 1:
                    print(f"{score.recall:.2f} {score.reciprocal_rank:.2f} {score.query['query']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
