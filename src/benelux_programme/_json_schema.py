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
    """The schema, in JSON Schema 2020-12, of a programme or a diff as a document.

    What it refuses, `read` or `Diff.from_dict` refuses; these check more than a schema can say.

    Args:
        of: `Programme`, for what `to_json` writes, or `Diff`, for what `render.json` writes.

    Raises:
        InvalidValueError: It is another class.

    >>> import benelux_programme as bp
    >>> schema = bp.json_schema()
    >>> schema["$defs"]["Action"]["properties"]["commitment"]["enum"]
    ['firm', 'conditional', 'exploratory']
    """
    if of not in list(_TITLES):  # which compares, where a dict would hash
        raise InvalidValueError("json_schema", "of", of, "Programme or Diff")
    definitions: dict[str, Schema] = {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES[of],
        **_define(of, definitions),
        "$defs": definitions,
    }


_TITLES = {Programme: "A joint work programme", Diff: "What changed between two revisions"}


def _define(cls: type, definitions: dict[str, Schema]) -> Schema:
    """A reference to the definition of a class, which is made if it is not there yet."""
    if cls.__name__ not in definitions:
        definition = definitions[cls.__name__] = {}
        summary, attributes = _documented(cls)
        definition |= {
            **_description(summary),
            "type": "object",
            "properties": {
                shape.name: {
                    **_description(attributes.get(shape.name)),
                    **_property(shape, definitions),
                }
                for shape in field_specs(cls)
            },
            "required": [shape.name for shape in field_specs(cls) if shape.required],
            "additionalProperties": False,
        }
        if cls is Text:
            definition["anyOf"] = [{"required": [language]} for language in LANGUAGES]
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _description(said: str | None) -> Schema:
    """The description, unless Python runs without docstrings (`python -OO`)."""
    return {"description": said} if said else {}


def _property(shape: FieldSpec, definitions: dict[str, Schema]) -> Schema:
    value: Schema = _value(shape, definitions)
    if shape.many:
        value = {"type": "array", "items": value}
        if not shape.constraint.predicate(()):
            value["minItems"] = 1
    return value if shape.required else {"anyOf": [value, {"type": "null"}]}


def _value(shape: FieldSpec, definitions: dict[str, Schema]) -> Schema:
    if shape.kind is FieldKind.RECORD:
        return _define(shape.cls, definitions)
    if shape.kind is FieldKind.NUMBER:
        return {"type": "integer", "minimum": 0 if shape.constraint.predicate(0) else 1}
    if shape.kind is FieldKind.VALUE:
        return {"type": ["string", "integer", "array", "object"]}
    choices = _choices(shape)
    if choices:
        return {"enum": choices}
    must = shape.constraint.item or shape.constraint
    patterns = {FieldKind.PERIOD: PERIOD_PATTERN, FieldKind.ADDRESS: _ADDRESS}
    pattern = patterns.get(shape.kind, must.pattern)
    return {"type": "string", "pattern": rf"^(?:{pattern})$" if pattern else r"\S"}


def _choices(shape: FieldSpec) -> list[str]:
    """The strings that are allowed, if they are few."""
    if issubclass(shape.cls, Enum):
        return [str(choice.value) for choice in shape.cls]
    return list(LANGUAGES) if shape.constraint.item is a_language else []


def _documented(cls: type) -> tuple[str, dict[str, str]]:
    """The first paragraph of the docstring of a class, and what it says of each attribute."""
    summary, _, rest = inspect.cleandoc(cls.__doc__ or "").partition("\n\n")
    found = re.findall(r"^    (\w+): ((?:.|\n     )+)", rest, re.MULTILINE)
    return " ".join(summary.split()), {name: " ".join(said.split()) for name, said in found}
