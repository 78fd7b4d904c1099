"""The words of texts and queries: tokens, folding, stop words, stems and parts of compounds."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from os.path import commonprefix
from typing import Any, Final, cast

from benelux_programme._data import read_bundled
from benelux_programme._model.import_lock import IMPORT_LOCK
from benelux_programme._model.text import Language, fold_to_letters_and_digits

MAX_WORD_LENGTH: Final = 60
"""Longer words are neither stemmed nor split nor corrected."""
MIN_PART_LENGTH, MIN_LAST_PART_LENGTH = 3, 4
"""The letters of a part of a compound, and of its last part."""
MIN_SURE_STEM_LENGTH, MAX_ENDING_LENGTH = 5, 3
"""A shorter stem without a longer ending may be that of another word: opéra, opérateur."""

LINKING_ELEMENTS: Final[dict[Language, tuple[str, ...]]] = {
    "nl": ("", "s", "e", "n", "en", "er"),
    "de": ("", "s", "e", "n", "en", "es", "er", "ens"),
}
DROPPED_ENDINGS: Final[dict[Language, str]] = {"nl": "e", "de": "e"}
"""The ending without which a word may begin a compound: Grenzübergang, aardwarmte."""
FEMININE_ENDINGS: Final[dict[Language, dict[str, str]]] = {
    "fr": {"trice": "teur", "trices": "teurs", "euse": "eur", "euses": "eurs"},
    "de": {"erin": "er", "innen": ""},
}
"""The endings of women in a profession or role, with those of men."""
_STEMMERS: Final = {"fr": "french", "nl": "dutch_porter", "de": "german", "en": "english"}
_STEMMERS_OF_THREAD = threading.local()
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


def iter_lowercase_word_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word as `tokenize` returns it, with its start and end."""
    text = _replace_apostrophes(text)
    has_marks = _OMITTED_MARKS.search(text)  # this is rare, and takes longer
    for match in (_WORDS_WITH_MARKS if has_marks else _WORDS).finditer(text):
        word = _OMITTED_MARKS.sub("", match[0]) if has_marks else match[0]
        yield word.lower(), match.start(), match.end()


def tokenize(text: str) -> list[str]:
    """Return the words of a text in lower case, without marks such as those of gender."""
    words = _OMITTED_MARKS.sub("", _replace_apostrophes(text))
    return list(map(str.lower, _WORDS.findall(words)))


def fold_word(word: str, language: Language) -> str:
    """Return a word in lower case without accents; in German, ae, oe, ue become a, o, u."""
    folded = fold_to_letters_and_digits(word)
    if language == "de":
        return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return folded


def is_stopword(word: str, language: Language) -> bool:
    """Whether a word is too common in a language to be searched, such as an article."""
    return fold_to_letters_and_digits(word) in load_stopwords()[language]


def stem_word(word: str, language: Language) -> tuple[str, ...]:
    """Return the stems of a word, folded: of the word as it is, and of the word without accents.

    A long word is its own stem, and is not kept.
    """
    if len(word) > MAX_WORD_LENGTH:
        return (fold_word(word.lower(), language),)
    return stem_word_with_cache(word, language)


@lru_cache(maxsize=50_000)
def stem_word_with_cache(word: str, language: Language) -> tuple[str, ...]:
    """Return the stems of a word of at most `MAX_WORD_LENGTH` letters, and keep them."""
    lower = word.lower()
    folded = fold_word(lower, language)
    words = {lower: None, folded: None}
    if language in LINKING_ELEMENTS and len(folded) > MIN_PART_LENGTH and folded[-1] == "s":
        words[folded[:-1]] = None  # a plural that these stemmers do not know: KMO's, taxi's
    for feminine, masculine in FEMININE_ENDINGS.get(language, {}).items():
        if folded.endswith(feminine):
            words[folded.removesuffix(feminine) + masculine] = None
    return tuple(dict.fromkeys(_stem_unless_stem_is_short(each, language) for each in words))


def _stem_unless_stem_is_short(word: str, language: Language) -> str:
    """Return the stem of a word, or the word if the stem may be that of another; both folded."""
    folded = fold_word(word, language)
    stem = fold_word(_get_stemmer(language)(word), language)
    if language == "nl":
        stem = _devoice_final_z_or_v(stem)
    is_sure = len(stem) >= MIN_SURE_STEM_LENGTH or len(folded) - len(stem) <= MAX_ENDING_LENGTH
    return stem if is_sure else folded


def split_compound(
    word: str, language: Language, is_known: Callable[[str], bool], is_form: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the known words that make up a Dutch or German compound, the last in any form."""

    @cache
    def split(word: str) -> tuple[str, ...]:
        for first, _, rest in iter_candidate_splits(word, language):
            if is_known(first):
                parts = (rest,) if is_form(rest) else split(rest)
                if parts:
                    return first, *parts
        return ()

    return split(word) if len(word) <= MAX_WORD_LENGTH else ()


def iter_candidate_splits(word: str, language: Language) -> Iterator[tuple[str, str, str]]:
    """Yield a part, a linking element and the rest of a compound, the longest part first."""
    for end in range(len(word) - MIN_LAST_PART_LENGTH, MIN_PART_LENGTH - 1, -1):
        for link in LINKING_ELEMENTS.get(language, ()):
            rest = word[end + len(link) :]
            if word.startswith(link, end) and len(rest) >= MIN_LAST_PART_LENGTH:
                yield word[:end], link, rest
        if language in DROPPED_ENDINGS:
            yield word[:end] + DROPPED_ENDINGS[language], "", word[end:]


def is_one_edit(word: str, other: str) -> bool:
    """Whether a letter is added, left out or replaced, or two neighbours are exchanged."""
    start = len(commonprefix((word, other)))  # noqa: RUF071  # of letters
    rest, other_rest = word[start:], other[start:]
    return word != other and (
        rest[1:] == other_rest
        or rest == other_rest[1:]
        or rest[1:] == other_rest[1:]
        or rest[1::-1] + rest[2:] == other_rest
    )


def _replace_apostrophes(text: str) -> str:
    """Replace two apostrophes that are letters in Unicode."""
    return text.replace("\u02bb", "'").replace("\u02bc", "'")


def _devoice_final_z_or_v(stem: str) -> str:
    """Replace a final z or v of a Dutch stem, so that huizen has the stem of huis."""
    devoiced = {"z": "s", "v": "f"}.get(stem[-1:])
    return stem[:-1] + devoiced if devoiced and len(stem) > 2 else stem  # noqa: PLR2004


@cache
def load_weighted_stems_by_word(language: Language) -> Mapping[str, Mapping[str, float]]:
    """Return the stems of the words of all bundled texts, weighted; stemming would take long."""
    lexicon: dict[str, dict[str, float]] = json.loads(read_bundled(f"lexicon.{language}.json"))
    return lexicon


@cache
def load_stopwords() -> Mapping[Language, frozenset[str]]:
    """Return the words that say nothing about a subject, without accents, by language."""
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
    return cast("Callable[[str], str]", create(algorithm).stemWord)
