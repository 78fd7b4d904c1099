"""Where the values of a document stand in its file, and how much of a file is read at most."""

from typing import Any, NamedTuple, TypeAlias

from benelux_programme.errors import InvalidDataError, Problem

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None
"""What a document is made of."""

Location: TypeAlias = tuple[str | None, int, int]
"""The file, the line and the column, both from 1."""


class UntypedScalar(str):
    """A YAML scalar without quotes, which may also mean a number."""

    __slots__ = ()


class Limits(NamedTuple):
    """How much is read at most; more is refused.

    Attributes:
        max_bytes: The size of a file.
        max_depth: How deep lists and mappings may be nested.
        max_nodes: How many scalars, lists and mappings there may be.
        max_text: The length of a string in characters.
    """

    max_bytes: int = 4 * 1024 * 1024
    max_depth: int = 32
    max_nodes: int = 40_000
    max_text: int = 65_536


class SourceMap:
    """Where the values of a document stand, by the list or mapping that holds them."""

    def __init__(self) -> None:
        # Each with the list or mapping, so that no other object gets its id.
        self._places: dict[int, tuple[object, dict[str | int, Location]]] = {}

    def put(self, container: object, key: str | int, place: Location) -> None:
        """Remember where the value under a key of a list or mapping stands."""
        self._places.setdefault(id(container), (container, {}))[1][key] = place

    def copy(self, old: object, new: object) -> None:
        """Let a copy of a list or mapping have the places of the first."""
        for key, place in self._within(old).items():
            self.put(new, key, place)

    def find(self, document: Any, path: tuple[str | int, ...]) -> Location | None:
        """Where the value at a path stands, or the nearest that is there on the way to it."""
        place, value = self._within(document).get(""), document
        for key in path:
            known = self._within(value)
            place = known.get(key, known.get("", place))
            value = value[key]
        return place

    def _within(self, container: object) -> dict[str | int, Location]:
        return self._places[id(container)][1] if id(container) in self._places else {}


def refusal(code: str, message: str, place: Location | tuple[str | None]) -> InvalidDataError:
    """The error for a text that is refused whole."""
    file, line, column = place if len(place) == 3 else (*place, None, None)  # noqa: PLR2004
    return InvalidDataError(
        (Problem(code=code, message=message, file=file, line=line, column=column),)
    )
