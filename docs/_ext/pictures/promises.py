"""Every action of the bundled programmes as a square, with what is known of what became of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element

from attrs import evolve

import benelux_programme as bp
from benelux_programme._model.text import pluralize

from .canvas import (
    PHONE,
    WIDTH,
    Picture,
    add_tooltip,
    element,
    link,
    rect,
    text,
    text_height,
    wrap_text,
)
from .outcomes import COLOURS
from .outline import page_name, read_branches

SQUARE, PITCH = 14, 19
"""The side of a square, and the distance between two."""

PER_LINE = PHONE // PITCH
"""How many squares stand on a line."""

LEFT = WIDTH - PHONE
"""The left edge of the squares beside their labels."""

LEGEND: Final = {
    "delivers": (COLOURS[bp.Bearing.DELIVERS], SQUARE, "delivers"),
    "advances": (COLOURS[bp.Bearing.ADVANCES], SQUARE / 2, "advances"),
    "context": (COLOURS[bp.Bearing.CONTEXT], SQUARE * 0.4, "context only"),
    "": ("c0", 0, "nothing known"),
}
"""The colour, the side of the filled part, and the meaning of each bearing, the strongest first."""

STYLE: Final = """
text { font-family: sans-serif; fill: #1f2328 }
.strong { font-weight: bold }
.c0 { --colour: #6b6f76 }
.c1 { --colour: #0a4a86 }
.c2 { --colour: #dd6a1f }
.box { fill: var(--colour); fill-opacity: 0.15; stroke: var(--colour) }
.fill { fill: var(--colour) }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .c0 { --colour: #9ca0a5 }
  .c1 { --colour: #9fd3ff }
  .c2 { --colour: #d9621a }
}
"""
"""The style of the picture outside the pages, as in the README."""


def render_promises_file() -> str:
    """Return the picture as an SVG file that needs no other file."""
    svg = draw_promises().svg("promises", lambda _: "")
    return svg.replace("<title", f"<style>{STYLE}</style><title", 1) + "\n"


def draw_promises() -> Picture:
    """Draw the actions of both programmes by pillar, and what is known of each."""
    return evolve(_draw(WIDTH), narrow=_draw(PHONE))


def _draw(width: int) -> Picture:
    """Draw the labels beside the squares, or above them if there is no room."""
    programmes = [bp.load(period) for period in bp.periods()]
    bearings = {
        f"{record['programme']}/{record['id']}": str(record["outcome_bearing"] or "")
        for programme in programmes
        for record in bp.export.records(programme, "en")
    }
    counts = Counter(bearings.values())
    shapes, top = _draw_legend(counts, width)
    rows: list[tuple[str, ...]] = []
    for programme in programmes:
        count = pluralize(len(programme.actions), "action")
        shapes.append(text(0, top + 10, [f"{programme.id}: {count}"], kind="strong"))
        top += 28
        for branch in read_branches(programme):
            actions = list(chain.from_iterable(leaf.actions for leaf in branch.leaves))
            label = wrap_text(branch.title, min(width, LEFT + 40))  # most letters are narrow
            shapes.append(link(branch.target, text(0, top + text_height(label) / 2, label)))
            beside = width == WIDTH
            first = top if beside else top + text_height(label) + 4
            shapes += _draw_squares(
                actions, bearings, page_name(programme), (LEFT if beside else 0, first)
            )
            lines = -(-len(actions) // PER_LINE)
            top = max(top + text_height(label), first + lines * PITCH) + 10
            of_branch = Counter(bearings[str(action)] for action in actions)
            counted = (str(of_branch[bearing]) for bearing in LEGEND)
            rows.append((programme.id, branch.title, *counted))
        top += 10
    meanings = "; ".join(f"{meaning}: {counts[each]}" for each, (*_, meaning) in LEGEND.items())
    return Picture(
        title=f"{len(bearings)} promises, and what is known of what became of each",
        description=f"A square for each action of the programmes, by pillar. {meanings}.",
        width=width,
        height=top - 10,
        shapes=tuple(shapes),
        header=("Programme", "Pillar", *(meaning for *_, meaning in LEGEND.values())),
        rows=tuple(rows),
    )


def _draw_squares(
    actions: Sequence[bp.Action],
    bearings: dict[str, str],
    page: str,
    corner: tuple[float, float],
) -> Iterator[Element]:
    left, top = corner
    for place, action in enumerate(actions):
        line, column = divmod(place, PER_LINE)
        square = _draw_square(left + column * PITCH, top + line * PITCH, bearings[str(action)])
        yield link(f"{page}#{action.id}", add_tooltip(square, str(action.summary)))


def _draw_square(left: float, top: float, bearing: str) -> Element:
    colour, side, _ = LEGEND[bearing]
    margin = (SQUARE - side) / 2
    return element(
        "g",
        rect(left, top, SQUARE, SQUARE, f"{colour} box"),
        rect(left + margin, top + margin, side, side, f"{colour} fill"),
    )


def _draw_legend(counts: Counter[str], width: int) -> tuple[list[Element], float]:
    """Draw what the squares mean, in lines; return also where the rest begins."""
    left, top, shapes = 0.0, 4, list[Element]()
    for bearing, (*_, meaning) in LEGEND.items():
        words = f"{meaning}: {counts[bearing]}"
        needed = PITCH + 2 + 6.4 * len(words)
        if left + needed > width:
            left, top = 0, top + 24
        shapes += [_draw_square(left, top, bearing), text(left + PITCH + 2, top + 7, [words])]
        left += needed + 28
    return shapes, top + 40
