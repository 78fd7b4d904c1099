from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benelux_programme import LANGUAGES, Language, Terms, Text
from benelux_programme._model.text import fold, pluralize
from benelux_programme.errors import InvalidValueError, MissingLanguageError


def test_in_gives_the_first_language_there_is() -> None:
    text = Text(nl="water", de="Wasser")
    assert text.in_("fr", "de", "nl") == "Wasser"
    assert text.in_("fr", "en") is None
    assert text.in_() is None


def test_in_refuses_a_language_that_is_none() -> None:
    with pytest.raises(MissingLanguageError, match="'xx'"):
        Text(nl="water").in_("xx")  # type: ignore[arg-type]  # the mistake under test


def test_str_is_english_or_the_first_there_is() -> None:
    assert str(Text(fr="eau", en="water")) == "water"
    assert str(Text(nl="water", de="Wasser")) == "water"


def test_format_gives_the_language_asked_for_and_never_another() -> None:
    text = Text(fr="eau", en="water")
    assert f"{text:fr} {text}" == "eau water"
    with pytest.raises(MissingLanguageError, match=r"no 'nl' text \(available: fr, en\)") as caught:
        format(text, "nl")
    assert caught.value.language == "nl"
    assert caught.value.available == ("fr", "en")


def test_a_text_shows_itself_and_its_languages() -> None:
    assert repr(Text(fr="eau", nl="water")) == "<Text 'eau' in fr nl>"


def test_languages_are_in_the_order_of_the_data() -> None:
    assert Text(en="a", fr="b").languages == ("fr", "en")
    assert LANGUAGES == ("fr", "nl", "de", "en")


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"fr": ""}, "Text.fr"),
        ({"fr": " eau"}, "white space"),
        ({"fr": "eau", "official": ["fr"]}, "tuple"),
    ],
)
def test_what_a_text_cannot_be(wrong: dict[str, object], about: str) -> None:
    with pytest.raises(InvalidValueError, match=about):
        Text(**wrong)  # type: ignore[arg-type]  # the mistakes under test


def test_a_text_has_a_language() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Text()
    expected = "enough: give at least one language"
    assert caught.value.args == ("Text", "en", None, expected, "bad-language")


@pytest.mark.parametrize("official", [(), ("fr",), ("nl",), ("fr", "nl")])
def test_a_wording_can_be_official(official: tuple[Language, ...]) -> None:
    assert Text(fr="eau", nl="water", official=official).official == official


@pytest.mark.parametrize("official", [("de",), ("nl", "fr"), ("fr", "fr")])
def test_official_languages_are_some_of_those_there_are(official: tuple[Language, ...]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Text(fr="eau", nl="water", official=official)
    expected = "a tuple of languages among fr, nl, in this order"
    assert caught.value.args == ("Text", "official", official, expected, "bad-language")


def test_terms_give_each_word_once() -> None:
    assert Terms(fr=("NRW", "Rhénanie"), de=("NRW",)).all == ("NRW", "Rhénanie")


@pytest.mark.parametrize(
    ("one", "other"),
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
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_does_not_matter(text: str) -> None:
    assert fold(text) == fold(text.casefold())


@given(st.text(), st.text(alphabet=" -\n\u00ad’.,()"))
def test_spaces_and_signs_do_not_matter(text: str, signs: str) -> None:
    assert fold(text + signs) == fold(text)


def accepted(cls: Any, **values: Any) -> bool:
    try:
        cls(**values)
    except InvalidValueError:
        return False
    return True


odd = st.text(st.sampled_from("aé ß\n\t\u00a0\u0301\u2028\ud800") | st.characters(), max_size=4)


@given(st.lists(odd | st.integers(), max_size=4))
def test_words_are_accepted_together_if_each_is(words: list[Any]) -> None:
    assert accepted(Terms, fr=tuple(words)) == all(accepted(Text, fr=one) for one in words)


def test_things_are_counted_in_words() -> None:
    assert [pluralize(number, "action") for number in range(3)] == [
        "0 actions",
        "1 action",
        "2 actions",
    ]
