"""The Markdown export is the outline that `render.markdown` returns; see tests/render."""

import pytest

import benelux_programme as bp
from examples import PROGRAMME


@pytest.mark.parametrize("language", bp.LANGUAGES)
def test_it_is_the_rendered_outline(language: bp.Language) -> None:
    assert bp.export.markdown(PROGRAMME, language) == bp.render.markdown(PROGRAMME, language)


def test_it_is_in_english_by_default() -> None:
    assert bp.export.markdown(PROGRAMME) == bp.render.markdown(PROGRAMME, "en")


@pytest.mark.parametrize("language", ["it", "EN", ""])
def test_an_unknown_language_is_refused(language: bp.Language) -> None:
    with pytest.raises(bp.errors.MissingLanguageError):
        bp.export.markdown(PROGRAMME, language)
