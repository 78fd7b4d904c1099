import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._serialization.codec import (
    decode_trusted,
    encode_value,
)
from examples import ACTION, PROGRAMME, VALUES


def test_decoding_is_the_inverse_of_encoding() -> None:
    assert decode_trusted(json.loads(json.dumps(encode_value(PROGRAMME)))) == PROGRAMME
    assert decode_trusted(encode_value(PROGRAMME)) == PROGRAMME


def test_all_languages_and_partners_are_encoded_and_decoded() -> None:
    text = bp.Text(fr="a", nl="b", de="c", en="d", official=("nl", "de"))
    terms = bp.Terms(fr=("a", "b"), nl=("c", "d"), de=("e", "f"), en=("g", "h"))
    outside = PROGRAMME.own_actions[0]
    action = attrs.evolve(outside, summary=text, keywords=terms, partners=outside.actors)
    programme = attrs.evolve(PROGRAMME, own_actions=(action,))
    assert decode_trusted(encode_value(programme)) == programme


def test_citations_are_decoded_without_a_list_of_paragraphs() -> None:
    bare = bp.Programme(
        id="plan",
        period=bp.Period.of_years(2025),
        title=bp.Text(en="Plan"),
        own_actions=(
            bp.Action(
                id="act",
                programme="plan",
                summary=bp.Text(en="Act."),
                commitment=bp.Commitment.FIRM,
                citations=(bp.Citation(section="1", paragraph=2), bp.Citation(section="3")),
            ),
        ),
    )
    assert decode_trusted(encode_value(bare)) == bare


def test_empty_values_and_parents_are_omitted() -> None:
    document = encode_value(attrs.evolve(PROGRAMME, mission=None, values=()))
    assert not {"mission", "values", "vision"} & document.keys()
    assert "programme" not in document["own_actions"][0]
    assert document["pillars"][0]["themes"][0]["actions"][0]["id"] == ACTION.id


def test_every_other_attribute_is_encoded() -> None:
    parents = {"programme", "pillar", "theme"}
    document = encode_value(PROGRAMME)
    written = document["pillars"][0]["themes"][0]["actions"][0].keys()
    held = {
        one.name for one in attrs.fields(bp.Action) if getattr(ACTION, one.name) not in (None, ())
    }
    assert written == held - parents
    assert VALUES["Programme"] == PROGRAMME


def test_a_standalone_document_has_parents_and_whole_citations_but_not_in_a_programme() -> None:
    (alone,) = encode_value((ACTION,), standalone=True)
    assert (alone["pillar"], alone["theme"]) == (ACTION.pillar, ACTION.theme)
    assert alone["citations"][0]["section"] == ACTION.citations[0].section
    assert encode_value(PROGRAMME, standalone=True) == encode_value(PROGRAMME)


def test_missing_keys_have_default_values() -> None:
    document = encode_value(attrs.evolve(PROGRAMME, revision=1, retired=()))
    del document["revision"]
    assert decode_trusted(document) == attrs.evolve(PROGRAMME, revision=1, retired=())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("word", "word"),
        (7, 7),
        (None, None),
        (bp.Commitment.FIRM, "firm"),
        (bp.Period.of_years(2025), "2025"),
        (bp.Text(en="Act."), {"en": "Act."}),
        (("a", bp.Text(en="Act.")), ["a", {"en": "Act."}]),
    ],
)
def test_any_value_can_be_encoded(value: object, written: object) -> None:
    assert encode_value(value) == written
    assert json.loads(json.dumps(encode_value(value))) == written


def records(value: Any) -> Iterator[Any]:
    """The records of the model in a value, the inner ones first."""
    if isinstance(value, tuple):
        for item in value:
            yield from records(item)
    elif attrs.has(type(value)):
        for attribute in attrs.fields(type(value)):
            yield from records(getattr(value, attribute.name))
        yield value


def test_decoded_records_are_immutable_and_hashable() -> None:
    for record in records(decode_trusted(encode_value(PROGRAMME))):
        assert type(record) in {type(one) for one in records(PROGRAMME)}
        assert hash(record) == hash(attrs.evolve(record))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, attrs.fields(type(record))[0].name, None)
