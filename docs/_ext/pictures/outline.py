"""The outline of a programme: pillars, themes, and how many actions each has."""

from xml.etree.ElementTree import Element

from attrs import frozen

import benelux_programme as bp
from benelux_programme._model.text import pluralize
from benelux_programme._model.words import translate

from .canvas import Link, Picture, curve, element, link, rect, text, text_height, wrap_text

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
    shapes: list[Element] = []
    tree = read_branches(programme)
    head = f"{programme.title}: {pluralize(len(programme.actions), 'action')}"
    spine, top = 0.0, 44.0
    for branch in tree:
        drawn, middle, height = _draw_branch(branch, top)
        shapes += drawn
        spine, top = middle, top + height + GAP
    shapes = [
        element("path", d=f"M8 22V{spine:.1f}", class_="quiet line", stroke_width=1.5),
        *shapes,
        link(page_name(programme), text(0, 12, [head], size=15, kind="strong")),
    ]
    pillars = "; ".join(
        f"{branch.title}: {pluralize(branch.count, 'action')}" for branch in tree if branch.count
    )
    return Picture(
        title=f"Outline of the programme {programme.id}",
        description=f"A tree from the pillars to their themes, with counts. {pillars}.",
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
    colour = f"c{branch.colour}"
    lines = [*wrap_text(branch.title, width - 20), pluralize(branch.count, "action")]
    labels = [wrap_text(leaf.title, 720 - LEAF - 44) for leaf in branch.leaves]
    heights = [max(text_height(label) + 12, 32) for label in labels]
    box = text_height(lines) + 18
    height = max(box, sum(heights))
    middle = top + height / 2
    shapes = [element("path", d=f"M8 {middle:.1f}H{left}", class_="quiet line", stroke_width=1.5)]
    leaf_top = middle - sum(heights) / 2
    for leaf, label, high in zip(branch.leaves, labels, heights, strict=True):
        count, y = len(leaf.actions), leaf_top + high / 2
        leaf_top += high
        shapes += [
            curve((left + width, middle), (LEAF, y), f"{colour} line pale", 1 + 0.8 * count),
            link(
                leaf.target,
                rect(LEAF, y - 11, 34, 22, f"{colour} box"),
                text(LEAF + 17, y, [str(count)], kind="strong", text_anchor="middle"),
                text(LEAF + 44, y, label),
            ),
        ]
    shapes.append(
        link(
            branch.target,
            rect(left, middle - box / 2, width, box, f"{colour} box"),
            text(left + 12, middle - 13 * 1.3 / 2, lines[:-1], kind="strong"),
            text(left + 12, middle + box / 2 - 18, lines[-1:], kind="quiet"),
        )
    )
    return shapes, middle, height
