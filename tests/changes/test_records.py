"""The records of a programme, with their parents."""

import attrs

import benelux_programme as bp
from benelux_programme._changes.records import (
    find_possibly_changed_records,
    index_records,
    strip_children_and_citation_details,
)
from edits import BASE, EDITS
from examples import PARAGRAPH, THEME

POLICE = (bp.Subject.THEME, "police")
IN_THEME = (bp.Subject.ACTION, "in-theme")


def test_every_record_is_indexed_after_its_parent() -> None:
    keys = list(index_records(BASE))
    assert keys[0] == (bp.Subject.PROGRAMME, "2025-2028")
    parents = [placed.parent for placed in index_records(BASE).values()]
    assert all(keys.index(parent) < i for i, parent in enumerate(parents) if parent is not None)
    assert {id for subject, id in keys if subject == "action"} == {one.id for one in BASE.actions}
    assert {subject for subject, _ in keys} == set(bp.Subject) - {"retired-id"}


def test_a_record_has_its_parent_and_its_position() -> None:
    placed = index_records(BASE)[bp.Subject.ACTION, "in-theme-too"]
    assert placed == (THEME.actions[1], POLICE, 1)


def test_equal_records_are_not_found() -> None:
    old, new = find_possibly_changed_records(BASE, EDITS["edited action in-theme commitment"])
    assert [id for subject, id in old if subject == "action"] == ["in-theme"]
    assert old.keys() == new.keys()


def test_removed_records_and_their_parents_are_found() -> None:
    old, new = find_possibly_changed_records(BASE, EDITS["removed action in-theme"])
    assert old.keys() - new.keys() == {IN_THEME}
    assert POLICE in new


def test_a_record_without_children_has_its_own_values_and_ancestors() -> None:
    assert strip_children_and_citation_details(THEME) == attrs.evolve(
        THEME, actions=(), citations=(bp.Citation(section="1.1"),)
    )


def test_a_paragraph_keeps_its_page_and_fingerprint() -> None:
    assert strip_children_and_citation_details(PARAGRAPH) == PARAGRAPH
