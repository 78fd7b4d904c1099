"""Documents with the locations of their values in files, and the limits of what is read."""

import itertools
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias

from benelux_programme._model.characters import compose_and_drop_invisible_characters
from benelux_programme._model.constraints import MAX_TEXT, is_list, is_mapping
from benelux_programme.errors import (
    InvalidDataError,
    Problem,
    format_for_message,
    truncate_middle,
)

JsonValue: TypeAlias = dict[str, Any] | list[Any] | str | int | float | date | None

Location: TypeAlias = tuple[str | None, int | None, int | None]
"""A file, a line and a column, both from 1, as far as they are known."""

UNKNOWN_LOCATION: Final[Location] = (None, None, None)

MAX_DEPTH: Final = 64
"""The limit of the depth that a caller can ask for: deeper nesting may exhaust a small stack."""

MAX_DIGITS: Final = 15
"""The most digits of a number: more are not exact in all parsers."""

JSON_NUMBER: Final = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"

_MAX_MESSAGE: Final = 500
"""The limit of the length of a message in characters."""


class AmbiguousScalar(str):
    """A scalar without quotes that other parsers do not read as this text, such as 1.10 or no."""

    __slots__ = ()


class Limits(NamedTuple):
    """The limits of `read`, above which a source is refused."""

    max_bytes: int = 4 * 1024 * 1024
    max_depth: int = 32
    max_nodes: int = 100_000
    max_text: int = MAX_TEXT


Locate: TypeAlias = Callable[[Any], Location]
"""A function that returns the location of a position in the form of a parser."""

Positions: TypeAlias = dict[str | int | tuple[str] | None, Any]
"""The positions of the values of a container, of its keys (in tuples), and its own (at None)."""


class LocatedMapping(dict[str, Any]):
    """A mapping with the positions of its keys and values."""

    __slots__ = ("locate", "positions")
    locate: Locate
    positions: Positions


class LocatedList(list[Any]):
    """A list with the positions of its items."""

    __slots__ = ("locate", "positions")
    locate: Locate
    positions: Positions


def find_location(
    document: Any, path: tuple[str | int, ...], start: Location, key: str | None = None
) -> Location:
    """Return the location of the value at a path, or of one of its keys.

    A document begins at `start`. A value without a location is where the one around it is.
    """
    location, value = start, document
    if not isinstance(document, (LocatedMapping, LocatedList)):
        return start
    for step in (*path, None if key is None else (key,)):
        around: Any = value
        if isinstance(value, (LocatedMapping, LocatedList)):
            location = value.locate(value.positions.get(step, value.positions[None]))
        try:
            value = around[step]
        except (LookupError, TypeError):
            value = None  # at the end, or for what the document does not contain
    return location


class DocumentBuilder:
    """Builds the value of a document from its parts in their order, and refuses what is too much.

    Every part has a position, of which `locate` returns the location.
    """

    def __init__(self, limits: Limits, locate: Locate) -> None:
        _, self._max_depth, self._max_nodes, self._max_text = limits
        self._locate = locate
        self._nodes = 0
        self._key: str | None = None
        self._outer: list[LocatedMapping | LocatedList] = []
        self._container: LocatedMapping | LocatedList = LocatedList()
        self._container.positions = {}
        self.documents = self._container

    def expects_key(self) -> bool:
        return self._key is None and isinstance(self._container, LocatedMapping)

    def add_key_or_value(self, value: JsonValue, position: object) -> None:
        """Add a value, or the key of the next value, to the innermost list or mapping."""
        container, limit = self._container, self._max_text
        if isinstance(value, str) and len(value) > limit < len(
            compose_and_drop_invisible_characters(value)
        ):
            self.refuse("too-long", f"longer than {limit} characters", position)
        if isinstance(container, LocatedList):
            container.positions[len(container)] = position
            container.append(value)
        elif self._key is None:
            self._start_entry(container, value, position)
            return
        else:
            container.positions[self._key] = position
            container[self._key] = value
            self._key = None
        self._nodes += 1
        if self._nodes > self._max_nodes:
            self.refuse("too-many", f"more than {self._max_nodes} values", position)

    def _start_entry(self, mapping: LocatedMapping, key: JsonValue, position: object) -> None:
        if not isinstance(key, str):
            advice = f"; write '{key}'" if type(key) in (int, float) else ""
            self.refuse("bad-key", f"a key that is not a string{advice}", position)
        if key in mapping:
            message = f"the key {format_for_message(key)} a second time"
            self.refuse("repeated-key", message, position)
        mapping.positions[key,] = position
        self._key = key

    def open_container(self, container: LocatedMapping | LocatedList, position: object) -> None:
        """Add an empty list or mapping, to which all parts are added until it is closed."""
        if len(self._outer) >= self._max_depth:
            self.refuse("too-deep", f"nested deeper than {self._max_depth}", position)
        self.add_key_or_value(container, position)
        container.locate = self._locate
        container.positions = {None: position}
        self._outer.append(self._container)
        self._container = container

    def close_container(self) -> None:
        self._container = self._outer.pop()

    def refuse(self, code: str, message: str, position: object) -> NoReturn:
        raise build_error(code, message, self._locate(position))


def copy_document(value: Any, builder: DocumentBuilder) -> None:
    """Add a value from Python, with all that it contains, to a document without positions."""
    if not is_mapping(value) and not is_list(value):
        builder.add_key_or_value(value, None)
        return
    builder.open_container(LocatedMapping() if is_mapping(value) else LocatedList(), None)
    for part in itertools.chain.from_iterable(value.items()) if is_mapping(value) else value:
        copy_document(part, builder)
    builder.close_container()


def build_error(code: str, message: str, location: Location) -> InvalidDataError:
    """Build the error for input that is refused as a whole."""
    return InvalidDataError((build_problem(code, message, location),))


def build_problem(
    code: str, message: str, location: Location, path: str = "", value: object = None
) -> Problem:
    """Build a problem with short texts; its value is that of a string or a whole number."""
    shown = truncate_middle(str(value)) if isinstance(value, str) else format_for_message(value)
    file, line, column = location
    return Problem(
        code=code,
        message=truncate_middle(message, _MAX_MESSAGE),
        path=truncate_middle(path, _MAX_MESSAGE),
        value=shown if isinstance(value, (str, int)) else None,
        file=file,
        line=line,
        column=column,
    )


def parse_canonical_scalar(text: str) -> int | float | date | AmbiguousScalar:
    """Return the number or date that a scalar without quotes is, if it is in its shortest form."""
    if len(text.removeprefix("-")) <= MAX_DIGITS:
        for parse in (int, float, date.fromisoformat):
            try:
                value = parse(text)
            except ValueError:
                continue
            if format_scalar(value) == text:
                return value
    return AmbiguousScalar(text)


def format_scalar(value: float | date) -> str:
    """Return a number or a date as the shortest text that parsers read as it, without exponent."""
    if isinstance(value, float):
        return f"{Decimal(repr(value + 0.0)):f}".removesuffix(".0")
    return str(value)
