"""The partners named by the actions of each theme."""

from collections import Counter
from xml.etree.ElementTree import Element

import benelux_programme as bp
from benelux_programme._model.text import pluralize

from .canvas import WIDTH, Link, Picture, add_tooltip, element, link, rect, text, wrap_text
from .outline import Branch, Leaf, read_branches

LEFT = 244
"""The left edge of the matrix."""

HEAD = 236
"""The height of the rotated titles of the themes."""

ROW = 24
SMALL = 12
TINY = 11
SHADES = 5


def draw_partners() -> Picture:
    """Draw the matrix of the latest programme."""
    programme = bp.load(bp.periods()[-1])
    columns = [
        (branch, leaf)
        for branch in read_branches(programme)
        for leaf in branch.leaves
        if any(action.partners for action in leaf.actions)
    ]
    counts = [Counter(id for one in leaf.actions for id in one.partners) for _, leaf in columns]
    totals = sum(counts, Counter[str]())
    named = [partner for partner in programme.partners if partner.id in totals]
    width = (WIDTH - LEFT) / len(columns)
    bottom = HEAD + ROW * len(named)
    shapes: list[Element] = []
    for place, (branch, leaf) in enumerate(columns):
        x = LEFT + place * width
        label = text(0, 0, wrap_text(_column_title(branch, leaf), HEAD - 6, TINY), size=TINY)
        label.set("transform", f"translate({x + width / 2:.1f} {HEAD - 10}) rotate(-90)")
        shapes += [
            rect(x + 1, HEAD - 5, width - 2, 4, f"c{branch.colour} fill"),
            element("path", d=f"M{x:.1f} {HEAD}V{bottom}", class_="grid line"),
            link(leaf.target, label),
        ]
    for row, partner in enumerate(named):
        y = HEAD + row * ROW
        name = text(
            LEFT - 8,
            y + ROW / 2,
            wrap_text(str(partner.name), LEFT - 8, SMALL),
            size=SMALL,
            text_anchor="end",
        )
        shapes += [
            element("path", d=f"M{LEFT} {y}H{WIDTH}", class_="grid line"),
            link(f"datasets/partners/{partner.id}", name),
        ]
        for place, (branch, leaf) in enumerate(columns):
            if number := counts[place][partner.id]:
                tip = (
                    f"{partner.name}, {_column_title(branch, leaf)}: {pluralize(number, 'action')}"
                )
                x, kind = LEFT + place * width, f"c{branch.colour} shade{min(number, SHADES)}"
                cell = rect(x + 1, y + 1, width - 2, ROW - 2, kind)
                shapes += [
                    add_tooltip(cell, tip),
                    text(
                        x + width / 2, y + ROW / 2, [str(number)], size=SMALL, text_anchor="middle"
                    ),
                ]
    often = ", ".join(
        f"{programme.partner(id).name} ({number})" for id, number in totals.most_common(3)
    )
    return Picture(
        title=f"Partners by theme, {programme.id}",
        description=(
            f"A matrix of the {len(named)} partners named beside those who act, and the "
            f"{len(columns)} themes and pillars whose actions name them; the others are left out. "
            f"Named with most actions: {often}."
        ),
        height=bottom + 1,
        shapes=tuple(shapes),
        header=("Partner", "Pillar or theme", "Actions"),
        rows=tuple(
            (
                Link(str(partner.name), f"datasets/partners/{partner.id}"),
                Link(_column_title(branch, leaf), leaf.target),
                str(count[partner.id]),
            )
            for partner in named
            for (branch, leaf), count in zip(columns, counts, strict=True)
            if count[partner.id]
        ),
    )


def _column_title(branch: Branch, leaf: Leaf) -> str:
    """Return the title of the theme, or of the pillar for its own actions."""
    return branch.title if leaf.target == branch.target and branch.colour else leaf.title
