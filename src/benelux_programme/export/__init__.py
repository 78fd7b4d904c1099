"""Programmes and actions in the formats of other tools.

Each format is imported on first use. What a format loses is documented at its function.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> records = bp.export.records(programme.actions.where(theme="circular-economy"), language="nl")
>>> records[0]["theme_title"]
'Circulaire economie'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from benelux_programme._model.import_lock import IMPORT_LOCK

if TYPE_CHECKING:
    from ._datapackage import datapackage
    from ._documents import json, markdown, skos
    from ._stratml import stratml
    from ._table import csv, records

__all__ = ["csv", "datapackage", "json", "markdown", "records", "skos", "stratml"]

_MODULES = {
    "csv": "_table",
    "datapackage": "_datapackage",
    "json": "_documents",
    "markdown": "_documents",
    "records": "_table",
    "skos": "_documents",
    "stratml": "_stratml",
}
"""The module of each function; no module has the name of a function, which it would replace."""


if not TYPE_CHECKING:  # type checkers would accept any name

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        with IMPORT_LOCK:
            module = import_module(f".{_MODULES[name]}", __name__)
        value = globals()[name] = getattr(module, name)
        return value


def __dir__() -> list[str]:
    return __all__
