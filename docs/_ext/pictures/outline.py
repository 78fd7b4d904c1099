"""The outline of a programme: pillars, themes, and how many actions each has."""

from xml.etree.ElementTree import Element

from attrs import evolve, frozen

import benelux_programme as bp
from benelux_programme._model.text import pluralize
from benelux_programme._model.words import translate

from .canvas import (
    PHONE,
    WIDTH,
    Link,
    Picture,
    curve,
    element,
    link,
    rect,
    text,
    text_height,
    wrap_text,
)

BOX = (20, 232)
"""The left edge and the width of the pillars."""

LEAF = 316
"""The left edge of the themes."""

GAP = 16


@frozen
class Leaf:
    """A theme, or the actions outside any theme."""

    title: str
    target: str
    actions: tuple[bp.Action, ...]


@frozen
class Branch:
    """A pillar, or the actions outside any pillar."""

    title: str
    target: str
    colour: int
    leaves: tuple[Leaf, ...]

    @property
    def count(self) -> int:
        """Return the number of actions."""
        return sum(len(leaf.actions) for leaf in self.leaves)


def page_name(programme: bp.Programme) -> str:
    """Return the name of the English page of a programme."""
    return f"datasets/{programme.id}.en"


def read_branches(programme: bp.Programme) -> list[Branch]:
    """Return the pillars with their themes, in printed order."""
    top = page_name(programme)
    found = []
    if programme.own_actions:
        leaf = Leaf(translate("page.own_actions", "en"), top, programme.own_actions)
        found.append(Branch(translate("page.outside_pillars", "en"), top, 0, (leaf,)))
    for colour, pillar in enumerate(programme.pillars, start=1):
        target = f"{top}#{pillar.id}"
        leaves = [
            Leaf(f"{theme.number} {theme.title}", f"{top}#{theme.id}", theme.own_actions)
            for theme in pillar.themes
        ]
        if pillar.own_actions:
            outside = translate("page.outside_themes", "en")
            leaves.insert(0, Leaf(outside, target, pillar.own_actions))
        title = f"{pillar.number} {pillar.title}"
        found.append(Branch(title, target, colour, tuple(leaves)))
    return found


def draw_outline(period: str) -> Picture:
    """Draw the tree of one programme."""
    programme = bp.load(period)
    return evolve(_draw(programme, WIDTH), narrow=_draw(programme, PHONE))


def _draw(programme: bp.Programme, width: int) -> Picture:
    """Draw the themes beside their pillar, or below it if there is no room."""
    shapes: list[Element] = []
    tree = read_branches(programme)
    head = f"{programme.title}: {pluralize(len(programme.actions), 'action')}"
    lines = wrap_text(head, width, 15)
    first = text_height(lines, 15)
    spine, top = 0.0, first + 24
    for branch in tree:
        draw_branch = _draw_branch if width == WIDTH else _draw_stacked_branch
        drawn, middle, height = draw_branch(branch, top)
        shapes += drawn
        spine, top = middle, top + height + GAP
    shapes = [
        element("path", d=f"M8 {first + 4:.1f}V{spine:.1f}", class_="quiet line", stroke_width=1.5),
        *shapes,
        link(page_name(programme), text(0, first / 2 + 2, lines, size=15, kind="strong")),
    ]
    pillars = "; ".join(
        f"{branch.title}: {pluralize(branch.count, 'action')}" for branch in tree if branch.count
    )
    return Picture(
        title=f"Outline of the programme {programme.id}",
        description=f"A tree from the pillars to their themes, with counts. {pillars}.",
        width=width,
        height=top,
        shapes=tuple(shapes),
        header=("Pillar", "Theme", "Actions"),
        rows=tuple(
            (
                Link(branch.title, branch.target),
                Link(leaf.title, leaf.target),
                str(len(leaf.actions)),
            )
            for branch in tree
            for leaf in branch.leaves
        ),
    )


def _draw_branch(branch: Branch, top: float) -> tuple[list[Element], float, float]:
    """Draw a pillar with its themes; return also the middle of its box and the total height."""
    left, width = BOX
    lines = _wrap_branch(branch, width)
    labels, heights = _wrap_leaves(branch, WIDTH - LEAF - 44)
    height = max(text_height(lines) + 18, sum(heights))
    middle = top + height / 2
    shapes = []
    leaf_top = middle - sum(heights) / 2
    for leaf, label, high in zip(branch.leaves, labels, heights, strict=True):
        y = leaf_top + high / 2
        leaf_top += high
        start, thickness = (left + width, middle), 1 + 0.8 * len(leaf.actions)
        shapes += [
            curve(start, (LEAF, y), f"c{branch.colour} line pale", thickness),
            _draw_leaf(leaf, label, branch.colour, (LEAF, y)),
        ]
    return [*shapes, *_draw_box(branch, lines, middle, width)], middle, height


def _draw_stacked_branch(branch: Branch, top: float) -> tuple[list[Element], float, float]:
    """Draw a pillar above its themes; return also the middle of its box and the total height."""
    left, width = BOX[0], PHONE - BOX[0] - 1
    trunk, leaf_left = left + 10, left + 30
    lines = _wrap_branch(branch, width)
    labels, heights = _wrap_leaves(branch, PHONE - leaf_left - 44)
    box = text_height(lines) + 18
    shapes, leaf_top, y = [], top + box + 6, 0.0
    for leaf, label, high in zip(branch.leaves, labels, heights, strict=True):
        y = leaf_top + high / 2
        leaf_top += high
        path, thickness = f"M{trunk} {y:.1f}H{leaf_left}", 1 + 0.8 * len(leaf.actions)
        shapes += [
            element("path", d=path, class_=f"c{branch.colour} line pale", stroke_width=thickness),
            _draw_leaf(leaf, label, branch.colour, (leaf_left, y)),
        ]
    down = f"M{trunk} {top + box:.1f}V{y:.1f}"
    shapes.append(element("path", d=down, class_=f"c{branch.colour} line", stroke_width=1.5))
    middle = top + box / 2
    return [*shapes, *_draw_box(branch, lines, middle, width)], middle, leaf_top - top


def _wrap_branch(branch: Branch, width: float) -> list[str]:
    """Return the title of a pillar in lines, and the number of its actions."""
    return [*wrap_text(branch.title, width - 20), pluralize(branch.count, "action")]


def _wrap_leaves(branch: Branch, width: float) -> tuple[list[list[str]], list[float]]:
    """Return the titles of the themes in lines, and the height that each needs."""
    labels = [wrap_text(leaf.title, width) for leaf in branch.leaves]
    return labels, [max(text_height(label) + 12, 32) for label in labels]


def _draw_leaf(leaf: Leaf, label: list[str], colour: int, place: tuple[float, float]) -> Element:
    """Draw a theme, with the number of its actions, to the right of a place."""
    left, y = place
    return link(
        leaf.target,
        rect(left, y - 11, 34, 22, f"c{colour} box"),
        text(left + 17, y, [str(len(leaf.actions))], kind="strong", text_anchor="middle"),
        text(left + 44, y, label),
    )


def _draw_box(
    branch: Branch, lines: list[str], middle: float, width: float
) -> tuple[Element, Element]:
    """Draw the box of a pillar, and the line that leads to it."""
    left, box = BOX[0], text_height(lines) + 18
    return (
        element("path", d=f"M8 {middle:.1f}H{left}", class_="quiet line", stroke_width=1.5),
        link(
            branch.target,
            rect(left, middle - box / 2, width, box, f"c{branch.colour} box"),
            text(left + 12, middle - 13 * 1.3 / 2, lines[:-1], kind="strong"),
            text(left + 12, middle + box / 2 - 18, lines[-1:], kind="quiet"),
        ),
    )
