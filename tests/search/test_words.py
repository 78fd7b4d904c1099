"""Words without accents, and the parts of which Dutch and German compounds are made."""

import pytest

import benelux_programme as bp
from benelux_programme._search.words import (
    compound_parts,
    folded,
    folded_words,
    head_of,
    is_stopword,
    marked,
    split_compound,
    stems,
    words_of,
)


@pytest.mark.parametrize(
    ("typed", "written"), [("Maerz", "März"), ("Koeln", "Köln"), ("Muell", "Müll")]
)
def test_german_words_are_the_same_without_umlauts(typed: str, written: str) -> None:
    assert folded(typed, "de") == folded(written, "de")


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_only_german_writes_umlauts_in_two_letters(language: bp.Language) -> None:
    assert folded("Maerz", language) == "maerz"


def test_each_word_is_folded_even_if_nothing_is_left_of_it() -> None:
    assert folded_words(["Énergie", "", "Œuvre"], "fr") == ["energie", "", "oeuvre"]
    assert folded_words([], "fr") == []


@pytest.mark.parametrize(
    ("singular", "plural"), [("hof", "hoven"), ("huis", "huizen"), ("brief", "brieven")]
)
def test_dutch_letters_that_sound_alike_are_one(singular: str, plural: str) -> None:
    assert stems(singular, "nl") == stems(plural, "nl")


def test_what_stands_at_the_end_of_several_compounds_is_a_part() -> None:
    known = {"zee", "arbeid", "zeekabel", "arbeidskabel"}
    assert compound_parts(known) == known | {"kabel"}


@pytest.mark.parametrize(
    "words",
    [
        {"zee", "zeestroming"},  # once only
        {"zeekabel", "stroomkabel"},  # after what is no word
        {"zee", "stroom", "zeeraad", "stroomraad"},  # four letters
        {"arbeid", "handel", "arbeidsman", "handelsman"},  # as many with what links them
    ],
)
def test_what_is_no_part_of_a_compound(words: set[str]) -> None:
    assert compound_parts(words) == words


def test_words_of_two_letters_are_no_parts() -> None:
    assert compound_parts({"op", "zee", "opslag", "opvang"}) == {"zee", "opslag", "opvang"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bankraad", ("bank", "raad")),
        ("zeewater", ()),
        ("waterzee", ()),
        ("waterwater", ("water", "water")),
        ("bankraadwater", ("bankraad", "water")),
    ],
)
def test_parts_have_four_letters_and_the_longest_come_first(
    word: str, parts: tuple[str, ...]
) -> None:
    assert split_compound(word, {"bank", "raad", "zee", "water", "bankraad", word}) == parts


def test_words_of_sixty_letters_are_the_longest_compounds() -> None:
    assert split_compound("grens" * 12, {"grens"}) == ("grens",) * 12
    assert split_compound("grens" * 12 + "zone", {"grens", "zone"}) == ()
    assert head_of("grens" * 11 + "regio", {"regio"}) == "regio"
    assert head_of("x" + "grens" * 11 + "regio", {"regio"}) is None


@pytest.mark.parametrize("word", ["regio", "deregio", "grensgebied", "grensraad"])
def test_what_has_no_head(word: str) -> None:
    assert head_of(word, {"regio", "grens", "raad"}) is None


def test_the_head_is_the_longest_word_at_the_end() -> None:
    assert head_of("grensstreekregio", {"regio", "streekregio"}) == "streekregio"


def test_words_are_marked_wherever_they_stand() -> None:
    text = "Water, waterway and WATER"
    assert marked(text, {"water"}) == "**Water**, waterway and **WATER**"


def test_words_that_split_in_many_ways_are_split_in_time() -> None:
    assert split_compound("e" * 50 + "x", {"e" * length for length in range(4, 12)}) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("x" * 100, ()),
        ("grensregio", ("grens", "regio")),
        ("arbeidsmarktbeleid", ("arbeid", "markt", "beleid")),
        ("regio", ()),
        ("grensxyzregio", ()),
    ],
)
def test_compounds_are_split_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    known = {"grens", "regio", "arbeid", "markt", "beleid"}
    assert split_compound(word, known) == parts


def test_an_endless_word_has_no_head() -> None:
    assert head_of("x" * 100 + "regio", {"regio"}) is None
    assert head_of("grensregio", {"regio"}) == "regio"


def test_stems_are_the_same_with_and_without_accents() -> None:
    assert set(stems("énergies", "fr")) & set(stems("energie", "fr"))
    assert set(stems("Behörden", "de")) & set(stems("Behoerden", "de"))


def test_words_are_letters_and_digits_in_lower_case() -> None:
    assert words_of("Énergie-Klima 2030, d’abord_ici") == [
        "énergie",
        "klima",
        "2030",
        "d",
        "abord",
        "ici",
    ]


@pytest.mark.parametrize(
    ("language", "word", "telling"),
    [
        ("fr", "À", "énergie"),
        ("nl", "het", "water"),
        ("de", "über", "wasser"),
        ("en", "The", "sea"),
    ],
)
def test_some_words_say_nothing(language: bp.Language, word: str, telling: str) -> None:
    assert is_stopword(word, language)
    assert not is_stopword(telling, language)
