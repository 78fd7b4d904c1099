"""The search of actions, best first, with their excerpts."""

import re
from collections.abc import Callable, Sequence
from operator import index

from benelux_programme._model.characters import compose_and_replace_refused_characters
from benelux_programme._model.nodes import Action
from benelux_programme._model.text import LANGUAGES, Language, require_known_language
from benelux_programme.errors import InvalidValueError

from .hits import Excerpt, Hit
from .index import FIELD_WEIGHTS, Corpus, get_index
from .query import QueryTerms, ScoredAction, match_query, score_actions_with_any_term
from .tokenizer import tokenize

MAX_QUERY_LENGTH = 2000

_ACTION_TEXTS = ("summary", "deliverable", "note")
_PROSE_FIELDS = (*_ACTION_TEXTS, "outcomes")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")


def search_actions(  # noqa: PLR0913  # one for each argument of `Selection.search`
    actions: Sequence[Action],
    corpora: Sequence[Corpus],
    query: str,
    *,
    language: Language | None,
    limit: int | None,
    answer: Language | None,
) -> tuple[Hit, ...]:
    """Search the actions, which are some of those of the corpora; see `Selection.search`."""
    normalized_query = _check_and_normalize_query(query)
    _check_arguments(actions, corpora, limit, (language, answer))
    if not actions:
        return ()
    languages = LANGUAGES if language is None else (language,)
    terms_by_language = match_query(
        normalized_query, [get_index(corpora, each) for each in languages]
    )
    is_selected = _build_selection_predicate(actions, corpora)
    results = [
        result
        for terms in terms_by_language
        for result in score_actions_with_any_term(terms)
        if is_selected(result.action)
    ]
    terms_in_answer_language = None
    if answer is not None:
        (terms_in_answer_language,) = match_query(normalized_query, [get_index(corpora, answer)])
    results.sort(key=lambda result: -result.score)
    hits: list[Hit] = []
    found: dict[str, list[Action]] = {}  # by id, as comparing all actions takes longer
    for result in results:
        if len(hits) == limit:
            break
        same_id = found.setdefault(result.action.id, [])
        if result.action not in same_id:
            same_id.append(result.action)
            hits.append(_build_hit(result, terms_in_answer_language))
    return tuple(hits)


def _check_and_normalize_query(query: str) -> str:
    normalized = compose_and_replace_refused_characters(query[: MAX_QUERY_LENGTH + 1])
    if len(query) > MAX_QUERY_LENGTH or not tokenize(normalized):
        expected = f"a query with a letter or digit, of at most {MAX_QUERY_LENGTH} characters"
        raise InvalidValueError("search", "query", query, expected)
    return normalized


def _check_arguments(
    actions: Sequence[Action],
    corpora: Sequence[Corpus],
    limit: int | None,
    languages: Sequence[Language | None],
) -> None:
    is_number = hasattr(limit, "__index__") and type(limit) is not bool  # also one of NumPy
    if limit is not None and not (is_number and index(limit) >= 1):
        expected = "a whole number from 1, or None"
        raise InvalidValueError("search", "limit", limit, expected)
    for each_language in languages:
        if each_language is not None:
            require_known_language(each_language)
    if actions and not corpora:
        expected = "the programmes of the actions, which a search needs"
        raise InvalidValueError("Selection", "programmes", (), expected)


def _build_selection_predicate(
    actions: Sequence[Action], corpora: Sequence[Corpus]
) -> Callable[[Action], bool]:
    """Return a predicate: whether an action of the corpora is one of the actions."""
    if len(corpora) == 1 and actions is corpora[0].actions:
        return lambda _: True
    by_id: dict[str, list[Action]] = {}
    for action in actions:
        by_id.setdefault(action.id, []).append(action)
    return lambda action: action in by_id.get(action.id, ())


def _build_hit(result: ScoredAction, terms_in_answer_language: QueryTerms | None) -> Hit:
    terms = result.query_terms
    language = terms.inverted_index.language
    passages = terms.find_passages(result.document)
    matching_fields = {passage.field for passage in passages}
    fields = tuple([field for field in FIELD_WEIGHTS if field in matching_fields])
    texts = [text for each in passages if each.field == fields[0] for text in each.texts]
    excerpt = _build_excerpt_of_best_sentence_or_names(texts, terms, fields[0])
    if terms_in_answer_language is not None:
        answer = terms_in_answer_language.inverted_index.language
        field = fields[0] if fields[0] in _ACTION_TEXTS else "summary"
        text = getattr(result.action, field).in_(answer)
        if text is not None and answer != language:
            excerpt = _build_excerpt_of_best_sentence_or_names(
                [text], terms_in_answer_language, field
            )
    return Hit(
        action=result.action,
        score=result.score,
        language=language,
        fields=fields,
        excerpt=excerpt,
        corrections=tuple(dict.fromkeys(filter(None, (term.correction for term in terms.terms)))),
    )


def _build_excerpt_of_best_sentence_or_names(
    texts: Sequence[str], terms: QueryTerms, field: str
) -> Excerpt:
    """Return the best sentence of prose, or those of the names that match."""
    if field in _PROSE_FIELDS:
        sentences = [sentence for text in texts for sentence in _SENTENCE_END.split(text)]
        matches = [terms.find_matches(sentence) for sentence in sentences]
        best = max(range(len(sentences)), key=lambda i: len(matches[i]))
        text, positions = sentences[best], matches[best]
    else:
        text = "; ".join(filter(terms.find_matches, texts))
        positions = terms.find_matches(text)
    return Excerpt(text=text, language=terms.inverted_index.language, matches=positions)
