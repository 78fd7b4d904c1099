"""Outcomes in programmes, selections, searches and documents."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidDataError, InvalidValueError, UnknownIdError
from examples import OUTCOME, PROGRAMME, PROGRAMME_WITH_OUTCOMES

PROGRAMME_WITH_TWO = attrs.evolve(
    PROGRAMME,
    outcomes=tuple(
        attrs.evolve(
            OUTCOME,
            id=f"outcome-{bearing}",
            bearings=(bp.ActionBearing(action="in-theme", bearing=bearing),),
        )
        for bearing in (bp.Bearing.CONTEXT, bp.Bearing.DELIVERS)
    ),
)


def test_the_outcomes_of_an_action_are_those_that_bear_on_it() -> None:
    action = PROGRAMME_WITH_OUTCOMES.action("in-pillar")
    assert PROGRAMME_WITH_OUTCOMES.outcomes_of(action) == (OUTCOME,)
    assert PROGRAMME_WITH_OUTCOMES.outcomes_of("in-pillar") == (OUTCOME,)
    assert PROGRAMME_WITH_OUTCOMES.outcomes_of("in-theme") == ()


def test_the_outcomes_of_an_action_begin_with_the_earliest() -> None:
    dates = ("2026-09-20", "2026-08", "2026-10", "2026", "2026-08-02")
    outcomes = tuple(attrs.evolve(OUTCOME, id=f"on-{date}", date=date) for date in dates)
    programme = attrs.evolve(PROGRAMME, outcomes=outcomes)
    found = [each.date for each in programme.outcomes_of("in-pillar")]
    assert found == ["2026", "2026-08", "2026-08-02", "2026-09-20", "2026-10"]
    assert programme.outcomes == outcomes


def test_an_outcome_has_one_bearing_on_an_action() -> None:
    assert OUTCOME.bearing_on("in-pillar") is bp.Bearing.ADVANCES
    assert OUTCOME.bearing_on("in-theme") is None


def test_the_outcomes_of_an_unknown_action_are_refused() -> None:
    with pytest.raises(UnknownIdError):
        PROGRAMME_WITH_OUTCOMES.outcomes_of("nowhere")


@pytest.mark.parametrize(
    ("outcome", "ids"),
    [
        ("advances", ["in-pillar"]),
        (bp.Bearing.ADVANCES, ["in-pillar"]),
        (["delivers", "advances"], ["in-pillar"]),
        ("delivers", []),
    ],
)
def test_actions_are_selected_by_what_outcomes_mean_for_them(outcome: Any, ids: list[str]) -> None:
    selected = PROGRAMME_WITH_OUTCOMES.actions.where(outcome=outcome)
    assert [action.id for action in selected] == ids


def test_an_unknown_bearing_is_refused() -> None:
    bearing: Any = "finishes"
    with pytest.raises(InvalidValueError, match="where\\(outcome\\)"):
        PROGRAMME_WITH_OUTCOMES.actions.where(outcome=bearing)


def test_actions_are_counted_by_bearing_and_without_outcomes() -> None:
    counts = PROGRAMME_WITH_TWO.actions.count_by("outcome")
    assert counts == {"": 3, "delivers": 1, "context": 1}


def test_a_search_finds_actions_by_their_outcomes() -> None:
    (hit,) = PROGRAMME_WITH_OUTCOMES.search("signed", language="en")
    assert (hit.action.id, hit.fields) == ("in-pillar", ("outcomes",))
    assert str(hit.excerpt) == "The treaty was **signed**."
    (hit,) = PROGRAMME_WITH_OUTCOMES.search("signed", language="en", answer="fr")
    assert hit.excerpt.text == "Faire in-pillar."


def test_documents_contain_outcomes() -> None:
    document = bp.to_dict(PROGRAMME_WITH_OUTCOMES)
    assert document["outcomes"][0]["bearings"] == [{"action": "in-pillar", "bearing": "advances"}]
    assert bp.read(document) == PROGRAMME_WITH_OUTCOMES


@pytest.mark.parametrize(
    ("attributes", "code", "path"),
    [
        ({"bearings": [{"action": "no", "bearing": "advances"}]}, "unknown-id",
         "outcomes[0].bearings[0].action"),
        ({"bearings": [{"action": "outside", "bearing": "helps"}]}, "bad-choice",
         "outcomes[0].bearings[0].bearing"),
        ({"bearings": []}, "missing-key", "outcomes[0].bearings"),
        ({"date": "2025-13"}, "bad-date", "outcomes[0].date"),
        ({"sources": []}, "missing-key", "outcomes[0].sources"),
    ],
)  # fmt: skip
def test_mistakes_in_outcomes_are_reported(
    attributes: dict[str, Any], code: str, path: str
) -> None:
    document = bp.to_dict(PROGRAMME_WITH_OUTCOMES)
    document["outcomes"][0] |= attributes
    with pytest.raises(InvalidDataError) as caught:
        bp.read(document)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, path)


@pytest.mark.parametrize(
    ("date", "as_of"),
    [
        ("2026-06-15", "2026-05"),
        ("2026-06", "2026-05-31"),
        ("2026-05-02", "2026-05-01"),
        ("2027", "2026-12-31"),
        ("2026-01-01", "2025"),
        ("2026", "2025"),
    ],
)
def test_an_outcome_after_the_outcomes_were_gathered_is_refused(date: str, as_of: str) -> None:
    outcomes = (OUTCOME, attrs.evolve(OUTCOME, id="late", date=date))
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(PROGRAMME, outcomes=outcomes, outcomes_as_of=as_of)
    expected = f"a date up to outcomes_as_of, {as_of}"
    assert caught.value.args == ("Programme", "outcomes[1].date", date, expected, "bad-order")


@pytest.mark.parametrize(
    ("date", "as_of"),
    [
        ("2026-05-31", "2026-05"),
        ("2026-05", "2026-05-01"),
        ("2026", "2026-05"),
        ("2026-12-31", "2026"),
        ("2026-05-01", "2026-05-01"),
        ("2099", None),
    ],
)
def test_an_outcome_may_be_as_late_as_its_date_can_mean(date: str, as_of: str | None) -> None:
    outcome = attrs.evolve(OUTCOME, date=date)
    assert attrs.evolve(PROGRAMME, outcomes=(outcome,), outcomes_as_of=as_of)


@pytest.mark.parametrize("period", bp.periods())
def test_bundled_outcomes_were_gathered_after_they_happened(period: str) -> None:
    for revision in bp.revisions(period):
        programme = bp.load(period, revision=revision)
        assert attrs.evolve(programme) == programme  # with all checks


def test_an_id_of_two_outcomes_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="unique"):
        attrs.evolve(PROGRAMME, outcomes=(OUTCOME, OUTCOME))


def test_a_new_outcome_is_notable() -> None:
    diff = bp.diff(PROGRAMME, attrs.evolve(PROGRAMME_WITH_OUTCOMES, revision=3))
    assert {str(bp.severity(change)) for change in diff} == {"notable"}
    assert bp.bump(diff.changes) == "minor"
    assert bp.apply(PROGRAMME, diff) == attrs.evolve(PROGRAMME_WITH_OUTCOMES, revision=3)


@pytest.mark.parametrize("action", ["in-pillar", "2025-2028/in-pillar", "action"])
def test_the_bearing_on_an_action_is_found_by_id_and_full_id(action: Any) -> None:
    if action == "action":
        action = PROGRAMME_WITH_OUTCOMES.action("in-pillar")
    assert OUTCOME.bearing_on(action) is bp.Bearing.ADVANCES
    assert OUTCOME.bearing_on("outside") is None
