"""The locations of values in their files, and the limits of what is read."""

from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from benelux_programme._model.characters import normalize_unicode
from benelux_programme._model.constraints import MAX_TEXT
from benelux_programme.errors import InvalidDataError, Problem, truncate_middle

JsonValue: TypeAlias = dict[str, Any] | list[Any] | str | int | float | date | None

Location: TypeAlias = tuple[str | None, int | None, int | None]
"""A file, a line and a column, both from 1, as far as they are known."""

UNKNOWN_LOCATION: Final[Location] = (None, None, None)

MAX_DEPTH: Final = 64
"""The limit of the depth that a caller can ask for: deeper nesting may exhaust a small stack."""

MAX_DIGITS: Final = 15
"""The most digits of a number: more are not exact in all parsers."""

JSON_NUMBER: Final = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"

MAX_MESSAGE: Final = 500
"""The limit of the length of a message in characters."""


class AmbiguousScalar(str):
    """A scalar without quotes that other parsers do not read as this text, such as 1.10 or no."""

    __slots__ = ()


class Limits(NamedTuple):
    """The limits of `read`, above which a file is refused."""

    max_bytes: int = 4 * 1024 * 1024
    max_depth: int = 32
    max_nodes: int = 40_000
    max_text: int = MAX_TEXT

    def is_text_too_long(self, text: str) -> bool:
        """Whether a text is longer than permitted, also when its letters are composed."""
        return len(text) > self.max_text and len(normalize_unicode(text)) > self.max_text


_Key: TypeAlias = tuple[str]
"""A key of a mapping, where its name alone stands for its value."""


class SourceMap:
    """The locations of values, by the list or mapping that contains them."""

    def __init__(self) -> None:
        self.start: Location = UNKNOWN_LOCATION  # of a document whose root has no location
        # Each with its container, so that no other object can have the same id.
        self._locations: dict[int, tuple[object, dict[str | int | _Key, Location]]] = {}

    def add_container(self, container: object, location: Location) -> None:
        self._locations[id(container)] = container, {"": location}

    def add_value(self, container: object, key: str | int, location: Location) -> None:
        """Add the location of the value at a key or index of a list or mapping that was added."""
        self._locations[id(container)][1][key] = location

    def add_key(self, mapping: object, key: str, location: Location) -> None:
        """Add the location of a key of a mapping that was added."""
        self._locations[id(mapping)][1][key,] = location

    def copy_locations(self, container: object, copy: object) -> None:
        """Give a copy of a list or mapping the locations of the original."""
        self._locations[id(copy)] = copy, dict(self._locations_in(container))

    def find_location(self, document: Any, path: tuple[str | int, ...]) -> Location:
        """Return the location of the value at a path, or of the nearest value around it."""
        if not self._locations_in(document):
            return self.start
        location, value = self.start, document
        for key in path:
            known = self._locations_in(value)
            location = known.get(key, known.get("", location))
            value = value[key]
        return self._locations_in(value).get("", location)

    def find_key_location(self, document: Any, path: tuple[str | int, ...], key: str) -> Location:
        """Return the location of a key of the mapping at a path, or of the mapping."""
        location, mapping = self.find_location(document, path), document
        for step in path:
            mapping = mapping[step]
        return self._locations_in(mapping).get((key,), location)

    def _locations_in(self, container: object) -> dict[str | int | _Key, Location]:
        return self._locations[id(container)][1] if id(container) in self._locations else {}


def build_error(code: str, message: str, location: Location) -> InvalidDataError:
    """Build the error for input that is refused as a whole."""
    file, line, column = location
    message = truncate_middle(message, MAX_MESSAGE)
    problem = Problem(code=code, message=message, file=file, line=line, column=column)
    return InvalidDataError((problem,))


def parse_scalar(text: str) -> int | float | date | AmbiguousScalar:
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
