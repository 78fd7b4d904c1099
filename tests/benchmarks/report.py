"""What was measured, as files: JSON, and made from it a picture and a table for a page."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import Row
from picture import svg

REASONS = {
    "import, load and print a title": (
        "Most of it is the making of the seventeen classes, with their checks, by attrs."
    ),
    "read and check": (
        "cattrs calls a function for each value, and the text of each is looked at; to do without "
        "would take a second reader beside it."
    ),
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
"""Why a budget is not met, by how the name of what was measured begins."""


def rows(told: dict[str, Any]) -> list[Row]:
    """The rows of a report."""
    return [Row(*(one[name] for name in Row._fields)) for one in told["rows"]]


def reason(row: Row) -> str:
    """Why a budget is not met."""
    if row.against == "power of the size":
        return "The caches of the processor hold the small sizes, and not the large ones."
    return next(why for begin, why in REASONS.items() if row.what.startswith(begin))


def caption(told: dict[str, Any]) -> str:
    """What was measured, when, and on which machine."""
    return "{version} on Python {python}, {machine}, {processor}, {day}".format(**told)


def files(told: dict[str, Any]) -> dict[str, str]:
    """The content of each file, by its name."""
    return {
        "performance.json": json.dumps(told, indent=1) + "\n",
        "performance.svg": svg(rows(told), caption(told)),
        "performance.txt": "\n".join(_table(told)) + "\n",
    }


def write(told: dict[str, Any], folder: Path) -> None:
    """Write all files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(told).items():
        (folder / name).write_text(content, encoding="utf-8")


def _table(told: dict[str, Any]) -> Iterator[str]:
    measured = rows(told)
    yield f"Measured with {caption(told)}."
    yield ""
    yield "| What | Against | Ratio | Budget | Verdict |"
    yield "|---|---|---:|---:|---|"
    for row in measured:
        sign = "≥" if row.at_least else "≤"
        budget = "" if row.budget is None else f"{sign} {row.budget:g}"
        yield f"| {row.what} | {row.against} | {row.ratio:.2f} | {budget} | {row.verdict} |"
    why: dict[str, list[str]] = {}
    for row in measured:
        if row.verdict == "not met":
            why.setdefault(reason(row), []).append(row.what)
    if why:
        yield "\nWhy a budget is not met:\n"
    for sentence, names in why.items():
        yield f"- {'; '.join(names)}: {sentence}"


if __name__ == "__main__":  # to make the picture and the table anew from the JSON of a folder
    asked = Path(sys.argv[1])
    write(json.loads((asked / "performance.json").read_text(encoding="utf-8")), asked)
