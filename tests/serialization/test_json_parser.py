import json
from pathlib import Path
from typing import Any

import pytest

import benelux_programme as bp
from benelux_programme.errors import InvalidDataError
from support import read_problem

PLAN = """{"id": "plan", "revision": 1, "period": "2025", "title": {"en": "XXXXXXXXXXX"},
"own_actions": [{"id": "act", "summary": {"en": "Act."}, "commitment": "firm", "citations": ["1/1"]}
]}"""
DEPTH, NODES, LONGEST = 4, 14, len("own_actions")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"id": x}', "1:8: not JSON"),
        ('{"id" "x"}', "1:7: not JSON: '\"x\"' where ':' belongs"),
        ('{"id": }', "1:8: not JSON: '}' where a value belongs"),
        ('{"id": "x",}', "1:12: not JSON: '}' where a key belongs"),
        ('{"id": "x"} {}', "1:13: not JSON: '{' after the end"),
        ('{"id": "x"}\n  ]', "2:3: not JSON: ']' after the end"),
        ('{"id": "x" "y"}', "1:12: not JSON: '\"y\"' where ',' belongs"),
        ('["x" "y"]', "1:6: not JSON: '\"y\"' where ',' belongs"),
        ("[1,]", "1:4: not JSON: ']' where a value belongs"),
        ("[1, :]", "1:5: not JSON: ':' where a value belongs"),
        ("[,]", "1:2: not JSON: ',' where a value belongs"),
        ("[", "1:2: not JSON: '' where a value belongs"),
        ('{"a": 1', "1:8: not JSON: '' where ',' belongs"),
        ('{"a": 1, 2: 3}', "1:10: not JSON: '2' where a key belongs"),
        ('{"a": [NaN]}', "1:8: not JSON"),
        ("[123456789012345, x]", "1:19: not JSON"),
        ('{"a": "b\\x"}', "1:7: not JSON"),
        ('{"a": \t\r\n #}', "2:2: not JSON"),
    ],
)
def test_invalid_json_is_refused_with_its_place(text: str, expected: str, tmp_path: Path) -> None:
    assert read_problem(text, tmp_path) == f"mine:{expected} [syntax]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{\n "a": 1,\n "a": 2}', "3:2: the key 'a' a second time [repeated-key]"),
        ('{"a":\n  [12, 1234567890123456]}', "2:8: a number of 16 digits [bad-number]"),
        ('{"a": 1,\r"a": 2}', "2:1: the key 'a' a second time [repeated-key]"),
        ('{"a": 1,\r\n\n\r"a": 2}', "4:1: the key 'a' a second time [repeated-key]"),
        ("[-1234567890123456]", "1:2: a number of 16 digits [bad-number]"),
        (b'{\n"a": "\xff"}', "2:1: not UTF-8: invalid start byte [encoding]"),
    ],
)
def test_valid_json_that_is_not_allowed_is_refused(
    text: str | bytes, expected: str, tmp_path: Path
) -> None:
    assert read_problem(text, tmp_path) == f"mine:{expected}"


@pytest.mark.parametrize(
    ("text", "limit", "least", "expected"),
    [
        ('{"a": [[1]]}', "max_depth", 3, "1:8: nested deeper than 2 [too-deep]"),
        ('[[{"a": 1}]]', "max_depth", 3, "1:3: nested deeper than 2 [too-deep]"),
        ("[" * 31 + "1" + "]" * 31, "max_depth", 31, "1:31: nested deeper than 30 [too-deep]"),
        ("[1, 2, 3]", "max_nodes", 4, "1:8: more than 3 values [too-many]"),
        ('{"a": "bcd"}', "max_text", 3, "1:7: longer than 2 characters [too-long]"),
        ('{"abc": 1}', "max_text", 3, "1:2: longer than 2 characters [too-long]"),
        ("[1]", "max_bytes", 3, " larger than 2 bytes [too-large]"),
    ],
)
def test_json_beyond_a_limit_is_refused(
    text: str, limit: str, least: int, expected: str, tmp_path: Path
) -> None:
    few: Any = {limit: least - 1}
    assert read_problem(text, tmp_path, **few) == f"mine:{expected}"
    enough: Any = {limit: least}
    with pytest.raises(InvalidDataError) as caught:
        bp.read(text, **enough)
    assert {problem.code for problem in caught.value.problems} <= {
        "missing-key",
        "unknown-key",
        "wrong-type",
    }


def test_endlessly_nested_json_is_refused(tmp_path: Path) -> None:
    told = read_problem("[" * 30_000, tmp_path)
    assert told == "mine:1:33: nested deeper than 32 [too-deep]"


@pytest.mark.parametrize("text", ["[" * 3000, '{"a":' * 3000, "a: " + "[" * 900])
def test_no_limit_permits_more_depth_than_is_safe(text: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        bp.read(text.encode(), max_depth=10_000)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("too-deep", 1)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"id": "plan"', '"id": "other", "id": "plan"', "repeated-key"),
        ('"revision": 1', '"revision": 1000000000000000', "bad-number"),
        ('"revision": 1', '"revision": NaN', "syntax"),
        ("XXXXXXXXXXX", "XXXXXXXXXXXX", "too-long"),
        ('"commitment"', '"timing": "2025", "commitment"', "too-many"),
    ],
)
def test_json_of_an_otherwise_valid_programme_is_refused(old: str, new: str, code: str) -> None:
    limits: dict[str, Any] = {"max_depth": DEPTH, "max_text": LONGEST}
    if code == "too-many":
        limits["max_nodes"] = NODES
    assert old in PLAN
    with pytest.raises(InvalidDataError) as caught:
        bp.read(PLAN.replace(old, new), **limits)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_keys_have_the_maximum_length_of_texts() -> None:
    short = PLAN.replace("XXXXXXXXXXX", "X")
    assert bp.read(short, max_text=LONGEST).id == "plan"
    with pytest.raises(InvalidDataError, match="longer than 10 characters"):
        bp.read(short, max_text=LONGEST - 1)


@pytest.mark.parametrize("limit", ["max_depth", "max_nodes", "max_text"])
def test_limits_are_inclusive(limit: str) -> None:
    limits: dict[str, Any] = {"max_depth": DEPTH, "max_nodes": NODES, "max_text": LONGEST}
    assert bp.read(PLAN, **limits).id == "plan"
    with pytest.raises(InvalidDataError):
        bp.read(PLAN, **{**limits, limit: limits[limit] - 1})


def test_a_byte_order_mark_does_not_count_as_a_column(tmp_path: Path) -> None:
    told = read_problem(b"\xef\xbb\xbf[1,]", tmp_path)
    assert told == "mine:1:4: not JSON: ']' where a value belongs [syntax]"


@pytest.mark.parametrize("indent", ["", "\n  "])
def test_items_of_lists_have_locations(indent: str, tmp_path: Path) -> None:
    text = PLAN.replace('["1/1"]', f'["1/1", {indent}-7]')
    place = text.index("-7]") - text.rindex("\n", 0, text.index("-7]"))
    line = text.count("\n", 0, text.index("-7]")) + 1
    told = read_problem(text, tmp_path)
    assert told.startswith(f"mine:{line}:{place} own_actions[0].citations[1]: ")


def test_numbers_have_up_to_15_digits() -> None:
    programme = bp.read(PLAN.replace('"XXXXXXXXXXX"', "999999999999999"))
    assert programme.title.en == "999999999999999"


def test_strings_are_unescaped() -> None:
    text = 'é "quoted" \\ \u20ac / \U0001f600'
    assert bp.read(PLAN.replace('"XXXXXXXXXXX"', json.dumps(text))).title.en == text
