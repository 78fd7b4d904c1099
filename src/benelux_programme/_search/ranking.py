"""The score of each action for a query: BM25 with field weights, coverage and boosts."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import fold_text

from .corpus import FIELD_WEIGHTS
from .index import InvertedIndex
from .query import parse_query
from .tokenizer import tokenize

K1, B = 1.2, 0.75  # of BM25: the saturation of the term frequency, the weight of the length
MIN_COVERAGE = 0.36  # the share of a query that an action must match, by weight
MIN_COVERAGE_OF_LONG_QUERY, LONG_QUERY = 0.2, 4  # the same for a query of this many terms
UNMATCHED_TERM_FACTOR = 1.5  # the query then is about something else
COVERAGE_BOOST = 100.0  # for matching the whole query
EXACT_FORM_BOOST = 2.0  # for each term in the form of the query
SUMMARY_BOOST = 20.0  # for a summary of which all words match
WHOLE_SUMMARY_BOOST = 100.0  # for a summary that is the query


class QueryMatches(NamedTuple):
    """The words of an index that match a query."""

    inverted_index: InvertedIndex
    words: frozenset[str]
    frequencies: Counter[int]  # in each passage


class ScoredDocument(NamedTuple):
    """An action that matches enough of a query, with its score."""

    score: float
    action: Action
    document: int  # the position of the action in the corpus
    matches: QueryMatches


def retrieve_and_score(query: str, index: InvertedIndex) -> Iterator[ScoredDocument]:
    """Yield the actions that match enough of a query, in the order of the corpus."""
    terms = list(parse_query(query, index))
    words = frozenset[str]().union(*(term.words for term in terms if term.postings))
    matches = QueryMatches(index, words, Counter(index.find_postings(words)))
    scores: dict[int, float] = defaultdict(float)
    matched_weights: dict[int, float] = defaultdict(float)
    total_weight = 0.0
    for term in terms:
        frequencies = _sum_weighted_frequencies(term.postings, index)
        weight = _compute_inverse_document_frequency(len(frequencies), len(index.actions))
        exact = _sum_weighted_frequencies(index.find_postings(term.exact_words), index)
        total_weight += weight if frequencies else weight * UNMATCHED_TERM_FACTOR
        for document, frequency in frequencies.items():
            matched_weights[document] += weight
            scores[document] += weight * _saturate_frequency(
                frequency, index.relative_lengths[document]
            )
            scores[document] += EXACT_FORM_BOOST if document in exact else 0.0
    min_coverage = MIN_COVERAGE if len(terms) < LONG_QUERY else MIN_COVERAGE_OF_LONG_QUERY
    folded_query, query_length = fold_text(query), len(tokenize(query))
    for document in sorted(matched_weights):
        coverage = matched_weights[document] / total_weight
        if coverage >= min_coverage:
            score = COVERAGE_BOOST * coverage + scores[document]
            score += _compute_summary_boost(document, matches, folded_query, query_length)
            yield ScoredDocument(score, index.actions[document], document, matches)


def _sum_weighted_frequencies(postings: Iterable[int], index: InvertedIndex) -> dict[int, float]:
    """Return the term frequency in each action that has any, weighted by field."""
    frequencies: dict[int, float] = defaultdict(float)
    for position in postings:
        field, _, documents = index.passages[position]
        for document in documents:
            frequencies[document] += FIELD_WEIGHTS[field]
    return frequencies


def _compute_inverse_document_frequency(matching: int, total: int) -> float:
    return math.log(1 + total / (matching + 0.5))


def _saturate_frequency(frequency: float, relative_length: float) -> float:
    """Return the term frequency of BM25 for a document of a length, of which 1 is the mean."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relative_length))


def _compute_summary_boost(
    document: int, matches: QueryMatches, folded_query: str, query_length: int
) -> float:
    """Return the boosts for the share of matching words in a summary, and for being the query."""
    index = matches.inverted_index
    summary = index.passages_of_documents[document][0]
    length = index.passage_lengths[summary]
    is_query = length == query_length and folded_query in map(
        fold_text, index.passages[summary].texts
    )
    boost = SUMMARY_BOOST * matches.frequencies[summary] / max(length, 1)
    return boost + (WHOLE_SUMMARY_BOOST if is_query else 0.0)
