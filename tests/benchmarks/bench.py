"""Measure the library against its budgets, and others that do the same work beside it.

    python tests/benchmarks/bench.py [--sizes 200 2000] [--folder FOLDER]

Every figure is a ratio of two things done in turn in this one run, the median of several rounds,
with the garbage collector off for both.
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
from report import caption, write
from sample import document, written

import benelux_programme as bp
from benelux_programme._serialization.codec import decode

SIZES = (200, 2_000, 20_000, 200_000)
SLOW = 20_000
"""Up to so many actions, peers that are slow or need much memory are waited for."""


def rows(sizes: Sequence[int], rounds: int) -> Iterator[Row]:
    """Everything that is measured."""
    yield from starting.rows(rounds)
    yield from searching.first_rows(max(rounds // 4, 3))
    for size in sizes:
        content = written(document(size))
        some = max(3, min(rounds, rounds * 2_000 // size))
        yield from decoding.load_rows(content, size, some)
        yield from decoding.read_rows(content, size, some, others=size <= SLOW)
        if size <= SLOW:
            yield from diffing.rows(size, 3)
            yield from versioned.rows(content, size, 3)
        if size == max((one for one in sizes if one <= SLOW), default=None):
            yield decoding.memory_row(content, size)
            yield from searching.warm_rows(decode(json.loads(content)), rounds)
    yield growing.mistakes_row()
    if len(sizes) > 1:
        yield from growing.rows(sizes)


def line(row: Row) -> str:
    """A line of the table."""
    sign = ">=" if row.at_least else "<="
    budget = "" if row.budget is None else f"{sign} {row.budget:g}"
    return f"{row.what:45} {row.against:25} {row.ratio:9.2f} {budget:>8}  {row.verdict}"


def machine() -> dict[str, Any]:
    """On what and when it was measured."""
    return {
        "version": f"benelux-programme {bp.__version__}",
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "processor": f"{os.cpu_count()} x {processor()}",
        "day": datetime.now(UTC).date().isoformat(),
    }


def processor() -> str:
    """What the processor is called."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")


def main() -> int:
    """Print the table; write it as JSON, as a picture and for a page if a folder is given."""
    parser = argparse.ArgumentParser(description="Measure the library.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="ACTIONS")
    parser.add_argument("--rounds", type=int, default=21, help="of what is quick")
    parser.add_argument(
        "--folder", type=Path, help="where to write performance.json, .svg and .txt"
    )
    asked = parser.parse_args()
    measured = []
    print(f"{'what':45} {'against':25} {'ratio':>9} {'budget':>8}")
    for row in rows(sorted(asked.sizes), asked.rounds):
        measured.append(row)
        print(line(row), flush=True)
    told = {**machine(), "rows": [{**one._asdict(), "verdict": one.verdict} for one in measured]}
    print(caption(told))
    if asked.folder is not None:
        write(told, asked.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
