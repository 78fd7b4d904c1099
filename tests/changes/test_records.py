"""The records that two revisions may not have in common."""

import benelux_programme as bp
from benelux_programme._changes.records import find_possibly_changed_records
from edits import BASE, EDITS


def test_equal_records_are_not_found() -> None:
    old, new = find_possibly_changed_records(BASE, EDITS["edited action in-theme commitment"])
    assert [id for subject, id in old if subject == "action"] == ["in-theme"]
    assert old.keys() == new.keys()


def test_removed_records_and_their_parents_are_found() -> None:
    old, new = find_possibly_changed_records(BASE, EDITS["removed action in-theme"])
    assert old.keys() - new.keys() == {(bp.Subject.ACTION, "in-theme")}
    assert (bp.Subject.THEME, "police") in new
