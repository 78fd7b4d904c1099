"""The quick reader takes what is right, and nothing else."""

from typing import Any

import pytest
from cattrs.errors import ForbiddenExtraKeysError

import benelux_programme as bp
from benelux_programme._serialization.source_map import UntypedScalar
from benelux_programme._serialization.strict import structure
from examples import PROGRAMME

REFUSALS = (AttributeError, KeyError, TypeError, ValueError, ForbiddenExtraKeysError)
"""It does not say what is wrong, as `diagnosis` does."""

DOCUMENT = bp.to_dict(PROGRAMME)
ACTION = DOCUMENT["own_actions"][0]


def test_it_takes_what_is_written(programme: bp.Programme) -> None:
    assert structure(DOCUMENT) == PROGRAMME
    assert structure(bp.to_dict(programme)) == programme


def with_action(**changes: Any) -> dict[str, Any]:
    return {"own_actions": [ACTION | changes]}


def test_it_takes_words_of_yaml_for_texts_and_numbers() -> None:
    read = structure(DOCUMENT | {"id": UntypedScalar("2025-2028"), "revision": UntypedScalar("2")})
    assert read == PROGRAMME
    assert (type(read.id), type(read.revision)) == (str, int)
    assert structure(DOCUMENT | {"revision": UntypedScalar("9" * 9)}).revision == 999_999_999


def test_it_takes_tuples_for_lists() -> None:
    assert structure(DOCUMENT | with_action(citations=("1.1/1",), actors=tuple(ACTION["actors"])))


def test_what_is_left_out_is_empty() -> None:
    plan = {"id": "plan", "period": "2025", "title": {"en": "Plan"}}
    expected = bp.Programme(id="plan", period=bp.Period.of_years(2025), title=bp.Text(en="Plan"))
    assert structure(plan) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"id": 2025},
        {"period": 2025},
        {"period": "2025 to 2028"},
        {"revision": "2"},
        {"revision": True},
        {"revision": 2.0},
        {"revision": UntypedScalar("two")},
        {"revision": UntypedScalar("\u0662")},
        {"revision": UntypedScalar("1" * 10)},
        {"title": "Programme"},
        {"title": {"en": "Programme", "it": "Programma"}},
        {"title": {"en": ["Programme"]}},
        {"title": {"en": "Programme", "official": "en"}},
        {"title": {"en": "Programme", "official": ["it"]}},
        {"values": {"en": "Trust"}},
        {"values": ["Trust"]},
        {"pillars": {}},
        {"paragraphs": [{"section": "1.1", "paragraph": "1"}]},
        {"paragraphs": [{"section": "1.1", "colour": "red"}]},
        {"paragraphs": ["1.1/1"]},
        {"own_actions": [["x"]]},
        with_action(colour="red"),
        with_action(programme="2025-2028"),
        with_action(pillar=None),
        with_action(commitment="maybe"),
        with_action(commitment=7),
        with_action(actors="north-rhine-westphalia"),
        with_action(actors=[7]),
        with_action(citations="1.1/1"),
        with_action(citations=[1]),
        with_action(citations=["1.1/one"]),
        with_action(keywords={"en": "deed"}),
        with_action(keywords="deed"),
        with_action(timing=2025),
        with_action(summary={"en": ""}),
    ],
)
def test_it_refuses_the_rest(wrong: dict[str, Any]) -> None:
    with pytest.raises(REFUSALS):
        structure(DOCUMENT | wrong)


@pytest.mark.parametrize("document", [None, [], "id: plan", 7])
def test_it_refuses_what_is_no_mapping(document: object) -> None:
    with pytest.raises(REFUSALS):
        structure(document)
