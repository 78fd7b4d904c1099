"""Diffs and comparisons for people: complete, escaped, and as wide as asked for."""

import json
import re
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError
from edits import BASE, EDITS, RETIRED, with_action
from examples import ACTION, EARLIER, MINIMAL, PROGRAMME, THEME
from support import compare_golden, parsed

OLD, NEW = bp.load("2021-2024"), bp.load("2025-2028")
COMPARISON = bp.compare(OLD, NEW)
EARLIER_ONE = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
SMALL = bp.compare(EARLIER_ONE, PROGRAMME)
RENDERERS = {
    "text": lambda report: bp.render.text(report, width=None),
    "markdown": bp.render.markdown,
    "html": bp.render.html,
    "json": bp.render.json,
}
every_renderer = pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)


def words_in(rendered: str) -> str:
    return re.sub(r"\\(.)", r"\1", parsed(rendered).text if "<section" in rendered else rendered)


@every_renderer
@pytest.mark.parametrize("edit", EDITS)
def test_every_change_is_in_every_rendering(render: Any, edit: str) -> None:
    for diff in (bp.diff(BASE, EDITS[edit]), bp.diff(EDITS[edit], BASE)):
        (change,) = diff
        rendered = words_in(render(diff))
        assert change.id in rendered
        assert (change.field or "") in rendered
        for value in (change.old, change.new):
            if isinstance(value, str):
                assert value in rendered


@every_renderer
def test_every_promise_is_in_every_rendering(render: Any) -> None:
    rendered = render(COMPARISON)
    for action in (*OLD.actions, *NEW.actions):
        assert str(action) in rendered
    for one in COMPARISON.continued:
        assert (one.reason or "") in words_in(rendered)


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_titles_and_summaries_are_in_the_language_asked_for(language: bp.Language) -> None:
    rendered = bp.render.text(COMPARISON, language, width=None)
    for action in COMPARISON.introduced:
        assert f"{action.summary:{language}}" in rendered
    for pillar in NEW.pillars:
        assert f"{pillar.title:{language}}" in rendered


def test_it_is_said_where_each_promise_is_printed() -> None:
    rendered = bp.render.text(COMPARISON, width=None)
    for action in COMPARISON.introduced:
        where = f"{action.citations[0]} in the section from page {action.citations[0].page}"
        assert re.search(rf"\({action}(; \w+)?; {re.escape(where)}", rendered)


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_text_is_no_wider_than_asked_for(width: int) -> None:
    lines = bp.render.text(COMPARISON, "de", width=width).splitlines()
    longest = max(len(word) for line in lines for word in line.split())
    assert max(map(len, lines)) <= max(width, longest + 4)
    if width == 80:
        assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("report", [SMALL, bp.diff(BASE, with_action(actors=()))])
def test_renderings_are_as_they_were(report: Any, request: pytest.FixtureRequest) -> None:
    name = type(report).__name__.lower()
    compare_golden(f"{name}.txt", bp.render.text(report, "fr", width=60), request)
    compare_golden(f"{name}.md", bp.render.markdown(report, "fr"), request)
    compare_golden(f"{name}.html", bp.render.html(report, "fr", page=True), request)
    compare_golden(f"{name}.json", bp.render.json(report), request)


def test_every_change_is_told_as_it_was(request: pytest.FixtureRequest) -> None:
    ways = [(BASE, PROGRAMME), *((BASE, edited) for edited in EDITS.values())]
    diffs = [diff for old, new in ways for diff in (bp.diff(old, new), bp.diff(new, old))]
    nothing = bp.diff(BASE, BASE)
    told = "\n".join(bp.render.text(diff, "fr") for diff in (nothing, *diffs))
    compare_golden("edits.txt", told, request)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            BASE,
            attrs.evolve(
                EDITS["removed action in-theme"], retired=(attrs.evolve(RETIRED, successors=()),)
            ),
            "  - retired, with nothing in its place (It was twice there.)\n",
        ),
        (
            BASE,
            attrs.evolve(
                BASE, fields=(*BASE.fields, bp.PolicyField(id="bare", label=ACTION.summary))
            ),
            "- field bare: Do in-theme.\n  - added\n",
        ),
        (
            with_action(keywords=bp.Terms(en=("deed", "word"))),
            with_action(keywords=bp.Terms(en=("word", "deed"))),
            "  - keywords (en): now in the order “word”, “deed”\n",
        ),
    ],
)
def test_rare_changes_are_told_too(old: bp.Programme, new: bp.Programme, told: str) -> None:
    assert told in bp.render.text(bp.diff(old, new))


@pytest.mark.parametrize(
    ("edit", "language", "text"),
    [
        ("edited action in-theme summary fr", "fr", "Faire in-theme."),
        ("lost action in-theme note", "en", "A doubt."),
    ],
)
def test_what_was_said_is_marked_with_its_language(edit: str, language: str, text: str) -> None:
    html = bp.render.html(bp.diff(BASE, EDITS[edit]), "de")
    assert f'“<span lang="{language}">{text}</span>”' in html


def test_a_comparison_with_all_kinds_of_ends_is_told_as_it_was(
    request: pytest.FixtureRequest,
) -> None:
    dropped = attrs.evolve(EARLIER, id="dropped", commitment=bp.Commitment.FIRM)
    same = attrs.evolve(EARLIER, id="same", commitment=bp.Commitment.CONDITIONAL)
    pillar = bp.Pillar(
        id="former",
        programme="2021-2024",
        number="1",
        title=bp.Text(fr="Ancien", en="Former"),
        citations=EARLIER.citations,
        own_actions=(
            attrs.evolve(same, pillar="former"),
            attrs.evolve(EARLIER, id="in-former", pillar="former"),
        ),
    )
    old = attrs.evolve(EARLIER_ONE, own_actions=(EARLIER, dropped), pillars=(pillar,))
    twice = (*ACTION.citations, bp.Citation(section="1.1", paragraph=2, page=6))
    predecessor = attrs.evolve(ACTION.predecessors[0], action="same")
    changed = attrs.evolve(ACTION, predecessors=(predecessor,), citations=twice)
    introduced = attrs.evolve(THEME.actions[1], predecessors=())
    theme = attrs.evolve(THEME, actions=(changed, introduced))
    new = attrs.evolve(PROGRAMME, pillars=(attrs.evolve(PROGRAMME.pillars[0], themes=(theme,)),))
    compare_golden("ends.txt", bp.render.text(bp.compare(old, new), "fr"), request)
    compare_golden("ends.md", bp.render.markdown(bp.compare(old, new), "en"), request)


def test_json_is_read_back() -> None:
    diff = bp.diff(BASE, with_action(actors=()))
    assert bp.Diff.from_dict(json.loads(bp.render.json(diff))) == diff
    told = json.loads(bp.render.json(COMPARISON))
    assert len(told["continued"]) == len(COMPARISON.continued)
    assert told["old"] == {"programme": "2021-2024", "revision": OLD.revision}


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<javascript:alert(1)>",
    "`code` **bold** _it_ ~~gone~~ # h | cell | &lt;b&gt;",
    "</style><script>alert(1)</script>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_tag(attack: str) -> None:
    text = bp.Text(en=attack)
    edited = attrs.evolve(
        with_action(summary=text, note=text, predecessors=()), mission=text, values=(text,)
    )
    diff = bp.diff(BASE, edited)
    for report in (diff, bp.compare(EARLIER_ONE, edited)):
        page = parsed(bp.render.html(report, page=True))
        assert attack in page.text
        safe = {"html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "h3"}
        safe |= {"p", "ul", "li", "code", "span", "table", "thead", "tbody", "tr", "th", "td"}
        assert {tag for tag, _ in page.tags} <= safe
        assert {name for _, attributes in page.tags for name in attributes} <= {
            "class", "lang", "charset", "name", "content", "scope",
        }  # fmt: skip
        for line in bp.render.markdown(report).splitlines():
            outside = re.sub(r"(`+).*?\1|\\.", "", line)
            assert not re.search(r"[<>\[\]_*~]", outside)


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("1. Act", r"1\. Act"),
        ("- Act", r"\- Act"),
        ("+ Act", r"\+ Act"),
        ("12) Act", r"12\) Act"),
        ("# Act", r"\# Act"),
        ("= Act", r"\= Act"),
        ("a *b* [c]", r"a \*b\* \[c\]"),
        ("one\ntwo", "one two"),
    ],
)
def test_no_text_starts_a_block_in_markdown(start: str, shown: str) -> None:
    old = attrs.evolve(EARLIER_ONE, title=bp.Text(en=start))
    rendered = bp.render.markdown(bp.compare(old, PROGRAMME))
    assert f"\n{shown} → Programme\n" in rendered


def test_code_keeps_its_backticks() -> None:
    diff = bp.diff(BASE, attrs.evolve(BASE, partners=BASE.partners[:1]))
    assert "``" not in bp.render.markdown(diff)
    partner = attrs.evolve(BASE.partners[1], abbreviations=("a `b` c",))
    diff = bp.diff(BASE, attrs.evolve(BASE, partners=(BASE.partners[0], partner)))
    assert "`` a `b` c ``" in bp.render.markdown(diff)
    partner = attrs.evolve(BASE.partners[1], abbreviations=("one\ntwo",))
    diff = bp.diff(BASE, attrs.evolve(BASE, partners=(BASE.partners[0], partner)))
    assert "`one two`" in bp.render.markdown(diff)


def test_an_item_with_nothing_under_it_is_a_line() -> None:
    report = bp.compare(EARLIER_ONE, attrs.evolve(MINIMAL, id="2025-2028"))
    shown = "(<code>2021-2024/sign-treaty</code>; exploratory; 1 ¶1)"
    item = f'<li><span lang="en">Sign the treaty.</span> {shown}</li>'
    assert f"<ul>\n{item}\n</ul>" in bp.render.html(report)


def test_several_stand_with_commas_between_them() -> None:
    rendered = bp.render.text(bp.diff(BASE, EDITS["split action in-theme"]), width=None)
    assert "retired; see in-theme-too, in-pillar (It was twice there.)" in rendered


def test_a_part_of_a_page_and_a_page() -> None:
    diff = bp.diff(BASE, BASE)
    part, page = bp.render.html(diff), bp.render.html(diff, page=True)
    assert part.startswith("<section")
    assert part in page
    assert "<title>2025-2028 revision 1 to 1</title>" in page
    assert 'content="light dark"' in page
    assert "Nothing changed." in part


def test_notebooks_show_html() -> None:
    diff = bp.diff(BASE, with_action(actors=()))
    assert diff._repr_html_() == bp.render.html(diff)
    assert SMALL._repr_html_() == bp.render.html(SMALL)


def test_proposals_are_called_so() -> None:
    new = attrs.evolve(
        MINIMAL,
        id="2025-2028",
        own_actions=(attrs.evolve(EARLIER, programme="2025-2028", id="again"),),
    )
    rendered = bp.render.text(bp.compare(EARLIER_ONE, new))
    assert "only proposed" in " ".join(rendered.split())
    assert "perhaps (score 1.00) in: Sign the treaty." in rendered


def test_nothing_that_goes_on_has_no_heading() -> None:
    new = attrs.evolve(MINIMAL, id="2025-2028", fields=())
    rendered = bp.render.text(bp.compare(EARLIER_ONE, new))
    assert "Promises of 2021-2024 that do not go on" in rendered
    assert "that go on" not in rendered


def test_nothing_to_count_has_no_table() -> None:
    new = attrs.evolve(MINIMAL, id="2025-2028", fields=())
    assert "<table>" not in bp.render.html(bp.compare(MINIMAL, new))


def test_a_text_in_another_language_stands_in() -> None:
    html = bp.render.html(SMALL, "nl")
    assert f'<span lang="fr">{THEME.actions[0].summary.fr}</span>' in html
    assert f"{ACTION.summary:fr}" in html


@pytest.mark.parametrize("width", [29, 0, -1, 80.0, True])
def test_a_width_that_is_none_is_refused(width: Any) -> None:
    with pytest.raises(InvalidValueError, match="a whole number from 30"):
        bp.render.text(SMALL, width=width)


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_another_language_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError, match="one of fr, nl, de, en"):
        getattr(bp.render, name)(SMALL, "it")


@every_renderer
def test_something_else_is_refused(render: Any) -> None:
    with pytest.raises(InvalidValueError, match="a Diff or a Comparison"):
        render(PROGRAMME)
