"""The JSON Schema of a programme as a document, derived from the model."""

import inspect
import re
from enum import Enum
from typing import Any, TypeAlias

from ._changes.diff import Diff
from ._model.constraints import SECTION
from ._model.period import PERIOD_PATTERN
from ._model.text import LANGUAGES, Text, a_language
from ._programme.programme import Programme
from ._serialization.field_specs import FieldKind, FieldSpec, field_specs
from .errors import InvalidValueError

Schema: TypeAlias = dict[str, Any]

_ADDRESS = rf"{SECTION}(/0*[1-9][0-9]*)?"


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
        "$defs": definitions,
    }


_TITLES = {Programme: "A joint work programme", Diff: "What changed between two revisions"}


def _define_class(cls: type, definitions: dict[str, Schema]) -> Schema:
    """Add the definition of a class, unless it is there, and return a reference to it."""
    if cls.__name__ not in definitions:
        definition = definitions[cls.__name__] = {}
        summary, attributes = _parse_docstring(cls)
        definition |= {
            **_description_schema(summary),
            "type": "object",
            "properties": {
                spec.name: {
                    **_description_schema(attributes.get(spec.name)),
                    **_build_field_schema(spec, definitions),
                }
                for spec in field_specs(cls)
            },
            "required": [spec.name for spec in field_specs(cls) if spec.required],
            "additionalProperties": False,
        }
        if cls is Text:
            definition["anyOf"] = [{"required": [language]} for language in LANGUAGES]
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _description_schema(description: str | None) -> Schema:
    """Return the description, which is missing if Python runs without docstrings (`-OO`)."""
    return {"description": description} if description else {}


def _build_field_schema(spec: FieldSpec, definitions: dict[str, Schema]) -> Schema:
    schema: Schema = _build_item_schema(spec, definitions)
    if spec.many:
        schema = {"type": "array", "items": schema}
        if not spec.constraint.predicate(()):
            schema["minItems"] = 1
    return schema if spec.required else {"anyOf": [schema, {"type": "null"}]}


def _build_item_schema(spec: FieldSpec, definitions: dict[str, Schema]) -> Schema:
    if spec.kind is FieldKind.RECORD:
        return _define_class(spec.cls, definitions)
    if spec.kind is FieldKind.NUMBER:
        return {"type": "integer", "minimum": 0 if spec.constraint.predicate(0) else 1}
    if spec.kind is FieldKind.VALUE:
        return {"type": ["string", "integer", "array", "object"]}
    if issubclass(spec.cls, Enum):
        return {"enum": [str(member.value) for member in spec.cls]}
    if spec.constraint.item is a_language:
        return {"enum": list(LANGUAGES)}
    constraint = spec.constraint.item or spec.constraint
    patterns = {FieldKind.PERIOD: PERIOD_PATTERN, FieldKind.ADDRESS: _ADDRESS}
    pattern = patterns.get(spec.kind, constraint.pattern)
    return {"type": "string", "pattern": rf"^(?:{pattern})$" if pattern else r"\S"}


def _parse_docstring(cls: type) -> tuple[str, dict[str, str]]:
    """Return the first paragraph of the docstring of a class, and the text for each attribute."""
    summary, _, rest = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    attributes = re.findall(r"^    (\w+): ((?:.|\n     )+)", rest, re.MULTILINE)
    return " ".join(summary.split()), {name: " ".join(text.split()) for name, text in attributes}
