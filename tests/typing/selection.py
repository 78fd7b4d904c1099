"""What type checkers must say of selections. It is checked by mypy and pyright, and never run."""

from typing import assert_type

import benelux_programme as bp

programme = bp.load("2025-2028")
actions = programme.actions

assert_type(actions, bp.Selection)
assert_type(actions[0], bp.Action)
assert_type(actions[1:], bp.Selection)
assert_type(programme.pillar("security").actions.where(commitment="firm"), bp.Selection)
assert_type(actions.partners, tuple[bp.Partner, ...])
assert_type(actions.fields, tuple[bp.PolicyField, ...])
assert_type(actions.where(partner="NRW", field=["energy", "water"]), bp.Selection)
assert_type(actions.where(lambda action: action.deliverable is not None), bp.Selection)
assert_type(actions.group_by("field"), dict[str, bp.Selection])
assert_type(actions.count_by("partner"), dict[str, int])
assert_type(actions.search("energy", language="nl"), tuple[bp.Hit, ...])
assert_type(programme.partner("NRW").name.in_("nl", "de"), str | None)
assert_type(programme.title.best("nl", "de"), str)
assert_type(programme.title.pick("nl"), tuple[bp.Language, str])
word = str(programme)
if bp.is_language(word):
    assert_type(word, bp.Language)
assert_type(programme.path(actions[0]), tuple[bp.Programme | bp.Node, ...])

actions.where(commitment="firm")
actions.where(commitment=bp.Commitment.FIRM)
actions.where(year=[2025, "2026"])
actions.where(partners="NRW")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
actions.where(commitment="form")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
actions.group_by("partners")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
actions.search("energy", language="es")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
programme.title.in_("es")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
programme.id = "other"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
