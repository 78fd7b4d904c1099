"""What type checkers must say of changes. It is checked by mypy and pyright, and never run."""

from typing import Any, Literal, assert_type

import benelux_programme as bp

old, new = bp.load("2021-2024"), bp.load("2025-2028")

diff = bp.diff(new, new)
assert_type(diff, bp.Diff)
assert_type(list(diff), list[bp.Change])
assert_type(len(diff), int)
assert_type(diff[0], bp.Change)
assert_type(diff[:2], tuple[bp.Change, ...])
assert_type(diff.where(kind="edited", subject="action"), bp.Diff)
assert_type(diff.count_by("kind"), dict[str, int])
assert_type(diff.inverse(), bp.Diff)
assert_type(diff.to_dict(), dict[str, Any])
assert_type(bp.Diff.from_dict({}), bp.Diff)
assert_type(bp.apply(new, diff), bp.Programme)
for change in diff:
    assert_type(change.kind, bp.ChangeKind)
    assert_type(change.subject, bp.Subject)
    assert_type(change.field, str | None)
    assert_type(change.language, bp.Language | None)
    assert_type(change.old_index, int | None)
    assert_type(change.label, bp.Text | None)
    assert_type(bp.severity(change), bp.Severity)
    assert_type(bp.rule_of(change), bp.Rule)
assert_type(bp.bump(diff), Literal["major", "minor", "patch"] | None)

comparison = bp.compare(old, new)
assert_type(comparison, bp.Comparison)
assert_type(comparison.continued, tuple[bp.Continuation, ...])
assert_type(comparison.dropped, bp.Selection)
assert_type(comparison.continuations_of("2025-2028/x"), tuple[bp.Continuation, ...])
assert_type(bp.predecessors(new.actions[0]), tuple[bp.Continuation, ...])
assert_type(bp.successors(old.actions[0], programmes=[new]), tuple[bp.Continuation, ...])
assert_type(comparison.introduced, bp.Selection)
assert_type(comparison.count_flows(), tuple[bp.PillarFlow, ...])
assert_type(comparison.by_pillar(), tuple[bp.Tally, ...])
assert_type(comparison.by_field()[0].label, bp.Text)
assert_type(comparison.propose(), tuple[bp.Continuation, ...])
assert_type(bp.Commitment.FIRM > bp.Commitment.CONDITIONAL, bool)
assert_type(max(action.commitment for action in new.actions), bp.Commitment)
for one in comparison.continued:
    assert_type(one.old, bp.Action)
    assert_type(one.relation, bp.Relation | None)
    assert_type(one.score, float | None)
    assert_type(one.firmness, bp.Firmness)
    assert_type(one.partners_gained, tuple[str, ...])

assert_type(bp.render.text(diff), str)
assert_type(bp.render.text(new), str)
assert_type(bp.render.markdown(comparison, "nl"), str)
assert_type(bp.render.html(comparison, language="fr", page=True), str)
assert_type(bp.render.json(diff), str)

bp.diff(old)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
bp.apply(diff, new)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
bp.render.text(diff, "es")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
comparison.continued = ()  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
