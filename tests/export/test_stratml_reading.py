"""StratML of others: what it becomes, and what is wrong with it."""

from datetime import date
from pathlib import Path

import pytest

import benelux_programme as bp
from benelux_programme._serialization.source_map import Limits
from benelux_programme.export._stratml_facts import day, identifier, nest, stated, wording_of
from benelux_programme.export._xml_reading import XmlElement, read_xml

NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}

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


# --- Elements of others ---------------------------------------------------------------------------


def element(text: str) -> XmlElement:
    return read_xml(text, Limits())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a/>", ""),
        ("<a> b </a>", "b"),
        ("<a>b\tc</a>", "b c"),
        ("<a>b \n\n \t c &#13; d</a>", "b c d"),
        ("<a>b  c</a>", "b  c"),
        ("<a>e\u0301</a>", "\u00e9"),
    ],
)
def test_what_an_element_says_is_said_in_one_line(text: str, said: str) -> None:
    assert wording_of(element(text)) == said


def test_no_element_says_nothing() -> None:
    assert wording_of(None) == ""


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("commitment: firm", {"commitment": "firm"}),
        ("\n note:  a: b \ntiming: 2026\n\t", {"note": "a: b", "timing": "2026"}),
        ("note: e\u0301", {"note": "\u00e9"}),
        ("note:a", {}),
        ("note", {}),
        ("note: a\nnote: b", {}),
        ("note: a\n\ntiming: 2026", {}),
        ("note: a\nby: whom", {}),
        ("", {}),
    ],
)
def test_facts_are_stated_a_line_a_fact_or_not_at_all(text: str, facts: dict[str, str]) -> None:
    assert stated(element(f"<a><OtherInformation>{text}</OtherInformation></a>")) == facts


def test_where_there_is_no_other_information_nothing_is_stated() -> None:
    assert stated(element("<a>note: b</a>")) == {}


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ("bnl.2025-2028.police-treaty", "police-treaty"),
        ("bnl.2025-2028.Police", "bnl-2025-2028-police"),
        ("Goal A", "goal-a"),
        ("7", "place-7"),
        ("", "some-name"),
    ],
)
def test_an_identifier_becomes_an_id_or_else_the_name_does(given: str, id: str) -> None:
    one = element(f"<a><Identifier>{given}</Identifier></a>")
    assert identifier(one, "Some name", "place") == id
    assert identifier(element("<a/>"), "Some name", "place") == "some-name"


@pytest.mark.parametrize(
    ("numbers", "whether"),
    [
        ([], True),
        (["0", "1", "1.1", "1.2", "1.10", "3"], True),
        (["7", "7.3", "12", "12.1"], True),
        (["1", "0"], False),
        (["0", "0.1"], False),
        (["1", "1"], False),
        (["1", "1.1", "1.1"], False),
        (["1", "1.2", "1.1"], False),
        (["1", "2.1"], False),
        (["1.1"], False),
        (["1", "x"], False),
        (["1", "1.1.1"], False),
        (["1", "1.0"], False),
        (["1", "\u0662"], False),
    ],
)
def test_numbers_nest_if_they_rise_and_themes_follow_their_pillar(
    numbers: list[str], whether: bool
) -> None:
    assert nest(numbers) is whether


@pytest.mark.parametrize("zone", ["", "Z", "+01:00", "-11:30"])
def test_a_day_may_have_a_time_zone(zone: str) -> None:
    assert day(f"2026-02-28{zone}") == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-02-30",
        "26-02-28",
        "2026-02-28T00:00",
        "2026-02-28+\u0661\u0661:00",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text) is None


# --- Stakeholders ---------------------------------------------------------------------------------


def stakeholder(name: str, inside: str = "", type: str = "Organization") -> str:
    return f'<Stakeholder StakeholderTypeType="{type}"><Name>{name}</Name>{inside}</Stakeholder>'


def of_goal(inside: str) -> bp.Programme:
    """A plan with a goal in which this stands."""
    return bp.export.read_stratml(document(f"<Goal><Name>G</Name>{inside}</Goal>"))


def names(plan: bp.Programme) -> list[str | None]:
    return [one.name.en for one in plan.partners]


def test_partners_are_the_stakeholders_of_organisations_goals_and_objectives() -> None:
    bodies = (
        f"<Organization><Name>A</Name>{stakeholder('B')}{stakeholder('b')}"
        f"{stakeholder('P', type='Person')}</Organization>"
        "<Organization><Name>-</Name></Organization>"
        f"<Goal><Name>G</Name><Objective><Name>O</Name>{stakeholder('D')}</Objective>"
        f"{stakeholder('C')}</Goal><Organization><Name>E</Name></Organization>"
    )
    plan = bp.export.read_stratml(document(bodies))
    assert names(plan) == ["A", "B", "E", "C", "D"]
    assert plan.publication is not None
    assert plan.publication.publisher == "a"
    assert plan.action("o").partners == ("d",)


def test_a_plan_may_have_no_publisher() -> None:
    unnamed = "<Organization><Name>***</Name></Organization>"
    for bodies in ("", unnamed):
        plan = bp.export.read_stratml(document(f"{bodies}<Goal><Name>G</Name></Goal>"))
        assert plan.publication is not None
        assert plan.publication.publisher is None
    plan = bp.export.read_stratml(
        document(f"{unnamed}<Organization><Name>A</Name></Organization><Goal><Name>G</Name></Goal>")
    )
    assert plan.publication is not None
    assert plan.publication.publisher == "a"


def test_persons_groups_and_those_without_a_name_are_no_partners() -> None:
    others = "".join(
        [
            stakeholder("A", type="Person"),
            stakeholder("B", type="Generic_Group"),
            stakeholder("***"),
            stakeholder("C"),
            "<Stakeholder><Name>D</Name></Stakeholder>",
            "<Stakeholder/>",
        ]
    )
    plan = of_goal(f"<Objective><Name>O</Name>{others}</Objective>")
    assert names(plan) == ["C", "D"]
    assert plan.action("o").partners == ("c", "d")


@pytest.mark.parametrize("kind", [*bp.PartnerKind, "keeps feet dry", ""])
def test_the_description_may_tell_the_kind(kind: str) -> None:
    plan = of_goal(stakeholder("A", f"<Description>{kind}</Description>"))
    known = kind in list(bp.PartnerKind)
    assert [str(one.kind) for one in plan.partners] == [kind if known else "organisation"]


def test_who_performs_an_objective_acts_and_the_others_are_partners() -> None:
    def role(*types: str) -> str:
        return "<Role>" + "".join(f"<RoleType>{one}</RoleType>" for one in types) + "</Role>"

    bodies = "".join(
        [
            stakeholder("A", role("Beneficiary")),
            stakeholder("B", role("Beneficiary", "Performer")),
            stakeholder("C", role("Beneficiary") + role("Performer")),
            stakeholder("D", role()),
            stakeholder("b", role("Performer")),
        ]
    )
    action = of_goal(f"<Objective><Name>O</Name>{bodies}</Objective>").action("o")
    assert (action.actors, action.partners) == (("b", "c"), ("a", "d"))


def test_ids_and_acronyms_are_like_no_other_name() -> None:
    def acronym(text: str) -> str:
        return f"<Acronym>{text}</Acronym>"

    plan = of_goal(
        "".join(
            [
                stakeholder("Alpha", acronym("C D")),
                stakeholder("Beta", acronym("cd")),
                stakeholder("Gamma", acronym("Beta")),
                stakeholder("\u03a9 cd"),
                stakeholder("\u03a9"),
                stakeholder("Delta", acronym("Stakeholder")),
                stakeholder("\u03a9 x 2"),
                stakeholder("\u0391 x"),
                stakeholder("\u0392 x"),
                stakeholder("Epsilon", acronym("***")),
            ]
        )
    )
    assert [(one.id, one.abbreviations) for one in plan.partners] == [
        ("alpha", ("C D",)),
        ("beta", ()),
        ("gamma", ()),
        ("cd-2", ()),
        ("stakeholder", ()),
        ("delta", ()),
        ("x-2", ()),
        ("x", ()),
        ("x-3", ()),
        ("epsilon", ()),
    ]


# --- Whole plans ----------------------------------------------------------------------------------

OURS = """<?xml version="1.0"?>
<PerformancePlanOrReport xmlns="urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport">
  <Name>Water plan</Name>
  <Description>For everybody</Description>
  <OtherInformation>programme: 2026-2027
revision: 12</OtherInformation>
  <StrategicPlanCore>
    <Organization><Name>Water Board</Name><Acronym>WB</Acronym></Organization>
    <Vision><Description>Dry feet.</Description></Vision>
    <Mission><Description>Build dikes.</Description></Mission>
    <Value><Name>Care</Name></Value>
    <Value><Description>Trust</Description></Value>
    <Goal>
      <Name>Water plan</Name>
      <SequenceIndicator>0</SequenceIndicator>
      <Objective>
        <Description>Begin.</Description>
        <Identifier>bnl.2026-2027.begin</Identifier>
        <Stakeholder>
          <Name>Water Board</Name><Role><RoleType>Performer</RoleType></Role>
        </Stakeholder>
        <Stakeholder><Name>Mills</Name></Stakeholder>
        <OtherInformation>commitment: exploratory
citations: 0/1 2.1/3
timing: 2026
deliverable: A start
note: A doubt</OtherInformation>
      </Objective>
    </Goal>
    <Goal>
      <Name>Dikes</Name>
      <Description>All of them</Description>
      <SequenceIndicator>1</SequenceIndicator>
      <OtherInformation>citations: 1</OtherInformation>
      <Objective><Description>Measure.</Description></Objective>
      <Objective><Description>Repair.</Description></Objective>
    </Goal>
    <Goal>
      <Name>Sea dikes</Name>
      <SequenceIndicator>1.1</SequenceIndicator>
      <Objective>
        <Name>Raise</Name>
        <Description>Raise them.</Description>
        <OtherInformation>By 2027</OtherInformation>
      </Objective>
    </Goal>
    <Goal><Name>Mills</Name><SequenceIndicator>2</SequenceIndicator></Goal>
    <Goal>
      <Name>Mills</Name>
      <SequenceIndicator>2.1</SequenceIndicator>
      <Objective><Description>Mills</Description></Objective>
    </Goal>
  </StrategicPlanCore>
  <AdministrativeInformation>
    <StartDate>2026-01-01</StartDate>
    <EndDate>2027-06-30</EndDate>
    <PublicationDate>2025-12-01</PublicationDate>
    <Source>https://example.org/plan</Source>
  </AdministrativeInformation>
</PerformancePlanOrReport>"""


def objective(id: str, summary: str, citation: str) -> dict[str, object]:
    return {
        "id": id,
        "summary": {"en": summary},
        "commitment": "firm",
        "citations": [citation],
    }


def test_all_that_a_plan_can_hold_is_read() -> None:
    assert bp.to_dict(bp.export.read_stratml(OURS)) == {
        "id": "2026-2027",
        "revision": 12,
        "period": "2026-01-01/2027-06-30",
        "title": {"en": "Water plan"},
        "subtitle": {"en": "For everybody"},
        "publication": {
            "kind": "StratML document",
            "title": {"en": "Water plan"},
            "languages": ["en"],
            "publisher": "water-board",
            "published": "2025-12-01",
            "sources": ["https://example.org/plan"],
        },
        "mission": {"en": "Build dikes."},
        "vision": {"en": "Dry feet."},
        "values": [{"en": "Care"}, {"en": "Trust"}],
        "own_actions": [
            {
                "id": "begin",
                "summary": {"en": "Begin."},
                "commitment": "exploratory",
                "actors": ["water-board"],
                "partners": ["mills"],
                "deliverable": {"en": "A start"},
                "timing": "2026",
                "citations": ["0/1", "2.1/3"],
                "note": {"en": "A doubt"},
            }
        ],
        "pillars": [
            {
                "id": "dikes",
                "number": "1",
                "title": {"en": "Dikes"},
                "citations": ["1"],
                "note": {"en": "All of them"},
                "own_actions": [
                    objective("measure", "Measure.", "2/1"),
                    objective("repair", "Repair.", "2/2"),
                ],
                "themes": [
                    {
                        "id": "sea-dikes",
                        "number": "1.1",
                        "title": {"en": "Sea dikes"},
                        "citations": ["3"],
                        "actions": [
                            {
                                **objective("raise-raise-them", "Raise: Raise them.", "3/1"),
                                "note": {"en": "By 2027"},
                            }
                        ],
                    }
                ],
            },
            {
                "id": "mills",
                "number": "2",
                "title": {"en": "Mills"},
                "citations": ["4"],
                "themes": [
                    {
                        "id": "mills-3",
                        "number": "2.1",
                        "title": {"en": "Mills"},
                        "citations": ["5"],
                        "actions": [objective("mills-2", "Mills", "5/1")],
                    }
                ],
            },
        ],
        "partners": [
            {
                "id": "water-board",
                "kind": "organisation",
                "name": {"en": "Water Board"},
                "abbreviations": ["WB"],
            },
            {"id": "mills", "kind": "organisation", "name": {"en": "Mills"}},
        ],
    }


@pytest.mark.parametrize(
    ("stated", "id", "revision"),
    [
        ("programme: 2026\nrevision: 1", "2026", 1),
        ("revision: 3", "water-plan", 3),
        ("programme: My Plan\nrevision: 0", "water-plan", 1),
        ("programme: mine\nrevision: first", "mine", 1),
        ("", "water-plan", 1),
    ],
)
def test_id_and_revision_are_those_that_are_stated(stated: str, id: str, revision: int) -> None:
    text = OURS.replace("programme: 2026-2027\nrevision: 12", stated)
    plan = bp.export.read_stratml(text)
    assert (plan.id, plan.revision) == (id, revision)


CONTROL = "has control characters [bad-text]"
NO_DAYS = "no StartDate and EndDate; give the period [missing-key]"


def test_a_name_without_letters_of_an_id_makes_a_plan() -> None:
    text = document("<Goal><Name>G</Name></Goal>").replace("Plan</Name>", "\u6c34</Name>")
    plan = bp.export.read_stratml(text)
    assert (plan.id, plan.title.en) == ("plan", "\u6c34")


def told(text: str, file: Path) -> list[str]:
    """What is said of a plan that is called `mine`."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(bp.errors.InvalidDataError) as caught:
        bp.export.read_stratml(file)
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def test_all_that_is_wrong_is_told_in_its_order(tmp_path: Path) -> None:
    text = """<Plan xmlns="urn:x">
 <StrategicPlanCore>
  <Value/>
  <Goal>
   <Name>a\u202eb</Name>
   <Objective/>
  </Goal>
  <Goal/>
 </StrategicPlanCore>
 <AdministrativeInformation/>
</Plan>"""
    assert told(text, tmp_path / "mine") == [
        "1:1 Plan: 'Plan' of 'urn:x' is not a plan or report in StratML [wrong-type]",
        "1:1 Plan: no Name [missing-key]",
        "3:3 Value: neither Name nor Description [missing-key]",
        "5:4 Name: 'a\\u202eb' has control characters [bad-text]",
        "6:4 Objective: neither Name nor Description [missing-key]",
        "8:3 Goal: no Name [missing-key]",
        "10:2 AdministrativeInformation: no StartDate and EndDate; give the period [missing-key]",
    ]
    in_one_line = told(text.replace("\n", ""), tmp_path / "mine")
    columns = [int(one.split(":")[1].split()[0]) for one in in_one_line]
    assert columns == sorted(columns)
    assert len(columns) == 7


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "2027-06-30",
            "2025-12-31",
            "54:3 AdministrativeInformation: the EndDate lies before the StartDate [bad-period]",
        ),
        ("2027-06-30", "soon", f"54:3 AdministrativeInformation: {NO_DAYS}"),
        ("2026-01-01", "soon", f"54:3 AdministrativeInformation: {NO_DAYS}"),
        ("AdministrativeInformation>", "About>", f"2:1 PerformancePlanOrReport: {NO_DAYS}"),
        ("Goal>", "Target>", "7:3 StrategicPlanCore: no Goal [missing-key]"),
        ("StrategicPlanCore>", "Core>", "2:1 PerformancePlanOrReport: no Goal [missing-key]"),
        (
            "Begin.",
            "Be\u202egin.",
            f"16:7 Objective: 'Be\\u202egin.' {CONTROL}",
        ),
        (
            "A doubt",
            "A\u2028doubt",
            f"16:7 Objective: 'A\\u2028doubt' {CONTROL}",
        ),
        (
            "By 2027",
            "By\u20282027",
            f"44:9 OtherInformation: 'By\\u20282027' {CONTROL}",
        ),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    assert told(OURS.replace(old, new), tmp_path / "mine") == [expected]


def test_a_plan_may_last_a_day() -> None:
    plan = bp.export.read_stratml(OURS.replace("2027-06-30", "2026-01-01").replace("timing", "x"))
    assert plan.period.start == plan.period.end == date(2026, 1, 1)


def test_a_period_that_is_given_stands_in_for_one_that_is_missing() -> None:
    text = OURS.replace("AdministrativeInformation>", "About>")
    plan = bp.export.read_stratml(text, period=bp.Period.of_years(2026))
    assert str(plan.period) == "2026"
    assert plan.publication is not None
    assert (plan.publication.published, plan.publication.sources) == (None, ())
