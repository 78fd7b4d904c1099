"""What changed from one revision of a programme to another, as facts."""

from enum import StrEnum
from typing import Any, TypeAlias, final, get_args

import attrs

from benelux_programme._model.citation import Citation, Fingerprint
from benelux_programme._model.constraints import (
    Constraint,
    a_non_negative_integer,
    a_text,
    instance_of,
    is_clean_text,
    is_tuple,
    optional,
)
from benelux_programme._model.nodes import (
    Action,
    AlternativeTitle,
    Pillar,
    Predecessor,
    RetiredId,
    Theme,
)
from benelux_programme._model.period import Period
from benelux_programme._model.public import public
from benelux_programme._model.publication import ContextParagraph, Publication
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import Language, Terms, Text, a_language
from benelux_programme.errors import InvalidValueError

from .records import CLASSES, NODES, Subject, alone, id_of


@final
@public
class ChangeKind(StrEnum):
    """What happened.

    >>> import benelux_programme as bp
    >>> bp.ChangeKind("moved") is bp.ChangeKind.MOVED
    True
    """

    ADDED = "added"
    """A record is new."""
    REMOVED = "removed"
    """A record is gone."""
    RETIRED = "retired"
    """A node is gone, and its id is kept with at most one successor."""
    SPLIT = "split"
    """A node is gone, and its id is kept with several successors."""
    MERGED = "merged"
    """A node is gone, and its id is kept with the same successor as that of another."""
    RESTORED = "restored"
    """A node whose id was retired is back."""
    MOVED = "moved"
    """A node stands elsewhere: in another theme or pillar, or outside any."""
    REORDERED = "reordered"
    """What a list holds in both revisions stands in another order."""
    RETITLED = "retitled"
    """A title says something else in one language."""
    EDITED = "edited"
    """A value is another."""
    GAINED = "gained"
    """There is a value where was none, or one more item in a list."""
    LOST = "lost"
    """There is no value where was one, or one item less in a list."""


_Item: TypeAlias = str | Text | AlternativeTitle | Predecessor

Value: TypeAlias = (
    _Item
    | int
    | Terms
    | Period
    | Fingerprint
    | Publication
    | Pillar
    | Theme
    | Action
    | Partner
    | Reference
    | PolicyField
    | ContextParagraph
    | Citation
    | RetiredId
    | tuple[_Item, ...]
)
"""What a fact can tell: an attribute, an item of one, or a record without the records in it."""

_VALUES = tuple(one for one in get_args(Value) if isinstance(one, type))


def _is_value(value: object) -> bool:
    if is_tuple(value):
        return all(isinstance(item, get_args(_Item)) and _is_value(item) for item in value)
    if isinstance(value, str | bool):
        return is_clean_text(value) or isinstance(value, StrEnum)
    return isinstance(value, _VALUES)


_a_value = Constraint(_is_value, "a value of the model")
RETIREMENTS = (ChangeKind.RETIRED, ChangeKind.SPLIT, ChangeKind.MERGED)
"""The kinds of which a node is the old value, and the record of its retirement the new one."""

_MIRROR = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.GAINED: ChangeKind.LOST,
    ChangeKind.LOST: ChangeKind.GAINED,
    ChangeKind.RETIRED: ChangeKind.RESTORED,
    ChangeKind.SPLIT: ChangeKind.RESTORED,
    ChangeKind.MERGED: ChangeKind.RESTORED,
    ChangeKind.RESTORED: ChangeKind.RETIRED,
}


_FORMS: dict[ChangeKind, tuple[bool, bool | None, bool | None]] = {
    ChangeKind.ADDED: (False, False, True),
    ChangeKind.REMOVED: (False, True, False),
    ChangeKind.RETIRED: (False, True, True),
    ChangeKind.SPLIT: (False, True, True),
    ChangeKind.MERGED: (False, True, True),
    ChangeKind.RESTORED: (False, True, True),
    ChangeKind.MOVED: (False, None, None),
    ChangeKind.REORDERED: (True, True, True),
    ChangeKind.RETITLED: (True, True, True),
    ChangeKind.EDITED: (True, True, True),
    ChangeKind.GAINED: (True, False, True),
    ChangeKind.LOST: (True, True, False),
}
"""Whether a change of each kind is of an attribute, and has an old and a new value."""

_OF_NODES = (*RETIREMENTS, ChangeKind.RESTORED, ChangeKind.MOVED)


@final
@public
@attrs.frozen(kw_only=True, repr=False)
class Change:
    """One fact: what changed, from what to what.

    A record that came or went is told without the records in it, which have facts of their own,
    and its citations have neither page nor fingerprint.

    Attributes:
        kind: What happened.
        subject: What kind of record it happened to.
        id: Its id; the address of a paragraph.
        field: The path to the attribute, such as "summary" or "publication.adopted"; None if it
            is the whole record.
        language: The language of the text or the word, if it is about one.
        old: What it was, or None if there was nothing. For what moved, the id of the theme or
            pillar, or None for the programme.
        new: What it is, as `old`.
        old_index: Its place in the list in which it was, from 0.
        new_index: Its place in the list in which it is.
        label: What the record is called, for readers; not part of the fact.

    Raises:
        InvalidValueError: An attribute is not of this form.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> change = bp.diff(old, attrs.evolve(old, mission=None)).changes[0]
    >>> str(change.kind), str(change.subject), change.field
    ('lost', 'programme', 'mission')
    >>> change.old == old.mission
    True
    """

    kind: ChangeKind = attrs.field(validator=instance_of(ChangeKind))
    subject: Subject = attrs.field(validator=instance_of(Subject))
    id: str = attrs.field(validator=a_text)
    field: str | None = attrs.field(default=None, validator=optional(a_text))
    language: Language | None = attrs.field(default=None, validator=optional(a_language))
    old: Value | None = attrs.field(default=None, validator=optional(_a_value))
    new: Value | None = attrs.field(default=None, validator=optional(_a_value))
    old_index: int | None = attrs.field(default=None, validator=optional(a_non_negative_integer))
    new_index: int | None = attrs.field(default=None, validator=optional(a_non_negative_integer))
    label: Text | None = attrs.field(default=None, eq=False, validator=optional(instance_of(Text)))

    def __attrs_post_init__(self) -> None:
        if self.kind in _OF_NODES and self.subject not in NODES:
            expected = f"a pillar, theme or action, as it is {self.kind}"
            raise InvalidValueError("Change", "subject", self.subject, expected)
        of_field, old, new = _FORMS[self.kind]
        forms = (("field", of_field), ("old", old), ("new", new))
        for name, needed in forms:
            value = getattr(self, name)
            if needed is not None and needed != (value is not None):
                expected = f"what a change has that is {self.kind}"
                raise InvalidValueError("Change", name, value, expected)
        if self.field is None:
            self._check_record("old", self.old, retired=self.kind is ChangeKind.RESTORED)
            self._check_record("new", self.new, retired=self.kind in RETIREMENTS)
        elif self.kind is ChangeKind.REORDERED and not isinstance(self.old, tuple):
            raise InvalidValueError("Change", "old", self.old, "a tuple", "wrong-type")

    def _check_record(self, name: str, record: Any, *, retired: bool) -> None:
        """Of which kind a record is that came, went or moved, and that nothing is in it."""
        if record is None:
            return
        if self.kind is ChangeKind.MOVED:
            right, expected = isinstance(record, str), "the id of a pillar or theme"
        else:
            cls = RetiredId if retired else CLASSES[self.subject]
            right = type(record) is cls and id_of(record) == self.id and alone(record) == record
            expected = f"a {cls.__name__} called {self.id!r} without what is in it"
        if not right:
            raise InvalidValueError("Change", name, record, expected, "wrong-type")

    def inverse(self) -> "Change":
        """The fact that undoes this one.

        >>> import benelux_programme as bp
        >>> kind, theme = bp.ChangeKind.MOVED, bp.Subject.THEME
        >>> one = bp.Change(kind=kind, subject=theme, id="migration", old="security", new="economy")
        >>> one.inverse().old, one.inverse().new
        ('economy', 'security')
        """
        return attrs.evolve(
            self,
            kind=_MIRROR.get(self.kind, self.kind),
            old=self.new,
            new=self.old,
            old_index=self.new_index,
            new_index=self.old_index,
        )

    def __str__(self) -> str:
        where = [self.subject, self.id, self.field, self.language]
        return f"{self.kind} {' '.join(part for part in where if part)}"

    def __repr__(self) -> str:
        return f"<Change {self}>"
