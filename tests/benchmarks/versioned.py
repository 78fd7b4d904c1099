"""How long another library of versioned data takes to load as much."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import Row, measure_ratios
from mitreattack.stix20 import MitreAttackData

from benelux_programme._serialization.codec import decode

DAY = "2026-01-01T00:00:00.000Z"


def rows(content: bytes, size: int, rounds: int) -> Iterator[Row]:
    """Our load and that of mitreattack-python, each of a file of so many records."""
    texts = [str(one.summary) for one in decode(json.loads(content)).actions]
    bundle = json.dumps({"type": "bundle", "id": name("bundle"), "objects": [*map(pattern, texts)]})
    with TemporaryDirectory() as folder:
        file = Path(folder, "bundle.json")
        file.write_text(bundle, encoding="utf-8")
        work = {"mitreattack": lambda: MitreAttackData(str(file))}
        found = measure_ratios(lambda: json.loads(bundle), work, rounds)
    yield Row(f"load {size} objects by mitreattack", "json.loads", found["mitreattack"])


def pattern(text: str) -> dict[str, Any]:
    """An object as ATT&CK has it, with this text."""
    return {
        "type": "attack-pattern",
        "spec_version": "2.1",
        "id": name("attack-pattern"),
        "created": DAY,
        "modified": DAY,
        "name": text[:40],
        "description": text,
        "x_mitre_version": "1.0",
        "x_mitre_domains": ["enterprise-attack"],
    }


def name(kind: str) -> str:
    """A new id."""
    return f"{kind}--{uuid.uuid4()}"
