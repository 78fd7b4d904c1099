"""The public classes with their fields, as a graph that Graphviz draws."""

from collections.abc import Iterator, Mapping
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

import benelux_programme as bp

from .canvas import Graph, Link

UBIQUITOUS: Final = (bp.Text, bp.Terms, bp.Citation, bp.AlternativeTitle)
"""The classes that almost all others contain: arrows to them would hide the others."""

MAX_ALTERNATIVES = 4
"""A union of more types than this is shown as any value."""


@frozen
class Field:
    """A field of a class, its type in short form, and the public classes in that type."""

    name: str
    type_name: str
    classes: tuple[type, ...]


Model: TypeAlias = Mapping[type, tuple[Field, ...]]


def draw_classes() -> Graph:
    """Return the graph of the public classes, an arrow for the fields that contain another."""
    model = read_model()
    arrows = {
        (cls, target): None
        for cls, fields in model.items()
        for field in fields
        for target in field.classes
        if target not in UBIQUITOUS
    }
    connected = [cls for cls in model if any(cls in ends for ends in arrows)]
    return Graph(
        title="How the public classes contain each other",
        description=(
            f"A graph of {len(connected)} classes; the table has their fields. No arrows lead to "
            "what many classes contain: "
            f"{', '.join(cls.__name__ for cls in UBIQUITOUS)}."
        ),
        source="\n".join(
            [
                "digraph {",
                "graph [rankdir=LR, bgcolor=transparent, ranksep=0.2, nodesep=0.1];",
                'node [shape=box, fontname="sans-serif", fontsize=11, height=0.3];',
                "edge [arrowsize=0.6];",
                *(f"{cls.__name__};" for cls in connected),
                *(f"{cls.__name__} -> {target.__name__};" for cls, target in arrows),
                "}",
            ]
        ),
        header=("Class", "Field", "Type"),
        rows=tuple(
            (Link(cls.__name__, f"class:{cls.__name__}"), field.name, field.type_name)
            for cls, fields in model.items()
            for field in fields
        ),
    )


def read_model() -> Model:
    """Return the public attrs classes with their public fields."""
    public = {name: getattr(bp, name) for name in bp.__all__}
    classes = [cls for cls in public.values() if isinstance(cls, type) and attrs.has(cls)]
    model = {}
    for cls in classes:
        types = {one.name: one.type for one in attrs.fields(cls) if not one.name.startswith("_")}
        hints = get_type_hints(SimpleNamespace(__annotations__=types), public)
        model[cls] = tuple(
            Field(name, format_type(hint), tuple(_find_classes(hint, classes)))
            for name, hint in hints.items()
        )
    return model


def format_type(hint: Any) -> str:
    """Return a type in short form: `Text?` for an optional text, `Text*` for a tuple of texts."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint == bp.Language:
        return "Language"
    if origin is Literal:
        return "str"
    if len(parts) > MAX_ALTERNATIVES:
        return "any value?"
    if origin in (Union, UnionType):
        alternatives = "|".join(format_type(part) for part in parts if part is not NoneType)
        return f"{alternatives}?" if NoneType in parts else alternatives
    if origin is tuple and parts[-1] is ...:
        return f"{format_type(parts[0])}*"
    return getattr(hint, "__name__", str(hint))


def _find_classes(hint: Any, classes: list[type]) -> Iterator[type]:
    """Yield the classes that occur in a type, unless it is a union of almost all."""
    if hint in classes:
        yield hint
    parts = get_args(hint)
    for part in parts if len(parts) <= MAX_ALTERNATIVES else ():
        yield from _find_classes(part, classes)
