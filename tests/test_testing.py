"""Made-up revisions for tests of upgrades, and the module without Hypothesis."""

import importlib
import sys

import pytest

import benelux_programme as bp
from benelux_programme.testing import revise
from edits import BASE
from examples import ACTION


def list_changes(later: bp.Programme) -> list[str]:
    return [str(change) for change in bp.diff(BASE, later)]


def test_a_revision_has_the_edits_and_nothing_else() -> None:
    later = revise(
        BASE,
        {
            "in-theme": {"commitment": "firm", "note": None, "fields": []},
            "energy": {"title": {"en": "Power"}},
            "utrecht": {"wikidata": "Q803"},
        },
    )
    assert later.revision == BASE.revision + 1
    assert list_changes(later) == [
        "retitled pillar energy title en: Energy -> Power",
        "edited action in-theme commitment: conditional -> firm",
        "lost action in-theme fields: energy",
        "lost action in-theme note: A doubt.",
        "gained partner utrecht wikidata: Q803",
    ]


def test_values_of_the_model_are_taken_too() -> None:
    timing, commitment = bp.Period.of_years(2027), bp.Commitment.FIRM
    later = revise(BASE, {"in-theme": {"timing": timing, "commitment": commitment}})
    assert later.action("in-theme").timing == timing
    assert later.action("in-theme").commitment is commitment
    assert later.action("in-theme").summary == ACTION.summary


def test_a_node_wins_over_another_record_of_its_id() -> None:
    edited = revise(revise(BASE, {"utrecht": {"id": "in-theme"}}), {"in-theme": {"note": None}})
    assert edited.action("in-theme").note is None
    assert edited.partner("in-theme").name == bp.Text(en="U")


def test_retired_nodes_have_successors() -> None:
    later = revise(BASE, {}, retire={"in-theme": "in-theme-too", "energy": ()})
    assert list_changes(later) == [
        "retired pillar energy: Energy -> no successor",
        "retired action in-theme: Do in-theme. -> in-theme-too",
    ]
    assert later.resolve("in-theme") == (later.action("in-theme-too"),)
    assert {one.since for one in later.retired} == {later.revision}
    latest = revise(later, {}, retire={"in-theme-too": ["in-pillar"]})
    assert [one.id for one in latest.resolve("in-theme")] == ["in-pillar"]
    assert len(latest.retired) == 3


def test_an_unknown_id_and_an_invalid_value_are_errors() -> None:
    with pytest.raises(bp.errors.UnknownIdError, match="in-theme"):
        revise(BASE, {"in-them": {"note": None}})
    with pytest.raises(bp.errors.UnknownIdError):
        revise(BASE, {}, retire={"nowhere": ()})
    later = revise(BASE, {}, retire={"in-theme": ()})
    with pytest.raises(bp.errors.RetiredIdError):
        revise(later, {"in-theme": {"note": None}})
    with pytest.raises(bp.errors.InvalidDataError) as caught:
        revise(BASE, {"in-theme": {"commitment": "strong", "nota": "x"}})
    assert len(caught.value.problems) == 2


def test_without_hypothesis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "benelux_programme.testing")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(bp.errors.MissingExtraError) as caught:
        importlib.import_module("benelux_programme.testing")
    message = "hypothesis is not installed; run pip install 'benelux-programme[testing]'"
    assert str(caught.value) == message
