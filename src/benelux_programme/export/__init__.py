"""Programmes and actions in the formats of other tools.

What a format loses is documented at its function.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> records = bp.export.records(programme.actions.where(theme="circular-economy"), language="nl")
>>> records[0]["theme_title"]
'Circulaire economie'
"""

from ._datapackage import datapackage
from ._documents import json, markdown, skos
from ._stratml import stratml
from ._table import columns, csv, labels, records

__all__ = [
    "columns",
    "csv",
    "datapackage",
    "json",
    "labels",
    "markdown",
    "records",
    "skos",
    "stratml",
]
