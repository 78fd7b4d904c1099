"""Every error this library raises on purpose. All derive from `BeneluxProgrammeError`.

The wording of messages is not part of the interface; the attributes are.
"""

from typing import final

from attrs import frozen

__all__ = [
    "BeneluxProgrammeError",
    "IncomparableError",
    "InvalidDataError",
    "InvalidValueError",
    "MismatchError",
    "MissingExtraError",
    "MissingLanguageError",
    "NotInForceError",
    "Problem",
    "RetiredIdError",
    "UnknownIdError",
    "UnknownPeriodError",
    "UnknownRevisionError",
    "UnreadableFileError",
    "UnwritableFileError",
]


class BeneluxProgrammeError(Exception):
    """The base of every error of this library.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("1944-1948")
    ... except bp.errors.BeneluxProgrammeError as error:
    ...     print(type(error).__name__)
    UnknownPeriodError
    """


class InvalidValueError(BeneluxProgrammeError, ValueError):
    """A value that a class of the model cannot hold.

    Attributes:
        owner: The name of the class, such as `"Action"`.
        attribute: The attribute, or the path to it, such as `"pillars[0].themes[2].id"`.
        value: What was given.
        expected: What would have been right, as a phrase.
        code: What kind of mistake it is; `benelux_programme.PROBLEM_CODES` explains them.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.Citation(section="2.5", paragraph=0)
    ... except bp.errors.InvalidValueError as error:
    ...     print(error.attribute, error.value)
    paragraph 0
    """

    def __init__(
        self, owner: str, attribute: str, value: object, expected: str, code: str = "bad-value"
    ) -> None:
        super().__init__(owner, attribute, value, expected, code)
        self.owner = owner
        self.attribute = attribute
        self.value = value
        self.expected = expected
        self.code = code

    def __str__(self) -> str:
        return f"{self.owner}.{self.attribute}: {format_value(self.value)} is not {self.expected}"


class IncomparableError(BeneluxProgrammeError, ValueError):
    """Two programmes were given where two revisions of one belong, or the other way round.

    Or the later programme was given first.

    Attributes:
        old: The id of the first.
        new: The id of the second.
        instead: The function that compares them.
        swapped: Whether that takes them the other way round.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.diff(bp.load("2021-2024"), bp.load("2025-2028"))
    ... except bp.errors.IncomparableError as error:
    ...     print(error.instead)
    compare
    """

    def __init__(self, old: str, new: str, instead: str, swapped: bool = False) -> None:
        super().__init__(old, new, instead, swapped)
        self.old = old
        self.new = new
        self.instead = instead
        self.swapped = swapped

    def __str__(self) -> str:
        if self.swapped:
            return f"{self.old} goes on from {self.new}; swap them"
        what = (
            f"one programme, {self.old}"
            if self.old == self.new
            else (f"two programmes, {self.old} and {self.new}")
        )
        return f"{what}; use `{self.instead}`"


class MismatchError(BeneluxProgrammeError, ValueError):
    """A change cannot be made, as the programme does not say what the change starts from.

    Attributes:
        change: The change, as text.
        expected: What the change starts from.
        found: What there is.

    >>> import benelux_programme as bp
    >>> later = bp.Diff(programme="2025-2028", old_revision=7, new_revision=8)
    >>> try:
    ...     bp.apply(bp.load("2025-2028", revision=1), later)
    ... except bp.errors.MismatchError as error:
    ...     print(error.found)
    2025-2028 revision 1
    """

    def __init__(self, change: str, expected: object, found: object) -> None:
        super().__init__(change, expected, found)
        self.change = change
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        return (
            f"{self.change}: the programme has {format_value(self.found)} "
            f"where the change starts from {format_value(self.expected)}"
        )


class MissingExtraError(BeneluxProgrammeError, ImportError):
    """A format needs a library that is not installed.

    Attributes:
        extra: The name of the extra that installs it.
        library: The library that is not there.

    >>> import benelux_programme as bp
    >>> error = bp.errors.MissingExtraError("rdf", "rdflib")
    >>> error.extra, isinstance(error, ImportError)
    ('rdf', True)
    """

    def __init__(self, extra: str, library: str) -> None:
        super().__init__(extra, library)
        self.extra = extra
        self.library = library

    def __str__(self) -> str:
        return f"{self.library} is not there; run pip install 'benelux-programme[{self.extra}]'"


class MissingLanguageError(BeneluxProgrammeError, ValueError):
    """A text was asked for in a language it does not have, or in no language we know.

    Attributes:
        language: The language asked for.
        available: The languages there are.

    >>> import benelux_programme as bp
    >>> try:
    ...     format(bp.Text(fr="énergie", nl="energie"), "de")
    ... except bp.errors.MissingLanguageError as error:
    ...     print(error.available)
    ('fr', 'nl')
    """

    def __init__(self, language: object, available: tuple[str, ...]) -> None:
        super().__init__(language, available)
        self.language = language
        self.available = available

    def __str__(self) -> str:
        return f"no language {format_value(self.language)}; there is {', '.join(self.available)}"


class UnknownIdError(BeneluxProgrammeError, KeyError):
    """Nothing of that kind has this id (or, for a partner, this name or code).

    Attributes:
        kind: What was looked for, such as `"action"`.
        key: What was asked.
        where: The programme that was searched.
        suggestions: Near ones that exist, best first.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("2025-2028").partner("Lower Saxon")
    ... except bp.errors.UnknownIdError as error:
    ...     print(error.suggestions[0])
    Lower Saxony
    """

    def __init__(self, kind: str, key: object, where: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(kind, key, where, suggestions)
        self.kind = kind
        self.key = key
        self.where = where
        self.suggestions = suggestions

    def __str__(self) -> str:
        message = f"no {self.kind} {format_value(self.key)} in programme {self.where}"
        if self.suggestions:
            message += f"; did you mean {' or '.join(map(repr, self.suggestions))}?"
        return message


class RetiredIdError(BeneluxProgrammeError, KeyError):
    """The id was in use in an earlier revision, and is no more; `Programme.resolve` follows it.

    Attributes:
        id: What was asked.
        where: The programme that was searched.
        successors: The ids in whose place one should look now.
        reason: Why it was retired.
        since: The first revision without it.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> gone = bp.RetiredId(id="gas", successors=("energy-supply",), reason="Too narrow.", since=2)
    >>> programme = attrs.evolve(bp.load("2025-2028"), revision=2, retired=(gone,))
    >>> try:
    ...     programme["gas"]
    ... except bp.errors.RetiredIdError as error:
    ...     print(error.successors)
    ('energy-supply',)
    """

    def __init__(
        self, id: str, where: str, successors: tuple[str, ...], reason: str, since: int
    ) -> None:
        super().__init__(id, where, successors, reason, since)
        self.id = id
        self.where = where
        self.successors = successors
        self.reason = reason
        self.since = since

    def __str__(self) -> str:
        instead = " and ".join(map(repr, self.successors)) or "nothing in its place"
        return (
            f"{self.id!r} is retired in programme {self.where} since revision {self.since} "
            f"({self.reason}); there is {instead}"
        )


class UnknownPeriodError(BeneluxProgrammeError, KeyError):
    """No programme of that period is bundled.

    Attributes:
        period: What was asked.
        known: The periods there are.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("2025")
    ... except bp.errors.UnknownPeriodError as error:
    ...     print(error.known)
    ('2021-2024', '2025-2028')
    """

    def __init__(self, period: object, known: tuple[str, ...]) -> None:
        super().__init__(period, known)
        self.period = period
        self.known = known

    def __str__(self) -> str:
        return f"no programme {format_value(self.period)}; there is {', '.join(self.known)}"


class UnknownRevisionError(BeneluxProgrammeError, KeyError):
    """The programme has no such revision.

    Attributes:
        period: The period of the programme.
        revision: What was asked.
        known: The revisions there are.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("2025-2028", revision=99)
    ... except bp.errors.UnknownRevisionError as error:
    ...     print(error.period, error.revision)
    2025-2028 99
    """

    def __init__(self, period: str, revision: object, known: tuple[int, ...]) -> None:
        super().__init__(period, revision, known)
        self.period = period
        self.revision = revision
        self.known = known

    def __str__(self) -> str:
        known = ", ".join(map(str, self.known))
        asked = format_value(self.revision)
        return f"programme {self.period} has no revision {asked}; there is {known}"


class NotInForceError(BeneluxProgrammeError, LookupError):
    """No bundled programme covers that day.

    Attributes:
        day: The day asked for, as an ISO 8601 date.
        known: The periods there are.

    >>> from datetime import date
    >>> import benelux_programme as bp
    >>> try:
    ...     bp.in_force(date(1958, 2, 3))
    ... except bp.errors.NotInForceError as error:
    ...     print(error.day)
    1958-02-03
    """

    def __init__(self, day: str, known: tuple[str, ...]) -> None:
        super().__init__(day, known)
        self.day = day
        self.known = known

    def __str__(self) -> str:
        return f"no programme covers {self.day}; there is one for {', '.join(self.known)}"


@final
@frozen(kw_only=True, repr=False)
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        code: What kind of mistake it is, one of `PROBLEM_CODES`.
        message: What is wrong and what to do, as a phrase.
        path: The path to the value, such as "pillars[1].themes[0].id"; "" is the whole.
        value: The value, as it was written, or None.
        file: The name of the file, or None.
        line: The number of the line, from 1, or None.
        column: The number of the column, from 1, or None.

    >>> import benelux_programme as bp
    >>> problem = bp.errors.Problem(code="bad-choice", message="no such commitment", line=12)
    >>> print(problem)
    12: no such commitment [bad-choice]
    """

    code: str
    message: str
    path: str = ""
    value: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = (str(one) for one in (self.file, self.line, self.column) if one is not None)
        where = f"{':'.join(place)} {self.path}".strip()
        return (
            f"{where}: {self.message} [{self.code}]" if where else f"{self.message} [{self.code}]"
        )

    def __repr__(self) -> str:
        return f"<Problem {truncate(str(self), 100)}>"


@final
class InvalidDataError(BeneluxProgrammeError, ValueError):
    """What was read is not a programme.

    Attributes:
        problems: Everything that is wrong, in the order in which it stands there.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.read({"id": "North Sea", "period": "2030", "title": {"en": "Wind"}})
    ... except bp.errors.InvalidDataError as error:
    ...     print([(problem.code, problem.path) for problem in error.problems])
    [('bad-id', 'id')]
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        shown = "\n".join(map(str, self.problems[:20]))
        more = len(self.problems) - 20
        return f"{shown}\nand {more} more" if more > 0 else shown


class UnreadableFileError(BeneluxProgrammeError, OSError):
    """A file cannot be read. It has the attributes of every `OSError`.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.read("nowhere.yaml")
    ... except bp.errors.UnreadableFileError as error:
    ...     print(error.filename)
    nowhere.yaml
    """


class UnwritableFileError(BeneluxProgrammeError, OSError):
    """A file or folder cannot be written, and nothing was. It has the attributes of `OSError`.

    >>> import os
    >>> import benelux_programme as bp
    >>> try:
    ...     bp.export.datapackage(bp.load("2025-2028"), os.devnull)
    ... except bp.errors.UnwritableFileError as error:
    ...     print(error.strerror)
    it is a file; name a folder
    """


def format_value(value: object) -> str:
    """A value as messages show it, whatever it is."""
    try:
        return truncate(repr(value))
    except Exception:  # noqa: BLE001  # too deep, too many digits, or whatever its class does
        number = isinstance(value, int)
        return "a number of thousands of digits" if number else f"a value of {type(value)}"


def truncate(text: str, limit: int = 80) -> str:
    """`text`, cut in its middle if it is longer than `limit`, for messages.

    >>> truncate("x" * 100, 9)
    'xxxx…xxxx'
    """
    half = limit // 2
    return text if len(text) <= limit else f"{text[:half]}…{text[-half:]}"
