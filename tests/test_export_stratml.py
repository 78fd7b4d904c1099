"""StratML: what is written, what is read back, and what is refused."""

import io
import os
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings

import benelux_programme as bp
from benelux_programme.testing import programmes
from examples import PROGRAMME
from payloads import PAYLOADS, filled_with
from support import titled

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


def test_another_language_stands_in_with_a_mark() -> None:
    text = bp.export.stratml(PROGRAMME, "nl")
    assert text_of(goals(text)[1], "Name") == "Sécurité [fr]"


@pytest.mark.parametrize("part", [0, 3, "1"])
def test_there_are_two_parts(part: Part) -> None:
    with pytest.raises(bp.errors.InvalidValueError, match="is not 1 or 2"):
        bp.export.stratml(PROGRAMME, part=part)


def test_another_language_is_refused() -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.stratml(PROGRAMME, "it")  # type: ignore[arg-type]
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.read_stratml("<x/>", "it")  # type: ignore[arg-type]


# --- Reading back ---------------------------------------------------------------------------------


def kept(programme: bp.Programme, language: bp.Language) -> object:
    """All that a document in one language keeps of a programme, where it has that language."""

    def said(text: bp.Text | None) -> str | None:
        return None if text is None else text.in_(language)

    return {
        "programme": (programme.id, programme.revision, programme.period),
        "texts": list(map(said, (programme.title, programme.subtitle, programme.mission))),
        "values": list(map(said, programme.values)),
        "tree": [tuple(str(one) for one in programme.path(programme[id])) for id in programme],
        "titles": [
            (one.id, one.number, said(one.title), said(one.note)) for one in titled(programme)
        ],
        "actions": [
            (
                one.id,
                said(one.summary),
                one.commitment,
                one.timing,
                said(one.deliverable),
                said(one.note),
                [citation.address for citation in one.citations],
            )
            for one in programme.actions
        ],
    }


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_what_is_kept_comes_back(
    programme: bp.Programme, language: bp.Language, part: Part
) -> None:
    text = bp.export.stratml(programme, language, part=part)
    read = bp.export.read_stratml(text, language)
    assert kept(read, language) == kept(programme, language)


@settings(max_examples=30)
@given(programmes())
def test_what_is_kept_of_any_programme_comes_back(programme: bp.Programme) -> None:
    for language in bp.LANGUAGES:
        spoken = only(programme, language)
        for part in (1, 2):
            text = bp.export.stratml(spoken, language, part=part)
            assert kept(bp.export.read_stratml(text, language), language) == kept(spoken, language)


def only(programme: bp.Programme, language: bp.Language) -> bp.Programme:
    """The programme with all texts in one language, which is what one document can hold."""

    def one(value: object) -> object:
        if isinstance(value, list):
            return [one(item) for item in value]
        if not isinstance(value, dict):
            return value
        texts = [item for key, item in value.items() if key in bp.LANGUAGES]
        if texts and value.keys() <= {*bp.LANGUAGES, "official"}:
            return {language: texts[0]}
        return {key: one(item) for key, item in value.items()}

    document = bp.to_dict(programme)
    found = one({key: item for key, item in document.items() if key not in LEFT_OUT})
    assert isinstance(found, dict)
    return bp.read(found | {key: document[key] for key in LEFT_OUT & document.keys()})


LEFT_OUT = {"partners", "references", "fields"}


def test_who_acts_comes_back_from_part_2(programme: bp.Programme) -> None:
    text = bp.export.stratml(programme, "fr", part=2)
    read = bp.export.read_stratml(text, "fr")
    for old, new in zip(programme.actions, read.actions, strict=True):
        others = [id for id in old.partners if id not in old.actors]
        for mine, theirs in ((old.actors, new.actors), (others, new.partners)):
            expected = [(one.name.fr, one.kind) for one in map(programme.partner, mine)]
            assert [(one.name.fr, one.kind) for one in map(read.partner, theirs)] == expected


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_an_element(payload: str) -> None:
    for part in (1, 2):
        root = parsed(bp.export.stratml(filled_with(payload), "fr", part=part))
        plain = parsed(bp.export.stratml(filled_with("plain"), "fr", part=part))
        assert [one.tag for one in root.iter()] == [one.tag for one in plain.iter()]
        assert [one.attrib for one in root.iter()] == [one.attrib for one in plain.iter()]
        (goal, *_) = inside(root, "StrategicPlanCore/Goal")
        assert text_of(goal, "Name") == payload
        read = bp.export.read_stratml(
            bp.export.stratml(filled_with(payload), "fr", part=part), "fr"
        )
        assert len(read.actions) == len(PROGRAMME.actions)
        assert {one.commitment for one in read.actions} == {bp.Commitment.CONDITIONAL}


# --- Documents of others --------------------------------------------------------------------------

PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<StrategicPlan xmlns="http://www.stratml.net">
  <StrategicPlanCore>
    <Goal>
      <Objective>
        <Stakeholder StakeholderTypeType="Person"><Name>Somebody</Name></Stakeholder>
        <Stakeholder><Name>Water Board</Name><Description>keeps feet dry</Description></Stakeholder>
        <Stakeholder><Name>WATER board</Name></Stakeholder>
        <Stakeholder StakeholderTypeType="Organization"><Name>OWB</Name></Stakeholder>
        <Name>Dikes</Name>
        <Description>Raise all
            dikes.</Description>
        <OtherInformation>By 2050.</OtherInformation>
        <Identifier>_78901c50-0000-11e0-9ba6-0002a5d5c51b</Identifier>
        <SequenceIndicator>A.1</SequenceIndicator>
      </Objective>
      <Objective><Description>Count fish</Description></Objective>
      <Objective><Name>Count fish</Name><Description> </Description></Objective>
      <Name>Safe water</Name>
      <Description>For all.</Description>
      <SequenceIndicator>A</SequenceIndicator>
    </Goal>
    <Goal><Name>\u6c34</Name><Description/></Goal>
    <Organization><Name>Office of Water Boards</Name><Acronym>OWB</Acronym></Organization>
    <Vision><Description>Dry feet.</Description></Vision>
    <Value><Name>Care</Name><Description>We care.</Description></Value>
    <Unknown><Goal><Name>Ignored</Name></Goal></Unknown>
  </StrategicPlanCore>
  <Name>Water plan</Name>
  <AdministrativeInformation>
    <StartDate>2026-01-01Z</StartDate><EndDate>2027-12-31+01:00</EndDate>
    <PublicationDate/><Source>https://example.org/plan</Source>
  </AdministrativeInformation>
</StrategicPlan>"""


def test_a_lenient_plan_in_the_older_namespace_is_read() -> None:
    plan = bp.export.read_stratml(PLAN)
    assert (plan.id, plan.title.en, str(plan.period)) == ("water-plan", "Water plan", "2026-2027")
    assert [(one.id, one.number) for one in plan.pillars] == [("safe-water", "1"), ("goal", "2")]
    assert plan.pillars[0].note == bp.Text(en="For all.")
    dikes, fish, more_fish = plan.actions
    assert dikes.id == "objective-78901c50-0000-11e0-9ba6-0002a5d5c51b"
    assert dikes.summary.en == "Dikes: Raise all dikes."
    assert dikes.note == bp.Text(en="By 2050.")
    assert str(dikes.citations[0]) == "1 ¶1"
    assert [plan.partner(id).name.en for id in dikes.partners] == ["Water Board", "OWB"]
    assert (fish.id, more_fish.id) == ("count-fish", "count-fish-2")
    assert fish.summary == more_fish.summary == bp.Text(en="Count fish")
    assert fish.commitment == "firm"
    assert plan.vision == bp.Text(en="Dry feet.")
    assert plan.values == (bp.Text(en="Care: We care."),)
    assert plan.publication is not None
    assert plan.publication.publisher == "office-of-water-boards"
    assert plan.publication.sources == ("https://example.org/plan",)
    assert plan.publication.published is None


def test_language_id_period_and_commitment_can_be_given() -> None:
    plan = bp.export.read_stratml(
        PLAN,
        "nl",
        id="water-2",
        period=bp.Period.of_years(2030),
        commitment="exploratory",
    )
    assert (plan.id, plan.title.nl, str(plan.period)) == ("water-2", "Water plan", "2030")
    assert {one.commitment for one in plan.actions} == {bp.Commitment.EXPLORATORY}


@pytest.mark.parametrize(
    ("root", "namespace"),
    [
        ("StrategicPlan", NAMESPACES[1]),
        ("StrategicPlan", "http://www.stratml.net"),
        ("PerformancePlanOrReport", NAMESPACES[2]),
        ("PerformancePlanOrReport", "http://www.stratml.net/PerformancePlanOrReport"),
    ],
)
def test_all_namespaces_are_read_with_any_prefix(root: str, namespace: str) -> None:
    plan = PLAN.replace("StrategicPlan>", f"{root}>").replace("<StrategicPlan ", f"<{root} ")
    plan = plan.replace("http://www.stratml.net", namespace)
    prefixed = plan.replace("</", "</s:").replace("<", "<s:").replace("<s:/s:", "</s:")
    prefixed = prefixed.replace("<s:?xml", "<?xml").replace("xmlns=", "xmlns:s=")
    read = bp.export.read_stratml(plan)
    assert len(read.actions) == 3
    assert bp.export.read_stratml(prefixed) == read


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "1.1", "2", "2.1"], ["1", "1.1", "2", "2.1"]),
        (["1", "1.1", "2", "1.2"], ["1", "2", "3", "4"]),
        (["1.1", "1.2", "1.3", "2"], ["1", "2", "3", "4"]),
        (["2", "1", "3", "4"], ["1", "2", "3", "4"]),
        (["1", "1", "2", "3"], ["1", "2", "3", "4"]),
        (["1", "2", "3", "3.1.1"], ["1", "2", "3", "4"]),
        (["1", "", "2", "3"], ["1", "2", "3", "4"]),
        (["3", "3.4", "7", "07"], ["1", "2", "3", "4"]),
    ],
)
def test_goals_are_pillars_and_themes_only_if_their_numbers_say_so(
    numbers: list[str], expected: list[str]
) -> None:
    goal = "<Goal><Name>G{0}</Name><SequenceIndicator>{0}</SequenceIndicator></Goal>"
    plan = bp.export.read_stratml(document("".join(map(goal.format, numbers))))
    assert [
        one.number for one in map(plan.__getitem__, plan) if not isinstance(one, bp.Action)
    ] == expected


def document(goals: str, namespace: str = NAMESPACES[1]) -> str:
    return (
        f'<StrategicPlan xmlns="{namespace}"><Name>Plan</Name><StrategicPlanCore>{goals}'
        "</StrategicPlanCore><AdministrativeInformation><StartDate>2026-01-01</StartDate>"
        "<EndDate>2026-12-31</EndDate></AdministrativeInformation></StrategicPlan>"
    )


def test_names_that_meet_in_one_id_stay_two_partners() -> None:
    names = ["\u0391 x", "X", "\u0392 x", "***"]
    stakeholders = "".join(f"<Stakeholder><Name>{name}</Name></Stakeholder>" for name in names)
    plan = bp.export.read_stratml(document(f"<Goal><Name>G</Name>{stakeholders}</Goal>"))
    assert [(one.id, one.name.en) for one in plan.partners] == [
        ("x-2", "\u0391 x"),
        ("x", "X"),
        ("x-3", "\u0392 x"),
    ]


def test_facts_that_only_look_like_ours_are_a_note() -> None:
    other = "<OtherInformation>commitment: maybe\nby: whom</OtherInformation>"
    objective = f"<Objective><Name>O</Name>{other}</Objective>"
    plan = bp.export.read_stratml(document(f"<Goal><Name>G</Name>{objective}</Goal>"))
    assert plan.actions[0].note == bp.Text(en="commitment: maybe by: whom")
    assert plan.actions[0].commitment == "firm"


def test_facts_of_ours_that_are_wrong_are_left_out() -> None:
    facts = "commitment: maybe\ncitations: here 1.1/2 1/0"
    objective = f"<Objective><Name>O</Name><OtherInformation>{facts}</OtherInformation></Objective>"
    plan = bp.export.read_stratml(document(f"<Goal><Name>G</Name>{objective}</Goal>"))
    assert plan.actions[0].commitment == "firm"
    assert [one.address for one in plan.actions[0].citations] == ["1.1/2"]


def problems(source: object) -> list[tuple[str, int | None]]:
    with pytest.raises(bp.errors.InvalidDataError) as caught:
        bp.export.read_stratml(source)  # type: ignore[arg-type]
    return [(one.code, one.line) for one in caught.value.problems]


def test_all_that_is_wrong_is_said_with_its_line(tmp_path: Path) -> None:
    text = (
        '<Plan xmlns="urn:x">\n<StrategicPlanCore>\n'
        "<Goal><Objective>\n<Name> </Name></Objective></Goal>\n"
        "<Goal><Name>\u202eabc</Name></Goal>\n"
        "</StrategicPlanCore>\n<AdministrativeInformation>\n"
        "<StartDate>2026-02-30</StartDate></AdministrativeInformation></Plan>"
    )
    assert sorted(problems(text)) == [
        ("bad-text", 5),
        ("missing-key", 1),
        ("missing-key", 3),
        ("missing-key", 3),
        ("missing-key", 7),
        ("wrong-type", 1),
    ]
    file = tmp_path / "plan.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(bp.errors.InvalidDataError, match=r"plan\.xml:1:1 Plan: "):
        bp.export.read_stratml(file)


def test_a_plan_without_goals_or_with_its_end_before_its_start_is_refused() -> None:
    assert problems(document("")) == [("missing-key", 1)]
    backwards = document("<Goal><Name>G</Name></Goal>").replace("2026-12-31", "2025-12-31")
    assert problems(backwards) == [("bad-period", 1)]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<!DOCTYPE StrategicPlan><StrategicPlan/>", "directive"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "directive"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "directive"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "https://example.org/x.dtd"> %p;]><x/>', "directive"),
        ("<x>&undefined;</x>", "syntax"),
        ("<x>", "syntax"),
        ("<x/><y/>", "syntax"),
        (b"", "syntax"),
        (b"\xff\xfe\x00", "syntax"),
        (b"<x>\xff</x>", "syntax"),
        ('<?xml version="1.0" encoding="utf-8"?><x>\ud800</x>', "syntax"),
        (b'<?xml version="1.0" encoding="klingon"?><x/>', "encoding"),
        ("<x>" * 40 + "</x>" * 40, "too-deep"),
        ("<x>" + "<y/>" * 40_000 + "</x>", "too-many"),
        ("<x>" + "y" * 70_000 + "</x>", "too-long"),
        (b"<x>" + b"<!-- -->" * 600_000 + b"</x>", "too-large"),
        ({"id": "plan"}, "wrong-type"),
        (None, "wrong-type"),
    ],
)
def test_what_is_harmful_or_no_xml_is_refused(source: object, code: str) -> None:
    assert [one for one, _ in problems(source)] == [code]


def test_paths_texts_bytes_and_open_files_are_read(tmp_path: Path) -> None:
    text = bp.export.stratml(PROGRAMME, "fr")
    file = tmp_path / "plan.xml"
    file.write_text(text, encoding="utf-8")
    expected = bp.export.read_stratml(text, "fr")
    utf_16 = text.replace("?>", ' encoding="UTF-16"?>', 1)
    with file.open(encoding="utf-8") as words, file.open("rb") as content:
        for source in (
            file,
            str(file),
            text.encode(),
            "\ufeff" + text,
            utf_16,
            utf_16.encode("utf-16"),
            words,
            content,
            io.StringIO(text),
        ):
            assert bp.export.read_stratml(source, "fr") == expected


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(bp.errors.UnreadableFileError, match="No such file"):
        bp.export.read_stratml(tmp_path / "nothing.xml")
    assert [code for code, _ in problems(tmp_path)] == ["not-a-file"]
    assert [code for code, _ in problems(os.devnull)] == ["not-a-file"]


def test_what_is_asked_of_a_document_is_checked() -> None:
    odd: Any
    document = bp.export.stratml(PROGRAMME)
    for odd in ("hard", None, ["firm"]):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            bp.export.read_stratml(document, commitment=odd)
        expected = "firm, conditional or exploratory"
        assert caught.value.args == ("read_stratml", "commitment", odd, expected, "bad-choice")
    for odd in ("2025", 2025):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            bp.export.read_stratml(document, period=odd)
        assert caught.value.args == ("read_stratml", "period", odd, "a Period", "wrong-type")
    for odd in ([1], "1", 3):
        with pytest.raises(bp.errors.InvalidValueError) as caught:
            bp.export.stratml(PROGRAMME, part=odd)
        assert caught.value.args == ("stratml", "part", odd, "1 or 2", "bad-value")
