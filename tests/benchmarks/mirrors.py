"""The classes of a document, as other libraries would have them: derived from ours."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
import cattrs
import msgspec
import pydantic

import benelux_programme as bp
from benelux_programme._serialization.field_specs import FieldKind, FieldSpec, field_specs

Make = Callable[[str, dict[str, tuple[Any, Any]]], Any]
"""Makes a class of a name, and the type and default of each attribute; ... is no default."""


def readers() -> dict[str, Callable[[bytes], Any]]:
    """What reads JSON into such classes, by the name of the library."""
    plain = mirror(bp.Programme, _attrs)
    model = mirror(bp.Programme, _pydantic)
    decoder = msgspec.json.Decoder(mirror(bp.Programme, _msgspec))
    converter = cattrs.Converter()
    return {
        "cattrs": lambda content: converter.structure(json.loads(content), plain),
        "pydantic": model.model_validate_json,
        "msgspec": decoder.decode,
    }


@cache
def mirror(cls: Any, make: Make) -> Any:
    """A class that holds what a document has of an instance of ours."""
    return make(cls.__name__, {one.name: _attribute(one, make) for one in field_specs(cls)})


def _attribute(shape: FieldSpec, make: Make) -> tuple[Any, Any]:
    type_: Any = str
    if shape.kind is FieldKind.RECORD:
        type_ = mirror(shape.cls, make)
    elif shape.kind in (FieldKind.NUMBER, FieldKind.CHOICE):
        type_ = shape.cls
    if shape.many:
        return list[type_], ... if shape.required else ()
    return (type_, ...) if shape.required else (type_ | None, None)


def _attrs(name: str, of: dict[str, tuple[Any, Any]]) -> Any:
    fields = {
        key: attrs.field(type=type_, kw_only=True)
        if default is ...
        else attrs.field(type=type_, kw_only=True, default=default)
        for key, (type_, default) in of.items()
    }
    return attrs.make_class(name, fields, frozen=True, slots=True)


def _msgspec(name: str, of: dict[str, tuple[Any, Any]]) -> Any:
    fields = [
        (key, type_) if default is ... else (key, type_, [] if default == () else default)
        for key, (type_, default) in of.items()
    ]
    return msgspec.defstruct(name, fields, frozen=True, kw_only=True, forbid_unknown_fields=True)


def _pydantic(name: str, of: dict[str, tuple[Any, Any]]) -> Any:
    make: Any = pydantic.create_model
    return make(name, __config__=pydantic.ConfigDict(frozen=True, extra="forbid"), **of)
