"""The power of the number of actions with which the time grows, by least squares."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from decoding import NO_LIMITS
from measuring import Row, fit_exponent, time_call
from sample import build_document, build_invalid_document, revise, serialize
from searching import measure_index_seconds

import benelux_programme as bp
from benelux_programme._serialization.codec import decode_trusted
from benelux_programme.errors import InvalidDataError

MAX_EXPONENT = 1.1
MISTAKES = 10_000
MAX_SECONDS = 10.0
MAX_SIZES = {"report as many mistakes": 20_000}
"""The largest numbers of actions for work that needs much memory."""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """Measure the exponent of each kind of work over these sizes."""
    points: dict[str, list[tuple[int, float]]] = {}
    for size in sizes:
        for name, seconds in _time_work(size):
            points.setdefault(name, []).append((size, seconds))
    for name, measured in points.items():
        between = f"{measured[0][0]} to {measured[-1][0]}"
        yield Row(
            f"{name}, {between} actions", "power of the size", fit_exponent(measured), MAX_EXPONENT
        )


def mistakes_row() -> Row:
    """Measure the seconds in which many mistakes are reported with their locations."""
    content = serialize(build_invalid_document(MISTAKES))
    seconds = time_call(lambda: _count_problems(content))
    return Row(f"report {MISTAKES} mistakes", "a second", seconds, MAX_SECONDS)


def _time_work(size: int) -> Iterator[tuple[str, float]]:
    document = build_document(size)
    content = serialize(document)
    programme, next_revision = decode_trusted(document), decode_trusted(revise(document))
    max_size = MAX_SIZES["report as many mistakes"]
    invalid_content = serialize(build_invalid_document(min(size, max_size)))
    work: dict[str, Callable[[], Any]] = {
        "load": lambda: decode_trusted(json.loads(content)),
        "read and validate": lambda: bp.read(content, **NO_LIMITS),
        "report as many mistakes": lambda: _count_problems(invalid_content),
        "diff": lambda: bp.diff(programme, next_revision),
        "write JSON": lambda: bp.to_json(programme),
        "write CSV": lambda: bp.export.csv(programme, "en"),
        "write StratML": lambda: bp.export.stratml(programme, "en"),
        "write Markdown": lambda: bp.export.markdown(programme, "en"),
    }
    for name, function in work.items():
        if size > MAX_SIZES.get(name, size):
            continue
        yield name, min(time_call(function) for _ in range(3 if size < 10_000 else 1))
    yield "index one language", measure_index_seconds(programme)


def _count_problems(content: bytes) -> int:
    try:
        bp.read(content, **NO_LIMITS)
    except InvalidDataError as error:
        return len(error.problems)
    return 0
