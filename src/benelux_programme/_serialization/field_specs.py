"""How the attributes of each class are written in a document, derived from their types.

A document nests as the programme does. It leaves out what is empty, does not repeat the ids of
the parents, and names a paragraph by its address ("1.1/2"); only `Programme.paragraphs` has the
pages and fingerprints of the paragraphs.
"""

from enum import Enum
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import Constraint
from benelux_programme._model.nodes import Action, Pillar, Theme
from benelux_programme._model.period import Period
from benelux_programme._programme.programme import Programme

PARENTS: dict[type, tuple[str, ...]] = {
    Pillar: ("programme",),
    Theme: ("programme", "pillar"),
    Action: ("programme", "pillar", "theme"),
}
"""The attributes that say where a node stands, which a document does not repeat."""

LEVELS: dict[type, str] = {Programme: "programme", Pillar: "pillar", Theme: "theme"}
"""What the parts of such a record call it."""


class FieldKind(Enum):
    """How a value is written."""

    TEXT = "a string"
    NUMBER = "a whole number"
    CHOICE = "a string, the value of an enumeration"
    PERIOD = "a string such as '2025-2028'"
    ADDRESS = "a string such as '1.1/2'"
    RECORD = "a mapping"
    VALUE = "any of these, or a list of them"


class FieldSpec(NamedTuple):
    """How one attribute is written."""

    name: str
    kind: FieldKind
    cls: type
    """The class of the value, or of each item."""
    many: bool
    """Whether it is a list of such values."""
    required: bool
    default: Any
    constraint: Constraint


_KNOWN: dict[type, tuple[FieldSpec, ...]] = {}


def field_specs(cls: type) -> tuple[FieldSpec, ...]:
    """The attributes of a class that a document holds, in the order in which they are written."""
    if cls not in _KNOWN:
        parents = PARENTS.get(cls, ())
        _KNOWN[cls] = tuple(_shape(one) for one in attrs.fields(cls) if one.name not in parents)
    return _KNOWN[cls]


def _shape(attribute: "attrs.Attribute[Any]") -> FieldSpec:
    type_: Any = attribute.type
    must: Any = attribute.validator
    required = attribute.default is attrs.NOTHING
    if isinstance(type_, UnionType):
        types = [one for one in get_args(type_) if one is not NoneType]
        type_ = types[0] if len(types) == 1 else object
    many = get_origin(type_) is tuple
    cls = get_args(type_)[0] if many else type_
    if not isinstance(cls, type):  # the literal type of languages
        cls = str
    in_full = "written" in attribute.metadata
    kind = _kind(cls, in_full=in_full)
    return FieldSpec(attribute.name, kind, cls, many, required, attribute.default, must)


def _kind(cls: type, *, in_full: bool) -> FieldKind:
    if cls is object:
        return FieldKind.VALUE
    if cls is str:
        return FieldKind.TEXT
    if cls is int:
        return FieldKind.NUMBER
    if issubclass(cls, Enum):
        return FieldKind.CHOICE
    if cls is Period:
        return FieldKind.PERIOD
    return FieldKind.ADDRESS if cls is Citation and not in_full else FieldKind.RECORD
