"""How long it takes to load what is bundled, and to read and check what is not."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from measuring import Row, measure_memory, measure_ratios
from mirrors import readers

import benelux_programme as bp
from benelux_programme._serialization.codec import decode

ANCHOR = "json.loads"
NO_LIMITS = {"max_bytes": 10**12, "max_nodes": 10**12}


def load_rows(content: bytes, size: int, rounds: int) -> Iterator[Row]:
    """Loading a document of so many actions."""
    found = measure_ratios(
        lambda: json.loads(content), {"": lambda: decode(json.loads(content))}, rounds
    )
    yield Row(f"load {size} actions", ANCHOR, found[""], 3.0)


def read_rows(content: bytes, size: int, rounds: int, *, others: bool) -> Iterator[Row]:
    """Reading and checking such a document; peers check types, but not what is in the texts."""
    ours: dict[str, Callable[[], Any]] = {"": lambda: bp.read(content, **NO_LIMITS)}
    peers = {name: partial(reader, content) for name, reader in readers().items() if others}
    found = measure_ratios(lambda: json.loads(content), ours | peers, rounds)
    yield Row(f"read and check {size} actions", ANCHOR, found[""], 3.0)
    for name in peers:
        yield Row(f"the same by {name}, {size} actions", ANCHOR, found[name])


def memory_row(content: bytes, size: int) -> Row:
    """What a loaded programme keeps."""
    ours, plain = (
        measure_memory(lambda: decode(json.loads(content))),
        measure_memory(lambda: json.loads(content)),
    )
    return Row(f"memory of {size} actions", "the dicts of json.loads", ours / plain, 0.75)
