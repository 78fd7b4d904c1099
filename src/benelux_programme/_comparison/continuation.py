"""How an action goes on from one of an earlier programme."""

from collections.abc import Iterable
from typing import Literal, TypeAlias, final

from attrs import field, frozen

from benelux_programme._model.constraints import Constraint, a_text, instance_of, optional
from benelux_programme._model.nodes import Action, Commitment, Relation
from benelux_programme._model.public import public

Firmness: TypeAlias = Literal["firmer", "looser", "same"]
"""Whether a promise became more or less binding."""

_HOW_FIRM = (Commitment.EXPLORATORY, Commitment.CONDITIONAL, Commitment.FIRM)

_a_score = Constraint(lambda value: type(value) is float and 0 < value <= 1, "a number up to 1")


@final
@public
@frozen(kw_only=True, repr=False)
class Continuation:
    """An action of the new programme that goes on from one of the old programme.

    Attributes:
        old: The action of the old programme.
        new: The action of the new programme.
        relation: How it goes on; None if that is only a proposal.
        reason: Why we think so, in English; None if it is only a proposal.
        score: How much the texts resemble each other, up to 1, if it is only a proposal.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> one = next(one for one in comparison.continued if one.firmness == "looser")
    >>> one.new.id, str(one.relation)
    ('explore-closer-judicial-cooperation', 'deepens')
    """

    old: Action = field(validator=instance_of(Action))
    new: Action = field(validator=instance_of(Action))
    relation: Relation | None = field(default=None, validator=optional(instance_of(Relation)))
    reason: str | None = field(default=None, validator=optional(a_text))
    score: float | None = field(default=None, validator=optional(_a_score))

    @property
    def partners_gained(self) -> tuple[str, ...]:
        """The ids of the partners, acting or named, that are new."""
        return _more(_partners(self.new), _partners(self.old))

    @property
    def partners_lost(self) -> tuple[str, ...]:
        """The ids of the partners, acting or named, that are gone."""
        return _more(_partners(self.old), _partners(self.new))

    @property
    def references_gained(self) -> tuple[str, ...]:
        """The ids of the treaties, laws and documents that are new."""
        return _more(self.new.references, self.old.references)

    @property
    def references_lost(self) -> tuple[str, ...]:
        """The ids of the treaties, laws and documents that are gone."""
        return _more(self.old.references, self.new.references)

    @property
    def fields_gained(self) -> tuple[str, ...]:
        """The ids of the policy fields that are new."""
        return _more(self.new.fields, self.old.fields)

    @property
    def fields_lost(self) -> tuple[str, ...]:
        """The ids of the policy fields that are gone."""
        return _more(self.old.fields, self.new.fields)

    @property
    def firmness(self) -> Firmness:
        """Whether the promise is more or less binding than it was."""
        was, now = _HOW_FIRM.index(self.old.commitment), _HOW_FIRM.index(self.new.commitment)
        return "firmer" if now > was else "looser" if now < was else "same"

    def __repr__(self) -> str:
        how = f"resembles {self.score:.2f}" if self.relation is None else self.relation
        return f"<Continuation {self.new} {how} {self.old}>"


def _partners(action: Action) -> tuple[str, ...]:
    return (*action.actors, *action.partners)


def _more(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those of some, each once, that are not among others."""
    without = set(others)
    return tuple(one for one in dict.fromkeys(some) if one not in without)
