"""What a value is of which nothing is known, said so that type checkers know what is in it.

`isinstance` tells them that it is a list, but not that anything may be in it.
"""

import os
from collections.abc import Iterable, Mapping
from typing import IO, Any, TypeGuard


def is_iterable(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether it can be iterated over."""
    return isinstance(value, Iterable)


def is_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Whether it is a list, or a tuple, which serves as well."""
    return isinstance(value, (list, tuple))


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether it is a mapping."""
    return isinstance(value, (dict, Mapping))  # a dict is told at once


def is_path(value: object) -> TypeGuard[str | os.PathLike[str]]:
    """Whether it is the path of a file."""
    return isinstance(value, str) or (_is_like_a_path(value) and isinstance(os.fspath(value), str))


def _is_like_a_path(value: object) -> TypeGuard[os.PathLike[Any]]:
    return isinstance(value, os.PathLike)


def is_readable(value: object) -> TypeGuard[IO[Any]]:
    """Whether it is an open file, or can be read like one."""
    return callable(getattr(value, "read", None))


def as_list(values: Any) -> list[Any]:
    """The values as a list; a string and a record, which has an id, are one value."""
    if is_iterable(values) and not isinstance(values, str) and not hasattr(values, "id"):
        return list(values)
    return [values]
