"""All that changed from one revision of a programme to another, in one order."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, final, get_args, overload

import attrs
from attrs import field, frozen

from benelux_programme._model.constraints import (
    a_positive_integer,
    a_programme_id,
    check_callable,
    ensure_list,
    instance_of,
    is_tuple,
    tuple_of,
)
from benelux_programme._model.display import Displayable
from benelux_programme._model.nodes import RetiredId
from benelux_programme._model.public import public
from benelux_programme._model.text import LANGUAGES, Language, pluralize
from benelux_programme.errors import InvalidValueError

from .change import RETIREMENTS, Change, ChangeKind
from .records import Subject


def _in_order(changes: object) -> Any:
    """The changes in the order of what they are about."""
    if is_tuple(changes) and all(isinstance(one, Change) for one in changes):
        return tuple(sorted(changes, key=_order))
    return changes  # the validator refuses it


_SUBJECTS = tuple(Subject)
_KINDS = tuple(ChangeKind)


def _order(change: Change) -> tuple[Any, ...]:
    return (
        _SUBJECTS.index(change.subject),
        change.id,
        _none_first(change.field),
        _none_first(change.language and LANGUAGES.index(change.language)),
        _KINDS.index(change.kind),
        _none_first(change.old_index),
        _none_first(change.new_index),
    )


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": _KINDS,
    "subject": _SUBJECTS,
    "language": LANGUAGES,
}


def _asked(aspect: str, value: object) -> str:
    """What a change is asked to have."""
    choices = _CHOICES.get(aspect)
    if not isinstance(value, str):
        expected, code = "a text", "wrong-type"
    elif choices is not None and value not in choices:
        expected, code = f"one of {', '.join(choices)}", "bad-choice"
    else:
        return value
    raise InvalidValueError("Diff", f"where({aspect})", value, expected, code)


def _none_first(value: object) -> tuple[object, ...]:
    return () if value is None else (value,)


def named(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes with the kind of retirement that the successors tell."""
    changes = tuple(changes)
    shared = Counter(
        successor
        for change in changes
        if change.kind in RETIREMENTS and isinstance(change.new, RetiredId)
        for successor in set(change.new.successors)
    )
    for change in changes:
        if change.kind in RETIREMENTS and isinstance(change.new, RetiredId):
            successors = set(change.new.successors)
            kind = ChangeKind.RETIRED
            if len(successors) > 1:
                kind = ChangeKind.SPLIT
            elif any(shared[one] > 1 for one in successors):
                kind = ChangeKind.MERGED
            yield attrs.evolve(change, kind=kind)
        else:
            yield change


Aspect: TypeAlias = Literal["kind", "subject", "id", "field", "language"]
"""By what changes are counted."""
Predicate: TypeAlias = Callable[[Change], bool]


@final
@public
@frozen(kw_only=True, repr=False)
class Diff(Displayable, Sequence[Change]):
    """Everything that changed from one revision of a programme to another.

    It is empty, and false, if the two say the same. It is a sequence of its changes, which stand in
    the order of what they are about, whatever the order in which they were given; a slice is a
    tuple of changes.

    Attributes:
        programme: The id of the programme.
        old_revision: The number of the first revision.
        new_revision: The number of the other.
        changes: The facts.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028", revision=1)
    >>> bp.diff(old, attrs.evolve(old, revision=2, mission=None))
    <Diff of 2025-2028 revision 1 to 2: 1 change>
    """

    programme: str = field(validator=a_programme_id)
    old_revision: int = field(validator=a_positive_integer)
    new_revision: int = field(validator=a_positive_integer)
    changes: tuple[Change, ...] = field(
        default=(), converter=_in_order, validator=tuple_of(instance_of(Change))
    )

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        """The change at a place, or those of a slice."""
        return self.changes[index]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def where(
        self,
        *predicates: Predicate,
        kind: str | Iterable[str] | None = None,
        subject: str | Iterable[str] | None = None,
        id: str | Iterable[str] | None = None,
        field: str | Iterable[str] | None = None,
        language: Language | Iterable[Language] | None = None,
    ) -> "Diff":
        """The changes of which all that is asked is true; of several values any will do.

        Args:
            predicates: Functions of a change that say whether it is wanted.
            kind: What happened.
            subject: What kind of record it happened to.
            id: The id of the record.
            field: The path to the attribute, such as "summary".
            language: The language of the text or the word.

        Raises:
            InvalidValueError: There is no such kind, subject or language; an id or a field is no
                text; or a predicate is no function.

        >>> import benelux_programme as bp
        >>> programme = bp.load("2025-2028")
        >>> bp.diff(programme, programme).where(kind="moved", subject="action")
        <Diff of 2025-2028 revision 1 to 1: 0 changes>
        """
        tests = [check_callable(one, "Diff", "where(predicates)") for one in predicates]
        asked = {"kind": kind, "subject": subject, "id": id, "field": field, "language": language}
        wanted = {
            aspect: {_asked(aspect, one) for one in ensure_list(values)}
            for aspect, values in asked.items()
            if values is not None
        }
        changes = tuple(
            change
            for change in self
            if all(getattr(change, aspect) in values for aspect, values in wanted.items())
            and all(test(change) for test in tests)
        )
        return attrs.evolve(self, changes=changes)

    def count_by(self, aspect: Aspect) -> dict[str | None, int]:
        """How many changes there are of each kind, subject, id, field or language.

        Args:
            aspect: "kind", "subject", "id", "field" or "language".

        Raises:
            InvalidValueError: It is none of these.

        >>> import attrs
        >>> import benelux_programme as bp
        >>> old = bp.load("2025-2028")
        >>> bp.diff(old, attrs.evolve(old, mission=None, vision=None)).count_by("field")
        {'mission': 1, 'vision': 1}
        """
        if aspect not in get_args(Aspect):
            expected = f"one of {', '.join(get_args(Aspect))}"
            raise InvalidValueError("Diff", "count_by(aspect)", aspect, expected)
        return dict(Counter(getattr(change, aspect) for change in self))

    def inverse(self) -> "Diff":
        """The way back: what changed from the other revision to the first.

        >>> import attrs
        >>> import benelux_programme as bp
        >>> old = bp.load("2021-2024")
        >>> new = attrs.evolve(old, revision=2, pillars=old.pillars[:3])
        >>> bp.apply(new, bp.diff(old, new).inverse()) == old
        True
        """
        return Diff(
            programme=self.programme,
            old_revision=self.new_revision,
            new_revision=self.old_revision,
            changes=tuple(named(change.inverse() for change in self)),
        )

    def to_dict(self) -> dict[str, Any]:
        """The facts as dicts, lists, strings and numbers, which `from_dict` reads.

        >>> import benelux_programme as bp
        >>> kind, theme = bp.ChangeKind.MOVED, bp.Subject.THEME
        >>> one = bp.Change(kind=kind, subject=theme, id="migration", old="security", new="economy")
        >>> diff = bp.Diff(programme="2025-2028", old_revision=1, new_revision=2, changes=(one,))
        >>> diff.to_dict()["changes"][0]["new"]
        'economy'
        """
        from .codec import encoded  # noqa: PLC0415  # which makes changes itself

        return encoded(self)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> "Diff":
        """The changes that `to_dict` wrote.

        Raises:
            InvalidDataError: It is not such a document; `problems` says all that is wrong.

        >>> import benelux_programme as bp
        >>> document = {"programme": "plan", "old_revision": 1, "new_revision": 2, "changes": []}
        >>> bp.Diff.from_dict(document)
        <Diff of plan revision 1 to 2: 0 changes>
        """
        from .codec import decoded  # noqa: PLC0415  # as above

        return decoded(document)

    def __str__(self) -> str:
        return f"{self.programme} revision {self.old_revision} to {self.new_revision}"

    def __repr__(self) -> str:
        return f"<Diff of {self}: {pluralize(len(self), 'change')}>"
