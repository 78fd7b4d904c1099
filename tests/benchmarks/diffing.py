"""Compare the time of our diffs with that of libraries that diff any nested data."""

from collections.abc import Callable, Iterator
from typing import Any

import deepdiff
import dictdiffer
import jsondiff
from measuring import Row, measure_ratios
from sample import Document, build_document, revise

import benelux_programme as bp
from benelux_programme._serialization.codec import decode_trusted


def compare_diffs(size: int, rounds: int) -> Iterator[Row]:
    """Yield the rows of a diff of two revisions, of which one action in a hundred differs."""
    old_document, new_document = build_document(size), revise(build_document(size))
    old, new = decode_trusted(old_document), decode_trusted(new_document)
    old_actions, new_actions = index_actions(old_document), index_actions(new_document)
    peers: dict[str, Callable[[], Any]] = {
        "deepdiff": lambda: deepdiff.DeepDiff(old_actions, new_actions),
        "dictdiffer": lambda: list(dictdiffer.diff(old_actions, new_actions)),
        "jsondiff": lambda: jsondiff.diff(old_actions, new_actions),
    }
    ratios = measure_ratios(lambda: bp.diff(old, new), peers, rounds)
    yield Row(
        f"deepdiff of {size} actions", "our diff", ratios.pop("deepdiff"), 100.0, at_least=True
    )
    for name, ratio in ratios.items():
        yield Row(f"{name} of {size} actions", "our diff", ratio)


def index_actions(document: Document) -> dict[str, Document]:
    """Return the actions by id, which spares the peers the search for matching ones."""
    themes = [theme for pillar in document["pillars"] for theme in pillar["themes"]]
    return {action["id"]: action for theme in themes for action in theme["actions"]}
