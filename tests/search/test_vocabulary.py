"""The words that match a word: its forms, compounds with it, and similar words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benelux_programme as bp
from benelux_programme._search.index import get_index
from benelux_programme._search.tokenizer import fold_word, stem_word
from benelux_programme._search.vocabulary import Vocabulary

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


def have_shared_stem(word: str, other: str, language: bp.Language) -> bool:
    """Whether two words share a stem that is long, or one of them, or have similar lengths."""
    folded = fold_word(word, language), fold_word(other, language)
    return any(
        len(stem) >= 5 or stem in folded or abs(len(folded[0]) - len(folded[1])) <= 3
        for stem in {*stem_word(word, language)} & {*stem_word(other, language)}
    )


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_the_forms_of_every_bundled_word_are_the_words_with_the_same_stem(
    programme: bp.Programme, language: bp.Language
) -> None:
    index = get_index([programme], language)
    words_by_stem: dict[str, set[str]] = {}
    for word in index.postings:
        for stem in stem_word(word, language):
            words_by_stem.setdefault(stem, set()).add(word)
    for word in index.postings:
        candidates = set().union(*(words_by_stem[stem] for stem in stem_word(word, language)))
        forms = {other for other in candidates if have_shared_stem(word, other, language)}
        assert index.vocabulary.find_forms(word) == forms


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
        assert vocabulary.find_forms(word) == {
            other for other in words if have_shared_stem(word, other, language)
        }


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


def test_words_with_a_short_stem_and_very_different_lengths_are_no_forms() -> None:
    vocabulary = Vocabulary(["opéra", "opérer", "opérateur", "opérationnel"], "fr")
    assert vocabulary.find_forms("opéra") == {"opéra", "opérer"}
    assert Vocabulary(["plan", "planning"], "en").find_forms("planning") == {"plan", "planning"}


def test_a_word_without_forms_has_those_without_an_s() -> None:
    assert Vocabulary(["kmo"], "nl").find_forms("kmos") == {"kmo"}


def test_an_empty_vocabulary_has_no_forms() -> None:
    assert Vocabulary([], "de").find_forms("Wasser") == set()


@pytest.mark.parametrize(
    ("language", "word", "compound"),
    [
        ("nl", "water", "waterstof"),
        ("nl", "wagen", "vrachtwagens"),
        ("nl", "stof", "waterstofwagen"),
        ("nl", "wagens", "watertaxiwagen"),
        ("de", "wasser", "trinkwasser"),
        ("de", "Waerme", "wärmevracht"),
        ("de", "Arbeit", "arbeitsmarkt"),
    ],
)
def test_the_compounds_of_a_word_consist_of_it_and_known_words(
    language: bp.Language, word: str, compound: str
) -> None:
    known = ["water", "wagen", "stof", "taxi", "vracht", "trink", "markt", compound]
    assert compound in Vocabulary(known, language).find_compounds(word)


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        pytest.param("de", "hafen", "flughafen", id="after unknown letters"),
        pytest.param("de", "ehen", "auszugehen", id="after a stop word"),
        pytest.param("nl", "plaats", "geplaatst", id="between other letters"),
        pytest.param("nl", "zee", "zeewater", id="of three letters"),
        pytest.param("nl", "water", "water", id="alone"),
        pytest.param("en", "water", "waterland", id="in English"),
        pytest.param("nl", "water" * 13, "land" + "water" * 13, id="of more than 60 letters"),
        pytest.param("nl", "water", "water" + "land" * 14, id="in one of more than 60 letters"),
    ],
)
def test_other_words_that_contain_a_word_are_no_compounds(
    language: bp.Language, word: str, other: str
) -> None:
    known = ["water", "land", "aus", "zug", other]
    assert Vocabulary(known, language).find_compounds(word) == set()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("grensregio", ["grens", "regio"]),
        ("arbeidsmarktbeleid", ["arbeid", "markt", "beleid"]),
        ("Zeeregios", ["zee", "regios"]),
        ("regio", []),
        ("grensxyzregio", []),
        ("grensaan", []),
        ("aanregio", []),
        ("grens" * 12, ["grens"] * 12),
        ("grens" * 13, []),
    ],
)
def test_compounds_are_split_into_known_words(word: str, parts: list[str]) -> None:
    vocabulary = Vocabulary(["grens", "regio", "arbeid", "markt", "beleid", "zee", "aan"], "nl")
    assert vocabulary.split_compound(word) == parts


def test_english_compounds_are_not_split() -> None:
    assert Vocabulary(["wind", "farm"], "en").split_compound("windfarm") == []


def test_german_compounds_typed_without_umlauts_are_split() -> None:
    assert Vocabulary(["wärme", "küche"], "de").split_compound("Waermekueche") == ["warme", "kuche"]


def test_splitting_takes_little_time_for_words_with_many_splits() -> None:
    words = ["e" * length for length in range(4, 12)]
    assert Vocabulary(words, "nl").split_compound("e" * 50 + "x") == []


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("regioplannen", ("regio", True)),
        ("Bergregio", ("regio", False)),
        ("grensregio", (None, False)),
        pytest.param("seeregio", (None, False), id="after three letters"),
        pytest.param("regioraad", (None, False), id="before four letters"),
        pytest.param("x" * 60 + "regio", (None, False), id="of more than 60 letters"),
    ],
)
def test_a_lone_part_is_a_known_beginning_or_ending_beside_unknown_letters(
    word: str, part: tuple[str | None, bool]
) -> None:
    known = ["streekregio"] if word == "grensregio" else ["regio"]
    assert Vocabulary(known, "nl").find_lone_part(word) == part


def test_english_words_have_no_lone_parts() -> None:
    assert Vocabulary(["water"], "en").find_lone_part("freshwater") == (None, False)


def test_the_halves_of_a_word_begin_with_a_known_one() -> None:
    vocabulary = Vocabulary(["low", "lowcar", "carbon"], "en")
    assert list(vocabulary.iter_known_halves("lowcarbon")) == [("low", "carbon"), ("lowcar", "bon")]
    assert list(vocabulary.iter_known_halves("low" * 21)) == []


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("hy", ["hydrogen"]), ("Überw", ["überwachung"]), ("uebe", ["überwachung"]), ("drog", [])],
)
def test_a_prefix_is_compared_without_case_and_umlauts(prefix: str, words: list[str]) -> None:
    assert Vocabulary(["hydrogen", "überwachung"], "de").find_words_with_prefix(prefix) == words


@pytest.mark.parametrize(
    ("word", "similar"),
    [
        ("hydorgen", ["hydrogen"]),
        ("hidrogen", ["hydrogen"]),
        ("ydrogen", ["hydrogen"]),
        ("électrik", ["electric"]),
        pytest.param("vehcles", ["vehicle"], id="with another ending"),
        pytest.param("behicles", [], id="with another ending and first letter"),
        pytest.param("watr", [], id="of four letters"),
        pytest.param("wat3r", [], id="with a digit"),
        pytest.param("hydragon", [], id="of two edits"),
        pytest.param("x" * 61, [], id="of more than 60 letters"),
    ],
)
def test_similar_words_differ_by_one_edit_or_have_such_stems(word: str, similar: list[str]) -> None:
    vocabulary = Vocabulary(["hydrogen", "electric", "vehicle", "water", "wat4r", "x" * 60], "en")
    assert vocabulary.find_similar_words(word) == similar
