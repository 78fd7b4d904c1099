"""Finding a record by what it is called, and what somebody may have meant if there is none."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from benelux_programme._model.registry import Partner, PolicyField, Reference
from benelux_programme._model.text import fold
from benelux_programme.errors import UnknownIdError

Record = TypeVar("Record", Partner, Reference, PolicyField)


def index_by_key(records: tuple[Record, ...]) -> dict[str, Record]:
    """The records by all that they alone are called, folded, and by their ids."""
    found: dict[str, Record] = {}
    shared: set[str] = set()
    for record in records:
        for key in map(fold, record.lookup_keys):
            if found.setdefault(key, record) is not record:
                shared.add(key)
    unshared = {key: record for key, record in found.items() if key not in shared}
    return unshared | {record.id: record for record in records}


def find_record(
    by_key: Mapping[str, Record], records: tuple[Record, ...], key: object
) -> Record | None:
    """The record with this id, or that alone is called so, or None."""
    if not isinstance(key, str):
        return None
    found = by_key.get(key) or by_key.get(fold(key))
    return found or _by_spelling(records).get(key)


def get_record(
    by_key: Mapping[str, Record], records: tuple[Record, ...], key: object, kind: str, where: str
) -> Record:
    """The record with this id, or that alone is called so.

    Raises:
        UnknownIdError: There is none.
    """
    found = find_record(by_key, records, key)
    if found is None:
        raise UnknownIdError(kind, key, where, suggest(key, _by_spelling(records)))
    return found


def _by_spelling(records: tuple[Record, ...]) -> dict[str, Record]:
    return {spelling: record for record in records for spelling in record.lookup_keys}


def suggest(key: object, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the known keys that resemble `key`, the nearest first; none if it is no text.

    Only the first 100 characters of `key` count, so that a long one does not take long.

    >>> suggest("titel", ["title", "themes"])
    ('title',)
    """
    if not isinstance(key, str):
        return ()
    from difflib import get_close_matches  # noqa: PLC0415  # a message should not slow the import

    spelled = {name.casefold(): name for name in known}
    found = get_close_matches(key[:100].casefold(), spelled)
    return tuple(spelled[near] for near in found)
