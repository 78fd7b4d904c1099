"""Looking up nodes by id and records by id, name or code, and suggestions for unknown keys."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar, final

from benelux_programme._model.characters import normalize_typed_text
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.nodes import Action, Node, Pillar
from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import fold_to_letters_and_digits
from benelux_programme.errors import UnknownIdError

Key = TypeVar("Key")
Record: TypeAlias = Partner | Reference | PolicyField


class NodeLocation(NamedTuple):
    """A node, the path to it, and the ids of the pillar and the theme that contain it."""

    path: str
    node: Node
    pillar: str | None = None
    theme: str | None = None


def walk_nodes(own_actions: Iterable[Action], pillars: Iterable[Pillar]) -> Iterator[NodeLocation]:
    """Yield all pillars, themes and actions of a programme in printed order."""
    for i, action in enumerate(own_actions):
        yield NodeLocation(f"own_actions[{i}]", action)
    for p, pillar in enumerate(pillars):
        path = f"pillars[{p}]"
        yield NodeLocation(path, pillar)
        for i, action in enumerate(pillar.own_actions):
            yield NodeLocation(f"{path}.own_actions[{i}]", action, pillar.id)
        for t, theme in enumerate(pillar.themes):
            yield NodeLocation(f"{path}.themes[{t}]", theme, pillar.id)
            for i, action in enumerate(theme.actions):
                yield NodeLocation(f"{path}.themes[{t}].actions[{i}]", action, pillar.id, theme.id)


@final
class RecordIndex:
    """The partners, references or policy fields of a programme, by id, name and code."""

    def __init__(self, kind: str, records: Sequence[Record], programme: str) -> None:
        self._kind = kind
        self._programme = programme
        self._by_key = {key: record for record in records for key in record.lookup_keys}
        folded_keys = [
            (key, record)
            for record in records
            for key in set(map(fold_to_letters_and_digits, record.lookup_keys))
        ]
        counts = Counter(key for key, _ in folded_keys)
        unique = {key: record for key, record in folded_keys if counts[key] == 1}
        by_id = {record.id: record for record in records}
        self._by_folded_key_or_id = unique | by_id

    def find(self, key: str) -> Record | None:
        """Return the record with this id, or the only one with this name or code, or None."""
        key = normalize_key(key)
        found = self._by_folded_key_or_id
        return found.get(key) or found.get(fold_to_letters_and_digits(key)) or self._by_key.get(key)

    def get(self, key: str) -> Any:
        record = self.find(key)
        if record is None:
            raise UnknownIdError(self._kind, key, self._programme, suggest(key, self._by_key))
        return record


def normalize_key(key: Key) -> Key:
    """Normalize an id, name or code that is typed, as keys of the data are; return others as is."""
    return type(key)(normalize_typed_text(key)) if isinstance(key, str) else key


def find_ids_of_wholes_and_parts(partners: Iterable[Partner], id: str) -> set[str]:
    """Return the ids of a partner, of those to which it belongs, and of those that belong to it."""
    parents = {partner.id: partner.parents for partner in partners}
    parts: dict[str, list[str]] = defaultdict(list)
    for part, its_parents in parents.items():
        for parent in its_parents:
            parts[parent].append(part)
    related: set[str] = set()
    for links in (parents, parts):
        pending = {id}
        while pending:
            related |= pending
            linked = {other for each in pending for other in links.get(each, ())}
            pending = linked - related
    return related


def suggest(key: object, known_keys: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the known keys that are similar to a key, the most similar first.

    Only the first 100 characters of the key are compared, so that a long one does not take long.
    Nothing is similar to a key of a document that is not a string.
    """
    if not isinstance(key, str):
        return ()
    with IMPORT_LOCK:
        from difflib import get_close_matches  # noqa: PLC0415  # only errors need it

    spellings = {known.casefold(): known for known in known_keys}
    return tuple(map(spellings.__getitem__, get_close_matches(key[:100].casefold(), spellings)))
