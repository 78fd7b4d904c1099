"""Comparing programmes by their recorded predecessors."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import IncomparableError
from examples import EARLIER, MINIMAL, PROGRAMME

OLD = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
BUNDLED_OLD, BUNDLED_NEW = bp.load("2021-2024"), bp.load("2025-2028")


def with_predecessors(*predecessors: dict[str, Any]) -> bp.Programme:
    """Return the example programme with other predecessors of its first own action."""
    (action,) = PROGRAMME.own_actions
    changed = attrs.evolve(
        action,
        predecessors=tuple(
            attrs.evolve(action.predecessors[0], **changes) for changes in predecessors
        ),
    )
    return attrs.evolve(PROGRAMME, pillars=(), retired=(), own_actions=(changed,))


def test_continuations_are_the_recorded_predecessors() -> None:
    comparison = bp.compare(BUNDLED_OLD, BUNDLED_NEW)
    assert not comparison.proposed
    assert [
        (each.old.id, each.new.id, each.relation, each.reason) for each in comparison.continued
    ] == [
        (each.action, action.id, each.relation, each.reason)
        for action in BUNDLED_NEW.actions
        for each in action.predecessors
    ]


def test_comparing_leaves_the_programmes_unchanged() -> None:
    hashes = hash(BUNDLED_OLD), hash(BUNDLED_NEW)
    bp.compare(BUNDLED_OLD, BUNDLED_NEW)
    assert (hash(BUNDLED_OLD), hash(BUNDLED_NEW)) == hashes


def test_a_retired_predecessor_is_resolved_to_its_successors() -> None:
    retired = bp.RetiredId(
        id="benelux-police-treaty", successors=("a", "b"), reason="Two promises.", since=2
    )
    successors = tuple(attrs.evolve(EARLIER, id=id) for id in ("a", "b"))
    old = attrs.evolve(MINIMAL, revision=2, own_actions=successors, retired=(retired,))
    continued = bp.compare(old, with_predecessors({})).continued
    assert [(each.old.id, each.new.id) for each in continued] == [
        ("a", "outside"),
        ("b", "outside"),
    ]


def test_two_predecessors_with_the_same_successor_are_one_continuation() -> None:
    retired = tuple(
        bp.RetiredId(id=id, successors=("benelux-police-treaty",), reason="One promise.", since=2)
        for id in ("a", "b")
    )
    old = attrs.evolve(OLD, revision=2, retired=retired)
    (continuation,) = bp.compare(
        old, with_predecessors({"action": "a"}, {"action": "b", "reason": "Another."})
    ).continued
    assert (continuation.old, continuation.reason) == (EARLIER, "The treaty was signed.")


LINK = attrs.evolve(PROGRAMME.own_actions[0].predecessors[0], action=EARLIER.id)
GONE = bp.RetiredId(id="gone", successors=(), reason="Dropped.", since=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "sign-treety"},
        {"action": "pillar"},
        {"action": "gone"},
        {"programme": "2021-2029"},
        {"programme": "2017-2020"},
    ],
)
@pytest.mark.parametrize("has_others", [True, False])
def test_predecessors_that_are_no_actions_of_the_old_programme_are_unresolved(
    wrong: dict[str, str], has_others: bool
) -> None:
    pillar = bp.Pillar(
        id="pillar",
        programme="2021-2024",
        number="1",
        title=bp.Text(en="Pillar"),
        citations=EARLIER.citations,
    )
    old = attrs.evolve(OLD, revision=2, pillars=(pillar,), retired=(GONE,))
    new = with_predecessors(wrong, *([{}] if has_others else []))
    comparison = bp.compare(old, new)
    assert comparison.proposed is not has_others
    (action,) = new.own_actions
    assert comparison.unresolved == ((action, action.predecessors[0]),)
    named = f"{action.predecessors[0].programme}/{action.predecessors[0].action}"
    assert comparison.to_dict()["unresolved"] == [
        {"action": "2025-2028/outside", "predecessor": named}
    ]
    sentence = f"promises of 2021-2024: 1 recorded predecessor: {named} (of outside)."
    assert f"Not found among the {sentence}" in " ".join(bp.render.text(comparison).split())


def test_many_unresolved_predecessors_are_counted() -> None:
    wrong = ({"action": f"wrong-{i}"} for i in range(12))
    sentence = "12 recorded predecessors: 2021-2024/wrong-0 (of outside); "
    text = " ".join(bp.render.text(bp.compare(OLD, with_predecessors(*wrong))).split())
    assert sentence in text
    assert "2021-2024/wrong-9 (of outside); and 2 more." in text


def test_no_predecessor_of_the_bundled_programmes_is_unresolved() -> None:
    comparison = bp.compare(BUNDLED_OLD, BUNDLED_NEW)
    assert comparison.unresolved == ()
    assert "Not found" not in bp.render.text(comparison)


def test_without_predecessors_in_the_old_programme_matches_are_proposed() -> None:
    other = attrs.evolve(OLD, id="2017-2020", own_actions=())
    comparison = bp.compare(other, PROGRAMME)
    assert comparison.proposed
    assert comparison.continued == ()


def test_two_revisions_of_one_programme_are_refused() -> None:
    with pytest.raises(IncomparableError) as caught:
        bp.compare(PROGRAMME, attrs.evolve(PROGRAMME, revision=9))
    assert caught.value.args == ("2025-2028", "2025-2028", "diff", False)


@pytest.mark.parametrize(("new", "old"), [(BUNDLED_NEW, BUNDLED_OLD), (PROGRAMME, MINIMAL)])
def test_the_later_programme_first_is_refused(new: bp.Programme, old: bp.Programme) -> None:
    with pytest.raises(IncomparableError) as caught:
        bp.compare(new, old)
    assert caught.value.args == ("2025-2028", "2021-2024", "compare", True)


def test_a_first_programme_with_predecessors_in_a_third_is_accepted() -> None:
    other = attrs.evolve(MINIMAL, id="2025", period=bp.Period.of_years(2025))
    assert bp.compare(PROGRAMME, other).proposed


@pytest.mark.parametrize("years", [(2017, 2020), (2024,), (2024, 2029)])
def test_the_later_programme_first_is_refused_without_predecessors(years: tuple[int, ...]) -> None:
    earlier = attrs.evolve(OLD, id="x", period=bp.Period.of_years(*years), own_actions=())
    later = attrs.evolve(PROGRAMME, pillars=(), own_actions=(), retired=())
    with pytest.raises(IncomparableError) as caught:
        bp.compare(later, earlier)
    assert caught.value.args == ("2025-2028", "x", "compare", True)


def test_a_plan_within_the_period_of_its_programme_is_compared() -> None:
    action = attrs.evolve(EARLIER, id="x", programme="plan", predecessors=(LINK,))
    period = bp.Period.of_years(2021)
    plan = attrs.evolve(MINIMAL, id="plan", period=period, own_actions=(action,))
    assert bp.compare(OLD, plan).continued
