"""Retired ids lead to what took their place, and never to something else."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError, RetiredIdError, UnknownIdError
from benelux_programme.testing import programmes
from examples import ACTION, PROGRAMME


def retired(id: str, *successors: str) -> bp.RetiredId:
    return bp.RetiredId(id=id, successors=successors, reason="A correction.", since=2)


def having(*ids: bp.RetiredId) -> bp.Programme:
    return attrs.evolve(PROGRAMME, retired=ids)


def test_an_id_in_use_resolves_to_its_node() -> None:
    assert PROGRAMME.resolve("in-theme") == (ACTION,)
    assert PROGRAMME.resolve("police") == (PROGRAMME.theme("police"),)


def test_a_retired_id_resolves_to_its_successors_in_their_order() -> None:
    programme = having(
        retired("old", "in-theme-too", "older", "in-pillar"),
        retired("older", "in-theme", "in-pillar", "gone"),
        retired("gone"),
    )
    found = [node.id for node in programme.resolve("old")]
    assert found == ["in-theme-too", "in-theme", "in-pillar"]
    assert programme.resolve("gone") == ()


def test_a_long_way_is_followed() -> None:
    count = 3000
    chain = [retired(f"x{i}", f"x{i + 1}", f"x{min(i + 2, count)}") for i in range(count)]
    programme = having(*chain, retired(f"x{count}", "in-theme"))
    assert programme.resolve("x0") == (ACTION,)


@pytest.mark.parametrize("look_up", ["__getitem__", "pillar", "theme", "action"])
def test_looking_up_a_retired_id_names_the_successors(look_up: str) -> None:
    with pytest.raises(RetiredIdError, match="successors: 'in-theme'") as caught:
        getattr(PROGRAMME, look_up)("old-treaty")
    error = caught.value
    assert isinstance(error, KeyError)
    assert (error.id, error.where, error.successors) == ("old-treaty", "2025-2028", ("in-theme",))
    assert (error.reason, error.since) == ("It was made wider.", 2)
    assert "old-treaty" not in PROGRAMME
    assert "old-treaty" not in list(PROGRAMME)


def test_an_id_that_never_was_does_not_resolve() -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'in-theme'"):
        PROGRAMME.resolve("in-themes")


CIRCLE = [retired("w"), retired("x", "y"), retired("y", "z"), retired("z", "x")]


@pytest.mark.parametrize(
    ("ids", "code", "path", "value", "expected"),
    [
        (
            [retired("in-theme")],
            "repeated-id",
            "retired[0].id",
            "in-theme",
            "unique: pillars[0].themes[0].actions[0] has it too",
        ),
        (
            [retired("x"), retired("x")],
            "repeated-id",
            "retired[1].id",
            "x",
            "unique: retired[0] has it too",
        ),
        (
            [retired("y", "x"), retired("x", "in-theme", "nowhere")],
            "unknown-id",
            "retired[1].successors[1]",
            "nowhere",
            "an id of the programme, or a retired one",
        ),
        (
            [retired("x", "x")],
            "circular",
            "retired[0].successors",
            "x",
            "on the way to an id in use: x leads to x",
        ),
        (
            CIRCLE,
            "circular",
            "retired[1].successors",
            "x",
            "on the way to an id in use: x leads to y leads to z leads to x",
        ),
    ],
)
def test_what_leads_astray_is_refused(
    ids: Any, code: str, path: str, value: str, expected: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        having(*ids)
    assert caught.value.args == ("Programme", path, value, expected, code)
    document = {**bp.to_dict(PROGRAMME), "retired": [attrs.asdict(one) for one in ids]}
    with pytest.raises(bp.errors.InvalidDataError) as refused:
        bp.read(document)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("since", [0, 1, 2.0, True])
def test_no_id_is_retired_before_the_second_revision(since: Any) -> None:
    with pytest.raises(InvalidValueError, match="a revision from 2"):
        attrs.evolve(retired("x"), since=since)


@given(programmes(), st.data())
def test_every_id_that_ever_was_leads_to_nodes_in_use(
    programme: bp.Programme, data: st.DataObject
) -> None:
    ids = [*programme, *(one.id for one in programme.retired)]
    if ids:
        found = programme.resolve(data.draw(st.sampled_from(ids)))
        assert all(programme[node.id] is node for node in found)
