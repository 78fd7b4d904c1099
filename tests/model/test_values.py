"""What every class of the model promises, for each of them."""

import copy
import pickle
from collections.abc import Iterator
from datetime import date
from enum import Enum
from types import MappingProxyType, NoneType
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from examples import OTHERS, PROGRAMME, VALUES

PUBLIC = {name: getattr(bp, name) for name in bp.__all__}
CLASSES: dict[str, Any] = {
    name: thing for name, thing in PUBLIC.items() if isinstance(thing, type) and attrs.has(thing)
}
ENUMS: dict[str, Any] = {
    name: thing
    for name, thing in PUBLIC.items()
    if isinstance(thing, type) and issubclass(thing, Enum)
}

every_class = pytest.mark.parametrize("name", CLASSES)
every_enum = pytest.mark.parametrize("name", ENUMS)


def test_there_is_an_example_of_every_class() -> None:
    assert VALUES.keys() == CLASSES.keys()


@every_class
def test_arguments_are_named(name: str) -> None:
    with pytest.raises((TypeError, bp.errors.InvalidValueError)):
        CLASSES[name](1)


@every_class
def test_equality_is_of_content(name: str) -> None:
    value = VALUES[name]
    assert value == copy.deepcopy(value)
    assert value != OTHERS[name]
    assert value != "something else"


@every_class
def test_equal_values_hash_alike_and_others_do_not(name: str) -> None:
    value = VALUES[name]
    assert hash(value) == hash(copy.deepcopy(value))
    assert hash(value) != hash(OTHERS[name])
    assert len({value, copy.deepcopy(value), OTHERS[name]}) == 2


@every_class
def test_pickle_and_copies_are_equal(name: str) -> None:
    value = VALUES[name]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301
        assert again == value
        assert hash(again) == hash(value)
    assert copy.copy(value) == value


@every_class
def test_evolve_gives_another_value_and_leaves_the_first(name: str) -> None:
    value = VALUES[name]
    other = OTHERS[name]
    before = hash(value)
    changed = {field.name: getattr(other, field.name) for field in attrs.fields(CLASSES[name])}
    assert attrs.evolve(value) == value
    assert attrs.evolve(value, **changed) == other
    assert hash(value) == before


@every_class
def test_repr_is_one_short_line_that_names_the_class(name: str) -> None:
    text = repr(VALUES[name])
    assert name in text
    assert "\n" not in text
    assert len(text) < 150


@every_class
def test_str_is_not_empty(name: str) -> None:
    assert str(VALUES[name])


@every_class
def test_no_attribute_can_be_set_or_deleted(name: str) -> None:
    value = VALUES[name]
    before = hash(value)
    assert not hasattr(value, "__dict__")
    for attribute in [*(field.name for field in attrs.fields(CLASSES[name])), "invented"]:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, attribute, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(value, attribute)
    assert hash(value) == before


def within(value: object, seen: set[int]) -> Iterator[object]:
    """The value and all that can be reached from it by its attributes and properties."""
    yield value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, tuple):
        for item in value:
            yield from within(item, seen)
    elif isinstance(value, MappingProxyType):
        yield from within(tuple(value.items()), seen)
    elif attrs.has(type(value)):
        for name in dir(type(value)):
            if not name.startswith("_") and not callable(getattr(value, name)):
                yield from within(getattr(value, name), seen)


@pytest.mark.parametrize("name", CLASSES)
def test_everything_inside_is_immutable_too(name: str) -> None:
    for inside in within(VALUES[name], set()):
        frozen = attrs.has(type(inside)) and type(inside).__name__ in CLASSES
        assert frozen or isinstance(
            inside, (tuple, str, int, float, date, NoneType, MappingProxyType)
        )


@every_class
def test_classes_are_final_to_type_checkers(name: str) -> None:
    assert CLASSES[name].__final__


@every_class
def test_lists_are_refused_where_tuples_belong(name: str) -> None:
    value = VALUES[name]
    for attribute in attrs.fields(CLASSES[name]):
        if isinstance(getattr(value, attribute.name), tuple):
            with pytest.raises(bp.errors.InvalidValueError, match=attribute.name) as caught:
                attrs.evolve(value, **{attribute.name: []})
            assert caught.value.value == []
            assert "tuple" in caught.value.expected


@every_class
def test_no_attribute_takes_just_anything(name: str) -> None:
    value = VALUES[name]
    for attribute in attrs.fields(CLASSES[name]):
        for wrong in (object(), b"bytes", 1.5, True, " blank ", ("x", 1)):
            if type(wrong) is type(getattr(value, attribute.name)) in {float, bool}:
                continue
            with pytest.raises(bp.errors.InvalidValueError):
                attrs.evolve(value, **{attribute.name: wrong})


@every_enum
def test_enumerations_are_lower_case_strings(name: str) -> None:
    for member in ENUMS[name]:
        assert member.value == str(member) == member.value.lower()
        assert member == str(member)
        assert member.name == member.value.upper().replace("-", "_")
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301


@pytest.mark.parametrize("name", ["Citation", "Fingerprint", "Period"])
def test_values_with_a_natural_order_have_it(name: str) -> None:
    value, other = VALUES[name], OTHERS[name]
    assert sorted([value, other]) == sorted([other, value])
    assert (value < other) != (other < value)
    with pytest.raises(TypeError):
        _ = value < 1


@pytest.mark.parametrize("name", ["Action", "Theme", "Pillar"])
def test_the_text_of_a_node_is_its_full_id(name: str) -> None:
    assert str(VALUES[name]) == f"2025-2028/{VALUES[name].id}"


def test_the_text_of_a_programme_is_its_id() -> None:
    assert str(PROGRAMME) == "2025-2028"


def test_representations_say_counts() -> None:
    shown: dict[str, Any] = {name: repr(value) for name, value in VALUES.items()}
    assert shown["Programme"] == ("<Programme 2025-2028 revision 2: 1 pillar, 1 theme, 4 actions>")
    assert shown["Pillar"] == "<Pillar 2025-2028/security: 1 theme, 3 actions>"
    assert shown["Theme"] == "<Theme 2025-2028/police: 2 actions>"
    assert shown["Action"] == "<Action 2025-2028/in-theme: conditional, 1 citation>"
    assert shown["RetiredId"] == "<RetiredId old-treaty since revision 2: 1 successor>"
    assert shown["AlternativeTitle"] == "<AlternativeTitle 'Circular economy'>"
    edition = attrs.evolve(VALUES["Publication"], languages=("fr", "nl"))
    assert repr(edition) == "<Publication 'Circular economy': booklet in fr nl>"
    assert shown["Text"] == "<Text 'Circular economy' in fr en>"
    assert shown["Citation"] == "<Citation 1.1 ¶1, section from page 6>"
