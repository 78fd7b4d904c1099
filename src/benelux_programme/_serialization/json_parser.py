"""JSON text to plain values, without NaN, repeated keys and endless numbers."""

import json
import re
from bisect import bisect_right
from contextlib import suppress
from typing import Any

from benelux_programme.errors import InvalidDataError

from .source_map import Json, Limits, Location, SourceMap, refusal


def parse_json(
    text: str, file: str | None, limits: Limits, places: SourceMap, *, located: bool
) -> Any:
    """What JSON text holds: quickly if nothing is wrong, else by a reader that says what.

    Raises:
        InvalidDataError: It is not JSON, or not allowed.
    """
    quick = not located and sum(map(text.count, ",[{")) < limits.max_nodes
    if quick and is_shallow(text, limits):
        with suppress(ValueError, RecursionError):
            value = json.loads(text, object_pairs_hook=_mapping, parse_int=_whole)
            if _fits(value, limits):
                return value
    try:
        return _JsonReader(text, file, limits, places).read()
    except RecursionError:
        raise refusal("too-deep", "nested deeper than can be read", (file,)) from None


def is_shallow(text: str, limits: Limits) -> bool:
    """Whether text is nested so little that the parser in C has the stack for it.

    It ends the process if it has not. What is told here may be half of the depth.
    """
    unescaped = re.sub(r"\\.", "", text) if "\\" in text else text
    marks = unescaped.encode().translate(None, _NO_MARKS).replace(b'""', b"")
    marks = re.sub(rb'"[^"]*"', b"", marks)
    depth = 0
    while marks and depth < limits.max_depth:
        depth, marks = depth + 1, marks.replace(b"[]", b"").replace(b"{}", b"")
    return not marks


_NO_MARKS = bytes(set(range(256)) - set(b'[]{}"'))


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError
    return mapping


def _fits(value: Any, limits: Limits) -> bool:
    """Whether a value is nested as little, and its strings are as short, as the limits say."""
    level: list[Json] = [value]
    depth, keys = 0, set[str]()
    while level:
        inner: list[Json] = []
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


def _whole(number: str) -> int:
    if len(number.removeprefix("-")) > _DIGITS:
        raise ValueError
    return int(number)


_DIGITS = 15
_TOKEN = re.compile(
    r"[ \t\n\r]*([\[\]{},:]"
    r'|"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
    r"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
    r"|true|false|null|\Z)"
)


class _JsonReader:
    """Builds plain values from JSON and remembers their places."""

    def __init__(self, text: str, file: str | None, limits: Limits, places: SourceMap) -> None:
        self._text = text
        self._file = file
        self._limits = limits
        self._places = places
        self._lines = [found.end() for found in re.finditer("\n", text)]
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
        self._mark = found[1]
        self._start, self._end = found.span(1)

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
        digits = token.removeprefix("-")
        if digits.isdecimal() and len(digits) > _DIGITS:
            raise self._refused("bad-number", f"a number of {len(digits)} digits")
        value = json.loads(token)
        if isinstance(value, str) and len(value) > self._limits.max_text:
            raise self._refused("too-long", f"longer than {self._limits.max_text} characters")
        return value

    def _place(self) -> Location:
        line = bisect_right(self._lines, self._start)
        begin = self._lines[line - 1] if line else 0
        return self._file, line + 1, self._start - begin + 1

    def _refused(self, code: str, message: str) -> InvalidDataError:
        return refusal(code, message, self._place())
