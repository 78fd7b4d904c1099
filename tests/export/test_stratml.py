"""StratML: what is written and what is refused."""

from typing import Literal
from xml.etree import ElementTree as ET

import attrs
import pytest

import benelux_programme as bp
from examples import PROGRAMME
from payloads import PAYLOADS, filled_with
from support import compare_golden, titled

Part = Literal[1, 2]
NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # we wrote it


def inside(element: ET.Element, path: str) -> list[ET.Element]:
    namespace = element.tag.partition("}")[0] + "}"
    return element.findall("/".join(namespace + step for step in path.split("/")))


def text_of(element: ET.Element, name: str) -> str | None:
    (found,) = inside(element, name)
    return found.text


def goals(text: str) -> list[ET.Element]:
    return inside(parsed(text), "StrategicPlanCore/Goal")


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_levels_are_goals_and_objectives(
    programme: bp.Programme, language: bp.Language, part: Part
) -> None:
    text = bp.export.stratml(programme, language, part=part)
    assert parsed(text).tag.startswith(f"{{{NAMESPACES[part]}}}")
    by_id = {str(text_of(goal, "Identifier")): goal for goal in goals(text)}
    for node in titled(programme):
        goal = by_id[f"bnl.{programme.id}.{node.id}"]
        assert text_of(goal, "Name") == node.title.in_(language)
        assert text_of(goal, "SequenceIndicator") == node.number
        actions = node.own_actions if isinstance(node, bp.Pillar) else node.actions
        prefix = f"{node.number}.0" if isinstance(node, bp.Pillar) else node.number
        found = inside(goal, "Objective")
        for place, (action, objective) in enumerate(zip(actions, found, strict=True), start=1):
            assert text_of(objective, "Description") == action.summary.in_(language)
            assert text_of(objective, "Identifier") == f"bnl.{programme.id}.{action.id}"
            assert text_of(objective, "SequenceIndicator") == f"{prefix}.{place}"
            names = [
                programme.partner(id).name.in_(language)
                for id in dict.fromkeys((*action.actors, *action.partners))
            ]
            assert [text_of(one, "Name") for one in inside(objective, "Stakeholder")] == names


def test_a_strategic_plan_is_written_if_no_part_is_asked_for() -> None:
    text = bp.export.stratml(PROGRAMME)
    assert parsed(text).tag == f"{{{NAMESPACES[1]}}}StrategicPlan"
    assert text == bp.export.stratml(PROGRAMME, "en", part=1)


def test_who_acts_is_a_performer_in_part_2() -> None:
    text = bp.export.stratml(PROGRAMME, "de", part=2)
    (objective, *_) = inside(goals(text)[0], "Objective")
    (stakeholder,) = inside(objective, "Stakeholder")
    assert [one.text for one in inside(stakeholder, "Role/RoleType")] == ["Performer"]
    assert parsed(text).get("Type") == "Strategic_Plan"


def test_who_acts_and_is_named_too_is_one_stakeholder() -> None:
    (action,) = PROGRAMME.own_actions
    both = attrs.evolve(action, partners=action.actors)
    text = bp.export.stratml(attrs.evolve(PROGRAMME, own_actions=(both,)), part=2)
    (objective,) = inside(goals(text)[0], "Objective")
    assert len(inside(objective, "Stakeholder")) == 1


def test_publisher_mission_and_dates() -> None:
    root = parsed(bp.export.stratml(bp.load("2025-2028"), "nl"))
    programme = bp.load("2025-2028")
    assert programme.mission is not None
    (core,) = inside(root, "StrategicPlanCore")
    assert text_of(core, "Mission/Description") == programme.mission.nl
    assert [one.text for one in inside(core, "Value/Name")] == [one.nl for one in programme.values]
    assert text_of(core, "Organization/Acronym") == "SG"
    (about,) = inside(root, "AdministrativeInformation")
    assert [(one.tag.partition("}")[2], one.text) for one in about][:2] == [
        ("StartDate", "2025-01-01"),
        ("EndDate", "2028-12-31"),
    ]
    assert str(text_of(about, "Source")).startswith("https://www.benelux.int/")


def test_a_publisher_needs_no_abbreviation() -> None:
    partner = attrs.evolve(PROGRAMME.partners[0], abbreviations=())
    root = parsed(bp.export.stratml(attrs.evolve(PROGRAMME, partners=(partner,)), "de"))
    (organisation,) = inside(root, "StrategicPlanCore/Organization")
    assert text_of(organisation, "Name") == "Nordrhein-Westfalen"
    assert inside(organisation, "Acronym") == []


def test_a_publication_date_is_given_if_the_day_is_known() -> None:
    publication = bp.Publication(
        kind="booklet", title=bp.Text(en="X"), languages=("en",), published="2025-01-31"
    )
    known = attrs.evolve(PROGRAMME, publication=publication)
    dates = [
        [
            one.text
            for one in inside(
                parsed(bp.export.stratml(one)), "AdministrativeInformation/PublicationDate"
            )
        ]
        for one in (known, PROGRAMME, attrs.evolve(PROGRAMME, publication=None))
    ]
    assert dates == [["2025-01-31"], [], []]


def test_numbers_that_do_not_nest_give_way_to_places() -> None:
    theme = attrs.evolve(PROGRAMME.themes[0], number="7")
    pillar = attrs.evolve(PROGRAMME.pillars[0], number="5", themes=(theme,))
    text = bp.export.stratml(attrs.evolve(PROGRAMME, pillars=(pillar,)))
    assert [text_of(goal, "SequenceIndicator") for goal in goals(text)] == ["0", "1", "1.1"]
    nested = attrs.evolve(pillar, themes=(attrs.evolve(theme, number="5.7"),))
    text = bp.export.stratml(attrs.evolve(PROGRAMME, pillars=(nested,)))
    assert [text_of(goal, "SequenceIndicator") for goal in goals(text)] == ["0", "5", "5.7"]


@pytest.mark.parametrize(
    ("pillars", "expected"),
    [
        ({"5": ["5.7"], "7": []}, ["5", "5.7", "7"]),
        ({"5": ["7"], "7": []}, ["1", "1.1", "2"]),
        ({"5": ["4.7", "5.7"], "7": []}, ["1", "1.1", "1.2", "2"]),
        ({"5": ["5.7.1"]}, ["1", "1.1"]),
        ({"5.1": [], "7": []}, ["1", "2"]),
    ],
)
def test_the_numbers_are_the_printed_ones_only_if_all_of_them_nest(
    pillars: dict[str, list[str]], expected: list[str]
) -> None:
    made = tuple(
        attrs.evolve(
            PROGRAMME.pillars[0],
            id=f"pillar-{number.replace('.', '-')}",
            number=number,
            own_actions=(),
            themes=tuple(
                attrs.evolve(
                    PROGRAMME.themes[0],
                    id=f"theme-{one.replace('.', '-')}",
                    pillar=f"pillar-{number.replace('.', '-')}",
                    number=one,
                    actions=(),
                )
                for one in themes
            ),
        )
        for number, themes in pillars.items()
    )
    plan = attrs.evolve(PROGRAMME, own_actions=(), pillars=made, retired=())
    found = goals(bp.export.stratml(plan))
    assert [text_of(goal, "SequenceIndicator") for goal in found] == expected


def test_a_programme_without_pillars_is_one_goal() -> None:
    plan = attrs.evolve(PROGRAMME, own_actions=(), pillars=(), retired=())
    (goal,) = goals(bp.export.stratml(plan))
    assert (text_of(goal, "Name"), text_of(goal, "SequenceIndicator")) == ("Programme", "0")


@pytest.mark.parametrize("part", [1, 2])
def test_all_that_a_document_can_hold_is_written(
    part: Part, request: pytest.FixtureRequest
) -> None:
    (action,) = PROGRAMME.own_actions
    (pillar,) = PROGRAMME.pillars
    (theme,) = pillar.themes
    saarland = bp.Partner(id="saarland", kind=bp.PartnerKind.PLACE, name=bp.Text(de="Saarland"))
    full = attrs.evolve(
        PROGRAMME,
        vision=bp.Text(en="See far."),
        own_actions=(
            attrs.evolve(
                action,
                partners=("saarland",),
                citations=PROGRAMME.paragraphs,
                note=bp.Text(en="A doubt,\nor two."),
            ),
        ),
        pillars=(
            attrs.evolve(
                pillar,
                own_actions=tuple(attrs.evolve(one, timing=None) for one in pillar.own_actions),
                themes=(attrs.evolve(theme, note=bp.Text(de="Ein Hinweis.")),),
            ),
        ),
        partners=(*PROGRAMME.partners, saarland),
        publication=bp.Publication(
            kind="booklet",
            title=bp.Text(en="X"),
            languages=("en",),
            publisher="north-rhine-westphalia",
            published="2025-01-31",
            sources=("The booklet", "https://example.org/a", "https://example.org/b"),
        ),
    )
    text = bp.export.stratml(full, "de", part=part)
    compare_golden(f"export.part-{part}.stratml", text, request)


def test_another_language_stands_in_with_a_mark() -> None:
    text = bp.export.stratml(PROGRAMME, "nl")
    assert text_of(goals(text)[1], "Name") == "Sécurité [fr]"


@pytest.mark.parametrize("part", [0, 3, "1"])
def test_there_are_two_parts(part: Part) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.stratml(PROGRAMME, part=part)
    assert str(caught.value) == f"stratml.part: {part!r} is not 1 or 2"


def test_only_programmes_are_written() -> None:
    with pytest.raises(bp.errors.InvalidValueError, match=r"^stratml\.programme: "):
        bp.export.stratml(PROGRAMME.actions)  # type: ignore[arg-type]


def test_another_language_is_refused() -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.stratml(PROGRAMME, "it")  # type: ignore[arg-type]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_an_element(payload: str) -> None:
    for part in (1, 2):
        root = parsed(bp.export.stratml(filled_with(payload), "fr", part=part))
        plain = parsed(bp.export.stratml(filled_with("plain"), "fr", part=part))
        assert [one.tag for one in root.iter()] == [one.tag for one in plain.iter()]
        assert [one.attrib for one in root.iter()] == [one.attrib for one in plain.iter()]
        (goal, *_) = inside(root, "StrategicPlanCore/Goal")
        assert text_of(goal, "Name") == payload
