"""Making the changes of a diff in a programme."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from benelux_programme._model.citation import Citation, index_by_address
from benelux_programme._model.constraints import check_type
from benelux_programme._programme.programme import Programme
from benelux_programme._serialization.field_specs import LEVELS, PARENTS
from benelux_programme.errors import MismatchError

from .change import Change, ChangeKind
from .diff import Diff
from .edits import Edit, Step, patched, patched_list
from .records import (
    CLASSES,
    CONTAINERS,
    Key,
    Subject,
    alone,
    container_of,
    details,
    holder_id,
    id_of,
    made,
    parts,
    values_of,
)

List: TypeAlias = tuple[Key, str]
"""A list of records: the record that holds it, and its attribute."""


def apply(old: Programme, diff: Diff) -> Programme:
    """The programme after the changes; `old` itself stays as it is.

    Raises:
        MismatchError: The diff starts from something else than this programme.
        InvalidValueError: What comes of it does not fit together; or one is no programme, or the
            other no diff.

    >>> import attrs
    >>> import benelux_programme as bp
    >>> old = bp.load("2025-2028")
    >>> new = attrs.evolve(old, revision=2, values=old.values[:-1])
    >>> apply(old, bp.diff(old, new)) == new
    True
    """
    old, diff = check_type(Programme, old, "apply", "old"), check_type(Diff, diff, "apply", "diff")
    if (diff.programme, diff.old_revision) != (old.id, old.revision):
        expected = f"{diff.programme} revision {diff.old_revision}"
        raise MismatchError(str(diff), expected, f"{old.id} revision {old.revision}")
    draft = _Draft(old)
    draft.change(diff)
    return draft.programme(diff.new_revision)


class _Draft:
    """What the records of a programme say, and which each of them holds, while this changes."""

    def __init__(self, programme: Programme) -> None:
        self._root: Key = (Subject.PROGRAMME, programme.id)
        self._known = parts(programme)
        self._values = {key: values_of(key[0], one.record) for key, one in self._known.items()}
        self._lists: dict[List, tuple[str, ...]] = defaultdict(tuple)
        for key, one in self._known.items():
            for name in CONTAINERS.get(key[0], ()):
                self._lists[key, name] = tuple(map(id_of, getattr(one.record, name)))

    def change(self, diff: Diff) -> None:
        """Make all changes."""
        steps: dict[List, list[Step]] = defaultdict(list)
        edits: dict[Key, list[Edit]] = defaultdict(list)
        self._collect_moves([change for change in diff if change.field is None], steps)
        for change in diff:
            key = (change.subject, change.id)
            if change.field is None:
                continue
            if key not in self._values:
                raise MismatchError(str(change), change.old, None)
            if change.kind is ChangeKind.REORDERED and change.field in CONTAINERS.get(key[0], ()):
                step = Step(change.kind, change.old, change.new, None, change)
                steps[key, change.field].append(step)
            else:
                language = () if change.language is None else (change.language,)
                edits[key].append(Edit((*change.field.split("."), *language), change))
        for where, some in steps.items():
            self._lists[where] = patched_list(self._lists[where], some)
        for (holder, _), held in self._lists.items():
            if held and holder not in self._values:
                raise MismatchError(f"removed {' '.join(holder)}", (), held)
        for key, these in edits.items():
            shaped = {shape.name: shape for shape in details(key[0])}
            self._values[key] = patched(shaped, self._values[key], these)

    def _collect_moves(self, changes: Sequence[Change], steps: dict[List, list[Step]]) -> None:
        """Let records leave and enter; what leaves goes first, as others may take its place."""
        for change in changes:
            for key in _leaving(change):
                steps[self._left(key, change)].append(_step(ChangeKind.LOST, key, change))
        for change in changes:
            for key in _entering(change):
                self._enter(key, change)
        for change in changes:
            for key in _entering(change):
                steps[self._entered(key, change)].append(_step(ChangeKind.GAINED, key, change))

    def _left(self, key: Key, change: Change) -> List:
        """The list in which a record was."""
        found: Any = None
        if key in self._values:
            part = self._known[key]
            moved = change.kind is ChangeKind.MOVED
            found = holder_id(part) if moved else alone(part.record)
            if part.parent is not None and found == change.old:
                if not moved:
                    del self._values[key]
                return part.parent, container_of(part.parent[0], key[0])
        raise MismatchError(str(change), change.old, found)

    def _enter(self, key: Key, change: Change) -> None:
        if change.kind is not ChangeKind.MOVED:
            if key in self._values:
                known = self._known.get(key)
                raise MismatchError(str(change), None, known.record if known else change.new)
            self._values[key] = values_of(key[0], change.new)

    def _entered(self, key: Key, change: Change) -> List:
        """The list in which a record is now."""
        holder: Any = change.new
        if change.kind is not ChangeKind.MOVED:
            holder = getattr(change.new, "theme", None) or getattr(change.new, "pillar", None)
        places = (
            [self._root] if holder is None else [(Subject.THEME, holder), (Subject.PILLAR, holder)]
        )
        for place in places:
            if place in self._values and key[0] in CONTAINERS[place[0]].values():
                return place, container_of(place[0], key[0])
        raise MismatchError(str(change), holder, None)

    def programme(self, revision: int) -> Programme:
        """The programme of these records."""
        addresses = self._lists[self._root, "paragraphs"]
        paragraphs = [Citation(**self._values[Subject.PARAGRAPH, address]) for address in addresses]
        cited = index_by_address(paragraphs)

        def built(key: Key, around: Mapping[str, str]) -> Any:
            cls = CLASSES[key[0]]
            values = self._values[key] | {name: around.get(name) for name in PARENTS.get(cls, ())}
            inside = {**around, LEVELS[cls]: key[1]} if cls in LEVELS else around
            for name, subject in CONTAINERS.get(key[0], {}).items():
                values[name] = tuple(built((subject, id), inside) for id in self._lists[key, name])
            return made(key[0], values, cited)

        self._values[self._root]["revision"] = revision
        whole: Programme = built(self._root, {})
        return whole


def _leaving(change: Change) -> Iterator[Key]:
    """The record that leaves its list, if one does."""
    if change.kind is ChangeKind.RESTORED:
        yield Subject.RETIRED_ID, change.id
    elif change.kind is not ChangeKind.ADDED:
        yield change.subject, change.id


def _entering(change: Change) -> Iterator[Key]:
    """The record that enters a list, if one does."""
    if change.kind in {ChangeKind.ADDED, ChangeKind.RESTORED, ChangeKind.MOVED}:
        yield change.subject, change.id
    elif change.kind is not ChangeKind.REMOVED:
        yield Subject.RETIRED_ID, change.id


def _step(kind: ChangeKind, key: Key, change: Change) -> Step:
    return Step(kind, key[1], key[1], change.new_index, change)
