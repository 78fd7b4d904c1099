"""The joint work programmes of the Benelux Union as typed, immutable values.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> programme
<Programme 2025-2028 revision 1: 4 pillars, 17 themes, 99 actions>
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import errors, export, render
    from .changes.change import Change, ChangeKind
    from .changes.changeset import Diff
    from .changes.differ import diff
    from .changes.parts import Subject
    from .changes.patch import apply
    from .changes.rule import Rule, Severity
    from .changes.rules import RULES, bump, rule_of, severity
    from .citation import Citation, Fingerprint
    from .comparing.comparer import compare
    from .comparing.comparison import Comparison, Flow, Tally
    from .comparing.continuation import Continuation
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
    from .problems import PROBLEM_CODES, ProblemCode
    from .programme import Programme
    from .publication import ContextParagraph, Publication
    from .reading.reader import read
    from .registry import Partner, PartnerKind, PolicyField, Reference, ReferenceKind
    from .retirement import RetiredId
    from .schema import json_schema
    from .search.hits import Hit
    from .selection import Selection
    from .store import in_force, load, periods, revisions
    from .text import LANGUAGES, Language, Terms, Text
    from .verification import Quote, Verification, fingerprint, verify
    from .writing import to_dict, to_json, to_yaml

__version__ = "0.9.0"

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


_MODULES = {
    "changes.change": ("Change", "ChangeKind"),
    "changes.changeset": ("Diff",),
    "changes.differ": ("diff",),
    "changes.parts": ("Subject",),
    "changes.patch": ("apply",),
    "changes.rule": ("Rule", "Severity"),
    "changes.rules": ("RULES", "bump", "rule_of", "severity"),
    "citation": ("Citation", "Fingerprint"),
    "comparing.comparer": ("compare",),
    "comparing.comparison": ("Comparison", "Flow", "Tally"),
    "comparing.continuation": ("Continuation",),
    "nodes": (
        "Action",
        "AlternativeTitle",
        "Commitment",
        "Node",
        "Pillar",
        "Predecessor",
        "Relation",
        "Theme",
    ),
    "period": ("Period",),
    "problems": ("PROBLEM_CODES", "ProblemCode"),
    "programme": ("Programme",),
    "publication": ("ContextParagraph", "Publication"),
    "reading.reader": ("read",),
    "registry": ("Partner", "PartnerKind", "PolicyField", "Reference", "ReferenceKind"),
    "retirement": ("RetiredId",),
    "schema": ("json_schema",),
    "search.hits": ("Hit",),
    "selection": ("Selection",),
    "store": ("in_force", "load", "periods", "revisions"),
    "text": ("LANGUAGES", "Language", "Terms", "Text"),
    "verification": ("Quote", "Verification", "fingerprint", "verify"),
    "writing": ("to_dict", "to_json", "to_yaml"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}
"""The modules of the public names. Each is imported when one of its names is first used."""

_SUBMODULES = ("errors", "export", "render")


if not TYPE_CHECKING:  # who would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name in _SUBMODULES:
            return import_module(f".{name}", __name__)
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
        return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
