"""Time to decode a bundled programme, and to read and validate a file."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import yaml
from measuring import Row, measure_memory, measure_ratios
from mirrors import readers

import benelux_programme as bp
from benelux_programme._serialization.codec import decode_trusted

JSON_ANCHOR = "json.loads"
YAML_ANCHOR = "yaml.load with the parser in C"
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NO_LIMITS: dict[str, Any] = {"max_bytes": 10**12, "max_nodes": 10**12}


def load_rows(content: bytes, size: int, rounds: int) -> Iterator[Row]:
    """Measure loading a document with this number of actions."""
    candidates = {"load": lambda: decode_trusted(json.loads(content))}
    found = measure_ratios(lambda: json.loads(content), candidates, rounds)
    yield Row(f"load {size} actions", JSON_ANCHOR, found["load"], 3.0)


def read_rows(rounds: int) -> Iterator[Row]:
    """Measure reading and validating a bundled programme that was written as YAML or JSON."""
    for period in bp.periods():
        programme = bp.load(period)
        content = bp.to_yaml(programme)
        candidates = {
            "YAML": partial(bp.read, content),
            "JSON": partial(bp.read, bp.to_json(programme)),
        }
        found = measure_ratios(partial(yaml.load, content, YAML_LOADER), candidates, rounds)
        yield Row(f"read {period} from YAML", YAML_ANCHOR, found["YAML"], 1.2)
        yield Row(f"read {period} from JSON", YAML_ANCHOR, found["JSON"], found["YAML"])


def peer_rows(content: bytes, size: int, rounds: int) -> Iterator[Row]:
    """Measure other libraries, which check types, but not texts, and give no locations."""
    peers = {name: partial(reader, content) for name, reader in readers().items()}
    for name, ratio in measure_ratios(lambda: json.loads(content), peers, rounds).items():
        yield Row(f"read {size} actions by {name}", JSON_ANCHOR, ratio)


def memory_row(content: bytes, size: int) -> Row:
    """Measure the memory of a loaded programme."""
    loaded = measure_memory(lambda: decode_trusted(json.loads(content)))
    parsed = measure_memory(lambda: json.loads(content))
    return Row(f"memory of {size} actions", "the dicts of json.loads", loaded / parsed, 0.75)
