"""The levels of a programme (pillars, themes, actions), and ids that are no longer in use."""

from abc import abstractmethod
from typing import final

from attrs import field

from .citation import Citation, unique_citations
from .constraints import a_programme_id, an_id, ids, integer_from, texts, tuple_of_instances
from .period import Period
from .public import Displayable, Identified, frozen
from .text import Terms, Text, list_wordings, pluralize, to_english_text
from .words import LabelledEnum, OrderedEnum, load_text


@final
class Commitment(OrderedEnum):
    """How firmly an action is promised; the firmest is the greatest.

    >>> import benelux_programme as bp
    >>> bp.load("2025-2028").action("police-treaty-operational").commitment == "firm"
    True
    >>> bp.Commitment.FIRM.label.nl, bp.Commitment.FIRM > bp.Commitment.EXPLORATORY
    ('vast', True)
    """

    FIRM = "firm"
    """It will be done, is being done, or is a priority."""
    CONDITIONAL = "conditional"
    """It will be done under a condition: where possible, if needed, within limits."""
    EXPLORATORY = "exploratory"
    """It will be examined, explored or reflected upon."""


@final
class Relation(LabelledEnum):
    """How an action continues one of an earlier programme.

    >>> import benelux_programme as bp
    >>> str(bp.load("2025-2028").action("mobility-agenda").predecessors[0].relation)
    'broadens'
    >>> bp.Relation.BROADENS.inverse_label.en
    'broadened by'
    """

    CONTINUES = "continues"
    """It promises the same."""
    DEEPENS = "deepens"
    """It goes further into the same, or says how."""
    BROADENS = "broadens"
    """It takes the earlier action up as part of something larger."""
    NARROWS = "narrows"
    """It takes up one part of the earlier action."""
    COMPLETES = "completes"
    """It brings to its end what was begun."""

    @property
    def inverse_label(self) -> Text:
        """The relation seen from the earlier action, in four languages, such as "deepened by"."""
        return load_text(f"successor.{self}")


@final
@frozen(kw_only=True, repr=False)
class Predecessor:
    """The action of an earlier programme that an action continues. Our judgement, not printed.

    Attributes:
        programme: The id of the earlier programme.
        action: The id of its action.
        relation: How the later action continues it.
        reason: Why we judge so. A string is an English text.

    >>> import benelux_programme as bp
    >>> bp.load("2025-2028").action("pentalateral-forum-role").predecessors
    (<Predecessor continues 2021-2024/pentalateral-energy-cooperation>,)
    """

    programme: str = field(validator=a_programme_id)
    action: str = field(validator=an_id)
    relation: Relation
    reason: Text = field(converter=to_english_text)

    def __str__(self) -> str:
        return f"{self.programme}/{self.action}"

    def __repr__(self) -> str:
        return f"<Predecessor {self.relation} {self}>"


@final
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

    text: Text
    sources: tuple[str, ...] = field(default=(), validator=texts)

    def __repr__(self) -> str:
        return f"<AlternativeTitle {str(self.text)!r}>"


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
        titles = list_wordings(self.title, *(each.text for each in self.alternative_titles))
        return tuple(dict.fromkeys((self.id, self.number, *titles)))


_predecessors = tuple_of_instances(Predecessor, unique_by=str)


@final
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
    pillar: str | None = field(default=None, validator=an_id)
    theme: str | None = field(default=None, validator=an_id)
    summary: Text
    commitment: Commitment
    actors: tuple[str, ...] = field(default=(), validator=ids)
    partners: tuple[str, ...] = field(default=(), validator=ids)
    references: tuple[str, ...] = field(default=(), validator=ids)
    fields: tuple[str, ...] = field(default=(), validator=ids)
    deliverable: Text | None = None
    timing: Period | None = None
    citations: tuple[Citation, ...] = field(default=(), validator=unique_citations)
    predecessors: tuple[Predecessor, ...] = field(default=(), validator=_predecessors)
    note: Text | None = None
    keywords: Terms = Terms()

    @property
    def label(self) -> Text:
        """The summary."""
        return self.summary

    def __repr__(self) -> str:
        return f"<Action {self}: {self.commitment}, {pluralize(len(self.citations), 'citation')}>"


@final
@frozen(kw_only=True, repr=False)
class RetiredId(Identified):
    """The id of a pillar, theme or action of an earlier revision of a programme.

    It is never used again, and stays in the data so that references to it can be resolved.

    Attributes:
        id: The id.
        successors: The ids that replace it, which may be retired themselves. A programme refuses
            those that lead to more than 100 ids in use.
        reason: Why it was retired. A string is an English text.
        since: The first revision without it, from 2.

    >>> import benelux_programme as bp
    >>> bp.RetiredId(id="hydrogen", successors=("energy-supply",), reason="Too narrow.", since=2)
    <RetiredId hydrogen since revision 2: 1 successor>
    """

    id: str = field(validator=an_id)
    successors: tuple[str, ...] = field(default=(), validator=ids)
    reason: Text = field(converter=to_english_text)
    since: int = field(validator=integer_from(2, "a revision"))

    def __repr__(self) -> str:
        successors = pluralize(len(self.successors), "successor")
        return f"<RetiredId {self.id} since revision {self.since}: {successors}>"
