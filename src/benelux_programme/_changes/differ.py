"""The changes from one revision of a programme to another."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, TypeAlias

from benelux_programme._model.nodes import Predecessor
from benelux_programme._model.text import LANGUAGES
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import FieldSpec, get_field_specs
from benelux_programme.errors import IncomparableError

from .change import Change, ChangeKind
from .diff import Diff, mark_retirements_as_splits_or_merges
from .records import (
    NESTED_CLASSES,
    NODE_SUBJECTS,
    PlacedRecord,
    RecordKey,
    RecordTable,
    Subject,
    find_possibly_changed_records,
    get_value_or_ids,
    is_child_field,
    iter_specs_except_ids,
    strip_children_and_citation_details,
)

ChangeBuilder: TypeAlias = Callable[..., Change]
"""`Change`, to which the record, its label and perhaps the field are bound."""


def diff(old: Programme, new: Programme) -> Diff:
    """Return all changes from an old revision of a programme to a new one.

    Records are matched by their ids, never by their texts. The changes are complete:
    `apply(old, diff(old, new)) == new`, and `diff(new, old)` is `diff(old, new).inverse()`.

    Raises:
        IncomparableError: old and new are two programmes, which `compare` compares.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, revision=2, values=old.values[:-1])
    >>> for change in bp.diff(old, new):
    ...     print(change)
    lost programme 2025-2028 values: Team spirit
    """
    if old.id != new.id:
        raise IncomparableError(old.id, new.id, "compare")
    return Diff(
        programme=old.id,
        old_revision=old.revision,
        new_revision=new.revision,
        changes=mark_retirements_as_splits_or_merges(
            _diff_record_tables(*find_possibly_changed_records(old, new))
        ),
    )


def _diff_record_tables(old: RecordTable, new: RecordTable) -> Iterator[Change]:
    for key in old.keys() & new.keys():
        yield from _diff_parents_and_fields(key, old[key], new[key])
    in_one = old.keys() ^ new.keys()
    retired_ids = {key: (Subject.RETIRED_ID, key[1]) for key in in_one if key[0] in NODE_SUBJECTS}
    replaced = {key: retired_id for key, retired_id in retired_ids.items() if retired_id in in_one}
    for key, retired_id in replaced.items():
        if key in old:
            yield _build_record_change(ChangeKind.RETIRED, key, old[key], new[retired_id])
        else:
            yield _build_record_change(ChangeKind.RESTORED, key, old[retired_id], new[key])
    for key in in_one - replaced.keys() - set(replaced.values()):
        kind = ChangeKind.REMOVED if key in old else ChangeKind.ADDED
        yield _build_record_change(kind, key, old.get(key), new.get(key))


def _build_record_change(
    kind: ChangeKind, key: RecordKey, old: PlacedRecord | None, new: PlacedRecord | None
) -> Change:
    labels = (getattr(placed.record, "label", None) for placed in (new, old) if placed)
    return Change(
        kind=kind,
        subject=key[0],
        id=key[1],
        old=strip_children_and_citation_details(old.record) if old else None,
        new=strip_children_and_citation_details(new.record) if new else None,
        old_index=old.position if old else None,
        new_index=new.position if new else None,
        label=next(filter(None, labels), None),
    )


def _diff_parents_and_fields(
    key: RecordKey, old: PlacedRecord, new: PlacedRecord
) -> Iterator[Change]:
    build_change = partial(
        Change, subject=key[0], id=key[1], label=getattr(new.record, "label", None)
    )
    if old.parent != new.parent:
        yield build_change(
            kind=ChangeKind.MOVED,
            old=old.parent_node_id,
            new=new.parent_node_id,
            old_index=old.position,
            new_index=new.position,
        )
    specs = iter_specs_except_ids(key[0])
    yield from _diff_fields(build_change, specs, old.record, new.record, ())


def _diff_fields(
    build_change: ChangeBuilder,
    specs: Iterable[FieldSpec],
    old: Any,
    new: Any,
    parent_path: tuple[str, ...],
) -> Iterator[Change]:
    for spec in specs:
        old_value, new_value = get_value_or_ids(old, spec), get_value_or_ids(new, spec)
        if old_value == new_value:
            continue
        path = (*parent_path, spec.name)
        language = spec.name if spec.name in LANGUAGES else None
        field = ".".join(parent_path if language else path)
        build_field_change = partial(build_change, field=field, language=language)
        if is_child_field(spec):
            yield from _diff_order(build_field_change, old_value, new_value, {})
        elif spec.many:
            yield from _diff_items(build_field_change, old_value, new_value)
        elif spec.cls in NESTED_CLASSES and old_value is not None and new_value is not None:
            nested_specs = get_field_specs(spec.cls)
            yield from _diff_fields(build_change, nested_specs, old_value, new_value, path)
        else:
            kind = ChangeKind.RETITLED if language and path[0] == "title" else ChangeKind.EDITED
            if old_value is None or new_value is None:
                kind = ChangeKind.GAINED if old_value is None else ChangeKind.LOST
            yield build_field_change(kind=kind, old=old_value, new=new_value)


def _diff_items(
    build_change: ChangeBuilder, old_items: tuple[Any, ...], new_items: tuple[Any, ...]
) -> Iterator[Change]:
    """Yield the changes of items and of their order; of the whole list, if items are repeated."""
    old_set, new_set = set(old_items), set(new_items)
    if len(old_set) < len(old_items) or len(new_set) < len(new_items):
        yield build_change(kind=ChangeKind.EDITED, old=old_items, new=new_items)
        return
    lost = _index_by_match_key(old_items, excluded_items=new_set)
    gained = _index_by_match_key(new_items, excluded_items=old_set)
    replacements: dict[Any, Any] = {}
    for key, (i, item) in lost.items():
        if key in gained:
            j, new_item = gained[key]
            replacements[item] = new_item
            yield build_change(
                kind=ChangeKind.EDITED, old=item, new=new_item, old_index=i, new_index=j
            )
        else:
            yield build_change(kind=ChangeKind.LOST, old=item, old_index=i)
    for key, (i, item) in gained.items():
        if key not in lost:
            yield build_change(kind=ChangeKind.GAINED, new=item, new_index=i)
    yield from _diff_order(build_change, old_items, new_items, replacements)


def _index_by_match_key(
    items: Sequence[Any], excluded_items: AbstractSet[Any]
) -> dict[Hashable, tuple[int, Any]]:
    """Index items by what an edited item has in common with the old one.

    A string is never edited. A predecessor is identified by the action that it names, any other
    item by its index.
    """

    def get_key(index: int, item: Any) -> Hashable:
        if isinstance(item, Predecessor):
            return item.programme, item.action
        return item if isinstance(item, str) else index

    return {
        get_key(i, item): (i, item) for i, item in enumerate(items) if item not in excluded_items
    }


def _diff_order(
    build_change: ChangeBuilder,
    old_items: Sequence[Any],
    new_items: Sequence[Any],
    replacements: Mapping[Any, Any],
) -> Iterator[Change]:
    """Yield one change if the items in both lists, replaced ones included, changed order."""
    in_both = set(old_items) & set(new_items)
    old_kept, new_kept = in_both | replacements.keys(), in_both | set(replacements.values())
    old_order = tuple(item for item in old_items if item in old_kept)
    new_order = tuple(item for item in new_items if item in new_kept)
    if tuple(replacements.get(item, item) for item in old_order) != new_order:
        yield build_change(kind=ChangeKind.REORDERED, old=old_order, new=new_order)
