"""Tokens, stems, stop words, and edits."""

import gc
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._search import tokenizer
from benelux_programme._search.tokenizer import (
    fold_word,
    is_one_edit,
    is_stopword,
    iter_lowercase_word_spans,
    split_compound,
    stem_word,
    stem_word_with_cache,
    tokenize,
)
from support import make_programme

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
    tokens = list(iter_lowercase_word_spans(text))
    assert [word for word, *_ in tokens] == tokenize(text)
    assert all(word.startswith(text[start].lower()) for word, start, _ in tokens)
    assert all(end <= start for (_, _, end), (_, start, _) in pairwise(tokens))


@pytest.mark.parametrize("letters", ["a", "a.", "a*in", "ß", "A", "s"])
def test_words_of_64000_letters_take_linear_time(letters: str) -> None:
    word = letters * 64_000
    assert len(list(iter_lowercase_word_spans(word))) == len(tokenize(word))
    assert all(stem_word(each, "en") for each in tokenize(word)[:1])


@pytest.mark.parametrize("letter", ["a", "é", "ß"])
def test_long_words_are_not_kept_when_their_programmes_are_gone(letter: str) -> None:
    def search_and_compare(start: int) -> None:
        words = [f"{number}{letter * 20_000}" for number in range(start, start + 50)]
        old = make_programme(*words)
        new = bp.read({**bp.to_dict(old), "id": "plan-2", "period": "2026"})
        assert not old.search(f"{letter * 1_000} {letter * 900}")
        bp.compare(old, new)

    search_and_compare(0)
    gc.collect()
    tracemalloc.start()
    search_and_compare(50)
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 200_000


@pytest.mark.parametrize(
    ("typed", "written"), [("Maerz", "März"), ("Koeln", "Köln"), ("Muell", "Müll")]
)
def test_german_umlauts_may_be_typed_as_two_letters(typed: str, written: str) -> None:
    assert fold_word(typed, "de") == fold_word(written, "de")


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_two_vowels_stay_two_in_other_languages(language: bp.Language) -> None:
    assert fold_word("Maerz", language) == "maerz"


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
    assert {*stem_word(singular, "nl")} >= {*stem_word(plural, "nl")}


@pytest.mark.parametrize(
    ("singular", "plural", "language"),
    [("haven", "havens", "nl"), ("KMO", "kmos", "nl"), ("Taxi", "Taxis", "de")],
)
def test_words_with_a_final_s_are_plurals_in_dutch_and_german(
    singular: str, plural: str, language: bp.Language
) -> None:
    assert {*stem_word(singular, language)} & {*stem_word(plural, language)}


@pytest.mark.parametrize(
    ("feminine", "masculine", "language"),
    [
        ("agricultrice", "agriculteurs", "fr"),
        ("travailleuses", "travailleur", "fr"),
        ("Pendlerinnen", "Pendler", "de"),
        ("Landwirtinnen", "Landwirt", "de"),
        ("Bürgerin", "Bürger", "de"),
    ],
)
def test_women_and_men_in_a_role_share_a_stem(
    feminine: str, masculine: str, language: bp.Language
) -> None:
    assert {*stem_word(feminine, language)} & {*stem_word(masculine, language)}


@pytest.mark.parametrize(
    ("language", "with_accents", "without"),
    [("fr", "énergies", "energie"), ("de", "Behörden", "Behoerden")],
)
def test_words_share_a_stem_with_and_without_accents(
    language: bp.Language, with_accents: str, without: str
) -> None:
    assert {*stem_word(with_accents, language)} & {*stem_word(without, language)}


@pytest.mark.parametrize(
    ("word", "other", "language", "is_same"),
    [
        ("opéra", "opérer", "fr", True),
        ("opéra", "opérateur", "fr", False),
        ("plan", "plans", "en", True),
        ("plan", "planning", "en", False),
        ("électriques", "électricité", "fr", True),
        ("Bus", "Busse", "de", False),
        ("fördern", "gefördert", "de", False),
        ("travail", "travaux", "fr", False),
    ],
)
def test_a_short_stem_without_a_long_ending_is_the_stem_of_another_word(
    word: str, other: str, language: bp.Language, is_same: bool
) -> None:
    assert bool({*stem_word(word, language)} & {*stem_word(other, language)}) is is_same


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_lexicon_has_the_stems_of_all_bundled_words(
    programme: bp.Programme, language: bp.Language
) -> None:
    lexicon = tokenizer.load_weighted_stems_by_word(language)
    for action in programme.actions:
        for word in tokenize(action.summary.in_(language) or ""):
            stems = {stem for stem, weight in lexicon[word].items() if weight == 1}
            assert stems == {*stem_word(word, language)}


KNOWN = ["grens", "regio", "arbeid", "markt", "beleid", "zee", "kust", "aan"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("grensregio", ("grens", "regio")),
        ("arbeidsmarktbeleid", ("arbeid", "markt", "beleid")),
        ("zeeregio", ("zee", "regio")),
        ("grensregios", ("grens", "regios")),
        ("regio", ()),
        ("grensxyzregio", ()),
        ("grensaan", ()),
        ("grens" * 12, ("grens",) * 12),
        ("grens" * 13, ()),
    ],
)
def test_compounds_are_split_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    forms = [*KNOWN, "regios"]
    assert split_compound(word, "nl", KNOWN.__contains__, forms.__contains__) == parts
    assert split_compound(word, "en", KNOWN.__contains__, forms.__contains__) == ()


@pytest.mark.parametrize(
    ("word", "parts", "language"),
    [
        ("schulbusse", ("schule", "busse"), "de"),
        ("grenzübergang", ("grenze", "übergang"), "de"),
        ("schulgrenzbusse", ("schule", "grenze", "busse"), "de"),
        ("bussegrenz", (), "de"),
        ("aardwarmte", ("aarde", "warmte"), "nl"),
        ("eindbusse", ("einde", "busse"), "nl"),
        ("schulbusse", (), "en"),
        ("schulbusse", (), "fr"),
    ],
)
def test_a_part_of_a_compound_may_drop_its_ending(
    word: str, parts: tuple[str, ...], language: bp.Language
) -> None:
    known = ["grenze", "schule", "übergang", "busse", "aarde", "einde", "warmte"]
    assert split_compound(word, language, known.__contains__, known.__contains__) == parts


def test_splitting_takes_little_time_for_words_with_many_splits() -> None:
    words = {"e" * length for length in range(4, 12)}
    assert split_compound("e" * 50 + "x", "nl", words.__contains__, words.__contains__) == ()


def test_each_thread_has_its_own_stemmers() -> None:
    words = [f"{beginning}{ending}" for beginning in ("nation", "polit") for ending in ENDINGS]
    expected = [stem_word_with_cache.__wrapped__(word, "fr") for word in words]

    def stem_all(_: int) -> list[tuple[str, ...]]:
        return [stem_word_with_cache.__wrapped__(word, "fr") for word in words]

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
