"""Texts in up to four languages, and the folding that makes spellings comparable."""

import unicodedata
from typing import Final, Literal, TypeAlias, final

from attrs import field, frozen

from benelux_programme.errors import InvalidValueError, MissingLanguageError

from .constraints import Constraint, a_text, optional, texts, tuple_of
from .public import public

Language: TypeAlias = Literal["fr", "nl", "de", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "nl", "de", "en")
"""The languages of the data, in the order in which they are given everywhere."""


def check_language(language: object) -> None:
    """Nothing, if the language is one of the data.

    Raises:
        MissingLanguageError: It is not.
    """
    if language not in LANGUAGES:
        raise MissingLanguageError(language, LANGUAGES)


a_language: Constraint = Constraint(
    lambda value: type(value) is str and value in LANGUAGES, "fr, nl, de or en", "bad-choice"
)


@final
@public
@frozen(kw_only=True, repr=False)
class Text:
    """One text in French, Dutch, German and English, as far as there is one.

    Attributes:
        fr: The text in French, or None.
        nl: The text in Dutch, or None.
        de: The text in German, or None.
        en: The text in English, or None.
        official: The languages in which the wording is official: printed in the publication, or
            used by the body that is named. In the others it is a translation of this project.

    Raises:
        InvalidValueError: No language at all, a blank text, or an official language without one.

    >>> import benelux_programme as bp
    >>> title = bp.Text(fr="Économie circulaire", en="Circular economy", official=("fr",))
    >>> title.in_("nl", "fr")
    'Économie circulaire'
    >>> f"{title} ({title:fr})"
    'Circular economy (Économie circulaire)'
    """

    fr: str | None = field(default=None, validator=optional(a_text))
    nl: str | None = field(default=None, validator=optional(a_text))
    de: str | None = field(default=None, validator=optional(a_text))
    en: str | None = field(default=None, validator=optional(a_text))
    official: tuple[Language, ...] = field(default=(), validator=tuple_of(a_language))

    def __attrs_post_init__(self) -> None:
        languages = self.languages
        if not languages:
            expected = "enough: give at least one language"
            raise InvalidValueError("Text", "en", None, expected, "bad-language")
        if self.official and self.official != tuple(
            one for one in languages if one in self.official
        ):
            expected = f"a tuple of languages among {', '.join(languages)}, in this order"
            raise InvalidValueError("Text", "official", self.official, expected, "bad-language")

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which there is a text, in the order of `LANGUAGES`."""
        return tuple([one for one in LANGUAGES if getattr(self, one) is not None])

    def in_(self, *languages: Language) -> str | None:
        """The text in the first of these languages that has one, or None.

        Raises:
            MissingLanguageError: One of them is not a language of the data.

        >>> import benelux_programme as bp
        >>> energy = bp.Text(fr="énergie", nl="energie")
        >>> energy.in_("de", "nl", "fr"), energy.in_("de")
        ('energie', None)
        """
        for language in languages:
            check_language(language)
            text: str | None = getattr(self, language)
            if text is not None:
                return text
        return None

    def __str__(self) -> str:
        return self.in_("en", *LANGUAGES) or ""

    def __format__(self, language: str) -> str:
        """The text in this language; in English, or the first there is, if none is asked for.

        Raises:
            MissingLanguageError: There is no text in this language.
        """
        if not language:
            return str(self)
        if language not in self.languages:
            raise MissingLanguageError(language, self.languages)
        text: str = getattr(self, language)
        return text

    def __repr__(self) -> str:
        return f"<Text {str(self)!r} in {' '.join(self.languages)}>"


@final
@public
@frozen(kw_only=True)
class Terms:
    """Words and names by language: what a search should match beside the text itself.

    Attributes:
        fr: Those in French.
        nl: Those in Dutch.
        de: Those in German.
        en: Those in English.

    Raises:
        InvalidValueError: Not tuples of texts.

    >>> import benelux_programme as bp
    >>> bp.Terms(fr=("Rhénanie du Nord Westphalie",)).all
    ('Rhénanie du Nord Westphalie',)
    """

    fr: tuple[str, ...] = field(default=(), validator=texts)
    nl: tuple[str, ...] = field(default=(), validator=texts)
    de: tuple[str, ...] = field(default=(), validator=texts)
    en: tuple[str, ...] = field(default=(), validator=texts)

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, each once, in the order of `LANGUAGES`."""
        return tuple(dict.fromkeys((*self.fr, *self.nl, *self.de, *self.en)))


_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def pluralize(number: int, noun: str) -> str:
    """How many there are, as the short forms of values say it.

    >>> pluralize(1, "action"), pluralize(2, "action")
    ('1 action', '2 actions')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Folded(dict[int, str | None]):
    """What each character is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        plain = unicodedata.normalize("NFKD", chr(code).casefold()).casefold().translate(_LETTERS)
        letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain)))
        self[code] = letters or None
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The letters and digits of a text: no case, accents, ligatures, spaces, hyphens or signs.

    Two spellings that fold to the same are taken for the same.

    >>> fold("Rhénanie-du-Nord-Westphalie") == fold("Rhenanie du Nord Westphalie")
    True
    >>> fold("Cœur, Straße, CO₂")
    'coeurstrasseco2'
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    return text.translate(_FOLDED)
