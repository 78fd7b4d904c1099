"""What type checkers must say of loading. It is checked by mypy and pyright, and never run."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, assert_type

import benelux_programme as bp

assert_type(bp.periods(), tuple[str, ...])
assert_type(bp.revisions("2025-2028"), tuple[int, ...])
assert_type(bp.load("2025-2028"), bp.Programme)
assert_type(bp.load("2025-2028", revision=1), bp.Programme)
assert_type(bp.documents(), tuple[bp.Document, ...])
assert_type(bp.documents()[0].completeness, bp.Completeness)
assert_type(bp.in_force(date(2026, 1, 1)), bp.Programme)
assert_type(bp.read(Path("mine.yaml")), bp.Programme)
assert_type(bp.read(b"{}"), bp.Programme)
assert_type(bp.read(BytesIO()), bp.Programme)
assert_type(bp.read({"id": "mine"}), bp.Programme)

programme = bp.load("2025-2028")
assert_type(programme["security"], bp.Node)
assert_type(bp.find("2025-2028/security"), bp.Node)
assert_type(programme.get("security"), bp.Node | None)
assert_type(programme.get("security", 1), bp.Node | int | None)
assert_type(dict(programme), dict[str, bp.Node])
assert_type(programme.outcomes_of("police-treaty-operational"), tuple[bp.Outcome, ...])
assert_type(programme.outcomes[0].bearing_on("police-treaty-operational"), bp.Bearing | None)
assert_type(programme.pillar(1), bp.Pillar)
assert_type(programme.path("security"), tuple[bp.Programme | bp.Node, ...])
assert_type(programme.pillar("security"), bp.Pillar)
assert_type(programme.theme("energy"), bp.Theme)
assert_type(programme.action("police-treaty-operational"), bp.Action)
assert_type(programme.resolve("old-id"), tuple[bp.Node, ...])
assert_type(programme.themes, tuple[bp.Theme, ...])
assert_type(programme.mission, bp.Text | None)
for titled in [*programme.pillars, *programme.themes]:
    assert_type(titled.title, bp.Text)
for node in [*programme.pillars, *programme.themes, *programme.own_actions]:
    assert_type(node.label, bp.Text)
    assert_type(node.id, str)
    assert_type(node.citations, tuple[bp.Citation, ...])
assert_type(programme.period.start, date)
assert_type(programme.title.official, tuple[bp.Language, ...])
assert_type(bp.to_dict(programme), dict[str, Any])
assert_type(bp.to_json(programme), str)
assert_type(bp.to_yaml(programme), str)
assert_type(bp.to_dict(programme.actions), dict[str, Any])
assert_type(bp.to_dict(programme.period), str)
assert_type(bp.from_dict(bp.Action, {"id": "act"}), bp.Action)
assert_type(bp.from_dict(bp.Period, "2025"), bp.Period)
assert_type(bp.verify(programme, "a copy"), bp.Verification)

bp.load(2025)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
bp.load("2025-2028", 1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
bp.to_dict("2025-2028")  # type: ignore[call-overload]
bp.in_force("2026-01-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
bp.read(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
programme.actions.append(programme.actions[0])  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
bp.peroids()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
bp.Selecton()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
bp.export.cvs(programme)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
