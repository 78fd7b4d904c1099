"""How much each change matters to those who build on the data."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, Literal, TypeAlias, final

from attrs import field as attribute
from attrs import frozen

from .changes import Change, ChangeKind
from .errors import InvalidValueError
from .parts import NODES, Subject
from .validators import a_line, an_id, instance_of, lines, optional, tuple_of

__all__ = ["RULES", "Rule", "Severity", "bump", "rule_of", "severity"]


@final
class Severity(StrEnum):
    """How much a change matters."""

    BREAKING = "breaking"
    """Code that worked may fail: something that could be looked up is not found any more."""
    NOTABLE = "notable"
    """The facts are others: an answer that was given may be wrong now."""
    EDITORIAL = "editorial"
    """The same is said in other words, or better told."""


Kind = ChangeKind
Bump: TypeAlias = Literal["major", "minor", "patch"]


@final
@frozen(kw_only=True, repr=False)
class Rule:
    """A kind of fact, and how much it matters. The first rule that fits a change is its rule.

    Attributes:
        id: The name of the rule. It never changes.
        kinds: The kinds of change it is about.
        subjects: The kinds of records; empty for all.
        fields: The attributes, without what follows a dot; empty for all.
        translation: Whether it is about one language of a text more or less, or not; None for
            both.
        severity: How much such a change matters.
        mirror: The id of the rule for the way back.
        waiver: Why the mirror of the mirror is another rule, if it is.
        description: What happened, as a phrase.

    Raises:
        InvalidValueError: An attribute is not of this form.
    """

    id: str = attribute(validator=an_id)
    kinds: tuple[ChangeKind, ...] = attribute(
        validator=tuple_of(instance_of(ChangeKind), empty=False)
    )
    subjects: tuple[Subject, ...] = attribute(default=(), validator=tuple_of(instance_of(Subject)))
    fields: tuple[str, ...] = attribute(default=(), validator=lines)
    translation: bool | None = attribute(default=None, validator=optional(instance_of(bool)))
    severity: Severity = attribute(validator=instance_of(Severity))
    mirror: str = attribute(validator=an_id)
    waiver: str | None = attribute(default=None, validator=optional(a_line))
    description: str = attribute(validator=a_line)

    def fits(self, change: Change) -> bool:
        """Whether it is about such a change."""
        name = (change.field or "").partition(".")[0]
        return (
            change.kind in self.kinds
            and (not self.subjects or change.subject in self.subjects)
            and (not self.fields or name in self.fields)
            and (self.translation is None or self.translation == _is_translation(change))
        )

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<Rule {self.id}: {self.severity}>"


def _is_translation(change: Change) -> bool:
    """Whether a text has one language more or less."""
    words = change.old_index is not None or change.new_index is not None
    return change.language is not None and not words


_NOWHERE_TOLD = "the way back does not tell in which way it was retired"
_CODES = (
    "kind",
    "iso_3166_1",
    "iso_3166_2",
    "nuts",
    "un_locode",
    "wikidata",
    "eu_authority",
    "eurovoc",
    "homepage",
    "signed",
    "adopted",
    "presented",
    "published",
    "in_force",
    "celex",
    "eli",
    "treaty_series",
    "document",
    "url",
)
_RECORDS = (Subject.PARTNER, Subject.REFERENCE, Subject.FIELD)

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        id="node-added",
        kinds=(Kind.ADDED,),
        subjects=NODES,
        severity=Severity.NOTABLE,
        mirror="node-removed",
        description="a pillar, theme or action is new",
    ),
    Rule(
        id="node-removed",
        kinds=(Kind.REMOVED,),
        subjects=NODES,
        severity=Severity.BREAKING,
        mirror="node-added",
        description="a pillar, theme or action is gone, and its id leads nowhere",
    ),
    Rule(
        id="node-retired",
        kinds=(Kind.RETIRED,),
        subjects=NODES,
        severity=Severity.NOTABLE,
        mirror="node-restored",
        description="an id is retired; it leads to its successor, if there is one",
    ),
    Rule(
        id="node-split",
        kinds=(Kind.SPLIT,),
        subjects=NODES,
        severity=Severity.NOTABLE,
        mirror="node-restored",
        waiver=_NOWHERE_TOLD,
        description="an id is retired; it leads to several successors",
    ),
    Rule(
        id="node-merged",
        kinds=(Kind.MERGED,),
        subjects=NODES,
        severity=Severity.NOTABLE,
        mirror="node-restored",
        waiver=_NOWHERE_TOLD,
        description="an id is retired; it leads to the same successor as another",
    ),
    Rule(
        id="node-restored",
        kinds=(Kind.RESTORED,),
        subjects=NODES,
        severity=Severity.BREAKING,
        mirror="node-retired",
        description="an id that was retired is in use again, which must never be published",
    ),
    Rule(
        id="node-moved",
        kinds=(Kind.MOVED,),
        subjects=NODES,
        severity=Severity.NOTABLE,
        mirror="node-moved",
        description="a theme or an action stands elsewhere",
    ),
    Rule(
        id="language-gained",
        kinds=(Kind.GAINED,),
        translation=True,
        severity=Severity.NOTABLE,
        mirror="language-lost",
        description="a text is there in one more language",
    ),
    Rule(
        id="language-lost",
        kinds=(Kind.LOST,),
        translation=True,
        severity=Severity.BREAKING,
        mirror="language-gained",
        description="a text is no longer there in a language",
    ),
    Rule(
        id="retitled",
        kinds=(Kind.RETITLED,),
        severity=Severity.NOTABLE,
        mirror="retitled",
        description="a title says something else",
    ),
    Rule(
        id="commitment-changed",
        kinds=(Kind.EDITED,),
        subjects=(Subject.ACTION,),
        fields=("commitment",),
        severity=Severity.NOTABLE,
        mirror="commitment-changed",
        description="a promise is firmer or looser",
    ),
    Rule(
        id="promise-changed",
        kinds=(Kind.EDITED,),
        subjects=(Subject.ACTION,),
        fields=(
            "deliverable",
            "timing",
        ),
        severity=Severity.NOTABLE,
        mirror="promise-changed",
        description="what is promised, or by when, is told otherwise",
    ),
    Rule(
        id="partner-gained",
        kinds=(Kind.GAINED,),
        subjects=(Subject.ACTION,),
        fields=(
            "actors",
            "partners",
        ),
        severity=Severity.NOTABLE,
        mirror="partner-lost",
        description="an action names one more partner",
    ),
    Rule(
        id="partner-lost",
        kinds=(Kind.LOST,),
        subjects=(Subject.ACTION,),
        fields=(
            "actors",
            "partners",
        ),
        severity=Severity.NOTABLE,
        mirror="partner-gained",
        description="an action names one partner less",
    ),
    Rule(
        id="reference-gained",
        kinds=(Kind.GAINED,),
        subjects=(Subject.ACTION,),
        fields=("references",),
        severity=Severity.NOTABLE,
        mirror="reference-lost",
        description="an action names one more treaty, law or document",
    ),
    Rule(
        id="reference-lost",
        kinds=(Kind.LOST,),
        subjects=(Subject.ACTION,),
        fields=("references",),
        severity=Severity.NOTABLE,
        mirror="reference-gained",
        description="an action names one treaty, law or document less",
    ),
    Rule(
        id="field-gained",
        kinds=(Kind.GAINED,),
        subjects=(Subject.ACTION,),
        fields=("fields",),
        severity=Severity.NOTABLE,
        mirror="field-lost",
        description="an action belongs to one more policy field",
    ),
    Rule(
        id="field-lost",
        kinds=(Kind.LOST,),
        subjects=(Subject.ACTION,),
        fields=("fields",),
        severity=Severity.NOTABLE,
        mirror="field-gained",
        description="an action belongs to one policy field less",
    ),
    Rule(
        id="predecessor-gained",
        kinds=(Kind.GAINED,),
        subjects=(Subject.ACTION,),
        fields=("predecessors",),
        severity=Severity.NOTABLE,
        mirror="predecessor-lost",
        description="an action goes on from one more of an earlier programme",
    ),
    Rule(
        id="predecessor-lost",
        kinds=(Kind.LOST,),
        subjects=(Subject.ACTION,),
        fields=("predecessors",),
        severity=Severity.NOTABLE,
        mirror="predecessor-gained",
        description="an action goes on from one less of an earlier programme",
    ),
    Rule(
        id="predecessor-changed",
        kinds=(Kind.EDITED,),
        subjects=(Subject.ACTION,),
        fields=("predecessors",),
        severity=Severity.NOTABLE,
        mirror="predecessor-changed",
        description="how an action goes on from an earlier one is told otherwise",
    ),
    Rule(
        id="citation-gained",
        kinds=(Kind.GAINED,),
        fields=("citations",),
        severity=Severity.NOTABLE,
        mirror="citation-lost",
        description="one more paragraph says it",
    ),
    Rule(
        id="citation-lost",
        kinds=(Kind.LOST,),
        fields=("citations",),
        severity=Severity.NOTABLE,
        mirror="citation-gained",
        description="one paragraph less says it",
    ),
    Rule(
        id="name-gained",
        kinds=(Kind.GAINED,),
        subjects=(
            Subject.PARTNER,
            Subject.REFERENCE,
        ),
        fields=(
            "aliases",
            "abbreviations",
        ),
        severity=Severity.NOTABLE,
        mirror="name-lost",
        description="a partner or document is found by one more name",
    ),
    Rule(
        id="name-lost",
        kinds=(Kind.LOST,),
        subjects=(
            Subject.PARTNER,
            Subject.REFERENCE,
        ),
        fields=(
            "aliases",
            "abbreviations",
        ),
        severity=Severity.BREAKING,
        mirror="name-gained",
        description="a partner or document is no longer found by a name",
    ),
    Rule(
        id="record-added",
        kinds=(Kind.ADDED,),
        subjects=_RECORDS,
        severity=Severity.NOTABLE,
        mirror="record-removed",
        description="a partner, document or policy field is new",
    ),
    Rule(
        id="record-removed",
        kinds=(Kind.REMOVED,),
        subjects=_RECORDS,
        severity=Severity.BREAKING,
        mirror="record-added",
        description="a partner, document or policy field is gone",
    ),
    Rule(
        id="retired-id-added",
        kinds=(Kind.ADDED,),
        subjects=(Subject.RETIRED_ID,),
        severity=Severity.NOTABLE,
        mirror="retired-id-removed",
        description="an id that was not in use is retired",
    ),
    Rule(
        id="retired-id-removed",
        kinds=(Kind.REMOVED,),
        subjects=(Subject.RETIRED_ID,),
        severity=Severity.BREAKING,
        mirror="retired-id-added",
        description="a retired id leads nowhere, which must never be published",
    ),
    Rule(
        id="period-changed",
        kinds=(Kind.EDITED,),
        subjects=(Subject.PROGRAMME,),
        fields=("period",),
        severity=Severity.NOTABLE,
        mirror="period-changed",
        description="the programme covers other days",
    ),
    Rule(
        id="number-changed",
        kinds=(Kind.EDITED,),
        subjects=(
            Subject.PILLAR,
            Subject.THEME,
        ),
        fields=("number",),
        severity=Severity.NOTABLE,
        mirror="number-changed",
        description="a pillar or theme has another number",
    ),
    Rule(
        id="code-changed",
        kinds=(Kind.EDITED,),
        subjects=(
            Subject.PARTNER,
            Subject.REFERENCE,
        ),
        fields=_CODES,
        severity=Severity.NOTABLE,
        mirror="code-changed",
        description="a partner or document has another code, date, address or kind",
    ),
    Rule(
        id="paragraph-added",
        kinds=(Kind.ADDED,),
        subjects=(
            Subject.CONTEXT,
            Subject.PARAGRAPH,
        ),
        severity=Severity.EDITORIAL,
        mirror="paragraph-removed",
        description="one more paragraph of the publication is recorded",
    ),
    Rule(
        id="paragraph-removed",
        kinds=(Kind.REMOVED,),
        subjects=(
            Subject.CONTEXT,
            Subject.PARAGRAPH,
        ),
        severity=Severity.EDITORIAL,
        mirror="paragraph-added",
        description="one paragraph less of the publication is recorded",
    ),
    Rule(
        id="reordered",
        kinds=(Kind.REORDERED,),
        severity=Severity.EDITORIAL,
        mirror="reordered",
        description="the same stands in another order",
    ),
    Rule(
        id="wording-edited",
        kinds=(Kind.EDITED,),
        severity=Severity.EDITORIAL,
        mirror="wording-edited",
        description="something is told in other words, or another detail is given",
    ),
    Rule(
        id="detail-gained",
        kinds=(Kind.GAINED,),
        severity=Severity.EDITORIAL,
        mirror="detail-lost",
        description="one more detail is told",
    ),
    Rule(
        id="detail-lost",
        kinds=(Kind.LOST,),
        severity=Severity.EDITORIAL,
        mirror="detail-gained",
        description="one detail less is told",
    ),
)
"""All rules. What the first says of a change is its severity."""


def rule_of(change: Change) -> Rule:
    """The rule for a change.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, pillars=(), own_actions=())
    >>> {rule_of(change).id for change in bp.diff(old, new)}
    {'node-removed'}
    """
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
        InvalidValueError: There is no such rule, or no such severity.
    """
    own = _checked(overrides or {})
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
        InvalidValueError: There is no such rule, or no such severity.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bump(bp.diff(programme, programme)) is None
    True
    """
    own = _checked(overrides or {})
    found = {own.get(rule.id, rule.severity) for rule in map(rule_of, changes)}
    return next((_BUMPS[one] for one in Severity if one in found), None)


_BUMPS: Final[Mapping[Severity, Bump]] = {
    Severity.BREAKING: "major",
    Severity.NOTABLE: "minor",
    Severity.EDITORIAL: "patch",
}


def _checked(overrides: Mapping[str, str]) -> dict[str, Severity]:
    ids = [rule.id for rule in RULES]
    for id, given in overrides.items():
        if id not in ids:
            raise InvalidValueError("severity", "overrides", id, f"one of {', '.join(ids)}")
        if given not in list(Severity):
            expected = f"one of {', '.join(Severity)}"
            raise InvalidValueError("severity", f"overrides[{id!r}]", given, expected)
    return {id: Severity(given) for id, given in overrides.items()}
