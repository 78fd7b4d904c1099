from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, UnknownIdError
from examples import ACTION, FIELD, PARTNER, PILLAR, PROGRAMME, REFERENCE, THEME, action
from support import DEEP


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


@pytest.mark.parametrize(
    ("look_up", "kind"),
    [
        ("__getitem__", "pillar, theme or action"),
        ("pillar", "pillar"),
        ("theme", "theme"),
        ("action", "action"),
        ("reference", "reference"),
        ("field", "policy field"),
        ("partner", "partner"),
    ],
)
@pytest.mark.parametrize("key", ["nothing-like-it", "outside-it", 7, None, ["x"]])
def test_an_unknown_id_is_a_key_error(look_up: str, kind: str, key: object) -> None:
    with pytest.raises(UnknownIdError, match="in programme 2025-2028") as caught:
        getattr(PROGRAMME, look_up)(key)
    assert caught.value.key == key
    assert (caught.value.kind, caught.value.where) == (kind, "2025-2028")


def test_near_ids_are_suggested() -> None:
    with pytest.raises(UnknownIdError) as caught:
        PROGRAMME["in-temes"]
    assert caught.value.suggestions[0] == "in-theme"
    with pytest.raises(UnknownIdError, match="did you mean 'police'"):
        PROGRAMME.theme("Polices")


def test_an_id_of_another_kind_is_not_found() -> None:
    with pytest.raises(UnknownIdError, match="unknown action 'police'"):
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
    with pytest.raises(UnknownIdError) as caught:
        PROGRAMME.path(stranger)
    assert caught.value.args == ("node", "2025-2028/in-theme", "2025-2028", ())


def test_a_node_may_be_an_equal_one() -> None:
    assert PROGRAMME.path(attrs.evolve(ACTION)) == (PROGRAMME, PILLAR, THEME, ACTION)


def test_searching_a_programme_is_searching_its_actions() -> None:
    assert PROGRAMME.search("faire", limit=2) == PROGRAMME.actions.search("faire", limit=2)
    assert PROGRAMME.search("faire", language="fr", limit=None)
    assert not PROGRAMME.search("faire", language="nl", limit=None)
    assert len(PROGRAMME.search("faire", limit=None)) == 4
    assert len(PROGRAMME.search("faire", limit=2)) == 2
    assert len(bp.load("2025-2028").search("benelux")) == 10


PREDECESSOR = attrs.evolve(ACTION.predecessors[0], programme="2025-2028")
ELSEWHERE = bp.Citation(section="9", paragraph=1)
UNPRINTED = attrs.evolve(PARTNER.citations[0], paragraph=9)


def with_action(**changes: Any) -> dict[str, Any]:
    return {"own_actions": (attrs.evolve(PROGRAMME.own_actions[0], **changes),)}


def with_pillar(**changes: Any) -> dict[str, Any]:
    return {"pillars": (attrs.evolve(PILLAR, **changes),)}


def with_theme(**changes: Any) -> dict[str, Any]:
    return with_pillar(themes=(attrs.evolve(THEME, **changes),))


PARTNERS = "the id of one of the partners of the programme"
AS_PRINTED = "as the paragraphs of the programme have it"
PILLAR_HERE, PILLAR_NOWHERE = (f"the pillar it is in, {one}" for one in ("'security'", "None"))
NAMESAKE = attrs.evolve(PARTNER, id="other", name=bp.Text(en="Other"), aliases=bp.Terms())
EMPTY = attrs.evolve(PILLAR, id="next", number="2", own_actions=(), themes=())
ALONE = bp.Publication(kind="flyer", title=bp.Text(en="x"), languages=("fr",), publisher="x")


@pytest.mark.parametrize(
    ("wrong", "code", "path", "value", "expected"),
    [
        (
            with_action(id="police"),
            "repeated-id",
            "pillars[0].themes[0].id",
            "police",
            "unique: own_actions[0] has it too",
        ),
        (
            {"partners": (PARTNER, PARTNER)},
            "repeated-id",
            "partners[1].id",
            PARTNER.id,
            "unique: partners[0] has it too",
        ),
        (
            {"references": (REFERENCE, REFERENCE)},
            "repeated-id",
            "references[1].id",
            REFERENCE.id,
            "unique: references[0] has it too",
        ),
        (
            {"fields": (FIELD, FIELD)},
            "repeated-id",
            "fields[1].id",
            "energy",
            "unique: fields[0] has it too",
        ),
        (
            {"partners": (PARTNER, NAMESAKE)},
            "ambiguous-name",
            "partners[1]",
            "NRW",
            "a name or code of one partner: north-rhine-westphalia has it too",
        ),
        (
            {"paragraphs": (*PROGRAMME.paragraphs, PROGRAMME.paragraphs[0])},
            "repeated-id",
            "paragraphs[2]",
            "1.1 ¶1",
            "unique: it is there already",
        ),
        (
            {"context": PROGRAMME.context * 2},
            "repeated-id",
            "context[1]",
            "1.1 ¶2",
            "unique: it is there already",
        ),
        (
            with_action(programme="other"),
            "misplaced",
            "own_actions[0].programme",
            "other",
            "the programme it is in, '2025-2028'",
        ),
        (
            with_pillar(programme="other"),
            "misplaced",
            "pillars[0].programme",
            "other",
            "the programme it is in, '2025-2028'",
        ),
        (
            with_action(pillar="security"),
            "misplaced",
            "own_actions[0].pillar",
            "security",
            PILLAR_NOWHERE,
        ),
        (
            with_pillar(themes=(attrs.evolve(THEME, pillar="other"),)),
            "misplaced",
            "pillars[0].themes[0].pillar",
            "other",
            PILLAR_HERE,
        ),
        (
            with_pillar(own_actions=(action("x"),)),
            "misplaced",
            "pillars[0].own_actions[0].pillar",
            None,
            PILLAR_HERE,
        ),
        (
            with_theme(actions=(action("in-theme", None, "police"),)),
            "misplaced",
            "pillars[0].themes[0].actions[0].pillar",
            None,
            PILLAR_HERE,
        ),
        (
            with_action(theme="police"),
            "misplaced",
            "own_actions[0].theme",
            "police",
            "the theme it is in, None",
        ),
        (
            with_theme(actions=(action("in-theme", "security"),)),
            "misplaced",
            "pillars[0].themes[0].actions[0].theme",
            None,
            "the theme it is in, 'police'",
        ),
        (
            with_action(predecessors=(PREDECESSOR,)),
            "not-earlier",
            "own_actions[0].predecessors[0].programme",
            "2025-2028",
            "an earlier programme",
        ),
        (
            {"pillars": (PILLAR, attrs.evolve(EMPTY, number="1"))},
            "bad-order",
            "pillars[1].number",
            "1",
            "higher than the number before it",
        ),
        (
            with_pillar(themes=(THEME, attrs.evolve(THEME, id="x", number="1.1", actions=()))),
            "bad-order",
            "pillars[0].themes[1].number",
            "1.1",
            "higher than the number before it",
        ),
        (
            {"pillars": (attrs.evolve(PILLAR, number="10"), EMPTY)},
            "bad-order",
            "pillars[1].number",
            "2",
            "higher than the number before it",
        ),
        (
            with_action(timing=bp.Period.of_years(2024, 2025)),
            "out-of-period",
            "own_actions[0].timing",
            "2024-2025",
            "in the period of the programme, 2025-2028",
        ),
        (
            with_action(timing=bp.Period.of_years(2028, 2029)),
            "out-of-period",
            "own_actions[0].timing",
            "2028-2029",
            "in the period of the programme, 2025-2028",
        ),
        (with_action(actors=("x",)), "unknown-id", "own_actions[0].actors[0]", "x", PARTNERS),
        (with_action(partners=("x",)), "unknown-id", "own_actions[0].partners[0]", "x", PARTNERS),
        (
            with_action(references=("x",)),
            "unknown-id",
            "own_actions[0].references[0]",
            "x",
            "the id of one of the references of the programme",
        ),
        (
            with_action(fields=("energy", "x")),
            "unknown-id",
            "own_actions[0].fields[1]",
            "x",
            "the id of one of the fields of the programme",
        ),
        ({"publication": ALONE}, "unknown-id", "publication.publisher", "x", PARTNERS),
        (
            {"partners": (attrs.evolve(PARTNER, parents=("x",)),)},
            "unknown-id",
            "partners[0].parents[0]",
            "x",
            PARTNERS,
        ),
        (
            with_action(citations=(PARTNER.citations[0], ELSEWHERE)),
            "not-printed",
            "own_actions[0].citations[1]",
            "<Citation 9 ¶1>",
            AS_PRINTED,
        ),
        (
            with_pillar(citations=(bp.Citation(section="9"),)),
            "not-printed",
            "pillars[0].citations[0]",
            "<Citation 9>",
            AS_PRINTED,
        ),
        (
            {"context": (bp.ContextParagraph(citation=ELSEWHERE, reason=bp.Text(en="x")),)},
            "not-printed",
            "context[0].citation",
            "<Citation 9 ¶1>",
            AS_PRINTED,
        ),
        (
            {"partners": (attrs.evolve(PARTNER, citations=(UNPRINTED,)),)},
            "not-printed",
            "partners[0].citations[0]",
            "<Citation 1.1 ¶9, section from page 6>",
            AS_PRINTED,
        ),
        (
            {"references": (attrs.evolve(REFERENCE, citations=(UNPRINTED,)),)},
            "not-printed",
            "references[0].citations[0]",
            "<Citation 1.1 ¶9, section from page 6>",
            AS_PRINTED,
        ),
    ],
)
def test_parts_that_do_not_fit_together(
    wrong: dict[str, Any], code: str, path: str, value: object, expected: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(PROGRAMME, **wrong)
    assert caught.value.args == ("Programme", path, value, expected, code)
    assert code in {one.code for one in bp.PROBLEM_CODES}


def test_numbers_may_leave_some_out_but_rise() -> None:
    last = attrs.evolve(EMPTY, number="10")
    assert attrs.evolve(PROGRAMME, pillars=(PILLAR, EMPTY, attrs.evolve(last, id="last")))
    other = attrs.evolve(THEME, id="other", number="1.10", actions=())
    assert attrs.evolve(PROGRAMME, **with_pillar(themes=(THEME, other)))


def test_an_action_may_take_the_whole_period() -> None:
    assert attrs.evolve(PROGRAMME, **with_action(timing=PROGRAMME.period))


def test_what_is_known_of_a_paragraph_is_known_wherever_it_is_cited() -> None:
    (listed,) = PARTNER.citations
    for bare in (attrs.evolve(listed, page=None), attrs.evolve(listed, fingerprint=None)):
        with pytest.raises(InvalidValueError, match=AS_PRINTED):
            attrs.evolve(PROGRAMME, **with_action(citations=(bare,)))
    again = attrs.evolve(listed)
    assert attrs.evolve(PROGRAMME, **with_action(citations=(again,))) is not PROGRAMME


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


@pytest.mark.parametrize("known", [{"page": 6}, {"fingerprint": PARTNER.citations[0].fingerprint}])
def test_where_no_paragraph_is_recorded_none_has_page_or_fingerprint(known: Any) -> None:
    cited = bp.Citation(section="1", paragraph=2, **known)
    with pytest.raises(InvalidValueError, match=AS_PRINTED):
        bp.Programme(
            id="plan",
            period=bp.Period.of_years(2025),
            title=bp.Text(en="Plan"),
            references=(attrs.evolve(REFERENCE, citations=(cited,)),),
        )


def test_a_programme_needs_no_publication() -> None:
    assert attrs.evolve(PROGRAMME, publication=None).publication is None


def test_an_exact_id_comes_before_a_name_that_looks_like_it() -> None:
    other = attrs.evolve(REFERENCE, id="other", abbreviations=("Police treaty",))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("police-treaty") is REFERENCE
    with pytest.raises(UnknownIdError):
        programme.reference("Police Treaty")


def test_an_id_comes_before_the_same_word_for_something_else() -> None:
    other = attrs.evolve(REFERENCE, id="other", abbreviations=("police-treaty",))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("police-treaty") is REFERENCE


def test_the_exact_spelling_tells_two_that_look_alike() -> None:
    other = attrs.evolve(REFERENCE, id="other", title=bp.Text(en="Police Treaty"))
    programme = attrs.evolve(PROGRAMME, references=(REFERENCE, other))
    assert programme.reference("Police treaty") is REFERENCE
    assert programme.reference("Police Treaty") is other
    with pytest.raises(UnknownIdError, match="did you mean 'Police Treaty'"):
        programme.reference("Police treat")
    with pytest.raises(UnknownIdError):
        programme.reference("police treaty")


def test_strangers_are_refused_politely() -> None:
    assert ["x"] not in PROGRAMME
    with pytest.raises(UnknownIdError):
        PROGRAMME.parent("x")  # type: ignore[arg-type]  # the mistake under test


def test_what_is_no_id_is_refused_as_any_unknown_one() -> None:
    for look_up in (PROGRAMME.resolve, PROGRAMME.partner, PROGRAMME.parent, PROGRAMME.__getitem__):
        for wrong in ([], 1, DEEP):
            ask: Any = look_up
            with pytest.raises(UnknownIdError) as caught:
                ask(wrong)
            assert caught.value.key is wrong
            assert caught.value.suggestions == ()
            assert str(caught.value)


def test_a_programme_says_how_much_is_in_it() -> None:
    assert repr(PROGRAMME) == "<Programme 2025-2028 revision 2: 1 pillar, 1 theme, 4 actions>"
