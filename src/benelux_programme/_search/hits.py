"""The hits of a search, best first."""

from collections.abc import Callable, Collection, Sequence
from typing import final

from attrs import field, frozen

from benelux_programme._model.characters import normalize_typed_text
from benelux_programme._model.constraints import (
    Constraint,
    a_text,
    instance_of,
    is_positive_integer,
    texts,
)
from benelux_programme._model.nodes import Action
from benelux_programme._model.public import Displayable, public
from benelux_programme._model.text import LANGUAGES, Language, check_language
from benelux_programme.errors import InvalidValueError

from .corpus import FIELD_WEIGHTS, Corpus
from .index import get_index
from .ranking import ScoredDocument, retrieve_and_score
from .tokenizer import highlight_words, tokenize

MAX_QUERY_LENGTH = 2000


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
        excerpt: The text of the first of these fields, with two asterisks before and after each
            matching word. The text is not escaped, so it may contain asterisks of its own.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> hit = bp.load("2025-2028").search("military mobility", language="en", limit=1)[0]
    >>> hit.action.id, hit.language, "**military** **mobility**" in hit.excerpt
    ('military-mobility', 'en', True)
    """

    action: Action = field(validator=instance_of(Action))
    score: float = field(
        validator=Constraint(lambda value: type(value) is float and value > 0, "a number above 0")
    )
    language: Language = field(
        validator=Constraint(lambda value: type(value) is str and value in LANGUAGES, "a language")
    )
    fields: tuple[str, ...] = field(validator=texts)
    excerpt: str = field(validator=a_text)

    def __repr__(self) -> str:
        return f"<Hit {self.action}: {self.score:.2f} in {self.language}>"


def search_actions(
    actions: Sequence[Action],
    corpora: Collection[Corpus],
    query: str,
    *,
    language: Language | None,
    limit: int | None,
) -> tuple[Hit, ...]:
    """Search the actions, which are some of those of the corpora; see `Selection.search`."""
    words = normalize_typed_text(query[: MAX_QUERY_LENGTH + 1])
    if len(query) > MAX_QUERY_LENGTH or not tokenize(words):
        expected = f"a query with a letter or digit, of at most {MAX_QUERY_LENGTH} characters"
        raise InvalidValueError("Selection", "search(query)", query, expected)
    if limit is not None and not is_positive_integer(limit):
        expected = "a whole number from 1, or None"
        raise InvalidValueError("Selection", "search(limit)", limit, expected)
    if language is not None:
        check_language(language)
    if actions and not corpora:
        expected = "the programmes of the actions, which a search needs"
        raise InvalidValueError("Selection", "programmes", (), expected)
    matches = [
        match
        for corpus in corpora
        for is_selected in [_build_selection_predicate(actions, corpus.actions)]
        for each_language in (LANGUAGES if language is None else (language,))
        for match in retrieve_and_score(words, get_index(corpus, each_language))
        if is_selected(match.action)
    ]
    hits: list[Hit] = []
    found: dict[str, list[Action]] = {}  # by id, as comparing all actions takes longer
    for match in sorted(matches, key=lambda match: -match.score):
        if len(hits) == limit:
            break
        same_id = found.setdefault(match.action.id, [])
        if match.action not in same_id:
            same_id.append(match.action)
            hits.append(_build_hit(match))
    return tuple(hits)


def _build_selection_predicate(
    selected_actions: Sequence[Action], corpus_actions: Sequence[Action]
) -> Callable[[Action], bool]:
    """Return a predicate: whether an action of the corpus is selected."""
    if selected_actions is corpus_actions:
        return lambda _: True
    by_id: dict[str, list[Action]] = {}
    for action in selected_actions:
        by_id.setdefault(action.id, []).append(action)
    return lambda action: action in by_id.get(action.id, ())


def _build_hit(match: ScoredDocument) -> Hit:
    index, words, frequencies = match.matches
    positions = index.passages_of_documents[match.document]
    matching_fields = {index.passages[i].field for i in positions if i in frequencies}
    fields = tuple(field for field in FIELD_WEIGHTS if field in matching_fields)
    passages = [index.passages[i] for i in positions if index.passages[i].field == fields[0]]
    texts = [text for passage in passages for text in passage.texts]
    return Hit(
        action=match.action,
        score=match.score,
        language=index.language,
        fields=fields,
        excerpt=highlight_words("; ".join(texts), words),
    )
