"""The levels of a programme: pillars, themes, actions."""

from enum import StrEnum
from typing import TypeAlias, final

from attrs import field, frozen

from benelux_programme.errors import InvalidValueError

from .citation import Citation
from .constraints import (
    a_number,
    a_programme_id,
    a_text,
    an_id,
    ids,
    instance_of,
    optional,
    texts,
    tuple_of,
)
from .display import Displayable
from .period import Period
from .public import public
from .text import Terms, Text, pluralize

_cited = tuple_of(instance_of(Citation), empty=False)


@final
@public
class Commitment(StrEnum):
    """How firmly an action is promised.

    >>> import benelux_programme as bp
    >>> bp.Commitment("firm") is bp.Commitment.FIRM
    True
    >>> bp.load("2025-2028").action("police-treaty-operational").commitment == "firm"
    True
    """

    FIRM = "firm"
    """It will be done, is being done, or is a priority."""
    CONDITIONAL = "conditional"
    """It will be done under a condition: where possible, if needed, within limits."""
    EXPLORATORY = "exploratory"
    """It will be examined, explored or reflected upon."""


def parse_commitment(value: object, owner: str, attribute: str) -> Commitment:
    """The commitment that a function was given, which may be its name.

    Raises:
        InvalidValueError: It is none.
    """
    if isinstance(value, str) and value in list(Commitment):
        return Commitment(value)
    expected = "firm, conditional or exploratory"
    raise InvalidValueError(owner, attribute, value, expected, "bad-choice")


@final
@public
class Relation(StrEnum):
    """How an action goes on from one of an earlier programme.

    >>> import benelux_programme as bp
    >>> bp.Relation("completes") is bp.Relation.COMPLETES
    True
    >>> str(bp.load("2025-2028").action("mobility-agenda").predecessors[0].relation)
    'broadens'
    """

    CONTINUES = "continues"
    DEEPENS = "deepens"
    BROADENS = "broadens"
    NARROWS = "narrows"
    COMPLETES = "completes"


@final
@public
@frozen(kw_only=True, repr=False)
class Predecessor:
    """The action of an earlier programme from which one goes on. Our judgement, not printed.

    Attributes:
        programme: The id of the earlier programme.
        action: The id of its action.
        relation: How this action goes on from it.
        reason: Why we think so, in English.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> bp.load("2025-2028").action("pentalateral-forum-role").predecessors
    (<Predecessor continues 2021-2024/pentalateral-energy-cooperation>,)
    """

    programme: str = field(validator=a_programme_id)
    action: str = field(validator=an_id)
    relation: Relation = field(validator=instance_of(Relation))
    reason: str = field(validator=a_text)

    def __repr__(self) -> str:
        return f"<Predecessor {self.relation} {self.programme}/{self.action}>"


@final
@public
@frozen(kw_only=True, repr=False)
class AlternativeTitle:
    """Another title that an official source uses.

    Attributes:
        text: The title, in the languages in which it was found.
        sources: Where it was found.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> bp.load("2021-2024").pillar("smart-benelux").alternative_titles[0].text.fr
    'Un Benelux numérique'
    """

    text: Text = field(validator=instance_of(Text))
    sources: tuple[str, ...] = field(default=(), validator=texts)

    def __repr__(self) -> str:
        return f"<AlternativeTitle {str(self.text)!r}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Action(Displayable):
    """One commitment that a reader could tick off.

    The words are our own; the publication is protected by copyright, and `citations` tell where
    it says so. Policy fields and predecessors are our judgement.

    Attributes:
        id: The id, unique in the programme. It never changes and is never used again.
        programme: The id of the programme.
        pillar: The id of the pillar, or None if the action stands outside any.
        theme: The id of the theme, or None if the action stands outside any.
        summary: What is promised, in one sentence of ours.
        commitment: How firmly it is promised.
        actors: The ids of the partners who act.
        partners: The ids of the other partners that the text names with it.
        references: The ids of the treaties, laws and documents that the text names with it.
        fields: The ids of its policy fields, the main one first.
        deliverable: The tangible thing promised, if there is one.
        timing: The years that the text gives, if it does.
        citations: The paragraphs that say it, at least one, as printed.
        predecessors: The actions of an earlier programme from which it goes on.
        note: What a user should know, such as a doubt about the text.
        keywords: Words by which a search finds it too, such as synonyms. Ours, not printed.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> action = bp.load("2025-2028").action("hauts-de-france-plan-signature")
    >>> str(action.commitment), str(action.timing), str(action.citations[0])
    ('conditional', '2025', '4 ¶2')
    >>> action.deliverable.en
    'Action plan with the Hauts-de-France region'
    """

    id: str = field(validator=an_id)
    programme: str = field(validator=a_programme_id)
    pillar: str | None = field(default=None, validator=optional(an_id))
    theme: str | None = field(default=None, validator=optional(an_id))
    summary: Text = field(validator=instance_of(Text))
    commitment: Commitment = field(validator=instance_of(Commitment))
    actors: tuple[str, ...] = field(default=(), validator=ids)
    partners: tuple[str, ...] = field(default=(), validator=ids)
    references: tuple[str, ...] = field(default=(), validator=ids)
    fields: tuple[str, ...] = field(default=(), validator=ids)
    deliverable: Text | None = field(default=None, validator=optional(instance_of(Text)))
    timing: Period | None = field(default=None, validator=optional(instance_of(Period)))
    citations: tuple[Citation, ...] = field(validator=_cited)
    predecessors: tuple[Predecessor, ...] = field(
        default=(), validator=tuple_of(instance_of(Predecessor))
    )
    note: Text | None = field(default=None, validator=optional(instance_of(Text)))
    keywords: Terms = field(default=Terms(), validator=instance_of(Terms))

    def __str__(self) -> str:
        return f"{self.programme}/{self.id}"

    def __repr__(self) -> str:
        return f"<Action {self}: {self.commitment}, {pluralize(len(self.citations), 'citation')}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Theme(Displayable):
    """A division of a pillar with a printed title.

    Attributes:
        id: The id, unique in the programme.
        programme: The id of the programme.
        pillar: The id of the pillar.
        number: Its place, such as "1.2": the second theme of the first pillar.
        title: The printed title, official in the language of the publication.
        alternative_titles: Other titles that official sources use.
        citations: Where the title is printed.
        note: What a user should know, such as a doubt about the text.
        actions: The actions, as printed.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> theme = bp.load("2025-2028").theme("energy-supply")
    >>> theme.number, theme.title.en
    ('3.2', 'Energy security and security of supply')
    >>> theme.actions[0].id
    'energy-supply-diversification'
    """

    id: str = field(validator=an_id)
    programme: str = field(validator=a_programme_id)
    pillar: str = field(validator=an_id)
    number: str = field(validator=a_number)
    title: Text = field(validator=instance_of(Text))
    alternative_titles: tuple[AlternativeTitle, ...] = field(
        default=(), validator=tuple_of(instance_of(AlternativeTitle))
    )
    citations: tuple[Citation, ...] = field(validator=_cited)
    note: Text | None = field(default=None, validator=optional(instance_of(Text)))
    actions: tuple[Action, ...] = field(default=(), validator=tuple_of(instance_of(Action)))

    def __str__(self) -> str:
        return f"{self.programme}/{self.id}"

    def __repr__(self) -> str:
        return f"<Theme {self}: {pluralize(len(self.actions), 'action')}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Pillar(Displayable):
    """A top division of a programme.

    Attributes:
        id: The id, unique in the programme.
        programme: The id of the programme.
        number: Its place, such as "1".
        title: The printed title, official in the language of the publication.
        alternative_titles: Other titles that official sources use.
        citations: Where the title is printed.
        note: What a user should know, such as a doubt about the text.
        own_actions: The actions of its text that stand outside any theme, as printed.
        themes: The themes, as printed.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> pillar = bp.load("2025-2028").pillar("security")
    >>> [theme.id for theme in pillar.themes]
    ['cross-border-security', 'migration', 'civil-security', 'cyber-resilience']
    """

    id: str = field(validator=an_id)
    programme: str = field(validator=a_programme_id)
    number: str = field(validator=a_number)
    title: Text = field(validator=instance_of(Text))
    alternative_titles: tuple[AlternativeTitle, ...] = field(
        default=(), validator=tuple_of(instance_of(AlternativeTitle))
    )
    citations: tuple[Citation, ...] = field(validator=_cited)
    note: Text | None = field(default=None, validator=optional(instance_of(Text)))
    own_actions: tuple[Action, ...] = field(default=(), validator=tuple_of(instance_of(Action)))
    themes: tuple[Theme, ...] = field(default=(), validator=tuple_of(instance_of(Theme)))

    @property
    def actions(self) -> tuple[Action, ...]:
        """All its actions as printed: its own, then those of its themes."""
        return (*self.own_actions, *(action for theme in self.themes for action in theme.actions))

    def __str__(self) -> str:
        return f"{self.programme}/{self.id}"

    def __repr__(self) -> str:
        themes, actions = (
            pluralize(len(self.themes), "theme"),
            pluralize(len(self.actions), "action"),
        )
        return f"<Pillar {self}: {themes}, {actions}>"


Node: TypeAlias = Pillar | Theme | Action
"""Anything in a programme that has an id of its own."""
