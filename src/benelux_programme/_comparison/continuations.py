"""The continuations of one action in all bundled programmes, and in one's own."""

from collections.abc import Iterable

from benelux_programme._model.nodes import Action
from benelux_programme._programme.programme import Programme
from benelux_programme._store import load, periods
from benelux_programme.errors import InvalidValueError

from .comparison import Continuation, find_recorded_continuations


def predecessors(
    action: Action, *, programmes: Iterable[Programme] = ()
) -> tuple[Continuation, ...]:
    """Return how an action continues actions of earlier programmes, as it records them.

    Recorded predecessors that are no actions of these programmes are left out; `compare` reports
    them.

    Args:
        action: The later action.
        programmes: Programmes in addition to the latest revisions of the bundled ones, such as
            one's own; they replace bundled programmes with the same id.

    >>> import benelux_programme as bp
    >>> action = bp.find("2025-2028/police-treaty-operational")
    >>> [(str(each.relation), each.old.id) for each in bp.predecessors(action)]
    [('completes', 'benelux-police-treaty')]
    """
    return tuple(
        continuation
        for earlier in _index_with_bundled_programmes(programmes).values()
        for continuation in find_recorded_continuations(earlier, (action,))
    )


def successors(action: Action, *, programmes: Iterable[Programme] = ()) -> tuple[Continuation, ...]:
    """Return how actions of later programmes continue an action, in the order of the programmes.

    The programmes are those of `predecessors`.

    Raises:
        InvalidValueError: The programme of the action is neither bundled nor one of these.

    >>> import benelux_programme as bp
    >>> action = bp.find("2021-2024/benelux-police-treaty")
    >>> [(str(each.relation), each.new.id) for each in bp.successors(action)]
    [('completes', 'police-treaty-operational'), ('deepens', 'police-treaty-second-agreements')]
    """
    known = _index_with_bundled_programmes(programmes)
    if action.programme not in known:
        expected = f"an action of one of the programmes {', '.join(known)}"
        raise InvalidValueError("successors", "action", str(action), expected)
    return tuple(
        continuation
        for later in known.values()
        for continuation in find_recorded_continuations(known[action.programme], later.actions)
        if continuation.old.id == action.id
    )


def _index_with_bundled_programmes(programmes: Iterable[Programme]) -> dict[str, Programme]:
    bundled = {period: load(period) for period in periods()}
    return bundled | {programme.id: programme for programme in programmes}
