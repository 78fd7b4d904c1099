"""Documents that other packages write."""

import pytest

import benelux_programme as bp
from examples import PROGRAMME
from payloads import PAYLOADS, fill_programme


def test_json_is_the_text_of_to_json(programme: bp.Programme) -> None:
    assert bp.export.json(programme) == bp.to_json(programme)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_json_keeps_hostile_texts(payload: str) -> None:
    programme = fill_programme(payload)
    assert programme.title.fr == payload
    assert bp.read(bp.export.json(programme)) == programme


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_markdown_is_the_rendered_outline(language: bp.Language) -> None:
    assert bp.export.markdown(PROGRAMME, language) == bp.render.markdown(PROGRAMME, language)


def test_markdown_is_in_english_by_default() -> None:
    assert bp.export.markdown(PROGRAMME) == bp.render.markdown(PROGRAMME, "en")


@pytest.mark.parametrize("language", ["it", "EN", ""])
def test_markdown_in_an_unknown_language_is_an_error(language: bp.Language) -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.markdown(PROGRAMME, language)
