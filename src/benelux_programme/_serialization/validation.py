"""Decode documents that people wrote, and report every problem in them.

A cattrs converter has a structure hook for every class and field, derived from the field specs. A
hook never fails: it reports a problem with its path and returns a placeholder, so that one pass
finds everything. The placeholders make no other check fail.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs
import cattrs

from benelux_programme._model.characters import normalize_text
from benelux_programme._model.citation import (
    Citation,
    get_or_build_citation,
    index_paragraphs_and_headings,
)
from benelux_programme._model.constraints import Constraint, is_list, is_mapping
from benelux_programme._model.period import Period
from benelux_programme._model.text import Text
from benelux_programme._programme.integrity import find_inconsistencies
from benelux_programme._programme.lookup import suggest
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import (
    InvalidDataError,
    InvalidValueError,
    Problem,
    format_for_message,
    truncate_middle,
)

from .codec import ParentIds, build_record_decoder
from .field_specs import LEVELS, PARENTS, FieldKind, FieldSpec, field_specs
from .source_map import SourceMap, UntypedScalar

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a value of a document."""

Hook: TypeAlias = Callable[[Any, Any], Any]
"""A structure hook of cattrs: a function of an unstructured value and a class."""

FieldHooks: TypeAlias = dict[str, tuple[FieldSpec, Hook]]
"""The fields of a mapping by name, each with the hook of its value."""

_NO_PARENTS: ParentIds = MappingProxyType({})
_PLACEHOLDER = "\0"
"""The placeholder for a string; no valid text contains it."""


def decode_programme(document: object, source_map: SourceMap) -> Programme:
    """Decode a parsed document as a programme, or raise an error with all problems in it."""
    decoder = ValidatingDecoder(document, source_map)
    paragraphs = decoder.decode_paragraphs()
    if is_mapping(document):
        document = {**document, "paragraphs": ()}
    programme: Programme = decoder.decode_record(Programme, document, ())
    object.__setattr__(programme, "paragraphs", paragraphs)
    for code, path, value, expected in find_inconsistencies(programme):
        if _PLACEHOLDER not in str(value):
            message = f"{format_for_message(value)} is not {expected}"
            decoder.report(code, message, value, parse_path(path))
    decoder.raise_problems()
    return programme


class ValidatingDecoder:
    """Decodes the parts of one document, and collects the problems in them."""

    def __init__(self, document: object, source_map: SourceMap) -> None:
        self.problems: list[Problem] = []
        self._document = document
        self._source_map = source_map
        self._path: list[str | int] = []
        self._parents = _NO_PARENTS
        self._citations: dict[str, Citation] = {}
        self._converter = cattrs.Converter()
        self._converter.register_structure_hook(str, _structure_string)
        self._converter.register_structure_hook(int, _structure_number)
        self._converter.register_structure_hook_factory(attrs.has, self._build_record_hook)
        self._converter.register_structure_hook(Period, _structure_period)

    def decode_paragraphs(self) -> tuple[Citation, ...]:
        """Index the paragraphs to which addresses refer, and return those without a problem."""
        records = self._document.get("paragraphs") if is_mapping(self._document) else None
        if records is not None and not is_list(records):
            self._report_wrong_type("a list", records, path=("paragraphs",))
            records = None
        paragraphs: list[Citation] = []
        for index, record in enumerate(records or ()):
            known = len(self.problems)
            paragraph = self.decode_record(Citation, record, ("paragraphs", index))
            if len(self.problems) == known:
                paragraphs.append(paragraph)
        self._citations = index_paragraphs_and_headings(paragraphs)
        return tuple(paragraphs)

    def decode_record(
        self, cls: type[Any], document: object, path: Path, parents: ParentIds = _NO_PARENTS
    ) -> Any:
        """Decode a mapping as a record of a class, with placeholders where it has a problem."""
        self._path = [*path]
        self._parents = parents
        return self._converter.structure(document, cls)

    def decode_fields(
        self, specs: Iterable[FieldSpec], document: object, path: Path
    ) -> dict[str, Any]:
        """Decode a mapping as the values of fields, by name."""
        self._path = [*path]
        return dict(self._structure_fields(self._build_field_hooks(specs), document))

    def decode_field(self, spec: FieldSpec, value: object, path: Path) -> Any:
        self._path = [*path]
        return self._build_field_hook(spec)(value, spec.cls)

    def report(
        self, code: str, message: str, value: object = None, path: Path | None = None
    ) -> None:
        """Collect a problem at a path, by default that of the value that is being decoded."""
        path = tuple(self._path) if path is None else path
        file, line, column = self._source_map.find_location(self._document, path)
        text, shown = format_path(path), _format_problem_value(value)
        problem = Problem(
            code=code, message=message, path=text, value=shown, file=file, line=line, column=column
        )
        self.problems.append(problem)

    def raise_problems(self) -> None:
        """Raise an `InvalidDataError` with all problems in the order of the files, if any."""
        if self.problems:
            in_order = sorted(self.problems, key=attrgetter("file", "line", "column"))
            raise InvalidDataError(tuple(in_order))

    def _build_record_hook(self, cls: type[Any]) -> Hook:
        fields = self._build_field_hooks(field_specs(cls))
        parent_names, level = PARENTS.get(cls, ()), LEVELS.get(cls)

        def structure_record(document: object, _: object) -> Any:
            known, outer_parents = len(self.problems), self._parents
            record: Any = object.__new__(cls)
            for name in parent_names:
                object.__setattr__(record, name, outer_parents.get(name))
            for name, value in self._structure_fields(fields, document):
                object.__setattr__(record, name, value)
                if level is not None and name == "id":
                    self._parents = {**outer_parents, level: value}
            self._parents = outer_parents
            if isinstance(record, Text) and len(self.problems) == known:
                try:
                    record.__attrs_post_init__()
                except InvalidValueError as error:
                    path = None if error.value is None else (*self._path, error.attribute)
                    self.report(error.code, describe_error(error), path=path)
            return record

        return structure_record

    def _build_field_hooks(self, specs: Iterable[FieldSpec]) -> FieldHooks:
        return {spec.name: (spec, self._build_field_hook(spec)) for spec in specs}

    def _structure_fields(self, fields: FieldHooks, document: object) -> Iterator[tuple[str, Any]]:
        """Structure the values of a mapping one by one, so that an id is known to those below."""
        if not is_mapping(document):
            self._report_wrong_type("a mapping", document)
            yield from ((name, _build_placeholder(spec)) for name, (spec, _) in fields.items())
            return
        self._report_unknown_keys(fields, document)
        for name, (spec, hook) in fields.items():
            value = document.get(name)
            if value is not None:
                self._path.append(name)
                structured = hook(value, spec.cls)
                self._path.pop()
                yield name, structured
                continue
            if spec.required:
                self.report("missing-key", f"the key {name!r} is missing")
            yield name, _build_placeholder(spec)

    def _report_unknown_keys(self, names: Iterable[str], document: Mapping[Any, Any]) -> None:
        for key in document:
            if key not in names:
                path = (*self._path, key) if isinstance(key, str) else None
                message = f"unknown key {format_for_message(key)}{_suggestion(key, names)}"
                self.report("unknown-key", message, path=path)

    def _build_field_hook(self, spec: FieldSpec) -> Hook:
        if not spec.many:
            return self._build_item_hook(spec, spec.constraint)
        item_spec = spec._replace(many=False, required=True)
        structure_item = self._build_item_hook(item_spec, spec.constraint.item or spec.constraint)
        may_be_empty = spec.constraint.predicate(())

        def structure_list(values: object, cls: type) -> tuple[Any, ...]:
            if not is_list(values):
                self._report_wrong_type("a list", values)
                return ()
            if not values and not may_be_empty:
                self.report("missing-key", "an empty list where one item or more belong")
            items: list[Any] = []
            self._path.append(0)
            for index, value in enumerate(values):
                self._path[-1] = index
                items.append(structure_item(value, cls))
            self._path.pop()
            return tuple(items)

        return structure_list

    def _build_item_hook(self, spec: FieldSpec, constraint: Constraint) -> Hook:
        if spec.kind is FieldKind.RECORD:
            return self._converter.get_structure_hook(spec.cls)
        is_address = spec.kind is FieldKind.ADDRESS
        hook = self._converter.get_structure_hook(spec.cls)
        structure = self._structure_address if is_address else hook

        def structure_item(value: Any, cls: Any) -> Any:
            try:
                item = structure(value, cls)
                if constraint.predicate(item):
                    return item
                message = f"{format_for_message(item)} is not {constraint.expected}"
                self.report(constraint.code, message, item)
            except _WrongTypeError as error:
                advice = _advise_quoting_integer(structure, constraint, value, cls)
                self._report_wrong_type(str(error), value, advice)
            except InvalidValueError as error:
                self.report(error.code, describe_error(error), value)
            except ValueError:
                choices = [str(member) for member in cls]
                message = f"{format_for_message(value)} is not one of {', '.join(choices)}"
                self.report("bad-choice", message + _suggestion(value, choices), value)
            return _build_placeholder(spec)

        return structure_item

    def _structure_address(self, value: object, _: object) -> Citation:
        return get_or_build_citation(_structure_string(value, str), self._citations)

    def _report_wrong_type(
        self, expected: str, value: object, advice: str = "", path: Path | None = None
    ) -> None:
        message = f"{describe_value(value)} where {expected} belongs{advice}"
        self.report("wrong-type", message, value, path)


class _WrongTypeError(TypeError):
    """The type of a value is not the expected one, which is the message."""


def _structure_string(value: object, cls: type) -> Any:
    """Structure a text or a member of an enumeration."""
    if not isinstance(value, str) or type(value) not in (str, UntypedScalar):
        raise _WrongTypeError("a text")
    return cls(normalize_text(value))


def _structure_number(value: object, _: object) -> int:
    if type(value) is int:
        return value
    if type(value) is UntypedScalar and re.fullmatch("[0-9]{1,9}", value):
        return int(value)
    raise _WrongTypeError("a whole number")


def _structure_period(value: object, _: object) -> Period:
    return Period.parse(_structure_string(value, str))


def _advise_quoting_integer(
    structure: Hook, constraint: Constraint, value: object, cls: type
) -> str:
    """Return advice for a whole number that only lacks quotes; in others 1.10 may be 1.1 now."""
    if type(value) is not int:
        return ""
    try:
        is_valid = constraint.predicate(structure(str(value), cls))
    except ValueError:
        return ""
    return f'; write it as "{value}"' if is_valid else ""


def _build_placeholder(spec: FieldSpec) -> Any:
    """Return a value for a field without a valid one, which makes no other check fail."""
    if spec.many or not spec.required:
        return () if spec.many else spec.default
    match spec.kind:
        case FieldKind.TEXT:
            return _PLACEHOLDER
        case FieldKind.ADDRESS:
            return build_record_decoder(Citation)({"section": _PLACEHOLDER}, {}, {})
        case FieldKind.PERIOD:
            return Period(start=date.min, end=date.max)
        case FieldKind.RECORD:
            return build_record_decoder(spec.cls)({}, {}, {})
        case _:
            return None


def _suggestion(word: object, known_words: Iterable[str]) -> str:
    suggestions = suggest(word, known_words)
    return f"; did you mean {suggestions[0]!r}?" if suggestions else ""


def parse_path(text: str) -> Path:
    """Parse a path such as "pillars[1].id"; `format_path` is the inverse."""
    parts = text.replace("]", "").replace("[", ".").split(".")
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def format_path(path: Path) -> str:
    """Format a path as people read it, such as "pillars[1].id"."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def describe_error(error: InvalidValueError) -> str:
    """Describe what is wrong with a value, as a phrase."""
    if error.code == "bad-language" and error.value is None:
        return "a text in no language; give at least one of fr, nl, de, en"
    return f"{format_for_message(error.value)} is not {error.expected}"


def describe_value(value: object) -> str:
    """Describe a value in the terms of YAML and JSON."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool) or value is None:
        return "nothing" if value is None else str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {format_for_message(value)}"
    return f"the text {format_for_message(value)}" if isinstance(value, str) else "something else"


def _format_problem_value(value: object) -> str | None:
    if isinstance(value, str):
        return truncate_middle(str(value))
    return format_for_message(value) if isinstance(value, int) else None
