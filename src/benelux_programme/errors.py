"""The errors that this library raises, all derived from `BeneluxProgrammeError`.

Their classes and attributes are part of the public interface; the wording of messages is not.
"""

import re
from typing import Final, final

from attrs import define, frozen

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

_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


class BeneluxProgrammeError(Exception):
    """The base class of all errors of this library.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("1944-1948")
    ... except bp.errors.BeneluxProgrammeError as error:
    ...     print(type(error).__name__)
    UnknownPeriodError
    """

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(format_for_message, self.args))})"


@define(slots=False, repr=False)
class InvalidValueError(BeneluxProgrammeError, ValueError):
    """A value that an attribute of the model, or an argument, cannot have.

    Every public class raises it for an attribute of another type or form than it documents.

    Attributes:
        owner: The name of the class, such as `"Action"`, or of the function.
        attribute: The attribute or argument, or a path such as `"pillars[0].themes[2].id"`.
        value: The invalid value.
        expected: The values that are valid, as a phrase.
        code: The problem code; see `benelux_programme.PROBLEM_CODES`.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.Citation(section="2.5", paragraph=0)
    ... except bp.errors.InvalidValueError as error:
    ...     print(error.attribute, error.value)
    paragraph 0
    """

    owner: str
    attribute: str
    value: object
    expected: str
    code: str = "bad-value"

    def __str__(self) -> str:
        is_function = self.owner.rpartition(".")[-1].islower()
        place = (
            f"{self.owner}({self.attribute})" if is_function else f"{self.owner}.{self.attribute}"
        )
        return f"{place}: {format_for_message(self.value)} is not {self.expected}"


@define(slots=False, repr=False)
class IncomparableError(BeneluxProgrammeError, ValueError):
    """Two programmes that this function does not compare, or not in this order.

    `diff` compares revisions of one programme, `compare` different programmes.

    Attributes:
        old: The id of the first programme.
        new: The id of the second programme.
        instead: The name of the function that compares them.
        swapped: Whether the arguments must be swapped, as the first programme is the later one.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.diff(bp.load("2021-2024"), bp.load("2025-2028"))
    ... except bp.errors.IncomparableError as error:
    ...     print(error.instead)
    compare
    """

    old: str
    new: str
    instead: str
    swapped: bool = False

    def __str__(self) -> str:
        if self.swapped:
            return f"{self.old} is later than {self.new}; swap the arguments"
        if self.old == self.new:
            return f"both arguments are revisions of programme {self.old}; use `{self.instead}`"
        return f"{self.old} and {self.new} are different programmes; use `{self.instead}`"


@define(slots=False, repr=False)
class MismatchError(BeneluxProgrammeError, ValueError):
    """A change that cannot be applied, as the programme does not have the old value.

    Attributes:
        change: The change, as text.
        expected: The old value, according to the change.
        found: The value in the programme.

    >>> import benelux_programme as bp
    >>> later = bp.Diff(programme="2025-2028", old_revision=7, new_revision=8)
    >>> try:
    ...     bp.apply(bp.load("2025-2028", revision=1), later)
    ... except bp.errors.MismatchError as error:
    ...     print(error.found)
    2025-2028 revision 1
    """

    change: str
    expected: object
    found: object

    def __str__(self) -> str:
        expected, found = format_for_message(self.expected), format_for_message(self.found)
        return f"{self.change}: expected {expected} in the programme, found {found}"


@define(slots=False, repr=False)
class MissingExtraError(BeneluxProgrammeError, ImportError):
    """A library that an export needs is not installed.

    Attributes:
        extra: The extra of this package that installs the library.
        library: The name of the library.

    >>> import benelux_programme as bp
    >>> error = bp.errors.MissingExtraError("rdf", "rdflib")
    >>> error.extra, isinstance(error, ImportError)
    ('rdf', True)
    """

    extra: str
    library: str

    def __str__(self) -> str:
        command = f"pip install 'benelux-programme[{self.extra}]'"
        return f"{self.library} is not installed; run {command}"


@define(slots=False, repr=False)
class MissingLanguageError(BeneluxProgrammeError, ValueError):
    """A language that a text does not have, or that no text of the data has.

    Attributes:
        language: The language.
        available: The languages that are available.

    >>> import benelux_programme as bp
    >>> try:
    ...     format(bp.Text(fr="énergie", nl="energie"), "de")
    ... except bp.errors.MissingLanguageError as error:
    ...     print(error.available)
    ('fr', 'nl')
    """

    language: object
    available: tuple[str, ...]

    def __str__(self) -> str:
        available = ", ".join(self.available)
        return f"no {format_for_message(self.language)} text (available: {available})"


@define(slots=False, repr=False)
class UnknownIdError(BeneluxProgrammeError, KeyError):
    """An id, name or code that nothing of this kind has, or a name that several have.

    Attributes:
        kind: The kind, such as `"action"`.
        key: The id, name or code.
        where: The id of the programme, or the ids of the programmes, joined by commas.
        suggestions: Similar ids, names or codes that exist, or the ids of pillars, themes and
            actions with a similar label, the most similar first; or the ids of those with the name.
        other_kind: The kind of the node that has the id, if it is none of this kind.
        is_ambiguous: Whether several have the name.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("2025-2028").partner("Lower Saxon")
    ... except bp.errors.UnknownIdError as error:
    ...     print(error.suggestions[0])
    Lower Saxony
    """

    kind: str
    key: object
    where: str
    suggestions: tuple[str, ...]
    other_kind: str | None = None
    is_ambiguous: bool = False

    def __str__(self) -> str:
        where = f"{'programmes' if ', ' in self.where else 'programme'} {self.where}"
        adjective = "ambiguous" if self.is_ambiguous else "unknown"
        message = f"{adjective} {self.kind} {format_for_message(self.key)} in {where}"
        key = self.key if isinstance(self.key, str) else ""
        full_id = re.fullmatch("([a-z0-9-]{1,80})/[a-z0-9-]+", key)
        if full_id and full_id[1] not in self.where.split(", "):
            message += f", as the id names programme {full_id[1]}"
        if self.other_kind:
            article = "an" if self.other_kind == "action" else "a"
            message += f", where it is {article} {self.other_kind}"
        if self.suggestions:
            message += f"; did you mean {' or '.join(map(repr, self.suggestions))}?"
        return message


@define(slots=False, repr=False)
class RetiredIdError(BeneluxProgrammeError, KeyError):
    """An id of an earlier revision that is no longer in use; `Programme.resolve` follows it.

    Attributes:
        id: The id.
        where: The id of the programme.
        successors: The ids that replace it.
        reason: Why it was retired, in English if there is an English text.
        since: The first revision without it.

    >>> import benelux_programme as bp
    >>> reason = "Too narrow."
    >>> bp.errors.RetiredIdError("gas", "2025-2028", ("energy-supply",), reason, 2).successors
    ('energy-supply',)
    """

    id: str
    where: str
    successors: tuple[str, ...]
    reason: str
    since: int

    def __str__(self) -> str:
        successors = ", ".join(map(repr, self.successors)) or "none"
        return (
            f"{self.id!r} was retired in revision {self.since} of programme {self.where} "
            f"(successors: {successors}; reason: {self.reason})"
        )


@define(slots=False, repr=False)
class UnknownPeriodError(BeneluxProgrammeError, KeyError):
    """A period of which no programme is bundled.

    Attributes:
        period: The period.
        known: The periods of the bundled programmes.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("2025")
    ... except bp.errors.UnknownPeriodError as error:
    ...     print(error.known)
    ('2021-2024', '2025-2028')
    """

    period: object
    known: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"unknown period {format_for_message(self.period)} (available: {', '.join(self.known)})"
        )


@define(slots=False, repr=False)
class UnknownRevisionError(BeneluxProgrammeError, KeyError):
    """A revision that a programme does not have.

    Attributes:
        period: The period of the programme.
        revision: The revision.
        known: The revisions of the programme.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.load("2025-2028", revision=99)
    ... except bp.errors.UnknownRevisionError as error:
    ...     print(error.period, error.revision)
    2025-2028 99
    """

    period: str
    revision: object
    known: tuple[int, ...]

    def __str__(self) -> str:
        revision, known = format_for_message(self.revision), ", ".join(map(str, self.known))
        return f"unknown revision {revision} of programme {self.period} (available: {known})"


@define(slots=False, repr=False)
class NotInForceError(BeneluxProgrammeError, LookupError):
    """A day on which no bundled programme is in force.

    Attributes:
        day: The day, as an ISO 8601 date.
        known: The periods of the bundled programmes.

    >>> from datetime import date
    >>> import benelux_programme as bp
    >>> try:
    ...     bp.in_force(date(1958, 2, 3))
    ... except bp.errors.NotInForceError as error:
    ...     print(error.day)
    1958-02-03
    """

    day: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"no programme in force on {self.day} (available: {', '.join(self.known)})"


@final
@frozen(kw_only=True, repr=False)
class Problem:
    """One problem in a document, with its position.

    Attributes:
        code: The code of the kind of problem, one of `PROBLEM_CODES`.
        message: What is wrong and how to fix it, as a phrase.
        path: The path to the value, such as "pillars[1].themes[0].id"; "" is the whole document.
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
        parts = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        position = f"{':'.join(parts)} {self.path}".strip()
        message = f"{self.message} [{self.code}]"
        return escape_controls(f"{position}: {message}" if position else message)

    def __repr__(self) -> str:
        return f"<Problem {truncate_middle(str(self), 100)}>"


@final
@define(slots=False, repr=False)
class InvalidDataError(BeneluxProgrammeError, ValueError):
    """A document that is not a valid programme.

    Attributes:
        problems: All problems, in the order of the document.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.read({"id": "North Sea", "period": "2030", "title": {"en": "Wind"}})
    ... except bp.errors.InvalidDataError as error:
    ...     print([(problem.code, problem.path) for problem in error.problems])
    [('bad-id', 'id')]
    """

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:20]]
        if len(self.problems) > len(lines):
            lines.append(f"and {len(self.problems) - len(lines)} more")
        return "\n".join(lines)


class _FileError(BeneluxProgrammeError, OSError):
    def __str__(self) -> str:
        return truncate_middle(super().__str__(), 500)


class UnreadableFileError(_FileError):
    """A file that cannot be read. It has the attributes of every `OSError`.

    >>> import benelux_programme as bp
    >>> try:
    ...     bp.read("nowhere.yaml")
    ... except bp.errors.UnreadableFileError as error:
    ...     print(error.filename)
    nowhere.yaml
    """


class UnwritableFileError(_FileError):
    """A file or folder that cannot be written; nothing was. It has the attributes of `OSError`.

    >>> import os
    >>> import benelux_programme as bp
    >>> try:
    ...     bp.export.datapackage(bp.load("2025-2028"), os.devnull)
    ... except bp.errors.UnwritableFileError as error:
    ...     print(error.strerror)
    is a file; name a folder
    """


def format_for_message(value: object) -> str:
    """Return the repr of a value for messages, shortened, or its type if it has none."""
    try:
        return truncate_middle(repr(value))
    except Exception:  # noqa: BLE001  # nested too deep, too many digits, or an error of its class
        is_long_number = isinstance(value, int)
        return "a number of thousands of digits" if is_long_number else f"a value of {type(value)}"


def escape_controls(text: str) -> str:
    """Return one line, with escapes for line breaks and all that a terminal would obey."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def truncate_middle(text: str, limit: int = 80) -> str:
    """Return the text, its middle replaced by an ellipsis if it is longer than the limit."""
    half = limit // 2
    return text if len(text) <= limit else f"{text[:half]}…{text[-half:]}"


def __dir__() -> list[str]:
    return __all__
