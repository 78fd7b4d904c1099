"""Diffs as documents: written, validated and read."""

import contextlib
import copy
import json
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import InvalidDataError, InvalidValueError, MismatchError
from benelux_programme.testing import programmes
from edits import BASE, EDITS, REVISIONS


@pytest.mark.parametrize("edited", REVISIONS)
def test_a_diff_is_written_as_its_schema_says_and_read_again(edited: bp.Programme) -> None:
    for diff in (bp.diff(BASE, edited), bp.diff(edited, BASE)):
        document = json.loads(json.dumps(diff.to_dict()))
        jsonschema.validate(document, bp.json_schema(bp.Diff))
        decoded = bp.Diff.from_dict(document)
        assert decoded == diff
        assert [change.label for change in decoded] == [change.label for change in diff]


@settings(max_examples=20)
@given(programmes("plan"), programmes("plan"))
def test_any_diff_is_written_and_read_again(old: bp.Programme, new: bp.Programme) -> None:
    diff = bp.diff(old, new)
    assert bp.Diff.from_dict(json.loads(json.dumps(diff.to_dict()))) == diff


@pytest.mark.parametrize("edited", REVISIONS[:5])
def test_a_document_can_be_any_mapping_and_is_not_changed(edited: bp.Programme) -> None:
    diff = bp.diff(BASE, edited)
    document = diff.to_dict()
    before = copy.deepcopy(document)
    assert bp.Diff.from_dict(MappingProxyType(document)) == diff
    assert document == before
    changes = [MappingProxyType(change) for change in document["changes"]]
    assert bp.Diff.from_dict({**document, "changes": changes}) == diff


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(list(EDITS)), st.data())
def test_a_corrupted_document_is_refused_or_read(edit: str, data: st.DataObject) -> None:
    document = bp.diff(BASE, EDITS[edit]).to_dict()
    change = document["changes"][0]
    change[data.draw(st.sampled_from(sorted(change)))] = data.draw(JSON)
    with contextlib.suppress(InvalidDataError, InvalidValueError, MismatchError):
        bp.apply(BASE, bp.Diff.from_dict(document))


NO_ATTRIBUTE = "action records have no such attribute"


@pytest.mark.parametrize(
    ("values", "code", "path", "message", "value"),
    [
        ({"kind": "eddited"}, "bad-choice", "kind",
         f"'eddited' is not one of {', '.join(bp.ChangeKind)}; did you mean 'edited'?", "eddited"),
        ({"subject": "thing"}, "bad-choice", "subject",
         f"'thing' is not one of {', '.join(bp.Subject)}", "thing"),
        ({"id": None}, "missing-key", "", "the key 'id' is missing", None),
        ({"kinds": 1}, "unknown-key", "kinds", "unknown key 'kinds'; did you mean 'kind'?", None),
        ({"language": "it"}, "bad-choice", "language", "'it' is not fr, nl, de or en", "it"),
        ({"field": "colour", "old": "a", "new": "b"}, "bad-value", "field", NO_ATTRIBUTE,
         "colour"),
        ({"field": "summary.colour", "old": "a", "new": "b"}, "bad-value", "field", NO_ATTRIBUTE,
         "summary.colour"),
        ({"field": "colour.summary", "old": "a", "new": "b"}, "bad-value", "field", NO_ATTRIBUTE,
         "colour.summary"),
        ({"field": "commitment.value", "old": "a", "new": "b"}, "bad-value", "field",
         NO_ATTRIBUTE, "commitment.value"),
        ({"field": "commitment", "old": "maybe"}, "bad-choice", "old",
         "'maybe' is not one of firm, conditional, exploratory", "maybe"),
        ({"field": "timing", "new": "soon"}, "bad-period", "new",
         ("'soon' is not a period such as '2025', '2025-06', '2025-2028' or "
         "'2025-01-01/2025-06-30'"), "soon"),
        ({"field": "note", "new": {"it": "Nota"}}, "unknown-key", "new.it",
         "unknown key 'it'; the keys here are fr, nl, de, en, official",
         None),
        ({"field": "citations", "kind": "gained", "new": []}, "wrong-type", "new",
         "a list where a text belongs", None),
        ({"kind": "moved", "field": None, "new": "Not An Id"}, "bad-id", "new",
         "'Not An Id' is not an id (lower-case words joined by hyphens)", "Not An Id"),
        ({"kind": "moved"}, "bad-value", "field",
         "'summary' is not None, as moved changes require", "summary"),
        ({"kind": "moved", "subject": "partner", "field": None, "old": "a", "new": "b"},
         "bad-value", "subject", ("<Subject.PARTNER: 'partner'> is not a pillar, theme or action, "
         "which moved changes are about"), "partner"),
        ({"field": "actors", "old": ["a"]}, "bad-value", "new",
         "None is not a value, as edited changes require", None),
        ({"kind": "added", "field": None}, "bad-value", "new",
         "None is not a value, as added changes require", None),
        ({"kind": "added", "field": None, "new": "x"}, "wrong-type", "new",
         ("the text 'x' where a mapping belongs; "
          "write {id: …, programme: …, summary: {en: …}, commitment: …}"), "x"),
        ({"kind": "added", "field": None, "new": {"id": "x", "pillar": "A B"}}, "bad-id",
         "new.pillar", "'A B' is not an id (lower-case words joined by hyphens)", "A B"),
        ({"kind": "gained", "field": "actors", "new": "x", "new_index": -1}, "bad-number",
         "new_index", "-1 is not a whole number from 0 to 999999999", "-1"),
    ],
)  # fmt: skip
def test_an_invalid_change_is_refused(
    values: dict[str, Any], code: str, path: str, message: str, value: str | None
) -> None:
    change = {"kind": "edited", "subject": "action", "id": "in-theme", "field": "summary"} | values
    with pytest.raises(InvalidDataError) as caught:
        bp.Diff.from_dict(
            {"programme": "2025-2028", "old_revision": 1, "new_revision": 2, "changes": [change]}
        )
    where = f"changes[0].{path}".rstrip(".")
    problems = [(one.code, one.path, one.message, one.value) for one in caught.value.problems]
    assert (code, where, message, value) in problems


A_DIFF = "a mapping belongs; write {programme: …, old_revision: …, new_revision: …}"
HEADER = {"programme": "x", "old_revision": 1, "new_revision": 1}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([], [("wrong-type", "", f"a list where {A_DIFF}", None)]),
        (
            {},
            [
                ("missing-key", "", "the key 'programme' is missing", None),
                ("missing-key", "", "the key 'old_revision' is missing", None),
                ("missing-key", "", "the key 'new_revision' is missing", None),
            ],
        ),
        (
            {**HEADER, "old_revision": 0},
            [("bad-number", "old_revision", "0 is not a whole number from 1 to 999999999", "0")],
        ),
        (
            {**HEADER, "changes": 7},
            [("wrong-type", "changes", "the number 7 where a list belongs", "7")],
        ),
        (
            {**HEADER, "changes": {}},
            [("wrong-type", "changes", "a mapping where a list belongs", None)],
        ),
        (
            {**HEADER, "changes": [7]},
            [("wrong-type", "changes[0]", "the number 7 where a mapping belongs", "7")],
        ),
    ],
)
def test_every_problem_of_a_document_is_reported(document: Any, expected: Any) -> None:
    with pytest.raises(InvalidDataError) as caught:
        bp.Diff.from_dict(document)
    problems = caught.value.problems
    assert [(one.code, one.path, one.message, one.value) for one in problems] == expected


def test_a_very_large_number_is_refused() -> None:
    with pytest.raises(InvalidDataError):
        bp.Diff.from_dict({**HEADER, "programme": 10**5000})
