"""What public classes share: the package they name, converters, and the HTML for notebooks."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import UnionType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, get_args, get_origin

import attrs

from .hooks import HOOKS

ClassT = TypeVar("ClassT", bound=type)


def _build_converter(annotation: Any) -> Callable[[Any], Any] | None:
    """Return a function that converts strings to members of enumerations, sequences to tuples.

    It leaves all other values to the constraints. Most types need none.
    """
    type_ = get_args(annotation)[0] if isinstance(annotation, UnionType) else annotation
    members: Mapping[Any, Any] = getattr(type_, "_value2member_map_", {})
    convert_item = _build_converter(get_args(type_)[0]) if get_origin(type_) is tuple else None
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


def _add_converters(_: type, attributes: list[Any]) -> list[Any]:
    converters = (each.converter or _build_converter(each.type) for each in attributes)
    return [
        each.evolve(converter=converter) if converter else each  # most attributes need none
        for each, converter in zip(attributes, converters, strict=True)
    ]


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414  # other modules import it from here
else:
    frozen = partial(attrs.frozen, field_transformer=_add_converters)


def _build_core_schema(cls: type, *_: object) -> Any:
    return HOOKS["build_core_schema"](cls)


def _describe_enumeration(cls: type, schema: object, handler: Callable[[Any], Any]) -> Any:
    """Return the JSON Schema of an enumeration without the examples in its docstring."""
    return {**handler(schema), "description": (cls.__doc__ or "").partition("\n")[0]}


def public(cls: ClassT) -> ClassT:
    """Set the module of a class to `benelux_programme`, and tell pydantic how to use it.

    Pickles, reprs and tracebacks then name the public package, and private modules can be moved.
    """
    cls.__module__ = "benelux_programme"
    used_by_pydantic: Any = cls
    if attrs.has(cls):
        used_by_pydantic.__get_pydantic_core_schema__ = partial(_build_core_schema, cls)
    else:
        used_by_pydantic.__get_pydantic_json_schema__ = partial(_describe_enumeration, cls)
    return cls


def is_public(cls: Any) -> bool:
    """Whether a class is a public one with attributes, such as `Action`, and not an enumeration."""
    return attrs.has(cls) and cls.__module__ == "benelux_programme"


class Displayable:
    """A mix-in for classes whose values notebooks display as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        html: str = HOOKS["render"](self)
        return html


class Caching:
    """A mix-in for frozen classes, with a dict that all threads share from the beginning."""

    __slots__ = ("_cache",)

    _cache: dict[str, Any]

    def __new__(cls, *_args: object, **_attributes: object) -> Self:
        value = super().__new__(cls)
        object.__setattr__(value, "_cache", {})
        # A pickle of an earlier release may lack some attributes.
        for attribute in attrs.fields(cast("Any", cls)):
            if attribute.default is not attrs.NOTHING:
                object.__setattr__(value, attribute.name, attribute.default)
        return value
