"""When the outcomes of a programme happened, of what kind they are, and what they mean at most."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from attrs import frozen
from datasets.outcomes import find_strongest, name_page

import benelux_programme as bp
from benelux_programme import Bearing, Language
from benelux_programme._model.words import LabelledEnum, translate
from benelux_programme.render._phrases import Phrasebook

from .canvas import (
    LETTER,
    NARROW,
    Link,
    Picture,
    add_tooltip,
    element,
    text,
    text_height,
    wrap_text,
)

LABEL = 120
"""The right edge of the labels of the rows."""

LEFT = LABEL + 12
"""The left edge of the line of time."""

RIGHT = NARROW - 26
"""Its right edge: a last year that has just begun is named beyond it."""

MARK = 13
"""The width of a mark with the space around it."""

HEAD = 44
"""The height of the years and months."""

SIZE = 13
SMALL = 12
LINE = 24
"""The height of a line of the legend."""

SPAN = 18
"""The least width of the line that shows that a day is not known."""

COLOURS = {Bearing.DELIVERS: "c1", Bearing.ADVANCES: "c2", Bearing.CONTEXT: "c0"}


@frozen(kw_only=True)
class Mark:
    """An outcome on the line of time.

    Attributes:
        outcome: The outcome.
        bearing: The strongest of its bearings.
        middle: The middle of its day, month or year.
        width: The width of the line over its month or year, or that of the mark for a day.
    """

    outcome: bp.Outcome
    bearing: Bearing
    middle: float
    width: float

    @property
    def left(self) -> float:
        """Return its left edge."""
        return self.middle - self.width / 2

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.middle + self.width / 2


@frozen
class Axis:
    """The line of time: from the year of the first outcome to the month of the last one."""

    start: date
    end: date

    @classmethod
    def covering(cls, outcomes: Iterable[bp.Outcome]) -> "Axis":
        """Return the line of time of these outcomes."""
        periods = [bp.Period.parse(one.date) for one in outcomes]
        last = max(one.end for one in periods)
        start = min(one.start for one in periods).replace(month=1, day=1)
        return cls(start, bp.Period.parse(f"{last:%Y-%m}").end + timedelta(days=1))

    def place(self, day: date) -> float:
        """Return where a day begins."""
        return LEFT + (RIGHT - LEFT) * ((day - self.start) / (self.end - self.start))

    def months(self) -> Iterator[date]:
        """Yield the first days of the months."""
        for year in range(self.start.year, self.end.year + 1):
            yield from (day for month in range(1, 13) if (day := date(year, month, 1)) < self.end)


def draw_outcomes(programme: bp.Programme, language: Language) -> Picture:
    """Draw a row for each kind of outcome, and the outcomes in it as marks."""
    axis = Axis.covering(programme.outcomes)
    marks = [_place_mark(one, axis) for one in programme.outcomes]
    meanings = Counter(one.bearing for one in marks)
    kinds = Counter(one.outcome.kind for one in marks)
    legend, top = _draw_legend(meanings, language)
    rows: list[Element] = []
    bottom = top + HEAD
    for kind in sorted(kinds, key=lambda kind: -kinds[kind]):
        row = [one for one in marks if one.outcome.kind == kind]
        label = wrap_text(_count(kind, kinds[kind], language), LABEL, SIZE)
        levels = _stack(row)
        height = max(text_height(label, SIZE), MARK * (max(levels) + 1)) + 10
        middle = bottom + height / 2
        first = middle - MARK * max(levels) / 2
        rows += [
            element("path", d=f"M0 {bottom:.1f}H{NARROW}", class_="grid line"),
            text(LABEL, middle, label, size=SIZE, text_anchor="end"),
        ]
        for mark, level in zip(row, levels, strict=True):
            rows += _draw_mark(mark, first + MARK * level, language)
        bottom += height
    counts = (_count(one, meanings[one], language) for one in Bearing if one in meanings)
    return Picture(
        title=translate("picture.outcomes", language, programme=programme.id),
        description=f"{translate('picture.outcomes_description', language)} {', '.join(counts)}.",
        width=NARROW,
        height=bottom + 1,
        shapes=(*legend, *_draw_axis(axis, top, bottom, language), *rows),
        header=tuple(
            Phrasebook(language).translate_capitalized(key)
            for key in ("field.date", "field.kind", "field.bearing", "Subject.outcome")
        ),
        rows=tuple(
            (
                Phrasebook(language).format_date(one.outcome.date),
                _label(one.outcome.kind, language),
                _label(one.bearing, language),
                Link(one.outcome.summary.best(language), _target(one, programme, language)),
            )
            for one in marks
        ),
        language=language,
    )


def _place_mark(outcome: bp.Outcome, axis: Axis) -> Mark:
    period = bp.Period.parse(outcome.date)
    start, end = axis.place(period.start), axis.place(period.end + timedelta(days=1))
    return Mark(
        outcome=outcome,
        bearing=find_strongest(outcome),
        middle=(start + end) / 2,
        width=MARK if period.start == period.end else max(end - start, SPAN),
    )


def _stack(marks: Sequence[Mark]) -> list[int]:
    """Return a level for each mark, such that no two of a level overlap."""
    ends: list[float] = []
    levels: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: mark.left):
        free = (level for level, end in enumerate(ends) if end <= mark.left)
        level = next(free, len(ends))
        ends[level : level + 1] = [mark.right]
        levels[mark.outcome.id] = level
    return [levels[mark.outcome.id] for mark in marks]


def _draw_mark(mark: Mark, y: float, language: Language) -> Iterator[Element]:
    outcome = mark.outcome
    labels = (_label(one, language) for one in (outcome.kind, mark.bearing))
    name = ", ".join((Phrasebook(language).format_date(outcome.date), *labels))
    tip = translate("form.fact", language, name=name, value=outcome.summary.best(language))
    if mark.width > MARK:
        yield _draw_span(mark.middle, y, mark.width)
    yield add_tooltip(_draw_shape(mark.bearing, mark.middle, y), tip)


def _draw_shape(bearing: Bearing, x: float, y: float) -> Element:
    """Return a diamond for what delivers, an arrowhead for a step, and a ring for the context."""
    colour = COLOURS[bearing]
    if bearing is Bearing.CONTEXT:
        return element("circle", cx=x, cy=y, r=4, class_=f"{colour} box", stroke_width=1.5)
    outline = "l6.5 6.5l-6.5 6.5l-6.5 -6.5Z" if bearing is Bearing.DELIVERS else "l10 5.5l-10 5.5Z"
    left, up = (0, 6.5) if bearing is Bearing.DELIVERS else (4, 5.5)
    return element("path", d=f"M{x - left:.1f} {y - up:.1f}{outline}", class_=f"{colour} fill")


def _draw_span(x: float, y: float, width: float, gap: float = MARK) -> Element:
    """Return a line on both sides of the mark of an outcome whose day is not known."""
    left, right, line = x - width / 2, x + width / 2, (width - gap) / 2
    path = f"M{left:.1f} {y - 4:.1f}v8m0 -4h{line:.1f}M{right:.1f} {y - 4:.1f}v8m0 -4h-{line:.1f}"
    return element("path", d=path, class_="c0 line", stroke_width=1.5)


def _draw_legend(meanings: Counter[Bearing], language: Language) -> tuple[list[Element], float]:
    """Draw what the shapes mean, in lines; return also the height of them all."""
    shapes: list[Element] = []
    x, y = 8.0, LINE / 2
    for bearing in Bearing:
        words = _count(bearing, meanings[bearing], language)
        width = 16 + len(words) * SIZE * LETTER
        if x + width > NARROW:
            x, y = 8, y + LINE
        shapes += [_draw_shape(bearing, x, y), text(x + 14, y, [words], size=SIZE)]
        x += width + 16
    y += LINE
    words = translate("picture.partly_known", language)
    shapes += [_draw_span(10, y, SPAN, gap=0), text(26, y, [words], size=SIZE)]
    return shapes, y + LINE / 2


def _draw_axis(axis: Axis, top: float, bottom: float, language: Language) -> Iterator[Element]:
    """Draw the years with lines, and the initials of the months, or of the quarters."""
    months = list(axis.months())
    step = 1 if (RIGHT - LEFT) / len(months) >= SMALL else 3
    for month in months:
        x = axis.place(month)
        if month.month == 1:
            yield element("path", d=f"M{x:.1f} {top + 8:.1f}V{bottom:.1f}", class_="grid line")
            yield text(x + 3, top + 16, [str(month.year)], size=SMALL, kind="strong")
        if (month.month - 1) % step == 0:
            initial = translate(f"month.{month.month}", language)[0].upper()
            yield text(x + 3, top + 33, [initial], size=SMALL, kind="quiet")


def _count(member: LabelledEnum, number: int, language: Language) -> str:
    return f"{_label(member, language)} ({number})"


def _label(member: LabelledEnum, language: Language) -> str:
    return Phrasebook(language).translate_capitalized(f"{type(member).__name__}.{member}")


def _target(mark: Mark, programme: bp.Programme, language: Language) -> str:
    return f"datasets/{name_page(programme, language)}#{mark.outcome.id}"
