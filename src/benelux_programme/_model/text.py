"""Texts in up to four languages, and folding, which makes spellings comparable."""

import unicodedata
from typing import Final, Literal, TypeAlias, TypeGuard, final

from attrs import field

from benelux_programme.errors import InvalidValueError, MissingLanguageError

from .constraints import Constraint, a_text, texts, tuple_of
from .public import frozen

Language: TypeAlias = Literal["fr", "nl", "de", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "nl", "de", "en")
"""The languages of the data, in the order that is used everywhere."""


def is_language(value: object) -> TypeGuard[Language]:
    """Whether a value is a language of the data, such as "nl"; type checkers then know it.

    >>> import benelux_programme as bp
    >>> bp.is_language("nl"), bp.is_language("it")
    (True, False)
    """
    return type(value) is str and value in LANGUAGES


def require_known_language(language: str) -> None:
    if language not in LANGUAGES:
        raise MissingLanguageError(language, LANGUAGES)


a_language: Constraint = Constraint(is_language, "fr, nl, de or en", "bad-choice")


@final
@frozen(kw_only=True, repr=False)
class Text:
    """A text in one to four of the languages French, Dutch, German and English.

    Attributes:
        fr: The text in French, or None.
        nl: The text in Dutch, or None.
        de: The text in German, or None.
        en: The text in English, or None.
        official: The languages in which the wording is official: printed in the publication, or
            used by the body that it names. In the others it is a translation.

    Raises:
        InvalidValueError: There is no text in any language, a text is blank or has white space
            around it, or official contains a language without a text or is not in order.

    >>> import benelux_programme as bp
    >>> title = bp.Text(fr="Économie circulaire", en="Circular economy", official=("fr",))
    >>> title.in_("nl", "fr")
    'Économie circulaire'
    >>> f"{title} ({title:fr})"
    'Circular economy (Économie circulaire)'
    """

    fr: str | None = field(default=None, validator=a_text)
    nl: str | None = field(default=None, validator=a_text)
    de: str | None = field(default=None, validator=a_text)
    en: str | None = field(default=None, validator=a_text)
    official: tuple[Language, ...] = field(default=(), validator=tuple_of(a_language))

    def __attrs_post_init__(self) -> None:
        languages = self.languages
        if not languages:
            expected = "a text: at least one language is required"
            raise InvalidValueError("Text", "en", None, expected, "bad-language")
        if self.official != tuple(each for each in languages if each in self.official):
            expected = f"a list of languages among {', '.join(languages)}, in this order"
            raise InvalidValueError("Text", "official", self.official, expected, "bad-language")

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that have a text, in the order of `LANGUAGES`."""
        return tuple([each for each in LANGUAGES if getattr(self, each) is not None])

    def in_(self, *languages: Language) -> str | None:
        """Return the text in the first of these languages that has one, or None.

        Raises:
            MissingLanguageError: A language before that is not a language of the data.

        >>> import benelux_programme as bp
        >>> energy = bp.Text(fr="énergie", nl="energie")
        >>> energy.in_("de", "nl", "fr"), energy.in_("de")
        ('energie', None)
        """
        for language in languages:
            require_known_language(language)
            text: str | None = getattr(self, language)
            if text is not None:
                return text
        return None

    def pick(self, *languages: Language) -> tuple[Language, str]:
        """Return the first of these languages that has a text, and this text.

        If none of them has one, it is English, French, Dutch or German, in this order.

        Raises:
            MissingLanguageError: A language is not a language of the data.

        >>> import benelux_programme as bp
        >>> bp.Text(fr="énergie", nl="energie").pick("de", "nl")
        ('nl', 'energie')
        """
        for language in languages:
            require_known_language(language)
        preferred: tuple[Language, ...] = (*languages, "en", *LANGUAGES)
        return next((each, text) for each in preferred if (text := getattr(self, each)) is not None)

    def best(self, *languages: Language) -> str:
        """Return the text in the first of these languages that has one, or else in any, as `pick`.

        >>> import benelux_programme as bp
        >>> bp.Text(fr="énergie", nl="energie").best("de")
        'énergie'
        """
        return self.pick(*languages)[1]

    def __str__(self) -> str:
        return self.best()

    def __format__(self, language: str) -> str:
        """Return the text in a language, or, without a language, what `str` returns.

        `best` returns another language instead of raising an error.

        Raises:
            MissingLanguageError: The text is not available in the language.
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
@frozen(kw_only=True)
class Terms:
    """Words and names by language that a search matches in addition to a text.

    Attributes:
        fr: The words in French.
        nl: The words in Dutch.
        de: The words in German.
        en: The words in English.

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
        """The words of all languages, each once, in the order of `LANGUAGES`."""
        return tuple(dict.fromkeys((*self.fr, *self.nl, *self.de, *self.en)))


def list_wordings(*texts: Text | None) -> list[str]:
    """Return texts, as far as there are any, in all their languages."""
    return [f"{text:{each}}" for text in texts if text is not None for each in text.languages]


_FOLDED_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u02bc": ""}
)  # the last is an apostrophe


def pluralize(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_MAX_FOLDINGS: Final = 10_000


class _FoldingTable(dict[int, str | None]):
    """A table for `str.translate`, whose entries are computed when they are first needed.

    It keeps those of the first `_MAX_FOLDINGS` characters.
    """

    def __missing__(self, code: int) -> str | None:
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold()).casefold()
        plain = unicodedata.normalize("NFKD", decomposed.translate(_FOLDED_LETTERS))
        folded = "".join(filter(str.isalnum, plain)) or None
        if len(self) < _MAX_FOLDINGS:
            self[code] = folded
        return folded


_FOLDING_TABLE = _FoldingTable()


def to_english_text(value: Text | str) -> Text:
    """Return a string as an English text, as data of earlier releases have it, and a text as is."""
    return Text(en=value) if isinstance(value, str) else value


def fold_to_letters_and_digits(text: str) -> str:
    """Fold a text to letters and digits: "Cœur, Straße, CO₂" to "coeurstrasseco2"."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return text.translate(_FOLDING_TABLE)
