"""Parse JSON with the location of every value: no NaN, no repeated keys, bounded numbers."""

import json
import re
from bisect import bisect_right
from typing import Any, Final, NoReturn

from .documents import (
    JSON_NUMBER,
    MAX_DIGITS,
    DocumentBuilder,
    JsonValue,
    Limits,
    LocatedList,
    LocatedMapping,
    Location,
    parse_canonical_scalar,
)

_LEXEME = re.compile(
    r"[ \t\n\r]*([\[\]{},:]"
    r'|"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
    rf"|{JSON_NUMBER}"
    r"|true|false|null|\Z)"
)

_LITERALS: Final = {"true": True, "false": False, "null": None}


def parse_json_with_positions(text: str, file: str | None, limits: Limits) -> Any:
    """Parse JSON text as a document with locations."""
    line_starts = [0, *(newline.end() for newline in re.finditer("\r\n?|\n", text))]

    def locate(index: int) -> Location:
        line = bisect_right(line_starts, index)
        return file, line, index - line_starts[line - 1] + 1

    builder = DocumentBuilder(limits, locate)
    _JsonParser(text, builder).parse()
    return builder.documents[0]


class _JsonParser:
    """A recursive descent parser.

    Its lexeme is the next one of the text that is not part of a value yet.
    """

    def __init__(self, text: str, builder: DocumentBuilder) -> None:
        self._text = text
        self._builder = builder
        self._lexeme = ""
        self._start = self._end = 0

    def parse(self) -> None:
        self._advance()
        self._parse_value()
        if self._lexeme:
            self._refuse(f"{self._lexeme!r} after the end")

    def _advance(self) -> None:
        match = _LEXEME.match(self._text, self._end)
        if match is None:
            rest = self._text[self._end :]
            self._start = self._end + len(rest) - len(rest.lstrip(" \t\n\r"))
            self._builder.refuse("syntax", "not JSON", self._start)
        self._lexeme = match[1]
        self._start, self._end = match.span(1)

    def _parse_value(self) -> None:
        if self._lexeme == "[":
            self._parse_container(LocatedList(), "]")
        elif self._lexeme == "{":
            self._parse_container(LocatedMapping(), "}")
        else:
            self._builder.add_key_or_value(self._decode_current_scalar(), self._start)
        self._advance()

    def _parse_container(self, container: LocatedList | LocatedMapping, end: str) -> None:
        self._builder.open_container(container, self._start)
        self._advance()
        while self._lexeme != end:
            if container:
                self._expect(",")
            if isinstance(container, LocatedMapping):
                if not self._lexeme.startswith('"'):
                    self._refuse(f"{self._lexeme!r} where a key belongs")
                self._builder.add_key_or_value(self._decode_current_scalar(), self._start)
                self._advance()
                self._expect(":")
            self._parse_value()
        self._builder.close_container()

    def _expect(self, lexeme: str) -> None:
        if self._lexeme != lexeme:
            self._refuse(f"{self._lexeme!r} where {lexeme!r} belongs")
        self._advance()

    def _decode_current_scalar(self) -> JsonValue:
        lexeme = self._lexeme
        if lexeme.startswith('"'):
            text: str = json.loads(lexeme) if "\\" in lexeme else lexeme[1:-1]
            return text
        if lexeme in ("", "]", "}", ",", ":"):
            self._refuse(f"{lexeme!r} where a value belongs")
        if lexeme in _LITERALS:
            return _LITERALS[lexeme]
        digits = lexeme.removeprefix("-")
        if digits.isdecimal() and len(digits) > MAX_DIGITS:
            self._builder.refuse("bad-number", f"a number of {len(digits)} digits", self._start)
        return parse_canonical_scalar(lexeme)

    def _refuse(self, message: str) -> NoReturn:
        self._builder.refuse("syntax", f"not JSON: {message}", self._start)
