"""Ratios that hold on a busy machine: rounds in turn, in shuffled order, and their medians."""

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
    """One thing that was measured, as a ratio to another."""

    what: str
    against: str
    ratio: float
    budget: float | None = None
    """What the ratio may be at most; for a peer, None."""
    at_least: bool = False
    """Whether the budget is what it should be at least."""

    @property
    def verdict(self) -> str:
        """Whether the budget is met."""
        if self.budget is None:
            return "peer"
        met = self.ratio >= self.budget if self.at_least else self.ratio <= self.budget
        return "met" if met else "not met"


_ANCHOR = "the anchor"


def ratios(
    anchor: Callable[[], Any], candidates: Mapping[str, Callable[[], Any]], rounds: int
) -> dict[str, float]:
    """How many times as long as the anchor each candidate takes."""
    shares: dict[str, list[float]] = {name: [] for name in candidates}
    functions = {_ANCHOR: anchor, **candidates}
    for _ in range(rounds):
        order = random.sample(sorted(functions), len(functions))
        seconds = {name: clocked(functions[name]) for name in order}
        for name, share in shares.items():
            share.append(seconds[name] / seconds[_ANCHOR])
    return {name: statistics.median(share) for name, share in shares.items()}


def clocked(function: Callable[[], Any]) -> float:
    """How many seconds a call takes, with the garbage collector off."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        function()  # what it returns is freed before the clock is read
        return time.perf_counter() - start
    finally:
        gc.enable()


def processes(scripts: Mapping[str, str]) -> dict[str, Callable[[], None]]:
    """What runs each script in a fresh interpreter, once now so that all is compiled."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}

    def running(script: str) -> Callable[[], None]:
        command = [sys.executable, "-c", script]

        def run() -> None:
            subprocess.run(command, check=True, env=environment, capture_output=True)

        run()
        return run

    return {name: running(script) for name, script in scripts.items()}


def kept(function: Callable[[], Any]) -> int:
    """How many bytes what a function returns keeps."""
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


def exponent(seconds: Iterable[tuple[int, float]]) -> float:
    """The power of the size with which the time grows, by least squares."""
    points = [(math.log(size), math.log(second)) for size, second in seconds]
    return statistics.linear_regression(*zip(*points, strict=True)).slope
