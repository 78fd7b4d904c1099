"""Errors have attributes and messages, can be pickled, and have one base class."""

import pickle
from typing import Any

import pytest

from benelux_programme import errors

PROBLEM = errors.Problem(
    code="bad-id",
    message="'x y' is not an id",
    path="pillars[1].id",
    value="x y",
    file="mine.yaml",
    line=14,
    column=5,
)

EXAMPLES: list[tuple[errors.BeneluxProgrammeError, type[Exception], str]] = [
    (
        errors.InvalidValueError("Action", "id", "x y", "an id"),
        ValueError,
        "Action.id: 'x y' is not an id",
    ),
    (
        errors.InvalidDataError((PROBLEM, *[errors.Problem(code="x", message="m")] * 20)),
        ValueError,
        "\n".join([str(PROBLEM), *["m [x]"] * 19, "and 1 more"]),
    ),
    (
        errors.InvalidDataError((errors.Problem(code="x", message="m"),) * 20),
        ValueError,
        "\n".join(["m [x]"] * 20),
    ),
    (
        errors.InvalidDataError((PROBLEM,)),
        ValueError,
        "mine.yaml:14:5 pillars[1].id: 'x y' is not an id [bad-id]",
    ),
    (
        errors.UnreadableFileError(2, "No such file or directory", "mine.yaml"),
        OSError,
        "[Errno 2] No such file or directory: 'mine.yaml'",
    ),
    (
        errors.MissingExtraError("rdf", "rdflib"),
        ImportError,
        "rdflib is not installed; run pip install 'benelux-programme[rdf]'",
    ),
    (
        errors.UnwritableFileError(17, "File exists", "out.csv"),
        OSError,
        "[Errno 17] File exists: 'out.csv'",
    ),
    (
        errors.MissingLanguageError("nl", ("fr", "en")),
        ValueError,
        "no 'nl' text (available: fr, en)",
    ),
    (
        errors.UnknownIdError("action", "x", "2025-2028", ("y", "z")),
        KeyError,
        "unknown action 'x' in programme 2025-2028; did you mean 'y' or 'z'?",
    ),
    (
        errors.UnknownIdError("theme", "x", "2025-2028", ()),
        KeyError,
        "unknown theme 'x' in programme 2025-2028",
    ),
    (
        errors.UnknownIdError("theme", "2021-2024/x", "2025-2028", ("x",)),
        KeyError,
        (
            "unknown theme '2021-2024/x' in programme 2025-2028, as the id names programme "
            "2021-2024; did you mean 'x'?"
        ),
    ),
    (
        errors.UnknownIdError("theme", "2025-2028/x", "2021-2024, 2025-2028", ()),
        KeyError,
        "unknown theme '2025-2028/x' in programmes 2021-2024, 2025-2028",
    ),
    (
        errors.IncomparableError("2021-2024", "2025-2028", "compare"),
        ValueError,
        "2021-2024 and 2025-2028 are different programmes; use `compare`",
    ),
    (
        errors.IncomparableError("2025-2028", "2025-2028", "diff"),
        ValueError,
        "both arguments are revisions of programme 2025-2028; use `diff`",
    ),
    (
        errors.IncomparableError("2025-2028", "2021-2024", "compare", swapped=True),
        ValueError,
        "2025-2028 is later than 2021-2024; swap the arguments",
    ),
    (
        errors.MismatchError("lost action x actors", "a", ("b",)),
        ValueError,
        "lost action x actors: expected 'a' in the programme, found ('b',)",
    ),
    (
        errors.RetiredIdError("old", "2025-2028", ("x", "y"), "It was split.", 2),
        KeyError,
        (
            "'old' was retired in revision 2 of programme 2025-2028 "
            "(successors: 'x', 'y'; reason: It was split.)"
        ),
    ),
    (
        errors.RetiredIdError("old", "2025-2028", (), "A mistake.", 3),
        KeyError,
        (
            "'old' was retired in revision 3 of programme 2025-2028 "
            "(successors: none; reason: A mistake.)"
        ),
    ),
    (
        errors.UnknownPeriodError("1900", ("2021-2024", "2025-2028")),
        KeyError,
        "unknown period '1900' (available: 2021-2024, 2025-2028)",
    ),
    (
        errors.UnknownRevisionError("2025-2028", 7, (1, 2)),
        KeyError,
        "unknown revision 7 of programme 2025-2028 (available: 1, 2)",
    ),
    (
        errors.NotInForceError("1900-01-01", ("2021-2024", "2025-2028")),
        LookupError,
        "no programme in force on 1900-01-01 (available: 2021-2024, 2025-2028)",
    ),
]


def test_every_error_has_an_example() -> None:
    assert {type(error).__name__ for error, _, _ in EXAMPLES} == {
        name for name in errors.__all__ if name not in ("BeneluxProgrammeError", "Problem")
    }


@pytest.mark.parametrize(("error", "family", "message"), EXAMPLES)
def test_errors_have_a_message_and_can_be_pickled(
    error: errors.BeneluxProgrammeError, family: type[Exception], message: str
) -> None:
    assert isinstance(error, errors.BeneluxProgrammeError)
    assert isinstance(error, family)
    assert str(error) == message
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(copy), str(copy), vars(copy)) == (type(error), message, vars(error))


@pytest.mark.parametrize("error", [error for error, family, _ in EXAMPLES if family is not OSError])
def test_the_arguments_of_an_error_are_its_attributes(error: errors.BeneluxProgrammeError) -> None:
    assert error.args == tuple(vars(error).values())


def test_the_default_problem_code_is_bad_value() -> None:
    assert errors.InvalidValueError("Action", "id", "x y", "an id").code == "bad-value"
    assert errors.InvalidValueError("Action", "id", "x y", "an id", "bad-id").code == "bad-id"


def test_a_long_value_is_truncated_in_the_message_only() -> None:
    error = errors.InvalidValueError("Text", "fr", "x" * 1000, "a text")
    assert len(str(error)) < 150
    assert error.value == "x" * 1000


def test_a_problem_starts_with_its_position_as_editors_expect() -> None:
    assert repr(PROBLEM).startswith("<Problem mine.yaml:14:5 pillars[1].id: ")
    assert str(errors.Problem(code="x", message="m", path="id")) == "id: m [x]"
    long = errors.Problem(code="x", message="m" * 97)
    assert repr(long) == f"<Problem {'m' * 50}…{'m' * 46} [x]>"


def test_the_representation_of_an_error_is_short() -> None:
    for value in (10**5000, "x" * 60_000):
        error = errors.InvalidValueError("Citation", "paragraph", value, "a whole number from 1")
        assert len(repr(error)) < 250


@pytest.mark.parametrize("cls", [errors.UnreadableFileError, errors.UnwritableFileError])
def test_a_message_with_a_long_path_is_short(cls: type[OSError]) -> None:
    assert len(str(cls(2, "No such file or directory", "x" * 60_000))) <= 501


def test_truncate_replaces_the_middle() -> None:
    assert errors.truncate_middle("abcdefghij", 9) == "abcd…ghij"
    assert errors.truncate_middle("abcdefghij", 10) == "abcdefghij"
    assert errors.truncate_middle("x" * 80) == "x" * 80
    assert errors.truncate_middle("x" * 81) == "x" * 40 + "…" + "x" * 40


def test_a_number_that_python_does_not_format_is_described() -> None:
    error = errors.InvalidValueError("Theme", "number", 10**5000, "a number")
    assert str(error) == "Theme.number: a number of thousands of digits is not a number"


DEEPLY_NESTED: list[Any] = []
for _ in range(100_000):
    DEEPLY_NESTED = [DEEPLY_NESTED]


class WithoutRepr:
    def __repr__(self) -> str:
        raise AttributeError


@pytest.mark.parametrize(
    ("value", "description"),
    [
        (DEEPLY_NESTED, "a value of <class 'list'>"),
        (WithoutRepr(), f"a value of {WithoutRepr}"),
        (10**10_000, "a number of thousands of digits"),
    ],
    ids=["deep", "no repr", "long"],
)
def test_a_value_without_repr_is_described_by_its_type(value: Any, description: str) -> None:
    for error in (
        errors.InvalidValueError("Text", "fr", value, "a text"),
        errors.UnknownIdError("partner", value, "2025-2028", ()),
        errors.UnknownPeriodError(value, ("2025-2028",)),
        errors.UnknownRevisionError("2025-2028", value, (1,)),
        errors.MissingLanguageError(value, ("fr",)),
        errors.MismatchError("lost", value, None),
    ):
        assert description in str(error)
