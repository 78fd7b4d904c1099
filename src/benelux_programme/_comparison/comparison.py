"""What became of the promises of one programme in another."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, final

import attrs
from attrs import field, frozen

from benelux_programme._model.constraints import (
    a_non_negative_integer,
    instance_of,
    matches_re,
    optional,
    tuple_of,
)
from benelux_programme._model.display import Displayable
from benelux_programme._model.nodes import Action
from benelux_programme._model.public import public
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import InvalidValueError

from .continuation import Continuation

_a_full_id = matches_re(r"[a-z0-9-]+(/[a-z0-9-]+)?", "a full id such as '2025-2028/security'")


@final
@public
@frozen(kw_only=True)
class Flow:
    """How many promises went from one pillar to another.

    Attributes:
        old: The full id of the old pillar (of the programme, for what stood outside any pillar),
            or None for what is new.
        new: The full id of the new pillar, or None for what was dropped.
        count: How many continuations there are, or actions that are new or were dropped.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> [flow.old for flow in comparison.flows() if flow.new == "2025-2028/neighbourhood"]
    ['2021-2024/regional-cooperation', None]
    """

    old: str | None = field(default=None, validator=optional(_a_full_id))
    new: str | None = field(default=None, validator=optional(_a_full_id))
    count: int = field(validator=a_non_negative_integer)


@final
@public
@frozen(kw_only=True)
class Tally:
    """What became of the actions of one pillar, or of one policy field.

    Attributes:
        key: The full id of the pillar, or the id of the field.
        old: How many actions of the old programme there are.
        new: How many actions of the new programme there are.
        carried: How many of the old ones go on.
        dropped: How many of the old ones do not.
        introduced: How many of the new ones go on from none.

    Raises:
        InvalidValueError: An attribute is not of this form.

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


@final
@public
@frozen(kw_only=True, repr=False)
class Comparison(Displayable):
    """What became of the actions of an old programme in a new one.

    An action can go on in several, and go on from several. Which go on is our judgement, or only
    proposed by likeness where the new programme records no predecessors.

    Attributes:
        old: The old programme.
        new: The new programme.
        continued: What goes on, in the order of the new programme.
        proposed: Whether what goes on is only proposed.

    Raises:
        InvalidValueError: An attribute is not of this form, or what goes on is of other programmes.

    >>> import benelux_programme as bp
    >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    >>> [action.id for action in comparison.dropped if "energy" in action.fields]
    ['energy-expertise-network', 'gas-platform-cooperation']
    """

    old: Programme = field(validator=instance_of(Programme))
    new: Programme = field(validator=instance_of(Programme))
    continued: tuple[Continuation, ...] = field(
        default=(), validator=tuple_of(instance_of(Continuation))
    )
    proposed: bool = field(default=False, validator=instance_of(bool))

    def __attrs_post_init__(self) -> None:
        for name, programme in (("old", self.old), ("new", self.new)):
            actions = {action.id: action for action in programme.actions}
            for i, one in enumerate(self.continued):
                action: Action = getattr(one, name)
                if actions.get(action.id) != action:
                    expected = f"an action of the {name} programme"
                    path = f"continued[{i}].{name}"
                    raise InvalidValueError("Comparison", path, action, expected, "misplaced")

    @cached_property
    def dropped(self) -> tuple[Action, ...]:
        """The actions of the old programme that do not go on, as printed."""
        carried = {one.old.id for one in self.continued}
        return tuple(action for action in self.old.actions if action.id not in carried)

    @cached_property
    def introduced(self) -> tuple[Action, ...]:
        """The actions of the new programme that go on from none, as printed."""
        going_on = {one.new.id for one in self.continued}
        return tuple(action for action in self.new.actions if action.id not in going_on)

    def flows(self) -> tuple[Flow, ...]:
        """How many promises went from where to where, in printed order; what is new last.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.flows()[0]
        Flow(old='2021-2024/internal-market', new='2025-2028/economy', count=13)
        """
        counts: Counter[tuple[str | None, str | None]] = Counter()
        counts.update((_home(one.old), _home(one.new)) for one in self.continued)
        counts.update((_home(action), None) for action in self.dropped)
        counts.update((None, _home(action)) for action in self.introduced)
        ends = {end: i for i, end in enumerate((*_homes(self.old), *_homes(self.new), None))}
        found = sorted(counts, key=lambda flow: (ends[flow[0]], ends[flow[1]]))
        return tuple(Flow(old=old, new=new, count=counts[old, new]) for old, new in found)

    def by_pillar(self) -> tuple[Tally, ...]:
        """What became of the actions of each pillar, old and then new, as printed.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.by_pillar()[2]
        Tally(key='2021-2024/security', old=6, new=0, carried=6, dropped=0, introduced=0)
        """
        return self._tallied((*_homes(self.old), *_homes(self.new)), lambda action: {_home(action)})

    def by_field(self) -> tuple[Tally, ...]:
        """What became of the actions of each policy field, by id.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> [tally.key for tally in comparison.by_field() if tally.dropped > 2]
        ['digital', 'external-cooperation', 'internal-market']
        """
        actions = (*self.old.actions, *self.new.actions)
        keys = sorted({key for action in actions for key in action.fields})
        return self._tallied(keys, lambda action: set(action.fields))

    def _tallied(
        self, keys: Iterable[str], keys_of: Callable[[Action], Iterable[str]]
    ) -> tuple[Tally, ...]:
        old, new, dropped, introduced = (
            Counter(key for action in actions for key in keys_of(action))
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
            )
            for key in keys
        )

    def to_dict(self) -> dict[str, Any]:
        """What became of what as dicts, lists, strings and numbers; actions by their full ids.

        >>> import benelux_programme as bp
        >>> comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
        >>> comparison.to_dict()["dropped"][0]
        '2021-2024/european-green-deal-commitment'
        """
        return {
            "old": {"programme": self.old.id, "revision": self.old.revision},
            "new": {"programme": self.new.id, "revision": self.new.revision},
            "proposed": self.proposed,
            "continued": [_as_dict(one) for one in self.continued],
            "dropped": [str(action) for action in self.dropped],
            "introduced": [str(action) for action in self.introduced],
            "flows": [attrs.asdict(flow) for flow in self.flows()],
            "by_pillar": [attrs.asdict(tally) for tally in self.by_pillar()],
            "by_field": [attrs.asdict(tally) for tally in self.by_field()],
        }

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"

    def __repr__(self) -> str:
        return (
            f"<Comparison of {self}: {len(self.continued)} continued, "
            f"{len(self.dropped)} dropped, {len(self.introduced)} introduced>"
        )


def _as_dict(one: Continuation) -> dict[str, Any]:
    known = {
        "old": str(one.old),
        "new": str(one.new),
        "relation": one.relation and one.relation.value,
        "reason": one.reason,
        "score": one.score,
        "firmness": one.firmness,
    }
    told = {name: list(getattr(one, name)) for name in _GAINED_AND_LOST}
    return known | told


_GAINED_AND_LOST = (
    "partners_gained",
    "partners_lost",
    "references_gained",
    "references_lost",
    "fields_gained",
    "fields_lost",
)


def _home(action: Action) -> str:
    """The full id of the pillar, or of the programme for what stands outside any."""
    return action.programme if action.pillar is None else f"{action.programme}/{action.pillar}"


def _homes(programme: Programme) -> tuple[str, ...]:
    outside = (str(programme),) if programme.own_actions else ()
    return (*outside, *map(str, programme.pillars))
