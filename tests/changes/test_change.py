"""A change: what its kind requires, and its inverse."""

from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError
from edits import BASE, EDITS, RETIRED
from examples import ACTION, CHANGE, THEME

ADDED: dict[str, Any] = {"kind": bp.ChangeKind.ADDED, "field": None}
NO_ACTION = "an Action with the id 'in-theme' and without children"


def the_change(edit: str) -> bp.Change:
    (change,) = bp.diff(BASE, EDITS[edit])
    return change


@pytest.mark.parametrize(
    ("values", "attribute", "expected", "code"),
    [
        ({"field": None}, "field", "a value, as gained changes require", "bad-value"),
        ({"old": "x"}, "old", "None, as gained changes require", "bad-value"),
        ({"new": None}, "new", "a value, as gained changes require", "bad-value"),
        ({"kind": bp.ChangeKind.LOST, "old": "x"}, "new", "None, as lost changes require",
         "bad-value"),
        ({"kind": bp.ChangeKind.MOVED}, "field", "None, as moved changes require", "bad-value"),
        ({"kind": bp.ChangeKind.RETIRED, "subject": bp.Subject.PARTNER}, "subject",
         "a pillar, theme or action, which retired changes are about", "bad-value"),
        ({**ADDED, "new": bp.Text(en="No action")}, "new", NO_ACTION, "wrong-type"),
        ({**ADDED, "new": RETIRED}, "new", NO_ACTION, "wrong-type"),
        ({**ADDED, "new": attrs.evolve(ACTION, id="other")}, "new", NO_ACTION, "wrong-type"),
        ({**ADDED, "subject": bp.Subject.THEME, "id": "police", "new": THEME}, "new",
         "a Theme with the id 'police' and without children", "wrong-type"),
        ({"kind": bp.ChangeKind.RESTORED, "field": None, "old": "x", "new": ACTION}, "old",
         "a RetiredId with the id 'in-theme' and without children", "wrong-type"),
        ({"kind": bp.ChangeKind.REORDERED, "old": 1, "new": 5}, "old", "a tuple", "wrong-type"),
        ({"kind": bp.ChangeKind.MOVED, "field": None, "new": 7}, "new",
         "the id of a pillar or theme", "wrong-type"),
    ],
)  # fmt: skip
def test_the_kind_determines_the_other_attributes(
    values: dict[str, Any], attribute: str, expected: str, code: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(CHANGE, **values)
    value = values.get(attribute, getattr(CHANGE, attribute))
    assert caught.value.args == ("Change", attribute, value, expected, code)


def test_the_label_is_ignored_in_comparisons() -> None:
    assert attrs.evolve(CHANGE, label=None) == CHANGE
    assert attrs.evolve(CHANGE, id="other") != CHANGE


@pytest.mark.parametrize(
    ("edit", "inverse"),
    [
        ("added action new", "removed action new"),
        ("retired action in-theme", "restored action in-theme"),
        ("split action in-theme", "restored action in-theme"),
        ("gained action in-theme partners", "lost action in-theme partners"),
        ("moved action in-theme", "moved action in-theme"),
        ("retitled theme police title fr", "retitled theme police title fr"),
    ],
)
def test_the_inverse_has_the_opposite_kind(edit: str, inverse: str) -> None:
    assert repr(the_change(edit).inverse()) == f"<Change {inverse}>"


def test_the_inverse_swaps_old_and_new() -> None:
    change = the_change("moved action in-theme")
    inverse = change.inverse()
    assert (inverse.old, inverse.new) == (change.new, change.old)
    assert (inverse.old_index, inverse.new_index) == (change.new_index, change.old_index)
    assert inverse.label == change.label


@pytest.mark.parametrize(
    ("edit", "values"),
    [
        ("removed action in-theme", "Do in-theme."),
        ("split action in-theme", "Do in-theme. -> in-theme-too, in-pillar"),
        ("moved action outside", "the programme -> security"),
        ("reordered theme police actions", "in-theme-too, in-theme"),
        ("edited action in-theme commitment", "conditional -> firm"),
        ("edited action in-theme note en", "A doubt. -> Another note."),
        ("gained action in-theme predecessors", "2021-2024/other (deepens)"),
        ("lost pillar security alternative_titles", "Circular economy"),
        ("lost programme 2025-2028 publication", "Circular economy"),
        ("edited partner north-rhine-westphalia abbreviations", "NRW -> NW, NW"),
    ],
)
def test_a_change_as_text_has_its_values(edit: str, values: str) -> None:
    assert str(the_change(edit)) == f"{edit}: {values}"


@pytest.mark.parametrize("new", ["A\u00a0doubt.", "A\u202fdoubt.", "A  doubt."])
def test_a_change_of_spaces_says_that_it_is_one(new: str) -> None:
    change = attrs.evolve(the_change("edited action in-theme note en"), new=new)
    assert str(change) == "edited action in-theme note en: A doubt. (spaces)"
    assert str(change.inverse()) == str(change)


def test_a_change_as_text_is_one_short_line() -> None:
    long = attrs.evolve(CHANGE, new="a\nb " + 60 * "c")
    assert str(long) == f"gained action in-theme partners: a b {26 * 'c'}…{30 * 'c'}"
    assert str(attrs.evolve(CHANGE, new=60 * "c")).endswith(f": {60 * 'c'}")
    without_label = attrs.evolve(the_change("removed action in-theme"), label=None)
    assert str(without_label) == "removed action in-theme"
    retired = attrs.evolve(the_change("retired action in-theme"), label=None)
    retired = attrs.evolve(retired, new=attrs.evolve(RETIRED, successors=()))
    assert str(retired) == "retired action in-theme: no successor"


def test_representation() -> None:
    assert repr(CHANGE) == "<Change gained action in-theme partners>"
