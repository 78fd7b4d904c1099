"""Measure the library against its budgets, and others that do the same work beside it.

    python tests/benchmarks/bench.py [--sizes 200 2000 20000] [--folder FOLDER]

Every figure is a ratio of two things done in turn in this one run, the median of several rounds,
with the garbage collector off for both.
"""

import argparse
import json
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
from measuring import Row
from picture import svg
from sample import document, written

import benelux_programme as bp
from benelux_programme.codec import decode

SIZES = (200, 2_000, 20_000)
SLOW = 2_000
"""Up to so many actions, peers that are slow are waited for."""


def rows(sizes: Sequence[int], rounds: int) -> Iterator[Row]:
    """Everything that is measured."""
    yield from starting.rows(rounds)
    yield from searching.first_rows(max(rounds // 4, 3))
    for size in sizes:
        content = written(document(size))
        some = max(3, min(rounds, rounds * 2_000 // size))
        yield from decoding.load_rows(content, size, some)
        yield from decoding.read_rows(content, size, some)
        if size <= SLOW:
            yield from diffing.rows(size, 3)
        if size == max(one for one in sizes if one <= SIZES[-1]):
            yield decoding.memory_row(content, size)
            yield from searching.warm_rows(decode(json.loads(content)), rounds)
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
        "version": bp.__version__,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "day": datetime.now(UTC).date().isoformat(),
    }


def main() -> int:
    """Print the table; write it as JSON and as a picture if a folder is given."""
    parser = argparse.ArgumentParser(description="Measure the library.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="ACTIONS")
    parser.add_argument("--rounds", type=int, default=21, help="of what is quick")
    parser.add_argument("--folder", type=Path, help="where to write performance.json and .svg")
    asked = parser.parse_args()
    measured = []
    print(f"{'what':45} {'against':25} {'ratio':>9} {'budget':>8}")
    for row in rows(sorted(asked.sizes), asked.rounds):
        measured.append(row)
        print(line(row), flush=True)
    if asked.folder is not None:
        caption = "{version} on Python {python}, {machine}, {day}".format(**machine())
        told = {
            **machine(),
            "rows": [{**row._asdict(), "verdict": row.verdict} for row in measured],
        }
        asked.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(told, indent=1) + "\n"
        (asked.folder / "performance.json").write_text(text, encoding="utf-8")
        picture = svg(measured, f"Share of the budget used: benelux-programme {caption}")
        (asked.folder / "performance.svg").write_text(picture, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
