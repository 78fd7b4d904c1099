"""Applying a diff to a programme."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benelux_programme._model.citation import Citation, index_paragraphs_and_headings_by_address
from benelux_programme._model.constraints import is_tuple
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import LEVELS, PARENTS, FieldSpec, get_field_specs
from benelux_programme.errors import MismatchError

from .change import RETIRED_ID_SIDES, Change, ChangeKind, Side, format_change_without_values
from .diff import Diff
from .records import (
    CHILD_FIELDS,
    NESTED_CLASSES,
    RECORD_CLASSES,
    RecordKey,
    Subject,
    build_record,
    get_values_or_ids_by_field,
    index_records,
    iter_specs_except_ids,
    strip_children_and_citation_details,
)


def apply(old: Programme, diff: Diff) -> Programme:
    """Return the programme after the changes of a diff that starts from `old`, which stays as is.

    Raises:
        MismatchError: diff starts from another programme or revision, or from other values.
        InvalidValueError: The changed programme is not consistent.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, revision=2, values=old.values[:-1])
    >>> bp.apply(old, bp.diff(old, new)) == new
    True
    """
    if (diff.programme, diff.old_revision) != (old.id, old.revision):
        expected = f"{diff.programme} revision {diff.old_revision}"
        raise MismatchError(str(diff), expected, f"{old.id} revision {old.revision}")
    patcher = _Patcher(old)
    patcher.apply_diff(diff)
    return patcher.build_programme(diff.new_revision)


class _Patcher:
    """The values of all records of a programme, with ids in place of children, while they change.

    A removed record stays until the end, as changes of its list of children follow.
    """

    def __init__(self, programme: Programme) -> None:
        self._root: RecordKey = (Subject.PROGRAMME, programme.id)
        self._old = index_records(programme)
        self._values = {
            key: get_values_or_ids_by_field(placed.record) for key, placed in self._old.items()
        }
        self._removed: set[RecordKey] = set()
        self._queue: dict[RecordKey, list[Change]] = defaultdict(list)

    def apply_diff(self, diff: Diff) -> None:
        self._apply_record_changes([change for change in diff if change.field is None])
        for change in diff:
            if change.field is not None:
                self._check_field_and_queue_change(change)
        for key, field_changes in self._queue.items():
            cls = RECORD_CLASSES[key[0]]
            self._values[key] = _apply_field_changes(cls, self._values[key], field_changes)
        for key in sorted(self._removed):
            for field in CHILD_FIELDS[key[0]]:
                if self._values[key][field]:
                    raise MismatchError(f"removed {' '.join(key)}", (), self._values[key][field])

    def _apply_record_changes(self, changes: Sequence[Change]) -> None:
        for change in changes:  # all are removed before any is added, which may have the same id
            if change.kind is not ChangeKind.ADDED:
                self._detach_moved_or_removed_record(change)
        for change in changes:
            if change.kind not in {ChangeKind.REMOVED, ChangeKind.MOVED}:
                self._store_new_record(change)
        for change in changes:
            if change.kind is not ChangeKind.REMOVED:
                self._queue_addition_to_parent(change)

    def _has_record(self, key: RecordKey) -> bool:
        return key in self._values and key not in self._removed

    def _detach_moved_or_removed_record(self, change: Change) -> None:
        key, found = _get_record_key(change, "old"), None
        placed = self._old.pop(key, None)
        if placed is not None and change.kind is ChangeKind.MOVED:
            found = placed.parent_node_id
        elif placed is not None:
            found = strip_children_and_citation_details(placed.record)
            self._removed.add(key)
        if placed is None or placed.parent is None or found != change.old:
            raise _build_mismatch_error(change, found)
        self._queue_child_list_change(ChangeKind.LOST, placed.parent, key[0], old=change.id)

    def _store_new_record(self, change: Change) -> None:
        key = _get_record_key(change, "new")
        if self._has_record(key):
            found = self._old[key].record if key in self._old else change.new
            raise MismatchError(format_change_without_values(change), None, found)
        self._removed.discard(key)
        old_values = self._values.get(key, {})
        old_children = {field: old_values.get(field, ()) for field in CHILD_FIELDS[key[0]]}
        self._values[key] = get_values_or_ids_by_field(change.new) | old_children

    def _queue_addition_to_parent(self, change: Change) -> None:
        subject, id = _get_record_key(change, "new")
        parent_id: Any = change.new
        if change.kind is not ChangeKind.MOVED:
            parent_id = getattr(change.new, "theme", None) or getattr(change.new, "pillar", None)
        parents = [(Subject.THEME, parent_id), (Subject.PILLAR, parent_id)]
        for parent in [self._root] if parent_id is None else parents:
            if self._has_record(parent) and subject in CHILD_FIELDS[parent[0]].values():
                values = {"new": id, "new_index": change.new_index}
                self._queue_child_list_change(ChangeKind.GAINED, parent, subject, **values)
                return
        raise MismatchError(format_change_without_values(change), parent_id, None)

    def _queue_child_list_change(
        self, kind: ChangeKind, parent: RecordKey, child_subject: Subject, **values: Any
    ) -> None:
        subjects_by_field = CHILD_FIELDS[parent[0]].items()
        field = next(field for field, subject in subjects_by_field if subject is child_subject)
        change = Change(kind=kind, subject=parent[0], id=parent[1], field=field, **values)
        self._queue[parent].append(change)

    def _check_field_and_queue_change(self, change: Change) -> None:
        key = (change.subject, change.id)
        names = {spec.name for spec in iter_specs_except_ids(change.subject)}
        if change.kind is not ChangeKind.REORDERED:
            names -= CHILD_FIELDS[change.subject].keys()
        if not self._has_record(key) or _split_path(change)[0] not in names:
            raise _build_mismatch_error(change, None)
        self._queue[key].append(change)

    def build_programme(self, revision: int) -> Programme:
        addresses = self._values[self._root]["paragraphs"]
        paragraphs = index_paragraphs_and_headings_by_address(
            Citation(**self._values[Subject.PARAGRAPH, address]) for address in addresses
        )

        def build_with_descendants(key: RecordKey, ancestor_ids: Mapping[str, str]) -> Any:
            subject, id = key
            cls = RECORD_CLASSES[subject]
            values: dict[str, Any] = self._values[key] | {
                name: ancestor_ids.get(name) for name in PARENTS.get(cls, ())
            }
            if cls in LEVELS:
                ancestor_ids = {**ancestor_ids, LEVELS[cls]: id}
            for field, child in CHILD_FIELDS[subject].items():
                keys = ((child, child_id) for child_id in values[field])
                values[field] = tuple(build_with_descendants(key, ancestor_ids) for key in keys)
            return build_record(cls, values, paragraphs)

        self._values[self._root]["revision"] = revision
        programme: Programme = build_with_descendants(self._root, {})
        return programme


def _get_record_key(change: Change, side: Side) -> RecordKey:
    is_retired_id = RETIRED_ID_SIDES.get(change.kind) == side
    return Subject.RETIRED_ID if is_retired_id else change.subject, change.id


def _split_path(change: Change) -> list[str]:
    """Return the names of the attributes, and the language, that lead to what changed."""
    return [*(change.field or "").split("."), *([change.language] if change.language else [])]


def _apply_field_changes(
    cls: type, values: Mapping[str, Any], changes: Iterable[Change], path_depth: int = 0
) -> dict[str, Any]:
    """Return the values by name after changes, whose paths name the attribute at path_depth."""
    specs_by_name = {spec.name: spec for spec in get_field_specs(cls)}
    changes_by_name: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        changes_by_name[_split_path(change)[path_depth]].append(change)
    new_values = dict(values)
    for name, changes_of_name in changes_by_name.items():
        if name not in specs_by_name:
            raise _build_mismatch_error(changes_of_name[0], None)
        new_values[name] = _apply_value_changes(
            specs_by_name[name], values[name], changes_of_name, path_depth + 1
        )
    return new_values


def _apply_value_changes(
    spec: FieldSpec, value: Any, changes: Sequence[Change], path_depth: int
) -> Any:
    """Return the value of an attribute after changes of it, or of the attributes inside it."""
    inner = [change for change in changes if len(_split_path(change)) > path_depth]
    replaces_list = changes[0].kind is ChangeKind.EDITED and is_tuple(changes[0].old)
    if spec.many and not inner and not replaces_list:
        return _apply_item_changes(value, changes)
    if spec.cls in NESTED_CLASSES and value is not None and inner == changes:
        values = get_values_or_ids_by_field(value)
        return spec.cls(**_apply_field_changes(spec.cls, values, inner, path_depth))
    if len(changes) > 1 or inner or value != changes[0].old:
        raise _build_mismatch_error(changes[0], value)
    return changes[0].new


def _apply_item_changes(items: tuple[Any, ...], changes: Sequence[Change]) -> tuple[Any, ...]:
    item_set = set(items)
    by_kind: dict[ChangeKind, list[Any]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
        if change.kind in {ChangeKind.LOST, ChangeKind.EDITED} and change.old not in item_set:
            raise _build_mismatch_error(change, items)
    lost = {change.old for change in by_kind[ChangeKind.LOST]}
    edited = {change.old: change.new for change in by_kind[ChangeKind.EDITED]}
    kept = [edited.get(item, item) for item in items if item not in lost]
    for change in by_kind[ChangeKind.REORDERED]:
        if Counter(change.new) != Counter(kept):
            raise _build_mismatch_error(change, tuple(kept))
        kept = list(change.new)
    known, new_items = set(kept), list(kept)
    gains = by_kind[ChangeKind.GAINED]
    for gain in sorted(gains, key=lambda gain: (gain.new_index is None, gain.new_index)):
        if gain.new in known:
            raise _build_mismatch_error(gain, tuple(kept))
        known.add(gain.new)
        new_items.insert(len(new_items) if gain.new_index is None else gain.new_index, gain.new)
    return tuple(new_items)


def _build_mismatch_error(change: Change, found: object) -> MismatchError:
    return MismatchError(format_change_without_values(change), change.old, found)
