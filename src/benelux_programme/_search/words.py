"""The words of a text, as a search compares them: stems without accents, and parts of compounds."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Final, cast

import snowballstemmer

from benelux_programme._data import read_bundled
from benelux_programme._model.text import Language, fold

_NAMES: Final[dict[Language, str]] = {
    "fr": "french",
    "nl": "dutch_porter",
    "de": "german",
    "en": "english",
}
_WORD = re.compile(r"[^\W_]+")

_LINKS: Final = ("", "s", "e", "n", "en", "es", "er", "ens")
"""What stands between the parts of Dutch and German compounds."""

_FIRST, _PART, _HEAD = 3, 4, 5
"""How many letters a word at the beginning, any part, and what a compound is a kind of have."""

_STEMMING = Lock()
"""A stemmer in Python keeps the word it is at."""

_LONGEST = 60
"""How many letters a word has at most that is taken for a compound."""

COMPOUNDING: Final[tuple[Language, ...]] = ("nl", "de")
"""The languages that write compounds in one word."""


def marked(text: str, words: AbstractSet[str]) -> str:
    """A text with two asterisks before and after each of these words.

    >>> marked("Clean energy", {"energy"})
    'Clean **energy**'
    """
    return _WORD.sub(
        lambda found: f"**{found[0]}**" if found[0].lower() in words else found[0], text
    )


@lru_cache(maxsize=100_000)
def stems(word: str, language: Language) -> tuple[str, ...]:
    """The stems of a word without accents: of the word as it is, and typed without accents."""
    lower = word.lower()
    plain = folded(lower, language)
    stemmer = _stemmer(language)
    with _STEMMING:
        stem = stemmer(lower)
        found = (folded(stem, language), stem if plain == lower else stemmer(plain))
    if language == "nl":
        found = (_as_heard(found[0]), _as_heard(found[1]))
    return tuple(dict.fromkeys(one for one in found if one))


def _as_heard(stem: str) -> str:
    """A Dutch stem with its last letter as it is heard: huis, also of huizen."""
    heard = {"z": "s", "v": "f"}.get(stem[-1:])
    return stem[:-1] + heard if heard and len(stem) >= _FIRST else stem


def is_stopword(word: str, language: Language) -> bool:
    """Whether a word says nothing about the subject."""
    return fold(word) in _stopwords()[language]


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.lower())


def folded(word: str, language: Language) -> str:
    """A word without accents; in German, ae, oe and ue are taken for ä, ö and ü."""
    return folded_words((word,), language)[0]


def folded_words(words: Collection[str], language: Language) -> list[str]:
    """The same for many words, at once, which is quicker."""
    plain = "\n".join(map(fold, words))
    if language == "de":
        plain = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return plain.split("\n") if words else []


def compound_parts(words: Iterable[str]) -> frozenset[str]:
    """The words of which compounds are made, with those that only stand at the end of some.

    >>> sorted(compound_parts({"zee", "stroom", "zeekabel", "stroomkabel"}) - {"zee", "stroom"})
    ['kabel', 'stroomkabel', 'zeekabel']
    """
    known = {word for word in words if len(word) >= _FIRST}
    ends = Counter(
        word[end + len(link) :]
        for word in known
        for end in range(len(word))
        if word[:end] in known
        for link in _LINKS
        if word.startswith(link, end) and len(word) - end - len(link) >= _HEAD
    )
    return frozenset(known | {end for end, count in ends.items() if count > 1})


def split_compound(word: str, parts: AbstractSet[str]) -> tuple[str, ...]:
    """The parts of which a compound is made, two or more, or nothing.

    >>> split_compound("waterstofvrachtwagen", {"waterstof", "vrachtwagen", "water"})
    ('waterstof', 'vrachtwagen')
    """
    return _split(word, parts, set()) if len(word) <= _LONGEST else ()


def _split(word: str, parts: AbstractSet[str], failed: set[str]) -> tuple[str, ...]:
    if word in failed:
        return ()
    for end in range(len(word) - _PART, _PART - 1, -1):
        if word[:end] in parts:
            for link in _LINKS:
                if word.startswith(link, end):
                    rest = word[end + len(link) :]
                    tail = (rest,) if rest in parts else _split(rest, parts, failed)
                    if tail:
                        return (word[:end], *tail)
    failed.add(word)
    return ()


def head_of(word: str, parts: AbstractSet[str]) -> str | None:
    """The longest part at the end of a compound, of which it is a kind."""
    if len(word) > _LONGEST:
        return None
    ends = (word[begin:] for begin in range(_FIRST, len(word) - _HEAD + 1))
    return next((end for end in ends if end in parts), None)


@cache
def _stopwords() -> dict[Language, frozenset[str]]:
    written: dict[Language, str] = json.loads(read_bundled("stopwords.json"))
    return {language: frozenset(words.split()) for language, words in written.items()}


@cache
def _stemmer(language: Language) -> Callable[[str], str]:
    stemmer = cast("Callable[[str], Any]", snowballstemmer.stemmer)  # pyright: ignore[reportUnknownMemberType]  # it has no types
    name = _NAMES[language]
    try:
        stem: Callable[[str], str] = stemmer(name).stemWord
    except KeyError:  # before version 3 it was called Dutch, which is another one since
        stem = stemmer("dutch").stemWord
    return stem
