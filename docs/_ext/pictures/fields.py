"""The number of actions of each policy field in each programme."""

from collections import Counter
from xml.etree.ElementTree import Element

import benelux_programme as bp
from benelux_programme._model.text import pluralize

from .canvas import NARROW, Cell, Link, Picture, add_tooltip, link, rect, text, wrap_text

LABEL = 206
"""The right edge of the labels."""

LEFT = LABEL + 10
"""The left edge of the bars."""

BAR = 12
ROW = 2 * BAR + 12
SMALL = 12


def draw_fields() -> Picture:
    """Draw a bar for each field and programme."""
    programmes = [bp.load(period) for period in bp.periods()]
    counts = [Counter(programme.actions.count_by("field")) for programme in programmes]
    known = {field.id: field for programme in programmes for field in programme.fields}
    unit = (NARROW - LEFT - 24) / max(max(one.values()) for one in counts)
    shapes: list[Element] = []
    for colour, programme in enumerate(programmes, start=1):
        x = LEFT + (colour - 1) * 110
        shapes += [
            rect(x, 4, 14, BAR, f"c{colour} fill"),
            text(x + 20, 10, [programme.id], kind="strong"),
        ]
    rows: list[tuple[Cell, ...]] = []
    top = 32
    for field in sorted(known.values(), key=lambda field: -sum(one[field.id] for one in counts)):
        label = Link(str(field.label), f"datasets/fields/{field.id}")
        lines = wrap_text(label.text, LABEL, SMALL)
        words = text(LABEL, top + BAR, lines, size=SMALL, text_anchor="end")
        shapes.append(link(label.target, words))
        for place, (programme, one) in enumerate(zip(programmes, counts, strict=True)):
            y, width = top + place * BAR, one[field.id] * unit
            bar = rect(LEFT, y, width, BAR - 1, f"c{place + 1} fill")
            shapes += [
                add_tooltip(bar, f"{programme.id}: {pluralize(one[field.id], 'action')}"),
                text(LEFT + width + 5, y + BAR / 2, [str(one[field.id])], size=11),
            ]
        rows.append((label, *(str(one[field.id]) for one in counts)))
        top += ROW
    periods = [programme.id for programme in programmes]
    often = "; ".join(
        f"in {period} {known[id].label} ({number})"
        for period, one in zip(periods, counts, strict=True)
        for id, number in one.most_common(1)
        if id
    )
    return Picture(
        title=f"Actions in each policy field, {' and '.join(periods)}",
        description=(
            f"Bars for {len(known)} policy fields. The field of most actions is {often}. An "
            "action can belong to several fields."
        ),
        width=NARROW,
        height=top,
        shapes=tuple(shapes),
        header=("Policy field", *periods),
        rows=tuple(rows),
    )
