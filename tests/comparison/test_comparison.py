"""Comparing programmes by their recorded predecessors; comparisons, and how they count."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import IncomparableError, InvalidValueError
from examples import ACTION, CONTINUATION, EARLIER, MINIMAL, PREDECESSOR, PROGRAMME

OLD = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
TREATY_OF_PLAN = attrs.evolve(EARLIER, programme="plan")
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
    assert (continuation.old, continuation.reason) == (EARLIER, PREDECESSOR.reason)


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
    sentence = f"promises of 2021-2024 – 1 recorded predecessor: {named} (of outside)."
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


@pytest.fixture(scope="module")
def comparison() -> bp.Comparison:
    return bp.compare(BUNDLED_OLD, BUNDLED_NEW)


def test_the_repr_of_a_continuation_has_the_relation_or_the_score() -> None:
    assert [
        repr(bp.Continuation(old=EARLIER, new=ACTION, **details))
        for details in ({"relation": "deepens"}, {"score": 0.5}, {})
    ] == [
        f"<Continuation {ACTION} deepens {EARLIER}>",
        f"<Continuation {ACTION} resembles 0.50 {EARLIER}>",
        f"<Continuation {ACTION} resembles {EARLIER}>",
    ]


def test_a_continuation_has_the_partners_references_and_fields_gained_and_lost() -> None:
    assert CONTINUATION.partners_gained == ("north-rhine-westphalia",)
    assert CONTINUATION.partners_lost == ()
    assert CONTINUATION.references_gained == ("police-treaty",)
    assert CONTINUATION.references_lost == ()
    assert CONTINUATION.fields_gained == ("energy",)
    assert CONTINUATION.fields_lost == ("police",)


def test_swapping_the_actions_swaps_what_is_gained_and_lost() -> None:
    swapped = bp.Continuation(old=ACTION, new=EARLIER)
    assert swapped.partners_lost == CONTINUATION.partners_gained
    assert swapped.references_lost == CONTINUATION.references_gained
    assert (swapped.fields_gained, swapped.fields_lost) == (("police",), ("energy",))


@pytest.mark.parametrize(
    ("old", "new", "firmness"),
    [
        ("exploratory", "conditional", "stronger"),
        ("conditional", "firm", "stronger"),
        ("firm", "exploratory", "weaker"),
        ("firm", "firm", "same"),
    ],
)
def test_firmness_compares_the_commitments(old: str, new: str, firmness: str) -> None:
    continuation = bp.Continuation(
        old=attrs.evolve(EARLIER, commitment=bp.Commitment(old)),
        new=attrs.evolve(ACTION, commitment=bp.Commitment(new)),
    )
    assert continuation.firmness == firmness


def test_each_old_action_is_either_continued_or_dropped(comparison: bp.Comparison) -> None:
    continued = {continuation.old for continuation in comparison.continued}
    assert continued | set(comparison.dropped) == set(BUNDLED_OLD.actions)
    assert not continued & set(comparison.dropped)


def test_each_new_action_either_continues_another_or_is_introduced(
    comparison: bp.Comparison,
) -> None:
    continuing = {continuation.new for continuation in comparison.continued}
    assert continuing | set(comparison.introduced) == set(BUNDLED_NEW.actions)
    assert not continuing & set(comparison.introduced)


def test_flows_count_each_continued_dropped_and_introduced_action(
    comparison: bp.Comparison,
) -> None:
    flows = comparison.count_flows()
    counts = {(flow.old, flow.new): flow.count for flow in flows}
    assert len(counts) == len(flows)
    assert sum(counts.values()) == sum(
        map(len, (comparison.continued, comparison.dropped, comparison.introduced))
    )
    assert counts["2021-2024/smart-benelux", None] == 3
    assert counts[None, "2025-2028"] == len(BUNDLED_NEW.own_actions)
    assert (None, None) not in counts


def test_flows_are_in_printed_order_with_introduced_actions_last(
    comparison: bp.Comparison,
) -> None:
    order = (
        *map(str, BUNDLED_OLD.pillars),
        str(BUNDLED_NEW),
        *map(str, BUNDLED_NEW.pillars),
        None,
    )
    flows = comparison.count_flows()
    positions = [(order.index(flow.old), order.index(flow.new)) for flow in flows]
    assert positions == sorted(positions)


def test_tallies_by_pillar_add_up(comparison: bp.Comparison) -> None:
    tallies = comparison.by_pillar()
    assert sum(tally.old for tally in tallies) == len(BUNDLED_OLD.actions)
    assert sum(tally.new for tally in tallies) == len(BUNDLED_NEW.actions)
    assert sum(tally.dropped for tally in tallies) == len(comparison.dropped)
    assert sum(tally.introduced for tally in tallies) == len(comparison.introduced)


def test_tallies_by_pillar_are_in_printed_order(comparison: bp.Comparison) -> None:
    parents = (*BUNDLED_OLD.pillars, BUNDLED_NEW, *BUNDLED_NEW.pillars)
    assert [tally.key for tally in comparison.by_pillar()] == [*map(str, parents)]


def test_tallies_by_field_count_the_actions_of_each_field(comparison: bp.Comparison) -> None:
    tallies = {tally.key: tally for tally in comparison.by_field()}
    assert list(tallies) == sorted(tallies)
    assert tallies["energy"].old == len(BUNDLED_OLD.actions.where(field="energy"))
    assert tallies["energy"].new == len(BUNDLED_NEW.actions.where(field="energy"))


def test_counts_have_the_titles_of_what_they_count(comparison: bp.Comparison) -> None:
    titles: dict[str | None, bp.Text | None] = {None: None}
    for programme in (BUNDLED_OLD, BUNDLED_NEW):
        titles |= {str(pillar): pillar.title for pillar in programme.pillars}
    labels = {tally.key: tally.label for tally in comparison.by_pillar()}
    outside = labels.pop("2025-2028")
    assert [f"{outside:{each}}" for each in ("fr", "de")] == [
        "hors piliers",
        "außerhalb der Säulen",
    ]
    titles["2025-2028"] = outside
    assert all(titles[key] == label for key, label in labels.items())
    for flow in comparison.count_flows():
        assert (flow.old_label, flow.new_label) == (titles[flow.old], titles[flow.new])
    both = BUNDLED_OLD.actions + BUNDLED_NEW.actions
    for tally in comparison.by_field():
        assert tally.label == both.field(tally.key).label
    flow = comparison.to_dict()["flows"][0]
    assert flow["old_label"]["nl"] == BUNDLED_OLD.pillar("internal-market").title.nl
    assert comparison.to_dict()["by_field"][0]["label"].keys() == {*bp.LANGUAGES}


def test_proposals_are_for_introduced_actions_and_change_nothing(
    comparison: bp.Comparison,
) -> None:
    proposals = comparison.propose()
    assert proposals
    for each in proposals:
        assert each.new in comparison.introduced
        assert each.score is not None
        assert (each.relation, each.reason) == (None, None)
    for introduced in comparison.introduced[:3]:
        assert bp.predecessors(introduced) == ()


def test_what_nothing_records_is_proposed_by_the_comparison_already() -> None:
    proposed = bp.compare(OLD, attrs.evolve(MINIMAL, id="plan", own_actions=(TREATY_OF_PLAN,)))
    assert proposed.proposed
    assert [each.old for each in proposed.continued] == [EARLIER]
    assert proposed.propose() == ()


def test_each_tally_is_consistent(comparison: bp.Comparison) -> None:
    for tally in (*comparison.by_pillar(), *comparison.by_field()):
        assert tally.old == tally.carried + tally.dropped
        assert tally.introduced <= tally.new


@pytest.mark.parametrize("name", ["old", "new"])
@pytest.mark.parametrize(
    "programme",
    [
        pytest.param(attrs.evolve(MINIMAL, id="2017-2020"), id="another programme"),
        pytest.param(attrs.evolve(MINIMAL, own_actions=()), id="without the action"),
        pytest.param(
            attrs.evolve(
                MINIMAL,
                own_actions=(attrs.evolve(EARLIER, summary=bp.Text(en="Sign another treaty.")),),
            ),
            id="with another action of this id",
        ),
    ],
)
def test_continuations_must_be_between_the_compared_programmes(
    name: str, programme: bp.Programme
) -> None:
    comparison = bp.Comparison(old=OLD, new=PROGRAMME, continued=(CONTINUATION,))
    changed: dict[str, Any] = {name: programme}
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(comparison, **changed)
    action = getattr(CONTINUATION, name)
    path, expected = f"continued[0].{name}", f"an action of the {name} programme"
    assert caught.value.args == ("Comparison", path, action, expected, "misplaced")


def test_a_comparison_is_described_by_its_programmes_and_counts() -> None:
    comparison = bp.Comparison(old=OLD, new=PROGRAMME, continued=(CONTINUATION,))
    assert str(comparison) == "2021-2024 to 2025-2028"
    assert repr(comparison) == (
        "<Comparison of 2021-2024 to 2025-2028: 1 continuation, 0 dropped, 3 introduced>"
    )


def test_predecessors_in_another_bundled_programme_are_not_unresolved() -> None:
    later = bp.successors("2021-2024/benelux-police-treaty")[0].new
    link = attrs.evolve(PREDECESSOR, programme="2025-2028", action=later.id)
    plan = attrs.evolve(
        ACTION, programme="plan", pillar=None, theme=None, citations=(), predecessors=(link,)
    )
    plan = attrs.evolve(plan, actors=(), references=(), fields=(), timing=None)
    programme = bp.Programme(
        id="plan",
        period=bp.Period.of_years(2026),
        title=bp.Text(en="Plan"),
        own_actions=(plan,),
    )
    assert bp.compare(BUNDLED_OLD, programme).unresolved == ()
    (continuation,) = bp.compare(BUNDLED_NEW, programme).continued
    assert continuation.old == later
