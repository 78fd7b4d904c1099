"""Comparing two programmes by their recorded predecessors, or by similarity."""

from benelux_programme._programme.programme import Programme
from benelux_programme.errors import IncomparableError

from .comparison import Comparison, Continuation, iter_links
from .similarity import propose_best_predecessor_per_action


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
    >>> compare(bp.load("2021-2024"), bp.load("2025-2028"))
    <Comparison of 2021-2024 to 2025-2028: 53 continued, 9 dropped, 51 introduced>
    """
    if old.id == new.id:
        raise IncomparableError(old.id, new.id, "diff")
    continued = _resolve_recorded_predecessors(old, new)
    if continued:
        return Comparison(old=old, new=new, continued=continued)
    predecessors = (each for action in old.actions for each in action.predecessors)
    has_predecessors_in_new = any(each.programme == new.id for each in predecessors)
    if has_predecessors_in_new or new.period.start < old.period.start:
        raise IncomparableError(old.id, new.id, "compare", swapped=True)
    continued = tuple(
        Continuation(old=old_action, new=new_action, score=score)
        for old_action, new_action, score in propose_best_predecessor_per_action(old, new)
    )
    return Comparison(old=old, new=new, continued=continued, proposed=True)


def _resolve_recorded_predecessors(old: Programme, new: Programme) -> tuple[Continuation, ...]:
    continuations: dict[tuple[str, str], Continuation] = {}
    for action, predecessor, old_actions in iter_links(old, new):
        relation, reason = predecessor.relation, predecessor.reason
        for each in old_actions:
            continuation = Continuation(old=each, new=action, relation=relation, reason=reason)
            continuations.setdefault((action.id, each.id), continuation)
    return tuple(continuations.values())
