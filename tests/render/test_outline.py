"""What people read of a programme as plain text."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.render._outline import action_line, describe, filled, outline, summary_line
from examples import ACTION, PARAGRAPH, PARTNER, PILLAR, PROGRAMME, REFERENCE, THEME
from support import compare_golden


@pytest.mark.parametrize("width", [None, 60])
def test_outline(width: int | None, request: pytest.FixtureRequest) -> None:
    compare_golden(f"outline-{width}.txt", outline(PROGRAMME, "fr", width), request)


@pytest.mark.parametrize("node", [PILLAR, THEME, ACTION, PROGRAMME.own_actions[0]])
def test_describe(node: bp.Node, request: pytest.FixtureRequest) -> None:
    compare_golden(f"describe-{node.id}.txt", describe(PROGRAMME, node), request)


def test_no_line_is_wider_than_the_terminal() -> None:
    programme = bp.load("2025-2028")
    lines = outline(programme, "de", 72).splitlines()
    assert max(map(len, lines)) <= 72
    assert " ".join(" ".join(lines).split()) == " ".join(outline(programme, "de").split())


def described(**changes: Any) -> list[str]:
    """What is said of an action that is as little as an action can be, but for these changes."""
    bare = bp.Action(
        id="act",
        programme="2025-2028",
        summary=bp.Text(en="Act."),
        commitment=bp.Commitment.FIRM,
        citations=(PARAGRAPH,),
    )
    other = bp.Partner(id="us", kind=bp.PartnerKind.PLACE, name=bp.Text(fr="Nous", en="Us"))
    record = bp.Reference(
        id="law",
        kind=bp.ReferenceKind.LAW,
        title=bp.Text(en="The law of 2018"),
        short_title=bp.Text(en="The law"),
        citations=(PARAGRAPH,),
    )
    water = bp.PolicyField(id="water", label=bp.Text(en="Water"))
    programme = attrs.evolve(
        PROGRAMME,
        own_actions=(attrs.evolve(bare, **changes),),
        partners=(PARTNER, other),
        references=(REFERENCE, record),
        fields=(*PROGRAMME.fields, water),
    )
    return describe(programme, programme.action("act")).splitlines()


def test_only_what_is_there_is_said_of_an_action() -> None:
    assert described() == [
        "2025-2028/act",
        "",
        "Act.",
        "",
        "commitment: firm",
        "printed in: 1.1 ¶1, in the section that begins on page 6",
    ]


def test_names_stand_side_by_side_in_the_order_of_the_data() -> None:
    lines = described(
        actors=("us", "north-rhine-westphalia"),
        partners=("north-rhine-westphalia", "us"),
        references=("law", "police-treaty"),
        fields=("water", "energy"),
        citations=(PARAGRAPH, bp.Citation(section="1.1", paragraph=2, page=6)),
    )
    page = "in the section that begins on page 6"
    assert lines[5:] == [
        "actors: Us; Rhénanie-du-Nord-Westphalie [fr]",
        "partners: Rhénanie-du-Nord-Westphalie [fr]; Us",
        "references: The law; Police treaty",
        "fields: Water; Energy",
        f"printed in: 1.1 ¶1, {page}; 1.1 ¶2, {page}",
    ]


def test_a_page_is_named_if_it_is_known() -> None:
    programme = bp.load("2021-2024")
    assert "printed in: 1 ¶1" in describe(programme, programme.themes[0].actions[0]).splitlines()


def test_everything_is_said_in_the_language_asked_for() -> None:
    text = describe(PROGRAMME, ACTION, "fr")
    assert "in 1 Sécurité\nin 1.1 Économie circulaire\n\nFaire in-theme.\n" in text
    for line in (
        "actors: Rhénanie-du-Nord-Westphalie",
        "references: Police treaty [en]",
        "fields: Energy [en]",
        "deliverable: Register [en]",
        "note: A doubt. [en]",
    ):
        assert f"{line}\n" in text
    assert "1 Sécurité  (security)\n  - Faire in-pillar." in describe(PROGRAMME, PILLAR, "fr")
    lines = describe(PROGRAMME, THEME, "fr", 40).splitlines()
    assert lines[3:6] == [
        "1.1 Économie circulaire  (police)",
        "  - Faire in-theme.  (in-theme;",
        "    conditional, 1.1 ¶1)",
    ]


def test_english_comes_first() -> None:
    assert outline(PROGRAMME) == outline(PROGRAMME, "en")
    assert "- Do outside." in outline(PROGRAMME)
    assert summary_line(PROGRAMME) == "2025-2028  Programme: 1 pillar, 1 theme, 4 actions"
    assert summary_line(PROGRAMME, "nl").startswith("2025-2028  Programme [fr]: ")


def test_a_programme_may_have_no_subtitle() -> None:
    lines = outline(attrs.evolve(PROGRAMME, subtitle=None)).splitlines()
    assert lines[:3] == ["Programme", "2025-01-01 to 2028-12-31, revision 2", ""]


def test_an_action_is_one_line() -> None:
    firm = attrs.evolve(
        ACTION, commitment=bp.Commitment.FIRM, citations=(PARAGRAPH, bp.Citation(section="1.1"))
    )
    assert action_line(firm, "en") == "- Do in-theme.  (in-theme; 1.1 ¶1, 1.1)"
    assert action_line(firm, "en", full=True).startswith("- Do in-theme.  (2025-2028/in-theme; ")
    hedged = "- Faire in-theme.  (in-theme; conditional, 1.1 ¶1)"
    assert action_line(ACTION, "fr") == hedged


def test_a_broken_line_goes_on_further_in() -> None:
    assert filled(["  one two", "", "three"], 7) == "  one\n    two\n\nthree\n"
    assert filled(["  one two", "", "three"], None) == "  one two\n\nthree\n"


def test_words_are_not_broken() -> None:
    assert filled(["see in-theme and-what-follows"], 9) == "see\n  in-theme\n  and-what-follows\n"
