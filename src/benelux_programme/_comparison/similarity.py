"""The similarity of the actions of two programmes: the cosine of their TF-IDF vectors."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, TypeAlias

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import LANGUAGES, Language
from benelux_programme._programme.programme import Programme
from benelux_programme._search.tokenizer import is_stopword, stem_word, tokenize

UnitVector: TypeAlias = Mapping[str, float]
"""The weights of terms, with length 1."""

MIN_SIMILARITY: Final = 0.2
"""The least similarity of two actions that are proposed as a match."""

MAX_COMPARISONS: Final = 200
"""The limit of the occurrences of terms that are compared, the rarest first, per language."""


def propose_most_similar_predecessors(
    old: Programme, new: Programme
) -> Iterator[tuple[Action, Action, float]]:
    """Yield for each new action the most similar old one, if similar enough, and the similarity.

    The similarity is the cosine of the TF-IDF vectors of two actions, of the words of their texts
    and the ids that they refer to: the mean over the languages of both. On the predecessors that
    are recorded for 2025-2028, the right action comes first for 94 in 100, and 89 in 100 of the
    proposals are right; nothing is proposed for a third of the pairs.
    """
    old_actions = {str(action): action for action in old.actions}
    old_languages = {id: set(action.summary.languages) for id, action in old_actions.items()}
    actions = (*old.actions, *new.actions)
    by_language = [_build_tf_idf_vectors(actions, language) for language in LANGUAGES]
    indexes = [(_index_vectors_by_term(vectors, old_actions), vectors) for vectors in by_language]
    for action in new.actions:
        totals: dict[str, float] = defaultdict(float)
        for old_weights, vectors in indexes:
            vector, comparisons = vectors.get(str(action), {}), 0
            for term in sorted(vector, key=lambda term: len(old_weights[term])):
                comparisons += len(old_weights[term])
                if comparisons > MAX_COMPARISONS:
                    break
                for id, old_weight in old_weights[term]:
                    totals[id] += vector[term] * old_weight
        languages = set(action.summary.languages)
        similarities = {
            id: total / len(languages & old_languages[id]) for id, total in totals.items()
        }
        best = max(similarities, key=similarities.__getitem__, default=None)
        if best is not None and similarities[best] >= MIN_SIMILARITY:
            yield old_actions[best], action, min(similarities[best], 1.0)


def _build_tf_idf_vectors(actions: Iterable[Action], language: Language) -> dict[str, UnitVector]:
    """Return the vectors of the actions with a summary in a language, by full id."""
    counts_by_id = {
        str(action): Counter(_iter_stems_and_related_ids(action, language))
        for action in actions
        if language in action.summary.languages
    }
    frequencies = Counter(chain.from_iterable(counts_by_id.values()))
    idf = {term: math.log(1 + len(counts_by_id) / n) for term, n in frequencies.items()}
    vectors: dict[str, UnitVector] = {}
    for id, counts in counts_by_id.items():
        weights = {term: (1 + math.log(count)) * idf[term] for term, count in counts.items()}
        length = math.hypot(*weights.values())
        vectors[id] = {term: weight / length for term, weight in weights.items()}
    return vectors


def _index_vectors_by_term(
    vectors: Mapping[str, UnitVector], ids: Iterable[str]
) -> defaultdict[str, list[tuple[str, float]]]:
    """Return, for each term, those of the ids whose vectors have it, with its weight in each."""
    weights_by_term: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for id in ids:
        for term, weight in vectors.get(id, {}).items():
            weights_by_term[term].append((id, weight))
    return weights_by_term


def _iter_stems_and_related_ids(action: Action, language: Language) -> Iterator[str]:
    for text in (action.summary, action.deliverable):
        for word in tokenize((text and text.in_(language)) or ""):
            if not is_stopword(word, language):
                yield from stem_word(word, language)[:1]
    ids = (*action.actors, *action.partners, *action.references, *action.fields)
    yield from (f"#{id}" for id in ids)
