"""Comparisons: every promise is in every format, with its place and its continuations."""

import json
import re
from collections.abc import Callable

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._model.text import fold_to_letters_and_digits
from examples import ACTION, EARLIER, MINIMAL, PROGRAMME, THEME
from html_pages import Page
from support import compare_golden

OLD, NEW = bp.load("2021-2024"), bp.load("2025-2028")
COMPARISON = bp.compare(OLD, NEW)
EARLIER_PROGRAMME = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
FORMATS: dict[str, Callable[[bp.Comparison], str]] = {
    "text": lambda comparison: bp.render.text(comparison, width=None),
    "markdown": lambda comparison: re.sub(r"\\(.)", r"\1", bp.render.markdown(comparison)),
    "html": lambda comparison: Page(bp.render.html(comparison)).text,
    "json": bp.render.json,
}


@pytest.mark.parametrize("format", FORMATS)
def test_every_promise_and_every_reason_is_in_every_format(format: str) -> None:
    rendered = FORMATS[format](COMPARISON)
    for action in (*OLD.actions, *NEW.actions):
        assert str(action) in rendered
    for continuation in COMPARISON.continued:
        assert str(continuation.reason) in rendered


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_titles_and_summaries_are_in_the_language(language: bp.Language) -> None:
    rendered = bp.render.text(COMPARISON, language, width=None)
    for action in COMPARISON.introduced:
        assert f"{action.summary:{language}}" in rendered
    for pillar in NEW.pillars:
        assert f"{pillar.title:{language}}" in rendered


def test_every_promise_has_its_citations_with_pages() -> None:
    rendered = bp.render.text(COMPARISON, width=None)
    for action in COMPARISON.introduced:
        page = rf"\(from page {action.citations[0].page}\), paragraph"
        assert re.search(rf"\({action}; \w+; \w+( [0-9.]+)? {page}", rendered)


def test_a_comparison_with_all_its_parts(request: pytest.FixtureRequest) -> None:
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
    old = attrs.evolve(EARLIER_PROGRAMME, own_actions=(EARLIER, dropped), pillars=(pillar,))
    citations = (*ACTION.citations, bp.Citation(section="1.1", paragraph=2, page=6))
    predecessor = attrs.evolve(ACTION.predecessors[0], action="same")
    changed = attrs.evolve(ACTION, predecessors=(predecessor,), citations=citations)
    introduced = attrs.evolve(THEME.actions[1], predecessors=())
    theme = attrs.evolve(THEME, actions=(changed, introduced))
    new = attrs.evolve(PROGRAMME, pillars=(attrs.evolve(PROGRAMME.pillars[0], themes=(theme,)),))
    compare_golden("comparison.txt", bp.render.text(bp.compare(old, new), "fr"), request)


def test_a_continuation_without_relation_and_reason_is_shown_too() -> None:
    continuation = bp.Continuation(old=EARLIER, new=PROGRAMME.own_actions[0])
    comparison = bp.Comparison(old=EARLIER_PROGRAMME, new=PROGRAMME, continued=(continuation,))
    rendered = bp.render.text(comparison, "de", width=None)
    assert "  - fortgeführt durch: Do outside. [en] (2025-2028/outside; " in rendered


@pytest.mark.parametrize("render", [bp.render.text, bp.render.markdown, bp.render.html])
def test_continuations_have_the_names_of_partners_of_a_plan(render: Callable[..., str]) -> None:
    bakers = bp.Partner(id="bakers", kind=bp.PartnerKind.ORGANISATION, name=bp.Text(nl="Bakkers"))
    old = bp.load("2025-2028").actions[0]
    reason = bp.Text(en="It goes on.")
    predecessor = bp.Predecessor(
        programme=old.programme, action=old.id, relation=bp.Relation.CONTINUES, reason=reason
    )
    action = attrs.evolve(
        EARLIER, programme="plan", partners=("bakers",), predecessors=(predecessor,)
    )
    plan = attrs.evolve(MINIMAL, id="plan", partners=(bakers,), own_actions=(action,))
    links = bp.predecessors(action, programmes=[plan])
    assert "Bakkers" in render(links, "nl", programme=plan)
    assert "Bakkers" not in render(links, "nl")


def test_proposed_continuations_have_scores() -> None:
    again = attrs.evolve(EARLIER, programme="2025-2028", id="again")
    new = attrs.evolve(MINIMAL, id="2025-2028", own_actions=(again,))
    rendered = bp.render.text(bp.compare(EARLIER_PROGRAMME, new), width=None)
    assert "The continuations below are only proposed" in rendered
    assert "  - perhaps continued by (score 1.00): Sign the treaty. (2025-2028/again; " in rendered


def test_parts_without_content_have_no_heading() -> None:
    new = attrs.evolve(MINIMAL, id="2025-2028", fields=())
    dropped = bp.render.text(bp.compare(EARLIER_PROGRAMME, new))
    assert "Promises of 2021-2024 that are not continued" in dropped
    assert "that continue" not in dropped
    assert "that are new" not in dropped
    empty = bp.render.html(bp.compare(MINIMAL, new))
    assert "<h2>" not in empty


def test_policy_fields_are_in_the_order_of_their_labels() -> None:
    rendered = bp.render.text(COMPARISON, "fr", width=None)
    rows = rendered[
        rendered.index("Domaine d’action  ") : rendered.index("Engagements de")
    ].splitlines()[2:-1]
    labels = [row.partition("  ")[0] for row in rows]
    ids = [NEW.field(label).id for label in labels]
    assert sorted(ids) == [tally.key for tally in COMPARISON.by_field()]
    assert labels == sorted(labels, key=fold_to_letters_and_digits)


def test_a_text_in_another_language_is_marked() -> None:
    comparison = bp.compare(EARLIER_PROGRAMME, PROGRAMME)
    rendered = bp.render.text(comparison, "nl", width=None)
    assert "Do in-theme. [en] (2025-2028/in-theme; " in rendered


def test_json_contains_every_continuation() -> None:
    document = json.loads(bp.render.json(COMPARISON))
    assert len(document["continued"]) == len(COMPARISON.continued)
    assert document["old"] == {"programme": "2021-2024", "revision": OLD.revision}
