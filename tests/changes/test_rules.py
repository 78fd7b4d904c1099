"""The rules: one severity for every change, and the version bump."""

from collections.abc import Iterable
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidValueError
from edits import BASE, EDITS, REVISIONS

RULES = {rule.id: rule for rule in bp.RULES}
CHANGES = [
    change
    for edited in REVISIONS
    for diff in (bp.diff(BASE, edited), bp.diff(edited, BASE))
    for change in diff
]
RENAMED = bp.Change(
    kind=bp.ChangeKind.EDITED,
    subject=bp.Subject.PARTNER,
    id="x",
    field="name",
    language="fr",
    old="a",
    new="b",
)


def test_ids_are_unique() -> None:
    assert len(RULES) == len(bp.RULES)


def test_every_rule_applies_to_some_change() -> None:
    assert {bp.rule_of(change).id for change in (*CHANGES, RENAMED)} == RULES.keys()


@pytest.mark.parametrize("kind", bp.ChangeKind)
def test_every_kind_of_change_has_a_rule_without_conditions(kind: bp.ChangeKind) -> None:
    assert any(
        kind in rule.kinds and not (rule.subjects or rule.fields or rule.texts_only)
        for rule in bp.RULES
    )


@pytest.mark.parametrize(
    ("edit", "rule", "severity", "inverse_severity"),
    [
        ("added action new", "record-added", "notable", "breaking"),
        ("removed action in-theme", "record-removed", "breaking", "notable"),
        ("removed partner utrecht", "record-removed", "breaking", "notable"),
        ("retired action in-theme", "node-retired", "notable", "breaking"),
        ("split action in-theme", "node-retired", "notable", "breaking"),
        ("added retired-id never-was", "record-added", "notable", "breaking"),
        ("moved theme police", "node-moved", "notable", "notable"),
        ("reordered theme police actions", "reordered", "editorial", "editorial"),
        ("retitled theme police title fr", "retitled", "notable", "notable"),
        ("gained theme police title nl", "language-gained", "notable", "breaking"),
        ("lost theme police title en", "language-lost", "breaking", "notable"),
        ("lost theme police title.official", "supplement-changed", "editorial", "editorial"),
        ("edited action in-theme summary fr", "wording-edited", "editorial", "editorial"),
        ("edited action in-theme commitment", "commitment-changed", "notable", "notable"),
        ("edited action in-theme timing", "fact-changed", "notable", "notable"),
        ("lost action in-theme note", "supplement-changed", "editorial", "editorial"),
        ("edited action in-theme note en", "supplement-changed", "editorial", "editorial"),
        ("lost action in-theme actors", "partners-changed", "notable", "notable"),
        ("gained action in-theme partners", "partners-changed", "notable", "notable"),
        ("lost action in-theme references", "references-changed", "notable", "notable"),
        ("lost action in-theme fields", "fields-changed", "notable", "notable"),
        ("edited action in-theme predecessors", "predecessors-changed", "notable", "notable"),
        ("gained action in-theme citations", "fact-changed", "notable", "notable"),
        ("gained action in-theme keywords de", "supplement-changed", "editorial", "editorial"),
        ("lost partner north-rhine-westphalia abbreviations", "code-lost", "breaking", "notable"),
        ("edited partner north-rhine-westphalia wikidata", "code-lost", "breaking", "breaking"),
        ("lost programme 2025-2028 values", "fact-changed", "notable", "notable"),
        ("lost programme 2025-2028 publication", "fact-changed", "notable", "notable"),
        ("edited paragraph 1.1/1 fingerprint", "paragraph-changed", "editorial", "editorial"),
        ("removed context 1.1/2", "paragraph-changed", "editorial", "editorial"),
        ("edited context 1.1/2 reason en", "paragraph-changed", "editorial", "editorial"),
    ],
)
def test_rule_and_severity(edit: str, rule: str, severity: str, inverse_severity: str) -> None:
    (change,) = bp.diff(BASE, EDITS[edit])
    assert bp.rule_of(change).id == rule
    assert bp.severity(change) == severity
    assert bp.severity(change.inverse()) == inverse_severity


@pytest.mark.parametrize(
    ("edit", "rule", "severity"),
    [
        ({"reason": bp.Text(en="For another reason.")}, "wording-edited", "editorial"),
        ({"relation": "broadens"}, "predecessors-changed", "notable"),
        (
            {"relation": "broadens", "reason": bp.Text(en="For another reason.")},
            "predecessors-changed",
            "notable",
        ),
        ({"action": "other"}, "predecessors-changed", "notable"),
    ],
)
def test_a_predecessor_with_another_reason_only_is_reworded(
    edit: dict[str, Any], rule: str, severity: str
) -> None:
    old = bp.Predecessor(
        programme="plan",
        action="act",
        relation=bp.Relation.CONTINUES,
        reason=bp.Text(en="It goes on."),
    )
    change = bp.Change(
        kind=bp.ChangeKind.EDITED,
        subject=bp.Subject.ACTION,
        id="x",
        field="predecessors",
        old=old,
        new=attrs.evolve(old, **edit),
    )
    assert bp.rule_of(change).id == rule
    assert bp.severity(change) == bp.severity(change.inverse()) == severity


def test_another_first_policy_field_is_notable() -> None:
    reordered = bp.Change(
        kind=bp.ChangeKind.REORDERED,
        subject=bp.Subject.ACTION,
        id="x",
        field="fields",
        old=("a", "b"),
        new=("b", "a"),
    )
    assert bp.rule_of(reordered).id == "fields-changed"
    assert bp.severity(reordered) == "notable"


def test_a_new_name_of_a_partner_is_notable() -> None:
    assert bp.rule_of(RENAMED).id == "name-changed"
    assert bp.severity(RENAMED) == "notable"


@pytest.mark.parametrize(
    ("registry", "values"),
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
def test_a_lookup_key_that_was_removed_is_breaking(registry: str, values: dict[str, Any]) -> None:
    first, *others = getattr(BASE, registry)
    edited = attrs.evolve(first, **values)
    assert set(first.lookup_keys) - set(edited.lookup_keys)
    changed: dict[str, Any] = {registry: (edited, *others)}
    assert bp.bump(bp.diff(BASE, attrs.evolve(BASE, **changed))) == "major"


def test_the_most_severe_change_determines_the_bump() -> None:
    by_severity: dict[str, list[bp.Change]] = {severity: [] for severity in bp.Severity}
    for change in CHANGES:
        by_severity[bp.severity(change)].append(change)
    assert bp.bump(CHANGES) == "major"
    assert bp.bump(by_severity["notable"] + by_severity["editorial"]) == "minor"
    assert bp.bump(iter(by_severity["editorial"])) == "patch"
    assert bp.bump(bp.diff(BASE, BASE)) is None


def test_overrides_replace_the_severity_of_a_rule() -> None:
    (commitment,) = bp.diff(BASE, EDITS["edited action in-theme commitment"])
    (summary,) = bp.diff(BASE, EDITS["edited action in-theme summary fr"])
    overrides = {"commitment-changed": "breaking"}
    assert bp.severity(commitment, overrides) == "breaking"
    assert bp.bump([commitment], overrides) == "major"
    assert bp.severity(summary, overrides) == "editorial"


@pytest.mark.parametrize(
    ("overrides", "attribute", "unknown", "choices"),
    [
        ({"commitment": "breaking"}, "severity_overrides", "commitment", RULES),
        ({"reordered": "major"}, "severity_overrides['reordered']", "major", bp.Severity),
    ],
)
def test_unknown_rules_and_severities_are_refused(
    overrides: dict[str, str], attribute: str, unknown: str, choices: Iterable[str]
) -> None:
    expected = f"one of {', '.join(choices)}"
    for refused in (lambda: bp.severity(CHANGES[0], overrides), lambda: bp.bump([], overrides)):
        with pytest.raises(InvalidValueError) as caught:
            refused()
        assert caught.value.args == ("severity", attribute, unknown, expected, "bad-value")


def test_representation() -> None:
    rule = RULES["node-moved"]
    assert (str(rule), repr(rule)) == ("node-moved", "<Rule node-moved: notable>")


def test_rules_have_labels_in_four_languages() -> None:
    for rule in bp.RULES:
        assert rule.label.languages == bp.LANGUAGES
        assert rule.label.en == rule.description
    own = attrs.evolve(bp.RULES[0], id="own", description="something changed")
    assert own.label == bp.Text(en="something changed")
