"""Elements of SVG, texts that wrap, links, and pictures with their tables."""

from collections.abc import Callable, Iterable
from textwrap import wrap
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

from attrs import frozen

from benelux_programme import Language

WIDTH = 720
"""The width of a column of text; on phones, a picture of this width scrolls."""

NARROW = 460
"""The width of a picture that is scaled to fit a phone."""

PHONE = 342
"""The width of a picture for phones, which is as wide as they are."""

LETTER = 0.56
"""The width of a letter relative to the font size; most are narrower."""

LEADING = 1.3
"""The height of a line relative to the font size."""


@frozen
class Link:
    """A text that links to a page of the documentation, or to a website."""

    text: str
    target: str


Cell: TypeAlias = str | Link


def element(tag: str, *children: Element, **attributes: str | float) -> Element:
    """Return an SVG element. `class_` is the attribute class; other underscores are hyphens."""
    created = Element(tag)
    for name, value in attributes.items():
        number = isinstance(value, (int, float))
        created.set(name.rstrip("_").replace("_", "-"), f"{value:.5g}" if number else str(value))
    created.extend(children)
    return created


def rect(x: float, y: float, width: float, height: float, kind: str) -> Element:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, class_=kind)


def add_tooltip(shape: Element, tooltip: str) -> Element:
    """Return the shape with a text that shows when it is pointed at."""
    shape.append(_text_element("title", tooltip))
    return shape


def curve(start: tuple[float, float], end: tuple[float, float], kind: str, width: float) -> Element:
    """Return a line from left to right whose ends are horizontal."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return element("path", d=path, class_=kind, stroke_width=width)


def ribbon(
    start: tuple[float, float], end: tuple[float, float], kind: str, width: float
) -> Element:
    """Return a band from left to right; the points are the upper corners of its ends."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    there = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    back = f"v{width:.1f}C{middle:.1f} {y2 + width:.1f} {middle:.1f} {y1 + width:.1f} {x1:.1f}"
    path = f"{there}{back} {y1 + width:.1f}Z"
    return element("path", d=path, class_=kind)


def text(
    x: float, y: float, lines: Iterable[str], *, size: float = 13, kind: str = "", **more: str
) -> Element:
    """Return lines of text below each other; y is the middle of them all."""
    lines = list(lines)
    first = y - (len(lines) - 1) * size * LEADING / 2 + size * 0.35
    block = element("text", font_size=size, class_=kind, **more)
    for place, line in enumerate(lines):
        span = element("tspan", x=x, y=first + place * size * LEADING)
        span.text = line
        block.append(span)
    return block


def wrap_text(words: str, width: float, size: float = 13) -> list[str]:
    """Return the text in lines that are no wider than this."""
    return wrap(words, int(width / (size * LETTER)), break_on_hyphens=False)


def text_height(lines: Iterable[str], size: float = 13) -> float:
    """Return the height of these lines together."""
    return len(list(lines)) * size * LEADING


def link(target: str, *children: Element) -> Element:
    """Return shapes with a link. The keyboard finds the same links in the table."""
    return element("a", *children, href=target)


def space_out(wanted: list[float], heights: list[float], top: float, bottom: float) -> list[float]:
    """Return middles near the wanted ones, such that no two boxes overlap."""
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
        header: The heads of the columns of the table.
        rows: The rows of the table.
        language: The language of its words.
        narrow: The same picture for phones, if this one does not fit them.
    """

    title: str
    description: str
    width: int = WIDTH
    height: float
    shapes: tuple[Element, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: Language = "en"
    narrow: "Picture | None" = None

    def svg(self, name: str, resolve: Callable[[str], str] = str) -> str:
        """Return the picture as SVG.

        Args:
            name: The prefix of its ids, unique on a page.
            resolve: Returns the address of a target, or an empty string for no link.
        """
        root = element(
            "svg",
            _text_element("title", self.title, id=f"{name}-title"),
            _text_element("desc", self.description, id=f"{name}-desc"),
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


def _text_element(tag: str, words: str, **attributes: str) -> Element:
    """Return a text that is not drawn, so that the script of the search cannot mark words in it."""
    created = element(tag, class_="nohighlight", **attributes)
    created.text = words
    return created


@frozen(kw_only=True)
class Graph:
    """A graph in the language of Graphviz, and the same facts in words and as a table.

    Attributes:
        title: What it shows.
        description: What a reader who does not see it should know.
        source: The graph in DOT.
        header: The heads of the columns of the table.
        rows: The rows of the table.
        language: The language of its words.
    """

    title: str
    description: str
    source: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: Language = "en"
