"""The Markdown outline: what it says, and that no text becomes markup."""

import attrs
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

import benelux_programme as bp
from benelux_programme.testing import programmes
from examples import MINIMAL, PROGRAMME
from payloads import PAYLOADS, filled_with
from support import titled

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """All tokens, those in lines too."""
    return [one for block in PARSER.parse(text) for one in (block, *(block.children or ()))]


def marks(text: str) -> list[tuple[str, str]]:
    """The markup alone."""
    return [(one.type, one.tag) for one in tokens(text) if one.type != "text"]


def said(text: str) -> list[str]:
    """The lines as a reader sees them."""
    return [
        "".join(one.content for one in block.children or ())
        for block in PARSER.parse(text)
        if block.type == "inline"
    ]


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_every_title_is_a_heading_and_every_summary_an_item(
    programme: bp.Programme, language: bp.Language
) -> None:
    lines = said(bp.export.markdown(programme, language))
    for node in titled(programme):
        assert f"{node.number} {node.title.in_(language)} {node.id}" in lines
    for action in programme.actions:
        where = ", ".join(map(str, action.citations))
        item = f"{action.summary.in_(language)} ({action.id}; {action.commitment}; {where})"
        assert item in lines
    headings = [
        one.tag for one in tokens(bp.export.markdown(programme)) if one.type == "heading_open"
    ]
    assert headings.count("h1") == 1
    assert headings.count("h2") == len(programme.pillars)
    assert headings.count("h3") == len(programme.themes)


def test_mission_vision_and_values_are_named_in_the_language() -> None:
    programme = bp.load("2025-2028")
    assert programme.mission is not None
    lines = said(bp.export.markdown(programme, "nl"))
    assert f"Missie: {programme.mission.nl}" in lines
    assert f"Waarden: {'; '.join(f'{value:nl}' for value in programme.values)}" in lines
    assert any(line.startswith("Visie: ") for line in lines)


def test_another_language_stands_in_with_a_mark() -> None:
    assert "1 Sécurité [fr] security" in said(bp.export.markdown(PROGRAMME, "nl"))


@settings(max_examples=30)
@given(programmes())
def test_the_markup_is_that_of_the_outline_alone(programme: bp.Programme) -> None:
    found = [kind for kind, _ in marks(bp.export.markdown(programme))]
    assert found.count("list_item_open") == len(programme.actions)
    assert found.count("heading_open") == 1 + len(programme.pillars) + len(programme.themes)
    assert not {"html_inline", "html_block", "link_open", "image", "fence"} & set(found)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_text_becomes_markup(payload: str) -> None:
    text = bp.export.markdown(filled_with(payload), "fr")
    assert marks(text) == marks(bp.export.markdown(filled_with("plain"), "fr"))
    shown = " ".join(payload.split("\n"))
    assert f"1 {shown} security" in said(text)
    assert "<" not in text
    assert ">" not in text


@pytest.mark.parametrize("language", ["it", "EN", ""])
def test_another_language_is_refused(language: bp.Language) -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.markdown(PROGRAMME, language)


def test_what_is_no_programme_is_refused() -> None:
    pillar = PROGRAMME.pillars[0]
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.markdown(pillar)  # type: ignore[arg-type]
    assert caught.value.args == ("markdown", "programme", pillar, "a Programme", "wrong-type")


def test_what_html_would_take_for_a_tag_is_written_as_html_has_it() -> None:
    text = bp.export.markdown(filled_with("a & <b>"), "fr")
    assert "## 1 a &amp; &lt;b&gt; `security`\n" in text


def test_all_places_where_an_action_is_printed_are_told() -> None:
    (action,) = PROGRAMME.own_actions
    twice = attrs.evolve(action, citations=PROGRAMME.paragraphs)
    text = bp.export.markdown(attrs.evolve(PROGRAMME, own_actions=(twice,)))
    assert "(`outside`; conditional; 1.1 ¶1, 1.1 ¶2)\n" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\ ` * _ { } [ ] # | ~ $", r"\\ \` \* \_ \{ \} \[ \] \# \| \~ \$"),
        ("a & <b> &amp;", "a &amp; &lt;b&gt; &amp;amp;"),
        ("a - + = : % ( ) 1. 2) !", "a - + = : % ( ) 1. 2) !"),
        ("- a - b", r"\- a - b"),
        ("+ a", r"\+ a"),
        ("=== a", r"\=== a"),
        (":::a", r"\:::a"),
        ("% a", r"\% a"),
        ("1. a 2. b", r"1\. a 2. b"),
        ("12) a", r"12\) a"),
        ("(a)=", r"\(a)="),
        ("(a) b", "(a) b"),
        ("2025 (a)=", "2025 (a)="),
    ],
)
def test_reports_and_outlines_escape_alike(text: str, shown: str) -> None:
    programme = attrs.evolve(PROGRAMME, subtitle=bp.Text(en=text), title=bp.Text(en=text))
    assert f"\n\n{shown}\n\n" in bp.export.markdown(programme)
    earlier = attrs.evolve(MINIMAL, title=bp.Text(en=text))
    plain = attrs.evolve(PROGRAMME, title=bp.Text(en="b"))
    shown = shown.removeprefix("\\") if text == "(a)=" else shown  # as more follows there
    report = bp.render.markdown(bp.Comparison(old=earlier, new=plain))
    assert f"\n\n{shown} → b\n\n" in report
