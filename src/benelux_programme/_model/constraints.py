"""Constraints on the values of single attributes, and type guards for values of any type."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeGuard, final

from attrs import Attribute, evolve, frozen

from benelux_programme.errors import InvalidValueError

from .characters import is_normalized_visible_text

MAX_TEXT = 65_536
"""The limit of the length of a string, built or read, in characters."""

MAX_NUMBER = 999_999_999
"""The limit of whole numbers, built or read."""

MAX_SUCCESSORS = 100
"""The limit of the ids in use to which a retired id leads, as many actions may continue it."""

YEAR = "(?!0000)[0-9]{4}"
PARTIAL_DATE = YEAR + r"(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
SECTION = r"(0|[1-9][0-9]{0,5})(\.[1-9][0-9]{0,5})*"


@final
@frozen(eq=False, repr=False)
class Constraint:
    """An attrs validator that accepts the values that satisfy a predicate.

    `expected` is a phrase for these values, `code` the problem code of others, `item` the
    constraint on each item of a tuple, `unique_by` what no two items of it share, and `pattern`
    what a string must match as a whole. `describe` returns the part of `expected` that a value
    does not satisfy.
    """

    predicate: Callable[[Any], bool]
    expected: str
    code: str = "bad-value"
    item: "Constraint | None" = None
    unique_by: Callable[[Any], str] | None = None
    pattern: str | None = None
    describe: Callable[[object], str | None] = lambda _: None

    def describe_expected(self, value: object) -> str:
        """Describe the valid values, as exactly as is known of an invalid one."""
        return self.describe(value) or self.expected

    def __call__(self, instance: object, attribute: "Attribute[Any]", value: object) -> None:
        if not self.predicate(value):
            owner = type(instance).__name__
            name = attribute.alias or attribute.name
            expected = self.describe_expected(value)
            raise InvalidValueError(owner, name, value, expected, self.code)


def optional(constraint: Constraint) -> Constraint:
    def is_none_or_valid(value: object) -> bool:
        return value is None or constraint.predicate(value)

    return evolve(constraint, predicate=is_none_or_valid)


def matches_re(pattern: str, expected: str, code: str = "bad-value") -> Constraint:
    """Return a constraint on strings that a regular expression must match as a whole."""
    return Constraint(
        lambda value: (
            type(value) is str
            and len(value) <= MAX_TEXT
            and re.fullmatch(pattern, value, re.ASCII) is not None
        ),
        expected,
        code,
        pattern=pattern,
    )


def instance_of(cls: type) -> Constraint:
    article = "an" if cls.__name__.startswith("A") else "a"
    expected = f"{article} {cls.__name__}"
    if issubclass(cls, StrEnum):
        expected += f" ({', '.join(cls)})"
    return Constraint(lambda value: isinstance(value, cls), expected, "wrong-type")


def tuple_of(
    item: Constraint, *, allow_empty: bool = True, unique_by: Callable[[Any], str] | None = None
) -> Constraint:
    """Return a constraint on tuples (not lists) of which each item satisfies a constraint."""

    def is_valid(value: object) -> bool:
        if not is_tuple(value) or not (value or allow_empty):
            return False
        if not all(map(item.predicate, value)):
            return False
        return unique_by is None or len({*map(unique_by, value)}) == len(value)

    expected = f"a {'' if allow_empty else 'non-empty '}tuple, each item {item.expected}"
    if unique_by is not None:
        expected += ", and none of them twice"
    return Constraint(is_valid, expected, item.code, item, unique_by)


def integer_from(minimum: int, noun: str = "a whole number") -> Constraint:
    """Return a constraint on whole numbers from a minimum (`True` is none)."""
    return Constraint(
        lambda value: type(value) is int and minimum <= value <= MAX_NUMBER,
        f"{noun} from {minimum} to {MAX_NUMBER}",
        "bad-number",
    )


def tuple_of_instances(
    cls: type, *, allow_empty: bool = True, unique_by: Callable[[Any], str] | None = None
) -> Constraint:
    return tuple_of(instance_of(cls), allow_empty=allow_empty, unique_by=unique_by)


def is_partial_date(value: object) -> bool:
    """Whether the value is an ISO 8601 date, or only its year, or only its year and month."""
    if not isinstance(value, str) or not re.fullmatch(PARTIAL_DATE, value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


def is_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether the value is a list or a tuple, with items of any type."""
    return isinstance(value, (list, tuple))


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, (dict, Mapping))  # dict first, as the abstract class is slow


def require_choice(
    owner: str, argument: str, value: object, choices: Iterable[str], code: str = "bad-value"
) -> None:
    if value not in (names := tuple(choices)):
        raise InvalidValueError(owner, argument, value, f"one of {', '.join(names)}", code)


def wrap_single_value_in_list(values: Any) -> list[Any]:
    """Return the values as a list; a string, or a record with an id, is a single value."""
    is_single = isinstance(values, str) or hasattr(values, "id") or not hasattr(values, "__iter__")
    return [values] if is_single else list(values)


def _describe_text_without_mistake(value: object) -> str | None:
    """Describe the texts without the mistake of a string, if it is one that people make."""
    if not isinstance(value, str):
        return None
    if not value.strip():
        return "a text, as it is blank"
    if value != value.strip():
        ends = {"start": value.lstrip() != value, "end": value.rstrip() != value}
        return f"a text without white space at its {' and '.join(filter(ends.get, ends))}"
    return f"a text of at most {MAX_TEXT} characters" if len(value) > MAX_TEXT else None


an_id: Constraint = matches_re(
    r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "an id (lower-case words joined by hyphens)", "bad-id"
)
a_programme_id: Constraint = matches_re(
    r"[a-z0-9]+(-[a-z0-9]+)*", "an id (lower-case words and numbers joined by hyphens)", "bad-id"
)
a_section: Constraint = matches_re(SECTION, "a section number such as '1' or '1.2'", "bad-citation")
a_text: Constraint = Constraint(
    lambda value: is_normalized_visible_text(value) and len(value) <= MAX_TEXT,
    "a text (in NFC, not blank, no white space around it, no control or invisible characters, "
    f"at most {MAX_TEXT} characters)",
    "bad-text",
    describe=_describe_text_without_mistake,
)
a_url: Constraint = matches_re(
    r"https?://(?![.:@/?#])[!-~\u00a1-\u1fff]+", "an http or https address"
)
a_date: Constraint = Constraint(
    lambda value: isinstance(value, date) and not isinstance(value, datetime), "a date", "bad-date"
)
a_partial_date: Constraint = Constraint(
    is_partial_date,
    "an ISO 8601 date, or its year and month, or its year",
    "bad-date",
    pattern=PARTIAL_DATE,
)
a_dotted_number: Constraint = matches_re(
    r"[1-9][0-9]{0,5}(\.[1-9][0-9]{0,5})*", "a number such as '1' or '1.2'", "bad-number"
)
a_non_negative_integer: Constraint = integer_from(0)
a_positive_integer: Constraint = integer_from(1)
ids: Constraint = tuple_of(an_id, unique_by=str)
texts: Constraint = tuple_of(a_text)
