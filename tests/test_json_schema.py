import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import benelux_programme as bp

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
    assert attribute("Action", "citations")["minItems"] == 1
    assert "minItems" not in str(attribute("Action", "actors"))


@pytest.mark.parametrize(
    ("cls", "name", "right", "wrong"),
    [
        ("Action", "timing", ["2025", "2025-2028", "2025-01-01/2025-06-30"], ["2025-", "soon"]),
        ("Action", "citations", ["0", "1.1", "1.1/2", "1/02"], ["1/0", "1.", "1.1 p. 2", ""]),
        ("Text", "fr", ["eau", "deux mots"], ["", " ", " x", "x ", "x\n", "a\x07b", "\x85"]),
        ("Partner", "wikidata", ["Q31"], ["31", "Q0", "Q31 ", "Q31\n"]),
        ("Reference", "signed", ["2025", "2025-12", "2025-12-31"], ["2025-13", "2025-1-1", "25"]),
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
    assert definition("Action")["required"] == ["id", "summary", "commitment", "citations"]
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
