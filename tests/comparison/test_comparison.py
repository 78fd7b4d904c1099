"""What became of the promises of one programme in another."""

import math
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._comparison import similarity
from benelux_programme.errors import IncomparableError, InvalidValueError, UnknownIdError
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


def test_flows_stand_in_printed_order_and_what_is_new_last(comparison: bp.Comparison) -> None:
    order = (*map(str, OLD_REAL.pillars), str(NEW_REAL), *map(str, NEW_REAL.pillars), None)
    ways = [(flow.old, flow.new) for flow in comparison.flows()]
    assert ways == sorted(ways, key=lambda way: (order.index(way[0]), order.index(way[1])))


def test_tallies_add_up(comparison: bp.Comparison) -> None:
    pillars = comparison.by_pillar()
    assert sum(one.old for one in pillars) == len(OLD_REAL.actions)
    assert sum(one.new for one in pillars) == len(NEW_REAL.actions)
    assert sum(one.dropped for one in pillars) == len(comparison.dropped)
    assert sum(one.introduced for one in pillars) == len(comparison.introduced)
    homes = (*OLD_REAL.pillars, NEW_REAL, *NEW_REAL.pillars)
    assert [one.key for one in pillars] == [str(home) for home in homes]
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


@pytest.mark.parametrize(
    ("id", "kind"), [("nowhere", "pillar, theme or action"), ("pillar", "action")]
)
def test_a_predecessor_must_be_an_action(id: str, kind: str) -> None:
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
    with pytest.raises(UnknownIdError) as caught:
        bp.compare(old, bp.read(document))
    assert caught.value.args == (kind, id, "2021-2024", ())


def test_predecessors_in_a_third_programme_do_not_count() -> None:
    other = attrs.evolve(OLD, id="2017-2020", own_actions=())
    assert bp.compare(other, PROGRAMME).continued == ()
    assert bp.compare(other, PROGRAMME).proposed
    document = bp.to_dict(PROGRAMME)
    predecessors = document["own_actions"][0]["predecessors"]
    predecessors.insert(0, {**predecessors[0], "programme": "2017-2020"})
    goes_on = {one.new.id for one in bp.compare(OLD, bp.read(document)).continued}
    assert "outside" in goes_on


def test_two_revisions_are_not_two_programmes() -> None:
    with pytest.raises(IncomparableError) as caught:
        bp.compare(PROGRAMME, attrs.evolve(PROGRAMME, revision=9))
    assert caught.value.args == ("2025-2028", "2025-2028", "diff", False)


def test_the_later_programme_does_not_come_first() -> None:
    with pytest.raises(IncomparableError, match="swap the arguments") as caught:
        bp.compare(NEW_REAL, OLD_REAL)
    assert caught.value.args == ("2025-2028", "2021-2024", "compare", True)
    assert caught.value.swapped
    with pytest.raises(IncomparableError):
        bp.compare(PROGRAMME, MINIMAL)
    assert bp.compare(PROGRAMME, attrs.evolve(MINIMAL, id="2017-2020")).proposed


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


def test_what_is_proposed_has_a_score_instead_of_a_relation() -> None:
    old, new = plan("old", en="Sign the treaty."), plan("new", en="Sign the register.")
    told = bp.compare(old, new).to_dict()
    (one,) = told["continued"]
    assert told["proposed"] is True
    assert (one["relation"], one["reason"]) == (None, None)
    assert one["score"] == pytest.approx(SHARED**2 / (SHARED**2 + ALONE**2))


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


def plan(id: str, **summary: str) -> bp.Programme:
    """A programme with one action, which says this and names nothing."""
    action = bp.Action(
        id="act",
        programme=id,
        summary=bp.Text(**summary),  # type: ignore[arg-type]  # one language
        commitment=bp.Commitment.FIRM,
        citations=EARLIER.citations,
    )
    return attrs.evolve(MINIMAL, id=id, own_actions=(action,), fields=())


SHARED, ALONE = math.log(1 + 2 / 2), math.log(1 + 2 / 1)
"""How rare a word is that both of two actions have, or one of them."""


@pytest.mark.parametrize(
    ("old", "new", "cosine"),
    [
        ("Sign the treaty.", "Sign the register.", SHARED**2 / (SHARED**2 + ALONE**2)),
        (
            "Sign, sign the treaty.",
            "Sign the register.",
            (1 + math.log(2))
            * SHARED**2
            / math.hypot((1 + math.log(2)) * SHARED, ALONE)
            / math.hypot(SHARED, ALONE),
        ),
        ("Sign it.", "It signs.", 1),
        ("Alpha beta.", "Beta alpha.", 1),
    ],
)
def test_likeness_is_the_cosine_of_the_words_rare_ones_counting_more(
    old: str, new: str, cosine: float
) -> None:
    (one,) = bp.compare(plan("old", en=old), plan("new", en=new)).continued
    assert one.score == pytest.approx(cosine)


def test_a_word_with_accents_counts_once() -> None:
    old, new = plan("old", fr="Sécurité, traité."), plan("new", fr="Sécurité, registre.")
    (one,) = bp.compare(old, new).continued
    assert one.score == pytest.approx(SHARED**2 / (SHARED**2 + ALONE**2))


def test_as_much_as_is_enough_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = plan("old", en="Sign the treaty."), plan("new", en="Sign the register.")
    (one,) = bp.compare(old, new).continued
    monkeypatch.setattr(similarity, "ENOUGH", one.score)
    assert bp.compare(old, new).continued == (one,)


def test_a_word_that_too_many_have_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = plan("old", en="Sign the treaty."), plan("new", en="Sign the treaty.")
    monkeypatch.setattr(similarity, "COMMON", 1)
    assert bp.compare(old, new).continued
    monkeypatch.setattr(similarity, "COMMON", 0)
    assert not bp.compare(old, new).continued


def test_only_programmes_are_compared() -> None:
    odd: Any
    for odd in (None, [PROGRAMME], PROGRAMME.actions):
        with pytest.raises(InvalidValueError) as caught:
            bp.compare(odd, PROGRAMME)
        assert caught.value.args == ("compare", "old", odd, "a Programme", "wrong-type")
        with pytest.raises(InvalidValueError) as caught:
            bp.compare(PROGRAMME, odd)
        assert caught.value.args == ("compare", "new", odd, "a Programme", "wrong-type")


@pytest.mark.parametrize("name", ["old", "new"])
def test_what_goes_on_is_of_the_programmes_that_are_compared(name: str) -> None:
    right = bp.Comparison(old=OLD, new=PROGRAMME, continued=(CONTINUATION,))
    for wrong in (
        attrs.evolve(MINIMAL, id="2017-2020"),
        attrs.evolve(MINIMAL, own_actions=()),
        plan("2021-2024", en="Sign another treaty."),
    ):
        changed: dict[str, Any] = {name: wrong}
        with pytest.raises(InvalidValueError) as caught:
            attrs.evolve(right, **changed)
        action = getattr(CONTINUATION, name)
        path, expected = f"continued[0].{name}", f"an action of the {name} programme"
        assert caught.value.args == ("Comparison", path, action, expected, "misplaced")
