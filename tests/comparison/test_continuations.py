import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, UnknownIdError
from support import make_programme

OLD, NEW = bp.load("2021-2024"), bp.load("2025-2028")
COMPARISON = bp.compare(OLD, NEW)


def make_plan(id: str, *predecessors: bp.Action) -> bp.Programme:
    """Return a plan of 2030 whose only action, act-1, continues these."""
    plan = make_programme("Go on.")
    action = attrs.evolve(
        plan.own_actions[0],
        programme=id,
        predecessors=tuple(
            bp.Predecessor(
                programme=each.programme,
                action=each.id,
                relation=bp.Relation.COMPLETES,
                reason="It ends.",
            )
            for each in predecessors
        ),
    )
    return attrs.evolve(plan, id=id, period=bp.Period.of_years(2030), own_actions=(action,))


@pytest.mark.parametrize("action", [*OLD.actions, *NEW.actions], ids=str)
def test_continuations_of_an_action_are_those_of_the_comparison(action: bp.Action) -> None:
    before = tuple(each for each in COMPARISON.continued if each.new == action)
    after = tuple(each for each in COMPARISON.continued if each.old == action)
    assert sorted(bp.predecessors(action), key=repr) == sorted(before, key=repr)
    assert bp.successors(action) == after
    assert COMPARISON.continuations_of(action) == before + after
    assert COMPARISON.continuations_of(str(action)) == before + after
    alone = COMPARISON.continuations_of(action) == ()
    assert alone == (action in COMPARISON.dropped + COMPARISON.introduced)


def test_a_chain_leads_through_bundled_programmes_and_ones_own() -> None:
    (link, *_) = COMPARISON.continued
    plan = make_plan("plan", link.new)
    (action,) = plan.actions
    (last,) = bp.predecessors(action)
    assert (last.old, last.new, last.relation) == (link.new, action, "completes")
    assert link in bp.predecessors(last.old)
    assert bp.successors(link.new) == ()
    assert bp.successors(link.new, programmes=[plan]) == (last,)
    later = make_plan("later-plan", action)
    assert bp.predecessors(later.actions[0]) == ()
    (continuation,) = bp.predecessors(later.actions[0], programmes=(plan,))
    assert bp.successors(action, programmes=(plan, later)) == (continuation,)


def test_transitive_continuations_lead_through_all_programmes_each_once() -> None:
    first, second = bp.predecessors(
        next(each for each in NEW.actions if len(bp.predecessors(each)) == 2)
    )
    earlier = (first.old, second.old)
    plan = make_plan("plan", first.new)
    (action,) = plan.actions
    other = make_plan("other-plan", first.new)
    last_plan = make_plan("last-plan", action, other.actions[0])
    (last,) = last_plan.actions
    plans = (plan, other, last_plan)
    back = bp.predecessors(last, programmes=plans, transitive=True)
    assert [(each.old, each.new) for each in back] == [
        *((action, last), (other.actions[0], last)),
        *((first.new, action), (first.new, other.actions[0])),
        *((each, first.new) for each in earlier),
    ]
    assert back[:2] == bp.predecessors(str(last), programmes=plans)
    forth = bp.successors(first.old, programmes=plans, transitive=True)
    direct = bp.successors(first.old, programmes=plans)
    assert forth[: len(direct)] == direct
    assert {*back[:4]} < {*forth}
    assert len(forth) == len({*forth}) == len(direct) + 4
    assert bp.successors(last, programmes=plans, transitive=True) == ()


def test_transitive_continuations_end_where_programmes_continue_each_other() -> None:
    one, other = make_plan("one"), make_plan("other")
    one, other = make_plan("one", *other.actions), make_plan("other", *one.actions)
    for follow in (bp.predecessors, bp.successors):
        found = follow(one.actions[0], programmes=[one, other], transitive=True)
        assert [each.new.programme for each in found] == (
            ["one", "other"] if follow is bp.predecessors else ["other", "one"]
        )


def test_a_programme_of_ones_own_replaces_the_bundled_one_with_its_id() -> None:
    (link, *_) = COMPARISON.continued
    assert bp.predecessors(link.new, programmes=[make_plan("2021-2024")]) == ()
    assert bp.successors(link.old, programmes=[make_plan("2025-2028")]) == ()


def test_retired_ids_are_followed() -> None:
    old, new = OLD.actions[:2]
    retired = bp.RetiredId(id="once", successors=(new.id,), reason="Renamed.", since=2)
    programme = attrs.evolve(OLD, revision=2, retired=(retired,))
    plan = make_plan("plan", attrs.evolve(old, id="once"))
    (continuation,) = bp.successors(new, programmes=[programme, plan])[-1:]
    assert (continuation.old, continuation.new) == (new, plan.actions[0])
    assert bp.predecessors(plan.actions[0], programmes=[programme]) == (continuation,)
    assert bp.predecessors(plan.actions[0]) == ()


def test_the_programme_of_an_action_must_be_known() -> None:
    (action,) = make_plan("plan").actions
    with pytest.raises(InvalidValueError, match="of the programmes 2021-2024, 2025-2028") as caught:
        bp.successors(action)
    assert (caught.value.owner, caught.value.value) == ("successors", "plan/act-1")
    assert bp.predecessors(action) == ()


def test_an_action_of_neither_programme_is_unknown() -> None:
    for unknown in (make_plan("plan").actions[0], "2021-2024/nothing", "2021-2024/security"):
        with pytest.raises(UnknownIdError):
            COMPARISON.continuations_of(unknown)


def test_actions_are_given_by_full_id() -> None:
    (link, *_) = COMPARISON.continued
    assert bp.predecessors(str(link.new)) == bp.predecessors(link.new)
    assert bp.successors(str(link.old)) == bp.successors(link.old)


@pytest.mark.parametrize("id", ["plan/x", "2025-2028/x", "2025-2028/security", "x"])
def test_an_unknown_full_id_is_refused(id: str) -> None:
    for function in (bp.predecessors, bp.successors):
        with pytest.raises(UnknownIdError):
            function(id)


@pytest.mark.parametrize("action", [OLD.actions[0], NEW.actions[0]])
def test_a_full_id_is_suggested_for_a_short_one(action: bp.Action) -> None:
    for function in (bp.predecessors, bp.successors):
        with pytest.raises(UnknownIdError) as caught:
            function(action.id)
        assert caught.value.suggestions == (str(action),)
