"""Flows of actions from the pillars of a programme to those of the next."""

from typing import TypeAlias
from xml.etree.ElementTree import Element

from attrs import evolve, frozen

import benelux_programme as bp
from benelux_programme._model.text import pluralize
from benelux_programme._model.words import translate

from .canvas import (
    WIDTH,
    Link,
    Picture,
    add_tooltip,
    link,
    rect,
    ribbon,
    text,
    text_height,
    wrap_text,
)
from .outline import page_name

UNIT = 5
"""The height of a band for one action."""

LABEL = 206
"""The width of the labels on both sides."""

BAR = 12
GAP = 18
SMALL = 12


@frozen(kw_only=True)
class End:
    """One end of bands: a pillar, the actions outside any, or those introduced or dropped.

    Attributes:
        title: Its title.
        target: The page that it links to.
        colour: The number of its colour.
        actions: The number of its actions.
        count: The sum of its bands; an action that is continued by two counts twice.
        top: Its upper edge.
    """

    title: str
    target: str
    colour: int = 0
    actions: int
    count: int = 0
    top: float = 0

    @property
    def lines(self) -> list[str]:
        """Return its label."""
        return [*wrap_text(self.title, LABEL - 16, SMALL), pluralize(self.actions, "action")]

    @property
    def height(self) -> float:
        """Return the height of its bar."""
        return self.count * UNIT


Ends: TypeAlias = dict[str | None, End]


def draw_flows() -> Picture:
    """Draw the bands between the two latest programmes."""
    old, new = (bp.load(period) for period in bp.periods()[-2:])
    found = list(bp.compare(old, new).count_flows())
    fresh = sum(flow.count for flow in found if flow.old is None)
    dropped = sum(flow.count for flow in found if flow.new is None)
    carried = sum(flow.count for flow in found) - fresh - dropped
    rest = End(title=f"New in {new.id}", target=page_name(new), actions=fresh)
    left = _place_ends(_read_ends(old) | {None: rest}, [(flow.old, flow.count) for flow in found])
    rest = End(title=f"Not continued from {old.id}", target=page_name(old), actions=dropped)
    right = _place_ends(_read_ends(new) | {None: rest}, [(flow.new, flow.count) for flow in found])
    places = list(left), list(right)
    found.sort(key=lambda flow: (places[0].index(flow.old), places[1].index(flow.new)))
    return Picture(
        title=f"From {old.id} to {new.id}: what is continued, new, and not continued",
        description=(
            f"Bands from the pillars of {old.id} on the left to those of {new.id} on the right, as "
            f"wide as what they count: {carried} links from an action to one that continues it, "
            f"{pluralize(fresh, 'new action')}, {pluralize(dropped, 'action')} not continued. "
            "An action that is continued by two counts twice."
        ),
        height=max(end.top + end.height for end in (*left.values(), *right.values())) + GAP,
        shapes=(
            text(LABEL, 10, [old.id], size=15, kind="strong", text_anchor="end"),
            text(WIDTH - LABEL, 10, [new.id], size=15, kind="strong"),
            *_draw_bands(found, left, right),
            *(drawn for end in left.values() for drawn in _draw_bar(end, right=False)),
            *(drawn for end in right.values() for drawn in _draw_bar(end, right=True)),
        ),
        header=(old.id, new.id, "Count"),
        rows=tuple(
            (
                Link(left[flow.old].title, left[flow.old].target),
                Link(right[flow.new].title, right[flow.new].target),
                str(flow.count),
            )
            for flow in found
        ),
    )


def _read_ends(programme: bp.Programme) -> Ends:
    own = len(programme.own_actions)
    ends: Ends = {
        programme.id: End(
            title=translate("page.outside_pillars", "en"), target=page_name(programme), actions=own
        )
    }
    for colour, pillar in enumerate(programme.pillars, start=1):
        ends[str(pillar)] = End(
            title=f"{pillar.number} {pillar.title}",
            target=f"{page_name(programme)}#{pillar.id}",
            colour=colour,
            actions=len(pillar.actions),
        )
    return ends


def _place_ends(ends: Ends, counts: list[tuple[str | None, int]]) -> Ends:
    """Return the ends that have bands, placed below each other."""
    placed: Ends = {}
    top = 34.0
    for key, end in ends.items():
        if count := sum(number for place, number in counts if place == key):
            room = max(count * UNIT, text_height(end.lines, SMALL))
            placed[key] = evolve(end, count=count, top=top + (room - count * UNIT) / 2)
            top += room + GAP
    return placed


def _draw_bands(found: list[bp.PillarFlow], left: Ends, right: Ends) -> list[Element]:
    """Draw the bands; at each end they are in the order of the other side."""
    starts = {key: end.top for key, end in left.items()}
    stops = {key: end.top for key, end in right.items()}
    shapes = []
    for flow in found:
        width = flow.count * UNIT
        tip = f"{left[flow.old].title} → {right[flow.new].title}: {flow.count}"
        ends = (LABEL + BAR, starts[flow.old]), (WIDTH - LABEL - BAR, stops[flow.new])
        band = ribbon(*ends, f"c{left[flow.old].colour} band", width)
        shapes.append(add_tooltip(band, tip))
        if width > SMALL:
            y = starts[flow.old] + width / 2
            shapes.append(text(LABEL + BAR + 6, y, [str(flow.count)], size=SMALL))
        starts[flow.old] += width
        stops[flow.new] += width
    return shapes


def _draw_bar(end: End, *, right: bool) -> list[Element]:
    """Draw the bar of an end with its label."""
    bar, label, anchor = (
        (WIDTH - LABEL - BAR, WIDTH - LABEL + 8, "start") if right else (LABEL, LABEL - 8, "end")
    )
    middle = end.top + end.height / 2
    return [
        rect(bar, end.top, BAR, end.height, f"c{end.colour} fill"),
        link(end.target, text(label, middle, end.lines, size=SMALL, text_anchor=anchor)),
    ]
