import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import benelux_programme as bp

ID = {"type": "string", "pattern": "^(?:[a-z][a-z0-9]*(-[a-z0-9]+)*)$"}
A_TEXT = {"$ref": "#/$defs/Text"}
A_WORDING = {"type": "string", "pattern": r"\S"}
ANYTHING = {"type": ["string", "integer", "array", "object"]}
NOTHING = {"type": "null"}


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
    one = found.get("anyOf", [found])[0]
    text: str = one.get("items", one)["pattern"]
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
    assert list(schema) == ["$schema", "title", "$ref", "$defs"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == title
    assert schema["$ref"] == f"#/$defs/{name}"
    assert schema["$defs"][name]["type"] == "object"


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
        ("Programme", "values", {"type": "array", "items": A_TEXT}),
        ("Programme", "paragraphs", {"type": "array", "items": {"$ref": "#/$defs/Citation"}}),
        ("Action", "actors", {"type": "array", "items": ID}),
        ("Text", "fr", A_WORDING),
        ("Text", "official", {"type": "array", "items": {"enum": ["fr", "nl", "de", "en"]}}),
        ("Terms", "nl", {"type": "array", "items": A_WORDING}),
        ("Programme", "revision", {"type": "integer", "minimum": 1}),
        ("Citation", "page", {"type": "integer", "minimum": 1}),
        ("Change", "new_index", {"type": "integer", "minimum": 0}),
        ("Change", "old", ANYTHING),
    ],
)
def test_the_schema_of_a_value(cls: str, name: str, expected: dict[str, Any]) -> None:
    assert attribute(cls, name) in (expected, {"anyOf": [expected, NOTHING]})
    required = name in definition(cls)["required"]
    assert required == ("anyOf" not in attribute(cls, name))


def test_lists_that_must_not_be_empty_have_a_minimum() -> None:
    assert attribute("Action", "citations")["minItems"] == 1
    assert "minItems" not in str(attribute("Action", "actors"))


@pytest.mark.parametrize(
    ("cls", "name", "right", "wrong"),
    [
        ("Action", "timing", ["2025", "2025-2028", "2025-01-01/2025-06-30"], ["2025-", "soon"]),
        ("Action", "citations", ["0", "1.1", "1.1/2", "1/02"], ["1/0", "1.", "1.1 p. 2", ""]),
        ("Text", "fr", ["eau", "deux mots"], ["", " "]),
        ("Partner", "wikidata", ["Q31"], ["31", "Q0", "Q31 "]),
    ],
)
def test_patterns_accept_valid_and_refuse_invalid_texts(
    cls: str, name: str, right: list[str], wrong: list[str]
) -> None:
    found = pattern(cls, name)
    assert all(re.search(found, one) for one in right)
    assert not any(re.search(found, one) for one in wrong)


def test_required_keys_and_no_additional_keys() -> None:
    assert definition("Action")["required"] == ["id", "summary", "commitment", "citations"]
    assert definition("Text")["required"] == []
    languages = [{"required": [one]} for one in bp.LANGUAGES]
    assert definition("Text")["anyOf"] == languages
    every = bp.json_schema()["$defs"]
    assert all(one["additionalProperties"] is False for one in every.values())
    assert [name for name, one in every.items() if "anyOf" in one] == ["Text"]


@pytest.mark.parametrize("cls", [bp.Programme, bp.Action, bp.Text, bp.Terms, bp.Diff])
def test_descriptions_are_those_of_the_docstrings(cls: type) -> None:
    docstring = " ".join((cls.__doc__ or "").split())
    schema = definition(cls.__name__)
    assert docstring.startswith(schema["description"])
    for name, property_schema in schema["properties"].items():
        assert f"{name}: {property_schema['description']}" in docstring


def test_a_description_may_span_several_lines() -> None:
    official = definition("Text")["properties"]["official"]["description"]
    assert official.endswith(
        "used by the body that it names. In the others it is a translation of this project."
    )


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
    keys = ["additionalProperties", "anyOf", "properties", "required", "type"]
    found = bp.load("2025-2028").search("hydrogen")[0].action.id
    told = ["None", "True", found, f"{keys} {keys}", "datapackage.json"]
    assert done.stdout.splitlines() == told
