"""Texts of the data say the same on a page, whatever signs are in them."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given

from benelux_programme import testing

pytest.importorskip("sphinx", reason="the documentation is built only where Sphinx is")

from datasets.linked_data import render_script
from datasets.markdown import escape, format_link
from markdown_it import MarkdownIt


class Words(HTMLParser):
    """The text of some HTML, and its elements."""

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
def test_a_text_is_shown_as_it_is(text: str) -> None:
    shown = Words(MarkdownIt("commonmark").render(escape(text)))
    assert shown.text.strip() == text.replace("\n", " ").strip()
    assert shown.tags == ["p"]


@given(testing.lines())
@example("](https://example.org)")
def test_a_link_says_its_text(text: str) -> None:
    shown = Words(MarkdownIt("commonmark").render(format_link(text, "page.md")))
    assert shown.text.strip() == text.replace("\n", " ").strip()
    assert shown.tags == ["p", "a"]


@given(testing.lines())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
def test_nothing_in_linked_data_ends_its_element(text: str) -> None:
    shown = Words(render_script({"name": text}))
    assert shown.tags == ["script"]
    assert json.loads(shown.text) == {"name": text}
