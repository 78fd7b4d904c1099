"""The parser with which tests read HTML."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TypeAlias

Attributes: TypeAlias = dict[str, str]


class Page(HTMLParser):
    """The text, elements, scripts and styles of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, Attributes]] = []
        self.scripts: list[tuple[Attributes, str]] = []
        self.styles: list[str] = []
        self._current: tuple[str, Attributes] = ("", {})
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self._current = (tag, attributes)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._current = ("", {})

    def handle_data(self, data: str) -> None:
        self.text += data
        tag, attributes = self._current
        if tag == "script":
            self.scripts.append((attributes, data))
        if tag == "style":
            self.styles.append(data)

    def values(self, name: str, *tags: str) -> Iterator[str]:
        """Return the values of an attribute, of all elements or of those with some tags."""
        for tag, attributes in self.elements:
            if name in attributes and (not tags or tag in tags):
                yield attributes[name]
