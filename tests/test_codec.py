import json

import attrs

import benelux_programme as bp
from benelux_programme.codec import decode, encode
from examples import ACTION, PROGRAMME, VALUES


def test_a_programme_survives_the_way_through_json() -> None:
    assert decode(json.loads(json.dumps(encode(PROGRAMME)))) == PROGRAMME
    assert decode(encode(PROGRAMME)) == PROGRAMME


def test_citations_need_no_table_of_paragraphs() -> None:
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
    assert decode(encode(bare)) == bare


def test_what_is_empty_is_left_out() -> None:
    document = encode(attrs.evolve(PROGRAMME, mission=None, values=()))
    assert not {"mission", "values", "vision"} & document.keys()
    assert "programme" not in document["own_actions"][0]
    assert document["pillars"][0]["themes"][0]["actions"][0]["id"] == ACTION.id


def test_a_document_holds_every_attribute_of_the_examples() -> None:
    parents = {"programme", "pillar", "theme"}
    document = encode(PROGRAMME)
    written = document["pillars"][0]["themes"][0]["actions"][0].keys()
    held = {
        one.name for one in attrs.fields(bp.Action) if getattr(ACTION, one.name) not in (None, ())
    }
    assert written == held - parents
    assert VALUES["Programme"] == PROGRAMME
