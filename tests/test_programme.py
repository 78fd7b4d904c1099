from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, UnknownIdError
from examples import ACTION, FIELD, PARTNER, PILLAR, PROGRAMME, REFERENCE, THEME, action


def test_actions_are_in_printed_order() -> None:
    ids = ["outside", "in-pillar", "in-theme", "in-theme-too"]
    assert [one.id for one in PROGRAMME.actions] == ids
    assert [one.id for one in PILLAR.actions] == ids[1:]
    assert PROGRAMME.themes == (THEME,)


def test_it_is_searched_like_a_mapping() -> None:
    assert list(PROGRAMME) == [
        "outside",
        "security",
        "in-pillar",
        "police",
        "in-theme",
        "in-theme-too",
    ]
    assert len(PROGRAMME) == 6
    assert all(PROGRAMME[id].id == id for id in PROGRAMME)
    assert "police" in PROGRAMME
    assert "nrw" not in PROGRAMME


def test_each_kind_has_its_own_look_up() -> None:
    assert PROGRAMME["security"] is PROGRAMME.pillar("security") is PILLAR
    assert PROGRAMME["police"] is PROGRAMME.theme("police") is THEME
    assert PROGRAMME["in-theme"] is PROGRAMME.action("in-theme") is ACTION
    assert PROGRAMME.reference("police-treaty") is REFERENCE
    assert PROGRAMME.field("energy") is FIELD


@pytest.mark.parametrize("look_up", ["pillar", "theme", "action", "reference", "field", "partner"])
@pytest.mark.parametrize("key", ["nothing-like-it", "outside-it", 7, None, ["x"]])
def test_an_unknown_id_is_a_key_error(look_up: str, key: object) -> None:
    with pytest.raises(UnknownIdError, match="in programme 2025-2028") as caught:
        getattr(PROGRAMME, look_up)(key)
    assert caught.value.key == key
    assert caught.value.where == "2025-2028"


def test_near_ids_are_suggested() -> None:
    with pytest.raises(UnknownIdError) as caught:
        PROGRAMME["in-temes"]
    assert caught.value.suggestions[0] == "in-theme"
    with pytest.raises(UnknownIdError, match="did you mean 'police'"):
        PROGRAMME.theme("Polices")


def test_an_id_of_another_kind_is_not_found() -> None:
    with pytest.raises(UnknownIdError, match="no action 'police'"):
        PROGRAMME.action("police")


@pytest.mark.parametrize(
    "key",
    [
        "north-rhine-westphalia",
        "NRW",
        "nrw",
        "DE-NW",
        "Q1198",
        "Rhénanie-du-Nord-Westphalie",
        "RHENANIE DU NORD WESTPHALIE",
        "nordrhein westfalen",
        "Rhénanie du Nord Westfalie",
    ],
)
def test_a_partner_is_found_by_anything_it_is_called(key: str) -> None:
    assert PROGRAMME.partner(key) is PARTNER


def test_near_partners_are_suggested() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'Nordrhein-Westfalen'"):
        PROGRAMME.partner("Nordrhein-Westphalen")


def test_parents_and_paths() -> None:
    assert PROGRAMME.parent(ACTION) is THEME
    assert PROGRAMME.parent(THEME) is PILLAR
    assert PROGRAMME.parent(PILLAR) is PROGRAMME
    assert PROGRAMME.parent(PILLAR.own_actions[0]) is PILLAR
    assert PROGRAMME.parent(PROGRAMME.own_actions[0]) is PROGRAMME
    assert PROGRAMME.path(ACTION) == (PROGRAMME, PILLAR, THEME, ACTION)
    assert PROGRAMME.path(PILLAR) == (PROGRAMME, PILLAR)


def test_a_stranger_has_no_place() -> None:
    stranger = attrs.evolve(ACTION, commitment=bp.Commitment.FIRM)
    with pytest.raises(UnknownIdError, match="2025-2028/in-theme"):
        PROGRAMME.path(stranger)


PREDECESSOR = attrs.evolve(ACTION.predecessors[0], programme="2025-2028")
ELSEWHERE = bp.Citation(section="9", paragraph=1)
UNPRINTED = attrs.evolve(PARTNER.citations[0], paragraph=9)


def with_action(**changes: Any) -> dict[str, Any]:
    return {"own_actions": (attrs.evolve(PROGRAMME.own_actions[0], **changes),)}


def with_pillar(**changes: Any) -> dict[str, Any]:
    return {"pillars": (attrs.evolve(PILLAR, **changes),)}


@pytest.mark.parametrize(
    ("wrong", "path", "expected"),
    [
        (with_action(id="police"), "pillars[0].themes[0].id", "unique: own_actions[0]"),
        ({"partners": (PARTNER, PARTNER)}, "partners[1].id", "unique: partners[0]"),
        (
            {"partners": (PARTNER, attrs.evolve(PARTNER, id="other", name=bp.Text(en="Other")))},
            "partners[1]",
            "north-rhine-westphalia has it too",
        ),
        (
            {"paragraphs": (*PROGRAMME.paragraphs, PROGRAMME.paragraphs[0])},
            "paragraphs[2]",
            "unique",
        ),
        ({"references": (REFERENCE,) * 2}, "references[1].id", "unique"),
        ({"fields": (FIELD, FIELD)}, "fields[1].id", "unique"),
        (with_action(programme="other"), "own_actions[0].programme", "'2025-2028'"),
        (with_action(pillar="security"), "own_actions[0].pillar", "None"),
        (with_action(theme="police"), "own_actions[0].theme", "None"),
        (
            with_pillar(themes=(attrs.evolve(THEME, pillar="other"),)),
            "pillars[0].themes[0].pillar",
            "'security'",
        ),
        (with_pillar(own_actions=(action("x"),)), "pillars[0].own_actions[0].pillar", "'security'"),
        (with_pillar(programme="other"), "pillars[0].programme", "'2025-2028'"),
        (
            with_action(predecessors=(PREDECESSOR,)),
            "own_actions[0].predecessors[0].programme",
            "an earlier programme",
        ),
        (
            {"pillars": (PILLAR, attrs.evolve(PILLAR, id="next", own_actions=(), themes=()))},
            "pillars[1].number",
            "higher than the number before it",
        ),
        (
            with_action(timing=bp.Period.of_years(2024, 2025)),
            "own_actions[0].timing",
            "in the period of the programme, 2025-2028",
        ),
        (with_action(actors=("x",)), "own_actions[0].actors[0]", "one of the partners"),
        (with_action(partners=("x",)), "own_actions[0].partners[0]", "one of the partners"),
        (with_action(references=("x",)), "own_actions[0].references[0]", "of the references"),
        (with_action(fields=("energy", "x")), "own_actions[0].fields[1]", "one of the fields"),
        (
            {
                "publication": bp.Publication(
                    kind="flyer", title=bp.Text(en="x"), languages=("fr",), publisher="x"
                )
            },
            "publication.publisher",
            "one of the partners",
        ),
        (
            {"partners": (attrs.evolve(PARTNER, parents=("x",)),)},
            "partners[0].parents[0]",
            "one of the partners",
        ),
        (with_action(citations=(ELSEWHERE,)), "own_actions[0].citations[0]", "as the paragraphs"),
        (
            with_pillar(citations=(bp.Citation(section="9"),)),
            "pillars[0].citations[0]",
            "as the paragraphs",
        ),
        (
            {"context": (bp.ContextParagraph(citation=ELSEWHERE, reason=bp.Text(en="x")),)},
            "context[0].citation",
            "as the paragraphs",
        ),
        (
            {"partners": (attrs.evolve(PARTNER, citations=(UNPRINTED,)),)},
            "partners[0].citations[0]",
            "as the paragraphs",
        ),
        (
            {"references": (attrs.evolve(REFERENCE, citations=(UNPRINTED,)),)},
            "references[0].citations[0]",
            "as the paragraphs",
        ),
    ],
)
def test_parts_that_do_not_fit_together(wrong: dict[str, Any], path: str, expected: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(PROGRAMME, **wrong)
    assert caught.value.attribute == path
    assert caught.value.code in {one.code for one in bp.PROBLEM_CODES}
    assert expected in caught.value.expected


def test_a_programme_need_not_record_the_paragraphs_of_its_publication() -> None:
    bare = bp.Citation(section="1", paragraph=2)
    plan = bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        references=(attrs.evolve(REFERENCE, citations=(bare,)),),
    )
    assert plan.paragraphs == ()
    with pytest.raises(InvalidValueError, match="as the paragraphs of the programme have it"):
        attrs.evolve(PROGRAMME, paragraphs=())


def test_a_programme_needs_no_publication() -> None:
    assert attrs.evolve(PROGRAMME, publication=None).publication is None


def test_an_exact_id_comes_before_a_name_that_looks_like_it() -> None:
    other = attrs.evolve(REFERENCE, id="other", abbreviations=("Police treaty",))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("police-treaty") is REFERENCE
    with pytest.raises(UnknownIdError):
        programme.reference("Police Treaty")


def test_strangers_are_refused_politely() -> None:
    assert ["x"] not in PROGRAMME
    with pytest.raises(UnknownIdError):
        PROGRAMME.parent("x")  # type: ignore[arg-type]  # the mistake under test
