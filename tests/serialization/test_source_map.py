from pathlib import Path
from typing import Any

import pytest

from benelux_programme._serialization.source_map import SourceMap
from support import read_problem


def test_the_location_is_that_of_the_nearest_value_around() -> None:
    document: Any = {"a": [1, {"b": [2]}]}
    source_map = SourceMap()
    assert source_map.find_location(document, ("a", 0)) == (None, None, None)
    source_map.add_container(document, {None: ("file", 1, 1)})
    assert source_map.find_location(document, ()) == ("file", 1, 1)
    assert source_map.find_location(document, ("a", 0)) == ("file", 1, 1)
    source_map.add_container(document["a"][1], {None: ("other", 3, 5)})
    assert source_map.find_location(document, ("a", 1)) == ("other", 3, 5)
    assert source_map.find_location(document, ("a", 1, "b", 0)) == ("other", 3, 5)
    source_map.add_container(document["a"][1], {None: ("other", 3, 5), "b": ("other", 4, 7)})
    assert source_map.find_location(document, ("a", 1, "b", 0)) == ("other", 4, 7)


def test_a_copy_has_the_locations_of_the_original() -> None:
    original, copy = {"a": 1}, {"a": 1}
    source_map = SourceMap()
    source_map.copy_locations(original, copy)
    assert source_map.find_location(copy, ("a",)) == (None, None, None)
    source_map.add_container(original, {None: ("file", 1, 1), "a": ("file", 1, 4)})
    source_map.copy_locations(original, copy)
    assert source_map.find_location(copy, ("a",)) == ("file", 1, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "mine:1:1: nothing where a mapping belongs [wrong-type]"),
        ("\n  [1]", "mine:2:3: a list where a mapping belongs [wrong-type]"),
        ("\n\n- a\n- b\n", "mine:3:1: a list where a mapping belongs [wrong-type]"),
        (
            '\n {"id": "x", "period": "2025"}',
            "mine:2:2: the key 'title' is missing [missing-key]",
        ),
        (
            "\n\nid: x\nperiod: 2025\n",
            "mine:3:1: the key 'title' is missing [missing-key]",
        ),
    ],
)
def test_problems_of_a_whole_document_have_the_location_of_its_start(
    text: str, expected: str, tmp_path: Path
) -> None:
    assert read_problem(text, tmp_path) == expected
