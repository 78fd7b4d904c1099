"""Everything is in the language of the reader, and written as that language is."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import attrs
import pytest

import benelux_programme as bp
from benelux_programme._model.words import load_catalogue
from benelux_programme.errors import InvalidValueError, MissingLanguageError
from edits import BASE, EDITS, with_action
from examples import (
    ACTION,
    EARLIER,
    FIELD,
    HIT,
    MINIMAL,
    OUTCOME,
    PARTNER,
    PILLAR,
    PROGRAMME_WITH_OUTCOMES,
    REFERENCE,
    SELECTION,
    THEME,
    VERIFICATION,
)

OLD, NEW = bp.load("2021-2024"), bp.load("2025-2028")
EARLIER_PROGRAMME = attrs.evolve(MINIMAL, own_actions=(EARLIER,))
AGAIN = attrs.evolve(EARLIER, programme="2025-2028", id="again")
KEYWORDS = [bp.Terms(en=words) for words in (("deed",), ("act", "feat"))]
VALUES: list[bp.render.Renderable] = [
    *(ACTION, THEME, PILLAR, PROGRAMME_WITH_OUTCOMES, PARTNER, REFERENCE, FIELD, OUTCOME),
    *(SELECTION, bp.Selection(), HIT, VERIFICATION, OLD, NEW, bp.compare(OLD, NEW)),
    attrs.evolve(VERIFICATION, found=(), altered=VERIFICATION.found),
    *(NEW.search("police")[0], bp.documents()[0], NEW.partners[0], NEW.references[0]),
    bp.compare(EARLIER_PROGRAMME, PROGRAMME_WITH_OUTCOMES),
    bp.compare(EARLIER_PROGRAMME, attrs.evolve(MINIMAL, id="2025-2028", own_actions=(AGAIN,))),
    bp.diff(BASE, BASE),
    *(bp.diff(BASE, edited) for edited in EDITS.values()),
    *(bp.diff(edited, BASE) for edited in EDITS.values()),
    bp.diff(*(with_action(keywords=words) for words in KEYWORDS)),
]


def list_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def list_words_of_catalogue(language: bp.Language) -> set[str]:
    texts = (word[language] for word in load_catalogue().values())
    patterns = (
        pattern
        for text in texts
        for pattern in ([text] if isinstance(text, str) else text.values())
    )
    return {word for each in patterns for word in list_words(re.sub(r"\{\w+\}", "", each))}


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_every_word_around_the_data_is_of_the_language(language: bp.Language) -> None:
    allowed = list_words_of_catalogue(language) | {*bp.LANGUAGES}
    english = list_words_of_catalogue("en") - allowed
    assert {"promises", "became", "gained"} <= english
    for value in VALUES:
        html = bp.render.html(value, language).partition("</style>")[2]
        frame = re.sub(r"<(code|span|mark|a)\b[^>]*>.*?</\1>", " ", html)
        words = list_words(re.sub("<[^>]*>", " ", frame))
        assert words & english == set()
        assert words <= allowed


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_html_names_the_language_of_everything(language: bp.Language) -> None:
    page = bp.render.html(PROGRAMME_WITH_OUTCOMES, language, page=True)
    assert f'<html lang="{language}">' in page
    assert f'<section class="benelux-programme" lang="{language}">' in page
    marks = re.findall(r'<span lang="(..)">A note on the pillar\.</span>( \[en\])?', page)
    assert marks == [("en", "" if language == "en" else " [en]")]


def test_pages_can_be_printed() -> None:
    page = bp.render.html(bp.compare(OLD, NEW), page=True)
    assert page.count("@media print {") == 2
    assert "@page { margin: 2cm; }" in page


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_texts_have_80_columns(language: bp.Language) -> None:
    for value in VALUES:
        for line in bp.render.text(value, language).splitlines():
            words = line.removeprefix("  ").removeprefix("- ").split()
            assert len(line) <= 80 or len(words) == 1, line


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("fr", ["2025", "août 2025", "1er août 2025", "2 août 2025"]),
        ("nl", ["2025", "augustus 2025", "1 augustus 2025", "2 augustus 2025"]),
        ("de", ["2025", "August 2025", "1. August 2025", "2. August 2025"]),
        ("en", ["2025", "August 2025", "1 August 2025", "2 August 2025"]),
    ],
)
def test_dates_are_as_exact_as_they_are_known(language: bp.Language, dates: list[str]) -> None:
    partial_dates = ("2025", "2025-08", "2025-08-01", "2025-08-02")
    assert [bp.render.date(each, language) for each in partial_dates] == dates
    days = (date(2025, 8, 1), datetime(2025, 8, 2, 12, tzinfo=UTC))
    assert [bp.render.date(each, language) for each in days] == dates[2:]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 1, 1), date(2028, 12, 31), "2025-2028"),
        (date(2025, 6, 1), date(2025, 6, 30), "juin 2025"),
        (date(2025, 6, 3), date(2025, 6, 3), "3 juin 2025"),
        (date(2025, 3, 1), date(2026, 2, 28), "mars 2025 à février 2026"),
        (date(2025, 6, 3), date(2025, 7, 1), "du 3 juin 2025 au 1er juillet 2025"),
    ],
)
def test_periods_are_words(first: date, last: date, text: str) -> None:
    assert bp.render.date(bp.Period(start=first, end=last), "fr") == text


def test_what_is_no_date_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match=r"date\(value\)"):
        bp.render.date("20 May 2025")
    with pytest.raises(InvalidValueError, match="2025-05-20T12"):
        bp.render.date("2025-05-20T12:00")
    with pytest.raises(MissingLanguageError):
        bp.render.date("2025", "es")  # type: ignore[arg-type]  # the mistake under test


def test_names_with_commas_are_joined_by_semicolons() -> None:
    programme = bp.load("2025-2028")
    (action, *_) = programme.actions.where(lambda action: len(action.fields) > 1)
    text = bp.render.text(action, "de", programme=programme, width=None)
    first, second = (f"{programme.field(id).label:de}" for id in action.fields)
    assert "," in first
    assert f"{first}; {second}\n" in text


@pytest.mark.parametrize(
    ("language", "quotation"),
    [("fr", "«\u00a0Do it.\u00a0»"), ("nl", "“Do it.”"), ("de", "„Do it.“"), ("en", "“Do it.”")],
)
def test_texts_are_quoted_as_the_language_does(language: bp.Language, quotation: str) -> None:
    diff = bp.diff(BASE, with_action(note=bp.Text(en="Do it.")))
    assert quotation in bp.render.text(diff, language)


def test_an_attribute_that_is_not_known_is_code() -> None:
    hit = attrs.evolve(HIT, fields=("summary", "its_own"))
    assert bp.render.markdown(hit, "nl").endswith(
        "relevantie 1,50; gevonden in: samenvatting, `its_own`\n"
    )


@pytest.fixture
def _english_afterwards() -> Iterator[None]:
    yield
    bp.render.set_notebook_language("en")


@pytest.mark.usefixtures("_english_afterwards")
def test_notebooks_show_the_language_that_is_set() -> None:
    bp.render.set_notebook_language("de")
    assert SELECTION._repr_html_() == bp.render.html(SELECTION, "de")
    with pytest.raises(MissingLanguageError):
        bp.render.set_notebook_language("it")  # type: ignore[arg-type]
    assert ACTION._repr_html_() == bp.render.html(ACTION, "de")
