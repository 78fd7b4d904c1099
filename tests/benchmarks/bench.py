"""Measure the library against its budgets, and other libraries that do the same work.

    python tests/benchmarks/bench.py [--sizes 200 2000] [--folder FOLDER]

Every figure is a ratio to a baseline measured in the same run: the median of several rounds, with
the garbage collector off for both.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import decoding
import diffing
import growing
import searching
import starting
import versioned
from measuring import Row
from report import format_caption, write_files
from sample import build_document, serialize

import benelux_programme as bp
from benelux_programme._serialization.codec import decode_trusted

SIZES = (200, 2_000, 20_000, 200_000)
SLOW = 20_000
"""The largest number of actions at which slow peers are measured."""


def measure_all(sizes: Sequence[int], rounds: int) -> Iterator[Row]:
    """Yield the rows of all measurements."""
    yield from starting.measure_startup(rounds)
    yield from decoding.read_rows(rounds)
    yield from searching.compare_first_searches(max(rounds // 4, 3))
    for size in sizes:
        content = serialize(build_document(size))
        repeats = max(3, min(rounds, rounds * 2_000 // size))
        yield from decoding.load_rows(content, size, repeats)
        if size <= SLOW:
            yield from decoding.peer_rows(content, size, repeats)
            yield from diffing.compare_diffs(size, 3)
            yield from versioned.compare_loads(content, size, 3)
        if size == max((one for one in sizes if one <= SLOW), default=None):
            yield decoding.memory_row(content, size)
            yield from searching.compare_repeated_searches(
                decode_trusted(json.loads(content)), rounds
            )
    yield growing.mistakes_row()
    if len(sizes) > 1:
        yield from growing.rows(sizes)


def format_row(row: Row) -> str:
    """Return a line of the table."""
    sign = ">=" if row.at_least else "<="
    budget = "" if row.budget is None else f"{sign} {row.budget:g}"
    return f"{row.what:45} {row.against:25} {row.ratio:9.2f} {budget:>8}  {row.verdict}"


def describe_machine() -> dict[str, Any]:
    """Return the versions, the machine and the day."""
    return {
        "version": f"benelux-programme {bp.__version__}",
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "processor": f"{os.cpu_count()} x {read_processor_name()}",
        "day": datetime.now(UTC).date().isoformat(),
    }


def read_processor_name() -> str:
    """Return the name of the processor."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")


def main() -> int:
    """Print the table, and write the reports if a folder is given."""
    parser = argparse.ArgumentParser(description="Measure the library.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="ACTIONS")
    parser.add_argument("--rounds", type=int, default=21, help="of fast measurements")
    parser.add_argument("--folder", type=Path, help="folder for performance.json, .svg and .txt")
    options = parser.parse_args()
    measured = []
    print(f"{'what':45} {'against':25} {'ratio':>9} {'budget':>8}")
    for row in measure_all(sorted(options.sizes), options.rounds):
        measured.append(row)
        print(format_row(row), flush=True)
    report = {
        **describe_machine(),
        "rows": [{**one._asdict(), "verdict": one.verdict} for one in measured],
    }
    print(format_caption(report))
    if options.folder is not None:
        write_files(report, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
