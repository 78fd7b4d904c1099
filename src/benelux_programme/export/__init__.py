"""Programmes and actions in the formats of other tools.

Each format is imported when it is first used. What a format does not hold, its function says.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> records = bp.export.records(programme.actions.where(theme="circular-economy"), language="nl")
>>> records[0]["theme_title"]
'Circulaire economie'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._datapackage.package import datapackage
    from ._json import json
    from ._markdown import markdown
    from ._skos import skos
    from ._stratml import stratml
    from ._table import csv, records

__all__ = [
    "csv",
    "datapackage",
    "json",
    "markdown",
    "records",
    "skos",
    "stratml",
]

_MODULES = {
    "_json": ("json",),
    "_datapackage.package": ("datapackage",),
    "_markdown": ("markdown",),
    "_skos": ("skos",),
    "_stratml": ("stratml",),
    "_table": ("csv", "records"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}
"""The modules of the functions, none of which has the name of a function."""


if not TYPE_CHECKING:  # who would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
        return value


def __dir__() -> list[str]:
    return __all__
