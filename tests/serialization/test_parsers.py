"""What is refused in YAML and JSON before it is a programme: the message, and where."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import benelux_programme as bp
from benelux_programme._serialization import json_parser as json_text
from benelux_programme._serialization import yaml_parser as yaml_text
from benelux_programme._serialization.json_parser import is_shallow
from benelux_programme._serialization.source_map import Limits, SourceMap
from benelux_programme.errors import InvalidDataError

MARK = yaml.Mark("mine", 0, 2, 7, None, 0)


def refusal(text: str | bytes, folder: Path, monkeypatch: pytest.MonkeyPatch, **limits: int) -> str:
    """What is said of a file that is called `mine`."""
    monkeypatch.chdir(folder)
    Path("mine").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InvalidDataError) as caught:
        bp.read("mine", **limits)
    (problem,) = caught.value.problems
    return str(problem)


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
def test_what_is_no_json(
    text: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(text, tmp_path, monkeypatch) == f"mine:{expected} [syntax]"


@pytest.mark.parametrize(
    "text", ["a: b\nc: d\n a: e\n", "a: [b\nc: d\n", 'a: "b\n', "a:\n\tb\n", "- @b\n"]
)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_what_is_no_yaml_is_told_as_the_parser_tells_it(
    text: str, loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "LOADER", getattr(yaml, loader))
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=yaml_text.LOADER))
    mark = caught.value.problem_mark
    assert mark is not None
    place = f"mine:{mark.line + 1}:{mark.column + 1}"
    told = f"{place}: not YAML: {caught.value.problem} [syntax]"
    assert refusal(text, tmp_path, monkeypatch) == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (yaml.MarkedYAMLError(problem="strange"), "mine: not YAML: strange [syntax]"),
        (yaml.MarkedYAMLError("at first", MARK), "mine:3:8: not YAML: at first [syntax]"),
        (yaml.MarkedYAMLError("at first", MARK, "strange"), "mine:3:8: not YAML: strange [syntax]"),
    ],
)
def test_a_parser_that_tells_less_is_believed(
    error: Exception, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(yaml, "parse", parse)
    assert refusal("a: b\n", tmp_path, monkeypatch) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{\n "a": 1,\n "a": 2}', "3:2: the key 'a' a second time [repeated-key]"),
        ("a: b\na: c\n", "2:1: the key 'a' a second time [repeated-key]"),
        ('{"a":\n  [12, 1234567890123456]}', "2:8: a number of 16 digits [bad-number]"),
        ("[-1234567890123456]", "1:2: a number of 16 digits [bad-number]"),
        ("a: &x b\n", "1:4: an anchor; leave it out [alias]"),
        ("a:\n - &x [b]\n", "2:4: an anchor; leave it out [alias]"),
        ("a:\n  b: *x\n", "2:6: an alias; write the value out [alias]"),
        ("a:\n - !x b\n", "2:4: the tag !x; leave it out [tag]"),
        ("a:\n - !x {b: c}\n", "2:4: the tag !x; leave it out [tag]"),
        ("%YAML 1.1\n---\na: b\n", "1:1: a directive; leave it out [directive]"),
        ("%TAG ! tag:x,2000:\n---\na: b\n", "1:1: a directive; leave it out [directive]"),
        ("a: b\n---\nc: d\n", "2:1: a second document [many-documents]"),
        ("a:\n  [x]: y\n", "2:3: a key that is not a string [bad-key]"),
        ("a:\n  ? {x: y}\n  : z\n", "2:5: a key that is not a string [bad-key]"),
        ("a:\n  ~: y\n", "2:3: a key that is not a string [bad-key]"),
        (b'{\n"a": "\xff"}', "2:1: not UTF-8: invalid start byte [encoding]"),
        (b"a: b\nc: \xff\n", "2:1: not UTF-8: invalid start byte [encoding]"),
        (b"\xff\n\xff", "1:1: not UTF-8: invalid start byte [encoding]"),
    ],
)
def test_what_is_not_allowed(
    text: str | bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(text, tmp_path, monkeypatch) == f"mine:{expected}"


@pytest.mark.parametrize(
    ("text", "limit", "least", "expected"),
    [
        ('{"a": [[1]]}', "max_depth", 3, "1:8: nested deeper than 2 [too-deep]"),
        ('[[{"a": 1}]]', "max_depth", 3, "1:3: nested deeper than 2 [too-deep]"),
        ("a:\n  - [b]\n", "max_depth", 3, "2:5: nested deeper than 2 [too-deep]"),
        ("a:\n  - {b: c}\n", "max_depth", 3, "2:5: nested deeper than 2 [too-deep]"),
        ("[" * 31 + "1" + "]" * 31, "max_depth", 31, "1:31: nested deeper than 30 [too-deep]"),
        ("[1, 2, 3]", "max_nodes", 4, "1:8: more than 3 values [too-many]"),
        ("a:\n  - [b, c, d]\n", "max_nodes", 7, "2:12: more than 6 values [too-many]"),
        ('{"a": "bcd"}', "max_text", 3, "1:7: longer than 2 characters [too-long]"),
        ('{"abc": 1}', "max_text", 3, "1:2: longer than 2 characters [too-long]"),
        ("a:\n - bcd\n", "max_text", 3, "2:4: longer than 2 characters [too-long]"),
        ("[1]", "max_bytes", 3, " larger than 2 bytes [too-large]"),
    ],
)
def test_what_is_too_much(
    text: str,
    limit: str,
    least: int,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few: Any = {limit: least - 1}
    assert refusal(text, tmp_path, monkeypatch, **few) == f"mine:{expected}"
    enough: Any = {limit: least}
    with pytest.raises(InvalidDataError) as caught:
        bp.read("mine", **enough)
    assert {problem.code for problem in caught.value.problems} <= {
        "missing-key",
        "unknown-key",
        "wrong-type",
    }


def test_what_is_nested_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refusal("[" * 30_000, tmp_path, monkeypatch)
    assert told == "mine:1:33: nested deeper than 32 [too-deep]"


PLAN = """{"id": "plan", "revision": 1, "period": "2025", "title": {"en": "XXXXXXXXXXX"},
"own_actions": [{"id": "act", "summary": {"en": "Act."}, "commitment": "firm", "citations": ["1/1"]}
]}"""
DEPTH, NODES, LONGEST = 4, 14, len("own_actions")


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
def test_what_would_be_a_programme_otherwise_is_refused_too(old: str, new: str, code: str) -> None:
    limits = {"max_depth": DEPTH, "max_text": LONGEST}
    if code == "too-many":
        limits["max_nodes"] = NODES
    assert old in PLAN
    with pytest.raises(InvalidDataError) as caught:
        bp.read(PLAN.replace(old, new), **limits)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_long_key_is_refused_as_a_long_text_is() -> None:
    short = PLAN.replace("XXXXXXXXXXX", "X")
    assert bp.read(short, max_text=LONGEST).id == "plan"
    with pytest.raises(InvalidDataError, match="longer than 10 characters"):
        bp.read(short, max_text=LONGEST - 1)


def test_the_mark_of_utf_8_is_no_part_of_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refusal(b"\xef\xbb\xbf[1,]", tmp_path, monkeypatch)
    assert told == "mine:1:4: not JSON: ']' where a value belongs [syntax]"


def test_the_place_of_a_value_is_the_nearest_on_the_way_to_it() -> None:
    document: Any = {"a": [1, {"b": [2]}]}
    places = SourceMap()
    assert places.find(document, ("a", 0)) is None
    places.put(document, "", ("file", 1, 1))
    assert places.find(document, ()) == places.find(document, ("a", 0)) == ("file", 1, 1)
    places.put(document["a"][1], "", ("other", 3, 5))
    assert places.find(document, ("a", 1)) == ("file", 1, 1)
    assert places.find(document, ("a", 1, "b", 0)) == ("other", 3, 5)
    places.put(document["a"][1], "b", ("other", 4, 7))
    assert places.find(document, ("a", 1, "b", 0)) == ("other", 4, 7)


@pytest.mark.parametrize("limit", ["max_depth", "max_nodes", "max_text"])
def test_one_more_than_is_allowed_is_refused(limit: str) -> None:
    limits = {"max_depth": DEPTH, "max_nodes": NODES, "max_text": LONGEST}
    assert bp.read(PLAN, **limits).id == "plan"
    with pytest.raises(InvalidDataError):
        bp.read(PLAN, **{**limits, limit: limits[limit] - 1})


def test_what_is_allowed_is_read_without_noting_where_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_text, "_JsonReader", None)
    text = PLAN.replace('"revision": 1', '"revision": 999999999999999')
    limits = {"max_depth": DEPTH, "max_nodes": NODES, "max_text": LONGEST}
    assert bp.read(text, **limits).revision == 10**15 - 1


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
def test_what_is_wrong_with_all_of_it_is_told_where_it_begins(
    text: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(text, tmp_path, monkeypatch) == expected


@pytest.mark.parametrize("indent", ["", "\n  "])
def test_what_is_wrong_in_a_list_is_told_where_it_stands(
    indent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PLAN.replace('["1/1"]', f'["1/1", {indent}7]')
    place = text.index("7]") - text.rindex("\n", 0, text.index("7]"))
    line = text.count("\n", 0, text.index("7]")) + 1
    told = refusal(text, tmp_path, monkeypatch)
    assert told.startswith(f"mine:{line}:{place} own_actions[0].citations[1]: ")


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, {"b": []}], "c": {}}',
        '["[[[[", "]]]]", "{", "\\"[[[[", "\\\\"]',
        '["é[", "\\u00e9[[["]',
        "1",
    ],
)
def test_brackets_in_texts_nest_nothing(text: str) -> None:
    assert is_shallow(text, Limits(max_depth=3))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 9 + "]" * 9,
        '{"a":' * 9 + "1" + "}" * 9,
        '[{"a":' * 9 + "1" + "}]" * 9,
        '["]",' * 9 + "1" + "]" * 9,
        '["\\"]",' * 9 + "1" + "]" * 9,
        '["\\\\","]",' * 9 + "1" + "]" * 9,
        '["a]b",' * 9 + "1" + "]" * 9,
        "[",
        "]",
        '"',
    ],
)
def test_what_could_take_too_much_stack_is_not_parsed_quickly(text: str) -> None:
    assert not is_shallow(text, Limits(max_depth=4))


def test_as_deep_as_is_allowed_is_shallow() -> None:
    assert is_shallow("[[[[]]]]", Limits(max_depth=4))
    assert not is_shallow("[[[[[]]]]]", Limits(max_depth=4))


def test_limits_that_are_raised_far_still_end_in_our_own_error() -> None:
    with pytest.raises(InvalidDataError) as caught:
        bp.read(b"[" * 3000 + b"]" * 3000, max_depth=10_000)
    assert str(caught.value.problems[0]) == "nested deeper than can be read [too-deep]"


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_yaml_that_is_nested_far_is_too_deep(
    loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "LOADER", getattr(yaml, loader))
    told = refusal("x: " + "[" * 1100 + "]" * 1100, tmp_path, monkeypatch)
    assert told.startswith("mine:1:")  # parsers in C may have a limit of their own
    assert told.endswith(" [too-deep]")


def test_a_letter_that_there_cannot_be_is_told_in_the_words_of_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "LOADER", yaml.SafeLoader)
    told = refusal('x: "\\U00110000"\n', tmp_path, monkeypatch)
    assert told == "mine: not YAML: chr() arg not in range(0x110000) [syntax]"


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("{\0", "1:2", "U+0000"),
        ("a:\n b: \0\n", "2:5", "U+0000"),
        ("a: é\r\nb: c\x85dé: \x1b[31m", "3:5", "U+001B"),
        ("a: b\u2028\uffff", "2:1", "U+FFFF"),
        ("a: \x07\nb: \x07", "1:4", "U+0007"),
        (f"# {'x' * 100_000}\na: b\x7f", "2:5", "U+007F"),
    ],
)
def test_a_character_that_yaml_does_not_allow_is_told_with_its_place(
    text: str,
    place: str,
    character: str,
    loader: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_text, "LOADER", getattr(yaml, loader))
    message = f"not YAML: the character {character} is not allowed; leave it out"
    assert refusal(text, tmp_path, monkeypatch) == f"mine:{place}: {message} [syntax]"
