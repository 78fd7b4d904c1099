"""Tokens, stems, stop words, and edits."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._search import tokenizer
from benelux_programme._search.tokenizer import (
    find_words,
    fold_word,
    fold_words,
    is_one_edit,
    is_stopword,
    iter_tokens,
    stem_word,
    tokenize,
)

ALPHABET = "aeinsABSİßΣ. *:_·('’ʼ"
ENDINGS = ("al", "ale", "aux", "alement", "ique", "iques", "ien", "iser", "isation")


def test_tokens_are_letters_and_digits_in_lower_case() -> None:
    assert tokenize("Énergie-Klima 2030, d’abord_ici") == [
        "énergie",
        "klima",
        "2030",
        "d",
        "abord",
        "ici",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("N.R.W. and U.S.A", ["nrw", "and", "usa"]),
        ("The end. A new one", ["the", "end", "a", "new", "one"]),
        ("SMEs, EVs, KMO's, kmo’s", ["sme", "ev", "kmo", "kmo"]),
        ("AS is", ["as", "is"]),
        ("Bürger*innen, Bürger:in, Bürger_innen", ["bürger", "bürger", "bürger"]),
        ("citoyen·ne·s, acteur·rice, citoyen.ne.s", ["citoyen", "acteur", "citoyen"]),
        ("citoyen(ne)s, ship(s)", ["citoyen", "ship"]),
        ("projects (in Ghent)", ["projects", "in", "ghent"]),
        ("hydrog*", ["hydrog"]),
    ],
)
def test_points_of_abbreviations_plurals_and_marks_of_gender_are_no_letters(
    text: str, words: list[str]
) -> None:
    assert tokenize(text) == words


@pytest.mark.parametrize("apostrophe", "'’‘ʼʻ`´＇")
def test_apostrophes_of_every_kind_separate_words(apostrophe: str) -> None:
    assert tokenize(f"l{apostrophe}énergie") == ["l", "énergie"]
    assert tokenize(f"KMO{apostrophe}s") == ["kmo"]


@given(st.text(ALPHABET))
def test_tokens_have_the_positions_of_the_words(text: str) -> None:
    tokens = list(iter_tokens(text))
    assert [token.word for token in tokens] == tokenize(text)
    assert find_words(text, set(tokenize(text))) == tuple((start, end) for _, start, end in tokens)
    assert all(token.word.startswith(text[token.start].lower()) for token in tokens)


@pytest.mark.parametrize("letters", ["a", "a.", "a*in", "ß", "A", "s"])
def test_words_of_64000_letters_take_linear_time(letters: str) -> None:
    word = letters * 64_000
    assert len(list(iter_tokens(word))) == len(tokenize(word))
    assert all(stem_word(each, "en") for each in tokenize(word)[:1])


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
    tokenizer._STEMMERS_OF_THREAD.__dict__.clear()  # noqa: SLF001  # as in a new thread
    stem_word.cache_clear()
    try:
        assert stem_word("gezond", "nl") == ("gezond", "GEZOND")
        assert names == ["dutch_porter", "dutch"]
    finally:
        tokenizer._STEMMERS_OF_THREAD.__dict__.clear()  # noqa: SLF001  # as above
        stem_word.cache_clear()


def test_each_thread_has_its_own_stemmers() -> None:
    words = [f"{beginning}{ending}" for beginning in ("nation", "polit") for ending in ENDINGS]
    expected = [stem_word.__wrapped__(word, "fr") for word in words]

    def stem_all(_: int) -> list[tuple[str, ...]]:
        return [stem_word.__wrapped__(word, "fr") for word in words]

    with ThreadPoolExecutor(16) as threads:
        assert all(stems == expected for stems in threads.map(stem_all, range(64)))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("enrgy", "energy"),
        ("eenergy", "energy"),
        ("enargy", "energy"),
        ("enregy", "energy"),
        ("nergy", "energy"),
        ("energi", "energy"),
    ],
)
def test_one_edit_is_a_letter_or_the_order_of_two(word: str, other: str) -> None:
    assert is_one_edit(word, other)
    assert is_one_edit(other, word)


@pytest.mark.parametrize(
    ("word", "other"), [("enrgi", "energy"), ("ynerge", "energy"), ("wave", "energy")]
)
def test_two_edits_are_more_than_one(word: str, other: str) -> None:
    assert not is_one_edit(word, other)
