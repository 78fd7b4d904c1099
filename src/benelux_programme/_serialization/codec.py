"""Programmes to and from documents: plain dicts, lists, strings and numbers, as JSON holds them.

`shapes` says how they are written. Decoding trusts the document; what a stranger wrote goes
through `reading`.
"""

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import attrs

from benelux_programme._model.citation import Citation, index_by_address, resolve_address
from benelux_programme._model.constraints import is_tuple
from benelux_programme._model.period import Period
from benelux_programme._model.text import Terms
from benelux_programme._programme.programme import Programme

from .building import Builder, Cited, Parents, builder
from .fast_builders import BUILDERS, citations, period
from .field_specs import FieldKind, FieldSpec, field_specs

Document: TypeAlias = dict[str, Any]
T = TypeVar("T")


def encode(programme: Programme) -> Document:
    """The document that describes a programme; `decode` gives an equal programme back."""
    return _encode_record(programme)


def decode(document: Document) -> Programme:
    """The programme that a document describes, which `encode` made of a programme."""
    paragraphs = tuple([build(Citation, one) for one in document.get("paragraphs", ())])
    rest = {**document, "paragraphs": ()}
    programme = build(Programme, rest, cited=index_by_address(paragraphs))
    object.__setattr__(programme, "paragraphs", paragraphs)
    return programme


def build(
    cls: type[T],
    document: Document,
    parents: Parents = MappingProxyType({}),
    cited: Cited = MappingProxyType({}),
) -> T:
    """An instance of a class, without its checks.

    Args:
        cls: The class.
        document: The values of its attributes.
        parents: The ids of the records in which it stands.
        cited: The paragraphs and headings of the publication, by address.
    """
    built: T = _trusting(cls)(document, parents, cited)  # type: ignore[arg-type]  # a class is hashable
    return built


@cache
def _trusting(cls: type) -> Builder:
    return BUILDERS.get(cls) or builder(cls, trusted)


def trusted(shape: FieldSpec) -> Builder | None:
    """What builds an attribute of this shape without checks, or None if that is the value itself.

    >>> [trusted(one) is None for one in field_specs(Citation)]
    [True, True, True, False]
    """
    match shape.kind:
        case FieldKind.RECORD:
            build = _trusting(shape.cls)
        case FieldKind.ADDRESS:
            return (
                citations if shape.many else lambda value, _, cited: resolve_address(value, cited)
            )
        case FieldKind.CHOICE:
            choices: Callable[[str], Any] = shape.cls
            return lambda value, _, __: choices(value)
        case FieldKind.PERIOD:
            return lambda value, _, __: period(value)
        case _:
            return (lambda value, _, __: tuple(value)) if shape.many else None
    if not shape.many:
        return build
    return lambda value, parents, cited: tuple([build(one, parents, cited) for one in value])


def encode_value(value: object) -> Any:
    """A value of the model, whatever it is, as JSON holds it."""
    if is_tuple(value):
        return [encode_value(item) for item in value]
    if isinstance(value, (Enum, Period)):
        return str(value)
    return _encode_record(value) if attrs.has(type(value)) else value


_EMPTY = ((), Terms())


def _encode_record(record: object) -> Document:
    document: Document = {}
    for shape in field_specs(type(record)):
        value = getattr(record, shape.name)
        if value is not None and value not in _EMPTY:
            many = [_encode(shape, item) for item in value] if shape.many else None
            document[shape.name] = _encode(shape, value) if many is None else many
    return document


def _encode(shape: FieldSpec, value: Any) -> Any:
    match shape.kind:
        case FieldKind.RECORD:
            return _encode_record(value)
        case FieldKind.ADDRESS:
            return value.address
        case FieldKind.CHOICE | FieldKind.PERIOD:
            return str(value)
        case _:
            return value
