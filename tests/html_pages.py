"""The parser with which tests read HTML."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TypeAlias

Attributes: TypeAlias = dict[str, str]


SPOKEN = ("aria-label", "alt", "placeholder", "title")
"""The attributes that a browser shows or reads out."""

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
"""The elements without an end."""

UNREAD = {"code", "link", "pre", "script", "style"}
"""The elements of which nobody reads the text or the attributes in a language."""


class Page(HTMLParser):
    """The text, elements, scripts and styles of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, Attributes]] = []
        self.scripts: list[tuple[Attributes, str]] = []
        self.styles: list[str] = []
        self.words: list[tuple[str, bool, str]] = []
        """What is shown or read out: its language, whether it is in the article, and the text."""
        self._open: list[tuple[str, str, bool, bool]] = []
        self._current: tuple[str, Attributes] = ("", {})
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self._current = (tag, attributes)
        _, language, inside, unread = self._open[-1] if self._open else ("", "", False, False)
        language = attributes.get("lang", language)
        inside = inside or tag == "article"
        unread = unread or tag in UNREAD
        for name in SPOKEN:
            if name in attributes and not unread:
                self.words.append((language, inside, attributes[name].strip()))
        if tag not in VOID:
            self._open.append((tag, language, inside, unread))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._current = ("", {})
        if tag in (one for one, *_ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open and data.strip() and not self._open[-1][3]:
            self.words.append((*self._open[-1][1:3], data.strip()))
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
