from copy import copy
from pathlib import Path
from typing import Any

import pytest

from benelux_programme._serialization.documents import (
    UNKNOWN_LOCATION,
    LocatedMapping,
    find_location,
)
from support import A_PROGRAMME, read_problem


def read_positions(name: str) -> Any:
    return lambda line: (name, line, 1)


def test_the_location_is_that_of_the_nearest_value_around() -> None:
    inner, outer = LocatedMapping({"b": [2]}), LocatedMapping()
    outer["a"] = [1, inner]
    inner.locate, outer.locate = read_positions("other"), read_positions("file")
    inner.positions, outer.positions = {None: 3, "b": 4, ("b",): 5}, {None: 1}
    start = ("file", 7, 7)
    assert find_location({"a": inner}, ("a", "b"), start) == start
    assert find_location(outer, (), start) == ("file", 1, 1)
    assert find_location(outer, ("a", 0), start) == ("file", 1, 1)
    assert find_location(outer, ("a", 1), start) == ("other", 3, 1)
    assert find_location(outer, ("a", 1, "b", 0), start) == ("other", 4, 1)
    assert find_location(outer, ("a", 1), start, "b") == ("other", 5, 1)
    assert find_location(outer, ("a", 1), start, "c") == ("other", 3, 1)


def test_a_copy_has_the_locations_of_the_original() -> None:
    original = LocatedMapping({"a": 1})
    original.locate, original.positions = read_positions("file"), {None: 1, "a": 2}
    copied = copy(original)
    copied["b"] = 3
    assert original == {"a": 1}
    assert find_location(copied, ("a",), UNKNOWN_LOCATION) == ("file", 2, 1)
    assert find_location(copied, ("b",), UNKNOWN_LOCATION) == ("file", 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"mine:1:1: nothing where {A_PROGRAMME} [wrong-type]"),
        ("\n  [1]", f"mine:2:3: a list where {A_PROGRAMME} [wrong-type]"),
        ("\n\n- a\n- b\n", f"mine:3:1: a list where {A_PROGRAMME} [wrong-type]"),
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
