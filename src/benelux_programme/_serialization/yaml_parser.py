"""YAML text to plain values, from the events of the parser and never by PyYAML's constructors.

There are no anchors, aliases, tags, directives, second documents, merge keys or repeated keys, and
every scalar stays text.
"""

from typing import Any, Final

import yaml

from benelux_programme.errors import InvalidDataError, truncate

from .source_map import Json, Limits, SourceMap, UntypedScalar, refusal

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, if PyYAML has it."""

_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""What newer parsers in C say, which have a limit of their own."""


def parse_yaml(text: str, file: str | None, limits: Limits, places: SourceMap) -> Any:
    """What YAML text holds.

    Raises:
        InvalidDataError: It is not YAML, or not allowed.
    """
    reader = _YamlReader(file, limits, places)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (file, mark.line + 1, mark.column + 1) if mark else (file,)
        code = "too-deep" if error.problem == _TOO_DEEP else "syntax"
        raise refusal(code, f"not YAML: {error.problem or error.context}", place) from None
    except yaml.reader.ReaderError as error:
        character = chr(error.character)
        lines = (text[: text.index(character)] + "?").splitlines()
        message = f"not YAML: the character U+{error.character:04X} is not allowed; leave it out"
        raise refusal("syntax", message, (file, len(lines), len(lines[-1]))) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, InvalidDataError):
            raise
        raise refusal("syntax", f"not YAML: {truncate(str(error))}", (file,)) from None
    return reader.root


class _YamlReader:
    """Builds plain values from the events of the YAML parser."""

    def __init__(self, file: str | None, limits: Limits, places: SourceMap) -> None:
        self.root: Any = None
        self._file = file
        self._limits = limits
        self._places = places
        self._stack: list[dict[str, Json] | list[Json]] = []
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

    def _open(self, container: dict[str, Json] | list[Json], event: Any) -> None:
        self._check(event)
        if len(self._stack) >= self._limits.max_depth:
            self._refuse("too-deep", f"nested deeper than {self._limits.max_depth}", event)
        self._put(container, event)
        self._stack.append(container)
        self._keys.append(None)

    def _put(self, value: Json, event: Any) -> None:
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
        else:
            container[key] = value
            self._places.put(container, key, place)
            self._keys[-1] = None

    def _refuse(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        raise refusal(code, message, (self._file, mark.line + 1, mark.column + 1))


def _scalar(event: yaml.ScalarEvent) -> str | None:
    plain = event.style is None or event.style == ""
    if plain and event.value in {"", "~", "null"}:
        return None
    return UntypedScalar(event.value) if plain else event.value
