"""Comparing two programmes by their recorded predecessors, or else by similarity."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, final

import attrs
from attrs import field

from benelux_programme._model.constraints import Constraint, a_non_negative_integer, matches_re
from benelux_programme._model.nodes import Action, Predecessor, Relation
from benelux_programme._model.public import Displayable, frozen
from benelux_programme._model.text import Text, pluralize
from benelux_programme._model.words import OrderedEnum, load_text
from benelux_programme._programme.programme import Programme
from benelux_programme._programme.selection import Selection
from benelux_programme._store import periods
from benelux_programme.errors import IncomparableError, InvalidValueError

from .similarity import propose_most_similar_predecessors

_a_score = Constraint(lambda value: type(value) is float and 0 < value <= 1, "a number up to 1")
_a_full_id = matches_re(r"[a-z0-9-]+(/[a-z0-9-]+)?", "a full id such as '2025-2028/security'")


@final
class Firmness(OrderedEnum):
    """How firmly an action is promised, compared to the one that it continues; see `Commitment`.

    >>> import benelux_programme as bp
    >>> bp.Firmness.WEAKER == "weaker", bp.Firmness.WEAKER.label.nl
    (True, 'zwakker')
    """

    STRONGER = "stronger"
    """It is promised more firmly than before."""
    SAME = "same"
    """It is promised as firmly as before."""
    WEAKER = "weaker"
    """It is promised less firmly than before."""


@final
@frozen(kw_only=True, repr=False)
class Continuation:
    """An action of a new programme that continues one of an old programme.

    Attributes:
        old: The action of the old programme.
        new: The action of the new programme.
        relation: How the new action continues the old one; None for a proposal.
        reason: Why we judge so; None for a proposal.
        score: The similarity of the texts, up to 1, for a proposal; otherwise None.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> weaker = next(each for each in comparison.continued if each.firmness == "weaker")
    >>> weaker.new.id, str(weaker.relation)
    ('explore-closer-judicial-cooperation', 'deepens')
    """

    old: Action
    new: Action
    relation: Relation | None = None
    reason: Text | None = None
    score: float | None = field(default=None, validator=_a_score)

    @property
    def partners_gained(self) -> tuple[str, ...]:
        """The ids of the partners, acting or named, of the new action only."""
        return _list_unique_ids_except(_list_partner_ids(self.new), _list_partner_ids(self.old))

    @property
    def partners_lost(self) -> tuple[str, ...]:
        """The ids of the partners, acting or named, of the old action only."""
        return _list_unique_ids_except(_list_partner_ids(self.old), _list_partner_ids(self.new))

    @property
    def references_gained(self) -> tuple[str, ...]:
        """The ids of the treaties, laws and documents of the new action only."""
        return _list_unique_ids_except(self.new.references, self.old.references)

    @property
    def references_lost(self) -> tuple[str, ...]:
        """The ids of the treaties, laws and documents of the old action only."""
        return _list_unique_ids_except(self.old.references, self.new.references)

    @property
    def fields_gained(self) -> tuple[str, ...]:
        """The ids of the policy fields of the new action only."""
        return _list_unique_ids_except(self.new.fields, self.old.fields)

    @property
    def fields_lost(self) -> tuple[str, ...]:
        """The ids of the policy fields of the old action only."""
        return _list_unique_ids_except(self.old.fields, self.new.fields)

    @property
    def firmness(self) -> Firmness:
        """Whether the commitment is stronger or weaker than before, or the same."""
        old, new = self.old.commitment, self.new.commitment
        if new == old:
            return Firmness.SAME
        return Firmness.STRONGER if new > old else Firmness.WEAKER

    def __repr__(self) -> str:
        score = "" if self.score is None else f" {self.score:.2f}"
        return f"<Continuation {self.new} {self.relation or 'resembles'}{score} {self.old}>"


@final
@frozen(kw_only=True)
class PillarFlow:
    """The number of actions of an old pillar that continue in a new pillar.

    Attributes:
        old: The full id of the old pillar, or of the programme for actions outside any pillar;
            None for introduced actions.
        new: The full id of the new pillar or programme; None for dropped actions.
        count: The number of continuations, or of introduced or dropped actions.
        old_label: The title of the old pillar, or "outside any pillar"; None for introduced ones.
        new_label: The title of the new pillar, or "outside any pillar"; None for dropped ones.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> [flow.old for flow in comparison.count_flows() if flow.new == "2025-2028/neighbourhood"]
    ['2021-2024/regional-cooperation', None]
    """

    old: str | None = field(default=None, validator=_a_full_id)
    new: str | None = field(default=None, validator=_a_full_id)
    count: int = field(validator=a_non_negative_integer)
    old_label: Text | None = field(default=None, repr=False)
    new_label: Text | None = field(default=None, repr=False)


@final
@frozen(kw_only=True)
class Tally:
    """The numbers of actions of one pillar, or of one policy field.

    Attributes:
        key: The full id of the pillar, or the id of the programme for actions outside any; or the
            id of the field.
        old: The number of actions of the old programme.
        new: The number of actions of the new programme.
        carried: The number of old actions that are continued.
        dropped: The number of old actions that are not continued.
        introduced: The number of new actions that continue none.
        label: The title of the pillar, or "outside any pillar"; or the name of the field.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> next(tally for tally in comparison.by_field() if tally.key == "circular-economy")
    Tally(key='circular-economy', old=1, new=2, carried=1, dropped=0, introduced=0)
    """

    key: str = field(validator=_a_full_id)
    old: int = field(default=0, validator=a_non_negative_integer)
    new: int = field(default=0, validator=a_non_negative_integer)
    carried: int = field(default=0, validator=a_non_negative_integer)
    dropped: int = field(default=0, validator=a_non_negative_integer)
    introduced: int = field(default=0, validator=a_non_negative_integer)
    label: Text = field(repr=False)


@final
@frozen(kw_only=True, repr=False)
class Comparison(Displayable):
    """The actions of an old and a new programme: continued, dropped and introduced.

    An action can continue several, and be continued by several. Continuations are our judgement,
    or proposed by similarity if the new programme records no predecessors.

    Attributes:
        old: The old programme.
        new: The new programme.
        continued: The continuations, in the order of the new programme.
        proposed: Whether the continuations are proposals.

    Raises:
        InvalidValueError: A continuation is not between actions of the two programmes.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> [action.id for action in comparison.dropped if "energy" in action.fields]
    ['energy-expertise-network', 'gas-platform-cooperation']
    """

    old: Programme
    new: Programme
    continued: tuple[Continuation, ...] = ()
    proposed: bool = False

    def __attrs_post_init__(self) -> None:
        for name, programme in (("old", self.old), ("new", self.new)):
            actions = {action.id: action for action in programme.actions}
            for i, continuation in enumerate(self.continued):
                action: Action = getattr(continuation, name)
                if actions.get(action.id) != action:
                    path, expected = f"continued[{i}].{name}", f"an action of the {name} programme"
                    raise InvalidValueError("Comparison", path, action, expected, "misplaced")

    @property
    def dropped(self) -> Selection:
        """The actions of the old programme that are not continued, in printed order."""
        continued = {continuation.old.id for continuation in self.continued}
        return self.old.actions.where(lambda action: action.id not in continued)

    @property
    def introduced(self) -> Selection:
        """The actions of the new programme that continue none, in printed order."""
        continuing = {continuation.new.id for continuation in self.continued}
        return self.new.actions.where(lambda action: action.id not in continuing)

    @property
    def unresolved(self) -> tuple[tuple[Action, Predecessor], ...]:
        """The predecessors that are not actions of the old programme, after the new action.

        The id may be misspelt, or be that of a pillar or theme. Predecessors in another bundled
        programme are left out.
        """
        others = {*periods()} - {self.old.id, self.new.id}
        links = _iter_predecessors_with_old_actions(self.old, self.new.actions)
        return tuple(
            (action, each) for action, each, old in links if not (old or each.programme in others)
        )

    def continuations_of(self, action: Action | str) -> tuple[Continuation, ...]:
        """Return the continuations of an action, given by itself or its full id.

        There are none of an old action that was dropped, or of a new one that was introduced.

        Raises:
            UnknownIdError: The action is in neither programme.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.continuations_of("2025-2028/police-treaty-operational")[0].old.id
        'benelux-police-treaty'
        """
        programme = self.old if action in self.old else self.new
        full_id = str(programme.action(str(action)))
        return tuple(each for each in self.continued if full_id in {str(each.old), str(each.new)})

    def propose(self) -> tuple[Continuation, ...]:
        """Return a proposal for each introduced action that is similar to one of the old programme.

        Proposals are those that `compare` makes if nothing is recorded, each with its score. They
        change nothing here: an action is introduced until its predecessor is recorded.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> proposal = comparison.propose()[0]
        >>> proposal.new.id, proposal.old.id, round(proposal.score, 1)
        ('regional-health-stocks', 'support-health-research-technology', 0.3)
        """
        introduced = set(self.introduced)
        proposals = _propose_continuations_by_similarity(self.old, self.new)
        return tuple(each for each in proposals if each.new in introduced)

    def count_flows(self) -> tuple[PillarFlow, ...]:
        """Count continued, dropped and introduced actions by old and new pillar, as printed.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.count_flows()[0]
        PillarFlow(old='2021-2024/internal-market', new='2025-2028/economy', count=13)
        """
        get_id = _get_pillar_or_programme_id
        counts: Counter[tuple[str | None, str | None]] = Counter()
        counts.update((get_id(each.old), get_id(each.new)) for each in self.continued)
        counts.update((get_id(action), None) for action in self.dropped)
        counts.update((None, get_id(action)) for action in self.introduced)
        old_labels, new_labels = map(_index_pillar_labels_by_full_id, (self.old, self.new))
        nothing: dict[str | None, Text | None] = {None: None}
        return tuple(
            PillarFlow(
                old=old, new=new, count=counts[old, new], old_label=label, new_label=new_label
            )
            for old, label in (old_labels | nothing).items()
            for new, new_label in (new_labels | nothing).items()
            if counts[old, new]
        )

    def by_pillar(self) -> tuple[Tally, ...]:
        """Return a tally for each pillar, old ones first, in printed order.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.by_pillar()[2]
        Tally(key='2021-2024/security', old=6, new=0, carried=6, dropped=0, introduced=0)
        """
        labels = _index_pillar_labels_by_full_id(self.old) | _index_pillar_labels_by_full_id(
            self.new
        )
        return self._tally_actions_by_key(labels, lambda each: (_get_pillar_or_programme_id(each),))

    def by_field(self) -> tuple[Tally, ...]:
        """Return a tally for each policy field, sorted by id.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> [tally.key for tally in comparison.by_field() if tally.dropped > 2]
        ['digital', 'internal-market']
        """
        fields = (self.old.actions + self.new.actions).fields
        labels = {each.id: each.label for each in sorted(fields, key=attrgetter("id"))}
        return self._tally_actions_by_key(labels, lambda action: action.fields)

    def _tally_actions_by_key(
        self, labels: Mapping[str, Text], get_keys: Callable[[Action], Iterable[str]]
    ) -> tuple[Tally, ...]:
        old, new, dropped, introduced = (
            Counter(key for action in actions for key in get_keys(action))
            for actions in (self.old.actions, self.new.actions, self.dropped, self.introduced)
        )
        return tuple(
            Tally(
                key=key,
                old=old[key],
                new=new[key],
                carried=old[key] - dropped[key],
                dropped=dropped[key],
                introduced=introduced[key],
                label=label,
            )
            for key, label in labels.items()
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as dicts, lists, strings and numbers, with full ids for actions.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.to_dict()["dropped"][0]
        '2021-2024/support-national-recovery-plans'
        """
        return {
            "old": {"programme": self.old.id, "revision": self.old.revision},
            "new": {"programme": self.new.id, "revision": self.new.revision},
            "proposed": self.proposed,
            "continued": [_encode_continuation(each) for each in self.continued],
            "dropped": [str(action) for action in self.dropped],
            "introduced": [str(action) for action in self.introduced],
            "unresolved": [
                {"action": str(action), "predecessor": str(each)}
                for action, each in self.unresolved
            ],
            "flows": [*map(_encode_flow_or_tally, self.count_flows())],
            "by_pillar": [*map(_encode_flow_or_tally, self.by_pillar())],
            "by_field": [*map(_encode_flow_or_tally, self.by_field())],
        }

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"

    def __repr__(self) -> str:
        return (
            f"<Comparison of {self}: {pluralize(len(self.continued), 'continuation')}, "
            f"{len(self.dropped)} dropped, {len(self.introduced)} introduced>"
        )


def compare(old: Programme, new: Programme) -> Comparison:
    """Compare an old programme to a new one: the actions continued, dropped and introduced.

    Actions are matched by the predecessors that the new programme records; retired ids of the old
    programme are resolved, and predecessors that are no actions of it are in `unresolved`. If the
    new programme records none, matches are proposed by the similarity of the texts, each with its
    score, and `proposed` is true.

    Raises:
        IncomparableError: old and new are two revisions of one programme, which `diff` compares;
            or old is the later programme, so the arguments must be swapped: new records no
            predecessors in it, and begins earlier or is the programme of its predecessors.

    >>> import benelux_programme as bp
    >>> bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    <Comparison of 2021-2024 to 2025-2028: 56 continuations, 7 dropped, 49 introduced>
    """
    if old.id == new.id:
        raise IncomparableError(old.id, new.id, "diff")
    continued = find_recorded_continuations(old, new.actions)
    if continued:
        return Comparison(old=old, new=new, continued=continued)
    predecessors = (each for action in old.actions for each in action.predecessors)
    has_predecessors_in_new = any(each.programme == new.id for each in predecessors)
    if has_predecessors_in_new or new.period.start < old.period.start:
        raise IncomparableError(old.id, new.id, "compare", swapped=True)
    return Comparison(
        old=old, new=new, continued=_propose_continuations_by_similarity(old, new), proposed=True
    )


def find_recorded_continuations(
    old: Programme, new_actions: Iterable[Action]
) -> tuple[Continuation, ...]:
    """Return how actions continue those of an old programme, as their predecessors say."""
    continuations: dict[tuple[str, str], Continuation] = {}
    for action, predecessor, old_actions in _iter_predecessors_with_old_actions(old, new_actions):
        relation, reason = predecessor.relation, predecessor.reason
        for each in old_actions:
            continuation = Continuation(old=each, new=action, relation=relation, reason=reason)
            continuations.setdefault((action.id, each.id), continuation)
    return tuple(continuations.values())


def _propose_continuations_by_similarity(
    old: Programme, new: Programme
) -> tuple[Continuation, ...]:
    return tuple(
        Continuation(old=old_action, new=new_action, score=score)
        for old_action, new_action, score in propose_most_similar_predecessors(old, new)
    )


def _iter_predecessors_with_old_actions(
    old: Programme, new_actions: Iterable[Action]
) -> Iterator[tuple[Action, Predecessor, tuple[Action, ...]]]:
    """Yield actions with each of their predecessors, and the actions of old that this one is."""
    known_ids = {*old, *(retired.id for retired in old.retired)}
    resolve = cache(old.resolve)  # many actions may continue one with a long history
    for action in new_actions:
        for predecessor in action.predecessors:
            is_known = predecessor.programme == old.id and predecessor.action in known_ids
            nodes = resolve(predecessor.action) if is_known else ()
            yield action, predecessor, tuple(node for node in nodes if isinstance(node, Action))


def _list_partner_ids(action: Action) -> tuple[str, ...]:
    return (*action.actors, *action.partners)


def _list_unique_ids_except(ids: Iterable[str], excluded: Iterable[str]) -> tuple[str, ...]:
    excluded = set(excluded)
    return tuple(id for id in dict.fromkeys(ids) if id not in excluded)


def _get_pillar_or_programme_id(action: Action) -> str:
    """Return the full id of the pillar of an action, or of the programme if it has none."""
    return action.programme if action.pillar is None else f"{action.programme}/{action.pillar}"


def _index_pillar_labels_by_full_id(programme: Programme) -> dict[str, Text]:
    """Return the titles of pillars by full id, after a label for actions outside any pillar."""
    outside = {programme.id: load_text("comparison.outside")} if programme.own_actions else {}
    return outside | {str(pillar): pillar.title for pillar in programme.pillars}


def _encode_text(value: Any) -> Any:
    """Return a text as a dict of its languages, and any other value as it is."""
    is_text = isinstance(value, Text)
    return {each: value.in_(each) for each in value.languages} if is_text else value


def _encode_flow_or_tally(count: PillarFlow | Tally) -> dict[str, Any]:
    return attrs.asdict(count, value_serializer=lambda _, __, value: _encode_text(value))


def _encode_continuation(continuation: Continuation) -> dict[str, Any]:
    names = ("partners", "references", "fields")
    gained_and_lost = [f"{name}_{how}" for name in names for how in ("gained", "lost")]
    return {
        "old": str(continuation.old),
        "new": str(continuation.new),
        "relation": continuation.relation and continuation.relation.value,
        "reason": _encode_text(continuation.reason),
        "score": continuation.score,
        "firmness": continuation.firmness.value,
        **{name: list(getattr(continuation, name)) for name in gained_and_lost},
    }
