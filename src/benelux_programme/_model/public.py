"""The decorator of public classes."""

from typing import TypeVar

ClassT = TypeVar("ClassT", bound=type)


def public(cls: ClassT) -> ClassT:
    """Set the module of a class to `benelux_programme`.

    Pickles, reprs and tracebacks then name the public package, and private modules can be moved.
    """
    cls.__module__ = "benelux_programme"
    return cls
