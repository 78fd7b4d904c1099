"""Measure the library against its budgets, and other libraries that do the same work.

    python tests/benchmarks/bench.py [--only search diff] [--folder FOLDER]

Every figure is a ratio to a baseline measured in the same run: the median of several rounds, with
the garbage collector off for both.
"""

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from budgets import MEASUREMENTS
from measuring import Row
from report import format_caption, write_files

import benelux_programme as bp


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
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=MEASUREMENTS)
    parser.add_argument("--folder", type=Path, help="folder for performance.json, .svg and .txt")
    options = parser.parse_args()
    measured = []
    print(f"{'what':45} {'against':25} {'ratio':>9} {'budget':>8}")
    for row in chain.from_iterable(MEASUREMENTS[name]() for name in options.only):
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
