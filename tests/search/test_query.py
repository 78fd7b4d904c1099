"""What the words of a query are taken for, on programmes of a few actions."""

import pytest

import benelux_programme as bp
from support import found, plan


def test_a_word_that_the_programme_writes_as_one_may_be_typed_as_two() -> None:
    some = plan("Test cyber weapons.", "Improve cybersecurity.", "Keep security forces.")
    assert found(some, "cyber security") == ["act-2"]
    assert found(some, "more cyber security now") == found(some, "more cybersecurity now")


def test_two_words_that_are_one_are_asked_for_once() -> None:
    some = plan("Build a windfarm.", "Plant a wind break.", "Feed farm animals.")
    typed_as_two = some.search("build wind farms")
    assert typed_as_two == some.search("build windfarms")
    assert [hit.action.id for hit in typed_as_two] == ["act-1"]


def test_the_word_after_two_that_are_one_counts() -> None:
    some = plan("Improve cybersecurity.", "Improve cybersecurity centres.")
    assert found(some, "cyber security centre")[0] == "act-2"


def test_a_word_that_was_parted_at_the_end_of_a_line_is_found() -> None:
    assert found(plan("Save energy.", "Save water."), "ener- gies") == ["act-1"]


def test_a_letter_after_a_word_is_no_part_of_it() -> None:
    some = plan("Revise annex B.", "Revise annex E.")
    assert found(some, "annex e")[0] == "act-2"


def test_words_that_say_nothing_are_not_asked_for() -> None:
    some = plan("Watch the rivers.", "Clean sea water.", "Count birds.", "Plant trees.")
    assert found(some, "the sea") == ["act-2"]


def test_a_query_of_nothing_but_such_words_asks_for_them() -> None:
    assert found(plan("Watch the rivers.", "Clean sea water."), "the") == ["act-1"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_word_that_nobody_uses_is_read_as_those_of_which_it_is_made(
    language: bp.Language,
) -> None:
    some = plan("Plan veld.", "Plan bus.", "Plan taxi.", language=language)
    assert found(some, "veldtaxi", language) == ["act-1", "act-3"]


def test_a_word_that_is_used_is_not_taken_apart() -> None:
    some = plan("Meet water.", "Vang stof.", "Koop waterstof.", language="nl")
    assert found(some, "waterstof", "nl") == ["act-3"]


def test_a_compound_that_nobody_uses_finds_what_it_is_a_kind_of() -> None:
    assert found(plan("Bescherm water.", "Plant bomen.", language="nl"), "zoetwater", "nl") == [
        "act-1"
    ]


def test_forms_and_compounds_of_a_plural_are_those_of_the_singular() -> None:
    some = plan("Leg een noodvoorraad aan.", "Plant bomen.", language="nl")
    assert found(some, "voorraden", "nl") == found(some, "voorraad", "nl") == ["act-1"]


@pytest.mark.parametrize("query", ['"wind farm"', '"wind farms"'])
def test_a_phrase_is_found_wherever_it_stands(query: str) -> None:
    some = plan("Wind farm builders.", "Build a wind farm.", "Farm with wind.", "Wind farm.")
    assert set(found(some, query)) == {"act-1", "act-2", "act-4"}


def test_a_phrase_longer_than_the_text_is_not_found() -> None:
    assert found(plan("Wind farm.", "Farm animals."), '"farm wind farm"') == []


def test_the_very_form_that_was_asked_for_comes_first() -> None:
    some = plan("Cross the roads.", "Cross a road.")
    assert found(some, "road") == ["act-2", "act-1"]
    assert found(some, "roads") == ["act-1", "act-2"]


def test_umlauts_typed_in_two_letters_are_the_very_form() -> None:
    some = plan("Hilf den Behörde.", "Hilf der Behörden.", language="de")
    assert found(some, "Behoerden", "de") == ["act-2", "act-1"]
    assert found(some, "Behoerde", "de") == ["act-1", "act-2"]
