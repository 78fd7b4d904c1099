"""Measure how long another library of versioned data takes to load as many records."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import Row, measure_ratios
from mitreattack.stix20 import MitreAttackData

from benelux_programme._serialization.codec import decode_trusted

DAY = "2026-01-01T00:00:00.000Z"


def compare_loads(content: bytes, size: int, rounds: int) -> Iterator[Row]:
    """Yield the row of mitreattack-python, which loads as many objects as we load actions."""
    texts = [str(action.summary) for action in decode_trusted(json.loads(content)).actions]
    objects = list(map(build_object, texts))
    bundle = json.dumps({"type": "bundle", "id": create_id("bundle"), "objects": objects})
    with TemporaryDirectory() as folder:
        file = Path(folder, "bundle.json")
        file.write_text(bundle, encoding="utf-8")
        work = {"mitreattack": lambda: MitreAttackData(str(file))}
        ratios = measure_ratios(lambda: json.loads(bundle), work, rounds)
    yield Row(f"load {size} objects by mitreattack", "json.loads", ratios["mitreattack"])


def build_object(text: str) -> dict[str, Any]:
    """Return an attack pattern of ATT&CK with a text as description."""
    return {
        "type": "attack-pattern",
        "spec_version": "2.1",
        "id": create_id("attack-pattern"),
        "created": DAY,
        "modified": DAY,
        "name": text[:40],
        "description": text,
        "x_mitre_version": "1.0",
        "x_mitre_domains": ["enterprise-attack"],
    }


def create_id(kind: str) -> str:
    """Return a new id of STIX."""
    return f"{kind}--{uuid.uuid4()}"
