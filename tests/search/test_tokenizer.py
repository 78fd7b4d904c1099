"""Tokens, stems, stop words, and the parts of Dutch and German compounds."""

from types import SimpleNamespace

import pytest

import benelux_programme as bp
from benelux_programme._search import tokenizer
from benelux_programme._search.tokenizer import (
    fold_word,
    fold_words,
    highlight_words,
    infer_compound_parts,
    is_stopword,
    split_compound,
    stem_word,
    tokenize,
)


def test_tokens_are_letters_and_digits_in_lower_case() -> None:
    assert tokenize("Énergie-Klima 2030, d’abord_ici") == [
        "énergie",
        "klima",
        "2030",
        "d",
        "abord",
        "ici",
    ]


def test_words_are_highlighted_in_any_case() -> None:
    text = "Water, waterway and WATER"
    assert highlight_words(text, {"water"}) == "**Water**, waterway and **WATER**"


@pytest.mark.parametrize(
    ("typed", "written"), [("Maerz", "März"), ("Koeln", "Köln"), ("Muell", "Müll")]
)
def test_german_umlauts_may_be_typed_as_two_letters(typed: str, written: str) -> None:
    assert fold_word(typed, "de") == fold_word(written, "de")


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_two_vowels_stay_two_in_other_languages(language: bp.Language) -> None:
    assert fold_word("Maerz", language) == "maerz"


def test_folding_many_words_keeps_empty_ones() -> None:
    assert fold_words(["Énergie", "", "Œuvre"], "fr") == ["energie", "", "oeuvre"]


def test_folding_no_words_returns_no_words() -> None:
    assert fold_words([], "fr") == []


@pytest.mark.parametrize(
    ("language", "stopword", "other"),
    [
        ("fr", "À", "énergie"),
        ("nl", "het", "water"),
        ("de", "über", "wasser"),
        ("en", "The", "sea"),
    ],
)
def test_stop_words_are_recognized(language: bp.Language, stopword: str, other: str) -> None:
    assert is_stopword(stopword, language)
    assert not is_stopword(other, language)


@pytest.mark.parametrize(
    ("singular", "plural"), [("hof", "hoven"), ("huis", "huizen"), ("brief", "brieven")]
)
def test_final_consonants_of_dutch_stems_are_voiceless(singular: str, plural: str) -> None:
    assert stem_word(singular, "nl") == stem_word(plural, "nl")


@pytest.mark.parametrize(
    ("language", "with_accents", "without"),
    [("fr", "énergies", "energie"), ("de", "Behörden", "Behoerden")],
)
def test_words_share_a_stem_with_and_without_accents(
    language: bp.Language, with_accents: str, without: str
) -> None:
    assert {*stem_word(with_accents, language)} & {*stem_word(without, language)}


def test_old_versions_of_the_dutch_stemmer_are_supported(monkeypatch: pytest.MonkeyPatch) -> None:
    names = []

    def create_stemmer_before_version_3(name: str) -> SimpleNamespace:
        names.append(name)
        if name == "dutch_porter":
            raise KeyError(name)
        return SimpleNamespace(stemWord=str.upper)

    monkeypatch.setattr("snowballstemmer.stemmer", create_stemmer_before_version_3)
    tokenizer._load_stemmer.cache_clear()  # noqa: SLF001  # as in a new process
    stem_word.cache_clear()
    try:
        assert stem_word("gezond", "nl") == ("gezond", "GEZOND")
        assert names == ["dutch_porter", "dutch"]
    finally:
        tokenizer._load_stemmer.cache_clear()  # noqa: SLF001  # as above
        stem_word.cache_clear()


def test_an_ending_shared_by_several_compounds_is_a_part() -> None:
    known = {"zee", "arbeid", "zeekabel", "arbeidskabel"}
    assert infer_compound_parts(known) == known | {"kabel"}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param({"zee", "zeestroming"}, id="in one compound only"),
        pytest.param({"zeekabel", "stroomkabel"}, id="after unknown words"),
        pytest.param({"zee", "stroom", "zeeraad", "stroomraad"}, id="of four letters"),
        pytest.param(
            {"arbeid", "handel", "arbeidsman", "handelsman"}, id="of four with a linking element"
        ),
    ],
)
def test_other_endings_are_not_parts(words: set[str]) -> None:
    assert infer_compound_parts(words) == words


def test_words_of_two_letters_are_not_parts() -> None:
    assert infer_compound_parts({"op", "zee", "opslag", "opvang"}) == {
        "zee",
        "opslag",
        "opvang",
    }


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("grensregio", ("grens", "regio")),
        ("arbeidsmarktbeleid", ("arbeid", "markt", "beleid")),
        ("regio", ()),
        ("grensxyzregio", ()),
    ],
)
def test_compounds_are_split_into_known_parts(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word, {"grens", "regio", "arbeid", "markt", "beleid"}) == parts


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
def test_parts_have_four_letters_and_longer_ones_are_preferred(
    word: str, parts: tuple[str, ...]
) -> None:
    assert split_compound(word, {"bank", "raad", "zee", "water", "bankraad", word}) == parts


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("grens" * 12, ("grens",) * 12),
        ("grens" * 12 + "zone", ()),
    ],
)
def test_compounds_have_at_most_60_letters(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word, {"grens", "zone"}) == parts


def test_splitting_takes_little_time_for_words_with_many_splits() -> None:
    assert split_compound("e" * 50 + "x", {"e" * length for length in range(4, 12)}) == ()
