"""The public classes, their fields, and which of them hold which."""

from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints
from xml.etree.ElementTree import Element

import attrs
from attrs import frozen

import benelux_programme as bp

from .canvas import WIDTH, Link, Picture, curve, height_of, link, rect, shape, text, wrapped

__all__ = ["classes"]

BOX = 258
MARGIN = 46
ROW = 18
HEAD = 26
GAP = 22
SMALL = 12

COMMON: Final = 3
"""A part that more classes than this hold gets no lines: they would hide the others."""

MANY: Final = 4
"""A type of more alternatives than these is not spelled out."""


@frozen
class Field:
    """A field of a class: how its type is written, and the public classes in it."""

    name: str
    written: str
    holds: tuple[type, ...]


Model: TypeAlias = dict[type, tuple[Field, ...]]
Uses: TypeAlias = dict[type, tuple[type, ...]]


def classes() -> Picture:
    """The diagram: on the left what holds actions, on the right what it is made of."""
    model = _model()
    uses: Uses = {one: tuple(x for field in model[one] for x in field.holds) for one in model}
    left, right = _columns(model, uses)
    holders = Counter(held for one in model for held in set(uses[one]))
    common = [one for one in right if holders[one] > COMMON]
    names = ", ".join(one.__name__ for one in common)
    legend = (
        "Text? may be None; Text* is a tuple of any number. Many classes hold these, so no lines "
        f"lead to them: {names}."
    )
    lines = wrapped(legend, WIDTH, SMALL)
    top = height_of(lines, SMALL) + GAP
    tops = _tops(left, model, top) | _tops(right, model, top)
    shapes = [text(0, top / 2 - 6, lines, size=SMALL, kind="quiet")]
    for one in (*left, *right):
        x = MARGIN if one in left else WIDTH - MARGIN - BOX
        shapes += _box(one, model[one], x, tops[one])
        for row, field in enumerate(model[one]):
            y = tops[one] + HEAD + (row + 0.5) * ROW
            for held in field.holds:
                if held not in common:
                    shapes += _line(y, tops[held] + HEAD / 2, one in left, held in left)
    return Picture(
        title="The public classes and their fields",
        description=(
            f"A diagram of {len(model)} classes, on the left those that hold actions, on the right "
            "those they are made of. "
            + " ".join(
                f"{one.__name__} holds {', '.join(dict.fromkeys(x.__name__ for x in uses[one]))}."
                for one in (*left, *right)
                if uses[one]
            )
        ),
        height=max(tops[one] + _height(model[one]) for one in model) + 2,
        shapes=tuple(shapes),
        head=("Class", "Field", "Type"),
        rows=tuple(
            (Link(one.__name__, f"class:{one.__name__}"), field.name, field.written)
            for one in (*left, *right)
            for field in model[one]
        ),
    )


def _model() -> Model:
    """The public classes that have fields, with the public ones of these."""
    public = {name: getattr(bp, name) for name in bp.__all__}
    known = [one for one in public.values() if isinstance(one, type) and attrs.has(one)]
    model = {}
    for one in known:
        fields = {field.name: field.type for field in attrs.fields(one) if field.name[0] != "_"}
        typed = type(one.__name__, (), {"__annotations__": fields})
        hints = get_type_hints(typed, vars(import_module(one.__module__)), public)
        model[one] = tuple(
            Field(name, _written(hint), tuple(_held(hint, known))) for name, hint in hints.items()
        )
    return model


def _written(hint: Any) -> str:
    """A type as the diagram writes it."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint == bp.Language:
        return "Language"
    if origin is Literal:
        return "str"
    if _is_of_many(hint):
        return "any value?"
    if origin in (Union, UnionType):
        some = "|".join(_written(part) for part in parts if part is not NoneType)
        return f"{some}?" if NoneType in parts else some
    if origin is tuple and parts[-1] is ...:
        return f"{_written(parts[0])}*"
    return getattr(hint, "__name__", str(hint))


def _held(hint: Any, known: list[type]) -> Iterable[type]:
    """The public classes in a type."""
    if hint in known:
        yield hint
    for part in () if _is_of_many(hint) else get_args(hint):
        yield from _held(part, known)


def _is_of_many(hint: Any) -> bool:
    """Whether it is a value of almost any class, which says nothing of how these hang together."""
    return len(get_args(hint)) > MANY


def _reached(one: type, uses: Uses) -> dict[type, None]:
    """What a class is made of, itself included, in the order of the fields."""
    found = {one: None}
    queue = [one]
    for held in (held for this in queue for held in uses[this]):
        if held not in found:
            found[held] = None
            queue.append(held)
    return found


def _columns(model: Model, uses: Uses) -> tuple[list[type], list[type]]:
    """What stands on the left, and what on the right."""

    def depth(one: type) -> int:
        below = [depth(held) for held in uses[one] if held in holders]
        return 1 + max(below, default=0)

    programme = _reached(bp.Programme, uses)
    holders = [one for one in model if bp.Action in _reached(one, uses)]
    left = sorted(holders, key=lambda one: (one not in programme, -depth(one)))
    right = {part: None for one in left for part in _reached(one, uses) if part not in left}
    return [*left, *(one for one in model if one not in right and one not in left)], [*right]


def _height(fields: tuple[Field, ...]) -> float:
    return HEAD + ROW * len(fields) + 6


def _tops(column: list[type], model: Model, top: float) -> dict[type, float]:
    tops = {}
    for one in column:
        tops[one] = top
        top += _height(model[one]) + GAP
    return tops


def _box(one: type, fields: tuple[Field, ...], x: float, top: float) -> list[Element]:
    """A class with its fields."""
    name = text(x + 10, top + HEAD / 2, [one.__name__], kind="strong")
    shapes = [
        rect(x, top, BOX, _height(fields), "c0 frame"),
        rect(x, top, BOX, HEAD, "c1 box"),
        link(f"class:{one.__name__}", name),
    ]
    for row, field in enumerate(fields):
        y = top + HEAD + 3 + (row + 0.5) * ROW
        kind = "" if field.holds else "quiet"
        shapes += [
            text(x + 10, y, [field.name], size=SMALL),
            text(x + BOX - 10, y, [field.written], size=SMALL, kind=kind, text_anchor="end"),
        ]
    return shapes


def _line(start: float, end: float, from_left: bool, to_left: bool) -> list[Element]:
    """The line from a field to a class: between the columns, or around in the margin."""
    if from_left and not to_left:
        x = WIDTH - MARGIN - BOX
        return [
            curve((MARGIN + BOX, start), (x, end), "c1 line", 1.5),
            shape("path", d=f"M{x} {end}l-7 -4v8Z", class_="c1 fill"),
        ]
    side = -1 if from_left else 1
    x = MARGIN if from_left else WIDTH - MARGIN
    far = x + side * min(MARGIN - 4, 14 + abs(end - start) / 12) * 4 / 3
    return [
        shape(
            "path",
            d=f"M{x} {start:.1f}C{far:.1f} {start:.1f} {far:.1f} {end:.1f} {x} {end:.1f}",
            class_="c1 line",
            stroke_width=1.5,
        ),
        shape("path", d=f"M{x} {end}l{side * 7} -4v8Z", class_="c1 fill"),
    ]
