"""The hits of a search, best first."""

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from math import inf
from operator import index
from typing import final

from attrs import field

from benelux_programme._model.characters import normalize_typed_text
from benelux_programme._model.constraints import (
    Constraint,
    a_text,
    instance_of,
    is_tuple,
    texts,
    tuple_of,
)
from benelux_programme._model.nodes import Action
from benelux_programme._model.public import Displayable, frozen, public
from benelux_programme._model.text import LANGUAGES, Language, a_language, require_known_language
from benelux_programme.errors import InvalidValueError

from .index import FIELD_WEIGHTS, Corpus, get_index
from .query import QueryMatch, ScoredAction, match_query, score_actions
from .tokenizer import tokenize_in_lower_case

MAX_QUERY_LENGTH = 2000

_ACTION_TEXTS = ("summary", "deliverable", "note")
_PROSE_FIELDS = (*_ACTION_TEXTS, "outcomes")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")


def _is_pair_of(cls: type) -> Callable[[object], bool]:
    return lambda value: is_tuple(value) and [type(each) for each in value] == [cls, cls]


@final
@public
@frozen(kw_only=True, repr=False)
class Excerpt:
    """A sentence or some names of an action, with the positions of the words that match a search.

    Attributes:
        text: The text, which is not escaped.
        language: The language of the text.
        matches: The start and the end of each matching word in the text, in order.

    Raises:
        InvalidValueError: An attribute is not of this form, or matches overlap or are outside the
            text.

    >>> import benelux_programme as bp
    >>> excerpt = bp.load("2025-2028").search("cross-border healthcare", language="en")[0].excerpt
    >>> [excerpt.text[start:end] for start, end in excerpt.matches]
    ['cross', 'border', 'healthcare']
    """

    text: str = field(validator=a_text)
    language: Language = field(validator=a_language)
    matches: tuple[tuple[int, int], ...] = field(
        default=(), validator=tuple_of(Constraint(_is_pair_of(int), "a start and an end"))
    )

    def __attrs_post_init__(self) -> None:
        positions = [0, *(position for match in self.matches for position in match)]
        if positions != sorted(positions) or positions[-1] > len(self.text):
            expected = "positions in the text, in order"
            raise InvalidValueError("Excerpt", "matches", self.matches, expected)

    def __str__(self) -> str:
        """Return the text with two asterisks around each match, and a backslash before others."""
        return "**".join(part.replace("*", r"\*") for part in self._split_at_matches())

    def to_html(self) -> str:
        """Return the text as HTML, escaped, with each match in a `mark` element.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").search("electric vehicles", limit=1)[0].excerpt.to_html()
        'Extend the infrastructure for <mark>electric</mark> <mark>vehicles</mark>.'
        """
        parts = [escape(part, quote=False) for part in self._split_at_matches()]
        parts[1::2] = [f"<mark>{part}</mark>" for part in parts[1::2]]
        return "".join(parts)

    def __html__(self) -> str:
        """Return what `to_html` does, which Jinja and Django then do not escape."""
        return self.to_html()

    def _split_at_matches(self) -> list[str]:
        """Return the texts before, in, between and after the matches."""
        ends = (0, *(position for match in self.matches for position in match), len(self.text))
        return [self.text[start:end] for start, end in pairwise(ends)]

    def __repr__(self) -> str:
        return f"<Excerpt {str(self)!r}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Hit(Displayable):
    """An action that matches a search.

    Attributes:
        action: The action.
        score: The relevance, above 0; higher is better, comparable within one search only.
        language: The language in which the action matches best.
        fields: The fields that contain matching words, such as "summary" or "partners".
        excerpt: The sentence, or the names or keywords, of the first of these fields that match.
        corrections: The words that are in no text, each with the word for which it was taken.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> hit = bp.load("2025-2028").search("militry mobility", language="en", limit=1)[0]
    >>> hit.action.id, hit.language, hit.corrections
    ('military-mobility', 'en', (('militry', 'military'),))
    >>> "**military** **mobility**" in str(hit.excerpt)
    True
    """

    action: Action = field(validator=instance_of(Action))
    score: float = field(
        validator=Constraint(
            lambda value: type(value) is float and 0 < value < inf, "a number above 0"
        )
    )
    language: Language = field(validator=a_language)
    fields: tuple[str, ...] = field(validator=texts)
    excerpt: Excerpt = field(validator=instance_of(Excerpt))
    corrections: tuple[tuple[str, str], ...] = field(
        default=(), validator=tuple_of(Constraint(_is_pair_of(str), "two words"))
    )

    def __repr__(self) -> str:
        return f"<Hit {self.action}: {self.score:.2f} in {self.language}>"


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
    normalized_query = _normalize_query(query)
    _check_arguments(actions, corpora, limit, (language, answer))
    if not actions:
        return ()
    languages = LANGUAGES if language is None else (language,)
    matches = match_query(normalized_query, [get_index(corpora, each) for each in languages])
    is_selected = _build_selection_predicate(actions, corpora)
    results = [
        result for match in matches for result in score_actions(match) if is_selected(result.action)
    ]
    match_in_answer_language = None
    if answer is not None:
        (match_in_answer_language,) = match_query(normalized_query, [get_index(corpora, answer)])
    results.sort(key=lambda result: -result.score)
    hits: list[Hit] = []
    found: dict[str, list[Action]] = {}  # by id, as comparing all actions takes longer
    for result in results:
        if len(hits) == limit:
            break
        same_id = found.setdefault(result.action.id, [])
        if result.action not in same_id:
            same_id.append(result.action)
            hits.append(_build_hit(result, match_in_answer_language))
    return tuple(hits)


def _normalize_query(query: str) -> str:
    normalized = normalize_typed_text(query[: MAX_QUERY_LENGTH + 1])
    if len(query) > MAX_QUERY_LENGTH or not tokenize_in_lower_case(normalized):
        expected = f"a query with a letter or digit, of at most {MAX_QUERY_LENGTH} characters"
        raise InvalidValueError("Selection", "search(query)", query, expected)
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
        raise InvalidValueError("Selection", "search(limit)", limit, expected)
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


def _build_hit(result: ScoredAction, match_in_answer_language: QueryMatch | None) -> Hit:
    match, language = result.match, result.match.inverted_index.language
    passages = match.find_passages(result.document)
    matching_fields = {passage.field for passage in passages}
    fields = tuple([field for field in FIELD_WEIGHTS if field in matching_fields])
    texts = [text for each in passages if each.field == fields[0] for text in each.texts]
    excerpt = _build_excerpt(texts, match, fields[0])
    if match_in_answer_language is not None:
        answer = match_in_answer_language.inverted_index.language
        field = fields[0] if fields[0] in _ACTION_TEXTS else "summary"
        text = getattr(result.action, field).in_(answer)
        if text is not None and answer != language:
            excerpt = _build_excerpt([text], match_in_answer_language, field)
    return Hit(
        action=result.action,
        score=result.score,
        language=language,
        fields=fields,
        excerpt=excerpt,
        corrections=tuple(term.correction for term in match.terms if term.correction),
    )


def _build_excerpt(texts: Sequence[str], match: QueryMatch, field: str) -> Excerpt:
    """Return the best sentence of prose, or those of the names that match."""
    if field in _PROSE_FIELDS:
        sentences = [sentence for text in texts for sentence in _SENTENCE_END.split(text)]
        matches = [match.find_words(sentence) for sentence in sentences]
        best = max(range(len(sentences)), key=lambda i: len(matches[i]))
        text, positions = sentences[best], matches[best]
    else:
        text = "; ".join(filter(match.find_words, texts))
        positions = match.find_words(text)
    return Excerpt(text=text, language=match.inverted_index.language, matches=positions)
