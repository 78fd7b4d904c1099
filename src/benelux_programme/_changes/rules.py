"""How much each change matters to those who build on the data."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from benelux_programme._model.constraints import check_type, is_iterable, is_mapping
from benelux_programme.errors import InvalidValueError

from .change import Change, ChangeKind
from .records import NODES, Subject
from .rule import Rule, Severity

Bump: TypeAlias = Literal["major", "minor", "patch"]

_UNTOLD = "the way back does not tell in which way it was retired"
_ACTION = (Subject.ACTION,)
_NAMED = (Subject.PARTNER, Subject.REFERENCE, Subject.FIELD)
_PRINTED = (Subject.CONTEXT, Subject.PARAGRAPH)
_CODES = (
    "iso_3166_1", "iso_3166_2", "nuts", "un_locode", "wikidata", "eu_authority", "eurovoc",
    "celex", "eli", "treaty_series", "document", "aliases", "abbreviations",
)  # fmt: skip
_ASIDE = ("keywords", "sources", "note", "alternative_titles", "official")

RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(
        id=id,
        kinds=(ChangeKind(kind),),
        subjects=subjects,
        fields=fields,
        translation=translation,
        severity=Severity(severity),
        mirror=mirror,
        waiver=_UNTOLD if id in {"node-split", "node-merged"} else None,
        description=description,
    )
    for id, kind, subjects, fields, translation, severity, mirror, description in (
        ("node-added", "added", NODES, (), False, "notable", "node-removed",
         "a pillar, theme or action is new"),
        ("node-removed", "removed", NODES, (), False, "breaking", "node-added",
         "a pillar, theme or action is gone, and its id leads nowhere"),
        ("node-retired", "retired", (), (), False, "notable", "node-restored",
         "an id is retired; it leads to its successor, if there is one"),
        ("node-split", "split", (), (), False, "notable", "node-restored",
         "an id is retired; it leads to several successors"),
        ("node-merged", "merged", (), (), False, "notable", "node-restored",
         "an id is retired; it leads to the same successor as another"),
        ("node-restored", "restored", (), (), False, "breaking", "node-retired",
         "an id that was retired is in use again, which must never be published"),
        ("node-moved", "moved", (), (), False, "notable", "node-moved",
         "a theme or an action stands elsewhere"),
        ("record-added", "added", _NAMED, (), False, "notable", "record-removed",
         "a partner, document or policy field is new"),
        ("record-removed", "removed", _NAMED, (), False, "breaking", "record-added",
         "a partner, document or policy field is gone"),
        ("retired-id-added", "added", (Subject.RETIRED_ID,), (), False, "notable",
         "retired-id-removed", "an id that was not in use is retired"),
        ("retired-id-removed", "removed", (Subject.RETIRED_ID,), (), False, "breaking",
         "retired-id-added", "a retired id leads nowhere, which must never be published"),
        ("paragraph-added", "added", _PRINTED, (), False, "editorial", "paragraph-removed",
         "one more paragraph of the publication is recorded"),
        ("paragraph-removed", "removed", _PRINTED, (), False, "editorial", "paragraph-added",
         "one paragraph less of the publication is recorded"),
        ("paragraph-gained", "gained", _PRINTED, (), False, "editorial", "paragraph-lost",
         "one more detail of a paragraph is recorded"),
        ("paragraph-lost", "lost", _PRINTED, (), False, "editorial", "paragraph-gained",
         "one detail less of a paragraph is recorded"),
        ("paragraph-edited", "edited", _PRINTED, (), False, "editorial", "paragraph-edited",
         "a detail of a paragraph is told otherwise"),
        ("aside-gained", "gained", (), _ASIDE, False, "editorial", "aside-lost",
         "a note, a source, a keyword or another title is new"),
        ("aside-lost", "lost", (), _ASIDE, False, "editorial", "aside-gained",
         "a note, a source, a keyword or another title is gone"),
        ("aside-edited", "edited", (), _ASIDE, False, "editorial", "aside-edited",
         "a note, a source, a keyword or another title is told otherwise"),
        ("code-gained", "gained", _NAMED, _CODES, False, "notable", "code-lost",
         "something is found by one more code, abbreviation or alias"),
        ("code-lost", "lost", _NAMED, _CODES, False, "breaking", "code-gained",
         "something is no longer found by a code, abbreviation or alias"),
        ("code-changed", "edited", _NAMED, _CODES, False, "breaking", "code-changed",
         "something is found by another code"),
        ("name-changed", "edited", _NAMED, ("name", "short_title", "label"), False, "notable",
         "name-changed", "something has another name, and is found by that"),
        ("retitled", "retitled", (), (), False, "notable", "retitled",
         "a title says something else"),
        ("language-gained", "gained", (), (), True, "notable", "language-lost",
         "a text is there, or is there in one more language"),
        ("language-lost", "lost", (), (), True, "breaking", "language-gained",
         "a text is no longer there, or not in one of its languages"),
        ("commitment-changed", "edited", _ACTION, ("commitment",), False, "notable",
         "commitment-changed", "a promise is firmer or looser"),
        ("partner-gained", "gained", _ACTION, ("actors", "partners"), False, "notable",
         "partner-lost", "an action names one more partner"),
        ("partner-lost", "lost", _ACTION, ("actors", "partners"), False, "notable",
         "partner-gained", "an action names one partner less"),
        ("reference-gained", "gained", _ACTION, ("references",), False, "notable",
         "reference-lost", "an action names one more treaty, law or document"),
        ("reference-lost", "lost", _ACTION, ("references",), False, "notable",
         "reference-gained", "an action names one treaty, law or document less"),
        ("field-gained", "gained", _ACTION, ("fields",), False, "notable", "field-lost",
         "an action belongs to one more policy field"),
        ("field-lost", "lost", _ACTION, ("fields",), False, "notable", "field-gained",
         "an action belongs to one policy field less"),
        ("main-field-changed", "reordered", _ACTION, ("fields",), False, "notable",
         "main-field-changed", "the policy fields of an action, the main one first, are reordered"),
        ("predecessor-gained", "gained", _ACTION, ("predecessors",), False, "notable",
         "predecessor-lost", "an action goes on from one more of an earlier programme"),
        ("predecessor-lost", "lost", _ACTION, ("predecessors",), False, "notable",
         "predecessor-gained", "an action goes on from one less of an earlier programme"),
        ("predecessor-changed", "edited", _ACTION, ("predecessors",), False, "notable",
         "predecessor-changed", "how an action goes on from an earlier one is told otherwise"),
        ("wording-edited", "edited", (), (), True, "editorial", "wording-edited",
         "a text says it in other words"),
        ("reordered", "reordered", (), (), False, "editorial", "reordered",
         "the same stands in another order"),
        ("fact-gained", "gained", (), (), False, "notable", "fact-lost", "one more fact is told"),
        ("fact-lost", "lost", (), (), False, "notable", "fact-gained", "one fact less is told"),
        ("fact-changed", "edited", (), (), False, "notable", "fact-changed",
         "a fact is another"),
    )
)  # fmt: skip
"""All rules. What the first says of a change is its severity."""


def rule_of(change: Change) -> Rule:
    """The rule for a change.

    Raises:
        InvalidValueError: It is no change.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, pillars=(), own_actions=())
    >>> {rule_of(change).id for change in bp.diff(old, new)}
    {'node-removed'}
    """
    change = check_type(Change, change, "rule_of", "change")
    return next(rule for rule in _rules_of(change.kind) if rule.fits(change))


@cache
def _rules_of(kind: ChangeKind) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if kind in rule.kinds)


def severity(change: Change, overrides: Mapping[str, str] | None = None) -> Severity:
    """How much a change matters.

    Args:
        change: The change.
        overrides: Severities of your own, by the id of the rule.

    Raises:
        InvalidValueError: There is no such rule, or no such severity, or it is no change.

    >>> import benelux_programme as bp
    >>> kind, theme = bp.ChangeKind.MOVED, bp.Subject.THEME
    >>> moved = bp.Change(kind=kind, subject=theme, id="migration", old="security", new="economy")
    >>> str(bp.severity(moved)), str(bp.severity(moved, {"node-moved": "breaking"}))
    ('notable', 'breaking')
    """
    own = _checked(overrides)
    rule = rule_of(change)
    return own.get(rule.id, rule.severity)


def bump(changes: Iterable[Change], overrides: Mapping[str, str] | None = None) -> Bump | None:
    """What kind of version a release of the data needs, after semantic versioning.

    Args:
        changes: A diff, or some changes.
        overrides: Severities of your own, by the id of the rule.

    Returns:
        "major" if a change is breaking, else "minor" if one is notable, else "patch", or None if
        there is no change.

    Raises:
        InvalidValueError: There is no such rule, or no such severity, or something is no change.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bump(bp.diff(programme, programme)) is None
    True
    """
    own = _checked(overrides)
    if not is_iterable(changes):
        raise InvalidValueError("bump", "changes", changes, "a Diff, or changes", "wrong-type")
    found = {own.get(rule.id, rule.severity) for rule in map(rule_of, changes)}
    return next((_BUMPS[one] for one in Severity if one in found), None)


_BUMPS: Final[Mapping[Severity, Bump]] = {
    Severity.BREAKING: "major",
    Severity.NOTABLE: "minor",
    Severity.EDITORIAL: "patch",
}


def _checked(overrides: Mapping[str, str] | None) -> dict[str, Severity]:
    if overrides is None:
        return {}
    if not is_mapping(overrides):
        raise InvalidValueError("severity", "overrides", overrides, "a mapping", "wrong-type")
    ids = [rule.id for rule in RULES]
    for id, given in overrides.items():
        if id not in ids:
            raise InvalidValueError("severity", "overrides", id, f"one of {', '.join(ids)}")
        if given not in list(Severity):
            expected = f"one of {', '.join(Severity)}"
            raise InvalidValueError("severity", f"overrides[{id!r}]", given, expected)
    return {id: Severity(given) for id, given in overrides.items()}
