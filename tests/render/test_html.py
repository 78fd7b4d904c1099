"""HTML: no text becomes a tag, languages are marked, and notebooks show a compact form."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from edits import BASE, with_action
from examples import (
    ACTION,
    DOCUMENT,
    EARLIER,
    FIELD,
    HIT,
    MINIMAL,
    OUTCOME,
    OUTCOME_SOURCE,
    PARTNER,
    PILLAR,
    PROGRAMME,
    REFERENCE,
    SELECTION,
    THEME,
    VERIFICATION,
)
from html_pages import Page

EARLIER_PROGRAMME = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "&lt;b&gt;",
)
TAGS = {"html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "h3", "p"}
TAGS |= {"ul", "li", "code", "span", "table", "thead", "tbody", "tr", "th", "td", "mark", "a"}
ATTRIBUTES = {"href", "class", "lang", "charset", "name", "content", "scope"}


def make_values(attack: str) -> list[bp.render.Renderable]:
    """Values of all kinds with an attack in their texts."""
    text = bp.Text(en=attack)
    changes: dict[str, Any] = {"summary": text, "note": text, "predecessors": ()}
    action = attrs.evolve(ACTION, **changes)
    theme = attrs.evolve(THEME, title=text, note=text, actions=(action,))
    programme = attrs.evolve(with_action(**changes), title=text, mission=text)
    return [
        action,
        theme,
        attrs.evolve(PILLAR, title=text, themes=(theme,)),
        programme,
        attrs.evolve(PARTNER, name=text, abbreviations=(attack,)),
        attrs.evolve(REFERENCE, title=text, document=attack),
        attrs.evolve(FIELD, label=text),
        attrs.evolve(
            OUTCOME, summary=text, sources=(attrs.evolve(OUTCOME_SOURCE, publisher=attack),)
        ),
        attrs.evolve(DOCUMENT, title=text, headings=(text,)),
        bp.Selection((action,)),
        attrs.evolve(HIT, excerpt=bp.Excerpt(text=attack, language="en"), fields=(attack,)),
        bp.diff(BASE, programme),
        bp.compare(EARLIER_PROGRAMME, programme),
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_tag(attack: str) -> None:
    for value in make_values(attack):
        page = Page(bp.render.html(value, page=True))
        assert attack in page.text
        assert {tag for tag, _ in page.elements} <= TAGS
        assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES


def test_the_matches_of_an_excerpt_are_marked() -> None:
    assert '<p><mark lang="en">Do</mark><span lang="en"> it.</span>' in bp.render.html(HIT)


def test_a_page_contains_the_part_and_has_a_title() -> None:
    part, page = bp.render.html(SELECTION), bp.render.html(SELECTION, page=True)
    assert part.startswith('<section class="benelux-programme" lang="en">\n<style>')
    assert part in page
    assert "<title>Selection of 4 actions of 2025-2028</title>" in page
    assert 'content="light dark"' in page


def test_every_text_is_marked_with_its_language() -> None:
    html = bp.render.html(PROGRAMME, "de")
    assert '<li><span lang="en">Do outside.</span> [en] (<code>outside</code>; ' in html


def test_sources_are_links_whatever_their_addresses() -> None:
    source = attrs.evolve(OUTCOME_SOURCE, url='https://example.org/?a=1&b="<x>')
    html = bp.render.html(attrs.evolve(OUTCOME, sources=(source,)))
    assert '<a href="https://example.org/?a=1&amp;b=&quot;&lt;x&gt;">Gazette</a>' in html


def test_items_are_nested() -> None:
    html = bp.render.html(bp.diff(BASE, with_action(actors=())), "fr")
    lost = "acteurs\u00a0: suppression (<code>north-rhine-westphalia</code>)"
    assert (
        '<ul>\n<li>action <code>in-theme</code>\u00a0: <span lang="fr">Faire in-theme.</span>'
        f"<ul><li>{lost}</li></ul></li>\n</ul>"
    ) in html


def test_tables_have_numbers_to_the_right() -> None:
    html = bp.render.html(bp.compare(EARLIER_PROGRAMME, PROGRAMME), "fr")
    assert (
        '<table>\n<thead><tr><th scope="col">De 2021-2024</th><th scope="col">Vers 2025-2028</th>'
        '<th scope="col" class="number">Engagements</th></tr></thead>\n<tbody>\n'
        '<tr><td>Hors piliers</td><td>Hors piliers</td><td class="number">1</td></tr>\n'
        '<tr><td>Hors piliers</td><td>1 <span lang="fr">Sécurité</span></td>'
        '<td class="number">3</td></tr>\n</tbody>\n</table>'
    ) in html


@pytest.mark.parametrize(
    "value",
    [
        *(ACTION, THEME, PILLAR, PROGRAMME, PARTNER, REFERENCE, FIELD, SELECTION),
        *(OUTCOME, DOCUMENT, HIT, VERIFICATION, bp.diff(BASE, with_action(actors=()))),
        bp.compare(EARLIER_PROGRAMME, PROGRAMME),
    ],
    ids=lambda value: type(value).__name__,
)
def test_notebooks_show_short_values_in_full(value: Any) -> None:
    assert value._repr_html_() == bp.render.html(value)


@pytest.mark.parametrize("count", [9, 10, 11, 99])
def test_notebooks_show_ten_actions(count: int) -> None:
    actions = bp.load("2025-2028").actions[:count]
    text = Page(actions._repr_html_()).text
    assert sum(f"({action};" in text for action in actions) == min(count, 10)
    assert (f"and {count - 10} more" in text) == (count > 10)


def test_a_compact_programme_ends_at_the_heading_after_ten_actions() -> None:
    programme = bp.load("2025-2028")
    text = Page(bp.render.html(programme, compact=True)).text
    assert text.endswith("\n1.2 A coherent approach to migration (migration)\nand 89 more\n\n")
    assert "more" not in Page(bp.render.html(programme)).text.splitlines()[-2]


@pytest.mark.parametrize("page", [False, True])
def test_the_style_may_be_left_out(*, page: bool) -> None:
    styled, plain = (bp.render.html(THEME, page=page, style=style) for style in (True, False))
    before, start, rest = styled.partition("<style>\n.benelux")
    after = rest.partition("</style>\n")[2]
    assert start
    assert plain == before + after
