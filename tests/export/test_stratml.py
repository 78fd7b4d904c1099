"""StratML: the elements, their numbers, and that no text becomes an element."""

from typing import Literal
from xml.etree import ElementTree as ET

import attrs
import pytest

import benelux_programme as bp
from examples import PROGRAMME
from payloads import PAYLOADS, fill_programme
from support import compare_golden, get_titled_nodes

Part = Literal[1, 2]
NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # we wrote it


def find_all(element: ET.Element, path: str) -> list[ET.Element]:
    namespace = element.tag.partition("}")[0] + "}"
    return element.findall("/".join(namespace + step for step in path.split("/")))


def find_text(element: ET.Element, name: str) -> str | None:
    (found,) = find_all(element, name)
    return found.text


def find_goals(text: str) -> list[ET.Element]:
    return find_all(parse(text), "StrategicPlanCore/Goal")


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_levels_are_goals_and_objectives(
    programme: bp.Programme, language: bp.Language, part: Part
) -> None:
    text = bp.export.stratml(programme, language, part=part)
    assert parse(text).tag.startswith(f"{{{NAMESPACES[part]}}}")
    by_id = {str(find_text(goal, "Identifier")): goal for goal in find_goals(text)}
    for node in get_titled_nodes(programme):
        goal = by_id[f"bnl.{programme.id}.{node.id}"]
        assert find_text(goal, "Name") == node.title.in_(language)
        assert find_text(goal, "SequenceIndicator") == node.number
        actions = node.own_actions if isinstance(node, bp.Pillar) else node.actions
        prefix = f"{node.number}.0" if isinstance(node, bp.Pillar) else node.number
        found = find_all(goal, "Objective")
        for place, (action, objective) in enumerate(zip(actions, found, strict=True), start=1):
            assert find_text(objective, "Description") == action.summary.in_(language)
            assert find_text(objective, "Identifier") == f"bnl.{programme.id}.{action.id}"
            assert find_text(objective, "SequenceIndicator") == f"{prefix}.{place}"
            names = [
                programme.partner(id).name.in_(language)
                for id in dict.fromkeys((*action.actors, *action.partners))
            ]
            assert [find_text(one, "Name") for one in find_all(objective, "Stakeholder")] == names


def test_the_default_is_a_strategic_plan_in_english() -> None:
    text = bp.export.stratml(PROGRAMME)
    assert parse(text).tag == f"{{{NAMESPACES[1]}}}StrategicPlan"
    assert text == bp.export.stratml(PROGRAMME, "en", part=1)


def test_an_actor_that_is_also_a_partner_is_one_stakeholder() -> None:
    (action,) = PROGRAMME.own_actions
    both = attrs.evolve(action, partners=action.actors)
    text = bp.export.stratml(attrs.evolve(PROGRAMME, own_actions=(both,)), part=2)
    (objective,) = find_all(find_goals(text)[0], "Objective")
    assert len(find_all(objective, "Stakeholder")) == 1


def test_a_plan_has_its_publisher_mission_values_and_dates() -> None:
    root = parse(bp.export.stratml(bp.load("2025-2028"), "nl"))
    programme = bp.load("2025-2028")
    assert programme.mission is not None
    (core,) = find_all(root, "StrategicPlanCore")
    assert find_text(core, "Mission/Description") == programme.mission.nl
    assert [one.text for one in find_all(core, "Value/Name")] == [
        one.nl for one in programme.values
    ]
    assert find_text(core, "Organization/Acronym") == "SG"
    (about,) = find_all(root, "AdministrativeInformation")
    assert [(one.tag.partition("}")[2], one.text) for one in about][:2] == [
        ("StartDate", "2025-01-01"),
        ("EndDate", "2028-12-31"),
    ]
    assert str(find_text(about, "Source")).startswith("https://www.benelux.int/")


def test_part_2_reports_the_outcomes_of_each_action() -> None:
    programme = bp.load("2025-2028")
    root = parse(bp.export.stratml(programme, "nl", part=2))
    assert root.get("Type") == "Performance_Report"
    objectives = {
        find_text(one, "Identifier"): one for one in root.iter() if "Objective" in one.tag
    }
    for action in programme.actions:
        results = find_all(
            objectives["bnl." + str(action).replace("/", ".")],
            "PerformanceIndicator/MeasurementInstance/ActualResult",
        )
        outcomes = programme.outcomes_of(action)
        assert len(results) == len(outcomes)
        for result, outcome in zip(results, outcomes, strict=True):
            bearing = outcome.bearing_on(action)
            assert bearing is not None
            assert str(find_text(result, "StartDate")).startswith(outcome.date)
            assert find_text(result, "Descriptor/DescriptorValue") == bearing.label.nl
            assert str(find_text(result, "Description")).startswith(str(outcome.summary.nl))
            assert str(find_text(result, "Description")).endswith(outcome.sources[-1].url)


def test_part_1_and_programmes_without_outcomes_have_no_results() -> None:
    without = attrs.evolve(bp.load("2025-2028"), outcomes=(), outcomes_as_of=None)
    assert parse(bp.export.stratml(without, part=2)).get("Type") == "Strategic_Plan"
    for text in (bp.export.stratml(without, part=2), bp.export.stratml(bp.load("2025-2028"))):
        assert "<ActualResult>" not in text


def test_a_publisher_without_abbreviation_has_no_acronym() -> None:
    partner = attrs.evolve(PROGRAMME.partners[0], abbreviations=())
    root = parse(bp.export.stratml(attrs.evolve(PROGRAMME, partners=(partner,)), "de"))
    (organisation,) = find_all(root, "StrategicPlanCore/Organization")
    assert find_text(organisation, "Name") == "Nordrhein-Westfalen"
    assert find_all(organisation, "Acronym") == []


def test_a_publication_date_is_written_only_if_the_day_is_known() -> None:
    publication = bp.Publication(
        kind="booklet", title=bp.Text(en="X"), languages=("en",), published="2025-01-31"
    )
    known = attrs.evolve(PROGRAMME, publication=publication)
    dates = [
        [
            one.text
            for one in find_all(
                parse(bp.export.stratml(one)), "AdministrativeInformation/PublicationDate"
            )
        ]
        for one in (known, PROGRAMME, attrs.evolve(PROGRAMME, publication=None))
    ]
    assert dates == [["2025-01-31"], [], []]


@pytest.mark.parametrize(
    ("pillars", "expected"),
    [
        ({"5": ["5.7"], "7": []}, ["5", "5.7", "7"]),
        ({"5": ["7"], "7": []}, ["1", "1.1", "2"]),
        ({"5": ["4", "5.7"], "7": []}, ["1", "1.1", "1.2", "2"]),
        ({"5": ["5.7.1"]}, ["1", "1.1"]),
        ({"5.1": [], "7": []}, ["1", "2"]),
    ],
)
def test_printed_numbers_that_do_not_nest_are_replaced_by_positions(
    pillars: dict[str, list[str]], expected: list[str]
) -> None:
    numbered = tuple(
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
    plan = attrs.evolve(PROGRAMME, own_actions=(), pillars=numbered, retired=())
    found = find_goals(bp.export.stratml(plan))
    assert [find_text(goal, "SequenceIndicator") for goal in found] == expected


def test_a_programme_without_pillars_is_one_goal() -> None:
    plan = attrs.evolve(PROGRAMME, own_actions=(), pillars=(), retired=())
    (goal,) = find_goals(bp.export.stratml(plan))
    assert (find_text(goal, "Name"), find_text(goal, "SequenceIndicator")) == ("Programme", "0")


def test_the_text_is_stable(request: pytest.FixtureRequest) -> None:
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
    compare_golden("export.stratml", bp.export.stratml(full, "de", part=2), request)


def test_another_language_is_marked() -> None:
    text = bp.export.stratml(PROGRAMME, "nl")
    assert find_text(find_goals(text)[1], "Name") == "Security [en]"


@pytest.mark.parametrize("part", [0, 3, "1"])
def test_an_unknown_part_is_an_error(part: Part) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.stratml(PROGRAMME, part=part)
    assert str(caught.value) == f"stratml(part): {part!r} is not 1 or 2"


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.stratml(PROGRAMME, "it")  # type: ignore[arg-type]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_an_element(payload: str) -> None:
    for part in (1, 2):
        root = parse(bp.export.stratml(fill_programme(payload), "fr", part=part))
        plain = parse(bp.export.stratml(fill_programme("plain"), "fr", part=part))
        assert [one.tag for one in root.iter()] == [one.tag for one in plain.iter()]
        assert [one.attrib for one in root.iter()] == [one.attrib for one in plain.iter()]
        (goal, *_) = find_all(root, "StrategicPlanCore/Goal")
        assert find_text(goal, "Name") == payload
