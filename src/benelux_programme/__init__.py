"""The joint work programmes of the Benelux Union as typed, immutable values.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> programme
<Programme 2025-2028 revision 1: 4 pillars, 17 themes, 99 actions>
"""

from . import errors
from .citation import Citation, Fingerprint
from .nodes import (
    Action,
    AlternativeTitle,
    Commitment,
    Node,
    Pillar,
    Predecessor,
    Relation,
    Theme,
)
from .period import Period
from .programme import Programme
from .publication import ContextParagraph, Publication
from .registry import Partner, PartnerKind, PolicyField, Reference, ReferenceKind
from .store import in_force, load, periods, revisions
from .text import LANGUAGES, Language, Terms, Text

__version__ = "0.1.0"

__all__ = [
    "LANGUAGES",
    "Action",
    "AlternativeTitle",
    "Citation",
    "Commitment",
    "ContextParagraph",
    "Fingerprint",
    "Language",
    "Node",
    "Partner",
    "PartnerKind",
    "Period",
    "Pillar",
    "PolicyField",
    "Predecessor",
    "Programme",
    "Publication",
    "Reference",
    "ReferenceKind",
    "Relation",
    "Terms",
    "Text",
    "Theme",
    "errors",
    "in_force",
    "load",
    "periods",
    "revisions",
]


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
