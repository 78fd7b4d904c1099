"""The terms of a query: words and phrases, expanded to the words of an index that match them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .index import InvertedIndex
from .tokenizer import fold_word, is_stopword, tokenize

_PHRASE = re.compile(r'"([^"]*)"')


class QueryTerm(NamedTuple):
    """A word or phrase of a query, with its matches in an index."""

    words: frozenset[str]  # of the index, that match
    postings: Sequence[int]  # the passages that match, once per occurrence
    exact_words: frozenset[str] = frozenset()  # in the form of the query, accents apart


def parse_query(query: str, index: InvertedIndex) -> Iterator[QueryTerm]:
    """Yield the terms of a query: the phrases in double quotes, then the words.

    Stop words are left out, unless there are no other words.
    """
    for phrase in _PHRASE.findall(query):
        if words := tokenize(phrase):
            yield _build_phrase_term(words, index)
    words = tokenize(_PHRASE.sub(" ", query))
    words = [word for word in words if not is_stopword(word, index.language)] or words
    pairs = zip(words, [*words, ""][1:], strict=True)
    for word, following_word in pairs:
        if forms := _find_forms_written_as_one(word, following_word, index):
            yield QueryTerm(forms, index.find_postings(forms))
            next(pairs, None)
        else:
            yield from _build_word_or_part_terms(word, index)


def _find_forms_written_as_one(
    first_word: str, second_word: str, index: InvertedIndex
) -> frozenset[str]:
    """Return the forms of the compound of two words; none if the second is empty."""
    # This is rare: a look at the first letters saves most of the stemming.
    prefix = first_word + second_word[:1]
    if not second_word or not index.vocabulary.has_word_with_prefix(prefix):
        return frozenset()
    return index.vocabulary.find_forms(first_word + second_word)


def _build_phrase_term(words: list[str], index: InvertedIndex) -> QueryTerm:
    """Return the term of a phrase: its words side by side, each in any form."""
    forms_of_words = [index.vocabulary.find_forms(word) for word in words]
    with_each_word = [set(index.find_postings(forms)) for forms in forms_of_words]
    postings = [
        position
        for position in sorted(set[int].intersection(*with_each_word))
        if any(
            _contains_phrase(tokenize(text), forms_of_words)
            for text in index.passages[position].texts
        )
    ]
    return QueryTerm(frozenset().union(*forms_of_words), postings)


def _contains_phrase(words: list[str], forms_of_words: list[frozenset[str]]) -> bool:
    starts = range(len(words) - len(forms_of_words) + 1)
    return any(
        all(words[start + offset] in forms for offset, forms in enumerate(forms_of_words))
        for start in starts
    )


def _build_word_or_part_terms(word: str, index: InvertedIndex) -> Iterator[QueryTerm]:
    """Yield the term of a word; of each part, if the index has only the parts of the word."""
    forms = index.vocabulary.find_forms(word)
    parts = () if forms else index.vocabulary.split_compound(word)
    for part in parts or (word,):
        yield _build_word_term(part, forms or index.vocabulary.find_forms(part), index)


def _build_word_term(word: str, forms: frozenset[str], index: InvertedIndex) -> QueryTerm:
    """Return the term of a word: its forms and compounds, or else the head of the compound."""
    vocabulary = index.vocabulary
    words = forms | vocabulary.find_compounds_with(word, forms)
    if not words and (head := vocabulary.find_compound_head(word)):
        words = vocabulary.find_forms(head)
    folded = fold_word(word, index.language)
    exact_words = frozenset(form for form in forms if vocabulary.folded_by_word[form] == folded)
    return QueryTerm(words, index.find_postings(words), exact_words)
