"""Full-text search in four languages: what was found, the best first."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, final

from attrs import field, frozen

from benelux_programme._model.constraints import Constraint, a_text, instance_of, is_string, texts
from benelux_programme._model.display import Displayable
from benelux_programme._model.nodes import Action
from benelux_programme._model.public import public
from benelux_programme._model.text import LANGUAGES, Language, check_language
from benelux_programme.errors import InvalidValueError

from .index import Index
from .passages import WEIGHTS
from .ranking import Answer, answers
from .words import marked, words_of

if TYPE_CHECKING:
    from benelux_programme._programme.programme import Programme
    from benelux_programme._programme.selection import Selection

_LONGEST = 2000
"""How many characters a query has at most."""


@final
@public
@frozen(kw_only=True, repr=False)
class Hit(Displayable):
    """An action that a search found.

    Attributes:
        action: The action.
        score: How well it answers, from above 0; higher is better, within one search only.
        language: The language in which it answers best.
        fields: The fields in which words were found, such as "summary" or "partners".
        excerpt: The text of the first of them, with two asterisks before and after each word that
            was found. Nothing in the text is escaped, so it may hold asterisks of its own.

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


def search(
    selection: "Selection", query: str, *, language: Language | None, limit: int | None
) -> tuple[Hit, ...]:
    """See `Selection.search`."""
    if not is_string(query) or len(query) > _LONGEST or not words_of(query):
        expected = f"something to search for, in at most {_LONGEST} characters"
        raise InvalidValueError("Selection", "search(query)", query, expected)
    if limit is not None and (type(limit) is not int or limit < 1):
        raise InvalidValueError(
            "Selection", "search(limit)", limit, "a whole number from 1, or None"
        )
    if language is not None:
        check_language(language)
    languages = LANGUAGES if language is None else (language,)
    if selection.actions and not selection.programmes:
        expected = "the programmes of the actions, without which there is nothing to search"
        raise InvalidValueError("Selection", "programmes", (), expected)
    found = [
        (answer, action)
        for programme in selection.programmes
        for is_wanted in [_membership(selection, programme)]
        for each in languages
        for answer in answers(query, index_of(programme, each))
        for action in [answer.question.within.actions[answer.row]]
        if is_wanted(action)
    ]
    hits: list[Hit] = []
    known: dict[str, list[Action]] = {}  # by which they are told quickly, unlike by their content
    for answer, action in sorted(found, key=lambda one: -one[0].score):
        if len(hits) == limit:
            break
        alike = known.setdefault(action.id, [])
        if action not in alike:
            alike.append(action)
            hits.append(_hit(answer, action))
    return tuple(hits)


def _membership(selection: "Selection", programme: "Programme") -> Callable[[Action], bool]:
    """What tells whether an action of a programme is in a selection."""
    if selection.actions is programme.actions.actions:
        return lambda _: True
    by_id: dict[str, list[Action]] = {}
    for action in selection:
        by_id.setdefault(action.id, []).append(action)
    return lambda action: action in by_id.get(action.id, ())


def index_of(programme: "Programme", language: Language) -> "Index":
    """The index of a programme in a language, made when it is first needed, and kept."""
    kept = programme._indexes  # noqa: SLF001  # kept with the programme, for as long as it lives
    with _LOCK:
        if language not in kept:
            kept[language] = Index(programme, language)
    return kept[language]


_LOCK = Lock()


def _hit(answer: Answer, action: Action) -> Hit:
    """What is said of an action that was found."""
    index, words, times = answer.question
    passages = [index.passages[place] for place in index.rows[answer.row]]
    found = {index.passages[place].field for place in index.rows[answer.row] if place in times}
    fields = tuple(name for name in WEIGHTS if name in found)
    texts = [text for one in passages if one.field == fields[0] for text in one.texts]
    return Hit(
        action=action,
        score=answer.score,
        language=index.language,
        fields=fields,
        excerpt=marked("; ".join(texts), words),
    )
