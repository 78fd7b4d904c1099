"""Ids made of names."""

import re

from benelux_programme._model.text import fold

_LONGEST = 60


def slug(name: str, fallback: str) -> str:
    """The words of a name as an id, or the other if it has no letters that an id can have.

    >>> slug("L\u2019économie circulaire, 2.0", "goal")
    'l-economie-circulaire-2-0'
    >>> slug("2025", "goal"), slug("\u03b1", "goal")
    ('goal-2025', 'goal')
    """
    words = (re.sub("[^a-z0-9]", "", fold(word)) for word in re.findall(r"[^\W_]+", name))
    joined = "-".join(filter(None, words))[:_LONGEST].removesuffix("-")
    if joined[:1].isalpha():
        return joined
    return f"{fallback}-{joined}".removesuffix("-")
