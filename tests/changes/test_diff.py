"""What changed is told completely: facts that undo and redo it, one for each edit."""

import copy
import json
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme.errors import (
    IncomparableError,
    InvalidDataError,
    InvalidValueError,
    MismatchError,
)
from benelux_programme.testing import programmes
from edits import BASE, EDITS, RETIRED, with_action, with_actions, with_theme
from examples import ACTION, MINIMAL, THEME, action

one_edit = pytest.mark.parametrize(("change", "edited"), EDITS.items(), ids=EDITS)


@one_edit
def test_one_edit_is_one_change(change: str, edited: bp.Programme) -> None:
    assert [str(one) for one in bp.diff(BASE, edited)] == [change]


@one_edit
def test_an_edit_is_made_and_undone(change: str, edited: bp.Programme) -> None:
    before = hash(BASE), hash(edited)
    there = bp.diff(BASE, edited)
    back = bp.diff(edited, BASE)
    assert bp.apply(BASE, there) == edited, change
    assert bp.apply(edited, back) == BASE
    assert back == there.inverse()
    assert there.inverse().inverse() == there
    assert (hash(BASE), hash(edited)) == before


@one_edit
def test_an_edit_survives_the_way_through_json(change: str, edited: bp.Programme) -> None:
    for diff in (bp.diff(BASE, edited), bp.diff(edited, BASE)):
        document = json.loads(bp.render.json(diff))
        jsonschema.validate(document, bp.json_schema(bp.Diff))
        again = bp.Diff.from_dict(document)
        assert again == diff, change
        assert [one.label for one in again] == [one.label for one in diff]


@one_edit
def test_an_edit_does_not_fit_where_it_was_made_already(change: str, edited: bp.Programme) -> None:
    diff = bp.diff(BASE, edited)
    if diff.changes[0].kind != "reordered":  # which leaves what is in order
        with pytest.raises(MismatchError) as caught:
            bp.apply(edited, diff)
        assert caught.value.change == change


def test_every_kind_of_change_is_edited() -> None:
    told = {str(change.kind) for edited in EDITS.values() for change in bp.diff(BASE, edited)}
    undone = {str(change.kind) for edited in EDITS.values() for change in bp.diff(edited, BASE)}
    assert told | undone | {"merged"} == set(bp.ChangeKind)


def test_two_that_lead_to_one_are_merged() -> None:
    both = tuple(
        attrs.evolve(RETIRED, id=one.id, successors=("in-pillar",)) for one in THEME.actions
    )
    merged = attrs.evolve(with_actions(()), retired=both)
    diff = bp.diff(BASE, merged)
    assert [change.kind for change in diff] == ["merged", "merged"]
    assert diff.inverse().count_by("kind") == {"restored": 2}
    assert diff.inverse().inverse() == diff
    assert bp.apply(BASE, diff) == merged


def test_an_id_that_never_was_in_use_merges_with_none() -> None:
    never = attrs.evolve(RETIRED, id="never-was")
    edited = attrs.evolve(EDITS["retired action in-theme"], retired=(RETIRED, never))
    assert bp.diff(BASE, edited).count_by("kind") == {"retired": 1, "added": 1}


def test_a_change_tells_what_it_is_about() -> None:
    (change,) = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    assert (change.subject, change.id, change.field) == ("action", "in-theme", "commitment")
    assert (change.old, change.new) == (bp.Commitment.CONDITIONAL, bp.Commitment.FIRM)
    assert change.label == ACTION.summary
    (change,) = bp.diff(BASE, EDITS["moved action in-theme"])
    assert (change.old, change.new, change.old_index, change.new_index) == (
        "police",
        "security",
        0,
        1,
    )
    (change,) = bp.diff(BASE, EDITS["moved action outside"])
    assert (change.old, change.new) == (None, "security")
    (change,) = bp.diff(BASE, EDITS["retired action in-theme"])
    assert isinstance(change.old, bp.Action)
    assert change.old.citations == (bp.Citation(section="1.1", paragraph=1),)
    assert change.new == RETIRED


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        ("added action new", "Do new."),
        ("removed action in-theme", "Do in-theme."),
        ("retired action in-theme", "Do in-theme."),
        ("added pillar third", "Energy"),
        ("removed partner utrecht", "U"),
        ("added field digital", "Energy"),
        ("edited partner north-rhine-westphalia wikidata", "Rhénanie-du-Nord-Westphalie"),
        ("edited theme police number", "Circular economy"),
        ("removed context 1.1/2", "None"),
    ],
)
def test_a_change_says_what_the_record_is_called(edit: str, name: str) -> None:
    (change,) = bp.diff(BASE, EDITS[edit])
    assert str(change.label) == name


def test_a_name_has_no_states_so_one_is_lost_and_another_gained() -> None:
    diff = bp.diff(BASE, with_action(actors=("utrecht",)))
    assert diff.count_by("kind") == {"lost": 1, "gained": 1}


def test_a_predecessor_is_told_by_the_action_from_which_one_goes_on() -> None:
    (first,) = ACTION.predecessors
    second = attrs.evolve(first, action="another-treaty")
    closer = attrs.evolve(second, reason="It was drafted.")
    old, new = with_action(predecessors=(first, second)), with_action(predecessors=(closer,))
    facts = [(change.kind, change.old, change.new) for change in bp.diff(old, new)]
    assert sorted(facts, key=str) == [("edited", second, closer), ("lost", first, None)]


def test_several_reasons_to_go_on_from_one_action_are_told_in_their_order() -> None:
    (one,) = ACTION.predecessors
    before = tuple(attrs.evolve(one, reason=f"Reason {letter}.") for letter in "abc")
    after = tuple(attrs.evolve(one, reason=f"Reason {letter}.") for letter in "xyz")
    old, new = with_action(predecessors=before), with_action(predecessors=after)
    diff = bp.diff(old, new)
    assert {(change.old, change.new) for change in diff} == set(zip(before, after, strict=True))
    assert bp.apply(old, diff) == new


def test_nothing_changed_is_false() -> None:
    diff = bp.diff(BASE, attrs.evolve(BASE, revision=7))
    assert not diff
    assert len(diff) == 0
    assert (diff.old_revision, diff.new_revision) == (1, 7)
    assert bp.apply(BASE, diff) == attrs.evolve(BASE, revision=7)


def test_two_programmes_are_not_two_revisions() -> None:
    with pytest.raises(IncomparableError) as caught:
        bp.diff(BASE, MINIMAL)
    assert caught.value.args == ("2025-2028", "2021-2024", "compare", False)


@pytest.fixture
def diff() -> bp.Diff:
    edited = attrs.evolve(
        with_action(commitment=bp.Commitment.FIRM, actors=(), note=None),
        values=(),
        mission=bp.Text(en="Do better."),
    )
    return bp.diff(BASE, edited)


def test_changes_are_selected(diff: bp.Diff) -> None:
    assert len(diff) == 6
    assert [one.field for one in diff.where(subject="action")] == ["actors", "commitment", "note"]
    assert len(diff.where(kind=["lost", "edited"])) == 6
    assert len(diff.where(kind="lost", id="in-theme")) == 2
    assert len(diff.where(field="mission", language="en")) == 1
    assert len(diff.where(lambda change: change.new is None)) == 4
    assert not diff.where(kind="moved")


def test_changes_are_counted(diff: bp.Diff) -> None:
    assert diff.count_by("subject") == {"programme": 3, "action": 3}
    assert diff.count_by("language") == {None: 5, "en": 1}
    with pytest.raises(InvalidValueError) as caught:
        diff.count_by("new")  # type: ignore[arg-type]  # what a slip would be
    expected = "one of kind, subject, id, field, language"
    assert caught.value.args == ("Diff", "count_by(aspect)", "new", expected, "bad-value")


def test_representations(diff: bp.Diff) -> None:
    assert repr(diff) == "<Diff of 2025-2028 revision 1 to 1: 6 changes>"
    assert repr(diff.changes[0]) == "<Change edited programme 2025-2028 mission en>"


@settings(max_examples=40)
@given(programmes("plan"), programmes("plan"), st.randoms())
def test_the_laws_of_diffs(old: bp.Programme, new: bp.Programme, random: Any) -> None:
    before = hash(old), hash(new)
    diff = bp.diff(old, new)
    assert bp.apply(old, diff) == new
    assert bp.apply(new, diff.inverse()) == old
    assert diff.inverse() == bp.diff(new, old)
    assert not bp.diff(old, old)
    assert bp.Diff.from_dict(json.loads(json.dumps(diff.to_dict()))) == diff
    shuffled = list(diff.changes)
    random.shuffle(shuffled)
    assert attrs.evolve(diff, changes=tuple(shuffled)) == diff
    assert (hash(old), hash(new)) == before


@settings(max_examples=15)
@given(programmes("plan"), programmes("plan"), programmes("plan"))
def test_two_diffs_lead_where_one_does(
    first: bp.Programme, second: bp.Programme, third: bp.Programme
) -> None:
    halfway = bp.apply(first, bp.diff(first, second))
    assert bp.apply(halfway, bp.diff(second, third)) == third
    assert bp.apply(first, bp.diff(first, third)) == third


@settings(max_examples=40)
@given(programmes("plan"), st.data())
def test_one_text_is_one_change(programme: bp.Programme, data: st.DataObject) -> None:
    document = bp.to_dict(programme)
    texts = list(_texts(document, ()))
    path = data.draw(st.sampled_from(texts))
    *above, language = path
    inside: Any = document
    for step in above:
        inside = inside[step]
    inside[language] += " more"
    assert len(bp.diff(programme, bp.read(document))) == 1


def _texts(value: Any, path: tuple[Any, ...]) -> Any:
    """The paths to the texts in a document, but for those in lists, whose order is told too."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key in bp.LANGUAGES and isinstance(inside, str):
                yield (*path, key)
            elif key not in {"values", "alternative_titles"}:
                yield from _texts(inside, (*path, key))
    elif isinstance(value, list):
        for i, inside in enumerate(value):
            yield from _texts(inside, (*path, i))


def changed(**new: Any) -> bp.Diff:
    change = {"kind": "edited", "subject": "action", "id": "in-theme", "field": "summary"} | new
    return bp.Diff.from_dict(
        {"programme": "2025-2028", "old_revision": 1, "new_revision": 2, "changes": [change]}
    )


@pytest.mark.parametrize(
    ("new", "expected", "found"),
    [
        ({"id": "nowhere", "field": "commitment", "old": "firm", "new": "conditional"},
         "firm", None),
        ({"field": "commitment", "old": "firm", "new": "exploratory"}, "firm", "conditional"),
        ({"language": "fr", "old": "Autre.", "new": "Encore."}, "Autre.", "Faire in-theme."),
        ({"field": "keywords", "kind": "lost", "language": "nl", "old": "woord", "old_index": 0},
         "woord", ()),
        ({"field": "note", "language": "nl", "old": "Oude.", "new": "Nieuwe."}, "Oude.", None),
        ({"field": "actors", "old": ["nobody", "nobody"], "new": ["utrecht"]},
         ("nobody", "nobody"), ("north-rhine-westphalia",)),
        ({"kind": "reordered", "field": "actors", "old": ["a", "b"], "new": ["b", "a"]},
         ("a", "b"), ("north-rhine-westphalia",)),
        ({"kind": "reordered", "subject": "theme", "id": "police", "field": "actions",
          "old": ["a", "b"], "new": ["b", "a"]}, ("a", "b"), ("in-theme", "in-theme-too")),
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
def test_what_does_not_fit_is_refused(new: Any, expected: object, found: object) -> None:
    diff = changed(**new)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, diff)
    assert caught.value.args == (str(diff.changes[0]), expected, found)


@pytest.mark.parametrize(
    "edit",
    [
        "gained action in-theme partners",
        "added action new",
        "removed action in-theme",
        "retired action in-theme",
        "moved action in-theme",
    ],
)
def test_nothing_is_changed_twice(edit: str) -> None:
    diff = bp.diff(BASE, EDITS[edit])
    (change,) = diff.changes
    again = attrs.evolve(change, label=None)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, attrs.evolve(diff, changes=(change, again)))
    assert caught.value.change == edit


def test_what_is_there_already_is_not_added() -> None:
    diff = bp.diff(with_actions(THEME.actions[1:]), BASE)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, diff)
    assert caught.value.args == ("added action in-theme", None, ACTION)


def test_many_changes_are_made_at_once() -> None:
    edited = attrs.evolve(
        with_theme(
            actions=(THEME.actions[1], action("new", "security", "police")),
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
    assert bp.apply(BASE, diff) == edited
    assert bp.apply(edited, diff.inverse()) == BASE


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
def test_what_comes_stands_at_its_place_among_what_stays(old: str, new: str) -> None:
    there, then = (with_action(keywords=bp.Terms(en=tuple(words))) for words in (old, new))
    assert bp.apply(there, bp.diff(there, then)) == then
    assert bp.apply(then, bp.diff(then, there)) == there


def test_a_part_of_an_attribute_that_is_not_there_is_refused() -> None:
    edited = attrs.evolve(BASE, publication=None)
    diff = bp.diff(BASE, EDITS["edited programme 2025-2028 publication.adopted"])
    with pytest.raises(MismatchError, match="programme has None"):
        bp.apply(edited, diff)


def test_a_diff_of_another_revision_is_refused() -> None:
    diff = bp.diff(BASE, EDITS["lost action in-theme actors"])
    with pytest.raises(MismatchError) as caught:
        bp.apply(attrs.evolve(BASE, revision=3), diff)
    assert caught.value.args == (str(diff), "2025-2028 revision 1", "2025-2028 revision 3")


@pytest.mark.parametrize("field", ["colour", "summary.colour", "id"])
def test_an_attribute_that_is_not_there_is_refused(field: str) -> None:
    diff = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    change = attrs.evolve(diff.changes[0], field=field)
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, attrs.evolve(diff, changes=(change,)))
    assert caught.value.args == (f"edited action in-theme {field}", "conditional", None)


def test_an_id_never_changes() -> None:
    diff = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    change = attrs.evolve(diff.changes[0], field="id", old="in-theme", new="other")
    with pytest.raises(MismatchError):
        bp.apply(BASE, attrs.evolve(diff, changes=(change,)))


def test_a_part_of_a_diff_loses_nothing() -> None:
    removed = attrs.evolve(
        BASE, pillars=(attrs.evolve(BASE.pillars[0], themes=()), *BASE.pillars[1:])
    )
    diff = bp.diff(BASE, removed)
    assert bp.apply(BASE, diff) == removed
    with pytest.raises(MismatchError) as caught:
        bp.apply(BASE, diff.where(subject="theme"))
    assert caught.value.args == ("removed theme police", (), ("in-theme", "in-theme-too"))


def test_a_part_of_a_diff_tells_the_same() -> None:
    both = tuple(
        attrs.evolve(RETIRED, id=one.id, successors=("in-pillar",)) for one in THEME.actions
    )
    diff = bp.diff(BASE, attrs.evolve(with_actions(()), retired=both))
    assert diff.where(id="in-theme").count_by("kind") == {"merged": 1}


@pytest.mark.parametrize(
    ("aspect", "asked", "wrong", "choices"),
    [
        ("kind", "lots", "lots", bp.ChangeKind),
        ("subject", ["action", "thing"], "thing", bp.Subject),
    ],
)
def test_what_does_not_happen_is_not_asked_for(
    aspect: str, asked: Any, wrong: str, choices: Iterable[str], diff: bp.Diff
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        diff.where(**{aspect: asked})
    expected = f"one of {', '.join(choices)}"
    assert caught.value.args == ("Diff", f"where({aspect})", wrong, expected, "bad-choice")


def test_changes_stand_in_the_order_of_what_they_are_about() -> None:
    first = bp.Change(
        kind=bp.ChangeKind.LOST, subject=bp.Subject.ACTION, id="b", field="c", old="x"
    )
    in_order = (
        attrs.evolve(first, subject=bp.Subject.PROGRAMME, id="c"),
        attrs.evolve(first, subject=bp.Subject.PILLAR, id="c"),
        attrs.evolve(first, id="a", field="d"),
        attrs.evolve(first, kind=bp.ChangeKind.MOVED, field=None, new="y"),
        attrs.evolve(first, field="a", language="en"),
        attrs.evolve(first, kind=bp.ChangeKind.GAINED, old=None, new="x"),
        first,
        attrs.evolve(first, new_index=0),
        attrs.evolve(first, new_index=1),
        attrs.evolve(first, new_index=2),
        attrs.evolve(first, old_index=0),
        attrs.evolve(first, old_index=1),
        attrs.evolve(first, old_index=2, new_index=0),
        attrs.evolve(first, old_index=10),
        *(attrs.evolve(first, language=language) for language in bp.LANGUAGES),
        attrs.evolve(first, id="c", field="a"),
    )
    diff = bp.Diff(
        programme="plan", old_revision=1, new_revision=2, changes=tuple(reversed(in_order))
    )
    assert diff.changes == in_order


@pytest.mark.parametrize("place", [None, 99, 2**80])
def test_an_item_without_a_place_comes_last(place: int | None) -> None:
    new = "north-rhine-westphalia"
    diff = changed(kind="gained", field="partners", new=new, new_index=place)
    applied = bp.apply(with_action(partners=("utrecht",)), diff)
    assert applied.action("in-theme").partners == ("utrecht", "north-rhine-westphalia")


def test_what_comes_of_it_must_fit_together() -> None:
    with pytest.raises(InvalidValueError, match="'nobody' is not the id of one of the partners"):
        bp.apply(BASE, changed(kind="gained", field="partners", new="nobody", new_index=0))


@pytest.mark.parametrize(
    ("new", "code", "path", "message", "value"),
    [
        ({"kind": "eddited"}, "bad-choice", "kind",
         f"'eddited' is not one of {', '.join(bp.ChangeKind)}; did you mean 'edited'?", "eddited"),
        ({"subject": "thing"}, "bad-choice", "subject",
         f"'thing' is not one of {', '.join(bp.Subject)}", "thing"),
        ({"id": None}, "missing-key", "", "the key 'id' is missing", None),
        ({"more": 1}, "unknown-key", "more", "unknown key 'more'", None),
        ({"language": "it"}, "bad-choice", "language", "'it' is not fr, nl, de or en", "it"),
        ({"field": "colour", "old": "a", "new": "b"}, "bad-value", "field",
         "a action has no such attribute", "colour"),
        ({"field": "summary.colour", "old": "a", "new": "b"}, "bad-value", "field",
         "a action has no such attribute", "summary.colour"),
        ({"field": "colour.summary", "old": "a", "new": "b"}, "bad-value", "field",
         "a action has no such attribute", "colour.summary"),
        ({"field": "commitment.value", "old": "a", "new": "b"}, "bad-value", "field",
         "a action has no such attribute", "commitment.value"),
        ({"field": "commitment", "old": "maybe"}, "bad-choice", "old",
         "'maybe' is not one of firm, conditional, exploratory", "maybe"),
        ({"field": "timing", "new": "soon"}, "bad-period", "new",
         "'soon' is not a period such as '2025', '2025-2028' or '2025-01-01/2025-06-30'", "soon"),
        ({"field": "note", "new": {"it": "Nota"}}, "unknown-key", "new.it", "unknown key 'it'",
         None),
        ({"field": "citations", "kind": "gained", "new": 5}, "wrong-type", "new",
         'the number 5 where a text belongs; write it as "5"', "5"),
        ({"kind": "moved", "field": None, "new": "Not An Id"}, "bad-id", "new",
         "'Not An Id' is not an id (lower-case words joined by hyphens)", "Not An Id"),
        ({"kind": "moved"}, "bad-value", "field",
         "'summary' is not what a change has that is moved", "summary"),
        ({"kind": "moved", "subject": "partner", "field": None, "old": "a", "new": "b"},
         "bad-value", "subject", ("<Subject.PARTNER: 'partner'> is not a pillar, theme or action, "
         "as it is moved"), "partner"),
        ({"field": "actors", "old": ["a"]}, "bad-value", "new",
         "None is not what a change has that is edited", None),
        ({"kind": "added", "field": None}, "bad-value", "new",
         "None is not what a change has that is added", None),
        ({"kind": "added", "field": None, "new": "x"}, "wrong-type", "new",
         "the text 'x' where a mapping belongs", "x"),
        ({"kind": "added", "field": None, "new": {"id": "x", "pillar": "A B"}}, "bad-id",
         "new.pillar", "the text 'A B' is not an id (lower-case words joined by hyphens)", "A B"),
        ({"kind": "gained", "field": "actors", "new": "x", "new_index": -1}, "bad-number",
         "new_index", "-1 is not a whole number from 0", "-1"),
    ],
)  # fmt: skip
def test_a_document_that_is_no_diff_is_refused(
    new: Any, code: str, path: str, message: str, value: str | None
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        changed(**new)
    where = f"changes[0].{path}".rstrip(".")
    told = [(one.code, one.path, one.message, one.value) for one in caught.value.problems]
    assert (code, where, message, value) in told


NO_CHANGES = ("wrong-type", "changes", "nothing where a list belongs", None)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], [("wrong-type", "", "a list where a mapping belongs", None)]),
        (
            {},
            [
                ("missing-key", "", "the key 'programme' is missing", None),
                ("missing-key", "", "the key 'old_revision' is missing", None),
                ("missing-key", "", "the key 'new_revision' is missing", None),
                NO_CHANGES,
            ],
        ),
        (
            {"programme": "x", "old_revision": 0, "new_revision": 1},
            [("bad-number", "old_revision", "0 is not a whole number from 1", "0"), NO_CHANGES],
        ),
        ({"programme": "x", "old_revision": 1, "new_revision": 1}, [NO_CHANGES]),
        (
            {"programme": "x", "old_revision": 1, "new_revision": 1, "changes": 7},
            [("wrong-type", "changes", "the number 7 where a list belongs", "7")],
        ),
        (
            {"programme": "x", "old_revision": 1, "new_revision": 1, "changes": {}},
            [("wrong-type", "changes", "a mapping where a list belongs", None)],
        ),
        (
            {"programme": "x", "old_revision": 1, "new_revision": 1, "changes": [7]},
            [("wrong-type", "changes[0]", "the number 7 where a mapping belongs", "7")],
        ),
    ],
)
def test_what_is_no_diff_at_all_is_refused(document: Any, told: Any) -> None:
    with pytest.raises(InvalidDataError) as caught:
        bp.Diff.from_dict(document)
    problems = caught.value.problems
    assert [(one.code, one.path, one.message, one.value) for one in problems] == told


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(InvalidDataError):
        bp.Diff.from_dict({"programme": 10**5000, "old_revision": 1, "new_revision": 1})


@one_edit
def test_a_document_may_be_any_mapping_and_is_left_as_it_is(
    change: str, edited: bp.Programme
) -> None:
    diff = bp.diff(BASE, edited)
    document = diff.to_dict()
    before = copy.deepcopy(document)
    assert bp.Diff.from_dict(MappingProxyType(document)) == diff, change
    assert document == before
    proxies = [MappingProxyType(one) for one in document["changes"]]
    assert bp.Diff.from_dict({**document, "changes": proxies}) == diff


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside),
    max_leaves=5,
)


@given(st.sampled_from(list(EDITS)), st.data())
def test_a_spoilt_document_is_refused_or_read(name: str, data: st.DataObject) -> None:
    document = bp.diff(BASE, EDITS[name]).to_dict()
    change = document["changes"][0]
    change[data.draw(st.sampled_from(sorted(change)))] = data.draw(JSON)
    try:
        diff = bp.Diff.from_dict(document)
        bp.apply(BASE, diff)
    except (InvalidDataError, InvalidValueError, MismatchError):
        pass


@pytest.mark.parametrize(
    ("new", "attribute", "expected", "code"),
    [
        ({"field": None}, "field", "what a change has that is gained", "bad-value"),
        ({"old": "x"}, "old", "what a change has that is gained", "bad-value"),
        ({"new": None}, "new", "what a change has that is gained", "bad-value"),
        (
            {"kind": bp.ChangeKind.RETIRED, "subject": bp.Subject.PARTNER},
            "subject",
            "a pillar, theme or action, as it is retired",
            "bad-value",
        ),
        (
            {"kind": bp.ChangeKind.ADDED, "field": None, "new": bp.Text(en="No action")},
            "new",
            "a Action called 'in-theme' without what is in it",
            "wrong-type",
        ),
        (
            {"kind": bp.ChangeKind.ADDED, "field": None, "new": RETIRED},
            "new",
            "a Action called 'in-theme' without what is in it",
            "wrong-type",
        ),
        (
            {"kind": bp.ChangeKind.ADDED, "field": None, "new": attrs.evolve(ACTION, id="other")},
            "new",
            "a Action called 'in-theme' without what is in it",
            "wrong-type",
        ),
        (
            {
                "kind": bp.ChangeKind.ADDED,
                "subject": bp.Subject.THEME,
                "id": "police",
                "field": None,
                "new": THEME,
            },
            "new",
            "a Theme called 'police' without what is in it",
            "wrong-type",
        ),
        (
            {"kind": bp.ChangeKind.RESTORED, "field": None, "old": "x", "new": ACTION},
            "old",
            "a RetiredId called 'in-theme' without what is in it",
            "wrong-type",
        ),
        ({"kind": bp.ChangeKind.REORDERED, "old": 1, "new": 5}, "old", "a tuple", "wrong-type"),
        (
            {"kind": bp.ChangeKind.MOVED, "field": None, "new": 7},
            "new",
            "the id of a pillar or theme",
            "wrong-type",
        ),
        ({"new": 1.5}, "new", "a value of the model", "bad-value"),
        ({"new": " blank "}, "new", "a value of the model", "bad-value"),
        ({"new": (("a",),)}, "new", "a value of the model", "bad-value"),
        ({"new": ("a", " ")}, "new", "a value of the model", "bad-value"),
        ({"new": (1,)}, "new", "a value of the model", "bad-value"),
    ],
)
def test_a_change_of_no_form_is_refused(new: Any, attribute: str, expected: str, code: str) -> None:
    gained = bp.diff(BASE, EDITS["gained action in-theme partners"]).changes[0]
    with pytest.raises(InvalidValueError) as caught:
        attrs.evolve(gained, **new)
    assert caught.value.args == ("Change", attribute, new.get(attribute), expected, code)


def test_a_change_of_order_is_labelled_by_what_holds_the_list() -> None:
    old = bp.load("2025-2028")
    pillar = old.pillars[0]
    theme = attrs.evolve(pillar.themes[0], actions=pillar.themes[0].actions[::-1])
    changed = attrs.evolve(pillar, themes=(theme, *pillar.themes[1:]))
    (change,) = bp.diff(old, attrs.evolve(old, pillars=(changed, *old.pillars[1:])))
    assert (change.kind, change.label) == ("reordered", theme.title)


def test_changes_are_asked_for_by_what_changes_have() -> None:
    kinds: dict[str, tuple[Any, str, str]] = {
        "kind": ("moves", f"one of {', '.join(bp.ChangeKind)}", "bad-choice"),
        "subject": ("actions", f"one of {', '.join(bp.Subject)}", "bad-choice"),
        "language": ("xx", "one of fr, nl, de, en", "bad-choice"),
        "id": (5, "a text", "wrong-type"),
        "field": (None, "a text", "wrong-type"),
    }
    for aspect, (wrong, expected, code) in kinds.items():
        for some in ([wrong], ("fr", wrong)) if aspect == "language" else ([wrong],):
            asked: dict[str, Any] = {aspect: some}
            with pytest.raises(InvalidValueError) as caught:
                bp.diff(BASE, BASE).where(**asked)
            assert caught.value.args == ("Diff", f"where({aspect})", wrong, expected, code)
    wrong_predicate: Any = "moved"
    with pytest.raises(InvalidValueError) as caught:
        bp.diff(BASE, BASE).where(wrong_predicate)
    refusal = ("Diff", "where(predicates)", "moved", "a function", "wrong-type")
    assert caught.value.args == refusal


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


def test_only_programmes_have_diffs_and_only_diffs_are_applied() -> None:
    odd: Any
    diff = bp.diff(BASE, BASE)
    for odd in (None, [BASE], BASE.actions):
        calls: dict[tuple[str, str], Any] = {
            ("diff", "old"): lambda odd=odd: bp.diff(odd, BASE),
            ("diff", "new"): lambda odd=odd: bp.diff(BASE, odd),
            ("apply", "old"): lambda odd=odd: bp.apply(odd, diff),
        }
        for (function, argument), call in calls.items():
            with pytest.raises(InvalidValueError) as caught:
                call()
            assert caught.value.args == (function, argument, odd, "a Programme", "wrong-type")
        with pytest.raises(InvalidValueError) as caught:
            bp.apply(BASE, odd)
        assert caught.value.args == ("apply", "diff", odd, "a Diff", "wrong-type")
