"""The HTML that notebooks display for a value."""

from collections.abc import Callable
from typing import Any, ClassVar


class Displayable:
    """A mix-in for classes whose values notebooks display as HTML.

    The renderer is in a package above the model, which sets it with `set_notebook_renderer`.
    """

    __slots__ = ()

    _render: ClassVar[Callable[[Any], str]]

    def _repr_html_(self) -> str:
        return Displayable._render(self)


def set_notebook_renderer(render: Callable[[Any], str]) -> None:
    """Set the function that returns the HTML of every `Displayable` value."""
    Displayable._render = staticmethod(render)  # noqa: SLF001  # of the class above
