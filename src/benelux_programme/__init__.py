"""The joint work programmes of the Benelux Union as typed, immutable values.

>>> import benelux_programme as bp
>>> programme = bp.load("2025-2028")
>>> programme
<Programme 2025-2028 revision 2: 4 pillars, 17 themes, 99 actions>
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._model.hooks import HOOKS
from ._model.import_lock import IMPORT_LOCK

if TYPE_CHECKING:
    from . import errors, export, render
    from . import testing as testing
    from ._changes.change import Change, ChangeKind
    from ._changes.diff import Diff
    from ._changes.differ import diff
    from ._changes.patch import apply
    from ._changes.records import Subject
    from ._changes.rules import RULES, Rule, Severity, bump, rule_of, severity
    from ._comparison.comparison import (
        Comparison,
        Continuation,
        Firmness,
        PillarFlow,
        Tally,
        compare,
    )
    from ._comparison.continuations import predecessors, successors
    from ._conversion.converter import converter
    from ._conversion.json_schema import json_schema
    from ._conversion.values import from_dict, to_dict, to_json, to_yaml
    from ._model.citation import Citation, Fingerprint
    from ._model.document import Completeness, Document, DocumentKind
    from ._model.nodes import Action, AlternativeTitle, Commitment, Predecessor, Relation, RetiredId
    from ._model.outcome import ActionBearing, Bearing, Outcome, OutcomeKind, OutcomeSource
    from ._model.period import Period
    from ._model.publication import ContextParagraph, Publication
    from ._model.registry import Partner, PartnerKind, PolicyField, Reference, ReferenceKind
    from ._model.text import LANGUAGES, Language, Terms, Text, is_language
    from ._model.words import attribute_label
    from ._programme.programme import Node, Pillar, Programme, Theme
    from ._programme.selection import Selection
    from ._search.hits import Excerpt, Hit
    from ._serialization.problem_codes import PROBLEM_CODES, ProblemCode
    from ._serialization.reader import read
    from ._store import documents, in_force, load, periods, revisions
    from ._store.all_programmes import actions, find
    from ._verification import Quote, Verification, fingerprint, verify

__version__ = "0.10.0"

__all__ = [
    "LANGUAGES", "PROBLEM_CODES", "RULES", "Action", "ActionBearing", "AlternativeTitle",
    "Bearing", "Change", "ChangeKind", "Citation", "Commitment", "Comparison", "Completeness",
    "ContextParagraph", "Continuation", "Diff", "Document", "DocumentKind", "Excerpt",
    "Fingerprint", "Firmness", "Hit", "Language", "Node", "Outcome", "OutcomeKind", "OutcomeSource",
    "Partner", "PartnerKind", "Period", "Pillar", "PillarFlow", "PolicyField", "Predecessor",
    "ProblemCode", "Programme", "Publication", "Quote", "Reference", "ReferenceKind",
    "Relation", "RetiredId", "Rule", "Selection", "Severity", "Subject", "Tally", "Terms",
    "Text", "Theme", "Verification", "actions", "apply", "attribute_label", "bump", "compare",
    "converter", "diff", "documents", "errors", "export", "find", "fingerprint", "from_dict",
    "in_force", "is_language", "json_schema", "load", "periods", "predecessors", "read", "render",
    "revisions", "rule_of", "severity", "successors", "to_dict", "to_json", "to_yaml", "verify",
]  # fmt: skip

_NAMES = {
    "_changes.change": "Change ChangeKind",
    "_changes.diff": "Diff",
    "_changes.differ": "diff",
    "_changes.patch": "apply",
    "_changes.records": "Subject",
    "_changes.rules": "RULES Rule Severity bump rule_of severity",
    "_comparison.comparison": "Comparison Continuation Firmness PillarFlow Tally compare",
    "_comparison.continuations": "predecessors successors",
    "_conversion.json_schema": "json_schema",
    "_conversion.converter": "converter",
    "_conversion.values": "from_dict to_dict to_json to_yaml",
    "_model.citation": "Citation Fingerprint",
    "_model.document": "Completeness Document DocumentKind",
    "_model.nodes": "Action AlternativeTitle Commitment Predecessor Relation RetiredId",
    "_model.outcome": "ActionBearing Bearing Outcome OutcomeKind OutcomeSource",
    "_model.period": "Period",
    "_model.publication": "ContextParagraph Publication",
    "_model.registry": "Partner PartnerKind PolicyField Reference ReferenceKind",
    "_model.text": "LANGUAGES Language Terms Text is_language",
    "_model.words": "attribute_label",
    "_programme.programme": "Node Pillar Programme Theme",
    "_programme.selection": "Selection",
    "_search.hits": "Excerpt Hit",
    "_serialization.problem_codes": "PROBLEM_CODES ProblemCode",
    "_serialization.reader": "read",
    "_store": "documents in_force load periods revisions",
    "_store.all_programmes": "actions find",
    "_verification": "Quote Verification fingerprint verify",
}
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names.split()}
"""The modules of the public names, each imported when one of its names is first used."""


def _import_later(module: str, name: str) -> Callable[[Any], Any]:
    """Return a function that imports another one when it is called, and calls it."""

    def call(value: Any) -> Any:
        with IMPORT_LOCK:
            function = getattr(import_module(f".{module}", __name__), name)
        return function(value)

    return call


HOOKS.update(
    render=_import_later("render._formats", "render_for_notebook"),
    build_core_schema=_import_later("_conversion.values", "build_core_schema"),
    find_bundled_programmes_containing_all=_import_later(
        "_store.all_programmes", "find_bundled_programmes_containing_all"
    ),
)

if not TYPE_CHECKING:  # with `__getattr__`, type checkers would accept any name

    def __getattr__(name: str) -> object:
        with IMPORT_LOCK:
            if name not in (*__all__, "testing"):
                from ._programme.lookup import suggest  # noqa: PLC0415  # only errors need it

                advice = [f". Did you mean: {each!r}?" for each in suggest(name, __dir__())[:1]]
                message = f"module {__name__!r} has no attribute {name!r}{''.join(advice)}"
                raise AttributeError(message, name=name, obj=None)  # or Python may advise again
            module = import_module(f".{_MODULE_OF.get(name, name)}", __name__)
        value = globals()[name] = getattr(module, name, module)
        return value


def __dir__() -> list[str]:
    from importlib.util import find_spec  # noqa: PLC0415  # only completion and errors need it

    return [*__all__, "__version__", *(["testing"] if find_spec("hypothesis") else [])]
