from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._serialization import yaml_parser
from benelux_programme.errors import InvalidDataError
from support import YAML_LOADERS, read_problem

MARK = yaml.Mark("mine", 0, 2, 7, None, 0)


COLON = "a colon where none belongs; put a text with a colon in quotes, or check the indentation"
BEGINNING = "a text cannot begin like this; put it in quotes"
END = (
    "this does not belong to the value before it; put the whole text in quotes that it does not "
    "contain, or check brackets and indentation"
)


@pytest.mark.parametrize("loader", YAML_LOADERS)
@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("summary: Treaty: signed\n", "1:16", COLON),
        ("a: b\nc: d\n a: e\n", "3:3", COLON),
        ("title: @home\n", "1:8", BEGINNING),
        ("- `home`\n", "1:3", BEGINNING),
        ("fr: - oui\n", "1:5", BEGINNING),
        ("fr: ? oui\n", "1:5", BEGINNING),
        ("title: {fr: - oui}\n", "1:13", BEGINNING),
        ("title: > 3\n", "1:10", BEGINNING),
        ("title: **very** good\n", "1:9", BEGINNING),
        ("title: !very!good\n", "1:8", BEGINNING),
        ("title: 'l'accord'\n", "1:11", END),
        ('- "The" treaty\n', "1:9", END),
        ("title: {en: Treaty: signed}\n", "1:19", END),
        ("a: [b\nc: d\n", "2:2", END),
        ("a:\n  b: c\n d: e\n", "3:2", END),
        ('a: "b\n', "2:1", "a quotation mark without its other half"),
        ("a:\n\tb\n", "2:1", "a tab; use spaces"),
        ("é: 1\n\tb: 2\n", "2:1", "a tab; use spaces"),
        ("a: b\nc\n", "3:1", "could not find expected ':'"),
    ],
)
def test_invalid_yaml_is_refused_with_advice(
    text: str, place: str, told: str, loader: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(yaml_parser, "LOADER", getattr(yaml, loader))
    assert read_problem(text, tmp_path) == f"mine:{place}: not YAML: {told} [syntax]"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (yaml.MarkedYAMLError(problem="strange"), "mine: not YAML: strange [syntax]"),
        (yaml.MarkedYAMLError("at first", MARK), "mine:3:8: not YAML: at first [syntax]"),
        (yaml.MarkedYAMLError("at first", MARK, "strange"), "mine:3:8: not YAML: strange [syntax]"),
    ],
)
def test_errors_of_the_parser_may_lack_a_problem_or_a_place(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def parse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(yaml, "parse", parse)
    assert read_problem("a: b\n", tmp_path) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\na: c\n", "2:1: the key 'a' a second time [repeated-key]"),
        ("a: &x b\n", "1:4: an anchor; leave it out, or quote the text [alias]"),
        ("a:\n - &x [b]\n", "2:4: an anchor; leave it out, or quote the text [alias]"),
        ("a:\n  b: *x\n", "2:6: an alias; write the value out, or quote the text [alias]"),
        ("a:\n - !x b\n", "2:4: the tag !x; leave it out, or quote the text [tag]"),
        ("a:\n - !x {b: c}\n", "2:4: the tag !x; leave it out, or quote the text [tag]"),
        ("%YAML 1.1\n---\na: b\n", "1:1: a directive; leave it out, or indent it [directive]"),
        ("a: b\n%TAG ! !x\n", "2:1: a directive; leave it out, or indent it [directive]"),
        ("# a\r%TAG ! !x\r", "2:1: a directive; leave it out, or indent it [directive]"),
        ("\ufeff\ufeff%TAG ! !x\n", "1:2: a directive; leave it out, or indent it [directive]"),
        ("a: b\n---\nc: d\n", "2:1: a second document [many-documents]"),
        ("a:\n  [x]: y\n", "2:3: a key that is not a string [bad-key]"),
        ("a:\n  ? {x: y}\n  : z\n", "2:5: a key that is not a string [bad-key]"),
        ("a:\n  ~: y\n", "2:3: a key that is not a string [bad-key]"),
        (b"a: b\nc: \xff\n", "2:1: not UTF-8: invalid start byte [encoding]"),
        (b"\xff\n\xff", "1:1: not UTF-8: invalid start byte [encoding]"),
    ],
)
def test_valid_yaml_that_is_not_allowed_is_refused(
    text: str | bytes, expected: str, tmp_path: Path
) -> None:
    assert read_problem(text, tmp_path) == f"mine:{expected}"


@pytest.mark.parametrize(
    ("text", "limit", "least", "expected"),
    [
        ("a:\n  - [b]\n", "max_depth", 3, "2:5: nested deeper than 2 [too-deep]"),
        ("a:\n  - {b: c}\n", "max_depth", 3, "2:5: nested deeper than 2 [too-deep]"),
        ("a:\n  - [b, c, d]\n", "max_nodes", 6, "2:12: more than 5 values [too-many]"),
        ("a:\n - bcd\n", "max_text", 3, "2:4: longer than 2 characters [too-long]"),
    ],
)
def test_yaml_beyond_a_limit_is_refused(
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


PLAIN = st.one_of(
    st.sampled_from(
        [
            *("2026", "1", "1.1", "1.10", "010", "0x1F", "0o17", "1_000", "12:30"),
            *("1:2:3.5", "1e3", "1.5e+3", "1.e+3", ".5", "5.", ".inf", "-.INF", ".nan"),
            *("-0", "-0.0", "+1", "-1", "no", "NO", "yes", "on", "off"),
            *("true", "FALSE", "y", "n", "null", "~", "Null", "=", "<<"),
            *(
                "2026-01-31",
                "2026-1-31",
                "2026-13-45",
                "2026-01-31T10:00:00Z",
                "0b11",
                "123456789012345",
                "1234567890123456",
                "0.1234567890123456",
                "2026-2028",
            ),
            *("1/2", "1.1/2", "a"),
        ]
    ),
    st.text("0123456789.:-+_eExo", min_size=1, max_size=12),
)


@settings(max_examples=500, deadline=None)
@given(PLAIN, st.sampled_from(["id", "period", "revision", "title", "responsible", "adopted"]))
def test_documents_read_from_text_are_those_that_yaml_loads(plain: str, field: str) -> None:
    values = {"id": "plan", "period": "2026", "title": "Plan", "revision": "1"} | {field: plain}
    text = "id: {id}\nperiod: {period}\ntitle: {{en: {title}}}\nrevision: {revision}\n"
    text += "publication:\n  kind: flyer\n  title: {{en: Plan}}\n  languages: [en]\n"
    text += "".join(f"  {name}: {plain}\n" for name in ("responsible", "adopted") if name == field)
    text = text.format(**values)
    try:
        programme = bp.read(text)
    except InvalidDataError:
        return
    assert bp.read(yaml.safe_load(text)) == programme


@pytest.mark.parametrize(
    "plain",
    ["1.10", "010", "0x1F", "1_000", "12:30", ".5", "5.", "no", "TRUE", "=", "2026-13-45", "1.0"],
)
def test_what_other_parsers_read_differently_must_be_quoted(plain: str, tmp_path: Path) -> None:
    text = "id: plan\nperiod: 2026\ntitle: {en: %s}\n"
    message = f'{plain} is something else to other parsers; write it as "{plain}" [wrong-type]'
    assert read_problem(text % plain, tmp_path) == f"mine:3:13 title.en: {message}"
    assert bp.read(text % f'"{plain}"').title.en == plain


@pytest.mark.parametrize("plain", ["2026", "-1", "1.1", "2026-01-31", "1e3", "1.2.3", "Yes!"])
def test_numbers_and_dates_in_their_shortest_form_need_no_quotes(plain: str) -> None:
    text = f"id: plan\nperiod: 2026\ntitle: {{en: {plain}}}\n"
    assert bp.read(text) == bp.read(yaml.safe_load(text))
    assert bp.read(text).title.en == plain


@pytest.mark.parametrize("loader", YAML_LOADERS)
def test_deeply_nested_yaml_is_too_deep(
    loader: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(yaml_parser, "LOADER", getattr(yaml, loader))
    told = read_problem("x: " + "[" * 1100 + "]" * 1100, tmp_path)
    assert told.startswith("mine:1:")  # parsers in C may have a limit of their own
    assert told.endswith(" [too-deep]")


def test_an_impossible_character_is_refused_with_the_message_of_the_parser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(yaml_parser, "LOADER", yaml.SafeLoader)
    told = read_problem('x: "\\U00110000"\n', tmp_path)
    assert told == "mine: not YAML: chr() arg not in range(0x110000) [syntax]"


@pytest.mark.parametrize("loader", YAML_LOADERS)
@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("{\0", "1:2", "U+0000"),
        ("a:\n b: \0\n", "2:5", "U+0000"),
        ("a: é\r\nb: cdé: \x1b[31m", "2:9", "U+001B"),
        ("a: é\r\nb: c\x85", "2:5", "U+0085"),
        ("a: b\rc: d\u2028", "2:5", "U+2028"),
        ("a: b\u2029", "1:5", "U+2029"),
        ("a: \x07\nb: \x07", "1:4", "U+0007"),
        (f"# {'x' * 100_000}\na: b\x7f", "2:5", "U+007F"),
    ],
)
def test_a_forbidden_character_is_refused_with_its_place(
    text: str,
    place: str,
    character: str,
    loader: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(yaml_parser, "LOADER", getattr(yaml, loader))
    message = f"not YAML: the character {character} is not allowed; leave it out"
    assert read_problem(text, tmp_path) == f"mine:{place}: {message} [syntax]"
