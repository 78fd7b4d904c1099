"""The locations of values in their files, and the limits of what is read."""

from typing import Any, NamedTuple, TypeAlias

from benelux_programme.errors import InvalidDataError, Problem

JsonValue: TypeAlias = dict[str, "JsonValue"] | list["JsonValue"] | str | int | float | None

Location: TypeAlias = tuple[str | None, int, int]
"""A file, a line and a column, both from 1."""


class UntypedScalar(str):
    """A YAML scalar without quotes: a string or a number."""

    __slots__ = ()


class Limits(NamedTuple):
    """Limits above which input is refused.

    Attributes:
        max_bytes: The size of a file.
        max_depth: The depth of nested lists and mappings.
        max_nodes: The number of scalars, lists and mappings.
        max_text: The length of a string in characters.
    """

    max_bytes: int = 4 * 1024 * 1024
    max_depth: int = 32
    max_nodes: int = 40_000
    max_text: int = 65_536


class SourceMap:
    """The locations of values, by the list or mapping that contains them.

    Attributes:
        start: Where the first file begins; None if the document is not from a file.
    """

    def __init__(self, start: Location | None = None) -> None:
        self.start = start
        # Each with its container, so that no other object can have the same id.
        self._locations: dict[int, tuple[object, dict[str | int, Location]]] = {}

    def add_container(self, container: object, location: Location) -> None:
        """Add the location of a list or mapping."""
        self._locations[id(container)] = container, {"": location}

    def add_value(self, container: object, key: str | int, location: Location) -> None:
        """Add the location of the value at a key or index of a list or mapping that was added."""
        self._locations[id(container)][1][key] = location

    def copy_locations(self, container: object, copy: object) -> None:
        """Give a copy of a list or mapping the locations of the original."""
        self._locations[id(copy)] = copy, dict(self._locations_in(container))

    def find_location(self, document: Any, path: tuple[str | int, ...]) -> Location | None:
        """Return the location of the value at a path, or of the nearest value around it."""
        location = self._locations_in(document).get("")
        if location is None:
            return None
        value = document
        for key in path:
            known = self._locations_in(value)
            location = known.get(key, known.get("", location))
            value = value[key]
        return location

    def _locations_in(self, container: object) -> dict[str | int, Location]:
        return self._locations[id(container)][1] if id(container) in self._locations else {}


def refusal(code: str, message: str, location: Location | tuple[str | None]) -> InvalidDataError:
    """Return the error for input that is refused as a whole."""
    file, line, column = location if len(location) == 3 else (*location, None, None)  # noqa: PLR2004
    return InvalidDataError(
        (Problem(code=code, message=message, file=file, line=line, column=column),)
    )
