"""A diff: a sequence of changes that can be selected, counted, inverted and written."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._changes.diff import ChangeAttribute
from benelux_programme.errors import InvalidValueError
from edits import BASE, EDITS, MERGED, REVISIONS, with_action


@pytest.fixture
def diff() -> bp.Diff:
    edited = attrs.evolve(
        with_action(commitment=bp.Commitment.FIRM, actors=(), note=None),
        values=(),
        mission=bp.Text(en="Do better."),
    )
    return bp.diff(BASE, edited)


def test_a_diff_is_a_sequence_of_its_changes(diff: bp.Diff) -> None:
    assert isinstance(diff, Sequence)
    assert [diff[i] for i in range(len(diff))] == list(diff.changes)
    assert diff[-1] is diff.changes[-1]
    assert diff[1:3] == diff.changes[1:3]
    assert diff[0] in diff
    assert attrs.evolve(diff[0], id="other") not in diff
    assert list(reversed(diff)) == list(diff.changes[::-1])
    assert diff.index(diff[2]) == 2
    with pytest.raises(IndexError):
        diff[len(diff)]


def test_a_diff_without_changes_is_false() -> None:
    diff = bp.diff(BASE, attrs.evolve(BASE, revision=7))
    assert not diff
    assert len(diff) == 0
    assert (diff.old_revision, diff.new_revision) == (1, 7)


def test_where_selects_changes(diff: bp.Diff) -> None:
    assert len(diff) == 6
    assert [one.field for one in diff.where(subject="action")] == ["actors", "commitment", "note"]
    assert len(diff.where(kind=["lost", "edited"])) == 6
    assert len(diff.where(kind="lost", id="in-theme")) == 2
    assert len(diff.where(field="mission", language="en")) == 1
    assert len(diff.where(lambda change: change.new is None)) == 4
    assert not diff.where(kind="moved")


@pytest.mark.parametrize("aspect", ["kind", "subject", "id", "field", "language"])
def test_where_takes_the_keys_of_count_by(aspect: ChangeAttribute) -> None:
    diff = bp.diff(bp.load("2025-2028", revision=1), bp.load("2025-2028"))
    for key, count in diff.count_by(aspect).items():
        one, several = cast("list[dict[str, Any]]", [{aspect: key}, {aspect: [key]}])
        assert len(diff.where(**one)) == len(diff.where(**several)) == count


@pytest.mark.parametrize("overrides", [None, {"commitment-changed": "breaking"}])
def test_where_selects_changes_by_severity(diff: bp.Diff, overrides: dict[str, str] | None) -> None:
    for level in bp.Severity:
        expected = tuple(one for one in diff if bp.severity(one, overrides) is level)
        assert diff.where(severity=level, severity_overrides=overrides).changes == expected
    assert diff.where(severity=["breaking", "notable", "editorial"]) == diff
    assert [one.field for one in diff.where(severity="editorial", subject="action")] == ["note"]


def test_where_refuses_unknown_rules(diff: bp.Diff) -> None:
    with pytest.raises(InvalidValueError, match="severity_overrides"):
        diff.where(severity_overrides={"no-rule": "breaking"})


@pytest.mark.parametrize(
    ("aspect", "values", "unknown", "choices"),
    [
        ("kind", "moves", "moves", bp.ChangeKind),
        ("subject", ["action", "actions"], "actions", bp.Subject),
        ("language", ("fr", "xx"), "xx", bp.LANGUAGES),
        ("severity", "grave", "grave", bp.Severity),
        ("kind", "", "", bp.ChangeKind),
        ("subject", ["action", ""], "", bp.Subject),
        ("severity", "", "", bp.Severity),
    ],
)
def test_where_refuses_unknown_names(
    aspect: str, values: Any, unknown: str, choices: Iterable[str], diff: bp.Diff
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        diff.where(**{aspect: values})
    expected = f"one of {', '.join(choices)}"
    assert caught.value.args == ("where", aspect, unknown, expected, "bad-choice")


def test_where_keeps_the_kind_of_a_merged_node() -> None:
    assert bp.diff(BASE, MERGED).where(id="in-theme").count_by("kind") == {"merged": 1}
    assert bp.diff(BASE, MERGED).where(id="2025-2028/in-theme").count_by("kind") == {"merged": 1}


def test_count_by_counts_changes(diff: bp.Diff) -> None:
    assert diff.count_by("subject") == {"programme": 3, "action": 3}
    assert diff.count_by("language") == {"": 5, "en": 1}


def test_count_by_refuses_unknown_aspects(diff: bp.Diff) -> None:
    with pytest.raises(InvalidValueError) as caught:
        diff.count_by("new")  # type: ignore[arg-type]  # what a slip would be
    expected = "one of kind, subject, id, field, language"
    assert caught.value.args == ("count_by", "aspect", "new", expected, "bad-value")


def test_the_inverse_classifies_retirements() -> None:
    diff = bp.diff(BASE, MERGED)
    assert diff.inverse().count_by("kind") == {"restored": 2}
    assert diff.inverse().inverse() == diff


@given(st.sampled_from(REVISIONS), st.sampled_from(REVISIONS), st.randoms())
def test_changes_are_sorted_whatever_their_order(
    old: bp.Programme, new: bp.Programme, random: Any
) -> None:
    diff = bp.diff(old, new)
    shuffled = list(diff)
    random.shuffle(shuffled)
    assert attrs.evolve(diff, changes=tuple(shuffled)) == diff


def test_changes_are_sorted_by_record_field_language_kind_and_index() -> None:
    change = bp.Change(
        kind=bp.ChangeKind.LOST, subject=bp.Subject.ACTION, id="b", field="c", old="x"
    )
    in_order = (
        attrs.evolve(change, subject=bp.Subject.PROGRAMME, id="c"),
        attrs.evolve(change, subject=bp.Subject.PILLAR, id="c"),
        attrs.evolve(change, id="a", field="d"),
        attrs.evolve(change, kind=bp.ChangeKind.MOVED, field=None, new="y"),
        attrs.evolve(change, field="a", language="en"),
        attrs.evolve(change, kind=bp.ChangeKind.GAINED, old=None, new="x"),
        change,
        attrs.evolve(change, new_index=0),
        attrs.evolve(change, new_index=1),
        attrs.evolve(change, new_index=2),
        attrs.evolve(change, old_index=0),
        attrs.evolve(change, old_index=1),
        attrs.evolve(change, old_index=2, new_index=0),
        attrs.evolve(change, old_index=10),
        *(attrs.evolve(change, language=language) for language in bp.LANGUAGES),
        attrs.evolve(change, id="c", field="a"),
    )
    diff = bp.Diff(
        programme="plan", old_revision=1, new_revision=2, changes=tuple(reversed(in_order))
    )
    assert diff.changes == in_order


def test_a_document_has_no_empty_attributes() -> None:
    diff = bp.diff(BASE, EDITS["lost action in-theme actors"])
    assert diff.to_dict() == {
        "programme": "2025-2028",
        "old_revision": 1,
        "new_revision": 1,
        "changes": [
            {
                "kind": "lost",
                "subject": "action",
                "id": "in-theme",
                "field": "actors",
                "old": "north-rhine-westphalia",
                "old_index": 0,
                "label": {"fr": "Faire in-theme.", "en": "Do in-theme."},
            }
        ],
    }


def test_representation(diff: bp.Diff) -> None:
    assert repr(diff) == "<Diff of 2025-2028 revision 1 to 1: 6 changes>"
