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
from functools import partial
from typing import NamedTuple, TypeAlias

Work: TypeAlias = Callable[[], object]
Seconds: TypeAlias = dict[str, list[float]]
"""The seconds of each round, by what was measured."""


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


def time_rounds(functions: Mapping[str, Work], rounds: int) -> Seconds:
    """Return the seconds of each function in each round, which has an order of its own."""
    seconds: Seconds = {name: [] for name in functions}
    for _ in range(rounds):
        for name in random.sample(sorted(functions), len(functions)):
            seconds[name].append(time_call(functions[name]))
    return seconds


def compare(
    seconds: Seconds,
    what: str,
    against: str,
    budget: float | None = None,
    *,
    at_least: bool = False,
) -> Row:
    """Return the median of the ratios of all rounds, as a row."""
    rounds = zip(seconds[what], seconds[against], strict=True)
    return Row(
        what, against, statistics.median(one / other for one, other in rounds), budget, at_least
    )


def time_call(function: Work) -> float:
    """Return the seconds that a call takes, with the garbage collector off."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        function()  # its result is freed before the clock is read
        return time.perf_counter() - start
    finally:
        gc.enable()


def prepare_process(script: str) -> Work:
    """Return a function that runs a script in a new process, after a first run compiled all."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", script]
    run = partial(subprocess.run, command, check=True, env=environment, capture_output=True)
    run()
    return run


def measure_memory(function: Work) -> int:
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
