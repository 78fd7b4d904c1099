"""Parse YAML with the location of every value, from the events of PyYAML's parser.

PyYAML's constructors are never used. There are no anchors, aliases, tags, directives, second
documents, merge keys or repeated keys, and numbers and dates have only one form.
"""

import re
from typing import Any, Final, NoReturn

import yaml

from benelux_programme.errors import InvalidDataError, format_for_message, truncate_middle

from .source_map import JsonValue, Limits, Location, SourceMap, build_error, parse_scalar

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, if PyYAML has it."""

_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""The problem that newer parsers in C report, which have a limit of their own."""

_FIND_DIRECTIVE: Final = re.compile("[\n\r]\ufeff?%").search
_FIND_LINE_BREAK: Final = re.compile("[\x85\u2028\u2029]").search

_NULL: Final = {"", "~", "null", "Null", "NULL"}

_RESOLVERS: Final[dict[str, list[tuple[str, re.Pattern[str]]]]] = (
    yaml.SafeLoader.yaml_implicit_resolvers
)
"""What scalars without quotes are, if they are no strings, by their first character."""


def parse_yaml(text: str, file: str | None, limits: Limits, source_map: SourceMap) -> Any:
    """Parse YAML text, and add the locations of its values to a source map."""
    builder = _DocumentBuilder(file, limits, source_map)
    _refuse_directives_and_line_breaks(text, file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.add_event(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        location: Location = (file, None, None)
        if mark:
            location = (file, mark.line + 1, mark.column + 1)
        code = "too-deep" if error.problem == _TOO_DEEP else "syntax"
        raise build_error(code, f"not YAML: {error.problem or error.context}", location) from None
    except yaml.reader.ReaderError as error:
        location = _find_location(text, text.index(chr(error.character)), file)
        raise build_error("syntax", _describe_character(error.character), location) from None
    except InvalidDataError:
        raise
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise build_error(
            "syntax", f"not YAML: {truncate_middle(str(error))}", (file, None, None)
        ) from None
    return builder.documents[0] if builder.documents else None


def _refuse_directives_and_line_breaks(text: str, file: str | None) -> None:
    """Refuse what takes the parser in C quadratic time, and line breaks that editors ignore."""
    if match := _FIND_DIRECTIVE("\n" + text):
        location = _find_location(text, match.end() - 2, file)
        raise build_error("directive", "a directive; leave it out, or indent it", location)
    if match := _FIND_LINE_BREAK(text):
        location = _find_location(text, match.start(), file)
        raise build_error("syntax", _describe_character(ord(match[0])), location)


def _find_location(text: str, index: int, file: str | None) -> Location:
    lines = re.split("\r\n|\r|\n", text[:index])
    return file, len(lines), len(lines[-1]) + 1


def _describe_character(code: int) -> str:
    return f"not YAML: the character U+{code:04X} is not allowed; leave it out"


class _DocumentBuilder:
    """Builds the value of a document from the events of the parser."""

    def __init__(self, file: str | None, limits: Limits, source_map: SourceMap) -> None:
        self._file = file
        self._limits = limits
        self._source_map = source_map
        self.documents: list[JsonValue] = []
        self._containers: list[dict[str, JsonValue] | list[JsonValue]] = [self.documents]
        self._keys: list[str | None] = [None]
        self._nodes = 0
        source_map.add_container(self.documents, (file, 1, 1))

    def add_event(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._count_node_and_refuse_unsupported(event)
                if self._limits.is_text_too_long(event.value):
                    message = f"longer than {self._limits.max_text} characters"
                    self._refuse("too-long", message, event)
                is_key = self._keys[-1] is None and isinstance(self._containers[-1], dict)
                self._add_value(_mark_plain_scalar_as_untyped(event, is_key=is_key), event)
            case yaml.MappingStartEvent():
                self._open_container({}, event)
            case yaml.SequenceStartEvent():
                self._open_container([], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._containers.pop()
                self._keys.pop()
            case yaml.AliasEvent():
                self._refuse("alias", "an alias; write the value out", event)
            case yaml.DocumentStartEvent():
                if self.documents:
                    self._refuse("many-documents", "a second document", event)
            case _:
                pass

    def _count_node_and_refuse_unsupported(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self._limits.max_nodes:
            self._refuse("too-many", f"more than {self._limits.max_nodes} values", event)
        if event.anchor is not None:
            self._refuse("alias", "an anchor; leave it out", event)
        if event.tag is not None:
            self._refuse("tag", f"the tag {event.tag}; leave it out", event)

    def _open_container(
        self, container: dict[str, JsonValue] | list[JsonValue], event: Any
    ) -> None:
        self._count_node_and_refuse_unsupported(event)
        if len(self._containers) > self._limits.max_depth:
            self._refuse("too-deep", f"nested deeper than {self._limits.max_depth}", event)
        self._add_value(container, event)
        self._source_map.add_container(container, self._location(event))
        self._containers.append(container)
        self._keys.append(None)

    def _add_value(self, value: JsonValue, event: Any) -> None:
        container, key = self._containers[-1], self._keys[-1]
        if isinstance(container, list):
            self._source_map.add_value(container, len(container), self._location(event))
            container.append(value)
        elif key is not None:
            self._source_map.add_value(container, key, self._location(event))
            container[key] = value
            self._keys[-1] = None
        elif not isinstance(value, str):
            self._refuse("bad-key", "a key that is not a string", event)
        elif value in container:
            self._refuse(
                "repeated-key", f"the key {format_for_message(value)} a second time", event
            )
        else:
            self._source_map.add_key(container, value, self._location(event))
            self._keys[-1] = value

    def _location(self, event: Any) -> Location:
        mark = event.start_mark
        return self._file, mark.line + 1, mark.column + 1

    def _refuse(self, code: str, message: str, event: Any) -> NoReturn:
        raise build_error(code, message, self._location(event))


def _mark_plain_scalar_as_untyped(event: yaml.ScalarEvent, *, is_key: bool) -> JsonValue:
    text = event.value
    if event.style:  # quoted, or a block
        return text
    if text in _NULL:
        return None
    if not is_key:
        for _, pattern in _RESOLVERS.get(text[0], ()):
            if pattern.match(text):
                return parse_scalar(text)
    return text
