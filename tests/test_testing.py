"""Made-up revisions for tests of upgrades, and the module without Hypothesis."""

import importlib
import sys
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.testing import programmes, revise, revisions
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


PLENTY = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@PLENTY
@given(st.data())
def test_a_later_programme_continues_the_earlier_one(data: st.DataObject) -> None:
    earlier = data.draw(programmes())
    later = data.draw(programmes(earlier=earlier))
    assert later.id != earlier.id
    assert later.period.start >= earlier.period.start
    links = [each for action in later.actions for each in action.predecessors]
    assert {each.programme for each in links} <= {earlier.id}
    comparison = bp.compare(earlier, later)
    assert comparison.unresolved == ()
    assert len(links) == (0 if comparison.proposed else len(comparison.continued))
    assert bp.read(bp.to_dict(later), programmes=[earlier]) == later


def test_some_later_programmes_continue_the_earlier_one() -> None:
    continued: set[str] = set()

    @PLENTY
    @given(programmes("later", earlier=BASE))
    def collect(later: bp.Programme) -> None:
        assert later.id == "later"
        continued.update(each.old.id for each in bp.compare(BASE, later).continued)

    collect()
    assert continued
    assert continued <= {action.id for action in BASE.actions}


@PLENTY
@given(programmes().flatmap(lambda programme: st.tuples(st.just(programme), revisions(programme))))
def test_drawn_revisions_follow_the_programme(pair: tuple[bp.Programme, bp.Programme]) -> None:
    programme, later = pair
    assert (later.id, later.revision) == (programme.id, programme.revision + 1)
    changes = bp.diff(programme, later)
    assert bp.apply(programme, changes) == later
    assert {change.id for change in changes} <= {action.id for action in programme.actions}


@pytest.mark.parametrize(
    "is_wanted",
    [
        lambda later: not bp.diff(BASE, later),
        lambda later: [each for each in bp.diff(BASE, later) if each.field == "commitment"],
        lambda later: later.retired and later.resolve(later.retired[0].id) == (),
        lambda later: later.retired and later.resolve(later.retired[0].id),
    ],
)
def test_drawn_revisions_have_edits_and_retired_ids(
    is_wanted: Callable[[bp.Programme], bool],
) -> None:
    assert find(revisions(BASE), lambda later: bool(is_wanted(later)), settings=PLENTY)


def test_without_hypothesis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "benelux_programme.testing")
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(bp.errors.MissingExtraError) as caught:
        importlib.import_module("benelux_programme.testing")
    message = "hypothesis is not installed; run pip install 'benelux-programme[testing]'"
    assert str(caught.value) == message
