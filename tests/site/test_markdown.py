"""Texts of the data appear literally on a page, whatever characters they contain."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given

import benelux_programme as bp
from benelux_programme import testing
from benelux_programme._model.words import translate
from benelux_programme.render._phrases import Phrasebook

pytest.importorskip("sphinx", reason="the documentation is built only where Sphinx is")

from datasets.linked_data import render_script
from datasets.markdown import capitalize_first, escape, format_fields, format_link
from datasets.programmes import render_page
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


PROGRAMMES = {period: bp.load(period) for period in bp.periods()}


@pytest.fixture(params=[(id, one) for id in PROGRAMMES for one in bp.LANGUAGES], ids="-".join)
def page(request: pytest.FixtureRequest) -> tuple[bp.Programme, bp.Language, str]:
    """Return a programme, a language, and the page as Markdown without addresses."""
    id, language = request.param
    markdown = render_page(PROGRAMMES[id], language, PROGRAMMES)
    return PROGRAMMES[id], language, re.sub(r"\]\(<?.*?>?\)|<http.*?>|`.*?`", "", markdown)


def test_names_begin_with_a_capital_unless_they_have_one() -> None:
    assert list(map(capitalize_first, ("pays nordiques", "eIDAS 2.0"))) == [
        "Pays nordiques",
        "eIDAS 2.0",
    ]


def test_names_of_fields_have_the_space_before_the_colon_of_the_language() -> None:
    assert format_fields([("note", "a"), ("type", None)], "fr") == ":Note&nbsp;: a"
    assert format_fields([("note", "a"), ("kind", "b")]) == ":Note: a\n:Kind: b"


def test_a_page_of_a_programme_is_punctuated_as_its_language_is(
    page: tuple[bp.Programme, bp.Language, str],
) -> None:
    _, language, markdown = page
    _, _, body = markdown.split("---\n", 2)
    for line in body.splitlines():
        if line.startswith("#"):  # a title may be printed otherwise
            continue
        found = re.findall(r"(.)[:;] ", line.replace("&nbsp;", "\u00a0").replace("\\", ""))
        assert {one == "\u00a0" for one in found} <= {language == "fr"}, line


def test_a_page_of_a_programme_has_dates_as_its_language_writes_them(
    page: tuple[bp.Programme, bp.Language, str],
) -> None:
    programme, language, markdown = page
    shown = markdown.replace("\\", "")
    words = Phrasebook(language)
    dates = [one.date for one in programme.outcomes]
    assert not [line for line in shown.splitlines() if re.search(r"\b\d{4}-\d\d\b", line)]
    assert all(words.format_date(date) in shown for date in dates)
    assert words.format_days(programme.period) in shown


def test_a_page_of_a_programme_names_its_sources_in_its_language(
    page: tuple[bp.Programme, bp.Language, str],
) -> None:
    _, language, markdown = page
    assert ("French\\)" in markdown) == (language == "en")


def test_a_list_of_a_page_has_no_full_stop_before_a_semicolon(
    page: tuple[bp.Programme, bp.Language, str],
) -> None:
    _, language, markdown = page
    names = [translate(f"page.{one}", language) for one in ("predecessors", "successors")]
    shown = markdown.replace("\\", "").splitlines()
    lists = [line for line in shown if line.startswith(tuple(f":{name}" for name in names))]
    assert lists
    assert not [line for line in lists if re.search(r"\.\s?;", line)]


@given(testing.lines())
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
def test_linked_data_cannot_end_its_element(text: str) -> None:
    shown = TextParser(render_script({"name": text}))
    assert shown.tags == ["script"]
    assert json.loads(shown.text) == {"name": text}
