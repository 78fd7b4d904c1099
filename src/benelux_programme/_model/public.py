"""The decorator of public classes."""

from typing import TypeVar

Class = TypeVar("Class", bound=type)


def public(cls: Class) -> Class:
    """Make a class say that it is from `benelux_programme`.

    Pickles, reprs and tracebacks then name the public package, and modules may be moved.
    """
    cls.__module__ = "benelux_programme"
    return cls
