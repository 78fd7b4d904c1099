"""How cost grows with the number of actions: the power of the size, by least squares."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from decoding import NO_LIMITS
from measuring import Row, fit_exponent, time_call
from sample import build_document, build_invalid_document, revise, serialize
from searching import measure_index_seconds

import benelux_programme as bp
from benelux_programme._serialization.codec import decode
from benelux_programme.errors import InvalidDataError

LINEAR = 1.1
MISTAKES = 10_000
SECONDS = 30.0
MOST = {"report as many mistakes": 20_000}
"""How many actions are enough for what needs much memory."""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """The exponent of each kind of work over these sizes."""
    points: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        for name, seconds in _seconds(size):
            points.setdefault(name, []).append((size, seconds))
    for name, measured in points.items():
        between = f"{measured[0][0]} to {measured[-1][0]}"
        yield Row(f"{name}, {between} actions", "power of the size", fit_exponent(measured), LINEAR)


def mistakes_row() -> Row:
    """A file with many mistakes: all are told with their places, in seconds."""
    spoilt = serialize(build_invalid_document(MISTAKES))
    seconds = time_call(lambda: _problems(spoilt))
    return Row(f"report {MISTAKES} mistakes", "a second", seconds, SECONDS)


def _seconds(size: int) -> Iterator[tuple[str, float]]:
    plain = build_document(size)
    content = serialize(plain)
    programme, next_revision = decode(plain), decode(revise(plain))
    spoilt = serialize(build_invalid_document(min(size, MOST["report as many mistakes"])))
    work: dict[str, Callable[[], Any]] = {
        "load": lambda: decode(json.loads(content)),
        "read and check": lambda: bp.read(content, **NO_LIMITS),
        "report as many mistakes": lambda: _problems(spoilt),
        "diff": lambda: bp.diff(programme, next_revision),
        "write JSON": lambda: bp.to_json(programme),
        "write CSV": lambda: bp.export.csv(programme, "en"),
        "write StratML": lambda: bp.export.stratml(programme, "en"),
        "write Markdown": lambda: bp.export.markdown(programme, "en"),
    }
    for name, function in work.items():
        if size > MOST.get(name, size):
            continue
        yield name, min(time_call(function) for _ in range(3 if size < 10_000 else 1))
    yield "index one language", measure_index_seconds(programme)


def _problems(content: bytes) -> int:
    try:
        bp.read(content, **NO_LIMITS)
    except InvalidDataError as error:
        return len(error.problems)
    return 0
