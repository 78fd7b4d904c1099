"""Every change has one severity, and every rule its mirror."""

from collections.abc import Iterable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError
from benelux_programme.testing import programmes
from edits import BASE, EDITS

RULES = {rule.id: rule for rule in bp.RULES}
CHANGES = [
    change
    for edited in EDITS.values()
    for diff in (bp.diff(BASE, edited), bp.diff(edited, BASE))
    for change in diff
]
OTHERS = (
    bp.Change(
        kind=bp.ChangeKind.REORDERED,
        subject=bp.Subject.ACTION,
        id="x",
        field="fields",
        old=("a", "b"),
        new=("b", "a"),
    ),
    bp.Change(
        kind=bp.ChangeKind.EDITED,
        subject=bp.Subject.PARTNER,
        id="x",
        field="name",
        language="fr",
        old="a",
        new="b",
    ),
    bp.Change(
        kind=bp.ChangeKind.GAINED, subject=bp.Subject.PARAGRAPH, id="1/1", field="page", new=7
    ),
    bp.Change(kind=bp.ChangeKind.LOST, subject=bp.Subject.PARAGRAPH, id="1/1", field="page", old=7),
)


def test_ids_are_unique() -> None:
    assert len(RULES) == len(bp.RULES)


@pytest.mark.parametrize("id", RULES)
def test_a_rule_has_its_mirror_or_a_waiver(id: str) -> None:
    rule = RULES[id]
    back = RULES[RULES[rule.mirror].mirror]
    assert (back == rule) == (rule.waiver is None)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_way_back_is_told_by_the_mirror(change: bp.Change) -> None:
    rule = bp.rule_of(change)
    assert bp.rule_of(change.inverse()).id == rule.mirror


@pytest.mark.parametrize(
    ("edit", "severity"),
    [
        ("removed action in-theme", "breaking"),
        ("retired action in-theme", "notable"),
        ("split action in-theme", "notable"),
        ("moved theme police", "notable"),
        ("added pillar third", "notable"),
        ("lost theme police title en", "breaking"),
        ("gained theme police title nl", "notable"),
        ("retitled theme police title fr", "notable"),
        ("lost theme police title.official", "editorial"),
        ("edited action in-theme commitment", "notable"),
        ("edited action in-theme summary fr", "editorial"),
        ("lost action in-theme note", "editorial"),
        ("lost action in-theme actors", "notable"),
        ("gained action in-theme keywords de", "editorial"),
        ("lost partner north-rhine-westphalia abbreviations", "breaking"),
        ("removed partner utrecht", "breaking"),
        ("reordered theme police actions", "editorial"),
        ("edited paragraph 1.1/1 fingerprint", "editorial"),
        ("removed context 1.1/2", "editorial"),
        ("lost programme 2025-2028 values", "notable"),
    ],
)
def test_severities(edit: str, severity: str) -> None:
    (change,) = bp.diff(BASE, EDITS[edit])
    assert bp.severity(change) == severity
    bumps = {"breaking": "major", "notable": "minor", "editorial": "patch"}
    assert bp.bump([change]) == bumps[severity]


def test_what_must_never_be_published_is_breaking() -> None:
    for edit in ("retired action in-theme", "added retired-id never-was"):
        (change,) = bp.diff(EDITS[edit], BASE)
        assert bp.severity(change) == "breaking"


def test_the_gravest_change_decides() -> None:
    assert bp.bump(CHANGES) == "major"
    assert bp.bump(one for one in CHANGES if bp.severity(one) != "breaking") == "minor"
    assert bp.bump(bp.diff(BASE, BASE)) is None


def test_severities_of_ones_own() -> None:
    (change,) = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    own = {"commitment-changed": "breaking"}
    assert bp.severity(change, own) == "breaking"
    assert bp.bump([change], own) == "major"
    (other,) = bp.diff(BASE, EDITS["edited action in-theme summary fr"])
    assert bp.severity(other, own) == "editorial"


@pytest.mark.parametrize(
    ("name", "edits"),
    [
        ("partners", {"wikidata": None}),
        ("partners", {"wikidata": "Q1"}),
        ("partners", {"abbreviations": ()}),
        ("partners", {"aliases": bp.Terms()}),
        ("partners", {"name": bp.Text(de="Nordrhein-Westfalen", official=("de",))}),
        ("fields", {"eurovoc": ()}),
        ("fields", {"label": bp.Text(nl="Energie")}),
        ("references", {"title": bp.Text(nl="Politieverdrag")}),
    ],
)
def test_what_is_not_found_any_more_is_breaking(name: str, edits: dict[str, Any]) -> None:
    first, *others = getattr(BASE, name)
    new: dict[str, Any] = {}
    edited = attrs.evolve(first, **edits)
    assert set(first.lookup_keys) - set(edited.lookup_keys)
    new[name] = (edited, *others)
    diff = bp.diff(BASE, attrs.evolve(BASE, **new))
    assert bp.bump(diff) == "major"


@pytest.mark.parametrize(
    ("own", "attribute", "wrong", "choices"),
    [
        ({"commitment": "breaking"}, "overrides", "commitment", RULES),
        ({"reordered": "major"}, "overrides['reordered']", "major", bp.Severity),
    ],
)
def test_unknown_rules_and_severities_are_refused(
    own: dict[str, str], attribute: str, wrong: str, choices: Iterable[str]
) -> None:
    expected = f"one of {', '.join(choices)}"
    for refused in (lambda: bp.severity(CHANGES[0], own), lambda: bp.bump(CHANGES, own)):
        with pytest.raises(InvalidValueError) as caught:
            refused()
        assert caught.value.args == ("severity", attribute, wrong, expected, "bad-value")


def test_every_rule_is_for_something() -> None:
    used = {bp.rule_of(change).id for change in (*CHANGES, *OTHERS)}
    assert used == RULES.keys() - {"node-merged"}  # which takes two changes


@settings(max_examples=20)
@given(programmes("plan"), programmes("plan"))
def test_every_change_has_a_rule(old: bp.Programme, new: bp.Programme) -> None:
    for change in bp.diff(old, new):
        assert bp.rule_of(change).fits(change)


def test_only_changes_have_a_rule() -> None:
    odd: Any
    for odd in (None, "moved", []):
        calls: dict[str, Any] = {
            "rule_of": lambda odd=odd: bp.rule_of(odd),
            "severity": lambda odd=odd: bp.severity(odd),
            "bump": lambda odd=odd: bp.bump([odd]),
        }
        for call in calls.values():
            with pytest.raises(InvalidValueError) as caught:
                call()
            assert caught.value.args == ("rule_of", "change", odd, "a Change", "wrong-type")
        with pytest.raises(InvalidValueError) as caught:
            bp.RULES[0].fits(odd)
        assert caught.value.args == ("Rule", "fits", odd, "a Change", "wrong-type")
    odd = 1
    with pytest.raises(InvalidValueError) as caught:
        bp.bump(odd)
    assert caught.value.args == ("bump", "changes", 1, "a Diff, or changes", "wrong-type")
    for odd in ([], "", 1):
        with pytest.raises(InvalidValueError) as caught:
            bp.bump([], odd)
        assert caught.value.args == ("severity", "overrides", odd, "a mapping", "wrong-type")
