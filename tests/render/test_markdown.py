"""Markdown: structure that CommonMark parsers read, and texts that never become markup."""

import re

import attrs
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

import benelux_programme as bp
from benelux_programme.testing import programmes
from edits import BASE, with_action
from examples import EARLIER, MINIMAL, OUTCOME, OUTCOME_SOURCE, PROGRAMME
from payloads import PAYLOADS, fill_programme
from support import get_titled_nodes

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
GITHUB_LINK = re.compile(
    r"(?:https?|ftp)://|\bwww\.|(?:\b(?:mailto|xmpp):|[\w.+-]+)@[\w-]+\.\w", re.IGNORECASE
)
"""The beginning of what GitHub makes a link of, unless it is escaped or code."""


def parse_tokens(text: str) -> list[Token]:
    """All tokens, including those within lines."""
    return [token for block in PARSER.parse(text) for token in (block, *(block.children or ()))]


def list_markup(text: str) -> list[tuple[str, str]]:
    """The markup other than code, which mail addresses are."""
    kept = [token for token in parse_tokens(text) if token.type not in ("text", "code_inline")]
    return [(token.type, token.tag) for token in kept]


def list_links(text: str) -> list[str]:
    """What GitHub would make links of: it looks for mail addresses in the text that is seen."""
    without_code = re.sub(r"`[^`]*`", "`", text)
    seen = "\n".join(
        "".join("`" if token.type == "code_inline" else token.content for token in block.children)
        for block in PARSER.parse(text)
        if block.children
    )
    mails = [each for each in GITHUB_LINK.findall(seen) if "@" in each]
    return [each for each in GITHUB_LINK.findall(without_code) if "@" not in each] + mails


def read_lines(text: str) -> list[str]:
    """The lines that a reader sees."""
    return [
        "".join(token.content for token in block.children or ())
        for block in PARSER.parse(text)
        if block.type == "inline"
    ]


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_titles_are_headings_and_actions_are_items(
    programme: bp.Programme, language: bp.Language
) -> None:
    text = bp.render.markdown(programme, language)
    lines = read_lines(text)
    for node in get_titled_nodes(programme):
        assert f"{node.number} {node.title.in_(language)} ({node.id})" in lines
    for action in programme.actions:
        separator = "\u00a0; " if language == "fr" else "; "
        commitment = f"{action.commitment.label:{language}}"
        timing = () if action.timing is None else (str(action.timing),)
        places = [attrs.evolve(citation, page=None) for citation in action.citations]
        citations = separator.join(f"{place.label:{language}}" for place in places)
        facts = separator.join((action.id, commitment, *timing, citations))
        assert f"{action.summary:{language}} ({facts})" in lines
    headings = [token.tag for token in parse_tokens(text) if token.type == "heading_open"]
    assert headings.count("h1") == 1
    assert headings.count("h2") == len(programme.pillars)
    assert headings.count("h3") == len(programme.themes)


def test_tables_have_numbers_to_the_right() -> None:
    comparison = bp.compare(attrs.evolve(MINIMAL, own_actions=(EARLIER,)), PROGRAMME)
    assert (
        "\n| Von 2021-2024 | Zu 2025-2028 | Zusagen |\n"
        "|---|---|--:|\n"
        "| Außerhalb der Säulen | Außerhalb der Säulen | 1 |\n"
        "| Außerhalb der Säulen | 1 Security \\[en\\] | 3 |\n\n"
    ) in bp.render.markdown(comparison, "de")


def test_items_are_nested() -> None:
    text = bp.render.markdown(bp.diff(BASE, with_action(actors=())), "nl")
    assert text.endswith(
        "- actie `in-theme`: Do in-theme. \\[en\\]\n"
        "  - actoren: `north-rhine-westphalia` verwijderd\n"
    )


@settings(max_examples=30)
@given(programmes())
def test_only_the_outline_is_markup(programme: bp.Programme) -> None:
    kinds = [kind for kind, _ in list_markup(bp.render.markdown(programme))]
    bearings = [bearing for outcome in programme.outcomes for bearing in outcome.bearings]
    assert kinds.count("list_item_open") == len(programme.actions) + len(bearings)
    assert kinds.count("heading_open") == 1 + len(programme.pillars) + len(programme.themes)
    sources = sum(len(each.bearings) * len(each.sources) for each in programme.outcomes)
    assert kinds.count("link_open") == sources
    assert not {"html_inline", "html_block", "image", "fence"} & set(kinds)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_markup(payload: str) -> None:
    text = bp.render.markdown(fill_programme(payload), "fr")
    assert list_markup(text) == list_markup(bp.render.markdown(fill_programme("plain"), "fr"))
    shown = payload.replace("\n", " ")
    assert f"1 {shown} (security)" in read_lines(text)
    assert "<" not in text
    assert ">" not in text


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a?b=c#d",
        "HTTP://evil.example",
        "ftp://evil.example",
        "(see https://evil.example)",
        "www.evil.example",
        "WWW.evil.example/a_b",
        "www.1evil.example",
        "me@evil.example",
        "me.and_you+x@mail.evil.example",
        "mailto:me@evil.example",
        "mailto:@evil.example",
        "xmpp:@evil.example",
        "xmpp:me@evil.example/x",
        "é_me@evil.example",
        "a@b@c.de",
        "https://me@evil.example:80",
        "https://https://www.www.evil.example",
        "<https://evil.example>",
    ],
)
def test_no_address_becomes_a_link(address: str) -> None:
    assert list_links(address) != []
    programme = attrs.evolve(PROGRAMME, subtitle=bp.Text(en=address), title=bp.Text(en=address))
    for text in (bp.render.markdown(programme), bp.export.markdown(programme)):
        assert list_links(text) == []
        assert address in read_lines(text)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("me@evil.example", "evil"),
        ("www.evil.example", "www"),
        ("www.evil.example", "evil"),
        ("https://evil.example", "https"),
        ("https://evil.example", "evil"),
    ],
)
def test_no_address_with_a_match_becomes_a_link(address: str, query: str) -> None:
    action = attrs.evolve(EARLIER, summary=bp.Text(en=f"Write to {address} now"))
    (hit,) = attrs.evolve(MINIMAL, own_actions=(action,)).search(query)
    assert hit.excerpt.matches != ()
    text = bp.render.markdown(hit)
    assert list_links(text) == []
    assert read_lines(text)[0].startswith(f"Write to {address} now ")


def test_long_words_are_escaped_in_linear_time() -> None:
    word = "a.@" * 20_000
    programme = attrs.evolve(PROGRAMME, subtitle=bp.Text(en=word))
    assert f"`{word}`" in bp.render.markdown(programme)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see e.g. 1.1, N.R.W. and a/b", "see e.g. 1.1, N.R.W. and a/b"),
        ("at evil.org, //evil.org", r"at evil\.org, \//evil\.org"),
        ("https://evil.example", r"https:\//evil\.example"),
        ("www.evil.example", r"www\.evil\.example"),
        ("me@evil.example", "`me@evil.example`"),
        ("@me a@b =@1.1", "@me a@b =@1.1"),
        (r"\ ` * _ { } [ ] # | ~ $", r"\\ \` \* \_ \{ \} \[ \] \# \| \~ \$"),
        ("a & <b> &amp;", "a &amp; &lt;b&gt; &amp;amp;"),
        ("a - + = : % ( ) 1. 2) !", "a - + = : % ( ) 1. 2) !"),
        ("one\ntwo", "one two"),
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
def test_signs_are_escaped_only_where_they_are_markup(text: str, expected: str) -> None:
    programme = attrs.evolve(PROGRAMME, subtitle=bp.Text(en=text))
    assert f"\n\n{expected}\n\n" in bp.render.markdown(programme)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("a b", "`a b`"), ("a `b` c", "`` a `b` c ``"), ("one\ntwo", "`one two`")],
)
def test_code_is_between_more_backticks_than_it_contains(code: str, expected: str) -> None:
    partner = attrs.evolve(BASE.partners[1], abbreviations=(code,))
    assert f"\n- abbreviations: {expected}\n" in bp.render.markdown(partner)


def test_no_address_ends_its_link() -> None:
    source = attrs.evolve(OUTCOME_SOURCE, url="https://example.org/<a>)|`[é]\\")
    text = bp.render.markdown(attrs.evolve(OUTCOME, sources=(source,)))
    (link,) = [token for token in parse_tokens(text) if token.type == "link_open"]
    assert link.attrs == {"href": "https://example.org/%3Ca%3E)%7C%60%5B%C3%A9%5D%5C"}
