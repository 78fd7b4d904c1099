"""What somebody may have meant."""

from collections.abc import Iterable


def nearest(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the known keys that resemble `key`, the nearest first.

    >>> nearest("titel", ["title", "themes"])
    ('title',)
    """
    from difflib import get_close_matches  # noqa: PLC0415  # a message should not slow the import

    spelled = {name.casefold(): name for name in known}
    found = get_close_matches(key[:100].casefold(), spelled)
    return tuple(spelled[near] for near in found)
