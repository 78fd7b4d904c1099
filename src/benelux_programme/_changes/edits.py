"""Changes of what one record says, and of one list."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from benelux_programme._model.constraints import is_tuple
from benelux_programme._serialization.field_specs import FieldSpec, field_specs
from benelux_programme.errors import MismatchError

from .change import Change, ChangeKind
from .records import NESTED


class Step(NamedTuple):
    """What happens to one item of a list, or to its order."""

    kind: ChangeKind
    old: Any
    new: Any
    place: int | None
    change: Change


class Edit(NamedTuple):
    """A change, and the names of the attributes that lead to its value from where one is."""

    path: tuple[str, ...]
    change: Change


def patched(
    shaped: Mapping[str, FieldSpec], values: Mapping[str, Any], edits: Sequence[Edit]
) -> dict[str, Any]:
    """The attributes of a record after changes of these."""
    by_name: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_name[edit.path[0]].append(edit)
    changed = dict(values)
    for name, these in by_name.items():
        change = these[0].change
        if name not in shaped:
            raise MismatchError(str(change), change.old, None)
        value, cls = values[name], shaped[name].cls
        deeper = [Edit(path[1:], change) for path, change in these if len(path) > 1]
        if shaped[name].many and not deeper:
            steps = [Step(one.kind, one.old, one.new, one.new_index, one) for _, one in these]
            changed[name] = patched_list(value, steps)
        elif len(deeper) == len(these) and cls in NESTED and value is not None:
            inner = {shape.name: shape for shape in field_specs(cls)}
            said = {name: getattr(value, name) for name in inner}
            changed[name] = cls(**patched(inner, said, deeper))
        elif len(these) == 1 and not deeper and value == change.old:
            changed[name] = change.new
        else:
            raise MismatchError(str(change), change.old, value)
    return changed


def patched_list(items: tuple[Any, ...], steps: Sequence[Step]) -> tuple[Any, ...]:
    """The items of a list after steps; those that come stand at their index."""
    if len(steps) == 1 and steps[0].kind is ChangeKind.EDITED and is_tuple(steps[0].old):
        if steps[0].old != items:
            raise _mismatch(steps[0], items)
        return tuple(steps[0].new)
    there = set(items)
    by_kind: dict[ChangeKind, list[Step]] = defaultdict(list)
    for step in steps:
        by_kind[step.kind].append(step)
        if step.kind in {ChangeKind.LOST, ChangeKind.EDITED} and step.old not in there:
            raise _mismatch(step, items)
    lost = {step.old for step in by_kind[ChangeKind.LOST]}
    edited = {step.old: step.new for step in by_kind[ChangeKind.EDITED]}
    left = [edited.get(item, item) for item in items if item not in lost]
    for step in by_kind[ChangeKind.REORDERED]:
        if Counter(step.new) != Counter(left):
            raise _mismatch(step, tuple(left))
        left = list(step.new)
    return tuple(_merged(left, sorted(by_kind[ChangeKind.GAINED], key=_place)))


def _merged(items: Sequence[Any], gained: Sequence[Step]) -> Iterator[Any]:
    """The items, and among them those that come, each at its place."""
    there, rest, place = set(items), iter(items), 0
    for step in gained:
        if step.new in there:
            raise _mismatch(step, tuple(items))
        there.add(step.new)
        for item in islice(rest, max(0, _place(step) - place)):
            yield item
            place += 1
        yield step.new
        place += 1
    yield from rest


def _place(step: Step) -> int:
    """Where an item comes to stand; at the end, if the change does not say."""
    return sys.maxsize if step.place is None else min(step.place, sys.maxsize)


def _mismatch(step: Step, found: object) -> MismatchError:
    return MismatchError(str(step.change), step.old, found)
