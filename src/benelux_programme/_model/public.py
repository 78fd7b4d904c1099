"""What public classes share: the package they name, converters, and the HTML for notebooks."""

from collections.abc import Callable, Mapping
from functools import partial
from types import UnionType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, cast, get_args, get_origin

import attrs

ClassT = TypeVar("ClassT", bound=type)


def _build_converter(annotation: Any) -> Callable[[Any], Any] | None:
    """Return a function that converts strings to members of enumerations, and lists to tuples.

    It leaves all other values to the constraints. Most types need none.
    """
    type_ = get_args(annotation)[0] if isinstance(annotation, UnionType) else annotation
    members: Mapping[Any, Any] = getattr(type_, "_value2member_map_", {})
    convert_item = _build_converter(get_args(type_)[0]) if get_origin(type_) is tuple else None
    if not members and get_origin(type_) is not tuple:
        return None

    def convert(value: Any) -> Any:
        if isinstance(value, str):
            return members.get(value, value)
        if type(value) in (list, tuple):
            return tuple(map(convert_item, value) if convert_item else value)
        return value

    convert.__annotations__ = {"value": annotation}  # for the signature of the class
    return convert


def _add_converters(_: type, attributes: list[Any]) -> list[Any]:
    return [
        each.evolve(converter=each.converter or _build_converter(each.type)) for each in attributes
    ]


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414  # other modules import it from here
else:
    frozen = partial(attrs.frozen, field_transformer=_add_converters)


def public(cls: ClassT) -> ClassT:
    """Set the module of a class to `benelux_programme`.

    Pickles, reprs and tracebacks then name the public package, and private modules can be moved.
    """
    cls.__module__ = "benelux_programme"
    return cls


def is_public(cls: Any) -> bool:
    """Whether a class is a public one with attributes, such as `Action`, and not an enumeration."""
    return attrs.has(cls) and cls.__module__ == "benelux_programme"


class Displayable:
    """A mix-in for classes whose values notebooks display as HTML.

    The renderer is in a package above the model, which sets it with `set_notebook_renderer`.
    """

    __slots__ = ()

    _render: ClassVar[Callable[[Any], str]]

    def _repr_html_(self) -> str:
        return Displayable._render(self)


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


def set_notebook_renderer(render: Callable[[Any], str]) -> None:
    Displayable._render = staticmethod(render)  # noqa: SLF001  # of the class above
