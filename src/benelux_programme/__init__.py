"""The joint work programmes of the Benelux Union as typed, immutable values.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> programme
<Programme 2025-2028 revision 1: 4 pillars, 17 themes, 99 actions>
"""

from importlib import import_module
from typing import TYPE_CHECKING

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
from .retirement import RetiredId
from .selection import Selection
from .store import in_force, load, periods, revisions
from .text import LANGUAGES, Language, Terms, Text

if TYPE_CHECKING:
    from . import export, render
    from .changes import Change, ChangeKind, Diff
    from .comparison import Comparison, Continuation, Flow, Tally, compare
    from .differ import diff
    from .parts import Subject
    from .patch import apply
    from .problems import PROBLEM_CODES, ProblemCode
    from .reading import read, to_dict, to_json, to_yaml
    from .rules import RULES, Rule, Severity, bump, rule_of, severity
    from .schema import json_schema
    from .search import Hit
    from .verification import Quote, Verification, fingerprint, verify

__version__ = "0.1.0"

__all__ = [
    "LANGUAGES",
    "PROBLEM_CODES",
    "RULES",
    "Action",
    "AlternativeTitle",
    "Change",
    "ChangeKind",
    "Citation",
    "Commitment",
    "Comparison",
    "ContextParagraph",
    "Continuation",
    "Diff",
    "Fingerprint",
    "Flow",
    "Hit",
    "Language",
    "Node",
    "Partner",
    "PartnerKind",
    "Period",
    "Pillar",
    "PolicyField",
    "Predecessor",
    "ProblemCode",
    "Programme",
    "Publication",
    "Quote",
    "Reference",
    "ReferenceKind",
    "Relation",
    "RetiredId",
    "Rule",
    "Selection",
    "Severity",
    "Subject",
    "Tally",
    "Terms",
    "Text",
    "Theme",
    "Verification",
    "apply",
    "bump",
    "compare",
    "diff",
    "errors",
    "export",
    "fingerprint",
    "in_force",
    "json_schema",
    "load",
    "periods",
    "read",
    "render",
    "revisions",
    "rule_of",
    "severity",
    "to_dict",
    "to_json",
    "to_yaml",
    "verify",
]


_ROOMS = {
    "comparison": ("Comparison", "Continuation", "Flow", "Tally", "compare"),
    "rules": ("RULES", "Rule", "Severity", "bump", "rule_of", "severity"),
    "changes": ("Change", "ChangeKind", "Diff"),
    "differ": ("diff",),
    "parts": ("Subject",),
    "patch": ("apply",),
    "problems": ("PROBLEM_CODES", "ProblemCode"),
    "schema": ("json_schema",),
    "search": ("Hit",),
    "reading": ("read", "to_dict", "to_json", "to_yaml"),
    "verification": ("Quote", "Verification", "fingerprint", "verify"),
}
_LATER = {name: room for room, names in _ROOMS.items() for name in names}
"""The modules of names that are imported when they are first used."""


_SUBMODULES = ("export", "render")


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f".{name}", __name__)
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_LATER[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
