import operator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme import testing
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError
from examples import ACTION, FIELD, PARTNER, PROGRAMME, REFERENCE

BOTH = bp.load("2021-2024").actions + bp.load("2025-2028").actions
KEYS: tuple[Any, ...] = (
    *("programme", "pillar", "theme", "partner", "actor", "reference", "field", "commitment"),
)
selections = testing.programmes().map(lambda programme: programme.actions)


def values(action: bp.Action, key: str) -> set[Any]:
    """What an action has of a kind, told without the library."""
    plural = {
        "partner": "partners",
        "actor": "actors",
        "reference": "references",
        "field": "fields",
    }
    found = getattr(action, plural.get(key, key))
    return set(found) if isinstance(found, tuple) else {found}


@pytest.mark.parametrize("key", KEYS)
def test_where_is_the_naive_filter(key: Any) -> None:
    known = {one for action in BOTH for one in values(action, key) if one is not None}
    assert known
    for value in known:
        expected = [action for action in BOTH if value in values(action, key)]
        wanted: dict[str, Any] = {key: value}
        assert list(BOTH.where(**wanted)) == expected
    several = sorted(known)[:3]
    expected = [action for action in BOTH if values(action, key) & set(several)]
    assert list(BOTH.where(**{key: several})) == expected
    assert BOTH.where(**{key: []}) == bp.Selection()


@pytest.mark.parametrize("key", KEYS)
def test_groups_hold_what_where_finds(key: Any) -> None:
    groups = BOTH.group_by(key)
    assert BOTH.count_by(key) == {value: len(actions) for value, actions in groups.items()}
    for value, actions in groups.items():
        if value is not None:
            wanted: dict[str, Any] = {key: value}
            assert actions == BOTH.where(**wanted)
    assert {action for actions in groups.values() for action in actions} == set(BOTH)


@given(selections, st.sampled_from(["programme", "pillar", "theme", "commitment"]))
def test_what_an_action_has_one_of_partitions(actions: bp.Selection, key: Any) -> None:
    groups = actions.group_by(key)
    assert sum(map(len, groups.values())) == len(actions)
    assert sorted(map(str, (one for group in groups.values() for one in group))) == sorted(
        map(str, actions)
    )


@given(selections, st.data())
def test_selections_are_sets_in_order(actions: bp.Selection, data: st.DataObject) -> None:
    one = actions.where(lambda action: action.commitment == "firm")
    place = data.draw(st.integers(0, len(actions)))
    other = actions[:place]
    assert other + actions[place:] == actions
    assert list(one | other) == [*one, *(action for action in other if action not in one)]
    assert list(one & other) == [action for action in one if action in other]
    assert list(one - other) == [action for action in one if action not in other]
    assert (actions - one) | one == (actions - one) + one
    assert actions & actions == actions | actions == actions
    assert not actions - actions


def test_two_selections_make_another() -> None:
    actions = PROGRAMME.actions
    first, last = actions[:3], actions[1:]
    assert first | last == last[:0] | actions == actions
    assert last | first == last + actions[:1]
    assert first & last == actions[1:3]
    assert first - last == actions[:1]
    for made in (first | last, first & last, first - last, first + last, first):
        assert made.programmes == (PROGRAMME,)
    old, new = (programme.actions for programme in BOTH.programmes)
    assert (old | new).programmes == (old + new).programmes == BOTH.programmes


def test_groups_are_told_by_id_and_the_rest_stands_under_none() -> None:
    actions = PROGRAMME.actions
    assert actions.group_by("theme") == {None: actions[:2], "police": actions[2:]}
    assert actions.count_by("actor") == {"north-rhine-westphalia": 4}
    assert actions.count_by("partner") == {None: 4}


def test_a_search_is_of_these_actions_in_one_language_or_all() -> None:
    actions = PROGRAMME.actions[1:]
    found = actions.search("faire", limit=None)
    assert {hit.action for hit in found} == set(actions)
    assert actions.search("faire", language="fr", limit=2) == found[:2]
    assert actions.search("faire", language="nl") == ()
    assert len(BOTH.search("benelux")) == 10


def test_it_is_a_sequence() -> None:
    actions = PROGRAMME.actions
    assert actions[0] is PROGRAMME.own_actions[0]
    assert actions[-1] in actions
    assert [*reversed(actions)][-1] is actions[0]
    assert actions.index(ACTION) == 2
    assert isinstance(actions[1:], bp.Selection)
    assert repr(actions) == "<Selection of 4 actions of 2025-2028>"
    assert repr(bp.Selection()) == "<Selection of 0 actions of no programme>"
    assert BOTH.programmes == (bp.load("2021-2024"), bp.load("2025-2028"))


def test_what_is_asked_for_may_be_a_record_a_name_or_a_code() -> None:
    actions = PROGRAMME.actions
    for partner in (PARTNER, "NRW", "Nordrhein Westfalen", "Q1198", [PARTNER]):
        assert actions.where(actor=partner) == actions
        assert not actions.where(partner=partner)
    for reference in (REFERENCE, "police treaty", ("police-treaty",)):
        assert actions.where(reference=reference) == actions
    for field in (FIELD, "Energy", "2498", {"energy"}):
        assert actions.where(field=field) == actions
    assert actions.where(programme=PROGRAMME) == actions.where(programme="2025-2028") == actions
    assert actions.where(pillar=PROGRAMME.pillars[0]) == actions[1:]
    assert actions.where(theme=PROGRAMME.themes[0], id="in-theme") == actions[2:3]
    assert actions.where(commitment=bp.Commitment.CONDITIONAL) == actions
    assert actions.where(
        lambda action: action.id == "outside", commitment="conditional"
    ).actions == (PROGRAMME.own_actions)


def test_the_year_is_that_of_the_timing() -> None:
    actions = PROGRAMME.actions
    assert actions.where(year=2025) == actions.where(year=[2026, 2028]) == actions
    assert not actions.where(year=2027)
    timed = bp.load("2025-2028").actions.where(year=2025)
    assert "hauts-de-france-plan-signature" in [action.id for action in timed]
    for year in (2024, 2029, True, "2025"):
        with pytest.raises(InvalidValueError) as caught:
            actions.where(year=year)  # type: ignore[arg-type]  # some are mistakes
        refusal = ("Selection", "where(year)", year, "a year of 2025-2028", "bad-value")
        assert caught.value.args == refusal


@pytest.mark.parametrize("key", [*(key for key in KEYS if key != "commitment"), "id"])
@pytest.mark.parametrize("value", ["nothing-of-the-kind", "", 7, object()])
def test_an_unknown_value_is_an_error(key: Any, value: Any) -> None:
    with pytest.raises(UnknownIdError) as caught:
        BOTH.where(**{key: value})
    kind = "action" if key == "id" else key
    assert caught.value.args[:3] == (kind, value, "2021-2024, 2025-2028")


def test_near_values_are_suggested() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'energy'"):
        BOTH.where(field="enrgy")
    with pytest.raises(UnknownIdError, match="did you mean 'outside'"):
        PROGRAMME.actions.where(id="outsider")
    with pytest.raises(UnknownIdError, match="did you mean '2025-2028'"):
        PROGRAMME.actions.where(programme="2025-2029")


def test_a_misspelt_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="partners"):
        BOTH.where(partners="NRW")  # type: ignore[call-arg]  # the mistake under test


def test_equality_is_of_the_actions() -> None:
    assert bp.Selection(PROGRAMME.actions.actions) == PROGRAMME.actions
    assert hash(bp.Selection(PROGRAMME.actions.actions)) == hash(PROGRAMME.actions)
    assert attrs.evolve(PROGRAMME).actions == PROGRAMME.actions


def test_a_pillar_is_that_of_its_own_programme() -> None:
    old, new = BOTH.programmes
    assert BOTH.where(pillar=old.pillar("security")) == old.actions.where(pillar="security")
    assert BOTH.where(pillar=[old.pillar("security"), new.pillar("security")]) == BOTH.where(
        pillar="security"
    )


def test_two_states_of_a_programme_stay_apart() -> None:
    changed = attrs.evolve(PROGRAMME, revision=2, own_actions=())
    both = PROGRAMME.actions + changed.actions
    assert both.programmes == (PROGRAMME, changed)
    assert both.where(id="outside") == PROGRAMME.actions[:1]


def test_what_cannot_be_asked() -> None:
    with pytest.raises(InvalidValueError) as caught:
        BOTH.group_by("nope")  # type: ignore[arg-type]  # the mistake under test
    expected = f"one of {', '.join(KEYS)}"
    refusal = ("Selection", "group_by(key)", "nope", expected, "bad-value")
    assert caught.value.args == refusal
    with pytest.raises(InvalidValueError, match="the programmes of the actions"):
        bp.Selection(BOTH.actions).search("energy")
    with pytest.raises(TypeError):
        _ = BOTH + [ACTION]  # type: ignore[operator]  # noqa: RUF005  # the mistake under test


def test_a_selection_is_joined_with_selections_only() -> None:
    other: Any = [ACTION]
    for join in (operator.add, operator.or_, operator.and_, operator.sub):
        with pytest.raises(TypeError, match="unsupported operand"):
            join(BOTH, other)


def plan(id: str, partner: str) -> bp.Programme:
    """A programme whose one partner has a name that others have under another id."""
    return bp.read(
        {
            "id": id,
            "period": "2025",
            "title": {"en": "A plan"},
            "partners": [
                {"id": partner, "kind": "region", "name": {"en": "North Rhine-Westphalia"}}
            ],
            "own_actions": [
                {
                    "id": "act",
                    "summary": {"en": "Act."},
                    "commitment": "firm",
                    "partners": [partner],
                    "citations": ["0/1"],
                }
            ],
        }
    )


def test_each_programme_is_asked_for_its_own_id_of_a_name() -> None:
    a, b = plan("plan-a", "nrw"), plan("plan-b", "north-rhine")
    both = a.actions + b.actions
    found = both.where(partner="North Rhine-Westphalia")
    assert found.count_by("programme") == {"plan-a": 1, "plan-b": 1}
    assert both.where(partner="nrw") == both.where(partner=a.partners) == a.actions
    assert both.where(id="act", programme="plan-b") == b.actions


def test_an_id_means_what_has_it_in_its_own_programme() -> None:
    a, b = plan("plan-a", "nrw"), plan("plan-b", "north-rhine")
    swapped = attrs.evolve(b.partners[0], id="nrw", name=bp.Text(en="Somebody else"))
    (act,) = (attrs.evolve(action, partners=("nrw",)) for action in b.own_actions)
    both = a.actions + attrs.evolve(b, partners=(*b.partners, swapped), own_actions=(act,)).actions
    assert both.where(partner="North Rhine-Westphalia") == a.actions


def test_revisions_of_a_programme_may_call_the_same_by_two_ids() -> None:
    a = plan("plan", "nrw")
    b = attrs.evolve(plan("plan", "north-rhine"), revision=2)
    assert len((a.actions + b.actions).where(partner="North Rhine-Westphalia")) == 2


def test_near_names_in_any_of_the_programmes_are_suggested() -> None:
    both = plan("plan-a", "limburg").actions + plan("plan-b", "limbourg").actions
    with pytest.raises(UnknownIdError) as caught:
        both.where(partner="limbour")
    assert caught.value.suggestions == ("limburg", "limbourg")


def test_what_is_retired_in_one_revision_is_found_in_the_other() -> None:
    theme = PROGRAMME.themes[0]
    retired = bp.RetiredId(
        id=theme.id, successors=(PROGRAMME.pillars[0].id,), reason="It went.", since=2
    )
    pillar = attrs.evolve(PROGRAMME.pillars[0], themes=())
    gone = tuple(
        bp.RetiredId(id=action.id, successors=(), reason="It went.", since=2)
        for action in theme.actions
    )
    later = attrs.evolve(
        PROGRAMME, revision=2, pillars=(pillar, *PROGRAMME.pillars[1:]), retired=(retired, *gone)
    )
    for both in (PROGRAMME.actions + later.actions, later.actions + PROGRAMME.actions):
        assert list(both.where(theme=theme.id)) == list(theme.actions)
        assert list(both.where(theme=theme)) == list(theme.actions)
        assert list(both.where(id=gone[0].id)) == [theme.actions[0]]
    other = bp.load("2021-2024").actions
    for selection in (later.actions, later.actions + other, other + later.actions):
        with pytest.raises(RetiredIdError) as caught:
            selection.where(theme=theme.id)
        assert caught.value.successors == (PROGRAMME.pillars[0].id,)
        with pytest.raises(RetiredIdError):
            selection.where(id=gone[0].id)


def test_a_commitment_is_one_of_three() -> None:
    for wrong in ("hard", "", 7, None, ["firm"]):
        wanted: dict[str, Any] = {"commitment": [wrong]}
        with pytest.raises(InvalidValueError) as caught:
            BOTH.where(**wanted)
        expected = "firm, conditional or exploratory"
        refusal = ("Selection", "where(commitment)", wrong, expected, "bad-choice")
        assert caught.value.args == refusal
    assert bp.Selection(BOTH.actions).where(commitment="firm")


def test_a_predicate_is_a_function() -> None:
    wrong: Any = "firm"
    with pytest.raises(InvalidValueError) as caught:
        BOTH.where(wrong)
    refusal = ("Selection", "where(predicates)", "firm", "a function", "wrong-type")
    assert caught.value.args == refusal


def test_a_pillar_is_no_theme_and_a_list_no_id() -> None:
    pillar = PROGRAMME.pillars[0].id
    assert PROGRAMME.actions.where(pillar=pillar)
    for odd in (pillar, ["police"]):
        wanted: dict[str, Any] = {"theme": [odd]}
        with pytest.raises(UnknownIdError) as caught:
            PROGRAMME.actions.where(**wanted)
        assert caught.value.key == odd
