"""From the customs convention of 1944 to the end of the programme of 2025-2028."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from attrs import frozen

import benelux_programme as bp

from .canvas import (
    NARROW,
    Link,
    Picture,
    curve,
    element,
    rect,
    space_out,
    text,
    text_height,
    wrap_text,
)
from .outline import page_name


@frozen
class Event:
    """An event on a day, or a programme that covers a period.

    Attributes:
        when: The day or the period, as shown.
        start: The day, or the first day of the period.
        what: A description.
        source: The address of a website, or of a page of the documentation.
        end: The last day of the period, if it is one.
    """

    when: str
    start: date
    what: str
    source: str
    end: date | None = None


def _build_day_event(day: str, what: str, source: str) -> Event:
    return Event(bp.render.date(day), date.fromisoformat(day), what, source)


def _build_period_event(years: str, what: str, source: str) -> Event:
    period = bp.Period.parse(years)
    return Event(years, period.start, what, source, period.end)


BEFORE: Final = (
    _build_day_event(
        "1944-09-05",
        "Customs convention of Belgium, the Netherlands and Luxembourg signed in London",
        "datasets/partners/benelux-customs-union",
    ),
    _build_day_event(
        "1958-02-03",
        "Treaty establishing the Benelux Economic Union signed",
        "http://zoek.officielebekendmakingen.nl/trb-2008-135.html",
    ),
)
"""The events that the data do not contain."""

AXIS = 56
LABEL = 128
UNIT = 9
"""The height of a year."""

TOP = 12
BELOW = 120
"""The space for labels below the line of years, since the last years are crowded."""


def draw_timeline() -> Picture:
    """Draw the events, the earliest at the top."""
    events = sorted([*BEFORE, *_read_events()], key=lambda event: event.start)
    first = events[0].start.year
    last = max(event.end or event.start for event in events)

    def height(day: date) -> float:
        return TOP + UNIT * (day.year - first + day.timetuple().tm_yday / 366)

    bottom = height(last)
    shapes: list[Element] = [
        element("path", d=f"M{AXIS} {TOP}V{bottom:.1f}", class_="quiet line", stroke_width=2)
    ]
    for year in range(first - first % 10 + 10, last.year + 1, 10):
        y = height(date(year, 1, 1))
        shapes += [
            element(
                "path", d=f"M{AXIS - 14} {y:.1f}H{AXIS - 8}", class_="quiet line", stroke_width=2
            ),
            text(AXIS - 18, y, [str(year)], size=12, kind="quiet", text_anchor="end"),
        ]
    labels = [wrap_text(event.what, NARROW - LABEL) for event in events]
    rooms = [text_height(["", *label]) + 10 for label in labels]
    places = space_out([height(event.start) for event in events], rooms, 0, bottom + BELOW)
    for event in events:
        if event.end:
            y, known = height(event.start), event.when in bp.periods()
            kind = f"c{bp.periods().index(event.when) + 1} fill" if known else "c0 box"
            shapes.append(rect(AXIS - 7, y, 14, height(event.end) - y - 1, kind))
    for event, label, y in zip(events, labels, places, strict=True):
        start = height(event.start) + (8 if event.end else 0)
        if not event.end:
            shapes.append(element("circle", cx=AXIS, cy=start, r=5, class_="mark"))
        shapes += [
            curve((AXIS + 9, start), (LABEL - 8, y), "quiet line", 1),
            text(LABEL, y - text_height(label) / 2, [event.when], kind="strong"),
            text(LABEL, y + text_height([""]) / 2, label),
        ]
    return Picture(
        title=f"The Benelux and its joint work programmes, {first} to {last.year}",
        description="A line of years; bars are programmes, the filled ones those of this library. "
        + " ".join(f"{event.when}: {event.what}." for event in events),
        width=NARROW,
        height=bottom + BELOW,
        shapes=tuple(shapes),
        header=("When", "What", "Source"),
        rows=tuple(
            (
                event.when,
                event.what,
                Link(urlsplit(event.source).hostname or "the data", event.source),
            )
            for event in events
        ),
    )


def _read_events() -> Iterator[Event]:
    """Yield the programmes, and the treaties that the latest one names."""
    programme = bp.load(bp.periods()[-1])
    for treaty in programme.references:
        source = f"{page_name(programme)}#reference-{treaty.id}"
        for did, day in (("signed", treaty.signed), ("in force", treaty.in_force)):
            if treaty.kind == bp.ReferenceKind.TREATY and day:
                yield _build_day_event(day, f"{treaty.short_title} {did}", source)
    for document in bp.documents():
        if document.kind == bp.DocumentKind.JOINT_WORK_PROGRAMME:
            years = str(document.period)
            title = bp.load(years).title if years in bp.periods() else "Joint work programme"
            dates = [
                f", {did} on {bp.render.date(day)}"
                for did in ("approved", "presented")
                if (day := getattr(document, did))
            ]
            page = (
                page_name(bp.load(years))
                if years in bp.periods()
                else f"datasets/documents#{document.id}"
            )
            yield _build_period_event(years, f"{title}{''.join(dates)}", page)
