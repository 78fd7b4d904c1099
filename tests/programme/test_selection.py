import operator
import unicodedata
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError
from examples import ACTION, FIELD, PARTNER, PROGRAMME, REFERENCE

BOTH = bp.load("2021-2024").actions + bp.load("2025-2028").actions
KEYS: tuple[Any, ...] = (
    *(
        "programme",
        "pillar",
        "theme",
        "partner",
        "actor",
        "involves",
        "reference",
        "field",
        "commitment",
    ),
)
selections = st.lists(st.sampled_from(range(len(BOTH))), max_size=6, unique=True).map(
    lambda indexes: bp.Selection(tuple(BOTH[i] for i in indexes), programmes=BOTH.programmes)
)


def get_values(action: bp.Action, key: str) -> set[Any]:
    """Return the values of an action for a key."""
    attribute_names = {
        "partner": "partners",
        "actor": "actors",
        "reference": "references",
        "field": "fields",
    }
    if key == "involves":
        return {*action.actors, *action.partners}
    values = getattr(action, attribute_names.get(key, key))
    return set(values) if isinstance(values, tuple) else {values}


@pytest.mark.parametrize("key", KEYS)
def test_where_returns_the_actions_with_any_of_the_values(key: Any) -> None:
    known = {value for action in BOTH for value in get_values(action, key) if value is not None}
    assert known
    for value in known:
        criterion: dict[str, Any] = {key: value}
        expected = [action for action in BOTH if value in get_values(action, key)]
        assert list(BOTH.where(**criterion)) == expected
    several = sorted(known)[:3]
    expected = [action for action in BOTH if get_values(action, key) & set(several)]
    any_of_several: dict[str, Any] = {key: several}
    none: dict[str, Any] = {key: []}
    assert list(BOTH.where(**any_of_several)) == expected
    assert BOTH.where(**none) == bp.Selection()


@pytest.mark.parametrize("key", KEYS)
def test_each_group_contains_the_actions_that_where_returns(key: Any) -> None:
    groups = BOTH.group_by(key)
    assert BOTH.count_by(key) == {value: len(actions) for value, actions in groups.items()}
    for value, actions in groups.items():
        if value:
            criterion: dict[str, Any] = {key: value}
            assert actions == BOTH.where(**criterion)
    assert {action for actions in groups.values() for action in actions} == set(BOTH)


@given(selections, st.sampled_from(["programme", "pillar", "theme", "commitment"]))
def test_groups_by_a_key_with_single_values_are_a_partition(
    selection: bp.Selection, key: Any
) -> None:
    grouped = [action for group in selection.group_by(key).values() for action in group]
    assert sorted(map(str, grouped)) == sorted(map(str, selection))


@given(selections, st.data())
def test_set_operations_keep_the_order(selection: bp.Selection, data: st.DataObject) -> None:
    firm = selection.where(commitment="firm")
    index = data.draw(st.integers(0, len(selection)))
    head = selection[:index]
    assert head + selection[index:] == selection
    assert list(firm | head) == [*firm, *(action for action in head if action not in firm)]
    assert list(firm & head) == [action for action in firm if action in head]
    assert list(firm - head) == [action for action in firm if action not in head]
    assert (selection - firm) | firm == (selection - firm) + firm
    assert selection & selection == selection | selection == selection
    assert not selection - selection


def test_operations_return_selections_of_all_their_programmes() -> None:
    actions = PROGRAMME.actions
    first, last = actions[:3], actions[1:]
    assert first | last == last[:0] | actions == actions
    assert last | first == last + actions[:1]
    assert first & last == actions[1:3]
    assert first - last == actions[:1]
    for result in (first | last, first & last, first - last, first + last, first):
        assert result.programmes == (PROGRAMME,)
    old, new = (programme.actions for programme in BOTH.programmes)
    assert (old | new).programmes == (old + new).programmes == BOTH.programmes


def test_actions_without_a_value_are_grouped_under_an_empty_key() -> None:
    actions = PROGRAMME.actions
    assert actions.group_by("theme") == {"": actions[:2], "police": actions[2:]}
    assert actions.count_by("actor") == {"north-rhine-westphalia": 4}
    assert actions.count_by("partner") == {"": 4}
    assert sorted(actions.group_by("pillar")) == ["", "security"]


@pytest.mark.parametrize("key", ["pillar", "theme"])
def test_divisions_with_one_id_in_two_programmes_are_two_groups(key: Any) -> None:
    later = attrs.evolve(PROGRAMME.actions[2], programme="2026-2027")
    actions = bp.Selection((PROGRAMME.actions[2], later), programmes=BOTH.programmes)
    ids = [f"{action.programme}/{getattr(action, key)}" for action in actions]
    assert actions.count_by(key) == dict.fromkeys(ids, 1)
    assert list(PROGRAMME.actions[2:].count_by(key)) == [getattr(later, key)]


def test_search_searches_these_actions_in_one_language_or_all() -> None:
    actions = PROGRAMME.actions[1:]
    hits = actions.search("faire", limit=None)
    assert {hit.action for hit in hits} == set(actions)
    assert actions.search("faire", language="fr", limit=2) == hits[:2]
    assert actions.search("faire", language="nl") == ()
    assert len(BOTH.search("benelux")) == 10


def test_a_selection_is_a_sequence() -> None:
    actions = PROGRAMME.actions
    assert actions[0] is PROGRAMME.own_actions[0]
    assert actions[-1] in actions
    assert [*reversed(actions)][-1] is actions[0]
    assert actions.index(ACTION) == 2
    assert isinstance(actions[1:], bp.Selection)
    assert repr(actions) == "<Selection of 4 actions of 2025-2028>"
    assert repr(bp.Selection()) == "<Selection of 0 actions of no programme>"
    assert BOTH.programmes == (bp.load("2021-2024"), bp.load("2025-2028"))


def test_a_criterion_may_be_a_value_of_the_model_a_name_or_a_code() -> None:
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


def test_a_criterion_may_be_a_number_a_title_or_a_full_id() -> None:
    old, new = (programme.actions for programme in BOTH.programmes)
    assert (
        BOTH.where(pillar=2)
        == BOTH.where(pillar="2")
        == (old.where(pillar="cooperation-platform") + new.where(pillar="economy"))
    )
    for theme in ("1.2", "Een coherente aanpak van migratie"):
        assert new.where(theme=theme) == new.where(theme="migration")
    assert BOTH.where(pillar="2021-2024/security") == old.where(pillar="security")
    assert BOTH.where(id=[str(old[0]), str(new[0])]).actions == (old[0], new[0])
    with pytest.raises(UnknownIdError, match="the id names programme 2021-2024"):
        new.where(id=str(old[0]))


def test_year_selects_by_timing() -> None:
    actions = PROGRAMME.actions
    assert actions.where(year=2025) == actions.where(year=[2026, 2028]) == actions
    assert not actions.where(year=2027)
    assert not actions.where(year="")
    timed = bp.load("2025-2028").actions.where(year=2025)
    assert "hauts-de-france-plan-signature" in [action.id for action in timed]
    for year in (0, 2024, 2029):
        with pytest.raises(InvalidValueError) as caught:
            actions.where(year=year)
        expected = ("where", "year", year, "a year of 2025-2028", "bad-value")
        assert caught.value.args == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((key, "nothing-of-the-kind") for key in (*KEYS, "id") if key != "commitment"),
        ("programme", ""),
        ("id", ""),
    ],
)
def test_an_unknown_value_is_an_error(key: Any, value: Any) -> None:
    with pytest.raises(UnknownIdError) as caught:
        BOTH.where(**{key: value})
    kind = {"id": "action", "involves": "partner"}.get(key, key)
    assert caught.value.args[:3] == (kind, value, "2021-2024, 2025-2028")


def test_similar_values_are_suggested() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'energy'"):
        BOTH.where(field="enrgy")
    with pytest.raises(UnknownIdError, match="did you mean 'outside'"):
        PROGRAMME.actions.where(id="outsider")
    with pytest.raises(UnknownIdError, match="did you mean '2025-2028'"):
        PROGRAMME.actions.where(programme="2025-2029")


def test_a_misspelt_criterion_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="partners"):
        BOTH.where(partners="NRW")  # type: ignore[call-arg]  # the mistake under test


def test_selections_with_the_same_actions_are_equal() -> None:
    assert bp.Selection(PROGRAMME.actions.actions) == PROGRAMME.actions
    assert hash(bp.Selection(PROGRAMME.actions.actions)) == hash(PROGRAMME.actions)
    assert attrs.evolve(PROGRAMME).actions == PROGRAMME.actions


def test_a_pillar_selects_actions_of_its_own_programme_only() -> None:
    old, new = BOTH.programmes
    assert BOTH.where(pillar=old.pillar("security")) == old.actions.where(pillar="security")
    assert BOTH.where(pillar=[old.pillar("security"), new.pillar("security")]) == BOTH.where(
        pillar="security"
    )


def test_two_revisions_of_a_programme_can_be_joined() -> None:
    changed = attrs.evolve(PROGRAMME, revision=2, own_actions=())
    both = PROGRAMME.actions + changed.actions
    assert both.programmes == (PROGRAMME, changed)
    assert both.where(id="outside") == PROGRAMME.actions[:1]


def test_an_unknown_key_for_groups_is_an_error() -> None:
    with pytest.raises(InvalidValueError) as caught:
        BOTH.group_by("nope")  # type: ignore[arg-type]  # the mistake under test
    expected = f"one of {', '.join(KEYS)}, outcome, year"
    assert caught.value.args == ("group_by", "key", "nope", expected, "bad-value")


def test_a_search_needs_the_programmes() -> None:
    with pytest.raises(InvalidValueError, match="the programmes of the actions"):
        bp.Selection(PROGRAMME.actions.actions).search("energy")


def test_a_selection_can_be_joined_only_with_selections() -> None:
    other: Any = [ACTION]
    for join in (operator.add, operator.or_, operator.and_, operator.sub):
        with pytest.raises(TypeError, match="unsupported operand"):
            join(BOTH, other)


def make_programme(id: str, partner: str) -> bp.Programme:
    """Return a programme whose one partner has the same name as in others, and another id."""
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


def test_each_programme_resolves_a_name_to_its_own_id() -> None:
    a, b = make_programme("plan-a", "nrw"), make_programme("plan-b", "north-rhine")
    both = a.actions + b.actions
    found = both.where(partner="North Rhine-Westphalia")
    assert found.count_by("programme") == {"plan-a": 1, "plan-b": 1}
    assert both.where(partner="nrw") == both.where(partner=a.partners) == a.actions
    assert both.where(id="act", programme="plan-b") == b.actions


def test_an_id_is_matched_in_its_own_programme_only() -> None:
    a, b = make_programme("plan-a", "nrw"), make_programme("plan-b", "north-rhine")
    swapped = attrs.evolve(b.partners[0], id="nrw", name=bp.Text(en="Somebody else"))
    (act,) = (attrs.evolve(action, partners=("nrw",)) for action in b.own_actions)
    both = a.actions + attrs.evolve(b, partners=(*b.partners, swapped), own_actions=(act,)).actions
    assert both.where(partner="North Rhine-Westphalia") == a.actions


def test_revisions_may_have_different_ids_for_the_same_name() -> None:
    a = make_programme("plan", "nrw")
    b = attrs.evolve(make_programme("plan", "north-rhine"), revision=2)
    assert len((a.actions + b.actions).where(partner="North Rhine-Westphalia")) == 2


def test_similar_names_of_all_programmes_are_suggested() -> None:
    both = (
        make_programme("plan-a", "limburg").actions + make_programme("plan-b", "limbourg").actions
    )
    with pytest.raises(UnknownIdError) as caught:
        both.where(partner="limbour")
    assert caught.value.suggestions == ("limburg", "limbourg")


def test_an_id_retired_in_one_revision_is_found_in_the_other() -> None:
    theme = PROGRAMME.themes[0]
    retired = bp.RetiredId(
        id=theme.id, successors=(PROGRAMME.pillars[0].id,), reason="A correction.", since=2
    )
    pillar = attrs.evolve(PROGRAMME.pillars[0], themes=())
    gone = tuple(
        bp.RetiredId(id=action.id, successors=(), reason="A correction.", since=2)
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


def test_an_unknown_commitment_is_an_error() -> None:
    for wrong in ("hard", ""):
        criterion: dict[str, Any] = {"commitment": [wrong]}
        with pytest.raises(InvalidValueError) as caught:
            BOTH.where(**criterion)
        expected = ("one of firm, conditional, exploratory", "bad-choice")
        assert caught.value.args == ("where", "commitment", wrong, *expected)


def test_commitments_are_selected_without_programmes() -> None:
    assert bp.Selection(BOTH.actions).where(commitment="firm") == BOTH.where(commitment="firm")


def test_a_pillar_is_not_found_as_a_theme() -> None:
    pillar = PROGRAMME.pillars[0].id
    assert PROGRAMME.actions.where(pillar=pillar)
    with pytest.raises(UnknownIdError) as caught:
        PROGRAMME.actions.where(theme=[pillar])
    assert caught.value.key == pillar


def make_partner(id: str, *parents: str) -> bp.Partner:
    kind = bp.PartnerKind.COUNTRY
    return bp.Partner(id=id, kind=kind, name=bp.Text(en=f"The {id}"), parents=parents)


BELGIUM_AND_OTHERS = attrs.evolve(
    PROGRAMME,
    pillars=(),
    retired=(),
    publication=None,
    partners=(
        *(make_partner("world"), make_partner("group", "world"), make_partner("other", "group")),
        *(make_partner("belgium", "group"), make_partner("flanders", "belgium")),
        *(make_partner("ghent", "flanders"), make_partner("stranger")),
    ),
    own_actions=tuple(
        attrs.evolve(
            PROGRAMME.own_actions[0],
            id=f"{role}-{id}",
            actors=(id,) if role == "actors" else (),
            partners=(id,) if role == "partners" else (),
        )
        for role in ("actors", "partners")
        for id in ("world", "group", "other", "belgium", "flanders", "ghent", "stranger")
    ),
)


def list_involved(**criteria: Any) -> list[str]:
    return [action.id for action in BELGIUM_AND_OTHERS.actions.where(**criteria)]


def test_involves_selects_partners_who_act_or_are_named() -> None:
    assert list_involved(involves="The Belgium") == ["actors-belgium", "partners-belgium"]
    france = bp.load("2025-2028").actions
    assert france.where(involves="France") == (
        france.where(lambda action: "france" in {*action.actors, *action.partners})
    )


@pytest.mark.parametrize("key", ["partner", "actor", "involves"])
def test_related_selects_the_groups_and_the_parts_of_a_partner_too(key: str) -> None:
    roles = {"partner": ["partners"], "actor": ["actors"], "involves": ["actors", "partners"]}
    for id, related in {
        "belgium": ["world", "group", "belgium", "flanders", "ghent"],
        "world": ["world", "group", "other", "belgium", "flanders", "ghent"],
        "ghent": ["world", "group", "belgium", "flanders", "ghent"],
        "stranger": ["stranger"],
    }.items():
        expected = [f"{role}-{each}" for role in roles[key] for each in related]
        assert list_involved(**{key: id}, related=True) == expected
        assert list_involved(**{key: id}) == [f"{role}-{id}" for role in roles[key]]


def test_related_selects_hauts_de_france_with_france() -> None:
    actions = bp.load("2025-2028").actions
    alone = actions.where(involves=["France", "Hauts-de-France"])
    assert len(actions.where(involves="France")) < len(alone)
    assert actions.where(involves="France", related=True) == alone
    assert actions.where(involves="Hauts-de-France", related=True) == alone


def test_related_changes_no_other_criterion() -> None:
    (action,) = BELGIUM_AND_OTHERS.actions.where(id="actors-ghent")
    assert list_involved(actor="ghent", field=action.fields, related=True) == (
        list_involved(actor="ghent", related=True)
    )


@pytest.mark.parametrize("key", ["partner", "actor", "involves"])
def test_groups_of_related_partners_are_what_where_selects(key: Any) -> None:
    actions = BOTH if key == "involves" else bp.load("2025-2028").actions
    groups = actions.group_by(key, related=True)
    assert groups.keys() > actions.group_by(key).keys()
    for id, group in groups.items():
        criterion: dict[str, Any] = {key: id, "related": bool(id)}
        assert group == actions.where(**criterion)
    assert actions.count_by(key, related=True) == {id: len(group) for id, group in groups.items()}


def test_groups_of_related_partners_need_partners_and_programmes() -> None:
    with pytest.raises(InvalidValueError, match="used with partner, actor, involves"):
        BOTH.group_by("field", related=True)
    with pytest.raises(InvalidValueError, match="in which to find the partners"):
        bp.Selection(PROGRAMME.actions.actions).group_by("actor", related=True)


ASK_FOR_PROGRAMMES: dict[str, Callable[[bp.Selection], object]] = {
    "partners": lambda selection: selection.partners,
    "outcomes": lambda selection: selection.outcomes,
    "count_by": lambda selection: selection.count_by("outcome"),
    "where(outcome)": lambda selection: selection.where(outcome="delivers"),
    "where(partner)": lambda selection: selection.where(partner="NRW"),
    "where(programme)": lambda selection: selection.where(programme="2025-2028"),
    "outcomes_of": lambda selection: selection.outcomes_of(str(selection[0])),
    "partner": lambda selection: selection.partner("NRW"),
}


@pytest.mark.parametrize("name", ASK_FOR_PROGRAMMES)
def test_actions_of_bundled_programmes_are_a_selection_by_themselves(name: str) -> None:
    ask = ASK_FOR_PROGRAMMES[name]
    for actions in (BOTH, BOTH[-9:], BOTH.where(field="energy")):
        selection = bp.Selection(tuple(actions))
        assert selection.programmes == tuple(
            each for each in BOTH.programmes if each.id in {action.programme for action in actions}
        )
        assert ask(selection) == ask(attrs.evolve(actions, programmes=selection.programmes))
    assert bp.from_dict(bp.Selection, bp.to_dict(BOTH)).programmes == BOTH.programmes
    assert bp.Selection().programmes == ()


@pytest.mark.parametrize("name", ASK_FOR_PROGRAMMES)
@pytest.mark.parametrize("others", [(), BOTH.actions])
def test_actions_of_no_known_programme_are_no_answer(
    name: str, others: tuple[bp.Action, ...]
) -> None:
    first = bp.load("2025-2028", revision=1).actions[0]
    for action in (attrs.evolve(first, programme="plan"), first, PROGRAMME.actions[0]):
        selection = bp.Selection((action, *others))
        if others and name in ("outcomes_of", "partner"):
            assert selection.partner("NRW") == BOTH.partner("NRW")  # in those that are known
            continue
        advice = r"pass them, as in Selection\(actions, programmes=\[programme\]\)"
        with pytest.raises(InvalidValueError, match=advice):
            ASK_FOR_PROGRAMMES[name](selection)


def test_the_partners_to_which_partners_belong_are_found_by_id() -> None:
    for selection in (BOTH, BOTH[-20:], PROGRAMME.actions):
        for partner in selection.partners:
            for parent in map(selection.partner, partner.parents):
                related = selection.where(involves=parent, related=True)
                assert {*selection.where(involves=partner)} <= {*related}
    named = {partner.id for partner in BOTH.partners}
    assert not named.issuperset(id for partner in BOTH.partners for id in partner.parents)


def test_related_is_refused_without_a_partner() -> None:
    with pytest.raises(InvalidValueError) as caught:
        BOTH.where(field="energy", related=True)
    expected = "used with partner, actor or involves"
    assert caught.value.args == ("where", "related", True, expected, "bad-value")


def test_an_unknown_involved_partner_is_an_unknown_partner() -> None:
    with pytest.raises(UnknownIdError) as caught:
        bp.load("2025-2028").actions.where(involves="Frances", related=True)
    assert (caught.value.kind, caught.value.suggestions[0]) == ("partner", "France")


@pytest.mark.parametrize("key", KEYS)
def test_an_action_that_is_repeated_is_counted_once(key: Any) -> None:
    actions = bp.load("2025-2028").actions
    later = attrs.evolve(bp.load("2025-2028"), revision=2)
    for repeated in (actions + actions[:50], actions + later.actions):
        assert repeated.count_by(key) == actions.count_by(key)
        assert repeated.group_by(key) == actions.group_by(key)


@pytest.mark.parametrize("mark", ["\ufeff", "\xad", "\u200b", "\u2060", "\u3164"])
def test_invisible_characters_of_criteria_are_dropped(mark: str) -> None:
    for criterion in (
        {"programme": "2025-2028"},
        {"pillar": "security"},
        {"theme": "migration"},
        {"id": "scheldt-council-chair"},
        {"partner": "Rhe\u0301nanie-du-Nord-Westphalie"},
        {"actor": "Benelux countries"},
        {"reference": "eIDAS 2.0"},
        {"field": "E\u0301conomie circulaire"},
        {"commitment": "firm"},
    ):
        ((key, value),) = criterion.items()
        typed: Any = {key: f"{value[:3]}{mark}{value[3:]}{mark}"}
        expected: Any = {key: unicodedata.normalize("NFC", value)}
        assert BOTH.where(**typed) == BOTH.where(**expected) != bp.Selection()


def test_years_of_numpy_are_taken() -> None:
    numpy = pytest.importorskip("numpy")
    assert BOTH.where(year=numpy.int64(2025)) == BOTH.where(year=2025)


def test_a_selection_has_the_records_that_its_actions_name() -> None:
    old, new = BOTH.programmes
    (action,) = new.actions.where(id="hauts-de-france-plan-signature")
    selection = new.actions.where(id=action.id)
    assert selection.partners == tuple(map(new.partner, (*action.actors, *action.partners)))
    assert selection.references == tuple(map(new.reference, action.references))
    assert selection.fields == tuple(map(new.field, action.fields))
    assert bp.Selection().partners == ()
    for name in ("partners", "references", "fields"):
        named = list(getattr(BOTH, name))
        ids = [each.id for each in named]
        assert len(set(ids)) == len(ids)
        assert named[: len(getattr(old.actions, name))] == list(getattr(old.actions, name))
        assert {*getattr(old, name), *getattr(new, name)}.issuperset(named)
        assert {*ids} == {each.id for side in (old, new) for each in getattr(side.actions, name)}


def test_a_selection_has_the_outcomes_of_its_actions() -> None:
    for selection in (BOTH, BOTH.where(field="energy"), BOTH[3:5], BOTH.where(outcome="")):
        found = {outcome for action in selection for outcome in BOTH.outcomes_of(action)}
        assert {*selection.outcomes} == found
        assert len(selection.outcomes) == len(found)
    twice = bp.load("2025-2028").actions + attrs.evolve(bp.load("2025-2028"), revision=9).actions
    assert twice.outcomes == bp.load("2025-2028").outcomes
    in_order = [outcome for programme in BOTH.programmes for outcome in programme.outcomes]
    assert [each for each in in_order if each in set(BOTH.outcomes)] == list(BOTH.outcomes)
    for action in BOTH:
        (programme,) = (each for each in BOTH.programmes if each.id == action.programme)
        for key in (action, str(action)):
            assert BOTH.outcomes_of(key) == programme.outcomes_of(action)


def test_an_action_is_found_by_its_id_in_any_programme() -> None:
    for action in BOTH:
        assert BOTH.action(str(action)) is action
    assert BOTH.action(BOTH[-1].id) is BOTH[-1]
    for look_up in (BOTH.action, BOTH.outcomes_of):
        for id in ("2021-2024/police-treaty-operational", "migration", "2030/x"):
            with pytest.raises(UnknownIdError, match=r"unknown action .* in programmes 2021-"):
                look_up(id)
        with pytest.raises(InvalidValueError, match="in which to find the action"):
            getattr(bp.Selection(), look_up.__name__)("security-labs")


def test_the_records_of_a_selection_need_the_programmes() -> None:
    old, new = BOTH.programmes
    for selection in (
        bp.Selection(new.actions.actions, programmes=(old,)),
        bp.Selection(PROGRAMME.actions.actions),
    ):
        with pytest.raises(InvalidValueError, match="in which to find the fields"):
            _ = selection.fields


@pytest.mark.parametrize(
    "key", ["pillar", "theme", "partner", "actor", "involves", "reference", "field", "outcome"]
)
def test_an_empty_string_selects_the_actions_of_the_empty_group(key: Any) -> None:
    criterion: Any = {key: ""}
    assert BOTH.where(**criterion) == BOTH.group_by(key).get("", bp.Selection())


def test_groups_by_year_are_those_that_where_selects() -> None:
    groups = BOTH.group_by("year")
    assert {"", "2025"} <= groups.keys() <= {"", *map(str, range(2021, 2029))}
    assert len(groups) == len(BOTH.count_by("year"))
    for year, actions in groups.items():
        assert BOTH.where(year=year) == actions
        if year:
            assert BOTH.where(year=int(year)) == actions
    longer = attrs.evolve(ACTION, timing=bp.Period.parse("2025-06/2027-01"))
    assert bp.Selection((longer,)).count_by("year") == {"2025": 1, "2026": 1, "2027": 1}


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [
        ("partner", "Belgique", "belgium"),  # of one programme
        ("partner", "NRW", "north-rhine-westphalia"),  # of both
        ("reference", "Green Deal", "european-green-deal"),
        ("field", "Kreislaufwirtschaft", "circular-economy"),
    ],
)
def test_records_are_looked_up_in_the_first_programme_that_has_one(
    kind: str, name: str, id: str
) -> None:
    record = getattr(BOTH, kind)(name)
    assert record.id == id
    first = next(each for each in BOTH.programmes if record in getattr(each, f"{kind}s"))
    assert record is getattr(first, kind)(name)
    with pytest.raises(UnknownIdError, match=f"unknown {kind} .* in programmes 2021-2024, 2025-"):
        getattr(BOTH, kind)("Atlantis")
    with pytest.raises(InvalidValueError, match="in which to find the"):
        getattr(bp.Selection(), kind)(name)
