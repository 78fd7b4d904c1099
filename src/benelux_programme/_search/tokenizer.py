"""The tokenizer, the stemmers, the stop words, and the splitter of compounds."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final, cast

from benelux_programme._data import read_bundled
from benelux_programme._model.text import Language, fold_text

COMPOUNDING_LANGUAGES: Final[tuple[Language, ...]] = ("nl", "de")
"""The languages that write compounds as one word."""

_STEMMERS: Final = {"fr": "french", "nl": "dutch_porter", "de": "german", "en": "english"}
_WORD = re.compile(r"[^\W_]+")

_LINKING_ELEMENTS: Final = ("", "s", "e", "n", "en", "es", "er", "ens")
"""The letters between the parts of Dutch and German compounds."""

MIN_WORD_LENGTH, MIN_PART_LENGTH, MIN_HEAD_LENGTH, MAX_COMPOUND_LENGTH = 3, 4, 5, 60
"""The numbers of letters of a known word, a part of a compound, its head, and the compound."""

_STEMMER_LOCK = Lock()
"""A stemmer written in Python keeps the word at which it is, so threads take turns."""


def tokenize(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return _WORD.findall(text.lower())


def highlight_words(text: str, words: AbstractSet[str]) -> str:
    """Return a text with two asterisks before and after each of these words."""
    return _WORD.sub(
        lambda match: f"**{match[0]}**" if match[0].lower() in words else match[0], text
    )


def fold_word(word: str, language: Language) -> str:
    """Return a word in lower case without accents; in German, ae, oe, ue become a, o, u."""
    return fold_words((word,), language)[0]


def fold_words(words: Collection[str], language: Language) -> list[str]:
    """Fold many words at once, which is faster than one by one."""
    folded = "\n".join(map(fold_text, words))
    if language == "de":
        folded = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return folded.split("\n") if words else []


def is_stopword(word: str, language: Language) -> bool:
    """Whether a word is too common in a language to be searched, such as an article."""
    return fold_text(word) in _load_stopwords()[language]


@lru_cache(maxsize=100_000)
def stem_word(word: str, language: Language) -> tuple[str, ...]:
    """Return the stems of a word, folded: of the word as it is, and of the word without accents."""
    lower = word.lower()
    folded = fold_word(lower, language)
    stemmer = _load_stemmer(language)
    with _STEMMER_LOCK:
        stem = stemmer(lower)
        stems = (fold_word(stem, language), stem if folded == lower else stemmer(folded))
    if language == "nl":
        stems = (_devoice_final_consonant(stems[0]), _devoice_final_consonant(stems[1]))
    return tuple(dict.fromkeys(filter(None, stems)))


def _devoice_final_consonant(stem: str) -> str:
    """Replace a final z or v of a Dutch stem, so that huizen has the stem of huis."""
    devoiced = {"z": "s", "v": "f"}.get(stem[-1:])
    return stem[:-1] + devoiced if devoiced and len(stem) >= MIN_WORD_LENGTH else stem


def infer_compound_parts(words: Iterable[str]) -> frozenset[str]:
    """Return the words of which compounds are made, and the endings that several of them share."""
    known = {word for word in words if len(word) >= MIN_WORD_LENGTH}
    endings = Counter(
        word[end + len(link) :]
        for word in known
        for end in range(len(word))
        if word[:end] in known
        for link in _LINKING_ELEMENTS
        if word.startswith(link, end) and len(word) - end - len(link) >= MIN_HEAD_LENGTH
    )
    return frozenset(known | {ending for ending, count in endings.items() if count > 1})


def split_compound(word: str, parts: AbstractSet[str]) -> tuple[str, ...]:
    """Return the parts that make up a compound, two or more, or an empty tuple."""
    if len(word) > MAX_COMPOUND_LENGTH:
        return ()
    return _split_compound_recursively(word, parts, set())


def _split_compound_recursively(
    word: str, parts: AbstractSet[str], unsplittable_endings: set[str]
) -> tuple[str, ...]:
    """Split a compound; add its endings that cannot be split to a set, to try them once."""
    if word in unsplittable_endings:
        return ()
    for end in range(len(word) - MIN_PART_LENGTH, MIN_PART_LENGTH - 1, -1):
        for link in _LINKING_ELEMENTS if word[:end] in parts else ():
            if word.startswith(link, end):
                rest = word[end + len(link) :]
                if rest in parts:
                    return word[:end], rest
                if tail := _split_compound_recursively(rest, parts, unsplittable_endings):
                    return word[:end], *tail
    unsplittable_endings.add(word)
    return ()


@cache
def _load_stopwords() -> dict[Language, frozenset[str]]:
    words: dict[Language, str] = json.loads(read_bundled("stopwords.json"))
    return {language: frozenset(line.split()) for language, line in words.items()}


@cache
def _load_stemmer(language: Language) -> Callable[[str], str]:
    import snowballstemmer  # noqa: PLC0415  # takes longer than to load a programme

    create = cast("Callable[[str], Any]", snowballstemmer.stemmer)  # pyright: ignore[reportUnknownMemberType]  # it has no types
    try:
        stem: Callable[[str], str] = create(_STEMMERS[language]).stemWord
    except KeyError:  # before version 3 it was called Dutch, which is another stemmer since
        stem = create("dutch").stemWord
    return stem
