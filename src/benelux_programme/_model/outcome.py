"""What became of the actions: dated facts with public sources."""

from operator import attrgetter
from typing import final

from attrs import field

from .characters import compose_and_replace_refused_characters
from .constraints import a_partial_date, a_text, a_url, an_id, tuple_of_instances
from .nodes import Action
from .public import Displayable, Identified, frozen
from .text import Language, Text, a_language, pluralize
from .words import LabelledEnum, OrderedEnum, load_catalogue, load_text


@final
class OutcomeKind(LabelledEnum):
    """The kind of an outcome.

    >>> import benelux_programme as bp
    >>> bp.OutcomeKind("in-force") is bp.OutcomeKind.IN_FORCE
    True
    """

    ADOPTED = "adopted"
    """A text, a decision or a joint aim was adopted, approved or agreed."""
    EXTENDED = "extended"
    """Something that exists was widened or prolonged."""
    HELD = "held"
    """A meeting, a conference or an exercise took place."""
    IN_FORCE = "in-force"
    """A treaty or another rule entered into force."""
    LAUNCHED = "launched"
    """Something was started or officially launched, such as a service or a roadmap."""
    PUBLISHED = "published"
    """A text was published or presented, such as a study or a brochure."""
    REPORTED = "reported"
    """An official source says that something is the case."""
    SIGNED = "signed"
    """A text was signed, such as a treaty, a decision or a declaration."""
    OTHER = "other"
    """None of these."""


@final
class Bearing(OrderedEnum):
    """What an outcome means for an action; what delivers is the greatest. Our judgement.

    >>> import benelux_programme as bp
    >>> [str(bearing) for bearing in sorted(bp.Bearing)]
    ['context', 'advances', 'delivers']
    """

    DELIVERS = "delivers"
    """What is promised exists or was done."""
    ADVANCES = "advances"
    """It is a step towards what is promised."""
    CONTEXT = "context"
    """It happened in the field of the action."""


@final
@frozen(kw_only=True, repr=False)
class ActionBearing:
    """An action on which an outcome bears, and how.

    Attributes:
        action: The id of the action.
        bearing: What the outcome means for it.

    >>> import benelux_programme as bp
    >>> bp.ActionBearing(action="mobility-agenda", bearing=bp.Bearing.ADVANCES)
    <ActionBearing advances mobility-agenda>
    """

    action: str = field(validator=an_id)
    bearing: Bearing

    def __repr__(self) -> str:
        return f"<ActionBearing {self.bearing} {self.action}>"


@final
@frozen(kw_only=True, repr=False)
class OutcomeSource:
    """A public page on which a fact is based.

    Attributes:
        url: The address.
        publisher: Who published the page, in English if it is known by several names.
        language: The language of the page.

    >>> import benelux_programme as bp
    >>> url = "https://www.benelux.int/nl/"
    >>> bp.OutcomeSource(url=url, publisher="Benelux Union", language="nl")
    <OutcomeSource https://www.benelux.int/nl/>
    """

    url: str = field(validator=a_url)
    publisher: str = field(validator=a_text)
    language: Language = field(validator=a_language)

    @property
    def label(self) -> Text:
        """The publisher, in four languages."""
        name, key = self.publisher, f"publisher.{self.publisher}"
        if key in load_catalogue():
            return load_text(key)
        return Text(fr=name, nl=name, de=name, en=name)

    def __repr__(self) -> str:
        return f"<OutcomeSource {self.url}>"


@final
@frozen(kw_only=True, repr=False)
class Outcome(Identified, Displayable):
    """A dated fact with public sources that bears on actions of a programme.

    The sentence is our own. That no outcome bears on an action says nothing: nobody may have
    published or found what was done.

    Attributes:
        id: The id, unique among the outcomes of the programme.
        date: When it happened: an ISO 8601 day, month or year, as exact as the sources are.
        kind: The kind of fact.
        summary: What happened, in one sentence of ours.
        bearings: The actions on which it bears, and how.
        sources: The public pages on which it is based.
        note: A remark for users, such as on sources that differ.

    >>> import benelux_programme as bp
    >>> outcome = bp.Outcome(
    ...     id="treaty-in-force",
    ...     date="2023-10",
    ...     kind=bp.OutcomeKind.IN_FORCE,
    ...     summary=bp.Text(en="The treaty entered into force."),
    ...     bearings=(bp.ActionBearing(action="police-treaty", bearing=bp.Bearing.DELIVERS),),
    ...     sources=(
    ...         bp.OutcomeSource(url="https://example.org", publisher="Gazette", language="fr"),
    ...     ),
    ... )
    >>> outcome
    <Outcome treaty-in-force: in-force 2023-10, 1 action>
    """

    id: str = field(validator=an_id)
    date: str = field(validator=a_partial_date)
    kind: OutcomeKind
    summary: Text
    bearings: tuple[ActionBearing, ...] = field(
        validator=tuple_of_instances(
            ActionBearing, allow_empty=False, unique_by=attrgetter("action")
        )
    )
    sources: tuple[OutcomeSource, ...] = field(
        validator=tuple_of_instances(OutcomeSource, allow_empty=False, unique_by=attrgetter("url"))
    )
    note: Text | None = None

    @property
    def label(self) -> Text:
        """The summary."""
        return self.summary

    def bearing_on(self, action: Action | str) -> Bearing | None:
        """Return what the outcome means for an action, or None if it bears on others.

        Args:
            action: The action, its id or its full id.

        >>> import benelux_programme as bp
        >>> for outcome in bp.load("2025-2028").outcomes_of("mobility-agenda")[:1]:
        ...     print(outcome.date, outcome.bearing_on("mobility-agenda"))
        2025-10-15 context
        """
        id = compose_and_replace_refused_characters(str(action)).rpartition("/")[-1]
        return next((each.bearing for each in self.bearings if each.action == id), None)

    def __repr__(self) -> str:
        actions = pluralize(len(self.bearings), "action")
        return f"<Outcome {self.id}: {self.kind} {self.date}, {actions}>"
