"""The pictures of the documentation, drawn from the data when it is built.

`PICTURES` holds a function for each; `setup` gives Sphinx the directive `picture`.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import benelux_programme as bp

from .canvas import Picture
from .classes import classes
from .fields import fields
from .flows import flows
from .layers import layers
from .outline import outline
from .partners import partners
from .timeline import timeline

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["PICTURES", "Picture", "setup"]

PICTURES: Final[Mapping[str, Callable[[], Picture]]] = MappingProxyType(
    {f"outline-{period}": partial(outline, period) for period in bp.periods()}
    | {
        "flows": flows,
        "partners-by-theme": partners,
        "fields": fields,
        "timeline": timeline,
        "classes": classes,
        "layers": layers,
    }
)


def setup(app: "Sphinx") -> dict[str, Any]:
    """Give Sphinx the directive; the pictures themselves do not need it."""
    app.setup_extension("pictures.directive")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
