"""What became of the promises of one programme in another."""

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import IncomparableError, UnknownIdError
from examples import ACTION, CONTINUATION, EARLIER, MINIMAL, PROGRAMME

OLD = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
OLD_REAL, NEW_REAL = bp.load("2021-2024"), bp.load("2025-2028")


@pytest.fixture(scope="module")
def comparison() -> bp.Comparison:
    return bp.compare(OLD_REAL, NEW_REAL)


def without_predecessors(programme: bp.Programme) -> bp.Programme:
    document = bp.to_dict(programme)

    def strip(value: object) -> None:
        if isinstance(value, dict):
            value.pop("predecessors", None)
            for inside in value.values():
                strip(inside)
        elif isinstance(value, list):
            for inside in value:
                strip(inside)

    strip(document)
    return bp.read(document)


def test_every_action_goes_on_or_is_dropped_or_introduced(comparison: bp.Comparison) -> None:
    before = hash(OLD_REAL), hash(NEW_REAL)
    carried = {one.old for one in comparison.continued}
    going_on = {one.new for one in comparison.continued}
    assert carried | set(comparison.dropped) == set(OLD_REAL.actions)
    assert going_on | set(comparison.introduced) == set(NEW_REAL.actions)
    assert not carried & set(comparison.dropped)
    assert not going_on & set(comparison.introduced)
    assert not comparison.proposed
    assert (hash(OLD_REAL), hash(NEW_REAL)) == before


def test_what_goes_on_is_what_the_predecessors_say(comparison: bp.Comparison) -> None:
    recorded = [
        (one.action, action.id, one.relation, one.reason)
        for action in NEW_REAL.actions
        for one in action.predecessors
    ]
    told = [(one.old.id, one.new.id, one.relation, one.reason) for one in comparison.continued]
    assert told == recorded


def test_what_was_gained_and_lost() -> None:
    assert CONTINUATION.partners_gained == ("north-rhine-westphalia",)
    assert CONTINUATION.partners_lost == ()
    assert CONTINUATION.references_gained == ("police-treaty",)
    assert CONTINUATION.references_lost == ()
    assert CONTINUATION.fields_gained == ("energy",)
    assert CONTINUATION.fields_lost == ("police",)
    back = bp.Continuation(old=ACTION, new=EARLIER)
    assert (back.partners_gained, back.partners_lost) == ((), ("north-rhine-westphalia",))


@pytest.mark.parametrize(
    ("old", "new", "firmness"),
    [
        ("exploratory", "conditional", "firmer"),
        ("conditional", "firm", "firmer"),
        ("firm", "exploratory", "looser"),
        ("firm", "firm", "same"),
    ],
)
def test_firmness(old: str, new: str, firmness: str) -> None:
    was = attrs.evolve(EARLIER, commitment=bp.Commitment(old))
    now = attrs.evolve(ACTION, commitment=bp.Commitment(new))
    assert bp.Continuation(old=was, new=now).firmness == firmness


def test_flows_count_every_way_once(comparison: bp.Comparison) -> None:
    flows = comparison.flows()
    counts = {(flow.old, flow.new): flow.count for flow in flows}
    assert len(counts) == len(flows)
    assert sum(counts.values()) == sum(
        map(len, (comparison.continued, comparison.dropped, comparison.introduced))
    )
    assert counts["2021-2024/smart-benelux", None] == 3
    assert counts[None, "2025-2028"] == len(NEW_REAL.own_actions)
    assert (None, None) not in counts


def test_tallies_add_up(comparison: bp.Comparison) -> None:
    pillars = comparison.by_pillar()
    assert sum(one.old for one in pillars) == len(OLD_REAL.actions)
    assert sum(one.new for one in pillars) == len(NEW_REAL.actions)
    for one in (*pillars, *comparison.by_field()):
        assert one.old == one.carried + one.dropped
        assert one.introduced <= one.new
    fields = {one.key: one for one in comparison.by_field()}
    assert fields["energy"].new == len(NEW_REAL.actions.where(field="energy"))
    assert fields["energy"].old == len(OLD_REAL.actions.where(field="energy"))


def test_a_retired_predecessor_is_followed() -> None:
    retired = bp.RetiredId(id="sign-treaty", successors=("a", "b"), reason="Two promises.", since=2)
    both = tuple(attrs.evolve(EARLIER, id=id) for id in ("a", "b"))
    old = attrs.evolve(MINIMAL, revision=2, own_actions=both, retired=(retired,))
    one_action = attrs.evolve(PROGRAMME, own_actions=(), pillars=PROGRAMME.pillars)
    found = {(one.old.id, one.new.id) for one in bp.compare(old, one_action).continued}
    assert {("a", "in-theme"), ("b", "in-theme")} <= found


def test_two_predecessors_that_are_one_now_count_once() -> None:
    retired = tuple(
        bp.RetiredId(id=id, successors=("sign-treaty",), reason="One promise.", since=2)
        for id in ("a", "b")
    )
    old = attrs.evolve(OLD, revision=2, retired=retired)
    document = bp.to_dict(attrs.evolve(PROGRAMME, pillars=(), retired=()))
    first = document["own_actions"][0]["predecessors"][0]
    document["own_actions"][0]["predecessors"] = [first | {"action": "a"}, first | {"action": "b"}]
    (one,) = bp.compare(old, bp.read(document)).continued
    assert one.old.id == "sign-treaty"


@pytest.mark.parametrize("id", ["nowhere", "pillar"])
def test_a_predecessor_must_be_an_action(id: str) -> None:
    pillar = bp.Pillar(
        id="pillar",
        programme="2021-2024",
        number="1",
        title=bp.Text(en="Pillar"),
        citations=EARLIER.citations,
    )
    old = attrs.evolve(MINIMAL, pillars=(pillar,))
    document = bp.to_dict(PROGRAMME)
    document["own_actions"][0]["predecessors"][0]["action"] = id
    with pytest.raises(UnknownIdError, match=id):
        bp.compare(old, bp.read(document))


def test_predecessors_in_a_third_programme_do_not_count() -> None:
    other = attrs.evolve(OLD, id="2017-2020", own_actions=())
    assert bp.compare(other, PROGRAMME).continued == ()
    assert bp.compare(other, PROGRAMME).proposed


def test_two_revisions_are_not_two_programmes() -> None:
    with pytest.raises(IncomparableError, match="use `diff`"):
        bp.compare(PROGRAMME, PROGRAMME)


def test_without_predecessors_matches_are_proposed(comparison: bp.Comparison) -> None:
    proposed = bp.compare(OLD_REAL, without_predecessors(NEW_REAL))
    assert proposed.proposed
    right = {(one.old.id, one.new.id) for one in comparison.continued}
    found = [(one.old.id, one.new.id) for one in proposed.continued]
    assert len({new for _, new in found}) == len(found)
    assert all(one.score is not None and one.relation is None for one in proposed.continued)
    assert "resembles" in repr(proposed.continued[0])
    assert sum(one in right for one in found) / len(found) > 0.85
    assert len(found) > 30


def test_what_has_no_word_in_common_is_not_proposed() -> None:
    one = attrs.evolve(ACTION, predecessors=(), pillar=None, theme=None)
    document = bp.to_dict(attrs.evolve(PROGRAMME, own_actions=(one,), pillars=(), retired=()))
    assert bp.compare(OLD, bp.read(document)).continued == ()


@pytest.mark.parametrize(
    "summary",
    [EARLIER.summary, attrs.evolve(EARLIER.summary, nl="Het verdrag ondertekenen.")],
)
def test_the_same_text_is_surely_proposed(summary: bp.Text) -> None:
    action = attrs.evolve(EARLIER, programme="2025-2028", id="again", summary=summary)
    new = attrs.evolve(MINIMAL, id="2025-2028", own_actions=(action,))
    (one,) = bp.compare(OLD, new).continued
    assert one.score == pytest.approx(1)
