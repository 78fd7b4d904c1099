"""Making instances of the classes of the model from documents, past their own checks.

Only `codec` does so, for documents that are trusted, such as the bundled data.
"""

import gc
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from benelux_programme._model.citation import Citation

from .field_specs import LEVELS, PARENTS, FieldSpec, field_specs

Parents: TypeAlias = Mapping[str, str | None]
"""The ids of the records in which one stands."""

Cited: TypeAlias = Mapping[str, Citation]
"""The paragraphs and headings of the publication, by address."""

Builder: TypeAlias = Callable[[Any, Parents, Cited], Any]
"""What makes a value of what a document has for it."""


def builder(cls: type, of: Callable[[FieldSpec], Builder | None]) -> Builder:
    """What builds the instances of a class.

    Args:
        cls: The class.
        of: What builds an attribute of this shape, or None if it is held as it is written.
    """
    new = writable(cls)
    given = PARENTS.get(cls, ())
    level = LEVELS.get(cls)
    builders = [(shape.name, shape.default, of(shape)) for shape in field_specs(cls)]
    plain = [(name, default) for name, default, build in builders if build is None]
    others = [(name, default, build) for name, default, build in builders if build is not None]

    def built(document: Any, parents: Parents, cited: Cited) -> Any:
        record = new()
        get = document.get
        for name in given:
            setattr(record, name, parents.get(name))
        if level is not None:
            parents = {**parents, level: str(document["id"])}
        for name, default in plain:
            setattr(record, name, get(name, default))
        for name, default, build in others:
            value = get(name)
            setattr(record, name, default if value is None else build(value, parents, cited))
        record.__class__ = cls
        return record

    return built


def writable(cls: type) -> Any:
    """A class whose instances can be written to, until they are made instances of `cls`.

    That is many times as fast as to write to a frozen instance by `object.__setattr__`.
    """
    inherited = ("__init__", "__setattr__", "__delattr__")
    of_object = {name: getattr(object, name) for name in inherited}
    return type(cls.__name__, (cls,), {"__slots__": (), **of_object})


@contextmanager
def collector_at_rest() -> Generator[None, None, None]:
    """Keep the garbage collector from going through what is being built again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
