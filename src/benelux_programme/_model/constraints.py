"""What single attributes of the model may hold.

Each refuses with `InvalidValueError`, which names the class, the attribute and the value.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any, TypeGuard, TypeVar, final
from unicodedata import is_normalized

from attrs import Attribute

from benelux_programme.errors import InvalidValueError

ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
PROGRAMME_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
SECTION = r"(0|[1-9][0-9]{0,5})(\.[1-9][0-9]{0,5})*"

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Any])

_UNWANTED = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    "\ufffe\uffff\ud800-\udfff]"
)


@final
class Constraint:
    """An attrs validator that lets through what passes a test.

    Attributes:
        predicate: Whether a value satisfies it.
        expected: The values that satisfy it, as a phrase for messages.
        code: The problem code of the others.
        item: The constraint on each item of a tuple.
        pattern: The regular expression that a string must match whole.
    """

    __slots__ = ("code", "expected", "item", "pattern", "predicate")

    predicate: Callable[[Any], bool]
    expected: str
    code: str
    item: "Constraint | None"
    pattern: str | None

    def __init__(
        self,
        predicate: Callable[[Any], bool],
        expected: str,
        code: str = "bad-value",
        item: "Constraint | None" = None,
        pattern: str | None = None,
    ) -> None:
        self.predicate = predicate
        self.expected = expected
        self.code = code
        self.item = item
        self.pattern = pattern

    def __call__(self, instance: object, attribute: "Attribute[Any]", value: object) -> None:
        """Raise `InvalidValueError` if the value does not pass."""
        if not self.predicate(value):
            owner = type(instance).__name__
            raise InvalidValueError(owner, attribute.name, value, self.expected, self.code)


def optional(must: Constraint) -> Constraint:
    """One that lets through `None` too."""
    test = must.predicate
    return Constraint(
        lambda value: value is None or test(value),
        must.expected,
        must.code,
        must.item,
        must.pattern,
    )


def matches_re(pattern: str, expected: str, code: str = "bad-value") -> Constraint:
    """One for strings that a regular expression matches whole."""

    @cache  # on first use, as most programmes need no check
    def matches() -> Callable[[str], object]:
        return re.compile(pattern, re.ASCII).fullmatch

    return Constraint(
        lambda value: type(value) is str and matches()(value) is not None,
        expected,
        code,
        pattern=pattern,
    )


def instance_of(kind: type) -> Constraint:
    """One for instances of a class."""
    noun = kind.__name__
    article = "an" if noun.startswith("A") else "a"
    return Constraint(lambda value: isinstance(value, kind), f"{article} {noun}", "wrong-type")


def check_type(kind: type[T], value: object, owner: str, attribute: str) -> T:
    """The value that a function was given, which must be an instance of a class.

    Raises:
        InvalidValueError: It is not.
    """
    if isinstance(value, kind):
        return value
    must = instance_of(kind)
    raise InvalidValueError(owner, attribute, value, must.expected, must.code)


def check_callable(value: Function, owner: str, attribute: str) -> Function:
    """The function that a function was given.

    Raises:
        InvalidValueError: It cannot be called.
    """
    if callable(value):
        return value
    raise InvalidValueError(owner, attribute, value, "a function", "wrong-type")


def tuple_of(
    item: Constraint,
    *,
    empty: bool = True,
    all_pass: Callable[[tuple[Any, ...]], bool] | None = None,
) -> Constraint:
    """One for tuples (not lists) of which each item passes.

    Args:
        item: What each item must be.
        empty: Whether there may be none.
        all_pass: What tells of all items at once whether they pass, if that is quicker.
    """

    def each_passes(items: tuple[Any, ...]) -> bool:
        return all(map(item.predicate, items))

    every = all_pass or each_passes

    def test(value: object) -> bool:
        return is_tuple(value) and (empty or value != ()) and every(value)

    expected = f"a {'' if empty else 'non-empty '}tuple, each item {item.expected}"
    return Constraint(test, expected, item.code, item)


def is_string(value: object) -> bool:
    """Whether it is a string, which type checkers may have promised."""
    return isinstance(value, str)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether it is a tuple, of which type checkers then know that it may hold anything."""
    return isinstance(value, tuple)


def is_clean_text(value: object) -> bool:
    """Whether it is a string with something to read in it and no white space around it.

    It must be in Unicode's normal form C, without control characters but the line feed, lone
    surrogates and what turns the direction of the text.
    """
    return (
        type(value) is str  # not a member of an enumeration
        and value != ""
        and value == value.strip()
        and (value.isprintable() or not re.search(_UNWANTED, value))
        and (value.isascii() or is_normalized("NFC", value))
    )


def are_clean_texts(values: tuple[Any, ...]) -> bool:
    """Whether each is a line. Of the usual ones, one look at all together tells."""
    if {str}.issuperset(map(type, values)):
        joined = " ".join(("", *values, ""))  # two spaces if one is blank or has any around it
        normal = joined.isascii() or is_normalized("NFC", joined)
        if normal and "  " not in joined and joined.isprintable():
            return True
    return all(map(is_clean_text, values))


def is_partial_date(value: object) -> bool:
    """Whether it is an ISO 8601 date, or only the year, or the year and the month, of one."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
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


an_id: Constraint = matches_re(ID, "an id (lower-case words joined by hyphens)", "bad-id")
a_programme_id: Constraint = matches_re(
    PROGRAMME_ID, "an id (lower-case words and numbers joined by hyphens)", "bad-id"
)
a_section: Constraint = matches_re(SECTION, "a section number such as '1' or '1.2'", "bad-citation")
a_text: Constraint = Constraint(
    is_clean_text, "a text (not blank, no white space around it, no control characters)", "bad-text"
)
a_url: Constraint = matches_re(r"https?://[!-~\u00a1-\u1fff]+", "an http or https address")
a_day: Constraint = Constraint(is_day, "a date", "bad-date")
a_partial_date: Constraint = Constraint(
    is_partial_date, "an ISO 8601 date, or its year and month, or its year", "bad-date"
)
a_number: Constraint = matches_re(
    r"[1-9][0-9]{0,5}(\.[1-9][0-9]{0,5})*", "a number such as '1' or '1.2'", "bad-number"
)
a_total: Constraint = Constraint(
    lambda value: type(value) is int and value >= 0, "a whole number from 0", "bad-number"
)
a_count: Constraint = Constraint(is_count, "a whole number from 1", "bad-number")
ids: Constraint = tuple_of(an_id)
texts: Constraint = tuple_of(a_text, all_pass=are_clean_texts)
