"""How cost grows with the number of actions: the power of the size, by least squares."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from decoding import NO_LIMITS
from measuring import Row, clocked, exponent
from sample import document, revised, written, wrong
from searching import index_seconds

import benelux_programme as bp
from benelux_programme.codec import decode
from benelux_programme.errors import InvalidDataError

LINEAR = 1.1


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """The exponent of each kind of work over these sizes."""
    points: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        for name, seconds in _seconds(size):
            points.setdefault(name, []).append((size, seconds))
    for name, measured in points.items():
        between = f"{sizes[0]} to {sizes[-1]}"
        yield Row(f"{name}, {between} actions", "power of the size", exponent(measured), LINEAR)


def _seconds(size: int) -> Iterator[tuple[str, float]]:
    plain = document(size)
    content = written(plain)
    programme, next_revision = decode(plain), decode(revised(plain))
    spoilt = written(wrong(size))
    work: dict[str, Callable[[], Any]] = {
        "load": lambda: decode(json.loads(content)),
        "read and check": lambda: bp.read(content, **NO_LIMITS),
        "report as many mistakes": lambda: _problems(spoilt),
        "diff": lambda: bp.diff(programme, next_revision),
        "write JSON": lambda: bp.to_json(programme),
    }
    for name, function in work.items():
        yield name, min(clocked(function) for _ in range(3 if size < 10_000 else 1))
    yield "index one language", index_seconds(programme)


def _problems(content: bytes) -> int:
    try:
        bp.read(content, **NO_LIMITS)
    except InvalidDataError as error:
        return len(error.problems)
    return 0
