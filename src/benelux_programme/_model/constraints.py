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
class Must:
    """An attrs validator that lets through what passes a test.

    Attributes:
        test: The test.
        expected: What passes it, as a phrase.
        code: The kind of mistake that the rest is.
        item: For tuples, what each item must be.
        pattern: For strings, a regular expression that those that pass match whole.
    """

    __slots__ = ("code", "expected", "item", "pattern", "test")

    test: Callable[[Any], bool]
    expected: str
    code: str
    item: "Must | None"
    pattern: str | None

    def __init__(
        self,
        test: Callable[[Any], bool],
        expected: str,
        code: str = "bad-value",
        item: "Must | None" = None,
        pattern: str | None = None,
    ) -> None:
        self.test = test
        self.expected = expected
        self.code = code
        self.item = item
        self.pattern = pattern

    def __call__(self, instance: object, attribute: "Attribute[Any]", value: object) -> None:
        """Raise `InvalidValueError` if the value does not pass."""
        if not self.test(value):
            owner = type(instance).__name__
            raise InvalidValueError(owner, attribute.name, value, self.expected, self.code)


def optional(must: Must) -> Must:
    """One that lets through `None` too."""
    test = must.test
    return Must(
        lambda value: value is None or test(value),
        must.expected,
        must.code,
        must.item,
        must.pattern,
    )


def matching(pattern: str, expected: str, code: str = "bad-value") -> Must:
    """One for strings that a regular expression matches whole."""

    @cache  # on first use, as most programmes need no check
    def matches() -> Callable[[str], object]:
        return re.compile(pattern, re.ASCII).fullmatch

    return Must(
        lambda value: type(value) is str and matches()(value) is not None,
        expected,
        code,
        pattern=pattern,
    )


def instance_of(kind: type) -> Must:
    """One for instances of a class."""
    noun = kind.__name__
    article = "an" if noun.startswith("A") else "a"
    return Must(lambda value: isinstance(value, kind), f"{article} {noun}", "wrong-type")


def expect(kind: type[T], value: object, owner: str, attribute: str) -> T:
    """The value that a function was given, which must be an instance of a class.

    Raises:
        InvalidValueError: It is not.
    """
    if isinstance(value, kind):
        return value
    must = instance_of(kind)
    raise InvalidValueError(owner, attribute, value, must.expected, must.code)


def expect_function(value: Function, owner: str, attribute: str) -> Function:
    """The function that a function was given.

    Raises:
        InvalidValueError: It cannot be called.
    """
    if callable(value):
        return value
    raise InvalidValueError(owner, attribute, value, "a function", "wrong-type")


def tuple_of(
    item: Must, *, empty: bool = True, all_pass: Callable[[tuple[Any, ...]], bool] | None = None
) -> Must:
    """One for tuples (not lists) of which each item passes.

    Args:
        item: What each item must be.
        empty: Whether there may be none.
        all_pass: What tells of all items at once whether they pass, if that is quicker.
    """

    def each_passes(items: tuple[Any, ...]) -> bool:
        return all(map(item.test, items))

    every = all_pass or each_passes

    def test(value: object) -> bool:
        return is_tuple(value) and (empty or value != ()) and every(value)

    expected = f"a {'' if empty else 'non-empty '}tuple, each item {item.expected}"
    return Must(test, expected, item.code, item)


def is_string(value: object) -> bool:
    """Whether it is a string, which type checkers may have promised."""
    return isinstance(value, str)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether it is a tuple, of which type checkers then know that it may hold anything."""
    return isinstance(value, tuple)


def is_line(value: object) -> bool:
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


def are_lines(values: tuple[Any, ...]) -> bool:
    """Whether each is a line. Of the usual ones, one look at all together tells."""
    if {str}.issuperset(map(type, values)):
        joined = " ".join(("", *values, ""))  # two spaces if one is blank or has any around it
        normal = joined.isascii() or is_normalized("NFC", joined)
        if normal and "  " not in joined and joined.isprintable():
            return True
    return all(map(is_line, values))


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


an_id: Must = matching(ID, "an id (lower-case words joined by hyphens)", "bad-id")
a_programme_id: Must = matching(
    PROGRAMME_ID, "an id (lower-case words and numbers joined by hyphens)", "bad-id"
)
a_section: Must = matching(SECTION, "a section number such as '1' or '1.2'", "bad-citation")
a_line: Must = Must(
    is_line, "a text (not blank, no white space around it, no control characters)", "bad-text"
)
a_url: Must = matching(r"https?://[!-~\u00a1-\u1fff]+", "an http or https address")
a_day: Must = Must(is_day, "a date", "bad-date")
a_partial_date: Must = Must(
    is_partial_date, "an ISO 8601 date, or its year and month, or its year", "bad-date"
)
a_number: Must = matching(
    r"[1-9][0-9]{0,5}(\.[1-9][0-9]{0,5})*", "a number such as '1' or '1.2'", "bad-number"
)
a_total: Must = Must(
    lambda value: type(value) is int and value >= 0, "a whole number from 0", "bad-number"
)
a_count: Must = Must(is_count, "a whole number from 1", "bad-number")
ids: Must = tuple_of(an_id)
lines: Must = tuple_of(a_line, all_pass=are_lines)
