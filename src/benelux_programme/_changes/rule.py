"""A rule: of which changes it says how much they matter."""

from enum import StrEnum
from typing import final

from attrs import field as attribute
from attrs import frozen

from benelux_programme._model.constraints import (
    a_text,
    an_id,
    check_type,
    instance_of,
    optional,
    texts,
    tuple_of,
)
from benelux_programme._model.public import public
from benelux_programme._model.text import Text

from .change import Change, ChangeKind
from .records import Subject


@final
@public
class Severity(StrEnum):
    """How much a change matters.

    >>> import benelux_programme as bp
    >>> bp.Severity("breaking") is bp.Severity.BREAKING
    True
    >>> "node-removed" in [rule.id for rule in bp.RULES if rule.severity == "breaking"]
    True
    """

    BREAKING = "breaking"
    """Code that worked may fail: something that could be looked up is not found any more."""
    NOTABLE = "notable"
    """The facts are others: an answer that was given may be wrong now."""
    EDITORIAL = "editorial"
    """The same is said in other words, or better told."""


@final
@public
@frozen(kw_only=True, repr=False)
class Rule:
    """A kind of fact, and how much it matters. The first rule that fits a change is its rule.

    Attributes:
        id: The name of the rule. It never changes.
        kinds: The kinds of change it is about.
        subjects: The kinds of records; empty for all.
        fields: The attributes, by the first or the last part of their path; empty for all.
        translation: True if it is only about texts, or a language of theirs.
        severity: How much such a change matters.
        mirror: The id of the rule for the way back.
        waiver: Why the mirror of the mirror is another rule, if it is.
        description: What happened, as a phrase.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> bp.RULES[0], bp.RULES[0].description
    (<Rule node-added: notable>, 'a pillar, theme or action is new')
    """

    id: str = attribute(validator=an_id)
    kinds: tuple[ChangeKind, ...] = attribute(
        validator=tuple_of(instance_of(ChangeKind), allow_empty=False)
    )
    subjects: tuple[Subject, ...] = attribute(default=(), validator=tuple_of(instance_of(Subject)))
    fields: tuple[str, ...] = attribute(default=(), validator=texts)
    translation: bool = attribute(default=False, validator=instance_of(bool))
    severity: Severity = attribute(validator=instance_of(Severity))
    mirror: str = attribute(validator=an_id)
    waiver: str | None = attribute(default=None, validator=optional(a_text))
    description: str = attribute(validator=a_text)

    def fits(self, change: Change) -> bool:
        """Whether it is about such a change.

        Raises:
            InvalidValueError: It is no change.

        >>> import benelux_programme as bp
        >>> kind, theme = bp.ChangeKind.MOVED, bp.Subject.THEME
        >>> one = bp.Change(kind=kind, subject=theme, id="migration", old="security", new="economy")
        >>> [rule for rule in bp.RULES if rule.fits(one)]
        [<Rule node-moved: notable>]
        """
        change = check_type(Change, change, "Rule", "fits")
        steps = (change.field or "").split(".")
        return (
            change.kind in self.kinds
            and (not self.subjects or change.subject in self.subjects)
            and (not self.fields or steps[0] in self.fields or steps[-1] in self.fields)
            and (not self.translation or _is_of_text(change))
        )

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<Rule {self.id}: {self.severity}>"


def _is_of_text(change: Change) -> bool:
    """Whether it is a text that is there, or not, or is told otherwise; not an item of a list."""
    if change.old_index is not None or change.new_index is not None:
        return False
    return change.language is not None or isinstance(change.old or change.new, Text)
