"""The words and sentences of the library in the languages of the data, and labels from them."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from operator import ge, gt, le, lt
from typing import Any, TypeAlias

from benelux_programme._data import read_bundled
from benelux_programme.errors import InvalidValueError

from .public import PACKAGE
from .text import LANGUAGES, Language, Text

Catalogue: TypeAlias = Mapping[str, Mapping[Language, str | Mapping[str, str]]]
"""The patterns of words and sentences, each one string or a singular and a plural."""


@cache
def load_catalogue() -> Catalogue:
    catalogue: Catalogue = json.loads(read_bundled("words.json"))
    return catalogue


def find_pattern(key: str, language: Language, count: int | None = None) -> str:
    """Return the pattern of a word or sentence, in the singular or plural that a count requires."""
    pattern = load_catalogue()[key][language]
    if isinstance(pattern, str):
        return pattern
    is_singular = count == 1 or (count == 0 and language == "fr")
    return pattern["one" if is_singular else "other"]


def translate(key: str, language: Language, *, count: int | None = None, **values: object) -> str:
    """Return a word or sentence, with the count and the values in place of names in braces."""
    number = None if count is None else format_with_thousands_separator(count, language)
    return find_pattern(key, language, count).format(count=number, **values)


def format_with_thousands_separator(number: int, language: Language) -> str:
    """Return a number with a thousands separator, if it has five digits or more."""
    if number < 10_000:  # noqa: PLR2004
        return str(number)
    return f"{number:,}".replace(",", find_pattern("form.thousands_sign", language))


@cache
def load_text(key: str) -> Text:
    texts: Any = load_catalogue()[key]
    return Text(**texts)


def attribute_label(path: str) -> Text:
    """Return the name of an attribute of the model for readers, in four languages.

    Args:
        path: The name of the attribute, or a path such as that of `Change.field`.

    Raises:
        InvalidValueError: No attribute of the model has the name.

    >>> import benelux_programme as bp
    >>> bp.attribute_label("keywords").nl, bp.attribute_label("publication.adopted").de
    ('trefwoorden', 'Publikation / angenommen')
    """
    keys = [f"field.{name}" for name in path.split(".")]
    if not load_catalogue().keys() >= {*keys}:
        expected = "the name of an attribute, or several joined by full stops"
        raise InvalidValueError("attribute_label", "path", path, expected)
    fr, nl, de, en = (" / ".join(translate(key, each) for key in keys) for each in LANGUAGES)
    return Text(fr=fr, nl=nl, de=de, en=en)


class LabelledEnum(StrEnum):
    """A base for public enumerations, whose members have labels."""

    def __init_subclass__(cls) -> None:
        cls.__module__ = PACKAGE

    @property
    def label(self) -> Text:
        """The name for readers, in four languages."""
        return load_text(f"{type(self).__name__}.{self}")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: object, handler: Callable[[Any], Any]) -> Any:
        """Return the JSON Schema without the examples in the docstring."""
        return {**handler(schema), "description": (cls.__doc__ or "").partition("\n")[0]}


class OrderedEnum(LabelledEnum):
    """A base for enumerations that list the strongest first, which is the greatest.

    Members are compared so with each other and with strings equal to members; others as strings.
    """

    def __lt__(self, other: str, /) -> bool:
        return self._compare_positions(gt, other)

    def __le__(self, other: str, /) -> bool:
        return self._compare_positions(ge, other)

    def __gt__(self, other: str, /) -> bool:
        return self._compare_positions(lt, other)

    def __ge__(self, other: str, /) -> bool:
        return self._compare_positions(le, other)

    def _compare_positions(self, compare: Callable[[Any, Any], bool], other: Any) -> bool:
        members: list[str] = [*type(self)]
        if other in members:
            return compare(members.index(self), members.index(other))
        return compare(other, self.value)
