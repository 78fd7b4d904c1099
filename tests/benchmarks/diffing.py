"""How long it takes to tell what changed."""

from collections.abc import Callable, Iterator
from typing import Any

import deepdiff
import dictdiffer
import jsondiff
from measuring import Row, measure_ratios
from sample import Document, build_document, revise

import benelux_programme as bp
from benelux_programme._serialization.codec import decode

Keyed = dict[str, Any]


def rows(size: int, rounds: int) -> Iterator[Row]:
    """Two revisions, of which one action in a hundred differs; others get what they like best."""
    old, new = build_document(size), revise(build_document(size))
    ours = decode(old), decode(new)
    before, after = keyed(old), keyed(new)
    peers: dict[str, Callable[[], Any]] = {
        "deepdiff": lambda: deepdiff.DeepDiff(before, after),
        "dictdiffer": lambda: list(dictdiffer.diff(before, after)),
        "jsondiff": lambda: jsondiff.diff(before, after),
    }
    found = measure_ratios(lambda: bp.diff(*ours), peers, rounds)
    yield Row(
        f"deepdiff of {size} actions", "our diff", found.pop("deepdiff"), 250.0, at_least=True
    )
    for name, ratio in found.items():
        yield Row(f"{name} of {size} actions", "our diff", ratio)


def keyed(content: Document) -> Keyed:
    """The actions by their ids, which spares the others the search for what belongs together."""
    themes = [theme for pillar in content["pillars"] for theme in pillar["themes"]]
    return {action["id"]: action for theme in themes for action in theme["actions"]}
