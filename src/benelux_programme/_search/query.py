"""The terms of a query, the words of an index that match them, and the score of each action."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from benelux_programme._model.nodes import Action
from benelux_programme._model.text import Language, fold_to_letters_and_digits

from .index import K1, InvertedIndex, Passage
from .tokenizer import is_stopword, iter_tokens, tokenize

MIN_KNOWN_SHARE: Final = 0.5
"""The share of a query that must be known for any action to be a hit.

Terms are weighted by inverse document frequency, corrected words by half of it. The half of the
share suffices if two terms are known, as in a question with many words of its own.
"""
MAX_TERMS: Final = 50
"""The number of different words, phrases and prefixes of a query that count, and of the words of a
phrase."""
OTHER_FORM_WEIGHT, COMPOUND_WEIGHT = 0.9, 0.5
"""The weights of an occurrence in another form, and as a part of a compound."""
MIN_PREFIX_LENGTH: Final = 3
"""The number of letters before an asterisk that stands for any ending."""

_QUOTATION_MARKS = dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\uff02"), '"'
)
_PHRASE = re.compile(r'"([^"]*)"')


class ParsedQuery(NamedTuple):
    """The phrases in quotation marks, the prefixes before an asterisk, and the other words."""

    phrases: Sequence[tuple[str, ...]]
    prefixes: Sequence[str]
    joined_words: Mapping[str, Collection[str]]
    """For each word what it makes with the word before it, and with the one after it."""


class QueryTerm(NamedTuple):
    """A word, prefix or phrase of a query, as an index contains it."""

    words: frozenset[str]
    """The words that match."""
    postings: Mapping[int, float]
    """The passages that contain any of these words, with the weight of the best one."""
    frequencies: Mapping[int, float]
    """The number of occurrences in each action, weighted by field."""
    correction: tuple[str, str] | None = None
    """The word as it was typed, and the word for which it was taken."""


_UNKNOWN: Final = QueryTerm(frozenset(), {}, {})


class QueryMatch(NamedTuple):
    """A query, and its terms as an index contains them."""

    query: str
    inverted_index: InvertedIndex
    terms: list[QueryTerm]

    def get_words(self) -> frozenset[str]:
        """Return the words of the index that match."""
        return frozenset[str]().union(*(term.words for term in self.terms))

    def find_passages(self, document: int) -> list[Passage]:
        """Return the passages of an action that contain any of the terms."""
        positions = self.inverted_index.passages_of_documents[document]
        matching = {i for term in self.terms for i in positions if i in term.postings}
        return [self.inverted_index.passages[i] for i in sorted(matching)]


class ScoredDocument(NamedTuple):
    """An action that matches a query."""

    score: float
    document: int
    match: QueryMatch

    @property
    def action(self) -> Action:
        """The action."""
        return self.match.inverted_index.actions[self.document]


def parse_query(query: str) -> ParsedQuery:
    """Return the parts of a query; a quotation mark that is not closed is ignored."""
    query = query.translate(_QUOTATION_MARKS)
    phrases = dict.fromkeys(
        tuple(tokenize(phrase)[:MAX_TERMS]) for phrase in _PHRASE.findall(query)
    )
    phrases.pop((), None)
    rest = _PHRASE.sub(" ", query)
    tokens = list(iter_tokens(rest))
    prefixes = {
        word: None
        for word, _, end in tokens
        if rest.startswith("*", end) and len(word) >= MIN_PREFIX_LENGTH
    }
    words = [word for word, *_ in tokens if word not in prefixes]
    joined_words: dict[str, set[str]] = {word: set() for word in words}
    for first, second in pairwise(words):
        if len(second) > 1:  # not the letter of an annex
            joined_words[first].add(first + second)
            joined_words[second].add(first + second)
    return ParsedQuery(
        list(phrases)[:MAX_TERMS],
        list(prefixes)[:MAX_TERMS],
        dict(list(joined_words.items())[:MAX_TERMS]),
    )


def match_query(query: str, indexes: Sequence[InvertedIndex]) -> list[QueryMatch]:
    """Return the terms of a query in each of several indexes, which differ by language.

    A word that is in none of them is taken for one that differs by one letter.
    """
    parsed = parse_query(query)
    matches: list[QueryMatch] = []
    for index in indexes:
        terms = [_match_phrase(phrase, index) for phrase in parsed.phrases]
        terms += [_match_prefix(prefix, index) for prefix in parsed.prefixes]
        matches.append(QueryMatch(query, index, terms))
    searched_words = [_exclude_stopwords(parsed.joined_words, index.language) for index in indexes]
    for word, joined in parsed.joined_words.items():
        terms_by_match = [
            (match, _match_word(word, joined, match.inverted_index))
            for match, words in zip(matches, searched_words, strict=True)
            if word in words
        ]
        is_unknown = len(terms_by_match) == len(matches) and not any(
            terms for _, terms in terms_by_match
        )
        for match, terms in terms_by_match:
            own = _guess_unknown_word(word, match.inverted_index) if is_unknown else terms
            match.terms.extend(own or [_UNKNOWN])
    return matches


def score_documents(match: QueryMatch) -> Iterator[ScoredDocument]:
    """Yield the actions that match any term, or none if too few of the terms are known."""
    index = match.inverted_index
    weights = [
        index.compute_inverse_document_frequency(len(term.frequencies)) for term in match.terms
    ]
    if not _is_known_enough(match.terms, weights):
        return
    scores: dict[int, float] = defaultdict(float)
    matched_weights: dict[int, float] = defaultdict(float)
    for term, weight in zip(match.terms, weights, strict=True):
        for document, frequency in term.frequencies.items():
            matched_weights[document] += weight
            scores[document] += weight * index.saturate_frequency(frequency, document)
    total = sum(weights)
    folded_query = fold_to_letters_and_digits(match.query)
    for document in sorted(scores):
        score = scores[document] * matched_weights[document] / total
        summary = index.passages[index.passages_of_documents[document][0]]
        if folded_query in map(fold_to_letters_and_digits, summary.texts):
            score += total * (K1 + 1)  # more than any other action can have
        yield ScoredDocument(score, document, match)


def _is_known_enough(terms: Sequence[QueryTerm], weights: Sequence[float]) -> bool:
    known_weights = [
        weight / 2 if term.correction else weight
        for term, weight in zip(terms, weights, strict=True)
        if term.words
    ]
    return min(len(known_weights), 2) * sum(known_weights) >= MIN_KNOWN_SHARE * sum(weights)


def _exclude_stopwords(words: Collection[str], language: Language) -> Collection[str]:
    """Return the words that are not stop words, or all words if all are stop words."""
    return [word for word in words if not is_stopword(word, language)] or words


def _build_term(
    weights: Mapping[str, float],
    index: InvertedIndex,
    phrase_passages: Collection[int] | None = None,
) -> QueryTerm:
    """Return the term of words with the weight of each; of a phrase, in some passages only."""
    postings: dict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        for position in index.postings[word]:
            if phrase_passages is None or position in phrase_passages:
                postings[position] = max(weight, postings[position])
    if not postings:
        return _UNKNOWN
    return QueryTerm(frozenset(weights), postings, index.compute_term_frequencies(postings))


def _match_phrase(words: Sequence[str], index: InvertedIndex) -> QueryTerm:
    """Return the term of words side by side, each in any form."""
    forms_of_words = [index.vocabulary.find_forms(word) for word in words]
    passages_of_words = [
        {position for form in forms for position in index.postings[form]}
        for forms in forms_of_words
    ]
    passages = {
        position
        for position in set[int].intersection(*passages_of_words)
        if any(
            _contains_phrase(tokenize(text), forms_of_words)
            for text in index.passages[position].texts
        )
    }
    return _build_term(dict.fromkeys(set[str]().union(*forms_of_words), 1.0), index, passages)


def _contains_phrase(words: list[str], forms_of_words: list[set[str]]) -> bool:
    starts = range(len(words) - len(forms_of_words) + 1)
    return any(
        all(words[start + offset] in forms for offset, forms in enumerate(forms_of_words))
        for start in starts
    )


def _match_prefix(prefix: str, index: InvertedIndex) -> QueryTerm:
    words = index.vocabulary.find_words_with_prefix(prefix)
    return _build_term(dict.fromkeys(words, 1.0), index)


def _match_word(word: str, joined: Collection[str], index: InvertedIndex) -> list[QueryTerm]:
    """Return the term of a known word, or those of its parts, or none."""
    term = _match_known_word(word, joined, index)
    if term.words:
        return [term]
    if parts := index.vocabulary.split_compound(word):
        return [_match_known_word(part, (), index) for part in parts]
    phrases = (_match_phrase(pair, index) for pair in index.vocabulary.iter_known_halves(word))
    return [phrase for phrase in phrases if phrase.words][:1]


def _match_known_word(word: str, joined: Collection[str], index: InvertedIndex) -> QueryTerm:
    """Return the term of a word in all forms, alone, in compounds, or joined with a neighbour."""
    vocabulary = index.vocabulary
    forms = vocabulary.find_forms(word)
    for joined_word in joined:
        # This is rare: a look at the first letters saves most of the stemming.
        if vocabulary.find_words_with_prefix(joined_word[: len(word) + 1]):
            forms |= vocabulary.find_forms(joined_word)
    weights = dict.fromkeys(vocabulary.find_compounds(word), COMPOUND_WEIGHT)
    weights |= dict.fromkeys(forms, OTHER_FORM_WEIGHT)
    weights |= dict.fromkeys(vocabulary.find_spellings(word), 1.0)
    return _build_term(weights, index)


def _guess_unknown_word(word: str, index: InvertedIndex) -> list[QueryTerm]:
    """Return the term of a similar word, or those of a compound with an unknown part, or none."""
    if similar := index.vocabulary.find_similar_words(word):
        # Few people mistype the first letter; among the others, the most frequent word is likely.
        correction = max(
            similar, key=lambda known: (known[0] == word[0], len(index.postings[known]), known)
        )
        term = _match_known_word(correction, (), index)
        return [term._replace(correction=(word, correction))]
    part, is_beginning = index.vocabulary.find_lone_part(word)
    if part is None:
        return []
    term = _match_known_word(part, (), index)
    return [term] if is_beginning else [_UNKNOWN, term]
