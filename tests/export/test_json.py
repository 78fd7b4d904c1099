"""JSON and YAML lose nothing."""

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import benelux_programme as bp
from benelux_programme.testing import programmes
from payloads import PAYLOADS, filled_with


@settings(max_examples=30)
@given(programmes())
def test_a_programme_comes_back_from_json_and_yaml(programme: bp.Programme) -> None:
    assert bp.read(bp.export.json(programme)) == programme
    assert bp.read(bp.to_yaml(programme)) == programme


def test_the_bundled_programmes_come_back_and_fit_the_schema(programme: bp.Programme) -> None:
    text = bp.export.json(programme)
    assert bp.read(text) == programme == bp.read(bp.to_yaml(programme))
    Draft202012Validator(bp.json_schema()).validate(json.loads(text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_harmful_texts_come_back_as_they_are(payload: str) -> None:
    programme = filled_with(payload)
    assert programme.title.fr == payload
    assert bp.read(bp.export.json(programme)) == programme
    assert bp.read(bp.to_yaml(programme)) == programme


def test_what_is_no_programme_is_refused() -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        bp.export.json("2025-2028")  # type: ignore[arg-type]
    assert caught.value.args == ("json", "programme", "2025-2028", "a Programme", "wrong-type")
