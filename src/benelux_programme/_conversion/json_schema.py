"""The JSON Schema of a programme as a document, derived from the model."""

import inspect
import itertools
import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, TypeAlias

from benelux_programme._changes.diff import Diff
from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import MAX_NUMBER, MAX_TEXT, SECTION
from benelux_programme._model.period import PERIOD_PATTERN, Period
from benelux_programme._model.text import LANGUAGES, Text, a_language
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.documents import MAX_DIGITS
from benelux_programme._serialization.field_specs import (
    EXTENDS,
    FieldKind,
    FieldSpec,
    get_field_specs_and_extends_key,
)
from benelux_programme.errors import InvalidValueError

Schema: TypeAlias = dict[str, Any]

_EDGE = r"[^\s\x00-\x1f\x7f-\x9f]"
_TEXT = rf"{_EDGE}([^\x00-\x09\x0b-\x1f\x7f-\x9f]*{_EDGE})?"
_PARAGRAPH = r"/(?!0+$)[0-9]{1,9}"
_WHOLE_NUMBERS = (
    *(-1, 0),
    *(end for digits in range(MAX_DIGITS) for end in (10**digits, 10 ** (digits + 1) - 1)),
)
"""A negative number, zero, and the least and the greatest number of each count of digits."""

_VALUE_TYPES = {float: "number", bool: "boolean", tuple: "array"}


def json_schema(of: type[Programme] | type[Diff] = Programme) -> Schema:
    """Return the JSON Schema, version 2020-12, of a programme or a diff as a document.

    A document that it refuses is refused by `read` or `Diff.from_dict`, which check more.

    Args:
        of: `Programme`, for the documents of `to_json`, or `Diff`, for those of `render.json`.

    Raises:
        InvalidValueError: of is another class.

    >>> import benelux_programme as bp
    >>> schema = bp.json_schema()
    >>> schema["$defs"]["Action"]["properties"]["commitment"]["enum"]
    ['firm', 'conditional', 'exploratory']
    """
    if of not in _TITLES:
        raise InvalidValueError("json_schema", "of", of, "Programme or Diff")
    definitions: dict[str, Schema] = {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES[of],
        **_define_class(of, definitions),
        "type": "object",
        "$defs": definitions,
    }


_EXTENDS = (
    "The id of a programme from which this one takes the partners, references and policy fields "
    "that it names and does not contain."
)
_TITLES = {Programme: "A joint work programme", Diff: "What changed between two revisions"}


def _define_class(cls: type, definitions: dict[str, Schema]) -> Schema:
    """Add the definition of a class, unless it is there, and return a reference to it.

    The definition accepts null too, so that a reference to an optional record needs no alternative,
    of which validators could not say which one was meant.
    """
    if cls.__name__ not in definitions:
        definition = definitions[cls.__name__] = {}
        definition |= build_object_schema(
            cls,
            get_field_specs_and_extends_key(cls),
            lambda inner: _define_class(inner, definitions),
        )
        definition["type"] = ["object", "null"]
        for spec in get_field_specs_and_extends_key(cls):
            schema = definition["properties"][spec.name]
            _accept_null_and_numbers_for_strings(schema, optional=not spec.required)
            if spec.may_be_string:
                mapping = {key: schema.pop(key) for key in ("$ref", "type")}
                string = _build_string_schema(_TEXT)
                schema |= {"if": {"type": "string"}, "then": string, "else": mapping}
        if cls is Text:
            text = {"not": {"type": "null"}}
            definition["anyOf"] = [
                {"required": [language], "properties": {language: text}} for language in LANGUAGES
            ]
    return {"$ref": f"#/$defs/{cls.__name__}"}


def build_object_schema(
    cls: type, specs: Sequence[FieldSpec], refer: Callable[[type], Schema]
) -> Schema:
    """Return the schema of what `to_dict` writes for a class, with a reference to each class in it.

    It accepts neither null nor numbers in place of strings, which only people write.
    """
    if cls is Period:
        return _build_string_schema(PERIOD_PATTERN)
    summary, attributes = _parse_docstring(cls)
    attributes[EXTENDS.attribute] = _EXTENDS
    return {
        **_description_schema(summary),
        "type": "object",
        "properties": {
            spec.name: {
                **_description_schema(attributes.get(spec.attribute)),
                **_build_field_schema(spec, refer),
            }
            for spec in specs
        },
        "required": [spec.name for spec in specs if spec.required],
        **({"minProperties": 1} if cls is Text else {}),
        "additionalProperties": False,
    }


def _description_schema(description: str | None) -> Schema:
    """Return the description, which is missing if Python runs without docstrings (`-OO`)."""
    return {"description": description} if description else {}


def _build_field_schema(spec: FieldSpec, refer: Callable[[type], Schema]) -> Schema:
    if not spec.many:
        return _build_item_schema(spec, refer)
    schema: Schema = {"type": "array", "items": _build_item_schema(spec, refer)}
    if not spec.constraint.predicate(()):
        schema["minItems"] = 1
    if spec.constraint.unique_by is not None:
        schema["uniqueItems"] = True
    return schema


def _build_item_schema(spec: FieldSpec, refer: Callable[[type], Schema]) -> Schema:
    if spec.kind is FieldKind.VALUE:
        return {"type": _VALUE_TYPES.get(spec.cls, ["string", "number", "array", "object"])}
    constraint = spec.constraint.item or spec.constraint
    if spec.kind is FieldKind.RECORD:
        return refer(spec.cls)
    if spec.kind is FieldKind.NUMBER:
        minimum = next(number for number in itertools.count() if constraint.predicate(number))
        return {"type": "integer", "minimum": minimum, "maximum": MAX_NUMBER}
    if issubclass(spec.cls, Enum):
        return {"enum": [str(member.value) for member in spec.cls]}
    if constraint.expected == a_language.expected:
        return {"enum": list(LANGUAGES)}
    pattern = constraint.pattern or _TEXT
    if spec.kind is FieldKind.PERIOD:
        pattern = PERIOD_PATTERN
    elif spec.kind is FieldKind.ADDRESS:
        is_optional = constraint.predicate(Citation(section="0"))
        pattern = rf"{SECTION}({_PARAGRAPH})?" if is_optional else SECTION + _PARAGRAPH
    return _build_string_schema(pattern)


def _build_string_schema(pattern: str) -> Schema:
    return {"type": "string", "pattern": rf"^(?:{pattern})$(?!\n)", "maxLength": MAX_TEXT}


def _accept_null_and_numbers_for_strings(schema: Schema, *, optional: bool) -> None:
    """Let a schema accept null for an optional value, and numbers for the strings that they are."""
    if "$ref" in schema:
        schema |= {} if optional else {"type": "object"}
    elif "enum" in schema:
        schema["enum"] += [None] if optional else []
    else:
        types: list[Any] = [schema["type"]] if type(schema["type"]) is str else [*schema["type"]]
        matches = re.compile(schema.get("pattern", "$^")).search
        numbers = [number for number in _WHOLE_NUMBERS if matches(str(number))]
        if numbers:
            limit = numbers[-1] + 1
            types.append("number" if matches("1.1") else "integer")
            schema["exclusiveMaximum"] = limit
            schema |= {"exclusiveMinimum": -limit} if numbers[0] < 0 else {"minimum": numbers[0]}
        schema["type"] = [*types, "null"] if optional else types
    if "items" in schema:
        _accept_null_and_numbers_for_strings(schema["items"], optional=False)


def _parse_docstring(cls: type) -> tuple[str, dict[str, str]]:
    """Return the first paragraph of the docstring of a class, and the text for each attribute."""
    summary, _, rest = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    attributes = re.findall(r"^    (\w+): ((?:.|\n     )+)", rest, re.MULTILINE)
    return " ".join(summary.split()), {name: " ".join(text.split()) for name, text in attributes}
