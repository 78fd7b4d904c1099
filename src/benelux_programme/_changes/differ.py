"""The changes from one revision of a programme to another."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import count
from typing import Any, TypeAlias

from benelux_programme._model.nodes import Predecessor
from benelux_programme._model.text import LANGUAGES, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import FieldSpec, field_specs
from benelux_programme.errors import IncomparableError

from .change import Change, ChangeKind
from .diff import Diff, classify_retirements
from .records import (
    NESTED_CLASSES,
    NODE_SUBJECTS,
    ChangedRecords,
    PlacedRecord,
    RecordKey,
    Subject,
    field_value,
    find_changed_records,
    own_field_specs,
    parent_node_id,
    record_id,
    without_children,
)

ChangeValues: TypeAlias = dict[str, Any]
"""The attributes of a change, by name, that do not depend on the record."""


def diff(old: Programme, new: Programme) -> Diff:
    """Return all changes from one revision of a programme to another.

    Records are matched by their ids, never by their texts. The changes are complete:
    `apply(old, diff(old, new)) == new`, and `diff(new, old)` is `diff(old, new).inverse()`.

    Args:
        old: The old revision.
        new: The new revision.

    Raises:
        IncomparableError: old and new are two programmes, which `compare` compares.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, revision=2, values=old.values[:-1])
    >>> [str(change) for change in diff(old, new)]
    ['lost programme 2025-2028 values']
    """
    if old.id != new.id:
        raise IncomparableError(old.id, new.id, "compare")
    return Diff(
        programme=old.id,
        old_revision=old.revision,
        new_revision=new.revision,
        changes=classify_retirements(_all_changes(find_changed_records(old, new))),
    )


def _all_changes(records: ChangedRecords) -> Iterator[Change]:
    """Yield the changes of all records; retirements are not yet classified."""
    old, new, child_lists = records
    removed, added = old.keys() - new.keys(), new.keys() - old.keys()
    retired, restored = _match_retired_ids(removed, added), _match_retired_ids(added, removed)
    for key in old.keys() & new.keys():
        yield from _record_changes(key, old[key], new[key])
    for key, field in child_lists:
        if key in old and key in new:
            yield from _child_order_change(key, field, old[key].record, new[key].record)
    for key, retired_id in retired.items():
        yield _added_or_removed_change(ChangeKind.RETIRED, key, old[key], new[retired_id])
    for key, retired_id in restored.items():
        yield _added_or_removed_change(ChangeKind.RESTORED, key, old[retired_id], new[key])
    for key in removed - retired.keys() - set(restored.values()):
        yield _added_or_removed_change(ChangeKind.REMOVED, key, old[key], None)
    for key in added - restored.keys() - set(retired.values()):
        yield _added_or_removed_change(ChangeKind.ADDED, key, None, new[key])


def _match_retired_ids(
    nodes: AbstractSet[RecordKey], retired_ids: AbstractSet[RecordKey]
) -> dict[RecordKey, RecordKey]:
    """Return, by the key of each node whose id is retired, the key of the retired id."""
    pairs = {key: (Subject.RETIRED_ID, key[1]) for key in nodes if key[0] in NODE_SUBJECTS}
    return {key: retired_id for key, retired_id in pairs.items() if retired_id in retired_ids}


def _added_or_removed_change(
    kind: ChangeKind, key: RecordKey, old: PlacedRecord | None, new: PlacedRecord | None
) -> Change:
    labels = (_record_label(placed.record) for placed in (new, old) if placed)
    return Change(
        kind=kind,
        subject=key[0],
        id=key[1],
        old=None if old is None else without_children(old.record),
        new=None if new is None else without_children(new.record),
        old_index=None if old is None else old.position,
        new_index=None if new is None else new.position,
        label=next(filter(None, labels), None),
    )


def _record_label(record: Any) -> Text | None:
    """Return the text that names a record, if it has one."""
    names = ("summary", "title", "name", "label")
    return next((getattr(record, name) for name in names if hasattr(record, name)), None)


def _record_changes(key: RecordKey, old: PlacedRecord, new: PlacedRecord) -> Iterator[Change]:
    """Yield the changes of a record that is in both revisions."""
    change = partial(Change, subject=key[0], id=key[1], label=_record_label(new.record))
    if old.parent != new.parent:
        yield change(
            kind=ChangeKind.MOVED,
            old=parent_node_id(old),
            new=parent_node_id(new),
            old_index=old.position,
            new_index=new.position,
        )
    for values in _field_changes(own_field_specs(key[0]), old.record, new.record, ()):
        yield change(**values)


def _child_order_change(key: RecordKey, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yield one change if the children that are in both revisions are in another order."""
    old_ids = [record_id(child) for child in getattr(old, field)]
    new_ids = [record_id(child) for child in getattr(new, field)]
    for values in _order_change(old_ids, new_ids, {}):
        yield Change(subject=key[0], id=key[1], label=_record_label(new), field=field, **values)


def _field_changes(
    specs: Iterable[FieldSpec], old: Any, new: Any, path: tuple[str, ...]
) -> Iterator[ChangeValues]:
    """Yield the changes of the attributes of a value; path leads from the record to the value."""
    for spec in specs:
        old_value, new_value = field_value(old, spec), field_value(new, spec)
        if old_value == new_value:
            continue
        field_path = (*path, spec.name)
        if spec.many:
            for values in _item_changes(old_value, new_value):
                yield {**values, **_field_and_language(field_path)}
        elif spec.cls in NESTED_CLASSES and old_value is not None and new_value is not None:
            yield from _field_changes(field_specs(spec.cls), old_value, new_value, field_path)
        else:
            kind = _value_change_kind(field_path, old_value, new_value)
            yield {
                "kind": kind,
                "old": old_value,
                "new": new_value,
                **_field_and_language(field_path),
            }


def _field_and_language(path: tuple[str, ...]) -> ChangeValues:
    """Return the path without its language, and the language, if it has one."""
    if path[-1] in LANGUAGES:
        return {"field": ".".join(path[:-1]), "language": path[-1]}
    return {"field": ".".join(path)}


def _value_change_kind(path: tuple[str, ...], old: object, new: object) -> ChangeKind:
    if old is None:
        return ChangeKind.GAINED
    if new is None:
        return ChangeKind.LOST
    is_title = path[0] == "title" and path[-1] in LANGUAGES
    return ChangeKind.RETITLED if is_title else ChangeKind.EDITED


def _item_changes(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[ChangeValues]:
    """Yield the changes of the items of a list and of their order."""
    old_set, new_set = set(old), set(new)
    if len(old_set) < len(old) or len(new_set) < len(new):
        yield {"kind": ChangeKind.EDITED, "old": old, "new": new}
        return
    lost = _index_by_identity((i, item) for i, item in enumerate(old) if item not in new_set)
    gained = _index_by_identity((i, item) for i, item in enumerate(new) if item not in old_set)
    edited = {}
    for key, (i, item) in lost.items():
        if key in gained:
            new_index, edited[item] = gained[key]
            yield {
                "kind": ChangeKind.EDITED,
                "old": item,
                "new": edited[item],
                "old_index": i,
                "new_index": new_index,
            }
        else:
            yield {"kind": ChangeKind.LOST, "old": item, "old_index": i}
    for key, (i, item) in gained.items():
        if key not in lost:
            yield {"kind": ChangeKind.GAINED, "new": item, "new_index": i}
    yield from _order_change(old, new, edited)


def _index_by_identity(indexed_items: Iterable[tuple[int, Any]]) -> dict[Hashable, tuple[int, Any]]:
    """Index items by what an edited item has in common with the old one.

    A string is never edited. A predecessor is identified by the action that it names, any other
    item by its index.
    """
    found: dict[Hashable, tuple[int, Any]] = {}
    counters: dict[Hashable, Iterator[int]] = defaultdict(count)
    for i, item in indexed_items:
        if isinstance(item, Predecessor):
            action = (item.programme, item.action)
            found[action, next(counters[action])] = (i, item)
        else:
            found[(item,) if isinstance(item, str) else i] = (i, item)
    return found


def _order_change(
    old: Sequence[Any], new: Sequence[Any], edited: Mapping[Any, Any]
) -> Iterator[ChangeValues]:
    """Yield one change if the items in both lists are in another order.

    An edited item counts as the one that replaces it.
    """
    in_both = set(old) & set(new)
    old_kept, new_kept = in_both | edited.keys(), in_both | set(edited.values())
    old_items = tuple(item for item in old if item in old_kept)
    new_items = tuple(item for item in new if item in new_kept)
    if tuple(edited.get(item, item) for item in old_items) != new_items:
        yield {"kind": ChangeKind.REORDERED, "old": old_items, "new": new_items}
