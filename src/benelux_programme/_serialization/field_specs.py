"""How the attributes of each class are written in a document, derived from their types.

The document of a programme nests as the programme does. It omits empty values and the ids of the
parents, and refers to a paragraph by its address ("1.1/2"); only `Programme.paragraphs` contains
the pages, fingerprints and keywords of the paragraphs. The standalone document of any other value
omits empty values only: it has the ids of the parents, and paragraphs in full.
"""

from enum import Enum
from types import NoneType, UnionType
from typing import Any, NamedTuple, cast, get_args, get_origin

import attrs

from benelux_programme._model.citation import Citation
from benelux_programme._model.constraints import Constraint, a_programme_id, optional
from benelux_programme._model.nodes import Action
from benelux_programme._model.period import Period
from benelux_programme._model.text import to_english_text
from benelux_programme._programme.programme import Pillar, Programme, Theme

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
    PERIOD = "a string such as '2025-2028' or '2025-06'"
    ADDRESS = "a string such as '1.1/2'"
    RECORD = "a mapping"
    VALUE = "another number, true or false, or a list; if the class is object, any of these"


class FieldSpec(NamedTuple):
    """How one attribute is written in a document.

    `name` is the key in the document and the parameter of the class. `kind` and `cls` are those of
    the value or, if it has many, of each of its items.
    """

    name: str
    kind: FieldKind
    cls: type
    many: bool
    required: bool
    default: Any
    constraint: Constraint
    attribute: str = ""
    may_be_string: bool = False
    """Whether a string is an English text, as in documents of version 0.9."""


EXTENDS = FieldSpec("extends", FieldKind.TEXT, str, False, False, None, optional(a_programme_id))
"""The key that names the base of a programme, which is no attribute of it."""

_KINDS: dict[type, FieldKind] = {
    **dict.fromkeys((float, bool, tuple, object), FieldKind.VALUE),
    str: FieldKind.TEXT,
    int: FieldKind.NUMBER,
    Period: FieldKind.PERIOD,
}
_specs: dict[tuple[type, bool], tuple[FieldSpec, ...]] = {}


def get_field_specs(cls: type, *, standalone: bool = False) -> tuple[FieldSpec, ...]:
    """Return the specs of the attributes of a class, in the order in which they are written.

    They are those for documents of programmes, or else for standalone documents.
    """
    if (cls, standalone) not in _specs:
        omitted = () if standalone else PARENTS.get(cls, ())
        _specs[cls, standalone] = tuple(
            _derive_field_spec(attribute, citations_in_full=standalone)
            for attribute in attrs.fields(cls)
            if attribute.name not in omitted and attribute.metadata.get("written") != "never"
        )
    return _specs[cls, standalone]


def get_field_specs_and_extends_key(
    cls: type, *, standalone: bool = False
) -> tuple[FieldSpec, ...]:
    """Return the specs of the attributes of a class, and of the other keys of its documents."""
    base = (EXTENDS,) if cls is Programme else ()
    return (*base, *get_field_specs(cls, standalone=standalone))


def _derive_field_spec(attribute: "attrs.Attribute[Any]", *, citations_in_full: bool) -> FieldSpec:
    type_: Any = attribute.type
    constraint: Any = attribute.validator
    required = attribute.default is attrs.NOTHING
    if isinstance(type_, UnionType):
        types = [member for member in get_args(type_) if member is not NoneType]
        type_ = types[0] if len(types) == 1 else object
    many = get_origin(type_) is tuple
    cls = get_args(type_)[0] if many else type_
    if not isinstance(cls, type):  # the literal type of languages, or a pair
        cls = get_origin(cls) if get_origin(cls) is tuple else str
    kind = _KINDS.get(cls, FieldKind.CHOICE if issubclass(cls, Enum) else FieldKind.RECORD)
    if cls is Citation and not (citations_in_full or "written" in attribute.metadata):
        kind = FieldKind.ADDRESS
    name, default = attribute.alias or attribute.name, attribute.default
    may_be_string = cast("Any", attribute).converter is to_english_text
    return FieldSpec(
        name, kind, cls, many, required, default, constraint, attribute.name, may_be_string
    )
