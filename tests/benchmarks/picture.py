"""A bar chart of the share of its budget that each measurement uses."""

import math
from collections.abc import Sequence
from html import escape

from measuring import Row

LABEL, BAR, LINE = 330, 360, 22
"""The widths of a label and of the bars, and the height of a line."""
WIDTH = LABEL + BAR + 120
ALTERNATIVE = "Bars that show how much of each budget is used; the table has the same figures."
LEAST, MOST = 0.05, 20.0
"""The shares of a budget at the ends of the axis, which is logarithmic."""


def render_svg(rows: Sequence[Row], caption: str) -> str:
    """Return an SVG picture of the rows that have a budget."""
    shown = [(row, budget_share(row)) for row in rows if row.budget is not None]
    height = LINE * (len(shown) + 4)
    limit = LABEL + axis_position(1.0)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{ALTERNATIVE}">',
        '<g font-family="sans-serif" font-size="12">',
        f'<text x="{limit:.0f}" y="14" text-anchor="middle">budget</text>',
        f'<path d="M{limit:.0f} 20V{height - 3 * LINE}" class="quiet line"',
        'stroke="#444" stroke-dasharray="3"/>',
    ]
    for number, (row, used) in enumerate(shown):
        top = 22 + LINE * number
        colour = 'c1 fill" fill="#2a6f97' if row.verdict == "met" else 'c2 fill" fill="#b23a48'
        missed = "" if row.verdict == "met" else ", not met"
        width = axis_position(min(used, MOST))
        lines += [
            f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(row.what)}</text>',
            f'<path d="M{LABEL} {top + 2}h{width:.0f}v{LINE - 8}H{LABEL}z" class="{colour}"/>',
            f'<text x="{LABEL + BAR + 8}" y="{top + 13}">{row.ratio:.2f}{missed}</text>',
        ]
    lines += [
        f'<text x="8" y="{height - LINE - 10}">Share of the budget used, logarithmic</text>',
        f'<text x="8" y="{height - 10}">{escape(caption)}</text>',
    ]
    return "\n".join([*lines, "</g></svg>", ""])


def budget_share(row: Row) -> float:
    """Return the share of its budget that a row uses; 1 is all of it."""
    assert row.budget is not None
    return row.budget / row.ratio if row.at_least else row.ratio / row.budget


def axis_position(used: float) -> float:
    """Return the position of a share on the axis."""
    return BAR * math.log(max(used, LEAST) / LEAST) / math.log(MOST / LEAST)
