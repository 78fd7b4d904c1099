"""The pictures of the documentation, drawn from the data when it is built.

`PICTURES` maps the name of each to its function; `setup` adds the directive `picture` to Sphinx.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import benelux_programme as bp

from .canvas import Graph, Picture
from .classes import draw_classes
from .fields import draw_fields
from .flows import draw_flows
from .outcomes import draw_outcomes
from .outline import draw_outline
from .partners import draw_partners
from .promises import draw_promises
from .timeline import draw_timeline

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PICTURES: Final[Mapping[str, Callable[[], Picture | Graph]]] = MappingProxyType(
    {f"outline-{period}": partial(draw_outline, period) for period in bp.periods()}
    | {
        f"outcomes-{period}.{language}": partial(draw_outcomes, bp.load(period), language)
        for period in bp.periods()
        if bp.load(period).outcomes
        for language in bp.LANGUAGES
    }
    | {
        "promises": draw_promises,
        "flows": draw_flows,
        "partners-by-theme": draw_partners,
        "fields": draw_fields,
        "timeline": draw_timeline,
        "classes": draw_classes,
    }
)


def setup(app: "Sphinx") -> dict[str, Any]:
    """Add the directive to Sphinx; the pictures themselves do not need it."""
    app.setup_extension("pictures.directive")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
