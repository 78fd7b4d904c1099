"""Facts of our own, laid over those of the library by the id of the action."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

import benelux_programme as bp


class Status(StrEnum):
    """How far a promise is."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True)
class Finding:
    """What we found out about one promise."""

    status: Status
    day: date
    source: str


@dataclass(frozen=True)
class Overlay:
    """Findings by the full id of the action, such as `2025-2028/police-treaty-operational`."""

    findings: Mapping[str, Finding]

    @classmethod
    def read(cls, file: Path) -> Self:
        """The findings of a JSON file."""
        records: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            {
                full_id: Finding(
                    Status(one["status"]), date.fromisoformat(one["day"]), one["source"]
                )
                for full_id, one in records.items()
            }
        )

    def status(self, action: bp.Action) -> Status:
        """How far an action is; open if nothing is known."""
        finding = self.findings.get(str(action))
        return finding.status if finding else Status.OPEN

    def astray(self) -> Iterator[str]:
        """The ids that are none of an action any more, or never were."""
        for full_id in self.findings:
            period, id = full_id.split("/")
            try:
                nodes = bp.load(period).resolve(id)
            except bp.errors.BeneluxProgrammeError:
                nodes = ()
            if not any(isinstance(node, bp.Action) and node.id == id for node in nodes):
                yield full_id
