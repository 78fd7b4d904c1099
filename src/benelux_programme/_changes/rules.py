"""The rules that give each change a severity, and the version bump that follows from them."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, cast, final, get_args

from attrs import AttrsInstance, astuple, field, has

from benelux_programme._model.constraints import (
    a_text,
    an_id,
    instance_of,
    require_choice,
    texts,
    tuple_of_instances,
)
from benelux_programme._model.public import frozen
from benelux_programme._model.text import Text
from benelux_programme._model.words import OrderedEnum, load_catalogue, load_text

from .change import Change, ChangeKind
from .records import Subject

Bump: TypeAlias = Literal["major", "minor", "patch"]


@final
class Severity(OrderedEnum):
    """How much a change matters; a breaking one is the greatest.

    >>> import benelux_programme as bp
    >>> "record-removed" in [rule.id for rule in bp.RULES if rule.severity == "breaking"]
    True
    """

    BREAKING = "breaking"
    """Code that worked may fail: something that could be looked up is no longer found."""
    NOTABLE = "notable"
    """The facts differ: an earlier answer may be wrong now."""
    EDITORIAL = "editorial"
    """The facts are the same, in other words or in another order."""


@final
@frozen(kw_only=True, repr=False)
class Rule:
    """A severity for changes of some kinds. The first rule that applies to a change decides.

    Attributes:
        id: The name of the rule. It never changes.
        kinds: The kinds of change to which the rule applies.
        subjects: The kinds of record; empty for all.
        fields: The first or the last part of the path to the attribute; empty for all.
        texts_only: Whether the rule applies only to texts, to single languages of texts, and to
            values that differ in their texts alone.
        severity: How much such a change matters.
        description: What happened, as a phrase.

    >>> import benelux_programme as bp
    >>> bp.RULES[2], bp.RULES[2].description
    (<Rule record-added: notable>, 'a record was added')
    >>> bp.RULES[2].label.de
    'ein Eintrag wurde hinzugefügt'
    """

    id: str = field(validator=an_id)
    kinds: tuple[ChangeKind, ...] = field(validator=tuple_of_instances(ChangeKind))
    subjects: tuple[Subject, ...] = field(default=(), validator=tuple_of_instances(Subject))
    fields: tuple[str, ...] = field(default=(), validator=texts)
    texts_only: bool = field(default=False, validator=instance_of(bool))
    severity: Severity = field(validator=instance_of(Severity))
    description: str = field(validator=a_text)

    @property
    def label(self) -> Text:
        """The description in four languages; in English only if it is not one of `RULES`."""
        key = f"Rule.{self.id}"
        return load_text(key) if key in load_catalogue() else Text(en=self.description)

    def applies_to(self, change: Change) -> bool:
        """Return whether the rule applies to a change.

        >>> import benelux_programme as bp
        >>> move = bp.Change(kind=bp.ChangeKind.MOVED, subject=bp.Subject.THEME, id="migration")
        >>> [rule for rule in bp.RULES if rule.applies_to(move)]
        [<Rule node-moved: notable>]
        """
        path = (change.field or "").split(".")
        is_text = change.language is not None or isinstance(change.old or change.new, Text)
        is_item = change.old_index is not None or change.new_index is not None
        return (
            change.kind in self.kinds
            and (not self.subjects or change.subject in self.subjects)
            and (not self.fields or path[0] in self.fields or path[-1] in self.fields)
            and (
                not self.texts_only
                or (is_text and not is_item)
                or _differ_in_texts_only(change.old, change.new)
            )
        )

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<Rule {self.id}: {self.severity}>"


def _differ_in_texts_only(old: object, new: object) -> bool:
    """Whether two values of a class, such as predecessors, are the same but for their texts."""
    if type(old) is not type(new) or not has(type(old)):
        return False
    fields = [astuple(cast("AttrsInstance", each), recurse=False) for each in (old, new)]
    return all(a == b or (type(a) is type(b) is Text) for a, b in zip(*fields, strict=True))


_REGISTRY = "partner reference field"
_CODES = (
    "iso_3166_1 iso_3166_2 nuts un_locode wikidata eu_authority eurovoc celex eli treaty_series "
    "document aliases abbreviations"
)
_SUPPLEMENTS = "keywords sources note alternative_titles official"

RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(
        id=id,
        kinds=tuple(map(ChangeKind, kinds.split())),
        subjects=tuple(map(Subject, subjects.split())),
        fields=tuple(fields.split()),
        texts_only=texts_only,
        severity=Severity(severity),
        description=f"{load_text(f'Rule.{id}'):en}",
    )
    for id, severity, kinds, subjects, fields, texts_only in (
        ("paragraph-changed", "editorial", "added removed gained lost edited", "context paragraph",
         "", False),
        ("outcome-changed", "notable", "added removed gained lost edited", "outcome", "", False),
        ("record-added", "notable", "added", "", "", False),
        ("record-removed", "breaking", "removed", "", "", False),
        ("node-retired", "notable", "retired split merged", "", "", False),
        ("node-restored", "breaking", "restored", "", "", False),
        ("node-moved", "notable", "moved", "", "", False),
        ("supplement-changed", "editorial", "gained lost edited", "", _SUPPLEMENTS, False),
        ("code-gained", "notable", "gained", _REGISTRY, _CODES, False),
        ("code-lost", "breaking", "lost edited", _REGISTRY, _CODES, False),
        ("name-changed", "notable", "edited", _REGISTRY, "name short_title label", False),
        ("retitled", "notable", "retitled", "", "", False),
        ("language-gained", "notable", "gained", "", "", True),
        ("language-lost", "breaking", "lost", "", "", True),
        ("commitment-changed", "notable", "edited", "action", "commitment", False),
        ("wording-edited", "editorial", "edited", "", "", True),
        ("predecessors-changed", "notable", "gained lost edited", "action", "predecessors", False),
        ("partners-changed", "notable", "gained lost edited", "action", "actors partners", False),
        ("references-changed", "notable", "gained lost edited", "action", "references", False),
        ("fields-changed", "notable", "gained lost edited reordered", "action", "fields", False),
        ("reordered", "editorial", "reordered", "", "", False),
        ("fact-changed", "notable", "gained lost edited", "", "", False),
    )
)  # fmt: skip
"""All rules. The first that applies to a change gives its severity."""


def rule_of(change: Change) -> Rule:
    """Return the first rule that applies to a change.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, pillars=(), own_actions=(), outcomes=())
    >>> sorted({bp.rule_of(change).id for change in bp.diff(old, new)})
    ['outcome-changed', 'record-removed']
    """
    return next(rule for rule in RULES if rule.applies_to(change))


def severity(change: Change, severity_overrides: Mapping[str, str] | None = None) -> Severity:
    """Return how much a change matters.

    Args:
        change: The change.
        severity_overrides: Your own severities, by rule id.

    Raises:
        InvalidValueError: severity_overrides has an unknown rule id or severity.

    >>> import benelux_programme as bp
    >>> move = bp.Change(kind=bp.ChangeKind.MOVED, subject=bp.Subject.THEME, id="migration")
    >>> str(bp.severity(move)), str(bp.severity(move, {"node-moved": "breaking"}))
    ('notable', 'breaking')
    """
    return resolve_severities(severity_overrides)[rule_of(change).id]


def bump(
    changes: Iterable[Change], severity_overrides: Mapping[str, str] | None = None
) -> Bump | None:
    """Return which part of a semantic version a release with these changes increases.

    Args:
        changes: A diff, or any changes.
        severity_overrides: Your own severities, by rule id.

    Returns:
        "major" if a change is breaking, else "minor" if a change is notable, else "patch"; None
        without changes.

    Raises:
        InvalidValueError: severity_overrides has an unknown rule id or severity.

    >>> import benelux_programme as bp
    >>> programme = bp.load("2025-2028")
    >>> bp.bump(bp.diff(programme, programme)) is None
    True
    """
    severities = resolve_severities(severity_overrides)
    found = {severities[rule_of(change).id] for change in changes}
    bumps = zip(Severity, get_args(Bump), strict=True)
    return next((bump for severity, bump in bumps if severity in found), None)


def resolve_severities(severity_overrides: Mapping[str, str] | None) -> dict[str, Severity]:
    severities = {rule.id: rule.severity for rule in RULES}
    for id, value in (severity_overrides or {}).items():
        require_choice("severity", "severity_overrides", id, severities)
        require_choice("severity", f"severity_overrides[{id!r}]", value, Severity)
        severities[id] = Severity(value)
    return severities
