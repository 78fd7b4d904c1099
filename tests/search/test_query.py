"""The terms of queries, tested through searches in programmes of a few actions."""

import pytest

import benelux_programme as bp
from support import make_programme, search_ids


def test_a_compound_may_be_typed_as_two_words() -> None:
    programme = make_programme(
        "Test cyber weapons.", "Improve cybersecurity.", "Keep security forces."
    )
    assert search_ids(programme, "cyber security") == ["act-2"]
    assert search_ids(programme, "more cyber security now") == search_ids(
        programme, "more cybersecurity now"
    )


def test_the_parts_of_a_compound_typed_as_two_words_do_not_match_alone() -> None:
    programme = make_programme("Build a windfarm.", "Plant a wind break.", "Feed farm animals.")
    typed_as_two = programme.search("build wind farms")
    assert typed_as_two == programme.search("build windfarms")
    assert [hit.action.id for hit in typed_as_two] == ["act-1"]


def test_the_word_after_a_compound_typed_as_two_words_counts() -> None:
    programme = make_programme("Improve cybersecurity.", "Improve cybersecurity centres.")
    assert search_ids(programme, "cyber security centre")[0] == "act-2"


def test_a_hyphenated_word_is_found() -> None:
    assert search_ids(make_programme("Save energy.", "Save water."), "ener- gies") == ["act-1"]


def test_a_single_letter_is_not_joined_with_the_word_before() -> None:
    programme = make_programme("Revise annex B.", "Revise annex E.")
    assert search_ids(programme, "annex e")[0] == "act-2"


def test_stop_words_are_ignored() -> None:
    programme = make_programme(
        "Watch the rivers.", "Clean sea water.", "Count birds.", "Plant trees."
    )
    assert search_ids(programme, "the sea") == ["act-2"]


def test_a_query_of_stop_words_only_searches_for_them() -> None:
    assert search_ids(make_programme("Watch the rivers.", "Clean sea water."), "the") == ["act-1"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_unknown_compound_matches_its_parts(
    language: bp.Language,
) -> None:
    programme = make_programme("Plan veld.", "Plan bus.", "Plan taxi.", language=language)
    assert search_ids(programme, "veldtaxi", language) == ["act-1", "act-3"]


def test_a_known_compound_does_not_match_its_parts() -> None:
    programme = make_programme("Meet water.", "Vang stof.", "Koop waterstof.", language="nl")
    assert search_ids(programme, "waterstof", "nl") == ["act-3"]


def test_an_unknown_compound_matches_its_head() -> None:
    assert search_ids(
        make_programme("Bescherm water.", "Plant bomen.", language="nl"), "zoetwater", "nl"
    ) == ["act-1"]


def test_plural_and_singular_match_the_same_compounds() -> None:
    programme = make_programme("Leg een noodvoorraad aan.", "Plant bomen.", language="nl")
    assert (
        search_ids(programme, "voorraden", "nl")
        == search_ids(programme, "voorraad", "nl")
        == ["act-1"]
    )


@pytest.mark.parametrize("query", ['"wind farm"', '"wind farms"'])
def test_a_phrase_matches_anywhere_in_a_text(query: str) -> None:
    programme = make_programme(
        "Wind farm builders.", "Build a wind farm.", "Farm with wind.", "Wind farm."
    )
    assert set(search_ids(programme, query)) == {"act-1", "act-2", "act-4"}


def test_a_phrase_longer_than_the_text_does_not_match() -> None:
    assert search_ids(make_programme("Wind farm.", "Farm animals."), '"farm wind farm"') == []


def test_the_form_of_the_query_ranks_first() -> None:
    programme = make_programme("Cross the roads.", "Cross a road.")
    assert search_ids(programme, "road") == ["act-2", "act-1"]
    assert search_ids(programme, "roads") == ["act-1", "act-2"]


def test_umlauts_typed_as_two_letters_are_the_same_form() -> None:
    programme = make_programme("Hilf den Behörde.", "Hilf der Behörden.", language="de")
    assert search_ids(programme, "Behoerden", "de") == ["act-2", "act-1"]
    assert search_ids(programme, "Behoerde", "de") == ["act-1", "act-2"]
