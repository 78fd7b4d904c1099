"""The words of the generated pages in four languages."""

from pathlib import Path
from typing import Final

import yaml

from benelux_programme import Language, Programme, Text

LANGUAGE_NAMES: Final[dict[Language, str]] = {
    "fr": "Français",
    "nl": "Nederlands",
    "de": "Deutsch",
    "en": "English",
}

_WORDS: Final = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))

TERMS: Final = {key: Text(**texts) for key, texts in _WORDS["terms"].items()}
"""The terms of the model."""

_LABELS: Final = TERMS | {key: Text(**texts) for key, texts in _WORDS["labels"].items()}


def translate(key: str, language: Language) -> str:
    """Return a word or sentence of the pages."""
    return f"{_LABELS[key]:{language}}"


def format_counts(programme: Programme, language: Language) -> str:
    """Return the numbers of pillars, themes and actions as a phrase."""
    return translate("counts", language).format(
        pillars=len(programme.pillars),
        themes=len(programme.themes),
        actions=len(programme.actions),
    )


def format_description(programme: Programme, language: Language) -> str:
    """Return a description of the data of a programme."""
    title = f"{programme.title:{language}}"
    return translate("description", language).format(
        title=title, counts=format_counts(programme, language)
    )


PASSIVE: Final = {
    "continues": "is continued",
    "deepens": "is deepened",
    "broadens": "is broadened",
    "narrows": "is narrowed",
    "completes": "is completed",
}
"""The key of the label of the inverse of each relation."""
