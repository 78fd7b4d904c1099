"""Texts of the data appear literally on a page, whatever characters they contain."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given

from benelux_programme import testing

pytest.importorskip("sphinx", reason="the documentation is built only where Sphinx is")

from datasets.linked_data import render_script
from datasets.markdown import escape, format_link
from markdown_it import MarkdownIt


class TextParser(HTMLParser):
    """The text and the tags of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(testing.lines())
@example("<script>alert(1)</script> & &amp; &lt;")
@example("1. [one](two) *three* _four_ `five` | six | ![seven](eight) \\ # : {nine}`ten`")
@example("::: note")
@example("- a\nb")
def test_an_escaped_text_appears_literally(text: str) -> None:
    shown = TextParser(MarkdownIt("commonmark").render(escape(text)))
    assert shown.text.strip() == text.replace("\n", " ").strip()
    assert shown.tags == ["p"]


@given(testing.lines())
@example("](https://example.org)")
def test_the_text_of_a_link_appears_literally(text: str) -> None:
    shown = TextParser(MarkdownIt("commonmark").render(format_link(text, "page.md")))
    assert shown.text.strip() == text.replace("\n", " ").strip()
    assert shown.tags == ["p", "a"]


@given(testing.lines())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
def test_linked_data_cannot_end_its_element(text: str) -> None:
    shown = TextParser(render_script({"name": text}))
    assert shown.tags == ["script"]
    assert json.loads(shown.text) == {"name": text}
