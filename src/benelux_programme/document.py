"""Reading YAML and JSON strictly: plain values, the place of each, and nothing that surprises.

YAML is built from the parser's events, never by PyYAML's constructors: no anchors, aliases, tags,
directives, second documents, merge keys or repeated keys, and every scalar stays text. JSON is
strict UTF-8 without NaN and repeated keys. Size, depth, number and length are bounded.
"""

import json
import re
from bisect import bisect_right
from contextlib import suppress
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from .errors import InvalidDataError, Problem, shorten

Place: TypeAlias = tuple[str | None, int, int]
"""The file, the line and the column, both from 1."""


class Plain(str):
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


class Places:
    """Where the values of a document stand, by the list or mapping that holds them."""

    def __init__(self) -> None:
        self._places: dict[int, dict[str | int, Place]] = {}
        self._kept: list[object] = []

    def put(self, container: object, key: str | int, place: Place) -> None:
        """Remember where the value under a key of a list or mapping stands."""
        if id(container) not in self._places:
            self._places[id(container)] = {}
            self._kept.append(container)  # so that no other object gets its id
        self._places[id(container)][key] = place

    def copy(self, old: object, new: object) -> None:
        """Let a copy of a list or mapping have the places of the first."""
        for key, place in self._places.get(id(old), {}).items():
            self.put(new, key, place)

    def find(self, document: Any, path: tuple[str | int, ...]) -> Place | None:
        """Where the value at a path stands, or the nearest that is there on the way to it."""
        place, value = self._places.get(id(document), {}).get(""), document
        for key in path:
            known = self._places.get(id(value), {})
            place = known.get(key, known.get("", place))
            value = value[key]
        return place


def parse(
    content: bytes, file: str | None, limits: Limits, places: Places, *, located: bool = True
) -> Any:
    """The plain value that YAML or JSON text holds.

    Args:
        content: The text.
        file: The name of the file.
        limits: How much is allowed.
        places: Where to note the places of the values.
        located: Whether to note those of JSON, which takes longer.

    Raises:
        InvalidDataError: It is neither, or not allowed.
    """
    if len(content) > limits.max_bytes:
        raise refused("too-large", f"larger than {limits.max_bytes} bytes", (file,))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refused("encoding", f"not UTF-8: {error.reason}", (file, line, 1)) from None
    if _BEGINS_JSON.match(text):
        return _json(text, file, limits, places, located=located)
    return _yaml(text, file, limits, places)


_BEGINS_JSON = re.compile(r"\s*(?:\[|\{\s*[\"}])")


def refused(code: str, message: str, place: Place | tuple[str | None]) -> InvalidDataError:
    """The error for a text that is refused whole."""
    file, line, column = place if len(place) == 3 else (*place, None, None)  # noqa: PLR2004
    return InvalidDataError(
        (Problem(code=code, message=message, file=file, line=line, column=column),)
    )


# --- YAML ---------------------------------------------------------------------------------------

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml(text: str, file: str | None, limits: Limits, places: Places) -> Any:
    reader = _YamlReader(file, limits, places)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (file, mark.line + 1, mark.column + 1) if mark else (file,)
        raise refused("syntax", f"not YAML: {error.problem or error.context}", place) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, InvalidDataError):
            raise
        raise refused("syntax", f"not YAML: {shorten(str(error))}", (file,)) from None
    return reader.root


class _YamlReader:
    """Builds plain values from the events of the YAML parser."""

    def __init__(self, file: str | None, limits: Limits, places: Places) -> None:
        self.root: Any = None
        self._file = file
        self._limits = limits
        self._places = places
        self._stack: list[Any] = []
        self._keys: list[str | None] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        match event:
            case yaml.ScalarEvent():
                self._check(event)
                if len(event.value) > self._limits.max_text:
                    self._refuse(
                        "too-long", f"longer than {self._limits.max_text} characters", event
                    )
                self._put(_scalar(event), event)
            case yaml.MappingStartEvent():
                self._open({}, event)
            case yaml.SequenceStartEvent():
                self._open([], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()
                self._keys.pop()
            case yaml.AliasEvent():
                self._refuse("alias", "an alias; write the value out", event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse("many-documents", "a second document", event)
                if event.version is not None or event.tags:
                    self._refuse("directive", "a directive; leave it out", event)
            case _:
                pass

    def _check(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self._limits.max_nodes:
            self._refuse("too-many", f"more than {self._limits.max_nodes} values", event)
        if event.anchor is not None:
            self._refuse("alias", "an anchor; leave it out", event)
        if event.tag is not None:
            self._refuse("tag", f"the tag {event.tag}; leave it out", event)

    def _open(self, container: Any, event: Any) -> None:
        self._check(event)
        if len(self._stack) >= self._limits.max_depth:
            self._refuse("too-deep", f"nested deeper than {self._limits.max_depth}", event)
        self._put(container, event)
        self._stack.append(container)
        self._keys.append(None)

    def _put(self, value: Any, event: Any) -> None:
        place = (self._file, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(value, (dict, list)):
            self._places.put(value, "", place)
        if not self._stack:
            self.root = value
            return
        container, key = self._stack[-1], self._keys[-1]
        if isinstance(container, list):
            self._places.put(container, len(container), place)
            container.append(value)
        elif key is None:
            if not isinstance(value, str):
                self._refuse("bad-key", "a key that is not a string", event)
            if value in container:
                self._refuse("repeated-key", f"the key {value!r} a second time", event)
            self._keys[-1] = str(value)
            self._places.put(container, str(value), place)
            container[str(value)] = None
        else:
            container[key] = value
            self._places.put(container, key, place)
            self._keys[-1] = None

    def _refuse(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        raise refused(code, message, (self._file, mark.line + 1, mark.column + 1))


def _scalar(event: yaml.ScalarEvent) -> str | None:
    plain = event.style is None or event.style == ""
    if plain and event.value in {"", "~", "null"}:
        return None
    return Plain(event.value) if plain else event.value


# --- JSON ---------------------------------------------------------------------------------------


def _json(text: str, file: str | None, limits: Limits, places: Places, *, located: bool) -> Any:
    """What JSON text holds: quickly if nothing is wrong, else by a reader that says what."""
    if not located and sum(map(text.count, ",[{")) < limits.max_nodes:
        with suppress(ValueError, RecursionError):
            value = json.loads(
                text, object_pairs_hook=_mapping, parse_constant=_refuse, parse_int=_whole
            )
            if _fits(value, limits):
                return value
    return _JsonReader(text, file, limits, places).read()


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError
    return mapping


def _fits(value: Any, limits: Limits) -> bool:
    """Whether a value is nested as little, and its strings are as short, as the limits say."""
    depth, level, keys = 0, [value], set[str]()
    while level:
        inner: list[Any] = []
        for one in level:
            if type(one) is str:
                if len(one) > limits.max_text:
                    return False
            elif type(one) is dict or type(one) is list:
                if depth == limits.max_depth:
                    return False
                inner += one.values() if type(one) is dict else one
                keys.update(one if type(one) is dict else ())
        depth, level = depth + 1, inner
    return all(len(key) <= limits.max_text for key in keys)


def _refuse(_: str) -> None:
    raise ValueError


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError
    return int(digits)


_DIGITS = 15
_TOKEN = re.compile(
    r"[ \t\n\r]*(?:(?P<mark>[\[\]{},:])"
    r'|(?P<string>"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<word>true|false|null)|(?P<end>\Z))"
)


class _JsonReader:
    """Builds plain values from JSON and remembers their places."""

    def __init__(self, text: str, file: str | None, limits: Limits, places: Places) -> None:
        self._text = text
        self._file = file
        self._limits = limits
        self._places = places
        self._lines = [found.end() for found in re.finditer("\n", text)]
        self._mark = ""
        self._start = self._end = 0
        self._nodes = 0

    def read(self) -> Any:
        """The one value of the text."""
        self._advance()
        value = self._value(0)
        if self._mark:
            raise self._refused("syntax", f"not JSON: {self._mark!r} after the end")
        return value

    def _advance(self) -> None:
        found = _TOKEN.match(self._text, self._end)
        if found is None:
            rest = self._text[self._end :]
            self._start = self._end + len(rest) - len(rest.lstrip(" \t\n\r"))
            raise self._refused("syntax", "not JSON")
        self._mark = found.group().strip(" \t\n\r")
        self._end = found.end()
        self._start = self._end - len(self._mark)

    def _value(self, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > self._limits.max_nodes:
            raise self._refused("too-many", f"more than {self._limits.max_nodes} values")
        if self._mark in ("[", "{"):
            if depth >= self._limits.max_depth:
                raise self._refused("too-deep", f"nested deeper than {self._limits.max_depth}")
            return self._list(depth) if self._mark == "[" else self._mapping(depth)
        value = self._scalar()
        self._advance()
        return value

    def _list(self, depth: int) -> list[Any]:
        items: list[Any] = []
        self._places.put(items, "", self._place())
        self._advance()
        while self._mark != "]":
            if items:
                self._expect(",")
            self._places.put(items, len(items), self._place())
            items.append(self._value(depth + 1))
        self._advance()
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        self._places.put(built, "", self._place())
        self._advance()
        while self._mark != "}":
            if built:
                self._expect(",")
            if not self._mark.startswith('"'):
                raise self._refused("syntax", f"not JSON: {self._mark!r} where a key belongs")
            key = self._scalar()
            if key in built:
                raise self._refused("repeated-key", f"the key {key!r} a second time")
            self._advance()
            self._expect(":")
            self._places.put(built, key, self._place())
            built[key] = self._value(depth + 1)
        self._advance()
        return built

    def _expect(self, mark: str) -> None:
        if self._mark != mark:
            raise self._refused("syntax", f"not JSON: {self._mark!r} where {mark!r} belongs")
        self._advance()

    def _scalar(self) -> Any:
        token = self._mark
        if token in ("", "]", "}", ",", ":"):
            raise self._refused("syntax", f"not JSON: {token!r} where a value belongs")
        if token.lstrip("-").isdecimal() and len(token) > _DIGITS:
            raise self._refused("bad-number", f"a number of {len(token)} digits")
        value = json.loads(token)
        if isinstance(value, str) and len(value) > self._limits.max_text:
            raise self._refused("too-long", f"longer than {self._limits.max_text} characters")
        return value

    def _place(self) -> Place:
        line = bisect_right(self._lines, self._start)
        begin = self._lines[line - 1] if line else 0
        return self._file, line + 1, self._start - begin + 1

    def _refused(self, code: str, message: str) -> InvalidDataError:
        return refused(code, message, self._place())
