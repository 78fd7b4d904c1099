"""The locations of values in their files, and the limits of what is read."""

from typing import Any, Final, NamedTuple, TypeAlias

from benelux_programme.errors import InvalidDataError, Problem

JsonValue: TypeAlias = dict[str, "JsonValue"] | list["JsonValue"] | str | int | float | None

Location: TypeAlias = tuple[str | None, int | None, int | None]
"""A file, a line and a column, both from 1, as far as they are known."""

UNKNOWN_LOCATION: Final[Location] = (None, None, None)


class UntypedScalar(str):
    """A YAML scalar without quotes: a string or a number."""

    __slots__ = ()


class Limits(NamedTuple):
    """The limits of `read`, above which a file is refused."""

    max_bytes: int = 4 * 1024 * 1024
    max_depth: int = 32
    max_nodes: int = 40_000
    max_text: int = 65_536


class SourceMap:
    """The locations of values, by the list or mapping that contains them."""

    def __init__(self) -> None:
        self.start: Location = UNKNOWN_LOCATION  # of a document whose root has no location
        # Each with its container, so that no other object can have the same id.
        self._locations: dict[int, tuple[object, dict[str | int, Location]]] = {}

    def add_container(self, container: object, location: Location) -> None:
        self._locations[id(container)] = container, {"": location}

    def add_value(self, container: object, key: str | int, location: Location) -> None:
        """Add the location of the value at a key or index of a list or mapping that was added."""
        self._locations[id(container)][1][key] = location

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

    def _locations_in(self, container: object) -> dict[str | int, Location]:
        return self._locations[id(container)][1] if id(container) in self._locations else {}


def build_error(code: str, message: str, location: Location) -> InvalidDataError:
    """Build the error for input that is refused as a whole."""
    file, line, column = location
    problem = Problem(code=code, message=message, file=file, line=line, column=column)
    return InvalidDataError((problem,))
