"""Properties that all classes of the model have in common."""

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
from examples import DIFFERENT_VALUES, PROGRAMME, VALUES

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
every_class_of_the_model = pytest.mark.parametrize(
    "name", [name for name in CLASSES if name not in ("Change", "Diff", "Rule")]
)
every_enum = pytest.mark.parametrize("name", ENUMS)


def test_every_class_has_an_example() -> None:
    assert VALUES.keys() == CLASSES.keys()


@every_class
def test_arguments_are_keyword_only(name: str) -> None:
    with pytest.raises((TypeError, bp.errors.InvalidValueError)):
        CLASSES[name](1)


@every_class
def test_equality_compares_content(name: str) -> None:
    value = VALUES[name]
    assert value == copy.deepcopy(value)
    assert value != DIFFERENT_VALUES[name]
    assert value != "something else"


@every_class
def test_equal_values_have_equal_hashes(name: str) -> None:
    value = VALUES[name]
    assert hash(value) == hash(copy.deepcopy(value))
    assert hash(value) != hash(DIFFERENT_VALUES[name])
    assert len({value, copy.deepcopy(value), DIFFERENT_VALUES[name]}) == 2


@every_class
def test_pickle_and_copies_are_equal(name: str) -> None:
    value = VALUES[name]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301
        assert again == value
        assert hash(again) == hash(value)
    assert copy.copy(value) == value


@every_class
def test_evolve_returns_a_new_value(name: str) -> None:
    value = VALUES[name]
    other = DIFFERENT_VALUES[name]
    before = hash(value)
    changed = {field.alias: getattr(other, field.name) for field in attrs.fields(CLASSES[name])}
    assert attrs.evolve(value) == value
    assert attrs.evolve(value, **changed) == other
    assert hash(value) == before


@every_class
def test_repr_is_a_short_line_with_the_class(name: str) -> None:
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


def walk_values(value: object, seen: set[int]) -> Iterator[object]:
    """Yield a value and the values that its attributes and properties contain."""
    yield value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, tuple):
        for item in value:
            yield from walk_values(item, seen)
    elif isinstance(value, MappingProxyType):
        yield from walk_values(tuple(value.items()), seen)
    elif attrs.has(type(value)):
        for name in dir(type(value)):
            if not name.startswith("_") and not callable(getattr(value, name)):
                yield from walk_values(getattr(value, name), seen)


@every_class
def test_all_reachable_values_are_immutable(name: str) -> None:
    for value in walk_values(VALUES[name], set()):
        frozen = attrs.has(type(value)) and type(value).__name__ in CLASSES
        assert frozen or isinstance(
            value, (tuple, str, int, float, date, NoneType, MappingProxyType)
        )


@every_class
def test_classes_are_final_to_type_checkers(name: str) -> None:
    assert CLASSES[name].__final__


@every_class_of_the_model
def test_every_attribute_refuses_values_of_the_wrong_type(name: str) -> None:
    value = VALUES[name]
    for attribute in attrs.fields(CLASSES[name]):
        for wrong in (object(), b"bytes", 1.5, True, " blank ", ("x", 1)):
            if type(wrong) is type(getattr(value, attribute.name)) in {float, bool}:
                continue
            with pytest.raises(bp.errors.InvalidValueError):
                attrs.evolve(value, **{attribute.alias: wrong})


@every_enum
def test_enumerations_are_lower_case_strings(name: str) -> None:
    for member in ENUMS[name]:
        assert member.value == str(member) == member.value.lower()
        assert member == str(member)
        assert member.name == member.value.upper().replace("-", "_")
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301


@pytest.mark.parametrize("name", ["Citation", "Fingerprint", "Period"])
def test_values_with_a_natural_order_can_be_sorted(name: str) -> None:
    value, other = VALUES[name], DIFFERENT_VALUES[name]
    assert sorted([value, other]) == sorted([other, value])
    assert (value < other) != (other < value)
    with pytest.raises(TypeError):
        _ = value < 1


@pytest.mark.parametrize("name", ["Action", "Theme", "Pillar"])
def test_str_of_a_node_is_its_full_id(name: str) -> None:
    assert str(VALUES[name]) == f"2025-2028/{VALUES[name].id}"


def test_what_has_a_name_has_it_as_its_label() -> None:
    attributes = {
        **dict.fromkeys(["Programme", "Pillar", "Theme", "Reference", "Document"], "title"),
        **dict.fromkeys(["Action", "Outcome"], "summary"),
        "Partner": "name",
        "PolicyField": "label",
    }
    for name, attribute in attributes.items():
        value: Any = VALUES[name]
        assert value.label is getattr(value, attribute)


def test_str_of_a_programme_is_its_id() -> None:
    assert str(PROGRAMME) == "2025-2028"


def test_reprs_contain_counts() -> None:
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
