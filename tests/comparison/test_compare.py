"""Comparing programmes by their recorded predecessors."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import IncomparableError, UnknownIdError
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


@pytest.mark.parametrize(
    ("id", "kind"), [("nowhere", "pillar, theme or action"), ("pillar", "action")]
)
def test_a_predecessor_must_be_an_action_of_the_old_programme(id: str, kind: str) -> None:
    pillar = bp.Pillar(
        id="pillar",
        programme="2021-2024",
        number="1",
        title=bp.Text(en="Pillar"),
        citations=EARLIER.citations,
    )
    old = attrs.evolve(MINIMAL, pillars=(pillar,))
    with pytest.raises(UnknownIdError) as caught:
        bp.compare(old, with_predecessors({"action": id}))
    assert caught.value.args == (kind, id, "2021-2024", ())


def test_predecessors_in_a_third_programme_are_ignored() -> None:
    new = with_predecessors({"programme": "2017-2020"}, {})
    assert [each.old for each in bp.compare(OLD, new).continued] == [EARLIER]


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
    assert bp.compare(PROGRAMME, attrs.evolve(MINIMAL, id="2017-2020")).proposed
