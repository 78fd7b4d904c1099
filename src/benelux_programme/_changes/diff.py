"""A diff: all changes from one revision of a programme to another, in a fixed order."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, final, get_args, overload

import attrs
from attrs import field

from benelux_programme._model.constraints import (
    a_positive_integer,
    a_programme_id,
    require_choice,
    tuple_of_instances,
    wrap_single_value_in_list,
)
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import RetiredId
from benelux_programme._model.public import Displayable, frozen
from benelux_programme._model.text import LANGUAGES, Language, pluralize

from .change import RETIREMENTS, Change, ChangeKind, encode_change
from .records import Subject
from .rules import Severity, resolve_severities, rule_of

ChangeAttribute: TypeAlias = Literal["kind", "subject", "id", "field", "language"]
"""The attributes by which changes can be selected and counted."""

_CHOICES = {
    "kind": tuple(ChangeKind), "subject": tuple(Subject), "language": LANGUAGES,
    "severity": tuple(Severity),
}  # fmt: skip


def _sort_key(change: Change) -> tuple[Any, ...]:
    later_keys = (
        change.field,
        change.language and LANGUAGES.index(change.language),
        _CHOICES["kind"].index(change.kind),
        change.old_index,
        change.new_index,
    )
    nones_first = (() if key is None else (key,) for key in later_keys)
    return (_CHOICES["subject"].index(change.subject), change.id, *nones_first)


def mark_retirements_as_splits_or_merges(changes: Iterable[Change]) -> Iterator[Change]:
    changes = tuple(changes)
    retired_ids: list[Any] = [change.new for change in changes if change.kind in RETIREMENTS]
    predecessor_counts = Counter(id for each in retired_ids for id in each.successors)
    for change in changes:
        if isinstance(change.new, RetiredId) and change.kind in RETIREMENTS:
            is_merged = any(predecessor_counts[id] > 1 for id in change.new.successors)
            kind = ChangeKind.MERGED if is_merged else ChangeKind.RETIRED
            kind = ChangeKind.SPLIT if len(change.new.successors) > 1 else kind
            yield attrs.evolve(change, kind=kind)
        else:
            yield change


def _sort_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=_sort_key))


@final
@frozen(kw_only=True, repr=False)
class Diff(Displayable, Sequence[Change]):
    """All changes from one revision of a programme to another.

    It is a sequence of changes in the order of the records that they are about, whatever the order
    of the argument; a slice is a tuple of changes. It is empty, and false, if the two revisions
    differ in nothing but their number.

    Attributes:
        programme: The id of the programme.
        old_revision: The number of the old revision.
        new_revision: The number of the new revision.
        changes: The changes.

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
        default=(), converter=_sort_changes, validator=tuple_of_instances(Change)
    )

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        return self.changes[index]

    def __len__(self) -> int:
        return len(self.changes)

    def where(  # noqa: PLR0913  # one for each criterion
        self,
        *predicates: Callable[[Change], bool],
        kind: str | Iterable[str] | None = None,
        subject: str | Iterable[str] | None = None,
        id: str | Iterable[str] | None = None,
        field: str | Iterable[str] | None = None,
        language: Language | Literal[""] | Iterable[Language | Literal[""]] | None = None,
        severity: str | Iterable[str] | None = None,
        severity_overrides: Mapping[str, str] | None = None,
    ) -> "Diff":
        """Return a diff of the changes that satisfy all predicates and have these attributes.

        If an attribute has several values, any of them will do. An id may be the full id. How much
        a change matters is its `severity`, for which severity_overrides has your own by rule id. An
        empty string stands for no field or language, as in the keys of `count_by`.

        Raises:
            InvalidValueError: kind, subject, language or severity is unknown, or severity_overrides
                has an unknown rule id or severity.

        >>> import attrs
        >>> import benelux_programme as bp
        >>> old = bp.load("2025-2028")
        >>> bp.diff(old, attrs.evolve(old, mission=None)).where(severity="breaking")
        <Diff of 2025-2028 revision 2 to 2: 1 change>
        """
        arguments = {
            "kind": kind, "subject": subject, "id": id, "field": field, "language": language,
            "severity": severity,
        }  # fmt: skip
        criteria = {
            aspect: set(wrap_single_value_in_list(values))
            for aspect, values in arguments.items()
            if values is not None
        }
        if "id" in criteria:
            prefix = f"{self.programme}/"
            criteria["id"] = {each.removeprefix(prefix) for each in criteria["id"]}
        for aspect, choices in _CHOICES.items():
            values = criteria.get(aspect, set())
            for value in values - {""} if aspect == "language" else values:
                require_choice("where", aspect, value, choices, "bad-choice")
        severities_by_rule = resolve_severities(severity_overrides)
        severities = criteria.pop("severity", None)
        changes = tuple(
            change
            for change in self
            if all((getattr(change, aspect) or "") in values for aspect, values in criteria.items())
            and (severities is None or severities_by_rule[rule_of(change).id] in severities)
            and all(predicate(change) for predicate in predicates)
        )
        return attrs.evolve(self, changes=changes)

    def count_by(self, aspect: ChangeAttribute) -> dict[str, int]:
        """Return the number of changes by kind, subject, id, field or language, "" for none.

        Raises:
            InvalidValueError: aspect is none of these.

        >>> import attrs
        >>> import benelux_programme as bp
        >>> old = bp.load("2025-2028")
        >>> bp.diff(old, attrs.evolve(old, mission=None, vision=None)).count_by("field")
        {'mission': 1, 'vision': 1}
        """
        require_choice("count_by", "aspect", aspect, get_args(ChangeAttribute))
        return dict(Counter(getattr(change, aspect) or "" for change in self))

    def inverse(self) -> "Diff":
        """Return the diff from the new revision to the old one.

        >>> import benelux_programme as bp
        >>> bp.Diff(programme="2025-2028", old_revision=1, new_revision=2).inverse()
        <Diff of 2025-2028 revision 2 to 1: 0 changes>
        """
        return attrs.evolve(
            self,
            old_revision=self.new_revision,
            new_revision=self.old_revision,
            changes=mark_retirements_as_splits_or_merges(change.inverse() for change in self),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the diff as dicts, lists, strings and numbers, which `from_dict` reads.

        >>> import benelux_programme as bp
        >>> bp.Diff(programme="plan", old_revision=1, new_revision=2).to_dict()
        {'programme': 'plan', 'old_revision': 1, 'new_revision': 2, 'changes': []}
        """
        changes = [encode_change(change) for change in self]
        return attrs.asdict(self, recurse=False) | {"changes": changes}

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> "Diff":
        """Return the diff that `to_dict` wrote.

        Raises:
            InvalidDataError: document is not that of a diff; `problems` lists every mistake.

        >>> import benelux_programme as bp
        >>> document = {"programme": "plan", "old_revision": 1, "new_revision": 2, "changes": []}
        >>> bp.Diff.from_dict(document)
        <Diff of plan revision 1 to 2: 0 changes>
        """
        with IMPORT_LOCK:
            from .decoder import StandaloneDecoder  # noqa: PLC0415  # it imports cattrs

        return attrs.evolve(StandaloneDecoder(document).decode(cls))  # sorted

    def __str__(self) -> str:
        return f"{self.programme} revision {self.old_revision} to {self.new_revision}"

    def __repr__(self) -> str:
        return f"<Diff of {self}: {pluralize(len(self), 'change')}>"
