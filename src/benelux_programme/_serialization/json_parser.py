"""Parse JSON with the location of every value: no NaN, no repeated keys, bounded numbers."""

import json
import re
from bisect import bisect_right
from typing import Any, Final

from benelux_programme.errors import InvalidDataError, format_for_message

from .source_map import (
    JSON_NUMBER,
    MAX_DIGITS,
    Limits,
    Location,
    SourceMap,
    build_error,
    parse_scalar,
)

_LEXEME = re.compile(
    r"[ \t\n\r]*([\[\]{},:]"
    r'|"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
    rf"|{JSON_NUMBER}"
    r"|true|false|null|\Z)"
)

_LITERALS: Final = {"true": True, "false": False, "null": None}


def parse_json(text: str, file: str | None, limits: Limits, source_map: SourceMap) -> Any:
    """Parse JSON text, and add the locations of its values to a source map."""
    return _JsonParser(text, file, limits, source_map).parse()


class _JsonParser:
    """A recursive descent parser.

    Its lexeme is the next one of the text that is not part of a value yet.
    """

    def __init__(self, text: str, file: str | None, limits: Limits, source_map: SourceMap) -> None:
        self._text = text
        self._file = file
        self._limits = limits
        self._source_map = source_map
        self._line_starts = [0, *(newline.end() for newline in re.finditer("\n", text))]
        self._lexeme = ""
        self._lexeme_start = self._lexeme_end = 0
        self._nodes = 0

    def parse(self) -> Any:
        self._advance()
        value = self._parse_value(0)
        if self._lexeme:
            raise self._error("syntax", f"not JSON: {self._lexeme!r} after the end")
        return value

    def _advance(self) -> None:
        match = _LEXEME.match(self._text, self._lexeme_end)
        if match is None:
            rest = self._text[self._lexeme_end :]
            self._lexeme_start = self._lexeme_end + len(rest) - len(rest.lstrip(" \t\n\r"))
            raise self._error("syntax", "not JSON")
        self._lexeme = match[1]
        self._lexeme_start, self._lexeme_end = match.span(1)

    def _parse_value(self, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > self._limits.max_nodes:
            raise self._error("too-many", f"more than {self._limits.max_nodes} values")
        if self._lexeme in ("[", "{"):
            if depth >= self._limits.max_depth:
                raise self._error("too-deep", f"nested deeper than {self._limits.max_depth}")
            return self._parse_list(depth) if self._lexeme == "[" else self._parse_mapping(depth)
        value = self._parse_scalar()
        self._advance()
        return value

    def _parse_list(self, depth: int) -> list[Any]:
        items: list[Any] = []
        self._source_map.add_container(items, self._location())
        self._advance()
        while self._lexeme != "]":
            if items:
                self._expect(",")
            self._source_map.add_value(items, len(items), self._location())
            items.append(self._parse_value(depth + 1))
        self._advance()
        return items

    def _parse_mapping(self, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        self._source_map.add_container(mapping, self._location())
        self._advance()
        while self._lexeme != "}":
            if mapping:
                self._expect(",")
            if not self._lexeme.startswith('"'):
                raise self._error("syntax", f"not JSON: {self._lexeme!r} where a key belongs")
            key = self._parse_scalar()
            if key in mapping:
                raise self._error(
                    "repeated-key", f"the key {format_for_message(key)} a second time"
                )
            self._source_map.add_key(mapping, key, self._location())
            self._advance()
            self._expect(":")
            self._source_map.add_value(mapping, key, self._location())
            mapping[key] = self._parse_value(depth + 1)
        self._advance()
        return mapping

    def _expect(self, lexeme: str) -> None:
        if self._lexeme != lexeme:
            raise self._error("syntax", f"not JSON: {self._lexeme!r} where {lexeme!r} belongs")
        self._advance()

    def _parse_scalar(self) -> Any:
        lexeme = self._lexeme
        if lexeme.startswith('"'):
            text: str = json.loads(lexeme) if "\\" in lexeme else lexeme[1:-1]
            if self._limits.is_text_too_long(text):
                raise self._error("too-long", f"longer than {self._limits.max_text} characters")
            return text
        if lexeme in ("", "]", "}", ",", ":"):
            raise self._error("syntax", f"not JSON: {lexeme!r} where a value belongs")
        if lexeme in _LITERALS:
            return _LITERALS[lexeme]
        digits = lexeme.removeprefix("-")
        if digits.isdecimal() and len(digits) > MAX_DIGITS:
            raise self._error("bad-number", f"a number of {len(digits)} digits")
        return parse_scalar(lexeme)

    def _location(self) -> Location:
        line = bisect_right(self._line_starts, self._lexeme_start)
        return self._file, line, self._lexeme_start - self._line_starts[line - 1] + 1

    def _error(self, code: str, message: str) -> InvalidDataError:
        return build_error(code, message, self._location())
