"""Applying diffs: the laws, and what does not fit."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._changes.change import format_change_without_values
from benelux_programme.errors import InvalidDataError, InvalidValueError, MismatchError
from benelux_programme.testing import programmes
from edits import BASE, EDITS, REVISIONS, with_action, with_actions, with_theme
from examples import ACTION, THEME, make_action


def check_laws(old: bp.Programme, new: bp.Programme) -> None:
    hashes = hash(old), hash(new)
    diff = bp.diff(old, new)
    assert bp.apply(old, diff) == new
    assert bp.apply(new, diff.inverse()) == old
    assert diff.inverse().inverse() == diff
    assert (hash(old), hash(new)) == hashes


@pytest.mark.parametrize("edited", REVISIONS)
def test_every_edit_is_applied_and_undone(edited: bp.Programme) -> None:
    check_laws(BASE, edited)


@given(st.sampled_from(REVISIONS), st.sampled_from(REVISIONS))
def test_a_diff_of_two_edits_is_applied_and_undone(old: bp.Programme, new: bp.Programme) -> None:
    check_laws(old, new)


@settings(max_examples=20)
@given(programmes("plan"), programmes("plan"))
def test_a_diff_of_any_two_revisions_is_applied_and_undone(
    old: bp.Programme, new: bp.Programme
) -> None:
    check_laws(old, new)


@given(st.sampled_from(REVISIONS), st.sampled_from(REVISIONS), st.sampled_from(REVISIONS))
def test_two_diffs_lead_to_the_same_programme_as_one(
    first: bp.Programme, second: bp.Programme, third: bp.Programme
) -> None:
    intermediate = bp.apply(first, bp.diff(first, second))
    assert bp.apply(intermediate, bp.diff(second, third)) == third
    assert bp.apply(first, bp.diff(first, third)) == third


def test_all_nodes_can_be_removed_and_added() -> None:
    check_laws(BASE, attrs.evolve(BASE, pillars=(), own_actions=()))


def test_a_diff_without_changes_changes_the_revision() -> None:
    diff = bp.diff(BASE, attrs.evolve(BASE, revision=7))
    assert bp.apply(BASE, diff) == attrs.evolve(BASE, revision=7)


def test_changes_of_every_kind_of_list_are_applied_at_once() -> None:
    edited = attrs.evolve(
        with_theme(
            actions=(THEME.own_actions[1], make_action("new", "security", "police")),
            note=bp.Text(en="A note."),
        ),
        mission=None,
        values=BASE.values[::-1],
        partners=(attrs.evolve(BASE.partners[0], wikidata="Q1"), BASE.partners[1]),
        context=(),
    )
    diff = bp.diff(BASE, edited)
    kinds = {"lost": 1, "reordered": 1, "gained": 1, "edited": 1, "added": 1, "removed": 2}
    assert diff.count_by("kind") == kinds
    check_laws(BASE, edited)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "zyx"),
        ("ab", "bza"),
        ("abcd", "zaybxcwvd"),
        ("abcd", "dxby"),
        ("abcd", "azbcdyx"),
        ("abcd", "zd"),
    ],
)
def test_gained_items_are_at_their_index_among_kept_items(old: str, new: str) -> None:
    keywords = (bp.Terms(en=tuple(words)) for words in (old, new))
    check_laws(*(with_action(keywords=terms) for terms in keywords))


@pytest.mark.parametrize(
    "edit", [edit for edit in EDITS if not edit.startswith("reordered") and not EDITS[edit].retired]
)
def test_an_edit_that_was_applied_does_not_fit_again(edit: str) -> None:
    with pytest.raises(MismatchError) as caught:
        bp.apply(EDITS[edit], bp.diff(BASE, EDITS[edit]))
    assert caught.value.change == edit


def diff_of(**values: Any) -> bp.Diff:
    """Return a diff with one change of an action, with other attributes."""
    change = {"kind": "edited", "subject": "action", "id": "in-theme", "field": "summary"} | values
    return bp.Diff.from_dict(
        {"programme": "2025-2028", "old_revision": 1, "new_revision": 2, "changes": [change]}
    )


@pytest.mark.parametrize(
    ("values", "expected", "found"),
    [
        ({"id": "nowhere", "field": "commitment", "old": "firm", "new": "conditional"},
         "firm", None),
        ({"field": "commitment", "old": "firm", "new": "exploratory"}, "firm", "conditional"),
        ({"language": "fr", "old": "Autre.", "new": "Encore."}, "Autre.", "Faire in-theme."),
        ({"field": "keywords", "kind": "lost", "language": "nl", "old": "woord", "old_index": 0},
         "woord", ()),
        ({"field": "note", "language": "nl", "old": "Oude.", "new": "Nieuwe."}, "Oude.", None),
        ({"field": "actors", "old": ["nobody", "no-one"], "new": ["utrecht"]},
         ("nobody", "no-one"), ("north-rhine-westphalia",)),
        ({"kind": "reordered", "field": "actors", "old": ["a", "b"], "new": ["b", "a"]},
         ("a", "b"), ("north-rhine-westphalia",)),
        ({"kind": "reordered", "subject": "theme", "id": "police", "field": "actions",
          "old": ["a", "b"], "new": ["b", "a"]}, ("a", "b"), ("in-theme", "in-theme-too")),
        ({"kind": "gained", "subject": "theme", "id": "police", "field": "actions",
          "new": ["a"], "new_index": 0}, None, None),
        ({"kind": "moved", "id": "nowhere", "field": None, "old": "police", "new": None},
         "police", None),
        ({"kind": "gained", "field": "actors", "new": "north-rhine-westphalia", "new_index": 0},
         None, ("north-rhine-westphalia",)),
        ({"kind": "moved", "field": None, "old": "police", "new": "nowhere", "new_index": 0},
         "nowhere", None),
        ({"kind": "moved", "field": None, "old": "energy", "new": None, "new_index": 0},
         "energy", "police"),
        ({"kind": "moved", "subject": "theme", "id": "police", "field": None, "old": "security",
         "new": "in-pillar"}, "in-pillar", None),
    ],
)  # fmt: skip
def test_a_change_of_another_value_is_refused(
    values: dict[str, Any], expected: object, found: object
) -> None:
    diff = diff_of(**values)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, diff)
    assert caught.value.args == (format_change_without_values(diff[0]), expected, found)


@pytest.mark.parametrize("field", ["colour", "summary.colour", "id", "actions"])
def test_a_change_of_an_unknown_attribute_is_refused(field: str) -> None:
    diff = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    change = attrs.evolve(diff[0], field=field)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, attrs.evolve(diff, changes=(change,)))
    assert caught.value.args == (f"edited action in-theme {field}", "conditional", None)


def test_a_change_inside_a_missing_value_is_refused() -> None:
    edited = attrs.evolve(BASE, publication=None)
    diff = bp.diff(BASE, EDITS["edited programme 2025-2028 publication.adopted"])
    with pytest.raises(MismatchError) as caught:
        bp.apply(edited, diff)
    assert caught.value.args == (format_change_without_values(diff[0]), "2024-12-19", None)


def test_a_change_of_a_value_and_of_a_part_of_it_is_refused() -> None:
    whole = bp.diff(BASE, EDITS["lost action in-theme note"])
    part = bp.diff(BASE, EDITS["edited action in-theme note en"])
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, attrs.evolve(whole, changes=(*whole, *part)))
    assert caught.value.args == ("lost action in-theme note", ACTION.note, ACTION.note)


@pytest.mark.parametrize(
    "edit",
    [
        "gained action in-theme partners",
        "edited action in-theme commitment",
        "edited partner north-rhine-westphalia abbreviations",
        "added action new",
        "removed action in-theme",
        "retired action in-theme",
        "moved action in-theme",
    ],
)
def test_the_same_change_twice_is_refused(edit: str) -> None:
    diff = bp.diff(BASE, EDITS[edit])
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, attrs.evolve(diff, changes=(*diff, *diff)))
    assert caught.value.change == edit


def test_a_record_that_is_there_is_not_added() -> None:
    diff = bp.diff(with_actions(THEME.own_actions[1:]), BASE)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, diff)
    assert caught.value.args == ("added action in-theme", None, ACTION)


def test_a_record_can_be_removed_and_added_in_one_diff() -> None:
    removed = bp.diff(BASE, with_actions(THEME.own_actions[1:]))
    added = bp.diff(with_actions(THEME.own_actions[1:]), BASE)
    diff = attrs.evolve(removed, changes=(*removed, *added))
    assert bp.apply(BASE, diff) == BASE


def test_a_parent_is_not_removed_without_its_children() -> None:
    pillar = attrs.evolve(BASE.pillars[0], themes=())
    diff = bp.diff(BASE, attrs.evolve(BASE, pillars=(pillar, *BASE.pillars[1:])))
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, diff.where(subject="theme"))
    assert caught.value.args == ("removed theme police", (), ("in-theme", "in-theme-too"))


def test_a_diff_of_another_revision_is_refused() -> None:
    diff = bp.diff(BASE, EDITS["lost action in-theme actors"])
    with pytest.raises(MismatchError) as caught:
        bp.apply(attrs.evolve(BASE, revision=3), diff)
    assert caught.value.args == (str(diff), "2025-2028 revision 1", "2025-2028 revision 3")


@pytest.mark.parametrize("index", [None, 99, 10**9 - 1])
def test_an_item_without_an_index_is_last(index: int | None) -> None:
    new = "north-rhine-westphalia"
    diff = diff_of(kind="gained", field="partners", new=new, new_index=index)
    programme = bp.apply(with_action(partners=("utrecht",)), diff)
    assert programme.action("in-theme").partners == ("utrecht", "north-rhine-westphalia")


def test_an_inconsistent_programme_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="'nobody' is not the id of a partner"):
        bp.apply(BASE, diff_of(kind="gained", field="partners", new="nobody", new_index=0))


@pytest.mark.parametrize(
    "edited",
    [
        with_theme(title=attrs.evolve(THEME.title, fr="X")),
        with_action(summary=attrs.evolve(ACTION.summary, fr="X")),
        with_action(keywords=attrs.evolve(ACTION.keywords, nl=("X",))),
    ],
)
def test_what_is_applied_has_the_limits_of_what_is_read(edited: bp.Programme) -> None:
    diff = bp.diff(BASE, edited)
    (change,) = diff.changes
    within, beyond = (
        attrs.evolve(diff, changes=(attrs.evolve(change, new="x" * length),))
        for length in (65_536, 65_537)
    )
    applied = bp.apply(BASE, within)
    assert bp.read(bp.to_json(applied)) == applied
    with pytest.raises(InvalidValueError):
        bp.apply(BASE, beyond)
    with pytest.raises(InvalidDataError):
        bp.Diff.from_dict(beyond.to_dict())
