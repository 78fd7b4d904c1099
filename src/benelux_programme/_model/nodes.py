"""The levels of a programme (pillars, themes, actions), and ids that are no longer in use."""

from abc import abstractmethod
from operator import attrgetter
from typing import TypeAlias, final

from attrs import field

from .citation import Citation
from .constraints import (
    a_dotted_number,
    a_programme_id,
    a_text,
    an_id,
    ids,
    instance_of,
    instances_of,
    integer_from,
    optional,
    texts,
)
from .period import Period
from .public import Displayable, frozen, public
from .text import Terms, Text, pluralize, to_english_text
from .words import LabelledEnum

_citations = instances_of(Citation, unique_by=attrgetter("address"))


@final
@public
class Commitment(LabelledEnum):
    """How firmly an action is promised.

    >>> import benelux_programme as bp
    >>> bp.load("2025-2028").action("police-treaty-operational").commitment == "firm"
    True
    >>> bp.Commitment.FIRM.label.nl
    'vast toegezegd'
    """

    FIRM = "firm"
    """It will be done, is being done, or is a priority."""
    CONDITIONAL = "conditional"
    """It will be done under a condition: where possible, if needed, within limits."""
    EXPLORATORY = "exploratory"
    """It will be examined, explored or reflected upon."""


@final
@public
class Relation(LabelledEnum):
    """How an action continues one of an earlier programme.

    >>> import benelux_programme as bp
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
    """The action of an earlier programme that an action continues. Our judgement, not printed.

    Attributes:
        programme: The id of the earlier programme.
        action: The id of its action.
        relation: How the later action continues it.
        reason: Why we judge so. A string is taken for an English text.

    >>> import benelux_programme as bp
    >>> bp.load("2025-2028").action("pentalateral-forum-role").predecessors
    (<Predecessor continues 2021-2024/pentalateral-energy-cooperation>,)
    """

    programme: str = field(validator=a_programme_id)
    action: str = field(validator=an_id)
    relation: Relation = field(validator=instance_of(Relation))
    reason: Text = field(converter=to_english_text, validator=instance_of(Text))

    def __str__(self) -> str:
        return f"{self.programme}/{self.action}"

    def __repr__(self) -> str:
        return f"<Predecessor {self.relation} {self}>"


@final
@public
@frozen(kw_only=True, repr=False)
class AlternativeTitle:
    """Another title that an official source uses.

    Attributes:
        text: The title, in the languages of the sources.
        sources: The sources that use it.

    >>> import benelux_programme as bp
    >>> bp.load("2021-2024").pillar("smart-benelux").alternative_titles[0].text.fr
    'Un Benelux numérique'
    """

    text: Text = field(validator=instance_of(Text))
    sources: tuple[str, ...] = field(default=(), validator=texts)

    def __repr__(self) -> str:
        return f"<AlternativeTitle {str(self.text)!r}>"


_titles = instances_of(AlternativeTitle)


class NodeBase(Displayable):
    """What pillars, themes and actions have in common."""

    __slots__ = ()

    id: str
    programme: str
    citations: tuple[Citation, ...]
    note: Text | None

    @property
    @abstractmethod
    def label(self) -> Text: ...

    def __str__(self) -> str:
        return f"{self.programme}/{self.id}"


class TitledNode(NodeBase):
    """What pillars and themes have in common."""

    __slots__ = ()

    number: str
    title: Text
    alternative_titles: tuple[AlternativeTitle, ...]

    @property
    def label(self) -> Text:
        """The title."""
        return self.title

    @property
    def lookup_keys(self) -> tuple[str, ...]:
        """The keys that look-ups find: id, number and titles."""
        titles = (self.title, *(each.text for each in self.alternative_titles))
        names = (f"{title:{language}}" for title in titles for language in title.languages)
        return tuple(dict.fromkeys((self.id, self.number, *names)))


_predecessors = instances_of(Predecessor, unique_by=str)


@final
@public
@frozen(kw_only=True, repr=False)
class Action(NodeBase):
    """One commitment that a reader could tick off.

    The words are our own, as the publication is protected by copyright; `citations` name the
    paragraphs that print it. Policy fields and predecessors are our judgement.

    Attributes:
        id: The id, unique in the programme. It never changes and is never used again.
        programme: The id of the programme.
        pillar: The id of the pillar, or None if the action is outside any.
        theme: The id of the theme, or None if the action is outside any.
        summary: What is promised, in one sentence of ours.
        commitment: How firmly it is promised.
        actors: The ids of the partners who act.
        partners: The ids of the other partners that the text names with it.
        references: The ids of the treaties, laws and documents that the text names with it.
        fields: The ids of its policy fields, the main one first.
        deliverable: The tangible result that is promised, if any.
        timing: The period that the text gives, if any.
        citations: The paragraphs that print it, in printed order, if it is printed.
        predecessors: The actions of an earlier programme that it continues.
        note: A remark for users, such as a doubt about the text.
        keywords: More words by which a search finds it, such as synonyms. Ours, not printed.

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
    citations: tuple[Citation, ...] = field(default=(), validator=_citations)
    predecessors: tuple[Predecessor, ...] = field(default=(), validator=_predecessors)
    note: Text | None = field(default=None, validator=optional(instance_of(Text)))
    keywords: Terms = field(default=Terms(), validator=instance_of(Terms))

    @property
    def label(self) -> Text:
        """The summary."""
        return self.summary

    def __repr__(self) -> str:
        return f"<Action {self}: {self.commitment}, {pluralize(len(self.citations), 'citation')}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Theme(TitledNode):
    """A division of a pillar with a printed title.

    Attributes:
        id: The id, unique in the programme.
        programme: The id of the programme.
        pillar: The id of the pillar.
        number: The number, such as "1.2" for the second theme of the first pillar.
        title: The printed title, official in the language of the publication.
        alternative_titles: Other titles that official sources use.
        citations: The headings or paragraphs that print the title, if it is printed.
        note: A remark for users, such as a doubt about the text.
        actions: The actions, in printed order.

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
    number: str = field(validator=a_dotted_number)
    title: Text = field(validator=instance_of(Text))
    alternative_titles: tuple[AlternativeTitle, ...] = field(default=(), validator=_titles)
    citations: tuple[Citation, ...] = field(default=(), validator=_citations)
    note: Text | None = field(default=None, validator=optional(instance_of(Text)))
    actions: tuple[Action, ...] = field(default=(), validator=instances_of(Action))

    def __repr__(self) -> str:
        return f"<Theme {self}: {pluralize(len(self.actions), 'action')}>"


@final
@public
@frozen(kw_only=True, repr=False)
class Pillar(TitledNode):
    """A top division of a programme.

    Attributes:
        id: The id, unique in the programme.
        programme: The id of the programme.
        number: The number, such as "1".
        title: The printed title, official in the language of the publication.
        alternative_titles: Other titles that official sources use.
        citations: The headings or paragraphs that print the title, if it is printed.
        note: A remark for users, such as a doubt about the text.
        own_actions: The actions of its text outside any theme, in printed order.
        themes: The themes, in printed order.

    >>> import benelux_programme as bp
    >>> pillar = bp.load("2025-2028").pillar("security")
    >>> [theme.id for theme in pillar.themes]
    ['cross-border-security', 'migration', 'civil-security', 'cyber-resilience']
    """

    id: str = field(validator=an_id)
    programme: str = field(validator=a_programme_id)
    number: str = field(validator=a_dotted_number)
    title: Text = field(validator=instance_of(Text))
    alternative_titles: tuple[AlternativeTitle, ...] = field(default=(), validator=_titles)
    citations: tuple[Citation, ...] = field(default=(), validator=_citations)
    note: Text | None = field(default=None, validator=optional(instance_of(Text)))
    own_actions: tuple[Action, ...] = field(default=(), validator=instances_of(Action))
    themes: tuple[Theme, ...] = field(default=(), validator=instances_of(Theme))

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions of the pillar in printed order: its own, then those of its themes."""
        return (*self.own_actions, *(action for theme in self.themes for action in theme.actions))

    def __repr__(self) -> str:
        themes = pluralize(len(self.themes), "theme")
        return f"<Pillar {self}: {themes}, {pluralize(len(self.actions), 'action')}>"


@final
@public
@frozen(kw_only=True, repr=False)
class RetiredId:
    """The id of a pillar, theme or action of an earlier revision of a programme.

    It is never used again, and stays in the data so that references to it can be resolved.

    Attributes:
        id: The id.
        successors: The ids that replace it, which may be retired themselves. A programme refuses
            those that lead to more than 100 ids in use.
        reason: Why it was retired, in English.
        since: The first revision without it, from 2.

    >>> import benelux_programme as bp
    >>> bp.RetiredId(id="hydrogen", successors=("energy-supply",), reason="Too narrow.", since=2)
    <RetiredId hydrogen since revision 2: 1 successor>
    """

    id: str = field(validator=an_id)
    successors: tuple[str, ...] = field(default=(), validator=ids)
    reason: str = field(validator=a_text)
    since: int = field(validator=integer_from(2, "a revision"))

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        successors = pluralize(len(self.successors), "successor")
        return f"<RetiredId {self.id} since revision {self.since}: {successors}>"


Node: TypeAlias = Pillar | Theme | Action
"""A part of a programme that has an id of its own."""
