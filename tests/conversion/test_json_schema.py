import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import benelux_programme as bp
from examples import PROGRAMME_WITH_OUTCOMES

SCHEMA = jsonschema.Draft202012Validator(bp.json_schema())
DOCUMENT = bp.to_dict(PROGRAMME_WITH_OUTCOMES) | {"extends": "2021-2024"}

ID = {
    "type": ["string"],
    "pattern": r"^(?:[a-z][a-z0-9]*(-[a-z0-9]+)*)$(?!\n)",
    "maxLength": 65_536,
}
MAX = 999_999_999
A_TEXT = {"$ref": "#/$defs/Text", "type": "object"}
A_PARAGRAPH = {"$ref": "#/$defs/Citation", "type": "object"}
A_WORDING = {
    "type": ["string", "number"],
    "maxLength": 65_536,
    "exclusiveMinimum": -(10**15),
    "exclusiveMaximum": 10**15,
}
A_YEAR = {
    "type": ["string", "integer", "null"],
    "maxLength": 65_536,
    "minimum": 1000,
    "exclusiveMaximum": 10_000,
}


def definition(name: str) -> dict[str, Any]:
    both: dict[str, Any] = bp.json_schema(bp.Diff)["$defs"] | bp.json_schema()["$defs"]
    found: dict[str, Any] = both[name]
    return found


def attribute(cls: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(definition(cls)["properties"][name])
    del found["description"]
    return found


def pattern(cls: str, name: str) -> str:
    found: dict[str, Any] = attribute(cls, name)
    text: str = found.get("items", found)["pattern"]
    return text


@pytest.mark.parametrize(
    ("of", "name", "title"),
    [
        (bp.Programme, "Programme", "A joint work programme"),
        (bp.Diff, "Diff", "What changed between two revisions"),
    ],
)
def test_each_schema_is_of_one_class(of: Any, name: str, title: str) -> None:
    schema = bp.json_schema(of)
    assert list(schema) == ["$schema", "title", "$ref", "type", "$defs"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == title
    assert schema["$ref"] == f"#/$defs/{name}"
    assert schema["type"] == "object"


def test_the_default_is_the_schema_of_programmes() -> None:
    assert bp.json_schema() == bp.json_schema(bp.Programme)


def test_other_classes_are_refused() -> None:
    other: Any = bp.Action
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.json_schema(other)
    expected = ("json_schema", "of", bp.Action, "Programme or Diff", "bad-value")
    assert caught.value.args == expected


@pytest.mark.parametrize(
    ("cls", "name", "expected"),
    [
        ("Action", "id", ID),
        ("Action", "summary", A_TEXT),
        ("Action", "commitment", {"enum": ["firm", "conditional", "exploratory"]}),
        ("Programme", "values", {"type": ["array", "null"], "items": A_TEXT}),
        ("Programme", "paragraphs", {"type": ["array", "null"], "items": A_PARAGRAPH}),
        ("Action", "actors", {"type": ["array", "null"], "items": ID, "uniqueItems": True}),
        ("Action", "note", {"$ref": "#/$defs/Text"}),
        ("Text", "fr", A_WORDING | {"type": ["string", "number", "null"]}),
        ("Terms", "nl", {"type": ["array", "null"], "items": A_WORDING}),
        (
            "Text",
            "official",
            {"type": ["array", "null"], "items": {"enum": ["fr", "nl", "de", "en"]}},
        ),
        ("Change", "language", {"enum": ["fr", "nl", "de", "en", None]}),
        ("Action", "timing", A_YEAR),
        ("Programme", "revision", {"type": ["integer", "null"], "minimum": 1, "maximum": MAX}),
        ("Fingerprint", "length", {"type": ["integer"], "minimum": 2, "maximum": MAX}),
        ("Change", "new_index", {"type": ["integer", "null"], "minimum": 0, "maximum": MAX}),
        ("Change", "old", {"type": ["string", "number", "array", "object", "null"]}),
    ],
)
def test_the_schema_of_a_value(cls: str, name: str, expected: dict[str, Any]) -> None:
    found = attribute(cls, name)
    if "pattern" not in str(expected):
        found.pop("pattern", None)
        found.get("items", {}).pop("pattern", None)
    assert found == expected


def test_lists_that_must_not_be_empty_have_a_minimum() -> None:
    assert attribute("Publication", "languages")["minItems"] == 1
    assert "minItems" not in str(attribute("Action", "actors"))


@pytest.mark.parametrize(
    ("cls", "name", "right", "wrong"),
    [
        (
            "Action",
            "timing",
            ["2025", "2025-06", "2025-2028", "2025-01-01/2025-06-30"],
            ["2025-", "2025-13", "soon", "0000", "0000-2025", "2025/0000"],
        ),
        ("Action", "citations", ["0", "1.1", "1.1/2", "1/02"], ["1/0", "1.", "1.1 p. 2", ""]),
        ("Text", "fr", ["eau", "deux mots"], ["", " ", " x", "x ", "x\n", "a\x07b", "\x85"]),
        ("Partner", "wikidata", ["Q31"], ["31", "Q0", "Q31 ", "Q31\n"]),
        (
            "Reference",
            "signed",
            ["2025", "2025-12", "2025-12-31"],
            ["2025-13", "2025-1-1", "25", "0000-01"],
        ),
        ("ContextParagraph", "citation", ["0/1", "1.1/12"], ["1", "1/0", "1/1234567890"]),
    ],
)
def test_patterns_accept_valid_and_refuse_invalid_texts(
    cls: str, name: str, right: list[str], wrong: list[str]
) -> None:
    found = pattern(cls, name)
    assert all(re.search(found, one) for one in right)
    assert not any(re.search(found, one) for one in wrong)


def test_required_keys_and_no_additional_keys() -> None:
    assert definition("Action")["required"] == ["id", "summary", "commitment"]
    assert definition("Text")["required"] == []
    assert [each["required"] for each in definition("Text")["anyOf"]] == [
        [language] for language in bp.LANGUAGES
    ]
    every = bp.json_schema()["$defs"]
    assert all(one["additionalProperties"] is False for one in every.values())
    assert [name for name, one in every.items() if "anyOf" in one] == ["Text"]


@pytest.mark.parametrize("cls", [bp.Programme, bp.Action, bp.Text, bp.Terms, bp.Diff])
def test_descriptions_are_those_of_the_docstrings(cls: type) -> None:
    docstring = " ".join((cls.__doc__ or "").split())
    schema = definition(cls.__name__)
    assert docstring.startswith(schema["description"])
    attributes = {name: one for name, one in schema["properties"].items() if name != "extends"}
    for name, property_schema in attributes.items():
        assert f"{name}: {property_schema['description']}" in docstring


def test_a_description_may_span_several_lines() -> None:
    official = definition("Text")["properties"]["official"]["description"]
    assert official.endswith("used by the body that it names. In the others it is a translation.")


@pytest.mark.parametrize("of", [bp.Programme, bp.Diff])
def test_every_class_and_attribute_has_a_description_of_one_line(of: Any) -> None:
    for one in bp.json_schema(of)["$defs"].values():
        for said in [one, *one["properties"].values()]:
            assert said["description"].strip()
            assert "\n" not in said["description"]
            assert "  " not in said["description"]


WITHOUT_DOCSTRINGS = """
import sys, benelux_programme as bp
programme = bp.load("2025-2028")
print(bp.Programme.__doc__)
print(bp.read(bp.to_json(programme)) == programme)
print(programme.search("hydrogen")[0].action.id)
print(*(sorted(bp.json_schema(of)["$defs"]["Text"]) for of in (bp.Programme, bp.Diff)))
print(bp.export.datapackage(programme, sys.argv[1]).name)
"""


def test_without_docstrings_there_are_no_descriptions(tmp_path: Path) -> None:
    folder = str(tmp_path / "package")
    command = [sys.executable, "-OO", "-c", WITHOUT_DOCSTRINGS, folder]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    keys = ["additionalProperties", "anyOf", "minProperties", "properties", "required", "type"]
    found = bp.load("2025-2028").search("hydrogen")[0].action.id
    told = ["None", "True", found, f"{keys} {keys}", "datapackage.json"]
    assert done.stdout.splitlines() == told


PARTNER = DOCUMENT["partners"][0]
THEME = DOCUMENT["pillars"][0]["themes"][0]
EMPTY_THEME = THEME | {"id": "empty", "actions": []}
MANY_ACTIONS = [DOCUMENT["own_actions"][0] | {"id": f"x{i}"} for i in range(101)]
SPLIT = [DOCUMENT["retired"][0] | {"successors": [each["id"] for each in MANY_ACTIONS]}]
ONLY_READ: dict[str, list[tuple[str, Any]]] = {
    "an id that is twice in the programme": [("own_actions/0/id", "security")],
    "an item that is written in two forms": [("pillars/0/citations", ["1", 1])],
    "an id that refers to nothing": [
        ("own_actions/0/actors", ["nobody"]),
        ("extends", "2025-2029"),
    ],
    "a name of two partners": [("partners", [PARTNER, PARTNER | {"id": "nrw"}])],
    "a paragraph that is not listed": [("own_actions/0/citations", ["9/9"])],
    "numbers that do not ascend": [("pillars/0/themes", [THEME, EMPTY_THEME])],
    "the number of a theme of another pillar": [("pillars/0/themes/0/number", "2.1")],
    "a revision that is still to come": [("retired/0/since", 99)],
    "an outcome after the outcomes were gathered": [
        ("outcomes_as_of", "2025-05-31"),
        ("outcomes_as_of", "2024"),
        ("outcomes/0/date", "2026-02-01"),
    ],
    "a period or timing that ends before it begins": [
        ("period", "2028-2025"),
        ("own_actions/0/timing", "2025-06-30/2025-06-01"),
    ],
    "a timing outside the period": [("own_actions/0/timing", 1999)],
    "ids that replace each other": [("retired/0/successors", ["old-treaty"])],
    "a retired id that leads to more than 100 ids in use": [("retired", SPLIT)],
    "a predecessor in the same or in a later programme": [
        ("own_actions/0/predecessors/0/programme", "2025-2028"),
    ],
    "an official language without a text": [("title/official", ["nl", "fr"])],
    "a day that is not in the calendar": [
        ("publication/adopted", "2025-02-30"),
        ("own_actions/0/timing", "2025-06-31/2025-07-01"),
        ("own_actions/0/timing", "2025-02-29"),
    ],
    "a decimal with a zero after the point": [
        ("pillars/0/number", 1.05),
        ("pillars/0/citations", [1.05]),
    ],
    "`.nan` in place of a text": [("title/en", float("nan"))],
    "characters that nobody sees": [
        ("title/en", "a\u202eb"),
        ("title/en", "\u200b"),
        ("title/en", "\u200b a"),
    ],
}
"""What `read` refuses and the schema accepts, as the page on the file format lists it."""

CODES_OF_READ = {
    *("repeated-id", "unknown-id", "ambiguous-name", "not-printed", "bad-order"),
    *("out-of-period", "circular", "not-earlier", "bad-language", "misplaced"),
}
"""The codes of the problems that a schema cannot find, as they are about several values."""

Steps: TypeAlias = tuple[str | int, ...]


def find_steps(value: Any, steps: Steps = ()) -> list[Steps]:
    """Return the path to each value in a document."""
    children: list[tuple[Any, Any]] = []
    if isinstance(value, (dict, list)):
        children = [*(value.items() if isinstance(value, dict) else enumerate(value))]
    return [steps, *(path for key, child in children for path in find_steps(child, (*steps, key)))]


def change_document(steps: Steps, action: str, value: Any) -> Any:
    """Return the document with one value replaced, removed or repeated, or with a new key."""
    document = copy.deepcopy(DOCUMENT)
    container: Any = document
    for step in steps[:-1]:
        container = container[step]
    key: Any = steps[-1]
    if action == "replace":
        container[key] = value
    elif action == "remove":
        del container[key]
    elif action == "repeat" and isinstance(container, list):
        container.append(copy.deepcopy(container[key]))
    elif action == "add" and isinstance(container[key], dict):
        container[key]["titel"] = value
    return document


def read_codes(document: Any) -> set[str]:
    try:
        bp.read(document)
    except bp.errors.InvalidDataError as error:
        return {problem.code for problem in error.problems}
    return set()


VALUES: list[Any] = [
    *(None, True, False, [], {}, [[]], [{}], [None], {"en": None}, {"en": 1}, {"titel": "x"}),
    *(0, 1, 2, -1, 1.0, 1.1, 2.5, -0.5, 999, 2026, 2026.0, 9999, 10_000, 32_024_118),
    *(10**6 - 1, 10**6, 10**9 - 1, 10**9, 10**15 - 1, 10**15, 10**15 - 0.5, 1e300, -(10**15)),
    *("", " ", "x", " x", "x ", "x\n", "a\nb", "a\x07b", "x\x85", "\u3000x", "x" * 65_537),
    *("X Y", "x-1", "x--y", "1", "01", "1.", "1.1", "1.01", "1/1", "1/0", "1/0000000001", "0", "I"),
    *("2026", "2026-1", "2026-13", "2026-12-31", "20261231", "2026-2027", "2026/2027", "2018-07"),
    *("firm", "Firm", "fr", "it", "Q31", "Q0", "http://x", "ftp://x", "c_86d7db98", "e\u0301"),
    *(["x", "x"], ["1", "1"], ["fr", "fr"], ["x", 1], ["2498", 2498], "0" * 16, "BE", "1" * 10),
]
ACTIONS = ["replace", "remove", "repeat", "add"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(find_steps(DOCUMENT)[1:]), st.sampled_from(ACTIONS), st.sampled_from(VALUES))
@example(("period",), "replace", 2026)
@example(("own_actions", 0, "timing"), "replace", "2026-06")
@example(("own_actions", 0, "timing"), "replace", "2026-06-01")
@example(("extends",), "replace", "A B")
@example(("extends",), "replace", None)
@example(("extends",), "replace", 2021)
@example(("own_actions", 0, "citations"), "replace", [1])
@example(("own_actions", 0, "citations"), "remove", None)
@example(("own_actions", 0, "citations"), "replace", [])
@example(("own_actions", 0, "citations"), "replace", [1.1])
@example(("pillars", 0, "number"), "replace", 1.1)
@example(("own_actions", 0, "summary", "en"), "replace", 1.05)
def test_schema_and_read_accept_the_same(steps: Steps, action: str, value: Any) -> None:
    document = change_document(steps, action, value)
    codes = read_codes(document)
    if SCHEMA.is_valid(document):
        assert codes <= CODES_OF_READ
    else:
        assert codes


@pytest.mark.parametrize(
    ("path", "value"), [change for changes in ONLY_READ.values() for change in changes]
)
def test_read_finds_what_the_schema_cannot(path: str, value: Any) -> None:
    steps = tuple(int(step) if step.isdecimal() else step for step in path.split("/"))
    document = change_document(steps, "replace", value)
    SCHEMA.validate(document)
    assert read_codes(document)


@pytest.mark.parametrize("written", ["2.0", "2.00", "20e-1", "2.0e+0"])
@pytest.mark.parametrize("steps", [("revision",), ("paragraphs", 0, "page")])
def test_a_whole_number_may_be_written_with_a_fraction_of_zero(written: str, steps: Steps) -> None:
    document = change_document(steps, "replace", json.loads(written))
    SCHEMA.validate(document)
    text = json.dumps(change_document(steps, "replace", "here")).replace('"here"', written)
    assert bp.read(document) == bp.read(text)
    if yaml.safe_load(written) == 2:
        assert bp.read(f"# YAML\n{text}") == bp.read(text)


def test_the_page_on_the_file_format_lists_what_the_schema_cannot_find(root: Path) -> None:
    page = (root / "docs" / "reference" / "file-format.md").read_text(encoding="utf-8")
    listed = page.partition("\n## What only reading finds\n")[2].partition("\n## ")[0]
    items = re.findall(r"^- (.+?)[,;.]$", listed, re.MULTILINE)
    assert items == list(ONLY_READ)


@pytest.mark.parametrize("page", ["reference/file-format.md", "how-to/own-files.md"])
def test_the_schema_accepts_the_documents_of_the_pages(page: str, root: Path) -> None:
    text = (root / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(id: .+?)^```", text, re.MULTILINE | re.DOTALL)
    blocks += [
        re.sub(r"^\.\.\. ?", "", block, flags=re.MULTILINE)
        for block in re.findall(
            r'^>>> text = """\n(.+?)^\.\.\. """', text, re.MULTILINE | re.DOTALL
        )
    ]
    valid = [block for block in blocks if not read_codes(block)]
    assert valid
    for block in valid:
        SCHEMA.validate(json.loads(json.dumps(yaml.safe_load(block), default=str)))


def test_the_schema_names_the_deepest_mistake() -> None:
    action = DOCUMENT["own_actions"][0] | {"summary": {"en": ["Do it."]}, "note": {"en": []}}
    (summary, note) = SCHEMA.iter_errors(DOCUMENT | {"own_actions": [action]})
    assert list(summary.absolute_path) == ["own_actions", 0, "summary", "en"]
    assert list(note.absolute_path) == ["own_actions", 0, "note", "en"]
