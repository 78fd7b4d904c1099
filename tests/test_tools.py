"""Values of all public classes in the libraries of users."""

import copy
import json
import typing
import warnings
from typing import Any

import attrs
import jsonschema
import pytest

import benelux_programme as bp
from examples import ACTION, HIT, PROGRAMME, VALUES

every_class = pytest.mark.parametrize("name", VALUES)


def import_tool(name: str) -> Any:
    reason = f"{name} is not installed; it is in the dependency group `tools`"
    with warnings.catch_warnings(action="ignore"):
        return pytest.importorskip(name, reason=reason)


def build_adapter(type_: Any) -> Any:
    return import_tool("pydantic").TypeAdapter(type_)


def read_all_properties(value: object) -> None:
    for name in dir(type(value)):
        if not name.startswith("_"):
            getattr(value, name)


@every_class
def test_msgspec_encodes_the_attributes_whatever_was_cached(name: str) -> None:
    encode = import_tool("msgspec").json.encode
    value: Any = copy.deepcopy(VALUES[name])
    before = encode(value)
    read_all_properties(value)
    assert encode(value) == before
    assert json.loads(before).keys() == {field.name for field in attrs.fields(type(value))}


@every_class
def test_attrs_and_typing_take_every_class(name: str) -> None:
    value: Any = VALUES[name]
    read_all_properties(value)
    names = {field.name for field in attrs.fields(type(value))}
    assert attrs.asdict(value).keys() == attrs.asdict(value, recurse=False).keys() == names
    assert len(attrs.astuple(value)) == len(names)
    assert attrs.resolve_types(type(value)) is type(value)
    assert names <= typing.get_type_hints(type(value)).keys()


@every_class
def test_pydantic_validates_values_and_documents(name: str) -> None:
    value: Any = VALUES[name]
    adapter = build_adapter(type(value))
    assert adapter.validate_python(value) is value
    assert adapter.validate_python(bp.to_dict(value)) == value
    assert adapter.validate_json(bp.to_json(value)) == value
    assert adapter.dump_python(value) == bp.to_dict(value)
    assert json.loads(adapter.dump_json(value)) == bp.to_dict(value)


@every_class
def test_pydantic_describes_what_it_writes(name: str) -> None:
    value: Any = VALUES[name]
    adapter = build_adapter(type(value))
    schema = adapter.json_schema()
    assert schema == adapter.json_schema(mode="serialization")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(bp.to_dict(value), schema, jsonschema.Draft202012Validator)
    assert "null" not in json.dumps(schema)
    assert ">>>" not in json.dumps(schema)


@pytest.mark.parametrize(
    ("cls", "document"),
    [
        (bp.Action, {"id": "act"}),
        (bp.Action, bp.to_dict(ACTION) | {"note": None, "commitment": "bold"}),
        (bp.Action, bp.to_dict(ACTION) | {"id": 7}),
        (bp.Action, bp.to_dict(ACTION) | {"actors": [None]}),
        (bp.Action, bp.to_dict(ACTION) | {"summary": {}}),
        (bp.Action, bp.to_dict(ACTION) | {"unknown": 1}),
        (bp.Hit, bp.to_dict(HIT) | {"score": "high"}),
        (bp.Hit, bp.to_dict(HIT) | {"corrections": "none"}),
        (bp.Period, 2025),
        (bp.Programme, bp.to_dict(PROGRAMME) | {"pillars": [bp.to_dict(PROGRAMME.pillars[0])]}),
        (bp.Comparison, bp.to_dict(VALUES["Comparison"]) | {"proposed": 1}),
    ],
)
def test_schemas_refuse_what_is_never_written(cls: Any, document: Any) -> None:
    validator = jsonschema.Draft202012Validator(build_adapter(cls).json_schema())
    assert not validator.is_valid(document)


def test_pydantic_reports_all_mistakes() -> None:
    pydantic = import_tool("pydantic")
    with pytest.raises(
        pydantic.ValidationError, match=r"'A B' is not an id(.|\n)*'summary'"
    ) as caught:
        build_adapter(bp.Action).validate_python({"id": "A B"})
    (error,) = caught.value.errors()
    assert error["type"] == "invalid_data"
    assert [problem["path"] for problem in error["ctx"]["problems"]] == ["id", "", "", ""]


def test_pydantic_models_contain_values() -> None:
    model = import_tool("pydantic").create_model(
        "Delivery",
        action=(bp.Action, ...),
        others=(list[bp.Action], []),
        programme=(bp.Programme | None, None),
        period=(bp.Period, ...),
        commitment=(bp.Commitment, bp.Commitment.FIRM),
    )
    delivery = model(
        action=ACTION, others=[bp.to_dict(ACTION)], programme=PROGRAMME, period="2025-2028"
    )
    assert delivery.others == [ACTION]
    assert model.model_validate_json(delivery.model_dump_json()) == delivery
    schema = model.model_json_schema()
    definitions = schema["$defs"]
    assert schema["properties"]["action"] == {"$ref": "#/$defs/Action"}
    assert definitions["Action"]["properties"]["citations"]["items"] == {"$ref": "#/$defs/Citation"}
    assert "pillar" in definitions["Action"]["properties"]
    assert "pillar" not in definitions["ProgrammeAction"]["properties"]
    description = "How firmly an action is promised; the firmest is the greatest."
    assert definitions["Commitment"]["description"] == description


def test_fastapi_answers_with_values_and_documents_them() -> None:
    app = import_tool("fastapi").FastAPI()
    body = import_tool("fastapi").Body()
    client = import_tool("fastapi.testclient").TestClient(app)

    @app.get("/actions")  # type: ignore[untyped-decorator, unused-ignore]
    def list_actions() -> bp.Selection:
        return PROGRAMME.actions

    @app.get("/hits")  # type: ignore[untyped-decorator, unused-ignore]
    def search() -> list[bp.Hit]:
        return [HIT]

    @app.post("/actions")  # type: ignore[untyped-decorator, unused-ignore]
    def add_action(action: typing.Annotated[bp.Action, body]) -> bp.Action:
        return action

    assert client.get("/actions").json() == bp.to_dict(PROGRAMME.actions)
    assert client.get("/hits").json() == [bp.to_dict(HIT)]
    assert client.post("/actions", json=bp.to_dict(ACTION)).json() == bp.to_dict(ACTION)
    refusal = client.post("/actions", json={"id": "act"})
    assert refusal.status_code == 422
    assert len(refusal.json()["detail"][0]["ctx"]["problems"]) == 3
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    names = {name.removesuffix("-Input").removesuffix("-Output") for name in schemas}
    assert {"Action", "Hit", "Selection", "Text"} <= names  # with endings in earlier releases
