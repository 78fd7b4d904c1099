"""The words of the generated pages, from the catalogue of the library."""

from collections.abc import Callable
from typing import Final

from benelux_programme import LANGUAGES, Language, Programme
from benelux_programme._model.words import load_catalogue, load_text, translate
from benelux_programme.render._phrases import Phrasebook

from .markdown import capitalize_first, escape, format_link

LANGUAGE_NAMES: Final[dict[Language, str]] = {
    "fr": "Français",
    "nl": "Nederlands",
    "de": "Deutsch",
    "en": "English",
}

_TERMS = (
    "term.programme Subject.pillar Subject.theme Subject.action field.summary Subject.partner "
    "term.actor Subject.reference Subject.field field.deliverable field.timing term.citation "
    "term.predecessor field.commitment Commitment.firm Commitment.conditional "
    "Commitment.exploratory Relation.continues Relation.deepens Relation.broadens "
    "Relation.narrows Relation.completes Subject.outcome field.bearing Bearing.delivers "
    "Bearing.advances Bearing.context field.revision term.official_wording term.our_translation"
)

TERMS: Final = tuple(map(load_text, _TERMS.split()))
"""The terms of the model."""


def find_keys(section: str) -> dict[str, str]:
    """Return the keys of a section of the catalogue by their names in it."""
    prefix = f"{section}."
    return {key.removeprefix(prefix): key for key in load_catalogue() if key.startswith(prefix)}


def capitalize(key: str, language: Language) -> str:
    """Return a word of the catalogue with an initial capital."""
    return capitalize_first(translate(key, language))


def link_languages(name_page: Callable[[Language], str], language: Language) -> str:
    """Return links to a page in the other languages, by the function that names its file."""
    return " · ".join(
        LANGUAGE_NAMES[one]
        if one == language
        else format_link(LANGUAGE_NAMES[one], name_page(one), one)
        for one in LANGUAGES
    )


def format_date(date: str, language: Language) -> str:
    """Return an ISO 8601 day, month or year as people write it."""
    return escape(Phrasebook(language).format_date(date))


def format_counts(programme: Programme, language: Language) -> str:
    """Return the numbers of pillars, themes and actions as a phrase."""
    return ", ".join(
        translate(f"count.{name}", language, count=len(getattr(programme, name)))
        for name in ("pillars", "themes", "actions")
    )


def format_description(programme: Programme, language: Language) -> str:
    """Return a description of the data of a programme."""
    return translate(
        "page.description",
        language,
        title=f"{programme.title:{language}}",
        counts=format_counts(programme, language),
    )
