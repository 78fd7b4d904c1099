"""The values of a comparison, and how it counts."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError
from examples import ACTION, CONTINUATION, EARLIER, MINIMAL, PROGRAMME

OLD = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
BUNDLED_OLD, BUNDLED_NEW = bp.load("2021-2024"), bp.load("2025-2028")


@pytest.fixture(scope="module")
def comparison() -> bp.Comparison:
    return bp.compare(BUNDLED_OLD, BUNDLED_NEW)


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
        "<Comparison of 2021-2024 to 2025-2028: 1 continued, 0 dropped, 3 introduced>"
    )
