import inspect
import typing
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from examples import ACTION, CHANGE, EXCERPT, HIT, RULE, VALUES

every_class = pytest.mark.parametrize("name", VALUES)


def convert_tuples_to_lists(value: Any) -> Any:
    return list(map(convert_tuples_to_lists, value)) if isinstance(value, tuple) else value


@every_class
def test_constructors_take_strings_for_enumerations_and_lists_for_tuples(name: str) -> None:
    value: Any = VALUES[name]
    plain = {
        attribute.alias: convert_tuples_to_lists(
            [str(item) for item in field]
            if attribute.name in ("kinds", "subjects")
            else getattr(field, "value", field)
        )
        for attribute in attrs.fields(type(value))
        for field in [getattr(value, attribute.name)]
    }
    again = type(value)(**plain)
    assert again == value
    for attribute in attrs.fields(type(value)):
        old, new = getattr(value, attribute.name), getattr(again, attribute.name)
        assert type(new) is type(old)
        assert hash(new) == hash(old)


def test_evolve_converts_too() -> None:
    changes: dict[str, Any] = {"commitment": "firm", "fields": ["energy"], "partners": ()}
    evolved = attrs.evolve(ACTION, **changes)
    assert evolved.commitment is bp.Commitment.FIRM
    assert evolved.fields == ("energy",)


@pytest.mark.parametrize(
    ("value", "name", "given", "converted"),
    [
        (RULE, "kinds", ["added"], (bp.ChangeKind.ADDED,)),
        (EXCERPT, "matches", [[0, 2]], ((0, 2),)),
        (HIT, "corrections", [["a", "b"]], (("a", "b"),)),
    ],
)
def test_items_are_converted_too(value: Any, name: str, given: Any, converted: Any) -> None:
    assert getattr(attrs.evolve(value, **{name: given}), name) == converted


@pytest.mark.parametrize(
    ("value", "change"),
    [
        (ACTION, {"commitment": "bold"}),
        (ACTION, {"commitment": ["firm"]}),
        (ACTION, {"fields": "energy"}),
        (ACTION, {"fields": {"energy"}}),
        (ACTION, {"summary": "Act."}),
        (CHANGE, {"kind": None}),
        (RULE, {"kinds": ["bold"]}),
    ],
)
def test_other_values_are_refused(value: Any, change: dict[str, Any]) -> None:
    with pytest.raises(bp.errors.InvalidValueError) as caught:
        attrs.evolve(value, **change)
    assert caught.value.attribute in change


TAKE_MORE = (
    (bp.Diff, "changes"),
    *((cls, "reason") for cls in (bp.ContextParagraph, bp.Predecessor, bp.RetiredId)),
)
"""An iterable of any type, and strings."""


@every_class
def test_signatures_have_the_types_of_the_attributes(name: str) -> None:
    cls = type(VALUES[name])
    parameters = inspect.signature(cls).parameters
    for attribute in attrs.fields(cls):
        if (cls, attribute.name) not in TAKE_MORE:
            assert parameters[attribute.alias].annotation == attribute.type
    assert typing.get_type_hints(cls.__init__).keys() == {*parameters, "return"}
