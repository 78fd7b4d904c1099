"""The continuations of one action in all bundled programmes, and in one's own."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from benelux_programme._model.nodes import Action
from benelux_programme._programme.lookup import normalize_key
from benelux_programme._programme.programme import Programme
from benelux_programme._store.all_programmes import index_with_bundled_programmes
from benelux_programme.errors import InvalidValueError, UnknownIdError

from .comparison import Continuation, find_recorded_continuations


def predecessors(
    action: Action | str, *, programmes: Iterable[Programme] = (), transitive: bool = False
) -> tuple[Continuation, ...]:
    """Return how an action continues actions of earlier programmes, as it records them.

    Recorded predecessors that are no actions of these programmes are left out; `compare` reports
    them.

    Args:
        action: The later action, or its full id.
        programmes: Programmes in addition to the latest revisions of the bundled ones, such as
            one's own; they replace bundled programmes with the same id.
        transitive: Whether to also return how those actions continue earlier ones, and so on. The
            continuations of the action itself come first.

    Raises:
        UnknownIdError: No action has the id.

    >>> import benelux_programme as bp
    >>> continuations = bp.predecessors("2025-2028/police-treaty-operational")
    >>> [(str(each.relation), each.old.id) for each in continuations]
    [('completes', 'benelux-police-treaty')]
    """
    known = index_with_bundled_programmes(programmes)

    def find_predecessors(later: Action) -> Iterable[Continuation]:
        for earlier in known.values():
            yield from find_recorded_continuations(earlier, (later,))

    return _collect_continuations(
        _find_action(action, known), find_predecessors, "old", transitive=transitive
    )


def successors(
    action: Action | str, *, programmes: Iterable[Programme] = (), transitive: bool = False
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

    def find_successors(earlier: Action) -> Iterable[Continuation]:
        for later in known.values():
            continuations = find_recorded_continuations(known[earlier.programme], later.actions)
            yield from (each for each in continuations if each.old.id == earlier.id)

    return _collect_continuations(action, find_successors, "new", transitive=transitive)


def _collect_continuations(
    action: Action,
    find_next: Callable[[Action], Iterable[Continuation]],
    end: Literal["old", "new"],
    *,
    transitive: bool,
) -> tuple[Continuation, ...]:
    """Return the continuations of an action, and, if transitive, of those to which they lead."""
    found = dict.fromkeys(find_next(action))
    pending = [*found] if transitive else []
    for each in pending:  # which grows
        new = [other for other in find_next(getattr(each, end)) if other not in found]
        found |= dict.fromkeys(new)
        pending += new
    return tuple(found)


def _find_action(action: Action | str, programmes: Mapping[str, Programme]) -> Action:
    if isinstance(action, Action):
        return action
    action = normalize_key(action)
    programme, _, id = action.partition("/")
    if programme not in programmes:
        near = [f"{id}/{action}" for id, each in programmes.items() if action in each]
        raise UnknownIdError("action", action, ", ".join(programmes), tuple(near))
    return programmes[programme].action(id)
