"""The pages of a site that was built."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TypeAlias

Attributes: TypeAlias = dict[str, str]


class Page(HTMLParser):
    """What a page shows, links to and loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.scripts: list[tuple[Attributes, str]] = []
        self.styles: list[str] = []
        self._inside: tuple[str, Attributes] = ("", {})
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self._inside = (tag, attributes)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ("", {})

    def handle_data(self, data: str) -> None:
        tag, attributes = self._inside
        if tag == "script":
            self.scripts.append((attributes, data))
        if tag == "style":
            self.styles.append(data)

    def values(self, name: str, *tags: str) -> Iterator[str]:
        """The values of an attribute, on some elements or on all."""
        for tag, attributes in self.elements:
            if name in attributes and (not tags or tag in tags):
                yield attributes[name]
