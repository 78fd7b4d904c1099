"""Which actions answer a query, and how well."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from benelux_programme._model.text import fold

from .index import Index
from .passages import WEIGHTS
from .query import terms
from .words import words_of

_ENOUGH, _ENOUGH_OF_MANY, _MANY = 0.36, 0.2, 4
"""How much of a query an action must answer, by the weight of its words; of one of many words."""

_NOWHERE = 1.5
"""What a word counts more if it is nowhere, as the query is then about something else."""

_ABOUT = 20.0
"""What an action counts more if its summary says nothing but what was asked for."""

_ITSELF = 100.0
"""What an action counts more that is asked for by its whole summary."""

_EXACT = 2.0
"""What a word counts more if it stands there in the very form that was asked for."""

_REPEATED, _LONG = 1.2, 0.75
"""How much it counts that a word is there again, and that a text is long, as BM25 has it."""


class Question(NamedTuple):
    """A query to one index."""

    within: Index
    words: frozenset[str]
    """The words of the programme that answer it."""
    times: Mapping[int, int]
    """How often they stand in each passage that has any."""


class Answer(NamedTuple):
    """An action that answers enough of a query."""

    score: float
    row: int
    question: Question


def answers(query: str, index: Index) -> Iterator[Answer]:
    """The actions that answer enough of a query, as they are printed."""
    asked = list(terms(query, index))
    words = frozenset[str]().union(*(term.words for term in asked if term.places))
    question = Question(index, words, Counter(index.having(words)))
    ranks: dict[int, float] = defaultdict(float)
    answered: dict[int, float] = defaultdict(float)
    total = 0.0
    for term in asked:
        found = _frequencies(term.places, index)
        weight = math.log(1 + len(index.actions) / (len(found) + 0.5))
        exact = _frequencies(index.having(term.exact), index)
        total += weight if found else weight * _NOWHERE
        for row, frequency in found.items():
            answered[row] += weight
            ranks[row] += weight * _saturated(frequency, index.sizes[row])
            ranks[row] += _EXACT if row in exact else 0.0
    enough = _ENOUGH if len(asked) < _MANY else _ENOUGH_OF_MANY
    whole = fold(query), len(words_of(query))
    for row in sorted(answered):
        coverage = answered[row] / total
        if coverage >= enough:
            score = 100 * coverage + ranks[row] + _summed_up(row, question, whole)
            yield Answer(score, row, question)


def _frequencies(places: Iterable[int], index: Index) -> dict[int, float]:
    """How often actions have what stands in these passages, by the weight of the fields."""
    found: dict[int, float] = defaultdict(float)
    for place in places:
        field, _, rows = index.passages[place]
        for row in rows:
            found[row] += WEIGHTS[field]
    return found


def _saturated(frequency: float, size: float) -> float:
    """How much a frequency counts in an action of a size, of which 1 is the mean."""
    return frequency * (_REPEATED + 1) / (frequency + _REPEATED * (1 - _LONG + _LONG * size))


def _summed_up(row: int, question: Question, whole: tuple[str, int]) -> float:
    """What the summary of an action says of what was asked for, and of nothing else."""
    index = question.within
    summary = index.rows[row][0]
    length = index.lengths[summary]
    itself = length == whole[1] and whole[0] in map(fold, index.passages[summary].texts)
    return _ABOUT * question.times[summary] / max(length, 1) + (_ITSELF if itself else 0.0)
