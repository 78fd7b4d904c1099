"""Ids that are no longer in use."""

from typing import final

from attrs import field, frozen

from .constraints import Constraint, a_text, an_id, ids, is_count
from .public import public
from .text import pluralize


@final
@public
@frozen(kw_only=True, repr=False)
class RetiredId:
    """An id that was a pillar's, theme's or action's in an earlier revision of a programme.

    It is never used again, and stays in the data so that what was stored under it can be found.

    Attributes:
        id: The id.
        successors: The ids in whose place one should look now, which may be retired themselves.
        reason: Why it was retired, in English.
        since: The first revision without it, from 2.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import benelux_programme as bp
    >>> bp.RetiredId(id="hydrogen", successors=("energy-supply",), reason="Too narrow.", since=2)
    <RetiredId hydrogen since revision 2: 1 successor>
    """

    id: str = field(validator=an_id)
    successors: tuple[str, ...] = field(default=(), validator=ids)
    reason: str = field(validator=a_text)
    since: int = field(
        validator=Constraint(
            lambda value: is_count(value) and value > 1, "a revision from 2", "bad-number"
        )
    )

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return (
            f"<RetiredId {self.id} since revision {self.since}: "
            f"{pluralize(len(self.successors), 'successor')}>"
        )
