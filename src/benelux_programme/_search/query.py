"""The terms of a query, the stems of an index that match them, and the score of each action."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Language, fold_to_letters_and_digits

from .index import K1, InvertedIndex, Passage
from .tokenizer import (
    DROPPED_ENDINGS,
    MAX_WORD_LENGTH,
    MIN_PART_LENGTH,
    fold_word,
    is_one_edit,
    is_stopword,
    iter_candidate_splits,
    iter_lowercase_word_spans,
    tokenize,
)

MIN_MATCHING_SHARE: Final = 0.5
"""The share of a query, weighted by rarity, that an action must match for there to be hits.

Two terms in one action suffice, as in a question with many words of its own.
"""
MAX_TERMS: Final = 40
"""The number of different words, phrases and prefixes of a query, and of words in a phrase."""
MIN_PREFIX_LENGTH: Final = 3
"""The letters before an asterisk that stands for any ending."""
MIN_CORRECTED_LENGTH, MIN_INNER_LENGTH = 5, 5
"""The letters of a word with a typing error, and of one that is known inside compounds only."""
FIRST_LETTER_CORRECTION_WEIGHT: Final = 0.25
"""The weight of a word that differs in the first letter: night may not be a mistyped fight."""

_QUOTATION_MARKS = dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\uff02"), '"'
)
_PHRASE = re.compile(r'"([^"]*)"')


class ParsedQuery(NamedTuple):
    """The phrases in quotation marks, the prefixes before an asterisk, and the other words."""

    phrases: Collection[tuple[str, ...]]
    prefixes: Collection[str]
    words: Mapping[str, Collection[str]]
    """For each word what it makes with the word before it, and with the one after it."""


class Term(NamedTuple):
    """A word, prefix or phrase of a query, as an index contains it."""

    words: Collection[str] = ()
    """The words that match."""
    postings: Mapping[int, float] = {}
    """The passages that contain any of these words, with the weight of the best one."""
    correction: tuple[str, str] | None = None
    """The word as it was typed, and the word for which it was taken."""


class QueryTerms(NamedTuple):
    """A query, and its terms as an index contains them."""

    query: str
    inverted_index: InvertedIndex
    terms: list[Term]

    def find_passages(self, document: int) -> list[Passage]:
        """Return the passages of an action that contain any of the terms."""
        positions = self.inverted_index.passages_of_documents[document]
        matching = {i for term in self.terms for i in positions if i in term.postings}
        return [self.inverted_index.passages[i] for i in sorted(matching)]

    def find_matches(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the start and the end of each word in a text that matches any of the terms."""
        words = {word for term in self.terms for word in term.words}
        return tuple(
            [(start, end) for word, start, end in iter_lowercase_word_spans(text) if word in words]
        )


class ScoredAction(NamedTuple):
    """An action that matches a query."""

    score: float
    action: Action
    document: int
    query_terms: QueryTerms


def parse_query(query: str) -> ParsedQuery:
    """Return the parts of a query; a quotation mark that is not closed is ignored."""
    query = query.translate(_QUOTATION_MARKS)
    phrases = {tuple(tokenize(phrase)[:MAX_TERMS]): None for phrase in _PHRASE.findall(query)}
    phrases.pop((), None)
    rest = _PHRASE.sub(" ", query)
    words: dict[str, set[str]] = {}
    prefixes: dict[str, None] = {}
    for word, _, end in iter_lowercase_word_spans(rest):
        if rest.startswith("*", end) and len(word) >= MIN_PREFIX_LENGTH:
            prefixes[word] = None
        elif len(words) < MAX_TERMS:
            words[word] = set()
    for first, second in pairwise(words):
        if len(second) > 1:  # not the letter of an annex
            words[first].add(first + second)
            words[second].add(first + second)
    return ParsedQuery(list(phrases)[:MAX_TERMS], list(prefixes)[:MAX_TERMS], words)


def match_query(query: str, indexes: Sequence[InvertedIndex]) -> list[QueryTerms]:
    """Return the terms of a query in each of several indexes, which differ by language.

    A word that is in none of them is taken for one that differs by one letter.
    """
    phrases, prefixes, words = parse_query(query)
    terms_by_index: list[QueryTerms] = []
    for index in indexes:
        terms = [_match_phrase(phrase, index) for phrase in phrases]
        terms += [_match_prefix(prefix, index) for prefix in prefixes]
        terms_by_index.append(QueryTerms(query, index, terms))
    words_by_index = [_exclude_stopwords(words, index.language) for index in indexes]
    for word, joined_words in words.items():
        searched = [
            each for each, own in zip(terms_by_index, words_by_index, strict=True) if word in own
        ]
        found = [
            _match_word_or_compound(word, joined_words, each.inverted_index) for each in searched
        ]
        if len(searched) == len(terms_by_index) and not any(found):
            found = [_match_corrected_word(word, each.inverted_index) for each in searched]
        for each, own_terms in zip(searched, found, strict=True):
            each.terms.extend(own_terms or [Term()])
    return terms_by_index


def score_actions_with_any_term(query_terms: QueryTerms) -> Iterator[ScoredAction]:
    """Yield the actions that match any term, or none if no action matches enough of the query."""
    index = query_terms.inverted_index
    frequencies = [index.sum_field_weighted_postings(term.postings) for term in query_terms.terms]
    weights = [index.compute_inverse_document_frequency(len(each)) for each in frequencies]
    total = sum(weights)
    scores: dict[int, float] = defaultdict(float)
    matching_weights: dict[int, list[float]] = defaultdict(list)
    for weight, frequency_by_document in zip(weights, frequencies, strict=True):
        for document, frequency in frequency_by_document.items():
            scores[document] += weight * index.saturate_frequency(frequency, document)
            matching_weights[document].append(weight)
    if not any(
        len(matching) > 1 or sum(matching) >= MIN_MATCHING_SHARE * total
        for matching in matching_weights.values()
    ):
        return
    folded_query = fold_to_letters_and_digits(query_terms.query)
    for document in sorted(scores):
        score = scores[document]
        summary = index.passages[index.passages_of_documents[document][0]]
        if folded_query in map(fold_to_letters_and_digits, summary.texts):
            score += total * (K1 + 1)  # more than any other action can have
        yield ScoredAction(score, index.actions[document], document, query_terms)


def _exclude_stopwords(words: Collection[str], language: Language) -> Collection[str]:
    """Return the words that are not stop words, or all words if all are stop words."""
    return [word for word in words if not is_stopword(word, language)] or words


def _build_term(words: Mapping[str, float], index: InvertedIndex) -> Term:
    """Return the term of known words with their weights."""
    postings: dict[int, float] = {}
    for word, weight in words.items():
        for position in index.passages_of_words[word]:
            postings[position] = max(weight, postings.get(position, 0.0))
    return Term(words.keys(), postings)


def _match_words(words: Iterable[str], index: InvertedIndex) -> Term:
    """Return the term of words, any of which may match in any form."""
    return _build_term(index.find_words_with_same_stem_or_part(words), index)


def _match_phrase(words: Sequence[str], index: InvertedIndex) -> Term:
    """Return the term of words side by side, each in any form."""
    terms = [_match_words([word], index) for word in words]
    postings = {
        position: 1.0
        for position in set[int].intersection(*(set(term.postings) for term in terms))
        if any(
            _contains_phrase(words, terms) for words in index.tokenize_texts_of_passage(position)
        )
    }
    return Term({*chain.from_iterable(term.words for term in terms)} if postings else (), postings)


def _contains_phrase(words: Sequence[str], terms: Sequence[Term]) -> bool:
    matches = (map(term.words.__contains__, words[i:]) for i, term in enumerate(terms))
    return any(map(all, zip(*matches, strict=False)))


def _match_prefix(prefix: str, index: InvertedIndex) -> Term:
    folded = fold_word(prefix, index.language)
    words = [index.spellings[known] for known in index.find_spellings_with_start(folded)]
    return _build_term(dict.fromkeys(chain.from_iterable(words), 1.0), index)


def _match_word_or_compound(
    word: str, joined_words: Collection[str], index: InvertedIndex
) -> list[Term]:
    """Return the term of a known word, or those of its parts, or none."""
    terms = [_match_words([word, *joined_words], index)]
    if not terms[0].postings:
        terms = [_match_words([part], index) for part in index.split_into_known_parts(word)]
    if not terms:
        terms = [_match_words(_find_compounds(word, index), index)]
    if not terms[0].postings:
        halves = (
            (word[:end], word[end:])
            for end in range(MIN_PART_LENGTH, min(len(word), MAX_WORD_LENGTH))
            if word[:end] in index.spellings
        )
        phrases = (_match_phrase(pair, index) for pair in halves)
        terms = [phrase for phrase in phrases if phrase.postings][:1]
    return terms


def _find_compounds(word: str, index: InvertedIndex) -> list[str]:
    """Return the known compounds of a word that is not known alone, and of known words."""
    return [
        known
        for part in {
            fold_word(word, index.language),
            *index.get_or_compute_stems_of_whole_word(word),
        }
        if len(part) >= MIN_INNER_LENGTH
        for known in index.spellings
        if part in known
        if part in index.split_into_known_parts(known, part)
    ]


def _match_corrected_word(word: str, index: InvertedIndex) -> list[Term]:
    """Return the term of a similar word, or those of the parts of a similar compound, or none."""
    folded = fold_word(word, index.language)
    if len(folded) > MAX_WORD_LENGTH or not folded.isalpha():
        return []
    similar = _find_most_similar_word(folded, index)
    if similar:
        parts, corrected = [similar], index.spellings[similar][0]
    else:
        parts, corrected = _correct_a_part_of_compound(folded, index)
    weight = 1.0 if similar is None or similar[0] == folded[0] else FIRST_LETTER_CORRECTION_WEIGHT
    forms = (
        dict.fromkeys(index.find_words_with_same_stem_or_part([part]), weight) for part in parts
    )
    return [_build_term(each, index)._replace(correction=(word, corrected)) for each in forms]


def _find_most_similar_word(folded: str, index: InvertedIndex) -> str | None:
    # Few people mistype the first letter; among the others, the most frequent word is likely.
    similar = [
        (known[0] == folded[0], len(_match_words([known], index).postings), known)
        for known in _find_words_one_edit_away(folded, index)
    ]
    return max(similar)[-1] if similar else None


def _correct_a_part_of_compound(folded: str, index: InvertedIndex) -> tuple[list[str], str]:
    """Return two known words, one of which is similar to a part of a compound, and the compound."""
    for first, link, rest in iter_candidate_splits(folded, index.language):
        if first in index.content_words or rest in index.content_words:
            parts = [_get_or_correct_part(part, index) for part in (first, rest)]
            if all(parts):
                start, end = (index.spellings[part][0] for part in parts)
                if first + link + rest != folded:
                    start = start.removesuffix(DROPPED_ENDINGS[index.language])
                return parts, start + link + end
    return [], ""


def _get_or_correct_part(part: str, index: InvertedIndex) -> str:
    """Return a known content word, or one that differs by one edit but not in its first letter."""
    if part in index.content_words:
        return part
    similar = _find_most_similar_word(part, index) or ""
    return similar if similar[:1] == part[0] and is_one_edit(part, similar) else ""


def _find_words_one_edit_away(folded: str, index: InvertedIndex) -> list[str]:
    """Return the words that differ by one edit, or else those whose stems do."""
    if len(folded) < MIN_CORRECTED_LENGTH:
        return []
    half = (len(folded) - 1) // 2  # one edit leaves one half as it is
    head, tail = folded[:half], folded[len(folded) - half :]
    candidates = {*index.find_spellings_with_start(head), *index.find_spellings_with_end(tail)}
    similar = [known for known in candidates if is_one_edit(folded, known) and known.isalpha()]
    stem, *_ = index.get_or_compute_stems_of_whole_word(folded)
    if similar or len(stem) < MIN_CORRECTED_LENGTH:
        return similar
    return [*index.find_spellings_with_similar_stem(stem)]
