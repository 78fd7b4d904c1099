"""Parse YAML with the location of every value, from the events of PyYAML's parser.

PyYAML's constructors are never used. There are no anchors, aliases, tags, directives, second
documents, merge keys or repeated keys, and numbers and dates have only one form.
"""

import re
from typing import Any, Final

import yaml

from benelux_programme.errors import InvalidDataError, truncate_middle

from .documents import (
    DocumentBuilder,
    JsonValue,
    Limits,
    LocatedList,
    LocatedMapping,
    Location,
    build_error,
    parse_canonical_scalar,
)

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, if PyYAML has it."""

_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""The problem that newer parsers in C report, which have a limit of their own."""

_ADVICE: Final = {
    "mapping values": "a colon where none belongs; put a text with a colon in quotes, or check the "
    "indentation",
    "start any token|not allowed|alphabetic or|tag handle|node content|line break": "a text cannot "
    "begin like this; put it in quotes",
    "expected (key|<block end>|'-'|',')": "this does not belong to the value before it; put the "
    "whole text in quotes that it does not contain, or check brackets and indentation",
    "end of stream": "a quotation mark without its other half",
}
"""What to do about what a parser reports, by patterns of its messages."""

_FIND_DIRECTIVE: Final = re.compile("%(?:(?<=[\n\r]%)|(?<=[\n\r]\ufeff%))").search
_LINE_BREAKS_NOT_IN_EDITORS: Final = "\x85\u2028\u2029"

_NULL: Final = {"", "~", "null", "Null", "NULL"}

_RESOLVERS: Final[dict[str, list[tuple[str, re.Pattern[str]]]]] = (
    yaml.SafeLoader.yaml_implicit_resolvers
)
"""What scalars without quotes are, if they are no strings, by their first character."""


def parse_yaml_with_positions(text: str, file: str | None, limits: Limits) -> Any:
    """Parse YAML text as a document with locations."""

    def locate(mark: yaml.Mark | None) -> Location:
        return (file, mark.line + 1, mark.column + 1) if mark else (file, None, None)

    builder = DocumentBuilder(limits, locate)
    _refuse_directives_and_line_breaks(text, file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            _add_event(event, builder)
    except yaml.MarkedYAMLError as error:
        code = "too-deep" if error.problem == _TOO_DEEP else "syntax"
        mark = error.problem_mark or error.context_mark
        is_tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
        problem = "a tab; use spaces" if is_tab else str(error.problem or error.context)
        advice = (_ADVICE[pattern] for pattern in _ADVICE if re.search(pattern, problem))
        raise build_error(code, f"not YAML: {next(advice, problem)}", locate(mark)) from None
    except yaml.reader.ReaderError as error:
        raise _build_character_error(chr(error.character), text, file) from None
    except InvalidDataError:
        raise
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        message = f"not YAML: {truncate_middle(str(error))}"
        raise build_error("syntax", message, (file, None, None)) from None
    return builder.documents[0] if builder.documents else None


def _add_event(event: Any, builder: DocumentBuilder) -> None:
    position = event.start_mark
    if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
        if event.anchor is not None:
            builder.refuse("alias", "an anchor; leave it out, or quote the text", position)
        if event.tag is not None:
            message = f"the tag {event.tag}; leave it out, or quote the text"
            builder.refuse("tag", message, position)
    if isinstance(event, yaml.ScalarEvent):
        is_plain = not event.style  # neither quoted nor a block
        value = _resolve_plain_scalar(event.value, builder) if is_plain else event.value
        builder.add_key_or_value(value, position)
    elif isinstance(event, yaml.CollectionStartEvent):
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        builder.open_container(LocatedMapping() if is_mapping else LocatedList(), position)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.close_container()
    elif isinstance(event, yaml.AliasEvent):
        builder.refuse("alias", "an alias; write the value out, or quote the text", position)
    elif isinstance(event, yaml.DocumentStartEvent) and builder.documents:
        builder.refuse("many-documents", "a second document", position)


def _resolve_plain_scalar(text: str, builder: DocumentBuilder) -> JsonValue:
    """Return the value of a scalar without quotes; a key is a string, unless it is null."""
    if text in _NULL:
        return None
    for _, pattern in _RESOLVERS.get(text[0], ()):
        if pattern.match(text) and not builder.expects_key():
            return parse_canonical_scalar(text)
    return text


def _refuse_directives_and_line_breaks(text: str, file: str | None) -> None:
    """Refuse what takes the parser in C quadratic time, and line breaks that editors ignore."""
    if match := _FIND_DIRECTIVE("\n" + text):
        location = _find_location(text, match.start() - 1, file)
        raise build_error("directive", "a directive; leave it out, or indent it", location)
    for character in _LINE_BREAKS_NOT_IN_EDITORS:
        if character in text:
            raise _build_character_error(character, text, file)


def _build_character_error(character: str, text: str, file: str | None) -> InvalidDataError:
    message = f"not YAML: the character U+{ord(character):04X} is not allowed; leave it out"
    return build_error("syntax", message, _find_location(text, text.index(character), file))


def _find_location(text: str, index: int, file: str | None) -> Location:
    lines = re.split("\r\n|\r|\n", text[:index])
    return file, len(lines), len(lines[-1]) + 1
