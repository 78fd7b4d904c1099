"""The changes from one revision of a programme to another."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import IncomparableError
from benelux_programme.testing import programmes
from edits import BASE, EDITS, MERGED, RETIRED, REVISIONS, with_action
from examples import ACTION, MINIMAL


@pytest.mark.parametrize(("change", "edited"), EDITS.items(), ids=EDITS)
def test_one_edit_is_one_change(change: str, edited: bp.Programme) -> None:
    assert [repr(one) for one in bp.diff(BASE, edited)] == [f"<Change {change}>"]


def test_the_edits_have_every_kind_of_change() -> None:
    kinds = {change.kind for edited in REVISIONS for change in bp.diff(BASE, edited)}
    inverse_kinds = {change.kind for edited in REVISIONS for change in bp.diff(edited, BASE)}
    assert kinds | inverse_kinds == set(bp.ChangeKind)


@given(st.sampled_from(REVISIONS), st.sampled_from(REVISIONS))
def test_the_diff_of_swapped_revisions_is_the_inverse(old: bp.Programme, new: bp.Programme) -> None:
    assert bp.diff(new, old) == bp.diff(old, new).inverse()


@pytest.mark.parametrize("programme", REVISIONS[:10])
def test_a_programme_does_not_differ_from_itself(programme: bp.Programme) -> None:
    assert not bp.diff(programme, programme)


@settings(max_examples=40)
@given(programmes("plan"), st.data())
def test_one_edited_text_is_one_change(programme: bp.Programme, data: st.DataObject) -> None:
    document = bp.to_dict(programme)
    *parents, language = data.draw(st.sampled_from(list(paths_of_texts(document, ()))))
    text: Any = document
    for step in parents:
        text = text[step]
    text[language] += " more"
    assert len(bp.diff(programme, bp.read(document))) == 1


def paths_of_texts(value: Any, path: tuple[Any, ...]) -> Any:
    """Yield the paths to the texts in a document, except texts in lists whose order counts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in bp.LANGUAGES and isinstance(inner, str):
                yield (*path, key)
            elif key not in {"values", "alternative_titles"}:
                yield from paths_of_texts(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from paths_of_texts(inner, (*path, i))


def test_two_programmes_are_not_two_revisions() -> None:
    with pytest.raises(IncomparableError) as caught:
        bp.diff(BASE, MINIMAL)
    assert caught.value.args == ("2025-2028", "2021-2024", "compare", False)


def test_nodes_with_the_same_successor_are_merged() -> None:
    assert [change.kind for change in bp.diff(BASE, MERGED)] == ["merged", "merged"]


def test_a_retired_id_that_was_never_used_merges_with_none() -> None:
    never = attrs.evolve(RETIRED, id="never-was")
    edited = attrs.evolve(EDITS["retired action in-theme"], revision=2, retired=(RETIRED, never))
    assert bp.diff(BASE, edited).count_by("kind") == {"retired": 1, "added": 1}


def test_an_edit_has_the_record_the_attribute_and_both_values() -> None:
    (change,) = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    assert (change.subject, change.id, change.field) == ("action", "in-theme", "commitment")
    assert (change.old, change.new) == (bp.Commitment.CONDITIONAL, bp.Commitment.FIRM)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("moved action in-theme", ("police", "security", 0, 1)),
        ("moved action outside", (None, "security", 0, 1)),
        ("moved action in-pillar", ("security", None, 0, 1)),
    ],
)
def test_a_move_has_both_parents_and_indexes(edit: str, expected: tuple[object, ...]) -> None:
    (change,) = bp.diff(BASE, EDITS[edit])
    assert (change.old, change.new, change.old_index, change.new_index) == expected


def test_a_retirement_has_the_node_without_pages_and_the_retired_id() -> None:
    (change,) = bp.diff(BASE, EDITS["retired action in-theme"])
    assert isinstance(change.old, bp.Action)
    assert change.old.citations == (bp.Citation(section="1.1", paragraph=1),)
    assert change.new == RETIRED


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        ("added action new", "Do new."),
        ("removed action in-theme", "Do in-theme."),
        ("retired action in-theme", "Do in-theme."),
        ("added pillar third", "Energy"),
        ("removed partner utrecht", "U"),
        ("added field digital", "Energy"),
        ("edited partner north-rhine-westphalia wikidata", "Rhénanie-du-Nord-Westphalie"),
        ("edited theme police number", "Circular economy"),
        ("reordered theme police actions", "Circular economy"),
        ("removed context 1.1/2", "None"),
    ],
)
def test_the_label_is_the_name_of_the_record(edit: str, label: str) -> None:
    (change,) = bp.diff(BASE, EDITS[edit])
    assert str(change.label) == label


def test_a_replaced_name_is_lost_and_gained() -> None:
    diff = bp.diff(BASE, with_action(actors=("utrecht",)))
    assert diff.count_by("kind") == {"lost": 1, "gained": 1}


def test_a_predecessor_is_identified_by_its_action() -> None:
    (first,) = ACTION.predecessors
    second = attrs.evolve(first, action="another-treaty")
    edited = attrs.evolve(second, reason="It was drafted.")
    old, new = with_action(predecessors=(first, second)), with_action(predecessors=(edited,))
    changes = [(change.kind, change.old, change.new) for change in bp.diff(old, new)]
    assert sorted(changes, key=str) == [("edited", second, edited), ("lost", first, None)]


def test_predecessors_with_the_same_action_are_matched_in_order() -> None:
    (one,) = ACTION.predecessors
    programmes = ("2013-2016", "2017-2020", "2021-2024")
    before = tuple(attrs.evolve(one, programme=id, reason="Before.") for id in programmes)
    after = tuple(attrs.evolve(one, programme=id, reason="After.") for id in programmes)
    diff = bp.diff(with_action(predecessors=before), with_action(predecessors=after))
    assert {(change.old, change.new) for change in diff} == set(zip(before, after, strict=True))


def test_edited_and_reordered_items_are_two_kinds_of_change() -> None:
    (first,) = ACTION.predecessors
    second = attrs.evolve(first, action="another-treaty")
    edited = attrs.evolve(second, reason="It was drafted.")
    old = with_action(predecessors=(first, second))
    diff = bp.diff(old, with_action(predecessors=(edited, first)))
    (reordered,) = diff.where(kind="reordered")
    assert diff.count_by("kind") == {"edited": 1, "reordered": 1}
    assert (reordered.old, reordered.new) == ((first, second), (edited, first))
