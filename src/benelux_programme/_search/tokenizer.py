"""The words of texts and queries: tokenizer, folding, stemmers and stop words."""

import json
import re
import threading
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from os.path import commonprefix
from typing import Any, Final, NamedTuple, cast

from benelux_programme._data import read_bundled
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.text import Language, fold_to_letters_and_digits

MAX_WORD_LENGTH: Final = 60
"""Longer words are neither stemmed nor split nor corrected."""

_STEMMERS: Final = {"fr": "french", "nl": "dutch_porter", "de": "german", "en": "english"}
_WORD = r"[^\W_]+"
_END = r"(?![^\W_])"
_OMITTED = rf"""
    [s*:_·•‧∙.('\u2018\u2019`\u00b4\uff07](?<=[^\W_].)(?i:
        (?-i:(?<=[A-Z]{{2}}s)){_END}  # SMEs
        | (?<=[*:_])in(?:nen)?{_END}  # Bürger*innen
        | (?<=[·•‧∙])[^\W\d_]{{1,5}}(?:[·•‧∙]s{_END})?  # citoyen·ne·s
        | (?<=\.)(?:e|ne|le|rice)\.s{_END}  # citoyen.ne.s
        | (?<=\()[^\W\d_]{{1,3}}\)s?  # citoyen(ne)s
        | (?<=['\u2018\u2019`\u00b4\uff07])s{_END}  # KMO's
        | (?<=(?<![^\W_])[^\W\d_]\.)(?=[^\W\d_]{_END})  # N.R.W.
    )
"""
_WORDS = re.compile(_WORD)
_OMITTED_MARKS = re.compile(_OMITTED, re.VERBOSE)
_WORDS_WITH_MARKS = re.compile(rf"{_WORD}(?:{_OMITTED}(?:{_WORD})?)*", re.VERBOSE)
_STEMMERS_OF_THREAD = threading.local()


class Token(NamedTuple):
    """A word in lower case, without marks such as those of gender, and its position."""

    word: str
    start: int
    end: int


def tokenize(text: str) -> list[str]:
    """Return the words of a text, in lower case, without marks such as those of gender."""
    words = _WORDS.findall(_OMITTED_MARKS.sub("", _replace_apostrophes(text)))
    return list(map(str.lower, words))


def iter_tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text with their positions."""
    for match in _WORDS_WITH_MARKS.finditer(_replace_apostrophes(text)):
        yield Token(_OMITTED_MARKS.sub("", match[0]).lower(), *match.span())


def find_words(text: str, words: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Return the start and the end of each of the words in a text."""
    if _OMITTED_MARKS.search(_replace_apostrophes(text)):
        return tuple((start, end) for word, start, end in iter_tokens(text) if word in words)
    matches = _WORDS.finditer(_replace_apostrophes(text))  # the same, faster
    return tuple([match.span() for match in matches if match[0].lower() in words])


def _replace_apostrophes(text: str) -> str:
    """Replace two apostrophes that are letters in Unicode."""
    return text.replace("\u02bb", "'").replace("\u02bc", "'")


@lru_cache(maxsize=50_000)
def fold_word(word: str, language: Language) -> str:
    """Return a word in lower case without accents; in German, ae, oe, ue become a, o, u."""
    return fold_words((word,), language)[0]


def fold_words(words: Collection[str], language: Language) -> list[str]:
    """Fold many words at once, which is faster than one by one."""
    folded = "\n".join(map(fold_to_letters_and_digits, words))
    if language == "de":
        folded = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return folded.split("\n") if words else []


def is_stopword(word: str, language: Language) -> bool:
    """Whether a word is too common in a language to be searched, such as an article."""
    return fold_to_letters_and_digits(word) in _load_stopwords()[language]


@lru_cache(maxsize=50_000)
def stem_word(word: str, language: Language) -> tuple[str, ...]:
    """Return the stems of a word, folded: of the word as it is, and of the word without accents."""
    lower = word.lower()
    folded = fold_word(lower, language)
    if len(word) > MAX_WORD_LENGTH:
        return (folded,)
    stem_in_language = _get_stemmer(language)
    stem = stem_in_language(lower)
    stems = (fold_word(stem, language), stem if folded == lower else stem_in_language(folded))
    if language == "nl":
        stems = (_devoice_final_consonant(stems[0]), _devoice_final_consonant(stems[1]))
    return tuple(dict.fromkeys(filter(None, stems)))


def _devoice_final_consonant(stem: str) -> str:
    """Replace a final z or v of a Dutch stem, so that huizen has the stem of huis."""
    devoiced = {"z": "s", "v": "f"}.get(stem[-1:])
    return stem[:-1] + devoiced if devoiced and len(stem) > 2 else stem  # noqa: PLR2004


def is_one_edit(word: str, other: str) -> bool:
    """Whether a letter is added, left out or replaced, or two neighbours are exchanged."""
    start = len(commonprefix((word, other)))  # noqa: RUF071  # of letters
    rest, other_rest = word[start:], other[start:]
    return (
        rest[1:] == other_rest
        or rest == other_rest[1:]
        or rest[1:] == other_rest[1:]
        or rest[1::-1] + rest[2:] == other_rest
    )


@cache
def _load_stopwords() -> dict[Language, frozenset[str]]:
    words: dict[Language, str] = json.loads(read_bundled("stopwords.json"))
    return {language: frozenset(line.split()) for language, line in words.items()}


def _get_stemmer(language: Language) -> Callable[[str], str]:
    """Return the stemmer of this thread, as one written in Python keeps the word it works on."""
    stemmers: dict[str, Callable[[str], str]] = _STEMMERS_OF_THREAD.__dict__
    if language not in stemmers:
        stemmers[language] = _create_stemmer(_STEMMERS[language])
    return stemmers[language]


def _create_stemmer(algorithm: str) -> Callable[[str], str]:
    with IMPORT_LOCK:
        import snowballstemmer  # noqa: PLC0415  # takes longer than to load a programme

    create = cast("Callable[[str], Any]", snowballstemmer.stemmer)  # pyright: ignore[reportUnknownMemberType]  # it has no types
    try:
        stem: Callable[[str], str] = create(algorithm).stemWord
    except KeyError:  # before version 3 it was called Dutch, which is another stemmer since
        stem = create("dutch").stemWord
    return stem
