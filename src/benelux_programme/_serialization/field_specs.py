"""How the attributes of each class are written in a document, derived from their types.

A document nests as the programme does. It omits empty values and the ids of the parents, and refers
to a paragraph by its address ("1.1/2"); only `Programme.paragraphs` contains the pages and
fingerprints of the paragraphs.
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
"""The attributes with the ids of the parents of a node, which a document omits."""

LEVELS: dict[type, str] = {Programme: "programme", Pillar: "pillar", Theme: "theme"}
"""The attribute in which the descendants of a record of this class have its id."""


class FieldKind(Enum):
    """The form of a value in a document."""

    TEXT = "a string"
    NUMBER = "a whole number"
    CHOICE = "a string, the value of an enumeration"
    PERIOD = "a string such as '2025-2028'"
    ADDRESS = "a string such as '1.1/2'"
    RECORD = "a mapping"
    VALUE = "any of these, or a list of them"


class FieldSpec(NamedTuple):
    """How one attribute is written in a document.

    `kind` and `cls` are those of the value or, if it has many, of each of its items.
    """

    name: str
    kind: FieldKind
    cls: type
    many: bool
    required: bool
    default: Any
    constraint: Constraint


_specs_by_class: dict[type, tuple[FieldSpec, ...]] = {}


def field_specs(cls: type) -> tuple[FieldSpec, ...]:
    """Return the specs of the attributes of a class, in the order in which they are written."""
    if cls not in _specs_by_class:
        attributes = (one for one in attrs.fields(cls) if one.name not in PARENTS.get(cls, ()))
        _specs_by_class[cls] = tuple(_derive_field_spec(attribute) for attribute in attributes)
    return _specs_by_class[cls]


def _derive_field_spec(attribute: "attrs.Attribute[Any]") -> FieldSpec:
    type_: Any = attribute.type
    constraint: Any = attribute.validator
    required = attribute.default is attrs.NOTHING
    if isinstance(type_, UnionType):
        types = [member for member in get_args(type_) if member is not NoneType]
        type_ = types[0] if len(types) == 1 else object
    many = get_origin(type_) is tuple
    cls = get_args(type_)[0] if many else type_
    if not isinstance(cls, type):  # the literal type of languages
        cls = str
    kind = _classify_value_type(cls, citations_in_full="written" in attribute.metadata)
    return FieldSpec(attribute.name, kind, cls, many, required, attribute.default, constraint)


def _classify_value_type(cls: type, *, citations_in_full: bool) -> FieldKind:
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
    return FieldKind.ADDRESS if cls is Citation and not citations_in_full else FieldKind.RECORD
