"""Classes of other libraries for the same documents, derived from the field specs."""

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

FieldTypes = dict[str, tuple[Any, Any]]
"""The type and the default of each field; the default of a required one is `...`."""

ClassFactory = Callable[[str, FieldTypes], Any]


def readers() -> dict[str, Callable[[bytes], Any]]:
    """Return a function of each library that reads JSON into such classes."""
    attrs_class = derive_class(bp.Programme, _make_attrs_class)
    model = derive_class(bp.Programme, _make_pydantic_model)
    decoder = msgspec.json.Decoder(derive_class(bp.Programme, _make_msgspec_struct))
    converter = cattrs.Converter()
    return {
        "cattrs": lambda content: converter.structure(json.loads(content), attrs_class),
        "pydantic": model.model_validate_json,
        "msgspec": decoder.decode,
    }


@cache
def derive_class(cls: Any, make_class: ClassFactory) -> Any:
    """Derive a class for the documents of a class of the library."""
    fields = {spec.name: _field_type(spec, make_class) for spec in field_specs(cls)}
    return make_class(cls.__name__, fields)


def _field_type(spec: FieldSpec, make_class: ClassFactory) -> tuple[Any, Any]:
    type_: Any = str
    if spec.kind is FieldKind.RECORD:
        type_ = derive_class(spec.cls, make_class)
    elif spec.kind in (FieldKind.NUMBER, FieldKind.CHOICE):
        type_ = spec.cls
    if spec.many:
        return list[type_], ... if spec.required else ()
    return (type_, ...) if spec.required else (type_ | None, None)


def _make_attrs_class(name: str, field_types: FieldTypes) -> Any:
    fields = {
        key: attrs.field(type=type_, kw_only=True)
        if default is ...
        else attrs.field(type=type_, kw_only=True, default=default)
        for key, (type_, default) in field_types.items()
    }
    return attrs.make_class(name, fields, frozen=True, slots=True)


def _make_msgspec_struct(name: str, field_types: FieldTypes) -> Any:
    fields = [
        (key, type_) if default is ... else (key, type_, [] if default == () else default)
        for key, (type_, default) in field_types.items()
    ]
    return msgspec.defstruct(name, fields, frozen=True, kw_only=True, forbid_unknown_fields=True)


def _make_pydantic_model(name: str, field_types: FieldTypes) -> Any:
    create_model: Any = pydantic.create_model
    return create_model(
        name, __config__=pydantic.ConfigDict(frozen=True, extra="forbid"), **field_types
    )
