"""What public classes share: package, converters, constraints, pickles, HTML for notebooks."""

from collections.abc import Callable, Mapping, Sequence
from functools import partialmethod
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, Self, get_args, get_origin

import attrs

from .constraints import Constraint, instance_of, optional, tuple_of
from .hooks import HOOKS

PACKAGE: Final = "benelux_programme"


def _build_enum_or_tuple_converter(annotation: Any) -> Callable[[Any], Any] | None:
    """Return a function that converts strings to members of enumerations, sequences to tuples.

    It leaves all other values to the constraints. Most types need none.
    """
    type_ = get_args(annotation)[0] if isinstance(annotation, UnionType) else annotation
    members: Mapping[Any, Any] = getattr(type_, "_value2member_map_", {})
    convert_item = (
        _build_enum_or_tuple_converter(get_args(type_)[0]) if get_origin(type_) is tuple else None
    )
    if not members and get_origin(type_) is not tuple:
        return None

    def convert(value: Any) -> Any:
        items: Any = value
        if isinstance(value, str):
            return members.get(value, value)
        if isinstance(value, Sequence):
            return tuple(map(convert_item, items) if convert_item else items)
        return value

    convert.__annotations__ = {"value": annotation}  # for the signature of the class
    return convert


def _derive_constraint_accepting_none(
    annotation: Any, stated: Constraint | None
) -> Constraint | None:
    """Return the constraint that is stated, or else one on the type, and accept None if it does."""
    if isinstance(annotation, UnionType):
        type_, *others = get_args(annotation)
        constraint = (
            _derive_constraint_accepting_none(type_, stated) if others == [NoneType] else stated
        )
        return optional(constraint) if constraint else None
    if stated is not None:
        return stated
    if get_origin(annotation) is tuple:
        return tuple_of(instance_of(get_args(annotation)[0]))
    return instance_of(annotation)


def _add_converters_and_constraints(_: type, attributes: list[Any]) -> list[Any]:
    return [
        each.evolve(
            converter=each.converter or _build_enum_or_tuple_converter(each.type),
            validator=_derive_constraint_accepting_none(each.type, each.validator),
        )
        for each in attributes
    ]


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414  # other modules import it from here
else:

    def frozen(**options: Any) -> Callable[[type], type]:
        """Return the decorator of a public class: that of attrs, which also sets its module.

        Pickles, reprs and tracebacks then name the public package, and private modules can move.
        """

        def build_class(cls: type) -> type:
            cls = attrs.frozen(cls, field_transformer=_add_converters_and_constraints, **options)
            cls.__module__ = PACKAGE
            cls.__get_pydantic_core_schema__ = classmethod(_build_core_schema)
            cls.__setstate__ = partialmethod(_restore_pickled_with_defaults, cls.__setstate__)
            return cls

        return build_class


def _restore_pickled_with_defaults(value: Any, set_state: Callable[..., None], state: Any) -> None:
    """Restore a pickled value; that of an earlier release may lack some attributes."""
    cls: Any = value.__class__
    if issubclass(cls, Caching):  # old protocols do not call its constructor
        object.__setattr__(value, "_cache", {})
    for attribute in attrs.fields(cls):
        if attribute.default is not attrs.NOTHING:
            object.__setattr__(value, attribute.name, attribute.default)
    set_state(value, state)


def _build_core_schema(cls: type, *_: object) -> Any:
    return HOOKS["build_core_schema"](cls)


def is_public(cls: Any) -> bool:
    """Whether a class is a public one with attributes, such as `Action`, and not an enumeration."""
    return attrs.has(cls) and cls.__module__ == PACKAGE


class Displayable:
    """A mix-in for classes whose values notebooks display as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        html: str = HOOKS["render"](self)
        return html


class Identified:
    """A mix-in for classes whose values are shown as their ids."""

    __slots__ = ()

    id: str

    def __str__(self) -> str:
        return self.id


class Caching:
    """A mix-in for frozen classes, with a dict that all threads share from the beginning."""

    __slots__ = ("_cache",)

    _cache: dict[str, Any]

    def __new__(cls, *_args: object, **_attributes: object) -> Self:
        value = super().__new__(cls)
        object.__setattr__(value, "_cache", {})
        return value
