"""The inverted index of a programme, and its vocabulary."""

import gc
from statistics import mean
from weakref import ref

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._search.index import Vocabulary, get_index
from benelux_programme._search.tokenizer import stem_word, tokenize

LETTERS = {
    "fr": "abceimnopstuyéèçœ",
    "nl": "adefghilnorstvyzë",
    "de": "abcghilnorstuäöüß",
    "en": "abcdefgilmnoprsty",
}
ENDINGS = {
    "fr": "s es x aux euse ement emment ance ences ation ations ivité iques ité logie ées er",
    "nl": "en s e heid heden lijk ing ingen tje baar end isch ende zen ven ssen",
    "de": "e en er ern es em est st ung ungen heit keit lich isch ig igkeit erin",
    "en": "s es ed ing ying ies y ly ational ization iveness fulness ability ibly ly's ogy",
}


def find_words_with_same_stem(words: list[str], word: str, language: bp.Language) -> set[str]:
    """Return the words that share a stem with this word, by stemming all of them."""
    stems = set(stem_word(word, language))
    return {other for other in words if stems & set(stem_word(other, language))}


def test_an_index_is_built_once_per_corpus_and_language() -> None:
    programme = attrs.evolve(bp.load("2025-2028"))
    assert get_index(programme, "fr") is get_index(programme, "fr")
    assert get_index(programme, "fr") is not get_index(programme, "nl")
    assert get_index(programme, "fr") is not get_index(attrs.evolve(programme), "fr")


def test_an_index_is_freed_with_its_corpus() -> None:
    programme = attrs.evolve(bp.load("2025-2028"))
    index = ref(get_index(programme, "fr").vocabulary)
    assert index() is not None
    del programme
    gc.collect()
    assert index() is None


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_postings_list_each_occurrence_of_a_word(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = get_index(programme, language)
    words_of_passages = [tokenize(" ".join(passage.texts)) for passage in index.passages]
    occurrences: dict[str, list[int]] = {}
    for position, words in enumerate(words_of_passages):
        for word in words:
            occurrences.setdefault(word, []).append(position)
    assert index.postings == occurrences
    assert index.passage_lengths == [*map(len, words_of_passages)]


def test_relative_lengths_have_the_mean_1(programme: bp.Programme) -> None:
    assert mean(get_index(programme, "en").relative_lengths) == pytest.approx(1)


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_forms_of_every_bundled_word_are_the_words_with_the_same_stem(
    programme: bp.Programme, language: bp.Language
) -> None:
    vocabulary = get_index(programme, language).vocabulary
    words_by_stem: dict[str, set[str]] = {}
    for word in vocabulary.folded_by_word:
        for stem in stem_word(word, language):
            words_by_stem.setdefault(stem, set()).add(word)
    for word in vocabulary.folded_by_word:
        forms = set().union(*(words_by_stem[stem] for stem in stem_word(word, language)))
        assert vocabulary.find_forms(word) == forms


@pytest.mark.parametrize("language", bp.LANGUAGES)
@given(data=st.data())
def test_the_forms_of_any_word_are_the_words_with_the_same_stem(
    language: bp.Language, data: st.DataObject
) -> None:
    beginnings = data.draw(st.lists(st.text(LETTERS[language], max_size=5), min_size=1, max_size=3))
    endings = ("", *ENDINGS[language].split())
    words = sorted({beginning + ending for beginning in beginnings for ending in endings} - {""})
    vocabulary = Vocabulary(words, language)
    for word in words:
        assert vocabulary.find_forms(word) == find_words_with_same_stem(words, word, language)


@pytest.mark.parametrize(
    ("language", "word", "form"),
    [
        ("en", "die", "dying"),
        ("en", "hydrogen", "hydrogen"),
        ("fr", "électriques", "électricité"),
        ("fr", "evident", "évidemment"),
        ("nl", "ziekenhuis", "ziekenhuizen"),
        ("nl", "brief", "brieven"),
        ("nl", "hof", "hoven"),
        ("de", "behoerde", "behörden"),
    ],
)
def test_forms_may_differ_in_endings_and_accents(
    language: bp.Language, word: str, form: str
) -> None:
    assert Vocabulary(["other", form], language).find_forms(word) == {form}


@pytest.mark.parametrize(
    ("language", "word", "compound"),
    [
        ("nl", "water", "waterstof"),
        ("nl", "wagen", "vrachtwagens"),
        ("nl", "stof", "waterstofwagen"),
        ("nl", "wagens", "watertaxiwagen"),
        ("nl", "wagens", "vrachtwagen"),
        ("nl", "brief", "liefdesbrieven"),
        ("nl", "overheid", "gemeenteoverheden"),
        ("de", "wasser", "trinkwasser"),
        ("de", "Waerme", "wärmenetz"),
    ],
)
def test_the_compounds_of_a_word_contain_it_or_a_form(
    language: bp.Language, word: str, compound: str
) -> None:
    vocabulary = Vocabulary(["water", "wagen", "stof", "taxi", compound], language)
    compounds = vocabulary.find_compounds_with(word, ())
    assert compound in compounds
    assert "taxi" not in compounds


def test_words_of_three_letters_have_no_compounds() -> None:
    assert (
        Vocabulary(["zeewater", "watersport"], "nl").find_compounds_with("zee", ()) == frozenset()
    )


def test_a_word_of_four_letters_is_part_of_a_compound_only_if_the_rest_is_known() -> None:
    vocabulary = Vocabulary(["eiland", "vader", "vaderland", "landen"], "nl")
    assert vocabulary.find_compounds_with("land", ["landen"]) == {"vaderland"}


def test_a_word_in_the_middle_of_another_is_not_part_of_it() -> None:
    assert Vocabulary(["geplaatst"], "nl").find_compounds_with("plaats", ()) == frozenset()


def test_english_has_no_compounds() -> None:
    vocabulary = Vocabulary(["water", "waterway"], "en")
    assert vocabulary.find_compounds_with("water", ()) == frozenset()
    assert vocabulary.find_compound_head("freshwater") is None


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("grensstreekregio", "streekregio"),
        ("grens" * 11 + "regio", "regio"),
        pytest.param("x" + "grens" * 11 + "regio", None, id="above 60 letters"),
        pytest.param("regio", None, id="no compound"),
        pytest.param("deregio", None, id="after two letters"),
        pytest.param("grensgebied", None, id="unknown"),
        pytest.param("grensraad", None, id="of four letters"),
    ],
)
def test_the_head_of_a_compound_is_the_longest_word_at_its_end(word: str, head: str | None) -> None:
    vocabulary = Vocabulary(["regio", "streekregio", "grens", "raad"], "nl")
    assert vocabulary.find_compound_head(word) == head


def test_unknown_compounds_are_split_into_known_words() -> None:
    vocabulary = Vocabulary(["waterstof", "wagen"], "nl")
    assert vocabulary.split_compound("waterstofwagens") == ("waterstof", "wagen")
    assert vocabulary.split_compound("muziekfestival") == ()


def test_german_compounds_typed_without_umlauts_are_split() -> None:
    vocabulary = Vocabulary(["wärme", "küche"], "de")
    assert vocabulary.split_compound("Waermekueche") == ("warme", "kuche")
    assert vocabulary.find_compound_head("Fernwaerme") == "warme"


@pytest.mark.parametrize(
    ("letters", "is_prefix"), [("hy", True), ("Überw", True), ("uebe", True), ("drog", False)]
)
def test_a_prefix_is_compared_without_case_and_umlauts(letters: str, is_prefix: bool) -> None:
    vocabulary = Vocabulary(["hydrogen", "überwachung"], "de")
    assert vocabulary.has_word_with_prefix(letters) is is_prefix


def test_an_empty_vocabulary_has_no_forms() -> None:
    assert Vocabulary([], "de").find_forms("Wasser") == frozenset()
