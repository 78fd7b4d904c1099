"""Finding a record by what it is called, and what somebody may have meant if there is none."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from .errors import UnknownIdError
from .registry import Partner, PolicyField, Reference
from .text import fold

__all__ = ["by_key", "named", "nearest"]

Record = TypeVar("Record", Partner, Reference, PolicyField)


def by_key(records: tuple[Record, ...]) -> dict[str, Record]:
    """The records by all that they alone are called, folded, and by their ids."""
    found: dict[str, Record] = {}
    shared: set[str] = set()
    for record in records:
        for key in map(fold, record.keys):
            if found.setdefault(key, record) is not record:
                shared.add(key)
    unshared = {key: record for key, record in found.items() if key not in shared}
    return unshared | {record.id: record for record in records}


def named(
    by_key: Mapping[str, Record], records: tuple[Record, ...], key: object, kind: str, where: str
) -> Record:
    """The record with this id, or that alone is called so.

    Raises:
        UnknownIdError: There is none.
    """
    if isinstance(key, str):
        found = by_key.get(key) or by_key.get(fold(key))
        if found is not None:
            return found
    by_spelling = {spelling: record for record in records for spelling in record.keys}
    if isinstance(key, str) and key in by_spelling:
        return by_spelling[key]
    raise UnknownIdError(kind, key, where, nearest(str(key), by_spelling))


def nearest(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the known keys that resemble `key`, the nearest first.

    Only the first 100 characters of `key` count, so that a long one does not take long.

    >>> nearest("titel", ["title", "themes"])
    ('title',)
    """
    from difflib import get_close_matches  # noqa: PLC0415  # a message should not slow the import

    spelled = {name.casefold(): name for name in known}
    found = get_close_matches(key[:100].casefold(), spelled)
    return tuple(spelled[near] for near in found)
