"""The hits of a search, and their excerpts."""

import re
from collections.abc import Callable
from itertools import pairwise
from math import inf
from typing import final

from attrs import field

from benelux_programme._model.constraints import (
    Constraint,
    a_text,
    instance_of,
    is_tuple,
    texts,
    tuple_of,
)
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import Action
from benelux_programme._model.public import Displayable, frozen
from benelux_programme._model.text import Language, a_language
from benelux_programme.errors import InvalidValueError

_MARKS = re.compile(r"[*\\]")


def _is_pair_of(cls: type) -> Callable[[object], bool]:
    return lambda value: is_tuple(value) and [type(each) for each in value] == [cls, cls]


@final
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
        """Return the text with two asterisks around each match, and a backslash before others.

        Backslashes have another one before them.
        """
        return "**".join(_MARKS.sub(r"\\\g<0>", part) for part in self._split_at_matches())

    def to_html(self) -> str:
        """Return the text as HTML, escaped, with each match in a `mark` element.

        >>> import benelux_programme as bp
        >>> bp.load("2025-2028").search("electric vehicles", limit=1)[0].excerpt.to_html()
        'Extend the infrastructure for <mark>electric</mark> <mark>vehicles</mark>.'
        """
        with IMPORT_LOCK:
            from html import escape  # noqa: PLC0415  # it takes long

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
