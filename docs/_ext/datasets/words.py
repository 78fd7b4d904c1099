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
"""What the model calls things."""

_LABELS: Final = TERMS | {key: Text(**texts) for key, texts in _WORDS["labels"].items()}


def word(key: str, language: Language) -> str:
    """A word or sentence of the pages."""
    return f"{_LABELS[key]:{language}}"


def counts(programme: Programme, language: Language) -> str:
    """How much there is in a programme."""
    return word("counts", language).format(
        pillars=len(programme.pillars),
        themes=len(programme.themes),
        actions=len(programme.actions),
    )


def description(programme: Programme, language: Language) -> str:
    """What the data of a programme are, in two lines."""
    title = f"{programme.title:{language}}"
    return word("description", language).format(title=title, counts=counts(programme, language))


PASSIVE: Final = {
    "continues": "is continued",
    "deepens": "is deepened",
    "broadens": "is broadened",
    "narrows": "is narrowed",
    "completes": "is completed",
}
"""The label for an action that goes on in a later one, by the relation of this one to it."""
