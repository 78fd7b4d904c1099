"""A change: one difference between two revisions of a programme."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, final

import attrs

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import (
    a_non_negative_integer,
    a_text,
    instance_of,
    is_tuple,
    optional,
)
from benelux_programme._model.nodes import AlternativeTitle, Predecessor, RetiredId
from benelux_programme._model.outcome import ActionBearing, Outcome, OutcomeSource
from benelux_programme._model.period import Period
from benelux_programme._model.public import frozen
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Terms, Text, a_language
from benelux_programme._model.words import LabelledEnum
from benelux_programme._programme.programme import Node
from benelux_programme._serialization.codec import encode_value
from benelux_programme._serialization.field_specs import PARENTS
from benelux_programme.errors import InvalidValueError, truncate_middle

from .records import (
    NODE_SUBJECTS,
    RECORD_CLASSES,
    Subject,
    get_id_or_citation_address,
    strip_children_and_citation_details,
)


@final
class ChangeKind(LabelledEnum):
    """What happened.

    >>> import benelux_programme as bp
    >>> bp.ChangeKind("moved") is bp.ChangeKind.MOVED
    True
    """

    ADDED = "added"
    """A record was added."""
    REMOVED = "removed"
    """A record was removed."""
    RETIRED = "retired"
    """A node was removed; its id is retired, with one successor or none."""
    SPLIT = "split"
    """A node was removed; its id is retired, with several successors."""
    MERGED = "merged"
    """A node was removed; its id is retired, with the same successor as another id."""
    RESTORED = "restored"
    """A node was added whose id was retired."""
    MOVED = "moved"
    """A node has another parent: a theme, a pillar or the programme."""
    REORDERED = "reordered"
    """The items that a list has in both revisions are in another order."""
    RETITLED = "retitled"
    """A title changed in one language."""
    EDITED = "edited"
    """A value was replaced by another."""
    GAINED = "gained"
    """A value was added where there was none, or an item to a list."""
    LOST = "lost"
    """A value was removed without replacement, or an item from a list."""


Side: TypeAlias = Literal["old", "new"]
_Item: TypeAlias = str | Text | AlternativeTitle | Predecessor | ActionBearing | OutcomeSource
_Attribute: TypeAlias = _Item | int | Terms | Period | Fingerprint | Publication
_Record: TypeAlias = Node | Partner | Reference | PolicyField | ContextParagraph | Citation
Value: TypeAlias = _Attribute | _Record | Outcome | RetiredId | tuple[_Item, ...]
"""The old or new value of a change: an attribute, an item of it, or a record without children."""

RETIREMENTS = (ChangeKind.RETIRED, ChangeKind.SPLIT, ChangeKind.MERGED)
"""The kinds whose old value is a node and whose new value is the `RetiredId` in its place."""

RETIRED_ID_SIDES = {ChangeKind.RESTORED: "old", **dict.fromkeys(RETIREMENTS, "new")}
"""Which value of a change is a `RetiredId`, "old" or "new", by kind."""

_INVERSE_KINDS = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.GAINED: ChangeKind.LOST,
    ChangeKind.LOST: ChangeKind.GAINED,
    ChangeKind.RESTORED: ChangeKind.RETIRED,
    **dict.fromkeys(RETIREMENTS, ChangeKind.RESTORED),
}
_NODE_KINDS = (*RETIREMENTS, ChangeKind.RESTORED, ChangeKind.MOVED)
_RECORD_KINDS = (*_NODE_KINDS, ChangeKind.ADDED, ChangeKind.REMOVED)
_KINDS_WITHOUT_VALUE: Mapping[Side, tuple[ChangeKind, ...]] = {
    "old": (ChangeKind.ADDED, ChangeKind.GAINED),
    "new": (ChangeKind.REMOVED, ChangeKind.LOST),
}


@final
@frozen(kw_only=True, repr=False)
class Change:
    """One difference between two revisions: a record or one of its attributes, old and new.

    The old or new value of a record that was added or removed has no children, which have changes
    of their own, and its citations have neither page nor fingerprint.

    Attributes:
        kind: What happened.
        subject: The kind of the record.
        id: The id of the record; the address of a paragraph.
        field: The path to the attribute, such as "summary" or "publication.adopted"; None for a
            change of the whole record.
        language: The language of the text or the word, if the change is about one.
        old: The old value, or None. For a move, the id of the old theme or pillar, or None for the
            programme.
        new: The new value, like `old`.
        old_index: The old index in the list, from 0.
        new_index: The new index in the list.
        label: The name of the record, for readers; ignored by `==`.

    Raises:
        InvalidValueError: The kind requires another value of an attribute.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> change = bp.diff(old, attrs.evolve(old, mission=None)).changes[0]
    >>> str(change.kind), str(change.subject), change.field
    ('lost', 'programme', 'mission')
    >>> print(change)
    lost programme 2025-2028 mission: Strengthen the single market, … the Benelux can see and feel.
    """

    kind: ChangeKind = attrs.field(validator=instance_of(ChangeKind))
    subject: Subject = attrs.field(validator=instance_of(Subject))
    id: str = attrs.field(validator=a_text)
    field: str | None = attrs.field(default=None, validator=optional(a_text))
    language: Language | None = attrs.field(default=None, validator=optional(a_language))
    old: Value | None = attrs.field(default=None)
    new: Value | None = attrs.field(default=None)
    old_index: int | None = attrs.field(default=None, validator=optional(a_non_negative_integer))
    new_index: int | None = attrs.field(default=None, validator=optional(a_non_negative_integer))
    label: Text | None = attrs.field(default=None, eq=False, validator=optional(instance_of(Text)))

    def __attrs_post_init__(self) -> None:
        if self.kind in _NODE_KINDS and self.subject not in NODE_SUBJECTS:
            expected = f"a pillar, theme or action, which {self.kind!s} changes are about"
            raise InvalidValueError("Change", "subject", self.subject, expected)
        self._check_presence("field", expect_present=self.kind not in _RECORD_KINDS)
        for side, kinds_without_value in _KINDS_WITHOUT_VALUE.items():
            value = getattr(self, side)
            if self.kind is ChangeKind.MOVED:
                if not isinstance(value, str | None):
                    expected = "the id of a pillar or theme"
                    raise InvalidValueError("Change", side, value, expected, "wrong-type")
            else:
                self._check_presence(side, expect_present=self.kind not in kinds_without_value)
                if self.field is None and value is not None:
                    self._require_own_record_without_children(side, value)
        if self.kind is ChangeKind.REORDERED and not isinstance(self.old, tuple):
            raise InvalidValueError("Change", "old", self.old, "a tuple", "wrong-type")

    def _check_presence(self, attribute: str, *, expect_present: bool) -> None:
        value = getattr(self, attribute)
        if expect_present != (value is not None):
            expected = "a value" if expect_present else "None"
            expected += f", as {self.kind!s} changes require"
            raise InvalidValueError("Change", attribute, value, expected)

    def _require_own_record_without_children(self, side: Side, record: Any) -> None:
        is_retired_id = RETIRED_ID_SIDES.get(self.kind) == side
        constraint = instance_of(RetiredId if is_retired_id else RECORD_CLASSES[self.subject])
        if not (
            constraint.predicate(record)
            and get_id_or_citation_address(record) == self.id
            and strip_children_and_citation_details(record) == record
        ):
            expected = f"{constraint.expected} with the id {self.id!r} and without children"
            raise InvalidValueError("Change", side, record, expected, "wrong-type")

    def inverse(self) -> "Change":
        """Return the change that undoes this one.

        >>> import benelux_programme as bp
        >>> kind, theme = bp.ChangeKind.MOVED, bp.Subject.THEME
        >>> move = bp.Change(kind=kind, subject=theme, id="migration", old="security", new="trade")
        >>> move.inverse().old, move.inverse().new
        ('trade', 'security')
        """
        return attrs.evolve(
            self,
            kind=_INVERSE_KINDS.get(self.kind, self.kind),
            old=self.new,
            new=self.old,
            old_index=self.new_index,
            new_index=self.old_index,
        )

    def __str__(self) -> str:
        """Return what changed, and the old and the new value, shortened."""
        values: tuple[Any, ...] = (self.old, self.new)
        if self.kind is ChangeKind.MOVED:
            values = tuple(value or "the programme" for value in values)
        elif self.kind is ChangeKind.REORDERED:
            values = (self.new,)
        elif self.field is None:  # the label says more than a record
            values = (self.label, self.new if self.kind in RETIREMENTS else None)
        shown = " -> ".join(_shorten_value(value) for value in values if value is not None)
        if is_change_of_spaces(self):
            shown = f"{_shorten_value(self.new)} (spaces)"
        description = format_change_without_values(self)
        return f"{description}: {shown}" if shown else description

    def __repr__(self) -> str:
        return f"<Change {format_change_without_values(self)}>"


def is_change_of_spaces(change: Change) -> bool:
    """Whether a text is the same but for its spaces, some of which may not break a line."""
    old, new = change.old, change.new
    return isinstance(old, str) and isinstance(new, str) and old.split() == new.split()


def format_change_without_values(change: Change) -> str:
    """Return the kind of a change, the record and the attribute, without values."""
    parts = [change.kind, change.subject, change.id, change.field, change.language]
    return " ".join(part for part in parts if part)


def _shorten_value(value: object) -> str:
    if is_tuple(value):
        value = ", ".join(map(_shorten_value, value))
    match value:
        case RetiredId():
            value = ", ".join(value.successors) or "no successor"
        case Predecessor():
            value = f"{value} ({value.relation})"
        case AlternativeTitle(text=title) | Publication(title=title):
            value = title
        case _:
            pass
    return truncate_middle(" ".join(str(value).split()), 60)


def encode_change(change: Change) -> dict[str, Any]:
    values = attrs.asdict(change, recurse=False, filter=lambda _, value: value is not None)
    return {name: _encode_with_ancestor_ids(value) for name, value in values.items()}


def _encode_with_ancestor_ids(value: object) -> Any:
    names = PARENTS.get(type(value), ())
    ancestor_ids = {name: id for name in names if (id := getattr(value, name)) is not None}
    return encode_value(value) | ancestor_ids if ancestor_ids else encode_value(value)
