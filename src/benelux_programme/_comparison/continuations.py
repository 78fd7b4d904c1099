"""The continuations of one action in all bundled programmes, and in one's own."""

from collections.abc import Iterable, Mapping

from benelux_programme._model.nodes import Action
from benelux_programme._programme.lookup import normalize_key
from benelux_programme._programme.programme import Programme
from benelux_programme._store.all_programmes import index_with_bundled_programmes
from benelux_programme.errors import InvalidValueError, UnknownIdError

from .comparison import Continuation, find_recorded_continuations


def predecessors(
    action: Action | str, *, programmes: Iterable[Programme] = ()
) -> tuple[Continuation, ...]:
    """Return how an action continues actions of earlier programmes, as it records them.

    Recorded predecessors that are no actions of these programmes are left out; `compare` reports
    them.

    Args:
        action: The later action, or its full id.
        programmes: Programmes in addition to the latest revisions of the bundled ones, such as
            one's own; they replace bundled programmes with the same id.

    Raises:
        UnknownIdError: No action has the id.

    >>> import benelux_programme as bp
    >>> continuations = bp.predecessors("2025-2028/police-treaty-operational")
    >>> [(str(each.relation), each.old.id) for each in continuations]
    [('completes', 'benelux-police-treaty')]
    """
    known = index_with_bundled_programmes(programmes)
    later = _find_action(action, known)
    return tuple(
        continuation
        for earlier in known.values()
        for continuation in find_recorded_continuations(earlier, (later,))
    )


def successors(
    action: Action | str, *, programmes: Iterable[Programme] = ()
) -> tuple[Continuation, ...]:
    """Return how actions of later programmes continue an action, in the order of the programmes.

    The arguments are those of `predecessors`.

    Raises:
        InvalidValueError: The programme of the action is neither bundled nor one of these.
        UnknownIdError: No action has the id.

    >>> import benelux_programme as bp
    >>> continuations = bp.successors("2021-2024/benelux-police-treaty")
    >>> [(str(each.relation), each.new.id) for each in continuations]
    [('completes', 'police-treaty-operational'), ('deepens', 'police-treaty-second-agreements')]
    """
    known = index_with_bundled_programmes(programmes)
    action = _find_action(action, known)
    if action.programme not in known:
        expected = f"an action of one of the programmes {', '.join(known)}"
        raise InvalidValueError("successors", "action", str(action), expected)
    return tuple(
        continuation
        for later in known.values()
        for continuation in find_recorded_continuations(known[action.programme], later.actions)
        if continuation.old.id == action.id
    )


def _find_action(action: Action | str, programmes: Mapping[str, Programme]) -> Action:
    if isinstance(action, Action):
        return action
    action = normalize_key(action)
    programme, _, id = action.partition("/")
    if programme not in programmes:
        raise UnknownIdError("action", action, ", ".join(programmes), ())
    return programmes[programme].action(id)
