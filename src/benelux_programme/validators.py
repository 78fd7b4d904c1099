"""What single attributes of the model may hold, as attrs validators.

Each refuses with `InvalidValueError`, which names the class, the attribute and the value.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeAlias

from attrs import Attribute

from .errors import InvalidValueError

Validator: TypeAlias = Callable[[Any, "Attribute[Any]", Any], None]

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PROGRAMME_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SECTION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[1-9][0-9]*)*")


def must(test: Callable[[Any], bool], expected: str) -> Validator:
    """A validator that lets through what passes `test`."""

    def validate(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not test(value):
            raise InvalidValueError(type(instance).__name__, attribute.name, value, expected)

    return validate


def optional(validator: Validator) -> Validator:
    """A validator that lets through `None`, and what `validator` does."""

    def validate(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if value is not None:
            validator(instance, attribute, value)

    return validate


def matching(pattern: re.Pattern[str], expected: str) -> Validator:
    """A validator for strings that `pattern` matches whole."""
    return must(lambda value: is_str(value) and pattern.fullmatch(value) is not None, expected)


def instance_of(kind: type) -> Validator:
    """A validator for instances of one class."""
    return must(lambda value: isinstance(value, kind), article(kind.__name__))


def tuple_of(test: type | Callable[[Any], bool], expected: str, *, empty: bool = True) -> Validator:
    """A validator for tuples (not lists) in which each item is of a class, or passes a test."""

    def passes(value: object) -> bool:
        if not isinstance(value, tuple) or not (value or empty):
            return False
        if isinstance(test, type):
            return all(isinstance(item, test) for item in value)
        return all(test(item) for item in value)

    return must(passes, f"a {'' if empty else 'non-empty '}tuple of {expected}")


def article(noun: str) -> str:
    """`noun` with its indefinite article."""
    return f"{'an' if noun[0] in 'AEIOaeio' else 'a'} {noun}"


def is_str(value: object) -> bool:
    """Whether it is a string proper; members of string enums are not."""
    return type(value) is str


def is_id(value: object) -> bool:
    """Whether it is an id: lower-case words joined by hyphens."""
    return isinstance(value, str) and is_str(value) and ID.fullmatch(value) is not None


def is_line(value: object) -> bool:
    """Whether it is a string with something to read in it and no white space around it."""
    return isinstance(value, str) and is_str(value) and value != "" and value == value.strip()


def is_partial_date(value: object) -> bool:
    """Whether it is an ISO 8601 date, or only the year, or the year and the month, of one."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value, re.ASCII):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def is_day(value: object) -> bool:
    """Whether it is a date without a time of day."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_count(value: object) -> bool:
    """Whether it is a whole number from 1."""
    return type(value) is int and value >= 1


an_id = must(is_id, "an id (lower-case words joined by hyphens)")
a_programme_id = matching(
    PROGRAMME_ID, "a programme id (lower-case words and numbers joined by hyphens)"
)
a_section = matching(SECTION, "a section number such as '1' or '1.2'")
a_line = must(is_line, "a text (a string, not blank, no white space around it)")
a_day = must(is_day, "a date")
a_partial_date = must(is_partial_date, "an ISO 8601 date, year and month, or year")
a_count = must(is_count, "a whole number from 1")
ids = tuple_of(is_id, "ids (lower-case words joined by hyphens)")
lines = tuple_of(is_line, "texts (strings, not blank, no white space around them)")
