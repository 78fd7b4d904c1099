"""Retired ids resolve to the nodes that replace them."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError
from examples import ACTION, PROGRAMME


def make_retired_id(id: str, *successors: str) -> bp.RetiredId:
    return bp.RetiredId(id=id, successors=successors, reason="A correction.", since=2)


def add_retired_ids(*retired_ids: bp.RetiredId) -> bp.Programme:
    return attrs.evolve(PROGRAMME, retired=retired_ids)


def test_an_id_in_use_resolves_to_its_node() -> None:
    assert PROGRAMME.resolve("in-theme") == (ACTION,)
    assert PROGRAMME.resolve("police") == (PROGRAMME.theme("police"),)


def test_a_retired_id_resolves_to_its_successors_in_their_order() -> None:
    programme = add_retired_ids(
        make_retired_id("old", "in-theme-too", "older", "in-pillar"),
        make_retired_id("older", "in-theme", "in-pillar", "gone"),
        make_retired_id("gone"),
    )
    found = [node.id for node in programme.resolve("old")]
    assert found == ["in-theme-too", "in-theme", "in-pillar"]
    assert programme.resolve("gone") == ()


def test_a_long_chain_of_retired_ids_is_resolved() -> None:
    count = 3000
    chain = [make_retired_id(f"x{i}", f"x{i + 1}", f"x{i + 2}") for i in range(count)]
    ends = [make_retired_id(f"x{count + i}", "in-theme") for i in range(2)]
    programme = add_retired_ids(*chain, *ends)
    assert programme.resolve("x0") == (ACTION,)


@pytest.mark.parametrize("look_up", ["__getitem__", "pillar", "theme", "action"])
def test_look_up_of_a_retired_id_is_an_error_with_its_successors(look_up: str) -> None:
    with pytest.raises(RetiredIdError, match="successors: 'in-theme'") as caught:
        getattr(PROGRAMME, look_up)("old-treaty")
    error = caught.value
    assert isinstance(error, KeyError)
    assert (error.id, error.where, error.successors) == ("old-treaty", "2025-2028", ("in-theme",))
    assert (error.reason, error.since) == ("It was made wider.", 2)
    assert "old-treaty" not in PROGRAMME
    assert "old-treaty" not in list(PROGRAMME)


def test_an_unknown_id_is_not_resolved() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'in-theme'"):
        PROGRAMME.resolve("in-themes")


CYCLE = [
    make_retired_id("w"),
    make_retired_id("x", "y"),
    make_retired_id("y", "z"),
    make_retired_id("z", "x"),
]


@pytest.mark.parametrize(
    ("ids", "code", "path", "value", "expected"),
    [
        (
            [make_retired_id("in-theme")],
            "repeated-id",
            "retired[0].id",
            "in-theme",
            "unique: pillars[0].themes[0].actions[0].id is the same",
        ),
        (
            [make_retired_id("x"), make_retired_id("x")],
            "repeated-id",
            "retired[1].id",
            "x",
            "unique: retired[0].id is the same",
        ),
        (
            [make_retired_id("y", "x"), make_retired_id("x", "in-theme", "nowhere")],
            "unknown-id",
            "retired[1].successors[1]",
            "nowhere",
            "an id of the programme, in use or retired",
        ),
        (
            [make_retired_id("x", "x")],
            "circular",
            "retired[0].successors",
            "x",
            "replaced by an id in use: the successors are a cycle (x, x)",
        ),
        (
            CYCLE,
            "circular",
            "retired[1].successors",
            "x",
            "replaced by an id in use: the successors are a cycle (x, y, z, x)",
        ),
    ],
)
def test_invalid_successors_are_refused(
    ids: Any, code: str, path: str, value: str, expected: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        add_retired_ids(*ids)
    assert caught.value.args == ("Programme", path, value, expected, code)
    document = {**bp.to_dict(PROGRAMME), "retired": [attrs.asdict(one) for one in ids]}
    with pytest.raises(bp.errors.InvalidDataError) as refused:
        bp.read(document)
    assert [problem.code for problem in refused.value.problems] == [code]


MANY_ACTIONS = tuple(attrs.evolve(ACTION, id=f"x{i}", pillar=None, theme=None) for i in range(101))
MANY_IDS = [action.id for action in MANY_ACTIONS]
WITH_MANY_ACTIONS = attrs.evolve(PROGRAMME, own_actions=MANY_ACTIONS, retired=())


@pytest.mark.parametrize(
    ("ids", "index"),
    [
        ([make_retired_id("old", *MANY_IDS)], 0),
        (
            [
                make_retired_id("old", *MANY_IDS[:60], "half"),
                make_retired_id("half", *MANY_IDS[60:]),
            ],
            0,
        ),
        ([make_retired_id("older", "old"), make_retired_id("old", *MANY_IDS)], 1),
    ],
)
def test_a_retired_id_that_leads_to_too_many_ids_is_refused(
    ids: list[bp.RetiredId], index: int
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(WITH_MANY_ACTIONS, retired=tuple(ids))
    path, expected = f"retired[{index}].successors", "an id that leads to at most 100 ids in use"
    assert caught.value.args == ("Programme", path, "old", expected, "too-many")


def test_a_retired_id_leads_to_100_ids_on_many_ways() -> None:
    halves = [make_retired_id("a", *MANY_IDS[:70]), make_retired_id("b", *MANY_IDS[30:100])]
    many = [make_retired_id(f"r{i}", "a", "b", *MANY_IDS[:100]) for i in range(2)]
    programme = attrs.evolve(WITH_MANY_ACTIONS, retired=(*halves, *many))
    assert len(programme.resolve("r0")) == 100


@pytest.mark.parametrize("since", [0, 1, 2.0, True])
def test_an_id_is_retired_in_revision_2_or_later(since: Any) -> None:
    with pytest.raises(InvalidValueError, match="a revision from 2"):
        attrs.evolve(make_retired_id("x"), since=since)


@st.composite
def retired_ids(draw: st.DrawFn) -> tuple[bp.RetiredId, ...]:
    """Retired ids whose successors are in use, or are retired ids drawn before."""
    drawn: list[bp.RetiredId] = []
    for number in range(draw(st.integers(0, 6))):
        known_ids = [*PROGRAMME, *(retired.id for retired in drawn)]
        successors = draw(st.lists(st.sampled_from(known_ids), max_size=3, unique=True))
        drawn.append(make_retired_id(f"retired-{number}", *successors))
    return tuple(drawn)


@given(retired_ids())
def test_retired_ids_resolve_to_nodes_in_use(retired_ids: tuple[bp.RetiredId, ...]) -> None:
    programme = add_retired_ids(*retired_ids)
    for retired in retired_ids:
        nodes = programme.resolve(retired.id)
        assert all(programme[node.id] is node for node in nodes)
        assert len(nodes) == len(set(nodes))
