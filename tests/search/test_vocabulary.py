"""The words that a search looks at are all that stemming every word would give."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._search import words
from benelux_programme._search.hits import index_of
from benelux_programme._search.vocabulary import Vocabulary
from benelux_programme._search.words import stems

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


def stemmed(every: list[str], language: bp.Language, word: str) -> set[str]:
    """What has a stem in common with a word, if all words are stemmed."""
    wanted = set(stems(word, language))
    return {one for one in every if wanted & set(stems(one, language))}


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_forms_of_every_bundled_word_are_those_with_its_stem(
    programme: bp.Programme, language: bp.Language
) -> None:
    vocabulary = index_of(programme, language).vocabulary
    with_stem: dict[str, set[str]] = {}
    for word in vocabulary.plain:
        for stem in stems(word, language):
            with_stem.setdefault(stem, set()).add(word)
    for word in vocabulary.plain:
        found = set().union(*(with_stem[stem] for stem in stems(word, language)))
        assert vocabulary.forms(word) == found


@pytest.mark.parametrize("language", bp.LANGUAGES)
@given(data=st.data())
def test_the_forms_of_any_word_are_those_with_its_stem(
    language: bp.Language, data: st.DataObject
) -> None:
    beginnings = data.draw(st.lists(st.text(LETTERS[language], max_size=5), min_size=1, max_size=3))
    every = sorted({one + end for one in beginnings for end in ("", *ENDINGS[language].split())})
    vocabulary = Vocabulary(list(filter(None, every)), language)
    for word in vocabulary.plain:
        assert vocabulary.forms(word) == stemmed(list(vocabulary.plain), language, word)


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
def test_forms_that_end_or_begin_otherwise(language: bp.Language, word: str, form: str) -> None:
    assert Vocabulary(["other", form], language).forms(word) == {form}


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
def test_compounds_of_a_word(language: bp.Language, word: str, compound: str) -> None:
    some = ["water", "wagen", "stof", "taxi", compound]
    found = Vocabulary(some, language).compounds(word, ())
    assert compound in found
    assert "taxi" not in found


def test_short_words_are_no_parts_of_compounds() -> None:
    assert Vocabulary(["zeewater", "watersport"], "nl").compounds("zee", ()) == frozenset()


def test_a_short_word_is_part_of_a_compound_only_if_the_rest_is_known_too() -> None:
    vocabulary = Vocabulary(["eiland", "vader", "vaderland", "landen"], "nl")
    assert vocabulary.compounds("land", ["landen"]) == {"vaderland"}


def test_a_word_in_the_middle_of_another_is_no_part_of_it() -> None:
    assert Vocabulary(["geplaatst"], "nl").compounds("plaats", ()) == frozenset()


def test_only_dutch_and_german_write_compounds_in_one_word() -> None:
    assert Vocabulary(["waterway"], "en").compounds("water", ()) == frozenset()
    assert Vocabulary(["water"], "en").head("freshwater") is None
    assert Vocabulary(["water"], "nl").head("zoetwater") == "water"


def test_a_word_that_nobody_uses_is_split_into_those_that_somebody_does() -> None:
    vocabulary = Vocabulary(["waterstof", "wagen"], "nl")
    assert vocabulary.split("waterstofwagens") == ("waterstof", "wagen")
    assert vocabulary.split("muziekfestival") == ()


def test_german_words_typed_without_umlauts_are_split_too() -> None:
    vocabulary = Vocabulary(["wärme", "küche"], "de")
    assert vocabulary.split("Waermekueche") == ("warme", "kuche")
    assert vocabulary.head("Fernwaerme") == "warme"


@pytest.mark.parametrize(
    ("letters", "some"), [("hy", True), ("Überw", True), ("uebe", True), ("drog", False)]
)
def test_a_vocabulary_knows_how_words_begin(letters: str, some: bool) -> None:
    vocabulary = Vocabulary(["hydrogen", "überwachung"], "de")
    assert vocabulary.has_beginning(letters) is some


def test_dutch_is_stemmed_alike_by_old_stemmers_and_new(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def before_version_3(name: str) -> SimpleNamespace:
        asked.append(name)
        if name == "dutch_porter":
            raise KeyError(name)
        return SimpleNamespace(stemWord=str.upper)

    monkeypatch.setattr("snowballstemmer.stemmer", before_version_3)
    words._stemmer.cache_clear()  # noqa: SLF001  # as in a new process
    stems.cache_clear()
    try:
        assert stems("gezond", "nl") == ("gezond", "GEZOND")
        assert asked == ["dutch_porter", "dutch"]
    finally:
        words._stemmer.cache_clear()  # noqa: SLF001  # as above
        stems.cache_clear()


def test_no_words_are_a_vocabulary_too() -> None:
    assert Vocabulary([], "de").forms("Wasser") == frozenset()
