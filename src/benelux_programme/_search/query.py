"""What a query asks for, in the words of a programme."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .index import Index
from .words import folded, is_stopword, words_of

_PHRASE = re.compile(r'"([^"]*)"')


class Term(NamedTuple):
    """What is asked for by one word, or by several side by side."""

    words: frozenset[str]
    """The words of the programme that answer it."""
    places: Sequence[int]
    """The passages where they stand, once for each time."""
    exact: frozenset[str] = frozenset()
    """Those of them that have the very form that was asked for."""


def terms(query: str, index: Index) -> Iterator[Term]:
    """What is asked for: phrases in quotes, and the other words that say something."""
    for phrase in _PHRASE.findall(query):
        if words := words_of(phrase):
            yield _side_by_side(words, index)
    words = words_of(_PHRASE.sub(" ", query))
    telling = [word for word in words if not is_stopword(word, index.language)] or words
    place = 0
    while place < len(telling):
        joined = _joined(telling[place : place + 2], index)
        if joined:
            yield Term(joined, index.having(joined))
            place += 2
        else:
            yield from _understood(telling[place], index)
            place += 1


def _joined(pair: list[str], index: Index) -> frozenset[str]:
    """The forms of two words written as one, which is rare, so that few are stemmed for it."""
    word = "".join(pair)
    if word == pair[0] or not index.vocabulary.has_beginning(word[: len(pair[0]) + 1]):
        return frozenset()
    return index.vocabulary.forms(word)


def _side_by_side(words: list[str], index: Index) -> Term:
    """What stands in this order, each word in any form."""
    forms = [index.vocabulary.forms(word) for word in words]
    having = [set(index.having(some)) for some in forms]
    places = [
        place
        for place in sorted(set[int].intersection(*having))
        if any(_is_in(words_of(text), forms) for text in index.passages[place].texts)
    ]
    return Term(frozenset().union(*forms), places)


def _is_in(words: list[str], forms: list[frozenset[str]]) -> bool:
    starts = range(len(words) - len(forms) + 1)
    return any(
        all(words[start + step] in some for step, some in enumerate(forms)) for start in starts
    )


def _understood(word: str, index: Index) -> Iterator[Term]:
    """What a word asks for, or if nobody uses it the parts of which it is made."""
    forms = index.vocabulary.forms(word)
    parts = () if forms else index.vocabulary.split(word)
    for one in parts or (word,):
        yield _term(one, index, forms or index.vocabulary.forms(one))


def _term(word: str, index: Index, forms: frozenset[str]) -> Term:
    vocabulary = index.vocabulary
    words = forms | vocabulary.compounds(word, forms)
    if not words and (head := vocabulary.head(word)):
        words = vocabulary.forms(head)
    plain = folded(word, index.language)
    exact = frozenset(one for one in forms if vocabulary.plain[one] == plain)
    return Term(words, index.having(words), exact)
