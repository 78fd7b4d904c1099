"""Comparing two programmes by their recorded predecessors, or by similarity."""

from collections.abc import Iterator

from benelux_programme._model.nodes import Action
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import IncomparableError, UnknownIdError

from .comparison import Comparison, Continuation
from .similarity import propose_matches


def compare(old: Programme, new: Programme) -> Comparison:
    """Compare two programmes: the actions that are continued, dropped and introduced.

    Actions are matched by the predecessors that the new programme records; retired ids of the old
    programme are resolved. If the new programme records none, matches are proposed by the
    similarity of the texts, each with its score, and `proposed` is true.

    Args:
        old: The earlier programme.
        new: The later programme.

    Raises:
        IncomparableError: old and new are two revisions of one programme, which `diff` compares;
            or old records predecessors in new, so the arguments must be swapped.
        UnknownIdError: A predecessor is not an action of old.

    >>> import benelux_programme as bp
    >>> compare(bp.load("2021-2024"), bp.load("2025-2028"))
    <Comparison of 2021-2024 to 2025-2028: 53 continued, 9 dropped, 51 introduced>
    """
    if old.id == new.id:
        raise IncomparableError(old.id, new.id, "diff")
    continued = tuple(_find_recorded_continuations(old, new))
    if continued:
        return Comparison(old=old, new=new, continued=continued)
    predecessors = (each for action in old.actions for each in action.predecessors)
    if any(predecessor.programme == new.id for predecessor in predecessors):
        raise IncomparableError(old.id, new.id, "compare", swapped=True)
    continued = tuple(
        Continuation(old=old_action, new=new_action, score=score)
        for old_action, new_action, score in propose_matches(old, new)
    )
    return Comparison(old=old, new=new, continued=continued, proposed=True)


def _find_recorded_continuations(old: Programme, new: Programme) -> Iterator[Continuation]:
    """Yield the continuations that the predecessors of the new programme record, each once."""
    for action in new.actions:
        by_id: dict[str, Continuation] = {}
        for each in action.predecessors:
            for node in old.resolve(each.action) if each.programme == old.id else ():
                if not isinstance(node, Action):
                    raise UnknownIdError("action", each.action, old.id, ())
                continuation = Continuation(
                    old=node, new=action, relation=each.relation, reason=each.reason
                )
                by_id.setdefault(node.id, continuation)
        yield from by_id.values()
