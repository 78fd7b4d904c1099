"""Applying a diff to a programme."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from benelux_programme._model.citation import Citation, index_by_address
from benelux_programme._model.constraints import is_tuple
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import LEVELS, PARENTS, FieldSpec, field_specs
from benelux_programme.errors import MismatchError

from .change import RETIREMENTS, Change, ChangeKind
from .diff import Diff
from .records import (
    CHILD_FIELDS,
    NESTED_CLASSES,
    RECORD_CLASSES,
    RecordKey,
    Subject,
    build_record,
    child_field,
    child_ids,
    field_values,
    index_records,
    own_field_specs,
    parent_node_id,
    without_children,
)


def apply(old: Programme, diff: Diff) -> Programme:
    """Return the programme after the changes; `old` itself stays as it is.

    Args:
        old: The programme from which the diff starts.
        diff: The changes.

    Raises:
        MismatchError: diff starts from another programme or revision, or from other values.
        InvalidValueError: The changed programme is not consistent.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, revision=2, values=old.values[:-1])
    >>> apply(old, bp.diff(old, new)) == new
    True
    """
    if (diff.programme, diff.old_revision) != (old.id, old.revision):
        expected = f"{diff.programme} revision {diff.old_revision}"
        raise MismatchError(str(diff), expected, f"{old.id} revision {old.revision}")
    patcher = _Patcher(old)
    patcher.apply_changes(diff)
    return patcher.build_programme(diff.new_revision)


class _Patcher:
    """The values of all records of a programme, with ids in place of children, while they change.

    A removed record stays until the end, as changes of its list of children follow.
    """

    def __init__(self, programme: Programme) -> None:
        self._root: RecordKey = (Subject.PROGRAMME, programme.id)
        self._old = index_records(programme)
        self._values = {
            key: field_values(key[0], placed.record) | child_ids(key[0], placed.record)
            for key, placed in self._old.items()
        }
        self._removed: set[RecordKey] = set()
        self._queue: dict[RecordKey, list[Change]] = defaultdict(list)

    def apply_changes(self, changes: Diff) -> None:
        """Apply all changes.

        Raises:
            MismatchError: A change starts from other values.
        """
        self._apply_record_changes([change for change in changes if change.field is None])
        for change in changes:
            if change.field is not None:
                self._queue_field_change(change)
        for key, field_changes in self._queue.items():
            specs = field_specs(RECORD_CLASSES[key[0]])
            self._values[key] = apply_field_changes(specs, self._values[key], field_changes)
        for key in sorted(self._removed):
            for children in (self._values[key][field] for field in CHILD_FIELDS[key[0]]):
                if children:
                    raise MismatchError(f"removed {' '.join(key)}", (), children)

    def _apply_record_changes(self, changes: Sequence[Change]) -> None:
        for change in changes:  # all are removed before any is added, which may have the same id
            if change.kind is not ChangeKind.ADDED:
                self._remove_record(change)
        for change in changes:
            if change.kind not in {ChangeKind.REMOVED, ChangeKind.MOVED}:
                self._add_record(change)
        for change in changes:
            if change.kind is not ChangeKind.REMOVED:
                self._add_to_parent(change)

    def _contains(self, key: RecordKey) -> bool:
        return key in self._values and key not in self._removed

    def _remove_record(self, change: Change) -> None:
        """Remove a record from its parent and, unless it was moved, from the programme."""
        subject = Subject.RETIRED_ID if change.kind is ChangeKind.RESTORED else change.subject
        is_move, found = change.kind is ChangeKind.MOVED, None
        placed = self._old.pop((subject, change.id), None)
        if placed is not None:
            found = parent_node_id(placed) if is_move else without_children(placed.record)
        if placed is None or placed.parent is None or found != change.old:
            raise _mismatch(change, found)
        self._queue_child_change(ChangeKind.LOST, placed.parent, subject, old=change.id)
        if not is_move:
            self._removed.add((subject, change.id))

    def _add_record(self, change: Change) -> None:
        key = _added_record_key(change)
        if self._contains(key):
            found = self._old[key].record if key in self._old else change.new
            raise MismatchError(str(change), None, found)
        self._removed.discard(key)
        children = child_ids(key[0], change.new) | self._values.get(key, {})
        self._values[key] = children | field_values(key[0], change.new)

    def _add_to_parent(self, change: Change) -> None:
        """Add a record that was added or moved to the children of its parent."""
        subject, id = _added_record_key(change)
        parent_id: Any = change.new
        if change.kind is not ChangeKind.MOVED:
            parent_id = getattr(change.new, "theme", None) or getattr(change.new, "pillar", None)
        parents = [(Subject.THEME, parent_id), (Subject.PILLAR, parent_id)]
        for parent in [self._root] if parent_id is None else parents:
            if self._contains(parent) and subject in CHILD_FIELDS[parent[0]].values():
                index = change.new_index
                self._queue_child_change(
                    ChangeKind.GAINED, parent, subject, new=id, new_index=index
                )
                return
        raise MismatchError(str(change), parent_id, None)

    def _queue_child_change(
        self, kind: ChangeKind, parent: RecordKey, subject: Subject, **values: Any
    ) -> None:
        field = child_field(parent[0], subject)
        change = Change(kind=kind, subject=parent[0], id=parent[1], field=field, **values)
        self._queue[parent].append(change)

    def _queue_field_change(self, change: Change) -> None:
        """Queue the change of a field, or of the order of the children."""
        key = (change.subject, change.id)
        names = {spec.name for spec in own_field_specs(change.subject)}
        if change.kind is ChangeKind.REORDERED:
            names |= CHILD_FIELDS[change.subject].keys()
        if not self._contains(key) or _path(change)[0] not in names:
            raise _mismatch(change, None)
        self._queue[key].append(change)

    def build_programme(self, revision: int) -> Programme:
        """Build the programme of these records.

        Raises:
            InvalidValueError: The programme is not consistent.
        """
        addresses = self._values[self._root]["paragraphs"]
        paragraphs = index_by_address(
            Citation(**self._values[Subject.PARAGRAPH, address]) for address in addresses
        )

        def build(key: RecordKey, ancestors: Mapping[str, str]) -> Any:
            subject, id = key
            cls = RECORD_CLASSES[subject]
            values = self._values[key] | {
                name: ancestors.get(name) for name in PARENTS.get(cls, ())
            }
            if cls in LEVELS:
                ancestors = {**ancestors, LEVELS[cls]: id}
            for field, child in CHILD_FIELDS[subject].items():
                values[field] = tuple(build((child, id), ancestors) for id in values[field])
            return build_record(subject, values, paragraphs)

        self._values[self._root]["revision"] = revision
        programme: Programme = build(self._root, {})
        return programme


def _added_record_key(change: Change) -> RecordKey:
    """Return the key of the record that a change adds or moves."""
    return Subject.RETIRED_ID if change.kind in RETIREMENTS else change.subject, change.id


def _path(change: Change) -> list[str]:
    """Return the names of the attributes that lead from a record to what changed."""
    return [*(change.field or "").split("."), *([change.language] if change.language else [])]


def apply_field_changes(
    specs: Iterable[FieldSpec], values: Mapping[str, Any], changes: Iterable[Change], depth: int = 0
) -> dict[str, Any]:
    """Return the values of attributes after changes, in whose paths they are at an index, depth.

    Raises:
        MismatchError: A change starts from another value, or an attribute is unknown.
    """
    specs_by_name = {spec.name: spec for spec in specs}
    changes_by_name: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        changes_by_name[_path(change)[depth]].append(change)
    new_values = dict(values)
    for name, changes_of_name in changes_by_name.items():
        if name not in specs_by_name:
            raise _mismatch(changes_of_name[0], None)
        spec = specs_by_name[name]
        new_values[name] = _apply_value_changes(spec, values[name], changes_of_name, depth + 1)
    return new_values


def _apply_value_changes(spec: FieldSpec, value: Any, changes: Sequence[Change], depth: int) -> Any:
    """Return the value of an attribute after changes of it, or of the attributes inside it."""
    inner = [change for change in changes if len(_path(change)) > depth]
    if spec.many and not inner:
        return apply_item_changes(value, changes)
    if spec.cls in NESTED_CLASSES and value is not None and inner == changes:
        specs = field_specs(spec.cls)
        values = {spec.name: getattr(value, spec.name) for spec in specs}
        return spec.cls(**apply_field_changes(specs, values, inner, depth))
    if len(changes) > 1 or inner or value != changes[0].old:
        raise _mismatch(changes[0], value)
    return changes[0].new


def apply_item_changes(items: tuple[Any, ...], changes: Sequence[Change]) -> tuple[Any, ...]:
    """Return the items of a list after changes; an item that was gained is at its new index.

    Raises:
        MismatchError: A change starts from other items.
    """
    first: Any = changes[0]
    if len(changes) == 1 and first.kind is ChangeKind.EDITED and is_tuple(first.old):
        if first.old != items:
            raise _mismatch(first, items)
        return tuple(first.new)
    item_set = set(items)
    by_kind: dict[ChangeKind, list[Any]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
        if change.kind in {ChangeKind.LOST, ChangeKind.EDITED} and change.old not in item_set:
            raise _mismatch(change, items)
    lost = {change.old for change in by_kind[ChangeKind.LOST]}
    edited = {change.old: change.new for change in by_kind[ChangeKind.EDITED]}
    kept = [edited.get(item, item) for item in items if item not in lost]
    for change in by_kind[ChangeKind.REORDERED]:
        if Counter(change.new) != Counter(kept):
            raise _mismatch(change, tuple(kept))
        kept = list(change.new)
    return tuple(_insert_items(kept, sorted(by_kind[ChangeKind.GAINED], key=_insertion_index)))


def _insert_items(items: Sequence[Any], gains: Iterable[Change]) -> Iterator[Any]:
    """Yield the items, and each gained item at its index; gains are sorted by it."""
    known, remaining, count = set(items), iter(items), 0
    for gain in gains:
        if gain.new in known:
            raise _mismatch(gain, tuple(items))
        known.add(gain.new)
        for item in islice(remaining, max(0, _insertion_index(gain) - count)):
            yield item
            count += 1
        yield gain.new
        count += 1
    yield from remaining


def _insertion_index(gain: Change) -> int:
    """Return the index of a gained item; without one, it is last."""
    return sys.maxsize if gain.new_index is None else min(gain.new_index, sys.maxsize)


def _mismatch(change: Change, found: object) -> MismatchError:
    return MismatchError(str(change), change.old, found)
