"""Ratios of running times that are stable on a busy machine: medians of interleaved rounds."""

import gc
import math
import os
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple


class Row(NamedTuple):
    """A measurement, as a ratio to a baseline."""

    what: str
    against: str
    ratio: float
    budget: float | None = None
    """The limit of the ratio; None for a peer."""
    at_least: bool = False
    """Whether the budget is a lower limit."""

    @property
    def verdict(self) -> str:
        """Return whether the budget is met."""
        if self.budget is None:
            return "peer"
        met = self.ratio >= self.budget if self.at_least else self.ratio <= self.budget
        return "met" if met else "not met"


_BASELINE = "baseline"


def measure_ratios(
    baseline: Callable[[], Any], candidates: Mapping[str, Callable[[], Any]], rounds: int
) -> dict[str, float]:
    """Return the median ratio of the time of each candidate to that of the baseline."""
    shares: dict[str, list[float]] = {name: [] for name in candidates}
    functions = {_BASELINE: baseline, **candidates}
    for _ in range(rounds):
        order = random.sample(sorted(functions), len(functions))
        seconds = {name: time_call(functions[name]) for name in order}
        for name, share in shares.items():
            share.append(seconds[name] / seconds[_BASELINE])
    return {name: statistics.median(share) for name, share in shares.items()}


def time_call(function: Callable[[], Any]) -> float:
    """Return the seconds that a call takes, with the garbage collector off."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        function()  # its result is freed before the clock is read
        return time.perf_counter() - start
    finally:
        gc.enable()


def prepare_processes(scripts: Mapping[str, str]) -> dict[str, Callable[[], None]]:
    """Return functions that run each script in a fresh process, after a first run compiled all."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}

    def prepare(script: str) -> Callable[[], None]:
        command = [sys.executable, "-c", script]

        def run() -> None:
            subprocess.run(command, check=True, env=environment, capture_output=True)

        run()
        return run

    return {name: prepare(script) for name, script in scripts.items()}


def measure_memory(function: Callable[[], Any]) -> int:
    """Return the bytes of memory that the result of a function keeps."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        value = function()
        gc.collect()
        size = tracemalloc.get_traced_memory()[0] - before
        del value  # it had to be there until now
        return size
    finally:
        tracemalloc.stop()


def fit_exponent(seconds: Iterable[tuple[int, float]]) -> float:
    """Return the exponent of the growth of time with size, by least squares."""
    points = [(math.log(size), math.log(second)) for size, second in seconds]
    return statistics.linear_regression(*zip(*points, strict=True)).slope
