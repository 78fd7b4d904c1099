from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benelux_programme import LANGUAGES, Language, Terms, Text, is_language
from benelux_programme._model.text import _FoldingTable, fold_to_letters_and_digits, pluralize
from benelux_programme.errors import InvalidValueError, MissingLanguageError


def test_in_returns_the_first_available_text() -> None:
    text = Text(nl="water", de="Wasser")
    assert text.in_("fr", "de", "nl") == "Wasser"
    assert text.in_("fr", "en") is None
    assert text.in_() is None


def test_in_refuses_an_unknown_language() -> None:
    with pytest.raises(MissingLanguageError, match="'xx'"):
        Text(nl="water").in_("xx")  # type: ignore[arg-type]  # the mistake under test


def test_the_best_text_is_in_the_first_language_that_has_one() -> None:
    text = Text(nl="water", de="Wasser")
    assert text.pick("fr", "de", "nl") == ("de", "Wasser")
    assert text.best("fr", "de", "nl") == "Wasser"


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        (Text(fr="eau", nl="water", de="Wasser", en="water"), ("en", "water")),
        (Text(fr="eau", nl="water"), ("fr", "eau")),
        (Text(nl="water", de="Wasser"), ("nl", "water")),
        (Text(de="Wasser"), ("de", "Wasser")),
    ],
)
def test_the_best_text_is_in_another_language_if_it_must(
    text: Text, picked: tuple[str, str]
) -> None:
    assert text.pick() == picked
    assert text.best() == str(text) == picked[1]
    absent = [language for language in LANGUAGES if language not in text.languages]
    assert text.pick(*absent) == picked


def test_only_languages_of_the_data_are_picked() -> None:
    with pytest.raises(MissingLanguageError):
        Text(nl="water").best("nl", "xx")  # type: ignore[arg-type]  # the mistake under test


@pytest.mark.parametrize("value", ["it", "NL", "", None, 1, ["nl"], ("fr", "nl")])
def test_other_values_are_no_languages(value: object) -> None:
    assert not is_language(value)


def test_all_languages_are_languages() -> None:
    assert all(map(is_language, LANGUAGES))


def test_str_is_english_or_the_first_available_text() -> None:
    assert str(Text(fr="eau", en="water")) == "water"
    assert str(Text(nl="water", de="Wasser")) == "water"


def test_format_returns_the_text_of_a_language_or_an_error() -> None:
    text = Text(fr="eau", en="water")
    assert f"{text:fr} {text}" == "eau water"
    with pytest.raises(MissingLanguageError, match=r"no 'nl' text \(available: fr, en\)") as caught:
        format(text, "nl")
    assert caught.value.language == "nl"
    assert caught.value.available == ("fr", "en")


def test_repr_contains_the_text_and_its_languages() -> None:
    assert repr(Text(fr="eau", nl="water")) == "<Text 'eau' in fr nl>"


def test_languages_are_in_a_fixed_order() -> None:
    assert Text(en="a", fr="b").languages == ("fr", "en")
    assert LANGUAGES == ("fr", "nl", "de", "en")


def test_a_text_needs_at_least_one_language() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Text()
    expected = "a text: at least one language is required"
    assert caught.value.args == ("Text", "en", None, expected, "bad-language")


@pytest.mark.parametrize("official", [(), ("fr",), ("nl",), ("fr", "nl")])
def test_official_languages_are_a_subset_of_the_languages(official: tuple[Language, ...]) -> None:
    assert Text(fr="eau", nl="water", official=official).official == official


@pytest.mark.parametrize("official", [("de",), ("nl", "fr"), ("fr", "fr")])
def test_unavailable_or_unordered_official_languages_are_refused(
    official: tuple[Language, ...],
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Text(fr="eau", nl="water", official=official)
    expected = "a list of languages among fr, nl, in this order"
    assert caught.value.args == ("Text", "official", official, expected, "bad-language")


def test_terms_contain_each_word_once() -> None:
    assert Terms(fr=("NRW", "Rhénanie"), de=("NRW",)).all == ("NRW", "Rhénanie")


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Rhénanie-du-Nord-Westphalie", "rhenanie du nord westphalie"),
        ("Straße", "STRASSE"),
        ("Œuvre", "oeuvre"),
        ("ﬁnance", "finance"),
        ("IJmuiden", "Ĳmuiden"),
        ("CO₂", "CO2"),
        ("l’énergie", "l'énergie"),
        ("co\u00adopération", "coopération"),
    ],
)
def test_spellings_that_fold_alike(spelling: str, other: str) -> None:
    assert fold_to_letters_and_digits(spelling) == fold_to_letters_and_digits(other) != ""


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold_to_letters_and_digits(
        fold_to_letters_and_digits(text)
    ) == fold_to_letters_and_digits(text)


@given(st.text())
def test_case_is_folded(text: str) -> None:
    assert fold_to_letters_and_digits(text) == fold_to_letters_and_digits(text.casefold())


@given(st.text(), st.text(alphabet=" -\n\u00ad’.,()"))
def test_spaces_and_punctuation_are_removed(text: str, signs: str) -> None:
    assert fold_to_letters_and_digits(text + signs) == fold_to_letters_and_digits(text)


def is_valid(cls: Any, **values: Any) -> bool:
    try:
        cls(**values)
    except InvalidValueError:
        return False
    return True


words = st.text(st.sampled_from("aé ß\n\t\u00a0\u0301\u2028\ud800") | st.characters(), max_size=4)


@given(st.lists(words | st.integers(), max_size=4))
def test_terms_are_valid_if_each_word_is_a_valid_text(words: list[Any]) -> None:
    assert is_valid(Terms, fr=tuple(words)) == all(is_valid(Text, fr=word) for word in words)


def test_pluralize_adds_an_s_unless_the_number_is_1() -> None:
    assert [pluralize(number, "action") for number in range(3)] == [
        "0 actions",
        "1 action",
        "2 actions",
    ]


def test_a_modifier_letter_apostrophe_is_an_apostrophe() -> None:
    assert (
        fold_to_letters_and_digits("l\u02bcénergie")
        == fold_to_letters_and_digits("l'energie")
        == fold_to_letters_and_digits("l\u2019énergie")
    )


def test_the_table_of_folded_characters_is_bounded() -> None:
    table = _FoldingTable()
    characters = "".join(chr(code) for code in range(0x20000, 0x25000))
    assert f"{characters}É".translate(table) == f"{characters}e"
    assert len(table) == 10_000
