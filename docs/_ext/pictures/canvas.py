"""What all pictures are made of: shapes, texts that wrap, links, and the table beside."""

from collections.abc import Callable, Iterable
from textwrap import wrap
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from attrs import frozen

__all__ = [
    "NARROW",
    "WIDTH",
    "Cell",
    "Link",
    "Picture",
    "curve",
    "height_of",
    "link",
    "rect",
    "ribbon",
    "shape",
    "spread",
    "text",
    "tipped",
    "wrapped",
]

WIDTH = 720
"""The width of a wide picture, which is that of a column of text; on phones it scrolls."""

NARROW = 460
"""The width of a picture that is scaled to fit a phone."""

LETTER = 0.56
"""The mean width of a letter, as a part of the size of a font; most are narrower."""

LEADING = 1.3
"""The height of a line, as a part of the size of the font."""


@frozen
class Link:
    """A text that leads to a page of the documentation, with an anchor, or to a website."""

    text: str
    target: str


Cell: TypeAlias = str | Link


def shape(tag: str, *children: Element, **attributes: str | float) -> Element:
    """An SVG element. `class_` is the attribute class; other underscores are hyphens."""
    element = Element(tag)
    for name, value in attributes.items():
        number = isinstance(value, (int, float))
        element.set(name.rstrip("_").replace("_", "-"), f"{value:.5g}" if number else str(value))
    element.extend(children)
    return element


def rect(x: float, y: float, width: float, height: float, kind: str) -> Element:
    """A rectangle."""
    return shape("rect", x=x, y=y, width=width, height=height, class_=kind)


def tipped(element: Element, tip: str) -> Element:
    """A shape with a tip that shows when it is pointed at."""
    element.append(_said("title", tip))
    return element


def curve(start: tuple[float, float], end: tuple[float, float], kind: str, width: float) -> Element:
    """A line from left to right that leaves and arrives level."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return shape("path", d=path, class_=kind, stroke_width=width)


def ribbon(
    start: tuple[float, float], end: tuple[float, float], kind: str, width: float
) -> Element:
    """A band from left to right; the points are the upper corners of its ends."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    there = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    back = f"v{width:.1f}C{middle:.1f} {y2 + width:.1f} {middle:.1f} {y1 + width:.1f} {x1:.1f}"
    path = f"{there}{back} {y1 + width:.1f}Z"
    return shape("path", d=path, class_=kind)


def text(
    x: float, y: float, lines: Iterable[str], *, size: float = 13, kind: str = "", **more: str
) -> Element:
    """Lines of text one below the other; y is the middle of them all."""
    lines = list(lines)
    first = y - (len(lines) - 1) * size * LEADING / 2 + size * 0.35
    element = shape("text", font_size=size, class_=kind, **more)
    for place, line in enumerate(lines):
        span = shape("tspan", x=x, y=first + place * size * LEADING)
        span.text = line
        element.append(span)
    return element


def wrapped(words: str, width: float, size: float = 13) -> list[str]:
    """The text in lines that are no wider than this."""
    return wrap(words, int(width / (size * LETTER)), break_on_hyphens=False)


def height_of(lines: Iterable[str], size: float = 13) -> float:
    """How high these lines are together."""
    return len(list(lines)) * size * LEADING


def link(target: str, *children: Element) -> Element:
    """Shapes that lead somewhere. The keyboard finds the same links in the table."""
    return shape("a", *children, href=target)


def spread(wanted: list[float], heights: list[float], top: float, bottom: float) -> list[float]:
    """The middles of things that stand one below the other, near where they are wanted."""
    middles: list[float] = []
    free = top
    for middle, height in zip(wanted, heights, strict=True):
        middles.append(max(middle, free + height / 2))
        free = middles[-1] + height / 2
    free = bottom
    for place in reversed(range(len(middles))):
        middles[place] = min(middles[place], free - heights[place] / 2)
        free = middles[place] - heights[place] / 2
    return middles


@frozen(kw_only=True)
class Picture:
    """A picture, and the same facts in words and as a table.

    Attributes:
        title: What it shows.
        description: What a reader who does not see it should know.
        width: Its width.
        height: Its height.
        shapes: What is drawn, the lowest first.
        head: The heads of the columns of the table.
        rows: The rows of the table.
    """

    title: str
    description: str
    width: int = WIDTH
    height: float
    shapes: tuple[Element, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def svg(self, name: str, resolve: Callable[[str], str] = str) -> str:
        """The picture as SVG.

        Args:
            name: What its ids begin with, unique on a page.
            resolve: What makes an address of a target; without one, the link is none.
        """
        root = shape(
            "svg",
            _said("title", self.title, id=f"{name}-title"),
            _said("desc", self.description, id=f"{name}-desc"),
            *self.shapes,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.width} {self.height:.0f}",
            width=self.width,
            height=f"{self.height:.0f}",
            role="img",
            aria_labelledby=f"{name}-title",
            aria_describedby=f"{name}-desc",
        )
        for anchor in root.iter("a"):
            address = resolve(anchor.attrib.pop("href"))
            anchor.attrib |= {"href": address, "tabindex": "-1"} if address else {}
        return tostring(root, encoding="unicode")


def _said(tag: str, words: str, **attributes: str) -> Element:
    element = shape(tag, **attributes)
    element.text = words
    return element
