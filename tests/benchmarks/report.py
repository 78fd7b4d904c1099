"""Reports of measurements: JSON, and a picture and a table made from it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import Row
from picture import render_svg

REASONS = {
    "import, load and print a title": (
        "Most of it is the making of the seventeen classes, with their checks, by attrs."
    ),
    "read and check": (
        "cattrs calls a function for each value, and the text of each is looked at; to do without "
        "would take a second reader beside it."
    ),
    "read": "The location of every value is recorded, and every value and text is checked.",
    "deepdiff": (
        "Two files that were read apart share no texts, so each text of both is looked at, and "
        "that is most of the time; few texts are in the cache of the processor."
    ),
    "first search": (
        "To find the words of all texts takes Python about as long as C takes to parse the file."
    ),
    "load": "Lists and keywords are looked up, so that equal ones are held once.",
    "memory": "Most of it are the texts themselves, which the dicts hold too.",
    "report": "The place of each value is sought, and so are words near to each that is wrong.",
    "scan": "A query is some work whatever the size, beside which a scan of few texts is short.",
}
"""The reason why a budget is not met, by the beginning of the name of the row."""


def read_rows(report: dict[str, Any]) -> list[Row]:
    """Return the rows of a report."""
    return [Row(*(one[name] for name in Row._fields)) for one in report["rows"]]


def find_reason(row: Row) -> str:
    """Return the reason why a budget is not met."""
    if row.against == "power of the size":
        return "The caches of the processor hold the small sizes, and not the large ones."
    return next(text for begin, text in REASONS.items() if row.what.startswith(begin))


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
    reasons: dict[str, list[str]] = {}
    for row in measured:
        if row.verdict == "not met":
            reasons.setdefault(find_reason(row), []).append(row.what)
    if reasons:
        yield "\nWhy a budget is not met:\n"
    for sentence, names in reasons.items():
        yield f"- {'; '.join(names)}: {sentence}"


if __name__ == "__main__":  # renders the picture and the table again
    folder = Path(sys.argv[1])
    write_files(json.loads((folder / "performance.json").read_text(encoding="utf-8")), folder)
