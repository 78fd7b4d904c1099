"""What public classes share: the package they name, and the HTML that notebooks display."""

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar, cast

import attrs

ClassT = TypeVar("ClassT", bound=type)


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
