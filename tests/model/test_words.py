"""The catalogue of words: whole in four languages, and used by all enumerations."""

import operator
import re
from collections.abc import Iterator
from enum import Enum
from string import Formatter
from typing import Any

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._changes.records import RECORD_CLASSES
from benelux_programme._model.words import load_catalogue, translate
from benelux_programme._serialization.field_specs import get_field_specs
from benelux_programme.errors import InvalidValueError

CATALOGUE = load_catalogue()
ENUMERATIONS = [
    member
    for name in bp.__all__
    if isinstance(member := getattr(bp, name), type) and issubclass(member, Enum)
]
NO_BREAK_SPACE = "\u00a0"


def iter_patterns(key: str, language: bp.Language) -> Iterator[str]:
    """Yield the pattern of a word, or its singular and its plural."""
    word = CATALOGUE[key][language]
    yield from [word] if isinstance(word, str) else word.values()


SIGNS = {"form.semicolon", "form.thousands_sign"}


def list_placeholders(pattern: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(pattern) if name)


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_word_is_in_four_languages_with_the_same_placeholders(key: str) -> None:
    word = CATALOGUE[key]
    assert tuple(word) == bp.LANGUAGES
    for text in word.values():
        assert isinstance(text, str) or tuple(text) == ("one", "other")
    patterns = [pattern for language in bp.LANGUAGES for pattern in iter_patterns(key, language)]
    assert all(patterns)
    assert all(list_placeholders(each) == list_placeholders(patterns[0]) for each in patterns)


@pytest.mark.parametrize("key", sorted(CATALOGUE.keys() - SIGNS))
def test_words_are_punctuated_as_their_language_is(key: str) -> None:
    for language in bp.LANGUAGES:
        for pattern in iter_patterns(key, language):
            assert pattern == pattern.strip()
            assert not re.search("['\"]|  ", pattern)
            space_before = re.findall(r"(.)[:;?!»](?!\w)", pattern) + re.findall("«(.)", pattern)
            assert {each == NO_BREAK_SPACE for each in space_before} <= {language == "fr"}


@pytest.mark.parametrize("cls", RECORD_CLASSES.values(), ids=lambda cls: cls.__name__)
def test_every_attribute_has_a_label_in_four_languages(cls: type) -> None:
    for spec in get_field_specs(cls):
        label = bp.attribute_label(spec.name)
        for language in bp.LANGUAGES:
            assert label.in_(language) == translate(f"field.{spec.name}", language)


def test_a_path_has_the_labels_of_its_attributes() -> None:
    assert bp.attribute_label("publication.title").fr == "publication / titre"


@pytest.mark.parametrize("path", ["", "x", "title.x", "publication.", ".title", "Subject.pillar"])
def test_the_label_of_another_attribute_is_an_error(path: str) -> None:
    with pytest.raises(InvalidValueError, match=r"attribute_label\(path\)"):
        bp.attribute_label(path)


@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=lambda each: each.__name__)
def test_every_member_of_an_enumeration_has_a_label(enumeration: type[Enum]) -> None:
    prefix = f"{enumeration.__name__}."
    keys = [key.removeprefix(prefix) for key in CATALOGUE if key.startswith(prefix)]
    assert keys == [member.value for member in enumeration]
    labels: list[bp.Text] = [getattr(member, "label") for member in enumeration]  # noqa: B009
    for language in bp.LANGUAGES:
        assert len({f"{label:{language}}" for label in labels}) == len(labels)


def test_every_attribute_that_changes_has_a_name() -> None:
    classes = list(RECORD_CLASSES.values())
    for cls in classes:
        specs = get_field_specs(cls)
        assert {f"field.{spec.name}" for spec in specs if cls is not bp.Text} <= CATALOGUE.keys()
        classes += [
            spec.cls
            for spec in specs
            if attrs.has(spec.cls) and spec.cls not in (*classes, bp.Terms)
        ]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fr", ["0 action", "1 action", "2 actions"]),
        ("nl", ["0 acties", "1 actie", "2 acties"]),
        ("de", ["0 Maßnahmen", "1 Maßnahme", "2 Maßnahmen"]),
        ("en", ["0 actions", "1 action", "2 actions"]),
    ],
)
def test_counts_are_in_the_singular_or_plural(language: bp.Language, texts: list[str]) -> None:
    assert [translate("count.actions", language, count=count) for count in range(3)] == texts


def test_values_take_the_place_of_their_names() -> None:
    assert translate("form.fact", "fr", name="note", value="{x}") == "note\u00a0: {x}"


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (9999, "nl", "9999 acties"),
        (10_000, "nl", "10.000 acties"),
        (1_234_567, "de", "1.234.567 Maßnahmen"),
        (12_424, "fr", "12\u202f424 actions"),
        (12_424, "en", "12,424 actions"),
    ],
)
def test_thousands_are_separated_from_five_digits(
    count: int, language: bp.Language, expected: str
) -> None:
    assert translate("count.actions", language, count=count) == expected


ORDERED = [
    *([bp.Commitment.EXPLORATORY, bp.Commitment.CONDITIONAL, bp.Commitment.FIRM],),
    *([bp.Bearing.CONTEXT, bp.Bearing.ADVANCES, bp.Bearing.DELIVERS],),
    *([bp.Severity.EDITORIAL, bp.Severity.NOTABLE, bp.Severity.BREAKING],),
    *([bp.Firmness.WEAKER, bp.Firmness.SAME, bp.Firmness.STRONGER],),
    [
        *(bp.Completeness.METADATA, bp.Completeness.PARTIAL_OUTLINE),
        *(bp.Completeness.HEADINGS, bp.Completeness.ACTIONS),
    ],
]


@pytest.mark.parametrize("members", ORDERED, ids=lambda members: type(members[0]).__name__)
def test_members_are_ordered_by_what_they_mean(members: list[Any]) -> None:
    assert sorted({*members}) == members
    assert max(members) is members[-1]
    for i, one in enumerate(members):
        for j, other in enumerate(members):
            expected = (i < j, i <= j, i > j, i >= j)
            for each in (other, other.value):
                assert (one < each, one <= each, one > each, one >= each) == expected
            assert (one.value < other, one.value >= other) == (i < j, i >= j)


def test_other_values_are_compared_with_members_as_with_strings() -> None:
    firm = bp.Commitment.FIRM
    assert (firm < "g", firm >= "g", firm > "f") == (True, False, True)
    assert firm > bp.Bearing.DELIVERS
    wrong: Any = 3
    with pytest.raises(TypeError, match="not supported between"):
        operator.lt(firm, wrong)
