"""Finding what changed from one revision of a programme to another."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import count
from typing import Any, TypeAlias

from benelux_programme._model.constraints import check_type
from benelux_programme._model.nodes import Predecessor
from benelux_programme._model.text import LANGUAGES, Text
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import FieldSpec, field_specs
from benelux_programme.errors import IncomparableError

from .change import Change, ChangeKind
from .diff import Diff, named
from .records import (
    NESTED,
    NODES,
    Key,
    Part,
    Subject,
    Unlike,
    alone,
    details,
    holder_id,
    id_of,
    said,
    unlike,
)


def diff(old: Programme, new: Programme) -> Diff:
    """Everything that changed from one revision of a programme to another.

    Records are matched by their ids, never by their texts. The facts are complete:
    `apply(old, diff(old, new)) == new`, and `diff(new, old)` is `diff(old, new).inverse()`.

    Args:
        old: The programme as it was.
        new: The same programme as it is.

    Raises:
        IncomparableError: They are two programmes, which `compare` compares.
        InvalidValueError: One is no programme.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, revision=2, values=old.values[:-1])
    >>> [str(change) for change in diff(old, new)]
    ['lost programme 2025-2028 values']
    """
    old, new = check_type(Programme, old, "diff", "old"), check_type(Programme, new, "diff", "new")
    if old.id != new.id:
        raise IncomparableError(old.id, new.id, "compare")
    return Diff(
        programme=old.id,
        old_revision=old.revision,
        new_revision=new.revision,
        changes=tuple(named(_changes(unlike(old, new)))),
    )


def _changes(apart: Unlike) -> Iterator[Change]:
    before, after, lists = apart
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    retired = _with_retired_id(gone, come)
    restored = _with_retired_id(come, gone)
    for key in before.keys() & after.keys():
        yield from _between(key, before[key], after[key])
    for key, container in lists:
        if key in before and key in after:
            yield from _rearranged(key, container, before[key].record, after[key].record)
    for key, as_retired in retired.items():
        yield _came_or_went(ChangeKind.RETIRED, key, before[key], after[as_retired])
    for key, as_retired in restored.items():
        yield _came_or_went(ChangeKind.RESTORED, key, before[as_retired], after[key])
    for key in gone - retired.keys() - set(restored.values()):
        yield _came_or_went(ChangeKind.REMOVED, key, before[key], None)
    for key in come - restored.keys() - set(retired.values()):
        yield _came_or_went(ChangeKind.ADDED, key, None, after[key])


def _with_retired_id(gone: AbstractSet[Key], come: AbstractSet[Key]) -> dict[Key, Key]:
    """The nodes that are gone while a record of their retirement has come, and this record."""
    records = {id: (subject, id) for subject, id in come if subject is Subject.RETIRED_ID}
    return {
        (subject, id): records[id] for subject, id in gone if subject in NODES and id in records
    }


def _came_or_went(kind: ChangeKind, key: Key, old: Part | None, new: Part | None) -> Change:
    return Change(
        kind=kind,
        subject=key[0],
        id=key[1],
        old=None if old is None else alone(old.record),
        new=None if new is None else alone(new.record),
        old_index=None if old is None else old.place,
        new_index=None if new is None else new.place,
        label=next(filter(None, (label(part.record) for part in (new, old) if part)), None),
    )


def label(record: Any) -> Text | None:
    """What a record is called."""
    for name in ("summary", "title", "name", "label"):
        text: Text | None = getattr(record, name, None)
        if isinstance(text, Text):
            return text
    return None


def _between(key: Key, old: Part, new: Part) -> Iterator[Change]:
    about = partial(Change, subject=key[0], id=key[1], label=label(new.record))
    if old.parent != new.parent:
        yield about(
            kind=ChangeKind.MOVED,
            old=holder_id(old),
            new=holder_id(new),
            old_index=old.place,
            new_index=new.place,
        )
    for fact in _told(details(key[0]), old.record, new.record, ()):
        yield about(**fact)


def _rearranged(key: Key, container: str, old: Any, new: Any) -> Iterator[Change]:
    """Whether the records in both stand in another order."""
    was, now = ([id_of(one) for one in getattr(record, container)] for record in (old, new))
    about = partial(Change, subject=key[0], id=key[1], label=label(new), field=container)
    for fact in _reordered(was, now, {}):
        yield about(**fact)


Fact: TypeAlias = dict[str, Any]
"""The attributes of a change that do not depend on the record."""


def _told(of: Iterable[FieldSpec], old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Fact]:
    """What the attributes of a record say otherwise."""
    for shape in of:
        was, now = said(old, shape), said(new, shape)
        if was == now:
            continue
        steps = (*path, shape.name)
        if shape.many:
            facts = _items(was, now)
        elif shape.cls in NESTED and None not in (was, now):
            yield from _told(field_specs(shape.cls), was, now, steps)
            continue
        else:
            facts = iter([{"kind": _kind(steps, was, now), "old": was, "new": now}])
        yield from ({**fact, **_where(steps)} for fact in facts)


def _where(steps: tuple[str, ...]) -> Fact:
    """The field, and the language if it is that of a text."""
    if steps[-1] in LANGUAGES:
        return {"field": ".".join(steps[:-1]), "language": steps[-1]}
    return {"field": ".".join(steps)}


def _kind(steps: tuple[str, ...], was: object, now: object) -> ChangeKind:
    if was is None or now is None:
        return ChangeKind.GAINED if was is None else ChangeKind.LOST
    retitled = steps[0] == "title" and steps[-1] in LANGUAGES
    return ChangeKind.RETITLED if retitled else ChangeKind.EDITED


def _items(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Fact]:
    """What a list holds more, less, otherwise, or in another order."""
    set_of_old, set_of_new = set(old), set(new)
    if len(set_of_old) < len(old) or len(set_of_new) < len(new):
        yield {"kind": ChangeKind.EDITED, "old": old, "new": new}
        return
    lost = _numbered((i, item) for i, item in enumerate(old) if item not in set_of_new)
    gained = _numbered((i, item) for i, item in enumerate(new) if item not in set_of_old)
    for key, (i, item) in lost.items():
        if key in gained:
            j, other = gained[key]
            yield {
                "kind": ChangeKind.EDITED,
                "old": item,
                "new": other,
                "old_index": i,
                "new_index": j,
            }
        else:
            yield {"kind": ChangeKind.LOST, "old": item, "old_index": i}
    for key, (j, item) in gained.items():
        if key not in lost:
            yield {"kind": ChangeKind.GAINED, "new": item, "new_index": j}
    edited = {lost[key][1]: gained[key][1] for key in lost.keys() & gained.keys()}
    yield from _reordered(old, new, edited)


def _numbered(items: Iterable[tuple[int, Any]]) -> dict[Hashable, tuple[int, Any]]:
    """The items by what tells that one is another state of an item of the other list.

    Strings have no states. A predecessor has the action from which it goes on; whatever else
    stands at the same place in both lists is taken for the same.
    """
    found: dict[Hashable, tuple[int, Any]] = {}
    numbers: dict[Hashable, Iterator[int]] = defaultdict(count)
    for i, item in items:
        if isinstance(item, Predecessor):
            action = (item.programme, item.action)
            found[action, next(numbers[action])] = (i, item)
        else:
            found[(item,) if isinstance(item, str) else i] = (i, item)
    return found


def _reordered(old: Sequence[Any], new: Sequence[Any], edited: Mapping[Any, Any]) -> Iterator[Fact]:
    """Whether what both lists hold stands in another order."""
    olds, news = set(old), {*new, *edited}
    was = tuple(item for item in old if item in news)
    now = tuple(item for item in new if item in olds or item in edited.values())
    if tuple(edited.get(item, item) for item in was) != now:
        yield {"kind": ChangeKind.REORDERED, "old": was, "new": now}
