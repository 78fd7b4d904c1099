import json
import traceback
from datetime import date
from typing import Any

import attrs
import cattrs
import hypothesis.strategies as st
import pytest
from hypothesis import given

import benelux_programme as bp
from benelux_programme import testing
from examples import ACTION, EARLIER, HEADING, HIT, MINIMAL, PARAGRAPH, PROGRAMME, VALUES

NOT_OF_A_CLASS = ("ids", "lines", "revise", "revisions")
STRATEGIES = [getattr(testing, name)() for name in testing.__all__ if name not in NOT_OF_A_CLASS]

every_class = pytest.mark.parametrize("name", VALUES)


def convert_through_json(value: Any) -> Any:
    return bp.from_dict(type(value), json.loads(bp.to_json(value)))


@given(st.one_of(STRATEGIES))
def test_from_dict_is_the_inverse_of_to_dict(value: Any) -> None:
    assert bp.from_dict(type(value), bp.to_dict(value)) == value
    assert convert_through_json(value) == value


@every_class
def test_every_class_is_converted_to_json_and_back(name: str) -> None:
    value: Any = VALUES[name]
    again = convert_through_json(value)
    assert again == value
    assert hash(again) == hash(value)
    assert json.loads(bp.to_json(value)) == bp.to_dict(value)
    for attribute in attrs.fields(type(value)):
        assert hasattr(again, attribute.name)


def test_all_parts_of_the_bundled_programmes_are_converted(programme: bp.Programme) -> None:
    parts = (
        programme, programme.publication, programme.actions, *programme.pillars,
        *programme.partners, *programme.references, *programme.fields, *programme.context,
        *programme.search("police"), bp.verify(programme, "A copy of something else."),
    )  # fmt: skip
    for part in parts:
        assert convert_through_json(part) == part


def test_comparisons_of_the_bundled_programmes_are_converted() -> None:
    comparison = bp.compare(bp.load("2021-2024"), bp.load("2025-2028"))
    assert convert_through_json(comparison) == comparison


def test_parts_have_the_ids_of_their_parents_and_citations_in_full() -> None:
    assert bp.to_dict(PROGRAMME.pillars[0].themes[0])["actions"][0] == bp.to_dict(ACTION)
    assert bp.to_dict(ACTION) | {"citations": ...} == {
        "id": "in-theme",
        "programme": "2025-2028",
        "pillar": "security",
        "theme": "police",
        "summary": {"fr": "Faire in-theme.", "en": "Do in-theme."},
        "commitment": "conditional",
        "actors": ["north-rhine-westphalia"],
        "references": ["police-treaty"],
        "fields": ["energy"],
        "deliverable": {"en": "Register"},
        "timing": "2025-2026",
        "citations": ...,
        "predecessors": [bp.to_dict(ACTION.predecessors[0])],
        "note": {"en": "A doubt."},
        "keywords": {"en": ["deed"]},
    }
    assert bp.to_dict(ACTION)["citations"] == [bp.to_dict(PARAGRAPH)]
    assert bp.to_dict(HEADING) == {"section": "1.1", "page": 6}


def test_programmes_in_other_values_are_those_that_read_takes() -> None:
    comparison: Any = VALUES["Comparison"]
    document = bp.to_dict(comparison)
    assert document["new"] == bp.to_dict(PROGRAMME)
    assert bp.read(document["old"]) == comparison.old


def test_a_selection_is_written_without_its_programmes() -> None:
    document = bp.to_dict(PROGRAMME.actions)
    assert document.keys() == {"actions"}
    assert bp.from_dict(bp.Selection, document).programmes == ()


def test_a_diff_and_its_changes_are_those_of_its_own_methods() -> None:
    diff: Any = VALUES["Diff"]
    assert bp.to_dict(diff) == diff.to_dict()
    assert bp.to_dict(diff.changes[0]) == diff.to_dict()["changes"][0]


def test_addresses_are_taken_for_citations() -> None:
    document = bp.to_dict(ACTION) | {"citations": ["1.1/2", {"section": "1.2"}]}
    assert bp.from_dict(bp.Action, document).citations == (
        bp.Citation(section="1.1", paragraph=2),
        bp.Citation(section="1.2"),
    )


def test_empty_lists_are_written_if_they_are_required() -> None:
    hit = attrs.evolve(HIT, fields=())
    assert bp.to_dict(hit)["fields"] == []
    assert convert_through_json(hit) == hit


ACT = bp.to_dict(ACTION)
HIT_DOCUMENT = bp.to_dict(HIT)
COMPARISON: dict[str, Any] = bp.to_dict(
    bp.Comparison(old=attrs.evolve(MINIMAL, own_actions=(EARLIER,)), new=PROGRAMME)
)


@pytest.mark.parametrize(
    ("cls", "document", "problems"),
    [
        (bp.Action, {}, [("missing-key", "")] * 4),
        (bp.Action, None, [("wrong-type", "")]),
        (bp.Action, ACT | {"pillar": "A B"}, [("bad-id", "pillar")]),
        (bp.Action, ACT | {"citations": ["1/2/3"]}, [("bad-citation", "citations[0]")]),
        (bp.Action, ACT | {"summary": {"en": " "}, "commitment": "bold"},
         [("bad-text", "summary.en"), ("bad-choice", "commitment")]),
        (bp.Action, ACT | {"citations": [{"section": "1"}, {"section": "1"}]},
         [("repeated-id", "citations[1]")]),
        (bp.Text, {"en": "x", "official": ["fr"]}, [("bad-language", "official")]),
        (bp.Period, "soon", [("bad-period", "")]),
        (bp.Period, {"start": "2025-01-01"}, [("wrong-type", "")]),
        (bp.ContextParagraph, {"citation": {"section": "1"}, "reason": {"en": "x"}},
         [("bad-citation", "citation")]),
        (bp.Hit, HIT_DOCUMENT | {"score": "high"}, [("bad-value", "score")]),
        (bp.Hit, HIT_DOCUMENT | {"score": float("inf")}, [("bad-value", "score")]),
        (bp.Hit, HIT_DOCUMENT | {"score": 10**400}, [("bad-value", "score")]),
        (bp.Hit, HIT_DOCUMENT | {"corrections": [["a"]]}, [("bad-value", "corrections[0]")]),
        (bp.Hit, {key: HIT_DOCUMENT[key] for key in HIT_DOCUMENT if key != "excerpt"},
         [("missing-key", "")]),
        (bp.Excerpt, {"text": "Do.", "language": "en", "matches": [[0, 9]]},
         [("bad-value", "matches")]),
        (bp.Comparison, COMPARISON | {"proposed": "no"}, [("wrong-type", "proposed")]),
        (bp.Comparison, COMPARISON | {"old": COMPARISON["old"] | {"id": "A B"}, "new": None},
         [("bad-id", "old.id"), ("missing-key", "")]),
        (bp.Comparison, COMPARISON | {"old": 7}, [("wrong-type", "old")]),
        (bp.Comparison, COMPARISON | {"continued": [{"old": ACT, "new": ACT, "score": 1}]},
         [("misplaced", "continued[0].old")]),
        (bp.Programme, {"id": "plan"}, [("missing-key", "")] * 2),
        (bp.Change, {"kind": "edited"}, [("missing-key", "")] * 2),
        (bp.Diff, "a diff", [("wrong-type", "")]),
    ],
)  # fmt: skip
def test_all_problems_of_a_document_are_reported(
    cls: type[Any], document: Any, problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(bp.errors.InvalidDataError) as caught:
        bp.from_dict(cls, document)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == problems


@pytest.mark.parametrize("value", [None, "2025", {}, bp.Commitment.FIRM, (ACTION,), bp.Action])
def test_only_values_of_public_classes_are_converted(value: Any) -> None:
    with pytest.raises(bp.errors.InvalidValueError, match="not a value of a public class"):
        bp.to_dict(value)


@pytest.mark.parametrize("cls", [dict, bp.Commitment, bp.errors.Problem, "Action", None])
def test_documents_are_converted_to_public_classes_only(cls: Any) -> None:
    with pytest.raises(bp.errors.InvalidValueError, match="not a public class"):
        bp.from_dict(cls, {})


@attrs.frozen
class Delivery:
    """A class of a user, which contains values of the library."""

    values: tuple[bp.Action | None, ...]
    hits: dict[str, list[bp.Hit]]
    period: bp.Period
    day: date
    commitment: bp.Commitment = bp.Commitment.FIRM


DELIVERY = Delivery(
    values=(ACTION, None),
    hits={"police": [HIT]},
    period=PROGRAMME.period,
    day=date(2026, 1, 1),
)


def test_the_converter_converts_classes_of_users() -> None:
    converter = bp.converter()
    written = converter.dumps(DELIVERY)
    assert json.loads(written)["hits"] == {"police": [bp.to_dict(HIT)]}
    assert json.loads(written)["period"] == "2025-2028"
    assert converter.loads(written, Delivery) == DELIVERY


def test_mistakes_in_classes_of_users_are_those_of_from_dict() -> None:
    converter = bp.converter()
    document = json.loads(converter.dumps(DELIVERY))
    document["values"][0]["id"] = "A B"
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure(document, Delivery)
    assert "id: 'A B' is not an id" in "".join(traceback.format_exception(caught.value))
