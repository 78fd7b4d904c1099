"""Documents that other packages write."""

import pytest

import benelux_programme as bp
from payloads import PAYLOADS, filled_with


def test_json_is_the_text_of_to_json(programme: bp.Programme) -> None:
    assert bp.export.json(programme) == bp.to_json(programme)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_json_keeps_hostile_texts(payload: str) -> None:
    programme = filled_with(payload)
    assert programme.title.fr == payload
    assert bp.read(bp.export.json(programme)) == programme
