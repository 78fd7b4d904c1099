"""What a report is made of, before it is text, Markdown or HTML."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from benelux_programme._model.text import LANGUAGES, Language, Text


class Code(NamedTuple):
    """An id, or another word of the data."""

    text: str


class Said(NamedTuple):
    """A text of the data in its language."""

    text: str
    language: Language


Inline: TypeAlias = tuple[str | Code | Said, ...]
"""Words of a line."""


class Heading(NamedTuple):
    """A heading, from level 1."""

    level: int
    words: Inline


class Paragraph(NamedTuple):
    """A paragraph."""

    words: Inline


class Item(NamedTuple):
    """An item of a list, and the items under it."""

    words: Inline
    under: tuple[Inline, ...] = ()


class Items(NamedTuple):
    """A list."""

    items: tuple[Item, ...]


class Table(NamedTuple):
    """A table; what is a number stands to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[Inline | int, ...], ...]

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Whether each column is one of numbers."""
        first = self.rows[0] if self.rows else self.head
        return tuple(isinstance(cell, int) for cell in first)


Block: TypeAlias = Heading | Paragraph | Items | Table
"""A part of a report."""


def said(text: Text, language: Language) -> Said:
    """A text in a language, or in the first that it has."""
    found: Language = next(one for one in (language, *LANGUAGES) if text.in_(one) is not None)
    return Said(f"{text:{found}}", found)


def joined(parts: Iterable[Inline]) -> Inline:
    """The words of all parts, with commas between them."""
    return tuple(word for part in parts for word in (*part, ", "))[:-1]
