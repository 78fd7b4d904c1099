"""Reports of measurements: JSON, and a picture and a table made from it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import Row
from picture import render_svg

_SECONDS = "These are seconds, so a slow or busy machine needs more."
_FIRST_SEARCH = (
    "Python looks at the words of all texts one by one, and reads the stems of the language."
)
REASONS = {
    "report 10,000 mistakes": _SECONDS,
    "verify a MB of a copy": _SECONDS,
    **{f"first search, {language}": _FIRST_SEARCH for language in ("fr", "nl", "de", "en")},
    "import, load and print a title": (
        "Much of it is the making of the classes, with their checks, by attrs."
    ),
    "deepdiff of 200 actions": (
        "Our diff compares partners and fields too, which weigh more beside few actions."
    ),
    "scan 20,000 actions for 'sturgeon'": (
        "Most of a search is the making of the ten excerpts, however many actions there are."
    ),
}
"""The reasons why a budget may not be met, by the name of the row."""


def read_rows(report: dict[str, Any]) -> list[Row]:
    """Return the rows of a report."""
    return [Row(*(one[name] for name in Row._fields)) for one in report["rows"]]


def format_caption(report: dict[str, Any]) -> str:
    """Return the version, the day and the machine as a caption."""
    return "{version} on Python {python}, {machine}, {processor}, {day}".format(**report)


def render_files(report: dict[str, Any]) -> dict[str, str]:
    """Return the content of each file, by its name."""
    return {
        "performance.json": json.dumps(report, indent=1) + "\n",
        "performance.svg": render_svg(read_rows(report), format_caption(report)),
        "performance.txt": "\n".join(_render_table(report)) + "\n",
    }


def write_files(report: dict[str, Any], folder: Path) -> None:
    """Write all files to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in render_files(report).items():
        (folder / name).write_text(content, encoding="utf-8")


def _render_table(report: dict[str, Any]) -> Iterator[str]:
    measured = read_rows(report)
    yield f"Measured with {format_caption(report)}."
    yield ""
    yield "| What | Against | Ratio | Budget | Verdict |"
    yield "|---|---|---:|---:|---|"
    for row in measured:
        sign = "≥" if row.at_least else "≤"
        budget = "" if row.budget is None else f"{sign} {row.budget:g}"
        yield f"| {row.what} | {row.against} | {row.ratio:.2f} | {budget} | {row.verdict} |"
    missed = [row.what for row in measured if row.verdict == "not met" and row.what in REASONS]
    if missed:
        yield "\nWhy a budget is not met:\n"
        yield from (f"- {what}: {REASONS[what]}" for what in missed)


if __name__ == "__main__":  # renders the picture and the table again
    folder = Path(sys.argv[1])
    write_files(json.loads((folder / "performance.json").read_text(encoding="utf-8")), folder)
