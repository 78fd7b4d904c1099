"""Comparing two programmes: which promises go on, as recorded or as their texts suggest."""

from collections.abc import Iterator

from benelux_programme._model.constraints import check_type
from benelux_programme._model.nodes import Action
from benelux_programme._programme.programme import Programme
from benelux_programme.errors import IncomparableError, UnknownIdError

from .comparison import Comparison
from .continuation import Continuation
from .similarity import proposals


def compare(old: Programme, new: Programme) -> Comparison:
    """What became of the promises of an old programme in a new one.

    The actions are matched by the predecessors that the new programme records; ids of the old
    programme that were retired are followed. If it records none, matches are proposed by the
    likeness of the texts, each with its score: then `proposed` is true.

    Args:
        old: The earlier programme.
        new: The later programme.

    Raises:
        IncomparableError: They are two revisions of one programme, which `diff` compares; or the
            old programme records predecessors in the new one, so they are to be swapped.
        UnknownIdError: A predecessor is not an action of the old programme.
        InvalidValueError: One is no programme.

    >>> import benelux_programme as bp
    >>> compare(bp.load("2021-2024"), bp.load("2025-2028"))
    <Comparison of 2021-2024 to 2025-2028: 53 continued, 9 dropped, 51 introduced>
    """
    old, new = (
        check_type(Programme, old, "compare", "old"),
        check_type(Programme, new, "compare", "new"),
    )
    if old.id == new.id:
        raise IncomparableError(old.id, new.id, "diff")
    recorded = tuple(_recorded(old, new))
    if recorded:
        return Comparison(old=old, new=new, continued=recorded)
    if any(one.programme == new.id for action in old.actions for one in action.predecessors):
        raise IncomparableError(old.id, new.id, "compare", swapped=True)
    proposed = tuple(
        Continuation(old=was, new=now, score=score) for was, now, score in proposals(old, new)
    )
    return Comparison(old=old, new=new, continued=proposed, proposed=True)


def _recorded(old: Programme, new: Programme) -> Iterator[Continuation]:
    """What goes on as the new programme records it, each pair once."""
    for action in new.actions:
        known: set[str] = set()
        for predecessor in action.predecessors:
            if predecessor.programme != old.id:
                continue
            for was in old.resolve(predecessor.action):
                if not isinstance(was, Action):
                    raise UnknownIdError("action", predecessor.action, old.id, ())
                if was.id not in known:
                    known.add(was.id)
                    yield Continuation(
                        old=was,
                        new=action,
                        relation=predecessor.relation,
                        reason=predecessor.reason,
                    )
